//! Names: a word of an article or of a query → what it may mean.

use oxigraph::model::{NamedNode, NamedNodeRef};
use unicode_normalization::UnicodeNormalization;

/// Returns the key under which a name is found: lower case letters and digits alone.
///
/// Where nothing is left, the lower-cased text itself.
pub fn fold(name: &str) -> String {
    let lower = name.to_lowercase();
    let key: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    if key.is_empty() { lower } else { key }
}

/// Whether a name is found under a key; asked of every name of the ontology, so it makes no copy of most.
///
/// ```
/// use byline::ontology::names::{fold, folds_to};
///
/// assert!(folds_to("Invested in", &fold("invested_in")));
/// assert!(!folds_to("Invested in", &fold("invested")));
/// ```
pub fn folds_to(name: &str, key: &str) -> bool {
    if !name.is_ascii() {
        return fold(name) == key;
    }
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
    let mut folded = letters.map(|byte| byte.to_ascii_lowercase()).peekable();
    if folded.peek().is_none() {
        return name.eq_ignore_ascii_case(key);
    }
    folded.eq(key.bytes())
}

/// Returns the part of an entity's IRI that its name gives: lower-case letters and digits, runs of others as one `-`.
pub fn slug(name: &str) -> String {
    let composed: String = name.nfc().collect();
    let lower: String = composed.to_lowercase().nfc().collect();
    let mut slug = String::with_capacity(lower.len());
    for c in lower.chars().filter(|c| !is_combining(*c)) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug = format!(
            "x-{}",
            blake3::hash(name.as_bytes())
                .to_hex()
                .as_str()
                .get(..16)
                .unwrap_or_default()
        );
    }
    slug
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A thing that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its one label.
    pub label: String,
    /// Its classes, most specific first, sorted by IRI.
    pub classes: Vec<NamedNode>,
    /// Whether it was known beforehand or is the same as something in another data set.
    pub known: bool,
    /// How many claims are about it, counted up to a limit that the index sets; none where nothing else has the name.
    pub claims: usize,
}

/// How many times as many claims make one reading of a name the one that is meant.
const FAR_MORE: usize = 4;

/// Returns the one of several things of the same name of which far more is known than of the others.
///
/// Things that nothing is claimed about go first, then those without a type, then those that were not known beforehand.
pub fn preferred<'n>(things: &[&'n Named]) -> Option<&'n Named> {
    let mut left = things.to_vec();
    let tests: [&dyn Fn(&Named) -> bool; 2] = [&|thing| thing.claims > 0, &|thing| {
        !thing.classes.is_empty()
    }];
    for test in tests {
        if left.iter().any(|thing| test(thing)) {
            left.retain(|thing| test(thing));
        }
    }
    let most = left.iter().map(|thing| thing.claims).max()?;
    left.retain(|thing| thing.claims == most || thing.claims * FAR_MORE > most);
    let known = left.iter().filter(|thing| thing.known).count();
    if known == 1 {
        left.retain(|thing| thing.known);
    }
    match left.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// What can find the things of a graph by name. A look-up must not cost more as the graph grows.
pub trait NameIndex {
    /// The things of which a name folds to `key`, sorted by IRI.
    fn find(&self, key: &str) -> Vec<Named>;
    /// The label of a thing.
    fn label(&self, iri: &NamedNode) -> Option<String>;
    /// Up to `limit` labels that may resemble `key`, for suggestions after a failure only; may scan.
    fn near(&self, key: &str, limit: usize) -> Vec<String>;
    /// Whether it finds any name, known or not, so that a find proves nothing.
    fn guesses(&self) -> bool {
        false
    }
    /// Up to `limit` labels of things of which a name begins like `key`, for completion; may read many names.
    fn starting(&self, _key: &str, _limit: usize) -> Vec<String> {
        Vec::new()
    }
    /// The open relations whose name folds to `key`, sorted by IRI.
    fn relations(&self, _key: &str) -> Vec<NamedNode> {
        Vec::new()
    }
    /// Up to `limit` names of open relations, for completion, and for suggestions after a failure; may read many of them.
    ///
    /// With a key only those that begin like it.
    fn relation_names(&self, _key: &str, _limit: usize) -> Vec<String> {
        Vec::new()
    }
    /// Which of several pairs of a property and a value the fewest things have; none where it is not known or hardly matters.
    ///
    /// Costs no more than a few of those things.
    fn rarest(&self, _pairs: &[(NamedNodeRef<'_>, NamedNodeRef<'_>)]) -> Option<usize> {
        None
    }
}
