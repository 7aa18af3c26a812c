//! White space and invisible characters.

/// Returns `text` on one line: each run of white space one blank, nothing invisible, no terminal codes.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            skip_escape(&mut chars);
        } else if c.is_whitespace() || c.is_control() || matches!(c, '\u{2800}' | '\u{3164}') {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Zero-width and direction controls, soft hyphens, tags, and the private letters of icon fonts.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}')
}

/// Passes over what a terminal would obey.
fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
            chars.next_if(|c| matches!(c, '@'..='~'));
        }
        Some(']') => {
            // An operating system command ends in BEL; where none comes, only its marker is dropped.
            let ends = chars.clone().take(200).position(|c| c == '\u{7}');
            for _ in 0..ends.map_or(1, |at| at + 1) {
                chars.next();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn invisible_things_leave_and_blanks_are_single() {
        assert_eq!(
            tidy("  A\u{a0}storm\r\n\thit\u{200b} the\u{202e} co\u{ad}ast \u{feff}"),
            "A storm hit the coast"
        );
        assert_eq!(
            tidy("\u{1b}[31mRed\u{1b}[0m \u{1b}]0;title\u{7}flag\u{1b}"),
            "Red flag"
        );
        assert_eq!(tidy("“Zürich’s” — 50 %"), "“Zürich’s” — 50 %");
    }
}
