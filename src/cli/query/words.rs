//! Arguments of the shell → the text of a question and the values of its parameters.

use byline::query::Param;

/// Returns the question that the arguments stand for.
///
/// One argument is the question. Of several, each is a word, and one with white space is a quoted name, so that the
/// shell's own quotes suffice; what opens with a bracket or a quote is taken as it stands.
pub(super) fn join(words: &[String]) -> String {
    match words {
        [question] => question.clone(),
        words => words
            .iter()
            .map(|word| quoted(word))
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn quoted(word: &str) -> String {
    let as_it_stands = !word.contains(char::is_whitespace)
        || word
            .trim_start()
            .starts_with(['[', '{', '(', '"', '\'', '“', '‘', '<']);
    if as_it_stands {
        return word.to_owned();
    }
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Reads `name=value`.
pub(in crate::cli) fn setting(text: &str) -> Result<(String, Param), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| "expected NAME=VALUE".to_owned())?;
    let (name, value) = (name.trim().trim_start_matches(':'), value.trim());
    if name.is_empty() || value.is_empty() {
        return Err("expected NAME=VALUE with something on both sides".to_owned());
    }
    Ok((name.to_owned(), param(value)))
}

/// Returns the one term that a value is; never syntax.
fn param(value: &str) -> Param {
    let inner = |open: char, close: char| value.strip_prefix(open)?.strip_suffix(close);
    if let Some(iri) = inner('<', '>') {
        return Param::Iri(iri.to_owned());
    }
    if let Some(text) = inner('"', '"') {
        return Param::Text(text.to_owned());
    }
    if let Some(list) = inner('(', ')') {
        return Param::List(list.split(',').map(|item| param(item.trim())).collect());
    }
    if is_date(value) {
        Param::Date(value.to_owned())
    } else if is_number(value) {
        Param::Number(value.to_owned())
    } else {
        Param::Name(value.to_owned())
    }
}

/// Whether text has the shape of a number, with a magnitude and a unit or without: `1.5B USD`, `13 billion`, `20%`.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || "._".contains(c));
    let magnitude = [
        "k", "K", "M", "B", "bn", "T", "tn", "%", "thousand", "million", "billion", "trillion",
    ];
    let currency =
        |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    text.starts_with(|c: char| c.is_ascii_digit())
        && rest
            .split_whitespace()
            .all(|word| magnitude.contains(&word) || currency(word))
}

/// Whether text has the shape of a date: `2024`, `2024-03`, `2024-03-15`, `-30d`.
fn is_date(text: &str) -> bool {
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let ago = text
        .strip_prefix('-')
        .and_then(|rest| rest.strip_suffix(['d', 'w', 'm', 'y']));
    if let Some(number) = ago {
        return !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    }
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use byline::query::Param;

    use super::{join, setting};

    fn joined(words: &[&str]) -> String {
        join(&words.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn words_with_white_space_are_names() {
        assert_eq!(
            joined(&["who invested_in OpenAI"]),
            "who invested_in OpenAI"
        );
        assert_eq!(
            joined(&["person", "linked+2", "Sam Altman"]),
            "person linked+2 \"Sam Altman\""
        );
        assert_eq!(
            joined(&["who", "leads", "The \"Daily\" News"]),
            "who leads \"The \\\"Daily\\\" News\""
        );
        assert_eq!(
            joined(&["who", "invested_in", "OpenAI", "[amount, since]"]),
            "who invested_in OpenAI [amount, since]"
        );
    }

    #[test]
    fn values_are_one_term_each() {
        let value = |text| setting(text).unwrap().1;
        assert_eq!(value("org=Microsoft"), Param::Name("Microsoft".into()));
        assert_eq!(
            value("org=Thrive Capital, graph"),
            Param::Name("Thrive Capital, graph".into())
        );
        assert_eq!(value("least=1.5B USD"), Param::Number("1.5B USD".into()));
        assert_eq!(value("year=2024"), Param::Number("2024".into()));
        assert_eq!(value("day=2024-03-15"), Param::Date("2024-03-15".into()));
        assert_eq!(value("from=-30d"), Param::Date("-30d".into()));
        assert_eq!(
            value("x=<https://e.org/a>"),
            Param::Iri("https://e.org/a".into())
        );
        assert_eq!(
            value("club=(Marlow, Valdera)"),
            Param::List(vec![
                Param::Name("Marlow".into()),
                Param::Name("Valdera".into())
            ])
        );
        assert_eq!(value("name=3M"), Param::Number("3M".into()));
        assert!(setting("org").is_err() && setting("=x").is_err());
    }
}
