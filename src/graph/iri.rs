//! IRIs: what a thing is → where it stands; from content alone, never from time or chance.

use oxigraph::model::{NamedNode, Term};

use super::GraphError;
use crate::article::Metadata;

/// Returns the first 16 hexadecimal digits of the hash of `parts`.
pub(crate) fn hash(parts: &[&str]) -> String {
    let digest = blake3::hash(parts.join("\u{1f}").as_bytes()).to_hex();
    digest.as_str().chars().take(16).collect()
}

/// Returns the IRI of an article: by its address, else by its source and title, else by its text.
pub(super) fn article(
    base: &str,
    metadata: &Metadata,
    text: &str,
) -> Result<NamedNode, GraphError> {
    let title = metadata.title.as_deref().unwrap_or_default().trim();
    let source = metadata.source_name.trim();
    let key = match metadata
        .url
        .as_deref()
        .map(str::trim)
        .filter(|url| !url.is_empty())
    {
        Some(url) => hash(&["url", url]),
        None if !(title.is_empty() && source.is_empty()) => hash(&["source", source, title]),
        None => hash(&["text", text]),
    };
    minted(base, "article", &key)
}

/// Returns the IRI of a proposition; a symmetric relation gives the same one both ways.
pub(crate) fn proposition(
    base: &str,
    subject: &NamedNode,
    relation: &NamedNode,
    object: &Term,
    symmetric: bool,
) -> Result<NamedNode, GraphError> {
    let (first, second) = (subject.as_str().to_owned(), term_key(object));
    let (first, second) = if symmetric && second < first {
        (second, first)
    } else {
        (first, second)
    };
    minted(
        base,
        "proposition",
        &hash(&[&first, relation.as_str(), &second]),
    )
}

/// Returns the IRI of a node that a kind and a key name.
pub(super) fn minted(base: &str, kind: &str, key: &str) -> Result<NamedNode, GraphError> {
    let iri = format!("{base}{}/{}", escaped(kind), escaped(key));
    NamedNode::new(&iri).map_err(|_| GraphError::InvalidIri { iri })
}

/// Returns an address as an IRI, with what may not stand in one percent-encoded; none where that does not help.
pub(super) fn address(url: &str) -> Option<NamedNode> {
    NamedNode::new(escaped(url.trim())).ok()
}

/// Returns a text that names a term apart from all others.
pub(super) fn term_key(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(_) | Term::BlankNode(_) => term.to_string(),
    }
}

/// Percent-encodes the characters that no IRI may hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || c.is_whitespace() || "<>\"{}|\\^`".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("%{byte:02X}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::names::slug;

    #[test]
    fn slugs_are_plain_and_never_empty() {
        assert_eq!(slug("Amazon Web Services"), "amazon-web-services");
        assert_eq!(slug("  AT&T, Inc. "), "at-t-inc");
        assert_eq!(slug("Cafe\u{301} Zürich"), "café-zürich");
        assert_eq!(slug("İstanbul"), "istanbul");
        assert_eq!(slug("北京"), "北京");
        assert!(slug("!!!").starts_with("x-"));
        assert_ne!(slug("!!!"), slug("???"));
        assert!(!slug("").is_empty());
    }

    #[test]
    fn an_article_is_known_by_its_address_first() {
        let named = |url: Option<&str>, source: &str, title: Option<&str>| Metadata {
            url: url.map(Into::into),
            source_name: source.into(),
            title: title.map(Into::into),
            ..Metadata::default()
        };
        let iri =
            |metadata: &Metadata, text: &str| article("https://x.org/", metadata, text).unwrap();
        let by_url = named(Some("https://a.com/1"), "one.md", Some("One"));
        assert_eq!(
            iri(&by_url, "x"),
            iri(&named(Some(" https://a.com/1"), "two.md", None), "y")
        );
        assert_eq!(
            iri(&named(None, "a.md", None), "x"),
            iri(&named(Some(" "), "a.md", None), "y")
        );
        assert_ne!(
            iri(&named(None, "a.md", None), "x"),
            iri(&named(None, "b.md", None), "x")
        );
        assert_ne!(
            iri(&Metadata::default(), "x"),
            iri(&Metadata::default(), "y")
        );
        assert!(
            iri(&by_url, "x")
                .as_str()
                .starts_with("https://x.org/article/")
        );
    }

    #[test]
    fn addresses_are_made_valid_or_dropped() {
        assert_eq!(
            address("https://a.com/a b\"c").unwrap().as_str(),
            "https://a.com/a%20b%22c"
        );
        assert_eq!(address("not an address"), None);
        assert_eq!(address("javascript:alert(1)").map(|_| ()), Some(()));
    }
}
