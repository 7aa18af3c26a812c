//! A line → the form in which it is compared with others.

/// Returns the words of `text` in lower case, without punctuation.
pub(super) fn fold(text: &str) -> String {
    fold_start(text, usize::MAX)
}

/// Returns what [`fold`] returns if that has no more than `most` bytes, else a beginning of it that has more:
/// enough to compare a text of any length with short lines.
pub(super) fn fold_start(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most.saturating_add(64)));
    let mut rest = text;
    let mut apart = false;
    while out.len() <= most
        && let Some(c) = rest.chars().next()
    {
        if c.is_alphanumeric() && std::mem::take(&mut apart) {
            out.push(' ');
        }
        // Most letters need no tables.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        if plain > 0 {
            continue;
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘') {
            apart = !out.is_empty();
        }
        rest = &rest[c.len_utf8()..];
    }
    out.make_ascii_lowercase();
    out
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_start};

    #[test]
    fn the_start_is_all_or_longer_than_asked_for() {
        let text = "  It’s Über-COLD — “again”, …  ";
        let folded = "its über cold again";
        assert_eq!(fold(text), folded);
        for most in 0..40 {
            let start = fold_start(text, most);
            match most < folded.len() {
                true => assert!(start.len() > most && folded.starts_with(&start)),
                false => assert_eq!(start, folded),
            }
        }
    }
}
