//! Lines that a site puts round every article: share bars, advertisements, newsletters, trails to other articles.

use super::fold::fold;
use crate::article::Part;
use crate::text::BlockKind;

/// Whole lines, folded.
const LINES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "sponsored content",
    "paid content",
    "story continues below advertisement",
    "article continues below",
    "article continues below advertisement",
    "article continues after advertisement",
    "continues below",
    "story continues",
    "scroll to continue",
    "scroll to continue with content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this post",
    "share this page",
    "share article",
    "share full article",
    "tweet",
    "tweet this",
    "email",
    "email this",
    "email article",
    "print",
    "print article",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "reddit",
    "pinterest",
    "telegram",
    "instagram",
    "flipboard",
    "facebook twitter",
    "facebook twitter email",
    "copy link",
    "link copied",
    "copied",
    "save",
    "save article",
    "bookmark",
    "gift this article",
    "comments",
    "comment",
    "leave a comment",
    "post a comment",
    "add a comment",
    "no comments",
    "view comments",
    "show comments",
    "join the conversation",
    "listen",
    "listen to article",
    "listen to this article",
    "watch",
    "play",
    "loading",
    "close",
    "menu",
    "search",
    "home",
    "subscribe",
    "subscribe now",
    "sign in",
    "log in",
    "login",
    "sign up",
    "register",
    "skip to content",
    "skip to main content",
    "back to top",
    "next",
    "previous",
    "prev",
    "next article",
    "previous article",
    "next story",
    "continue reading",
    "read more",
    "read full article",
    "read full story",
    "read the full story",
    "show more",
    "see more",
    "learn more",
    "load more",
    "view more",
    "view gallery",
    "open gallery",
    "follow us",
    "follow",
    "follow us on social media",
    "related",
    "recommended",
    "more",
    "hide caption",
    "toggle caption",
    "enlarge this image",
    "view image in fullscreen",
    "image",
    "photo",
    "image source",
    "media caption",
    "image caption",
    "getty images",
    "ap photo",
    "ap",
    "reuters",
    "afp",
    "file photo",
    "courtesy photo",
    "shutterstock",
    "transcript",
    "thank you for reading",
    "thanks for reading",
    "your support makes all the difference",
    "contact us",
    "accept cookies",
    "accept all",
    "manage cookies",
    "please enable javascript",
    "getty",
    "promoted",
    "more details",
];
/// How lines begin that lead away from the article, in lower case.
const OPENERS: &[&str] = &[
    "share on ",
    "share this ",
    "share via ",
    "share to ",
    "click to share",
    "click to print",
    "click to email",
    "read more:",
    "read more about",
    "read also:",
    "also read:",
    "read next:",
    "read:",
    "see also:",
    "related:",
    "related article",
    "related stories",
    "related coverage",
    "related video",
    "more:",
    "more from ",
    "more on this",
    "more about ",
    "watch:",
    "watch now:",
    "listen:",
    "recommended:",
    "recommended reading",
    "don't miss:",
    "don’t miss:",
    "up next:",
    "must read:",
    "sign up for ",
    "sign up to ",
    "sign up here",
    "subscribe to ",
    "subscribe for ",
    "get the latest",
    "get our ",
    "get more ",
    "click here ",
    "tap here",
    "follow us on",
    "follow him on",
    "follow her on",
    "follow them on",
    "follow @",
    "follow the author",
    "like us on ",
    "find us on ",
    "join our ",
    "download the ",
    "download our ",
    "copyright ",
    "(c) 20",
    "© ",
    "©",
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "our site uses cookies",
    "by continuing to use",
    "by clicking ",
    "by signing up",
    "by subscribing",
    "photo:",
    "photos:",
    "photo by ",
    "photo credit",
    "photograph:",
    "photography by",
    "image:",
    "image credit",
    "images:",
    "image via",
    "images via",
    "picture:",
    "pictures:",
    "credit:",
    "credits:",
    "source: getty",
    "(photo by",
    "(image credit",
    "(photo:",
    "[photo",
    "featured image",
    "cover image",
    "this article was originally published",
    "this story was originally published",
    "this post was originally published",
    "this article originally appeared",
    "this story originally appeared",
    "this article first appeared",
    "posted in ",
    "filed under",
    "the post ",
    "have a tip",
    "got a tip",
    "have a story",
    "got a story",
    "contact the author",
    "contact the reporter",
    "email the author",
    "you can follow ",
    "want more ",
    "want to read more",
    "enjoyed this",
    "support our ",
    "support us",
    "donate ",
    "become a member",
    "already a subscriber",
    "to continue reading",
    "this content is not available",
    "your browser does not",
    "javascript is disabled",
    "please enable ",
    "to view this ",
    "view this post on",
    "a post shared by",
    "view on instagram",
    "this video is",
    "all rights reserved",
    "continue reading",
    "if you purchase",
    "we may earn",
    "when you buy through",
    "products featured",
];
/// What only such lines say, in lower case.
const PHRASES: &[&str] = &[
    "our newsletter",
    "newsletter sign",
    "free newsletter",
    "daily newsletter",
    "weekly newsletter",
    "all rights reserved",
    "cookie policy",
    "privacy policy",
    "terms of service",
    "terms of use",
    "terms and conditions",
    "to your inbox",
    "in your inbox",
    "affiliate commission",
    "affiliate link",
    "may not be published, broadcast",
    "commenting guidelines",
    "pic.twitter.com",
    "opens in new window",
    "opens in a new tab",
];
/// Headings of what follows an article.
const TAILS: &[&str] = &[
    "related",
    "related articles",
    "related stories",
    "related news",
    "related posts",
    "related content",
    "related topics",
    "related links",
    "related reading",
    "related coverage",
    "related video",
    "related videos",
    "more stories",
    "more news",
    "more like this",
    "read next",
    "read more",
    "recommended",
    "recommended for you",
    "recommended stories",
    "recommended reading",
    "recommended articles",
    "you may also like",
    "you might also like",
    "you may be interested in",
    "you might be interested in",
    "most read",
    "most popular",
    "popular stories",
    "popular posts",
    "popular articles",
    "trending",
    "trending now",
    "trending stories",
    "up next",
    "latest news",
    "latest stories",
    "latest articles",
    "latest posts",
    "around the web",
    "from our partners",
    "from around the web",
    "about the author",
    "about the authors",
    "about author",
    "editors picks",
    "editor s picks",
    "top stories",
    "more to read",
    "more to explore",
    "more on this story",
    "more on this topic",
    "keep reading",
    "further reading",
    "share this",
    "comments",
    "leave a reply",
    "leave a comment",
    "post navigation",
    "join the conversation",
    "topics",
    "tags",
    "see also",
    "sources",
    "external links",
    "references",
    "contact",
    "stay connected",
    "follow us",
    "newsletter",
    "newsletters",
    "sponsored stories",
    "promoted stories",
    "what to read next",
    "more from this author",
    "popular now",
    "also read",
    "don t miss",
    "dont miss",
    "featured",
    "sister links",
];

/// Takes such lines out of the text, and the tail behind the article off.
pub(super) fn strip(parts: &mut Vec<Part>) {
    parts.truncate(tail(parts));
    for part in parts
        .iter_mut()
        .filter(|part| part.kind == BlockKind::Caption)
    {
        part.text.truncate(credit_start(&part.text));
    }
    parts.retain(|part| !part.text.is_empty() && !is_boilerplate(part));
}

fn is_boilerplate(part: &Part) -> bool {
    let length = part.text.chars().count();
    let lower = part.text.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !"©([".contains(c));
    let folded = fold(&part.text);
    folded.is_empty()
        || LINES.contains(&folded.as_str())
        || (length <= 160
            && OPENERS.iter().any(|opener| lower.starts_with(opener))
            && !is_quoted(&part.text))
        || (length <= 240
            && PHRASES.iter().any(|phrase| lower.contains(phrase))
            && !is_quoted(&part.text))
        || (length <= 120 && is_crumbs(&part.text))
        || (length <= 60 && is_credit(&part.text))
}

/// A line that somebody says is never a site's own.
fn is_quoted(line: &str) -> bool {
    line.contains(['"', '“', '”']) && (line.contains("said") || line.contains("told"))
}

/// `Home > World > Europe`.
fn is_crumbs(line: &str) -> bool {
    [" > ", " » ", " › ", " → "]
        .iter()
        .any(|separator| line.matches(separator).count() >= 2)
        || line.starts_with("Home > ")
        || line.starts_with("Home » ")
}

/// A line that only says who took a picture.
fn is_credit(line: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "getty images",
        "ap photo",
        "via reuters",
        "reuters/",
        "/reuters",
        "/afp",
        "afp/",
        "via ap",
        "/ap",
        "shutterstock",
        "istock",
        "unsplash",
        "imago",
        "alamy",
        "usa today sports",
    ];
    let lower = line.to_lowercase();
    AGENCIES.iter().any(|agency| lower.contains(agency))
        && !line.ends_with(['.', '?', '!'])
        && line.split(' ').count() <= 8
}

/// Where the credit at the end of a caption starts.
fn credit_start(caption: &str) -> usize {
    const STARTS: &[&str] = &[
        "(ap photo",
        "(photo by",
        "(photo:",
        "(image credit",
        "(reuters",
        "(getty",
        "(credit",
        "photograph:",
        "photo:",
        "photo by ",
        "image credit:",
        "credit:",
        "picture:",
    ];
    let lower = caption.to_ascii_lowercase();
    let start = STARTS
        .iter()
        .filter_map(|start| lower.find(start))
        .min()
        .unwrap_or(caption.len());
    caption[..start]
        .trim_end_matches([' ', '|', '/', '-', '–', '—'])
        .len()
}

/// Where the tail starts: a heading for other articles behind which no long text comes.
fn tail(parts: &[Part]) -> usize {
    let total: usize = parts.iter().map(|part| part.text.len()).sum();
    let mut rest = 0;
    let mut start = parts.len();
    for (at, part) in parts.iter().enumerate().rev() {
        rest += part.text.len();
        let long = part.kind == BlockKind::Paragraph && part.text.len() > 400;
        if long || rest * 5 > total * 2 {
            break;
        }
        if part.text.len() <= 60 && TAILS.contains(&fold(&part.text).as_str()) {
            start = at;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::strip;
    use crate::article::Part;
    use crate::text::BlockKind;

    fn kept(lines: &[&str], kind: BlockKind) -> Vec<String> {
        let mut parts: Vec<Part> = lines
            .iter()
            .map(|text| Part {
                kind,
                text: (*text).to_owned(),
            })
            .collect();
        strip(&mut parts);
        parts.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn a_sites_own_lines_leave() {
        let lines = [
            "Home > World > Europe",
            "Share on Facebook",
            "ADVERTISEMENT",
            "Read more: Ten storms",
            "Sign up for our free newsletter",
            "We use cookies to improve this site.",
            "A storm hit the coast.",
            "Jane Doe/Getty Images",
            "“Read more: that is what I said,” the teacher said.",
            "© 2024 Example News",
            "***",
        ];
        assert_eq!(
            kept(&lines, BlockKind::Paragraph),
            [
                "A storm hit the coast.",
                "“Read more: that is what I said,” the teacher said."
            ]
        );
    }

    #[test]
    fn the_tail_is_cut_only_behind_the_article() {
        let long =
            "The storm hit the coast on Monday and went on for two days, the weather service said."
                .repeat(2);
        assert_eq!(
            kept(
                &[&long, "Related articles", "Ten storms", "Rain"],
                BlockKind::Paragraph
            ),
            [long.as_str()]
        );
        assert_eq!(
            kept(&["Recommended for you", &long], BlockKind::Paragraph).len(),
            2
        );
    }

    #[test]
    fn captions_lose_their_credit() {
        assert_eq!(
            kept(
                &[
                    "A wave in Example Bay (AP Photo/Jane Doe)",
                    "Photo: Jane Doe"
                ],
                BlockKind::Caption
            ),
            ["A wave in Example Bay"]
        );
    }
}
