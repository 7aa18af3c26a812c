//! Extract: [`Analysis`] → [`Statement`]s (who, what, whom, with stance and place).
//!
//! Frames of the ontology are matched over the dependency tree, then the words above each match say who holds it
//! and how sure they are.
//!
//! *Invariant:* no relation, class or cue is named here; they come from the ontology.

mod arguments;
mod attribution;
mod attributions;
mod bearing;
mod between;
mod candidate;
mod clause;
mod cues;
mod fired;
mod frames;
mod governed;
mod learned;
mod listed;
mod mend;
mod misplaced;
mod model;
mod nearby;
mod noun;
mod open;
mod participles;
mod qualify;
mod refused;
mod role;
mod said_subjects;
mod sources;
mod speakers;
mod speech;
mod speech_trees;
mod stance;
mod stances;
mod tense;
mod tree;
mod verb;
mod wording;

use std::collections::BTreeSet;

use self::bearing::borne_out;
use self::candidate::{Candidate, Construction, Filler};
use self::cues::Cues;
use self::frames::Frames;
use self::learned::Held;
use self::speech::Voices;
use self::tree::Tree;
use crate::analysis::{Analysis, NameType, Rel, ValueKind};
use crate::ontology::{FrameKind, Ontology};
use crate::text::Span;

pub use attributions::Attribution;
pub use between::Wording;
pub use fired::Fired;
pub use model::{
    Argument, Certainty, Content, Qualifiers, Source, SourceKind, Stance, Statement, Status,
};
pub use open::ClauseTriple;
pub use refused::{Refusal, Refused};

/// What an ontology knows of wording, ready to be matched.
#[derive(Debug)]
pub struct Extractor<'o> {
    ontology: &'o Ontology,
    frames: Frames<'o>,
    cues: Cues<'o>,
}

impl<'o> Extractor<'o> {
    /// Prepares the frames and cues of `ontology`.
    pub fn new(ontology: &'o Ontology) -> Self {
        Self {
            ontology,
            frames: Frames::new(ontology),
            cues: Cues::new(ontology),
        }
    }

    /// Finds what the sentences of `analysis` say, in order; of a text in another language than English nothing.
    pub fn extract(&self, analysis: &Analysis) -> Vec<Statement> {
        if !analysis.document.is_read() {
            return Vec::new();
        }
        let tree = Tree::new(analysis, &self.cues);
        let voices = Voices::new(&tree, &self.cues);
        let related = learned::related(&tree, self.ontology);
        let mut statements = Vec::new();
        for (index, sentence) in analysis.document.sentences.iter().enumerate() {
            if !voices.claims(index) {
                continue;
            }
            let found = self.sentence(&tree, sentence.tokens.clone(), &related);
            let heard = found.into_iter().filter_map(|mut statement| {
                let token = statement.trigger;
                statement.stance = voices.hear(&tree, token, statement.stance)?;
                Some(statement)
            });
            statements.extend(heard);
        }
        statements
    }

    fn sentence(
        &self,
        tree: &Tree,
        tokens: std::ops::Range<usize>,
        related: &[Held],
    ) -> Vec<Statement> {
        let paired = tokens
            .clone()
            .any(|token| tree.text(token).eq_ignore_ascii_case("respectively"));
        let fitting = self.fitting(tree, tokens.clone(), related, paired);
        let of_ontology: Vec<usize> = triggers(&fitting);
        let open = self.open(tree, tokens, paired, &fitting);
        let of_all: Vec<usize> = of_ontology.iter().copied().chain(triggers(&open)).collect();
        let fitting = fitting.into_iter().map(|found| (found, &of_ontology));
        let fitting = fitting.chain(open.into_iter().map(|found| (found, &of_all)));
        let mut seen = BTreeSet::new();
        let (mut statements, mut unclaimed) = (Vec::new(), Vec::new());
        for ((candidate, subject, object), rivals) in fitting {
            let key = (candidate.relation.clone(), subject.clone(), object.clone());
            if !seen.insert(key) {
                continue;
            }
            let (at, construction) = (candidate.trigger, candidate.construction);
            let role = candidate.role.as_ref();
            let Some(mut stance) = stance::read(tree, &self.cues, at, construction, role) else {
                unclaimed.push((candidate, subject, object));
                continue;
            };
            if candidate.light {
                stance::intend(tree, &self.cues, at, &mut stance);
            }
            if !borne_out(tree, &self.cues, &candidate, &stance) {
                unclaimed.push((candidate, subject, object));
                continue;
            }
            let mut qualifiers = qualify::of(tree, &candidate, rivals, [&subject, &object]);
            tense::settle(tree, at, construction, &mut stance, &mut qualifiers);
            let relation = self.ontology.relations.get(&candidate.relation);
            qualifiers.over = tense::is_over(tree, &self.cues, relation, &candidate, &qualifiers);
            let (relation, trigger) = (candidate.relation.clone(), candidate.trigger);
            let quote = tree.sentence_span(trigger);
            let statement = Statement {
                subject,
                relation,
                object,
                qualifiers,
                stance,
                quote,
                trigger,
                condition: None,
            };
            statements.extend(dated_subjects(tree, &candidate, statement));
        }
        for statement in &mut statements {
            statement.condition = depended_on(tree, statement.stance.condition, &unclaimed);
        }
        statements
    }

    /// Finds what frames match and the learned weights hold, where both ends can be what the relation asks for.
    fn fitting(
        &self,
        tree: &Tree,
        tokens: std::ops::Range<usize>,
        related: &[Held],
        paired: bool,
    ) -> Vec<(Candidate, Argument, Argument)> {
        let inside = |one: &&Held| tokens.contains(&one.related.subject.head);
        let related: Vec<Held> = related.iter().filter(inside).cloned().collect();
        let candidates: Vec<Candidate> = tokens
            .clone()
            .flat_map(|token| self.frames.matches(tree, token))
            .collect();
        let filled = |candidates: Vec<Candidate>| {
            let told_apart = candidates
                .into_iter()
                .filter(|candidate| !self.entangled(tree, candidate, paired));
            let fitting = told_apart.filter_map(|candidate| self.fill(tree, candidate));
            fitting.collect::<Vec<(Candidate, Argument, Argument)>>()
        };
        let mut fitting = whole_words(filled(candidates));
        fitting.extend(filled(learned::candidates(
            tree,
            self.ontology,
            &related,
            &fitting,
        )));
        fitting
    }

    /// Finds what clauses say plainly of two things that no frame relates.
    fn open(
        &self,
        tree: &Tree,
        tokens: std::ops::Range<usize>,
        paired: bool,
        found: &[(Candidate, Argument, Argument)],
    ) -> Vec<(Candidate, Argument, Argument)> {
        if self.ontology.closed {
            return Vec::new();
        }
        let mut open = open::candidates(tree, &self.cues, self.ontology, tokens, found);
        open.retain(|(candidate, subject, object)| {
            let real =
                |argument| self.is_real(tree, argument) && !arguments::is_epithet(tree, argument);
            !self.entangled(tree, candidate, paired)
                && subject != object
                && real(subject)
                && real(object)
        });
        open
    }

    /// Whether nothing makes an argument only rumoured to be: "the alleged deal" does and suffers nothing.
    fn is_real(&self, tree: &Tree, argument: &Argument) -> bool {
        match argument {
            Argument::Mention(mention) => !self.cues.doubted(tree, *mention),
            Argument::Value(_) | Argument::Words(_) | Argument::Constant(_) => true,
        }
    }

    /// Returns the frame that would find what a statement says that no frame made, in the notation of the ontology.
    pub fn draft(&self, analysis: &Analysis, statement: &Statement) -> Option<(FrameKind, String)> {
        let tree = Tree::new(analysis, &self.cues);
        let (at, relation) = (statement.trigger, &statement.relation);
        open::draft(&tree, &self.cues, self.ontology, at, relation)
    }

    /// Lists every subject, relation and object that the clauses of an analysis say, sentence by sentence, as text.
    ///
    /// Nothing need be identified, and it is not told who says so or how sure they are.
    pub fn clauses(&self, analysis: &Analysis) -> Vec<Vec<ClauseTriple>> {
        let tree = Tree::new(analysis, &self.cues);
        let sentences = analysis.document.sentences.iter();
        sentences
            .map(|sentence| open::triples(&tree, sentence.tokens.clone()))
            .collect()
    }

    /// Whether a list stands where it is not told which of its members goes with what: "in 1987 and 1993 respectively",
    /// "Mike and Kerry died in 1987 and 1993".
    fn entangled(&self, tree: &Tree, candidate: &Candidate, paired: bool) -> bool {
        let object = match candidate.object {
            Filler::Token(token) => qualify::listed(tree, token),
            Filler::Constant(_) => false,
        };
        let subject = qualify::listed(tree, candidate.subject);
        let relation = self.ontology.relations.get(&candidate.relation);
        let one_each = relation.is_some_and(|relation| relation.functional);
        (paired && (subject || object)) || (one_each && subject && object)
    }

    /// Checks that the fillers can be what the relation asks for.
    fn fill(&self, tree: &Tree, candidate: Candidate) -> Option<(Candidate, Argument, Argument)> {
        let relation = self.ontology.relations.get(&candidate.relation)?;
        let titled = candidate.role.is_some();
        let subject = arguments::at(
            tree,
            self.ontology,
            candidate.subject,
            &relation.domain,
            titled,
        )?;
        // Only people wear a title before their name: "Manhattan District Attorney" is no attorney in Manhattan.
        let person = self.ontology.broad(NameType::Person);
        let wearer = relation
            .domain
            .iter()
            .any(|class| self.ontology.is_a(class, &person) || self.ontology.is_a(&person, class));
        let untyped = matches!(&subject, Argument::Mention(mention)
            if tree.analysis.mentions[*mention].name_type.is_none());
        if titled && untyped && !wearer {
            return None;
        }
        let object = match &candidate.object {
            Filler::Token(token) => {
                arguments::at(tree, self.ontology, *token, &relation.range, titled)?
            }
            Filler::Constant(constant) => Argument::Constant(constant.clone()),
        };
        let real = |argument| self.is_real(tree, argument);
        let clause = candidate.construction == Construction::Clause && !titled;
        let whole = |argument| real(argument) && !(clause && arguments::is_epithet(tree, argument));
        (subject != object && whole(&subject) && whole(&object))
            .then_some((candidate, subject, object))
    }
}

/// The words that express what was found.
fn triggers(found: &[(Candidate, Argument, Argument)]) -> Vec<usize> {
    let all = found.iter();
    all.map(|(candidate, ..)| candidate.trigger).collect()
}

/// What the words of a condition say, of all that the sentence does not claim.
fn depended_on(
    tree: &Tree,
    condition: Option<Span>,
    unclaimed: &[(Candidate, Argument, Argument)],
) -> Option<Content> {
    let condition = condition?;
    let inside = |token: usize| {
        let span = tree.token_span(token);
        condition.start <= span.start && span.end <= condition.end
    };
    let (candidate, subject, object) = unclaimed
        .iter()
        .find(|(candidate, ..)| inside(candidate.trigger))?;
    Some(Content {
        subject: subject.clone(),
        relation: candidate.relation.clone(),
        object: object.clone(),
    })
}

/// "relief or damages" is one thing asked for: words that stand inside others of the same relation say nothing new.
fn whole_words(
    found: Vec<(Candidate, Argument, Argument)>,
) -> Vec<(Candidate, Argument, Argument)> {
    let inside = |(candidate, subject, object): &(Candidate, Argument, Argument)| {
        let Argument::Words(part) = object else {
            return false;
        };
        found.iter().any(|(other, owner, whole)| {
            let same = other.relation == candidate.relation
                && other.trigger == candidate.trigger
                && owner == subject;
            same && matches!(whole, Argument::Words(whole)
                if whole != part && whole.start <= part.start && part.end <= whole.end)
        })
    };
    let kept: Vec<bool> = found.iter().map(|one| !inside(one)).collect();
    let all = found.into_iter().zip(kept);
    all.filter_map(|(one, kept)| kept.then_some(one)).collect()
}

/// "the 2019 and 2023 clauses that granted …": the years before the doer say when it held, one statement each.
fn dated_subjects(tree: &Tree, candidate: &Candidate, statement: Statement) -> Vec<Statement> {
    let undated = statement.qualifiers.from.is_none() && statement.qualifiers.at.is_none();
    let doer = tree
        .head(candidate.trigger)
        .filter(|_| tree.rel(candidate.trigger) == Rel::AclRelcl);
    let years: Vec<String> = doer
        .filter(|_| undated && candidate.construction == Construction::Clause)
        .map(|noun| years_before(tree, noun))
        .unwrap_or_default();
    if years.is_empty() {
        return vec![statement];
    }
    let dated = |from: String| {
        let mut copy = statement.clone();
        copy.qualifiers.from = Some(from);
        copy
    };
    years.into_iter().map(dated).collect()
}

fn years_before(tree: &Tree, noun: usize) -> Vec<String> {
    let phrase = tree.subtree(noun).start..noun;
    tree.analysis
        .values
        .iter()
        .filter(|value| phrase.contains(&value.head))
        .filter_map(|value| match &value.kind {
            ValueKind::Date(date) => Some(date.start.clone()),
            _ => None,
        })
        .collect()
}
