//! Open relations: the words of a clause → the relation that no ontology lists, and back.
//!
//! The words alone make the IRI, so that all articles that say the same share one, under whatever base their data stand.

use oxigraph::model::NamedNode;

use super::vocab;

/// Returns the relation that a phrase names: words in their dictionary form, a blank between any two ("lose to").
///
/// None where a word holds anything but letters and hyphens.
///
/// ```
/// use byline::ontology::open;
///
/// let relation = open::minted("lose to").unwrap();
/// assert_eq!(relation.as_str(), "https://w3id.org/byline/open#lose_to");
/// assert_eq!(open::label(&relation).as_deref(), Some("lose to"));
/// ```
pub fn minted(phrase: &str) -> Option<NamedNode> {
    let word = |word: &str| {
        let inside = |c: char| c.is_alphabetic() || c == '-';
        word.starts_with(char::is_alphabetic)
            && word.ends_with(char::is_alphabetic)
            && word.chars().all(inside)
    };
    let words: Vec<String> = phrase.split(' ').map(str::to_lowercase).collect();
    let plain = words.iter().all(|part| word(part));
    plain
        .then(|| NamedNode::new(format!("{}{}", vocab::OPEN, words.join("_"))).ok())
        .flatten()
}

/// Returns the phrase that an open relation was named by; none where the relation is no open one.
pub fn label(relation: &NamedNode) -> Option<String> {
    let local = relation.as_str().strip_prefix(vocab::OPEN)?;
    Some(local.replace('_', " "))
}

/// Whether a relation is an open one.
pub fn is_open(relation: &NamedNode) -> bool {
    relation.as_str().starts_with(vocab::OPEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_and_its_relation_tell_each_other() {
        for phrase in ["quash", "rank among", "co-host", "take part in"] {
            let relation = minted(phrase).unwrap();
            assert!(is_open(&relation));
            assert_eq!(label(&relation).as_deref(), Some(phrase));
        }
        assert_eq!(label(&vocab::RELATED.into_owned()), None);
    }

    #[test]
    fn what_is_no_word_makes_no_relation() {
        for phrase in ["", "lose  to", "beat 3", "don't", "-like", "a/b"] {
            assert_eq!(minted(phrase), None, "{phrase}");
        }
    }
}
