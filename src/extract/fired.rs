//! A [`Statement`] → the frames and cues of the ontology that made it, for those who ask why.

use super::tree::Tree;
use super::{Extractor, Statement, learned};
use crate::analysis::{Analysis, Pos, Rel, Word};
use crate::ontology::{Cue, Frame, Scope};
use crate::text::Span;

/// What made a statement.
#[derive(Clone, Debug)]
pub struct Fired<'o> {
    /// The tree over which frames were matched: the parser's, with its usual mistakes about news mended.
    pub words: Vec<Word>,
    /// The frames that find the statement.
    pub frames: Vec<&'o Frame>,
    /// Where no frame does, how likely the learned weights hold it, between 0 and 1.
    pub learned: Option<f32>,
    /// The words that gave it its stance, each with the cues that they are.
    pub cues: Vec<(Span, Vec<&'o Cue>)>,
}

impl<'o> Extractor<'o> {
    /// Returns what made a statement of an analysis; matches its sentence once more.
    pub fn fired(&self, analysis: &Analysis, statement: &Statement) -> Fired<'o> {
        let tree = Tree::new(analysis, &self.cues);
        // A title of several words is found at its last one, and triggers at its head.
        let fitting = tree
            .sentence_tokens(statement.trigger)
            .flat_map(|token| self.frames.fitting(&tree, token, &statement.relation))
            .filter(|(_, candidate)| candidate.trigger == statement.trigger);
        let finds_it = |candidate| {
            let found = self.fill(&tree, candidate);
            found.is_some_and(|(_, subject, object)| {
                subject == statement.subject && object == statement.object
            })
        };
        let frames = fitting
            .filter_map(|(frame, candidate)| finds_it(candidate).then_some(frame))
            .fold(Vec::new(), |mut kept: Vec<&Frame>, frame| {
                if !kept.contains(&frame) {
                    kept.push(frame);
                }
                kept
            });
        let cues = statement.stance.cues.iter();
        let cues = cues
            .map(|span| (*span, self.cues_on(&tree, *span)))
            .collect();
        let alone = frames.is_empty();
        let learned = alone.then(|| learned::probability(&tree, self.ontology, statement));
        Fired {
            words: tree.into_words(),
            frames,
            learned: learned.flatten(),
            cues,
        }
    }

    /// The cues that stand on exactly these words; of several, those that can stand there.
    fn cues_on(&self, tree: &Tree, span: Span) -> Vec<&'o Cue> {
        let tokens = &tree.analysis.document.tokens;
        let first = tokens.partition_point(|token| token.start < span.start);
        if first == tokens.len() {
            return Vec::new();
        }
        // Who takes a stand changes nothing of how real it is.
        let telling = Scope::ALL
            .iter()
            .filter(|scope| !matches!(scope, Scope::Attitude | Scope::AttitudeNoun));
        let standing = telling.filter_map(|scope| {
            let found = self.cues.at(tree, first, &[*scope]);
            found
                .filter(|found| found.span == span)
                .map(|found| found.cue)
        });
        let all: Vec<&'o Cue> = standing.collect();
        let can_be = |cue: &&&Cue| can_reach(tree, first, cue.scope);
        let likely: Vec<&'o Cue> = all.iter().filter(can_be).copied().collect();
        if likely.is_empty() { all } else { likely }
    }
}

/// Whether a word can be a cue of a kind where it stands: "reported" as a verb says something, before a noun it doubts it.
fn can_reach(tree: &Tree, word: usize, scope: Scope) -> bool {
    match scope {
        Scope::Adjective => tree.rel(word) == Rel::Amod,
        Scope::Judgement => matches!(tree.pos(word), Pos::Adj | Pos::Noun),
        Scope::Auxiliary => tree.pos(word) == Pos::Aux,
        Scope::Speech | Scope::Light => tree.pos(word) == Pos::Verb,
        Scope::SpeechNoun | Scope::AttitudeNoun | Scope::Source => {
            matches!(tree.pos(word), Pos::Noun | Pos::Propn)
        }
        Scope::Attitude
        | Scope::Naming
        | Scope::Complement
        | Scope::Adverb
        | Scope::Preposition
        | Scope::Condition => true,
        // These say which clauses make open relations, and nothing of how sure anybody is.
        Scope::Weak
        | Scope::Vague
        | Scope::Action
        | Scope::Realising
        | Scope::Alongside
        | Scope::Relating => false,
    }
}
