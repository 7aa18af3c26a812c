//! Packed bytes → the [`Model`] of all syntactic decisions; the built-in one is read on first use.
//!
//! Layout: the mark `BYSYN1`, then sections, each a length `u32` (little endian) and its bytes:
//! word clusters, tag pairs, tagger, moves, labels, lemma rules.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::clusters::Clusters;
use super::lemma::Lemmas;
use super::lex::{case_of, form_hash, lexes};
use super::linear::Linear;
use super::parser::Parser;
use super::tags::{self, TagPair};
use super::{features, tagger};
use crate::analysis::Rel;

/// What a syntax model file opens with.
pub(crate) const MARK: &[u8; 6] = b"BYSYN1";

static BUILT_IN: &[u8] = include_bytes!("../../../models/syntax.bin");

/// All that syntactic analysis has learned.
#[derive(Debug)]
pub(crate) struct Model {
    clusters: Clusters,
    classes: Vec<TagPair>,
    tagger: Linear,
    parser: Parser,
    lemmas: Lemmas,
}

/// What is decided for one word; heads count from the first word of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// Dictionary form.
    pub(crate) lemma: String,
    /// Part of speech and tag.
    pub(crate) tags: TagPair,
    /// The governing word.
    pub(crate) head: Option<usize>,
    /// The relation to it.
    pub(crate) rel: Rel,
}

impl Model {
    /// Returns the model that comes with the library.
    pub(crate) fn built_in() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::new(BUILT_IN))
    }

    /// Reads a packed model; a missing section decides nothing.
    pub(crate) fn new(bytes: &'static [u8]) -> Self {
        let mut rest = bytes.strip_prefix(MARK.as_slice()).unwrap_or_default();
        let mut section = || {
            let (length, behind) = rest.split_first_chunk::<4>()?;
            let (bytes, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = behind;
            Some(bytes)
        };
        let mut next = || section().unwrap_or_default();
        let clusters = Clusters::new(next());
        let classes = next()
            .chunks_exact(2)
            .filter_map(|pair| TagPair::from_bytes([pair[0], pair[1]]))
            .collect();
        let tagger = Linear::new(Cow::Borrowed(next()));
        let moves = Linear::new(Cow::Borrowed(next()));
        let labels = Linear::new(Cow::Borrowed(next()));
        let (parser, lemmas) = (Parser { moves, labels }, Lemmas::new(next()));
        Self {
            clusters,
            classes,
            tagger,
            parser,
            lemmas,
        }
    }

    /// Returns the cluster of a word, a number below 256.
    pub(crate) fn cluster(&self, form: &str) -> u64 {
        self.clusters.of(form_hash(form))
    }

    /// Whether a word is frequent enough to have a cluster.
    pub(crate) fn is_frequent(&self, word: &str) -> bool {
        self.clusters.has(form_hash(word))
    }

    /// Returns what is decided for each word of a sentence.
    ///
    /// The stop of an abbreviation that closes a sentence is given back to the sentence while it is read: models have seen
    /// few sentences without one.
    pub(crate) fn analyse(&self, forms: &[&str]) -> Vec<Parsed> {
        let closed = |word: &&str| word.len() > 2 && word.ends_with('.') && !word.ends_with("..");
        if forms.len() > 2 && forms.last().is_some_and(closed) {
            let stopped = [forms, &["."]].concat();
            let mut words = self.read(&stopped);
            words.pop();
            if words.iter().all(|word| word.head < Some(forms.len())) {
                return words;
            }
        }
        self.read(forms)
    }

    fn read(&self, forms: &[&str]) -> Vec<Parsed> {
        let lexes = lexes(forms, &self.clusters);
        let mut tags = tagger::tag(&self.tagger, &self.classes, &lexes, case_of(forms));
        tags::mend(forms, &mut tags);
        let state = self.parser.parse(&features::seen(&lexes, &tags));
        let words = forms.iter().zip(&tags).zip(&state.nodes);
        words
            .map(|((form, tags), node)| Parsed {
                lemma: self.lemmas.lemma(form, *tags),
                tags: *tags,
                head: (node.head < forms.len()).then_some(node.head),
                rel: node.rel,
            })
            .collect()
    }
}
