//! Coverage → one self-contained HTML page, claims beside the sentences they come from.

use std::io::{self, Write};

use super::{Coverage, Sentence, holder, qualifiers};
use crate::dossier::Saying;

/// Looks of the page; nothing is fetched and nothing runs.
const STYLE: &str = include_str!("page.css");
/// The statuses of the built-in ontology, each of which has a colour.
const COLOURED: &[&str] = &[
    "confirmed",
    "reported",
    "planned",
    "opinion",
    "possible",
    "rumoured",
    "conditional",
    "denied",
];

/// Writes one page that shows these articles, one below the other.
pub fn write(articles: &[Coverage], out: &mut dyn Write) -> io::Result<()> {
    let title = match articles {
        [one] => format!("{} – coverage", one.name()),
        many => format!("Coverage of {} articles", many.len()),
    };
    // The policy holds even where something in an article should escape its quotation marks.
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(&title)
    )?;
    for article in articles {
        one(article, out)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn one(article: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<article>\n<header>")?;
    writeln!(out, "<h1 dir=\"auto\">{}</h1>", escaped(article.name()))?;
    writeln!(out, "<p class=\"by\">{}</p>", byline(article))?;
    for note in &article.notes {
        writeln!(out, "<p class=\"note\">{}</p>", escaped(note))?;
    }
    writeln!(out, "{}</header>", counts(article))?;
    writeln!(out, "{}<div class=\"text\">", legend(article))?;
    let body = article.sentences.iter();
    // The headline stands above already.
    let body: Vec<&Sentence> = body
        .filter(|sentence| sentence.kind != "headline" || !sentence.claims.is_empty())
        .collect();
    for block in body.chunk_by(|one, other| one.block == other.block) {
        writeln!(out, "<section class=\"block\">")?;
        for sentence in block {
            row(sentence, article.language.as_deref(), out)?;
        }
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</div>\n</article>")
}

fn byline(article: &Coverage) -> String {
    let authors = (!article.authors.is_empty()).then(|| article.authors.join(", "));
    let parts = [
        article.publisher.clone(),
        authors,
        article.published.clone(),
    ];
    let mut parts: Vec<String> = parts.iter().flatten().map(|part| escaped(part)).collect();
    let url = article.url.as_deref().filter(|url| {
        // Any other scheme may do more than lead to a page.
        let scheme = url.split(':').next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    });
    if let Some(url) = url {
        let url = escaped(url);
        parts.push(format!("<a href=\"{url}\" rel=\"noreferrer\">{url}</a>"));
    }
    parts.join(" · ")
}

fn counts(article: &Coverage) -> String {
    let counts = article.counts;
    let figure = |number: String, words: &str| format!("<li><b>{number}</b> {words}</li>\n");
    let plural = |number: usize, one: &str, many: &str| {
        figure(number.to_string(), if number == 1 { one } else { many })
    };
    let mut list = plural(counts.claims, "claim", "claims");
    list += &plural(counts.sentences, "sentence", "sentences");
    list += &figure(
        format!("{} ({} %)", counts.with_claims, article.percent()),
        "of them with claims",
    );
    list += &plural(
        counts.sentences - counts.with_claims,
        "sentence without",
        "sentences without",
    );
    if counts.disputed > 0 {
        list += &plural(counts.disputed, "disputed claim", "disputed claims");
    }
    format!("<ul class=\"counts\">\n{list}</ul>\n")
}

fn legend(article: &Coverage) -> String {
    let mut rows: String = article
        .statuses
        .iter()
        .map(|status| {
            format!(
                "<dt class=\"{}\">{} <span>{}</span></dt><dd>{}</dd>\n",
                class(&status.status),
                escaped(&status.status),
                status.claims,
                escaped(&status.meaning)
            )
        })
        .collect();
    if article.counts.with_claims < article.counts.sentences {
        rows += "<dt class=\"without\">no claim</dt><dd>A sentence that gave no claim.</dd>\n";
    }
    format!("<dl class=\"legend\" aria-label=\"Legend\">\n{rows}</dl>\n")
}

fn row(sentence: &Sentence, language: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let class = match sentence.kind {
        "sentence" if sentence.claims.is_empty() => "none",
        "sentence" => "some",
        other => other,
    };
    let language = language.map(|tag| format!(" lang=\"{}\"", escaped(tag)));
    write!(
        out,
        "<div class=\"row {class}\">\n<p class=\"sentence\" dir=\"auto\"{}>{}</p>\n",
        language.unwrap_or_default(),
        escaped(&sentence.text)
    )?;
    if sentence.claims.is_empty() {
        // The eye sees the dotted line; who listens is told.
        if sentence.read {
            writeln!(out, "<p class=\"margin\">no claim</p>")?;
        }
    } else {
        writeln!(out, "<ul class=\"margin\">")?;
        for saying in &sentence.claims {
            writeln!(out, "{}", claim(saying))?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</div>")
}

fn claim(saying: &Saying) -> String {
    let not = if saying.negative { "<em>not</em> " } else { "" };
    let mut lines = format!(
        "<span class=\"triple\">{not}<b>{}</b> <i>{}</i> <b>{}</b></span>",
        escaped(&saying.subject),
        escaped(&saying.relation),
        escaped(&saying.object)
    );
    let more = qualifiers(saying);
    if !more.is_empty() {
        lines += &format!("<span class=\"more\">{}</span>", escaped(&more.join(", ")));
    }
    let mut stance = format!("<span class=\"status\">{}</span>", escaped(&saying.status));
    if saying.certainty != "certain" {
        stance += &format!(" · certainty {}", escaped(&saying.certainty));
    }
    if let Some(holder) = holder(saying) {
        stance += &format!(" · {}", escaped(&holder));
    }
    if saying.disputed {
        stance += " · <strong>disputed</strong>";
    }
    format!(
        "<li class=\"{}\" title=\"{}\">{lines}<span class=\"stance\">{stance}</span></li>",
        class(&saying.status),
        escaped(&saying.claim)
    )
}

/// The class of a status; one that the user's ontology adds looks like no other.
fn class(status: &str) -> &'static str {
    let known = COLOURED.iter().find(|known| **known == status);
    known.copied().unwrap_or("other")
}

/// Writes a text so that it can stand between tags and between quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
