//! Speech that runs on: a sentence inside a quotation whose speaker an earlier sentence, or the label of its paragraph, names.

use super::clause;
use super::cues::Cues;
use super::model::{Source, SourceKind, Stance};
use super::sources;
use super::tree::Tree;
use crate::analysis::{MentionKind, NameType, Pos, Rel};
use crate::ontology::Scope;
use crate::text::{BlockKind, Span};

/// Who is heard in each sentence of a document besides those whom its own words name.
pub(super) struct Voices {
    /// For each sentence whether it claims anything.
    claims: Vec<bool>,
    /// For each sentence who speaks it.
    speakers: Vec<Option<Source>>,
}

impl Voices {
    pub(super) fn new(tree: &Tree, cues: &Cues) -> Self {
        let carried = carried(tree, cues);
        let labels = labels(tree);
        let document = &tree.analysis.document;
        let sentences = document.sentences.iter();
        let claims = sentences.clone().map(|sentence| {
            let block = document.blocks.get(sentence.block);
            let heading = block.is_some_and(|block| {
                matches!(block.kind, BlockKind::Headline | BlockKind::Heading)
            });
            let words = sentence.span.of(&document.text);
            let asks = words
                .trim_end_matches(['"', '”', '\'', '’', ' '])
                .ends_with('?');
            // A heading is worded for effect, and a question claims nothing.
            !heading && !asks && labels[sentence.block] != Label::Asking
        });
        let speakers = sentences.clone().zip(carried).map(|(sentence, carried)| {
            let answering = match labels[sentence.block] {
                Label::Speaking(source) => Some(source),
                Label::Asking | Label::None => None,
            };
            carried.or(answering)
        });
        Self {
            claims: claims.collect(),
            speakers: speakers.collect(),
        }
    }

    /// Whether a sentence claims anything.
    pub(super) fn claims(&self, sentence: usize) -> bool {
        self.claims[sentence]
    }

    /// A stance with the outermost holder that only other sentences name; none where nobody is heard to say it.
    pub(super) fn hear(&self, tree: &Tree, token: usize, mut stance: Stance) -> Option<Stance> {
        let speaker = self.speakers[tree.sentence(token)];
        if let Some(speaker) = speaker.filter(|speaker| !stance.sources.contains(speaker)) {
            stance.sources.insert(0, speaker);
        }
        let nobody = stance.sources.is_empty() && tree.quotations[token].is_some();
        (!nobody).then_some(stance)
    }
}

/// For each sentence that stands wholly inside a running quotation, who speaks it.
///
/// Who is named in its midst speaks what follows and what came before: "“It rains. It pours,” Ada said. “It snows.”"
fn carried(tree: &Tree, cues: &Cues) -> Vec<Option<Source>> {
    let sentences = &tree.analysis.document.sentences;
    let mut found = vec![None; sentences.len()];
    let mut speaker: Option<(usize, Source)> = None;
    let mut open = false;
    // The sentence that the last quotation opens, if nobody is heard to speak it yet.
    let mut unheard: Option<usize> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        let words = sentence.span.of(&tree.analysis.document.text);
        if index > 0 && sentences[index - 1].block != sentence.block {
            (speaker, open, unheard) = (None, false, None);
        }
        let own = named_speaker(tree, cues, sentence.tokens.clone());
        let quotes = words.contains(['"', '“', '”']);
        if own.is_none() && (open || whole_quotation(words)) {
            found[index] = speaker.map(|(_, source)| source);
            if speaker.is_none() && !open {
                unheard = Some(index);
            }
        } else {
            let ends = own.filter(|_| open || says_no_more(tree, cues, sentence.tokens.clone()));
            if let (Some(first), Some(source)) = (unheard, ends) {
                found[first..index].fill(Some(source));
                speaker = Some((sentence.block, source));
            }
            unheard = None;
        }
        open = still_open(words, open);
        if own.is_none() && speaker.is_none() && open && opens(words) {
            unheard = unheard.or(Some(index));
        }
        if let Some(source) = own.filter(|_| quotes) {
            speaker = Some((sentence.block, source));
        }
    }
    found
}

/// Whether a sentence names who says something, and nothing that is said: "Ada asked."
fn says_no_more(tree: &Tree, cues: &Cues, tokens: std::ops::Range<usize>) -> bool {
    let mut verbs = tokens.filter(|token| {
        tree.kid(*token, &[Rel::Nsubj]).is_some()
            && cues.at(tree, *token, &[Scope::Speech]).is_some()
    });
    let said = [Rel::Obj, Rel::Ccomp, Rel::Xcomp, Rel::Parataxis];
    verbs
        .next()
        .is_some_and(|verb| tree.head(verb).is_none() && tree.kid(verb, &said).is_none())
}

/// Whether a sentence begins with a mark of quotation.
fn opens(words: &str) -> bool {
    words.trim_start().starts_with(['"', '“'])
}

/// Who the label before a paragraph says is speaking: "((Ada Byron)) I think …", "Ada Byron: I think …".
#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    /// There is none.
    None,
    /// Somebody named answers.
    Speaking(Source),
    /// Somebody without a name of his own asks: the paper, or "Q".
    Asking,
}

/// How many paragraphs with labels make an interview, in which unlabelled ones go on with the last.
const INTERVIEW: usize = 3;

/// For each block who speaks it by its label.
fn labels(tree: &Tree) -> Vec<Label> {
    let blocks = &tree.analysis.document.blocks;
    let mut labels: Vec<Label> = blocks
        .iter()
        .map(|block| match block.kind {
            BlockKind::Headline | BlockKind::Heading => Label::None,
            _ => label(tree, block.span),
        })
        .collect();
    let labelled = labels.iter().filter(|label| **label != Label::None).count();
    if labelled >= INTERVIEW {
        let mut last = Label::None;
        for (label, block) in labels.iter_mut().zip(blocks) {
            if matches!(block.kind, BlockKind::Headline | BlockKind::Heading) {
                last = Label::None;
            } else if *label == Label::None {
                *label = last;
            } else {
                last = *label;
            }
        }
    }
    labels
}

fn label(tree: &Tree, block: Span) -> Label {
    let text = block.of(&tree.analysis.document.text);
    let (start, end) = if let Some(rest) = text.strip_prefix("((") {
        match rest.find("))") {
            Some(end) if end < 60 => (2, end + 2),
            _ => return Label::None,
        }
    } else {
        match text.find(':') {
            Some(end) if end < 40 => (0, end),
            _ => return Label::None,
        }
    };
    let label = Span::new(block.start + start, block.start + end);
    // "Image: Brian Hayden." is no speech.
    let says = tree
        .analysis
        .document
        .tokens
        .iter()
        .zip(&tree.analysis.words);
    let says = says
        .skip_while(|(token, _)| token.start < label.end)
        .take_while(|(token, _)| token.end <= block.end)
        .any(|(_, word)| matches!(word.pos, Pos::Verb | Pos::Aux | Pos::Pron | Pos::Intj));
    if start == 0 && !says {
        return Label::None;
    }
    let named = tree.analysis.mentions.iter().find(|mention| {
        mention.kind == MentionKind::Name
            && mention.name_type == Some(NameType::Person)
            && mention.span.start == label.start
            && mention.span.end == label.end
    });
    match named {
        Some(mention) => Label::Speaking(Source {
            head: mention.head,
            kind: SourceKind::NamedPerson,
        }),
        // "TOKYO:" and "Update:" are no speakers; double brackets always are.
        None if start == 2 => Label::Asking,
        None => Label::None,
    }
}

fn named_speaker(tree: &Tree, cues: &Cues, tokens: std::ops::Range<usize>) -> Option<Source> {
    tokens.into_iter().find_map(|token| {
        // What somebody thinks inside a quotation is told by who speaks it.
        let governs = tree.kid(token, &[Rel::Nsubj]).is_some()
            && tree.quotations[token].is_none()
            && cues.at(tree, token, &[Scope::Speech]).is_some();
        let subject = if governs {
            clause::subject(tree, token)
        } else {
            None
        };
        subject.and_then(|subject| sources::at(tree, cues, subject))
    })
}

fn whole_quotation(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(['"', '“']) && words.ends_with(['"', '”'])
}

/// Whether a quotation is still open behind `words`.
fn still_open(words: &str, open: bool) -> bool {
    words.chars().fold(open, |open, sign| match sign {
        '“' => true,
        '”' => false,
        '"' => !open,
        _ => open,
    })
}
