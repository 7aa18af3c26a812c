//! Plain Turtle, as our own files are written → its statements; whatever else Turtle allows is left to a whole parser.
//!
//! Prefixes, names, short texts, whole numbers, `true` and `false`, lists with `;` and `,`, comments. It takes a sixth of the
//! time of a parser that reads everything, and a short question would else spend much of its time on the ontology.
//!
//! *Invariant:* what it reads, a whole parser reads the same.

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Term};

/// Subject, predicate and object.
pub(super) type Statement = (NamedNode, NamedNode, Term);

/// Reads a text; `None` where it is not as plain as that, or no Turtle.
pub(super) fn read(text: &str) -> Option<Vec<Statement>> {
    let mut reader = Reader {
        rest: text,
        prefixes: Vec::new(),
    };
    let mut statements = Vec::new();
    while !reader.at_end() {
        if reader.takes("@prefix ") {
            reader.prefix()?;
        } else {
            reader.statements(&mut statements)?;
        }
    }
    Some(statements)
}

/// What is left of a text, and the prefixes in force.
struct Reader<'t> {
    rest: &'t str,
    prefixes: Vec<(&'t str, &'t str)>,
}

impl<'t> Reader<'t> {
    /// Skips white space and comments; returns whether nothing is left.
    fn at_end(&mut self) -> bool {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
            let Some(comment) = self.rest.strip_prefix('#') else {
                return self.rest.is_empty();
            };
            self.rest = comment.trim_start_matches(|c| !matches!(c, '\n' | '\r'));
        }
    }

    /// Takes a sign or a word, behind white space.
    fn takes(&mut self, sign: &str) -> bool {
        self.at_end();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes as much as a test allows.
    fn run(&mut self, test: impl Fn(u8) -> bool) -> &'t str {
        let bytes = self.rest.as_bytes();
        let end = bytes.iter().position(|byte| !test(*byte));
        let (run, rest) = self.rest.split_at(end.unwrap_or(bytes.len()));
        self.rest = rest;
        run
    }

    fn prefix(&mut self) -> Option<()> {
        self.at_end();
        let name = self.run(|byte| byte.is_ascii_alphanumeric());
        self.rest = self.rest.strip_prefix(':')?;
        self.at_end();
        let iri = self.iri()?;
        self.prefixes.insert(0, (name, iri));
        self.takes(".").then_some(())
    }

    /// Takes all that is said of one subject.
    fn statements(&mut self, into: &mut Vec<Statement>) -> Option<()> {
        let subject = self.name()?;
        loop {
            let predicate = self.predicate()?;
            loop {
                let object = self.object()?;
                into.push((subject.clone(), predicate.clone(), object));
                if !self.takes(",") {
                    break;
                }
            }
            let more = self.takes(";");
            while more && self.takes(";") {}
            if self.takes(".") {
                return Some(());
            }
            if !more {
                return None;
            }
        }
    }

    fn predicate(&mut self) -> Option<NamedNode> {
        self.at_end();
        let is_type = |rest: &str| rest.starts_with([' ', '\t', '\n', '\r']);
        match self.rest.strip_prefix('a').filter(|rest| is_type(rest)) {
            Some(rest) => {
                self.rest = rest;
                Some(rdf::TYPE.into_owned())
            }
            None => self.name(),
        }
    }

    fn object(&mut self) -> Option<Term> {
        self.at_end();
        match self.rest.as_bytes().first()? {
            b'"' => self.text().map(Term::from),
            b'0'..=b'9' => {
                let number = self.run(|byte| byte.is_ascii_digit());
                self.ends_word()?;
                Some(Literal::new_typed_literal(number, xsd::INTEGER).into())
            }
            _ => {
                let truth = ["true", "false"].into_iter().find(|word| {
                    let rest = self.rest.strip_prefix(word);
                    rest.is_some_and(|rest| !rest.starts_with(|c| c == ':' || is_word(c)))
                });
                let Some(word) = truth else {
                    return self.name().map(Term::from);
                };
                self.rest = &self.rest[word.len()..];
                Some(Literal::new_typed_literal(word, xsd::BOOLEAN).into())
            }
        }
    }

    fn text(&mut self) -> Option<Literal> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut text = String::new();
        loop {
            let (run, rest) = self.rest.split_at(self.rest.find(['"', '\\', '\n', '\r'])?);
            text.push_str(run);
            if let Some(rest) = rest.strip_prefix("\\\"") {
                text.push('"');
                self.rest = rest;
            } else {
                self.rest = rest.strip_prefix('"')?;
                break;
            }
        }
        if text.is_empty() && self.rest.starts_with('"') {
            return None;
        }
        if let Some(rest) = self.rest.strip_prefix('@') {
            self.rest = rest;
            let tag = self.run(|byte| byte.is_ascii_lowercase());
            let known = matches!(tag.len(), 2 | 3) && !self.rest.starts_with('-');
            known.then_some(())?;
            self.ends_word()?;
            return Literal::new_language_tagged_literal(text, tag).ok();
        }
        if let Some(rest) = self.rest.strip_prefix("^^") {
            self.rest = rest;
            return Some(Literal::new_typed_literal(text, self.name()?));
        }
        Some(Literal::from(text))
    }

    /// Takes an IRI or a prefixed name.
    fn name(&mut self) -> Option<NamedNode> {
        self.at_end();
        if self.rest.starts_with('<') {
            return Some(NamedNode::new_unchecked(self.iri()?));
        }
        let prefix = self.run(|byte| byte.is_ascii_alphanumeric());
        self.rest = self.rest.strip_prefix(':')?;
        let local = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        self.ends_word()?;
        let plain = !local.starts_with('-');
        let (_, space) = self.prefixes.iter().find(|(name, _)| *name == prefix)?;
        plain.then(|| NamedNode::new_unchecked([space, local].concat()))
    }

    /// Nothing that could belong to the word just taken may follow.
    fn ends_word(&self) -> Option<()> {
        let mut next = self.rest.chars();
        let ends = match next.next() {
            Some('.') => !next.next().is_some_and(is_word),
            Some(c) => !is_word(c) && !":%\\".contains(c),
            None => true,
        };
        ends.then_some(())
    }

    /// Takes an IRI of the web between angle brackets.
    fn iri(&mut self) -> Option<&'t str> {
        let (iri, rest) = self.rest.strip_prefix('<')?.split_once('>')?;
        let (scheme, path) = iri.split_once("://")?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_~?=&#".contains(&byte);
        let web = matches!(scheme, "http" | "https") && path.bytes().all(plain);
        let fragments = path.bytes().filter(|byte| *byte == b'#').count();
        self.rest = (web && fragments <= 1).then_some(rest)?;
        Some(iri)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::NamedOrBlankNode;
    use proptest::prelude::{ProptestConfig, proptest};
    use proptest::{prop_assert, prop_assert_eq, sample};

    use super::{Statement, read};
    use crate::ontology::builtin;

    /// What a whole parser reads; nothing where it is no Turtle, or has blank nodes.
    fn whole(text: &str) -> Option<Vec<Statement>> {
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(text);
        let statement = |quad: oxigraph::model::Quad| match quad.subject {
            NamedOrBlankNode::NamedNode(subject) => Some((subject, quad.predicate, quad.object)),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        quads.map(|quad| statement(quad.ok()?)).collect()
    }

    #[test]
    fn the_built_in_files_are_plain_and_read_as_they_are_written() {
        for file in [builtin::FILES, builtin::NAMES].concat() {
            let plain = read(file.text);
            assert!(plain.is_some(), "{} is read slowly", file.name);
            assert_eq!(plain, whole(file.text), "{}", file.name);
        }
    }

    const SAMPLE: &str = "@prefix by: <https://e.org/ns#> . # ends\n@prefix x: <http://e.org/> .\n\
        by:A a x:C ; by:label \"one\" , \"t\\\"wo\"@en ;; by:n 12 , true ; by:d \"1\"^^x:int .\n<http://e.org/a-b> by:to by:A.";

    #[test]
    fn all_that_is_plain_is_read() {
        let statements = read(SAMPLE);
        assert_eq!(statements.as_ref().map(Vec::len), Some(7));
        assert_eq!(statements, whole(SAMPLE));
    }

    #[test]
    fn the_rest_is_left() {
        for object in [
            "\"a\\nb\"",
            "\"\"\"a\"\"\"",
            "'a'",
            "1.5",
            "-1",
            "_:b",
            "[]",
            "()",
            "<a>",
            "x:a.b",
            "x:%41",
            "\"a\"@en-GB",
            "<http://e.org/{}>",
            "<urn:a>",
            "y:a",
        ] {
            let text = format!("@prefix x: <http://e.org/> . x:s x:p {object} .");
            assert_eq!(read(&text), None, "{object}");
        }
        for text in [
            "PREFIX x: <http://e.org/>",
            "@base <http://e.org/> .",
            "x:a x:b",
            ".",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn what_is_read_a_whole_parser_reads_the_same(
            at in 0..SAMPLE.len(),
            cut in 0..4_usize,
            put in sample::select(vec![
                "", " ", ".", ";", ",", "#", ":", "<", ">", "\"", "@", "^^", "a", "-", "_", "1", "é", "\n", "%", "\\", "[]", "true",
                "x:", "//", "\u{b7}", "\u{300}",
            ]),
        ) {
            let end = (at + cut).min(SAMPLE.len());
            let text = [&SAMPLE[..at], put, &SAMPLE[end..]].concat();
            if let Some(statements) = read(&text) {
                let whole = whole(&text);
                prop_assert!(whole.is_some(), "{}", text);
                prop_assert_eq!(Some(statements), whole, "{}", text);
            }
        }
    }
}
