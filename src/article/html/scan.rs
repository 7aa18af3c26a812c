//! HTML → whether it is safe to build a tree of it, by one pass over its tags, and the same without what nothing reads.
//!
//! Scripts and styles are more than half of a usual page, and drawings and data of scripts a quarter of the rest. Nothing
//! reads them, but the tree builder copies them piece by piece. In the body the length of scripts and styles still counts,
//! since a block that holds one has that much less of the page's text.
//!
//! The tree builder and the walks over the tree take time, and stack, that grow with depth, attributes and elements.

use std::borrow::Cow;
use std::ops::Range;

use super::super::ReadErrorKind;
use super::prune::MOST;

/// The deepest nesting, as in browsers.
pub(crate) const DEPTH_LIMIT: usize = 512;
/// The most depth of all elements taken together; walks look at each element's ancestors.
const TOTAL_DEPTH_LIMIT: usize = 8_000_000;
/// The most attributes of one tag.
pub(crate) const ATTRIBUTE_LIMIT: usize = 1000;
/// The most elements of one page.
pub(crate) const ELEMENT_LIMIT: usize = 200_000;

/// Elements that may stand before the body.
const HEAD: &[&str] = &[
    "html", "head", "meta", "title", "link", "script", "style", "noscript", "base", "template",
];
/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "basefont", "bgsound", "frame", "keygen",
];
/// Elements that the next one of their kind ends, so that a page may leave them open.
const SELF_ENDING: &[&str] = &[
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "rb", "rt", "rp", "rtc", "html", "head", "body",
];
/// Elements that the tree builder opens again in the next block where a page leaves them open.
const FORMATTING: &[&str] = &[
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements whose content is no markup.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// What drawings are made of, none of which ends a drawing.
const DRAWN: &[&str] = &[
    "svg",
    "g",
    "path",
    "circle",
    "rect",
    "line",
    "polygon",
    "polyline",
    "ellipse",
    "use",
    "defs",
    "symbol",
    "clippath",
    "mask",
    "lineargradient",
    "radialgradient",
    "stop",
    "pattern",
    "filter",
    "image",
    "view",
    "marker",
];
/// Attributes that hold settings of scripts and pictures; so do those that begin with "data-" or "on".
const SETTINGS: &[&str] = &["srcset", "sizes", "config"];

/// Refuses a page that nests, or grows, beyond what any real page does, and returns it without what it can do without.
pub(super) fn slim(html: &str) -> Result<Cow<'_, str>, ReadErrorKind> {
    let cuts = check(html)?;
    if cuts.is_empty() {
        return Ok(Cow::Borrowed(html));
    }
    let mut slim = String::with_capacity(html.len());
    let mut at = 0;
    for cut in cuts {
        slim.push_str(&html[at..cut.start]);
        at = cut.end;
    }
    slim.push_str(&html[at..]);
    Ok(Cow::Owned(slim))
}

/// Refuses a page that nests, or grows, beyond what any real page does; returns what can be cut out of it.
pub(super) fn check(html: &str) -> Result<Vec<Range<usize>>, ReadErrorKind> {
    let (mut cuts, mut in_head) = (Vec::new(), true);
    let bytes = html.as_bytes();
    let mut open: Vec<&str> = Vec::new();
    let (mut formatting, mut elements, mut total_depth) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(found) = find(bytes, b'<', at) {
        at = found + 1;
        match bytes.get(at) {
            Some(b'!') => at = declaration(html, at),
            Some(b'/') => {
                let name = name(html, at + 1);
                at += 1 + name.len();
                if is(FORMATTING, name) {
                    formatting = formatting.saturating_sub(1);
                } else if let Some(depth) = open
                    .iter()
                    .rposition(|other| other.eq_ignore_ascii_case(name))
                {
                    open.truncate(depth);
                }
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let start = at;
                let name = name(html, at);
                let (end, attributes) = tag(bytes, at + name.len(), &mut cuts);
                at = end;
                elements += 1;
                in_head &= is(HEAD, name);
                total_depth += open.len() + formatting;
                if attributes > ATTRIBUTE_LIMIT {
                    return Err(ReadErrorKind::Attributes);
                }
                let closed = bytes[..end].ends_with(b"/>");
                let foreign = || is_foreign(&open);
                if is(FORMATTING, name) {
                    formatting += 1;
                } else if is(RAW, name) && !foreign() {
                    let end = raw_end(bytes, at, name);
                    if is_dead(html, start..at, at..end, name) {
                        cuts.extend(cut(html, at..end, in_head));
                    }
                    at = end;
                } else if !(is(VOID, name) || is(SELF_ENDING, name) || closed && foreign()) {
                    open.push(name);
                    at = behind_drawing(html, at, &open, &mut cuts);
                }
            }
            // A stray bracket costs the parser as much as a tag.
            _ => elements += 1,
        }
        if total_depth > TOTAL_DEPTH_LIMIT {
            return Err(ReadErrorKind::Tangled);
        }
        if open.len() + formatting > DEPTH_LIMIT {
            return Err(ReadErrorKind::Nesting);
        }
        if elements > ELEMENT_LIMIT {
            return Err(ReadErrorKind::Elements);
        }
    }
    Ok(cuts)
}

/// Whether the inside of an element is nothing that is read, and surely ends where it seems to.
fn is_dead(html: &str, tag: Range<usize>, inside: Range<usize>, name: &str) -> bool {
    let ended = html.as_bytes().get(inside.end + "</".len() + name.len());
    let ended = ended.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    if inside.is_empty() || !ended {
        return false;
    }
    if name.eq_ignore_ascii_case("style") {
        return true;
    }
    if !name.eq_ignore_ascii_case("script") {
        return false;
    }
    // Structured data stand in scripts.
    if html[tag].to_ascii_lowercase().contains("ld+json") {
        return false;
    }
    // A script that is opened in a comment in a script hides its end.
    let inside = &html.as_bytes()[inside];
    let comment = memchr::memmem::find(inside, b"<!--");
    let opens = |at: usize| {
        let rest = &inside[at..];
        rest.windows(7)
            .any(|tag| tag.eq_ignore_ascii_case(b"<script"))
    };
    !comment.is_some_and(opens)
}

/// What of a dead inside can be cut out: all of it in the head, else what is more than counts.
fn cut(html: &str, inside: Range<usize>, in_head: bool) -> Option<Range<usize>> {
    if in_head {
        return Some(inside);
    }
    // The end must not begin anything.
    let plain = |at: &usize| html.as_bytes()[at - 1].is_ascii_alphanumeric();
    let start = (inside.start + MOST..inside.end).find(plain)?;
    Some(start..inside.end)
}

fn is(names: &[&str], name: &str) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

fn find(bytes: &[u8], wanted: u8, from: usize) -> Option<usize> {
    memchr::memchr(wanted, bytes.get(from..)?).map(|at| from + at)
}

fn name(html: &str, from: usize) -> &str {
    let rest = html.get(from..).unwrap_or_default();
    let end = rest
        .find(|c: char| c.is_ascii_whitespace() || "/><".contains(c))
        .unwrap_or(rest.len());
    &rest[..end]
}

/// The end of a comment or a document type.
fn declaration(html: &str, from: usize) -> usize {
    let rest = &html[from..];
    let end = match rest.strip_prefix("!--") {
        Some(comment) => comment.find("-->").map(|at| at + "!---->".len()),
        None => rest.find('>').map(|at| at + 1),
    };
    end.map_or(html.len(), |end| from + end)
}

/// The end of a start tag, and how many attributes it has; adds those that nothing reads to what is cut out.
fn tag(bytes: &[u8], from: usize, cuts: &mut Vec<Range<usize>>) -> (usize, usize) {
    let (mut attributes, mut after_equals, mut inside) = (0, false, false);
    let (mut at, mut name) = (from, from..from);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' | b'\'' if after_equals => {
                let joined = name.end + 2 == at;
                (after_equals, inside) = (false, false);
                at = find(bytes, byte, at).map_or(bytes.len(), |end| end + 1);
                let ended = bytes
                    .get(at)
                    .is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>');
                if joined && ended && bytes.get(name.clone()).is_some_and(is_setting) {
                    cuts.push(name.start..at);
                }
            }
            b'>' => return (at, attributes),
            b'=' => {
                name.end = at - 1;
                after_equals = true;
            }
            b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c => inside = false,
            _ if after_equals => (after_equals, inside) = (false, true),
            _ if !inside => {
                name = at - 1..at - 1;
                (attributes, inside) = (attributes + 1, true);
            }
            _ => {}
        }
    }
    (bytes.len(), attributes)
}

/// Whether an attribute holds what only scripts and pictures need.
fn is_setting(name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else {
        return false;
    };
    let begins = |start: &str| {
        name.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    plain
        && (is(SETTINGS, name)
            || begins("on")
            || begins("data-") && !name.eq_ignore_ascii_case("data-testid"))
}

/// Whether one of the open elements is a drawing or a formula.
fn is_foreign(open: &[&str]) -> bool {
    open.iter().any(|name| is(&["svg", "math"], name))
}

/// Where to go on behind the start tag of the last open element: at the end of the drawing that it is, which is cut out,
/// else where the tag ends.
///
/// In a drawing that has no end none is looked for again, since each look may go through all that is left.
fn behind_drawing(html: &str, from: usize, open: &[&str], cuts: &mut Vec<Range<usize>>) -> usize {
    let closed = html.as_bytes()[..from].ends_with(b"/>");
    let opens = match open {
        [outer @ .., name] => name.eq_ignore_ascii_case("svg") && !closed && !is_foreign(outer),
        [] => false,
    };
    let Some(end) = opens.then(|| drawing_end(html, from)).flatten() else {
        return from;
    };
    cuts.push(from..end);
    end
}

/// The start of the tag that ends a drawing, if nothing but strokes and shapes stands before it.
fn drawing_end(html: &str, from: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let (mut at, mut depth) = (from, 1_usize);
    while let Some(found) = find(bytes, b'<', at) {
        let ends = bytes.get(found + 1) == Some(&b'/');
        let name = name(html, found + 1 + usize::from(ends));
        if !is(DRAWN, name) {
            return None;
        }
        let svg = name.eq_ignore_ascii_case("svg");
        if ends {
            depth -= usize::from(svg);
            if depth == 0 {
                return Some(found);
            }
            at = found + 2;
        } else {
            at = tag(bytes, found + 1 + name.len(), &mut Vec::new()).0;
            depth += usize::from(svg && !bytes[..at].ends_with(b"/>"));
        }
    }
    None
}

/// The start of the tag that ends raw text, or the end of all.
fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = find(bytes, b'<', at) {
        let rest = &bytes[found + 1..];
        if rest.first() == Some(&b'/')
            && rest
                .get(1..=name.len())
                .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        {
            return found;
        }
        at = found + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{MOST, check, slim};

    fn shown(html: &str) -> String {
        check(html).map_or_else(|error| error.to_string(), |_| "fine".to_owned())
    }

    #[test]
    fn bombs_are_refused() {
        assert_eq!(
            shown(&"<div>".repeat(100_000)),
            "nests HTML elements deeper than 512"
        );
        assert_eq!(
            shown(&"<a><i>".repeat(40_000)),
            "nests HTML elements deeper than 512"
        );
        assert_eq!(
            shown(&"<p><b>x".repeat(600)),
            "nests HTML elements deeper than 512"
        );
        assert_eq!(
            shown(&format!("<svg><style>{}", "<g>".repeat(600))),
            "nests HTML elements deeper than 512"
        );
        assert_eq!(
            shown(&format!("<p {}>", "a=1 ".repeat(1_000_000))),
            "has an HTML tag with more than 1000 attributes"
        );
        assert_eq!(
            shown(&"<br>".repeat(300_000)),
            "has more than 200000 HTML elements"
        );
    }

    #[test]
    fn scripts_and_styles_leave_but_structured_data_stay() {
        for (page, expected) in [
            (
                "a<script src=x>1 < 2</script><STYLE>p{}</STYLE ><p><script>1</script>",
                "a<script src=x></script><STYLE></STYLE ><p><script>1</script>",
            ),
            (
                "<script type='application/LD+json'>{}</script>",
                "<script type='application/LD+json'>{}</script>",
            ),
            (
                "<script><!-- <script>1</script> --></script>",
                "<script><!-- <script>1</script> --></script>",
            ),
            (
                "<script><!-- 1 --></script><script type='application/json'>{}</script>",
                "<script></script><script type='application/json'></script>",
            ),
            (
                "<script>1</scripts>2</script>",
                "<script>1</scripts>2</script>",
            ),
            ("<script>1", "<script>1"),
            (
                "<svg><style>.a{}</style></svg>",
                "<svg><style>.a{}</style></svg>",
            ),
            ("<!-- <style>a</style> -->", "<!-- <style>a</style> -->"),
            (
                "<p title='<style>'>a</style>",
                "<p title='<style>'>a</style>",
            ),
        ] {
            assert_eq!(slim(page).unwrap(), expected);
        }
        let long = format!("<p><script>{}</script>", "é=1;".repeat(MOST));
        let slim = slim(&long).unwrap();
        assert!((MOST..MOST + 30).contains(&slim.len()), "{}", slim.len());
        assert!(slim.ends_with("1</script>"));
    }

    #[test]
    fn drawings_and_settings_leave_but_what_is_read_stays() {
        for (page, expected) in [
            (
                "<p>a<svg class=b><g><path d='M<0'/><svg><use/></svg></g></svg>c",
                "<p>a<svg class=b></svg>c",
            ),
            (
                "<svg><title>a</title><path/></svg>",
                "<svg><title>a</title><path/></svg>",
            ),
            ("<svg><path><p>a</svg>", "<svg><path><p>a</svg>"),
            ("<svg><path>a", "<svg><path>a"),
            ("<svg/>a</svg>", "<svg/>a</svg>"),
            (
                "<a data-x=\"1>2\" class='data-y' ONclick='a()' data-testid='author' href=#>",
                "<a  class='data-y'  data-testid='author' href=#>",
            ),
            (
                "<img data-a=1 src=b data-c = 'd' srcset='e'f>",
                "<img data-a=1 src=b data-c = 'd' srcset='e'f>",
            ),
            ("<p data-a=\"<p class='", "<p data-a=\"<p class='"),
        ] {
            assert_eq!(slim(page).unwrap(), expected);
        }
    }

    #[test]
    fn much_in_the_deep_is_refused() {
        let deep = format!("{}{}", "<div>".repeat(400), "<p>x".repeat(21_000));
        assert_eq!(shown(&deep), "nests too many HTML elements too deeply");
        assert_eq!(
            shown(&"<".repeat(300_000)),
            "has more than 200000 HTML elements"
        );
    }

    #[test]
    fn sloppy_pages_are_fine() {
        assert_eq!(
            shown(&"<p>one<p>two<br><li>three<img src='a>b'>".repeat(600)),
            "fine"
        );
        assert_eq!(shown(&"<div><span>open</div>".repeat(600)), "fine");
        assert_eq!(
            shown(&format!(
                "<script>{}</script><p>x",
                "'<div>' + ".repeat(600)
            )),
            "fine"
        );
        assert_eq!(
            shown(&"<div a='x' b=\"y z\" c=d/e f ></div>".repeat(10)),
            "fine"
        );
        assert_eq!(shown("<!-- <div <"), "fine");
        assert_eq!(shown("<é <b"), "fine");
    }
}
