//! Annotations → CoNLL-U, with names, values and what mentions stand for in the MISC column.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Annotation, Sentence, Token};

/// Writes one article as a document of a CoNLL-U file; `number` tells it from the others of the file.
///
/// MISC holds `Name=B-Person`, `Name=I-Person` on the tokens of a name, `RefersTo=…` on the head of a mention that
/// stands for a thing with another name, `Value=B-Money` with `Norm=USD_13000000000` on those of a value, and
/// `SpaceAfter=No`. Each article must be written whole, and numbers must differ within a file.
pub fn write(annotation: &Annotation, number: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# newdoc id = {number}")?;
    let meta = [
        ("source", Some(&annotation.source)),
        ("title", annotation.title.as_ref()),
        ("publisher", annotation.publisher.as_ref()),
        ("published", annotation.published.as_ref()),
        ("url", annotation.url.as_ref()),
        ("language", annotation.language.as_ref()),
    ];
    for (name, value) in meta {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "# meta::{name} = {}", one_line(value))?;
        }
    }
    for note in &annotation.notes {
        writeln!(out, "# meta::note = {}", one_line(note))?;
    }
    let mut block = None;
    let sentences = annotation.sentences.iter();
    for (at, sentence) in sentences.filter(|one| !one.tokens.is_empty()).enumerate() {
        if block.replace(sentence.block) != Some(sentence.block) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {number}-{}", at + 1)?;
        writeln!(out, "# text = {}", one_line(&sentence.text))?;
        let misc = misc(sentence);
        for (token, misc) in sentence.tokens.iter().zip(misc) {
            writeln!(out, "{}", line(token, &misc))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn line(token: &Token, misc: &BTreeMap<&'static str, String>) -> String {
    let pairs = misc.iter().map(|(name, value)| format!("{name}={value}"));
    let misc = pairs.collect::<Vec<_>>().join("|");
    let filled = |text: &str| {
        if text.is_empty() {
            "_".to_owned()
        } else {
            one_line(text)
        }
    };
    [
        token.id.to_string(),
        filled(&token.form),
        filled(&token.lemma),
        token.upos.to_owned(),
        token.xpos.to_owned(),
        "_".to_owned(),
        token.head.to_string(),
        token.deprel.to_owned(),
        "_".to_owned(),
        filled(&misc),
    ]
    .join("\t")
}

/// What MISC says of each token of a sentence, sorted by name as the format asks.
fn misc(sentence: &Sentence) -> Vec<BTreeMap<&'static str, String>> {
    let mut misc = vec![BTreeMap::new(); sentence.tokens.len()];
    for (token, misc) in sentence.tokens.iter().zip(&mut misc) {
        if !token.space_after {
            misc.insert("SpaceAfter", "No".to_owned());
        }
    }
    // A name inside another cannot be told beside it in one column.
    let mut mentions: Vec<_> = sentence.mentions.iter().collect();
    mentions.sort_by_key(|mention| {
        (
            std::cmp::Reverse(mention.last - mention.first),
            mention.first,
        )
    });
    for mention in mentions {
        if mention.kind == "name" {
            let kind = mention.name_type.unwrap_or("other");
            mark(&mut misc, "Name", mention.first, mention.last, kind);
        }
        if let Some(thing) = mention
            .refers_to
            .as_ref()
            .filter(|thing| **thing != mention.text)
        {
            misc[mention.head - 1]
                .entry("RefersTo")
                .or_insert_with(|| thing.replace(char::is_whitespace, "_").replace('|', "/"));
        }
    }
    for value in &sentence.values {
        mark(
            &mut misc,
            "Value",
            value.first,
            value.last,
            value.normal.name(),
        );
        misc[value.first - 1].insert("Norm", value.normal.code());
    }
    misc
}

/// Marks a stretch of tokens in the manner of IOB2, unless some of them are marked already.
fn mark(
    misc: &mut [BTreeMap<&'static str, String>],
    name: &'static str,
    first: usize,
    last: usize,
    kind: &str,
) {
    let stretch = &mut misc[first - 1..last];
    if stretch.iter().any(|misc| misc.contains_key(name)) {
        return;
    }
    let mut kind = kind.to_owned();
    if let Some(letter) = kind.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    for (at, misc) in stretch.iter_mut().enumerate() {
        let tag = if at == 0 { 'B' } else { 'I' };
        misc.insert(name, format!("{tag}-{kind}"));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
