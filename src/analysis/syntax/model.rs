//! Packed bytes → the [`Model`] of all syntactic decisions; the built-in one is read on first use.
//!
//! Layout: the mark `BYSYN2`, then sections, each a length `u32` (little endian) and its bytes:
//! word clusters, lemma rules, network.

use std::sync::OnceLock;

use super::clusters::Clusters;
use super::lemma::Lemmas;
use super::lex::{Case, case_of, form_hash, lexes};
use super::names::NameTag;
use super::network::Network;
use super::tags::{self, TagPair};
use super::{mend, tree};
use crate::analysis::Rel;
use crate::analysis::lists::Lists;

/// What a syntax model file opens with.
pub(crate) const MARK: &[u8; 6] = b"BYSYN2";

static BUILT_IN: &[u8] = include_bytes!("../../../models/syntax.bin");

/// All that syntactic analysis has learned.
#[derive(Debug)]
pub(crate) struct Model {
    clusters: Clusters,
    lemmas: Lemmas,
    network: Network,
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
    /// The tag of the name it stands in.
    pub(crate) name: NameTag,
}

impl Model {
    /// Returns the model that comes with the library.
    pub(crate) fn built_in() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::new(BUILT_IN))
    }

    /// Reads a packed model; a missing section decides nothing.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut rest = bytes.strip_prefix(MARK.as_slice()).unwrap_or_default();
        let mut section = || {
            let (length, behind) = rest.split_first_chunk::<4>()?;
            let (bytes, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = behind;
            Some(bytes)
        };
        let mut next = || section().unwrap_or_default();
        Self {
            clusters: Clusters::new(next()),
            lemmas: Lemmas::new(next()),
            network: Network::new(next()).unwrap_or_default(),
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

    /// Reads a sentence, a very long one in pieces: the root of each piece but the first hangs on the first root.
    fn read(&self, forms: &[&str]) -> Vec<Parsed> {
        let mut words: Vec<Parsed> = Vec::with_capacity(forms.len());
        let mut first_root = None;
        for length in tree::pieces(forms.len()) {
            let start = words.len();
            let piece = forms.get(start..start + length).unwrap_or_default();
            words.extend(self.read_piece(piece).into_iter().map(|mut word| {
                word.head = word.head.map(|head| head + start);
                word
            }));
            let root = (start..words.len()).find(|at| words[*at].head.is_none());
            match (first_root, root) {
                (Some(_), Some(root)) => {
                    words[root].head = first_root;
                    words[root].rel = Rel::Parataxis;
                }
                _ => first_root = root,
            }
        }
        words
    }

    fn read_piece(&self, forms: &[&str]) -> Vec<Parsed> {
        let case = case_of(forms);
        let lexes = lexes(forms, Lists::built_in());
        let mut scores = self.network.read(&lexes, case);
        tags::mend(forms, &mut scores.tags);
        let heads = tree::best(&scores.arcs, forms.len());
        let rels = scores.rels(&heads);
        let words = scores.tags.iter().zip(&heads).zip(rels).enumerate();
        let mut words: Vec<Parsed> = words
            .map(|(at, ((tags, head), rel))| Parsed {
                lemma: String::new(),
                tags: *tags,
                head: head.checked_sub(1),
                rel,
                name: scores.names.get(at).copied().unwrap_or_default(),
            })
            .collect();
        if case == Case::Prose {
            mend::unknown_names(forms, &mut words);
        }
        mend::mend(forms, &mut words, |word| self.is_frequent(word));
        for (word, form) in words.iter_mut().zip(forms) {
            word.lemma = self.lemmas.lemma(form, word.tags);
        }
        words
    }
}
