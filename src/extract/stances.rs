//! Any predicate of an [`Analysis`] → the [`Stance`] that its sentence takes to it, whether or not a frame fits its words.

use super::Extractor;
use super::candidate::Construction;
use super::model::Stance;
use super::speech::Voices;
use super::stance;
use super::tree::Tree;
use crate::analysis::{Analysis, Pos, Rel};
use crate::text::Span;

impl Extractor<'_> {
    /// Returns for each place the stance towards the clause, or noun of action, whose predicate stands there.
    ///
    /// A place is a span of the document's text; of its words the one that governs the others is meant. There is none
    /// where nothing is claimed, as inside a condition, in a question, a heading or a quotation of nobody's.
    pub fn stances(&self, analysis: &Analysis, places: &[Span]) -> Vec<Option<Stance>> {
        let tree = Tree::new(analysis, &self.cues);
        let voices = Voices::new(&tree, &self.cues);
        let read = |place: &Span| {
            let token = predicate(&tree, *place)?;
            if !voices.claims(tree.sentence(token)) {
                return None;
            }
            let construction = construction(&tree, token);
            let stance = stance::read(&tree, &self.cues, token, construction, None)?;
            voices.hear(&tree, token, stance)
        };
        places.iter().map(read).collect()
    }
}

/// The word in `place` that governs the others; of several, a verb before others.
fn predicate(tree: &Tree, place: Span) -> Option<usize> {
    let all = &tree.analysis.document.tokens;
    let first = all.partition_point(|token| token.end <= place.start);
    let end = all.partition_point(|token| token.start < place.end);
    let inside = first..end;
    let top = |token: &usize| tree.head(*token).is_none_or(|head| !inside.contains(&head));
    let mut tops = inside.clone().filter(top);
    let opening = tops.next()?;
    let verb = std::iter::once(opening)
        .chain(tops)
        .find(|token| tree.pos(*token) == Pos::Verb);
    let word = verb.unwrap_or(opening);
    // "are" in "there are three": what it is said of heads the clause.
    let helps = matches!(tree.rel(word), Rel::Cop | Rel::Aux | Rel::AuxPass);
    tree.head(word).filter(|_| helps).or(Some(word))
}

/// A noun that no copula makes a predicate is one of action: "denied the allegations".
fn construction(tree: &Tree, token: usize) -> Construction {
    let nominal = matches!(tree.pos(token), Pos::Noun | Pos::Propn);
    let argument = matches!(
        tree.rel(token),
        Rel::Obj | Rel::Obl | Rel::OblAgent | Rel::Nsubj | Rel::NsubjPass | Rel::Nmod | Rel::Conj
    );
    let clause = tree
        .kid(token, &[Rel::Cop, Rel::Nsubj, Rel::NsubjPass])
        .is_some();
    if nominal && argument && !clause {
        Construction::Noun
    } else {
        Construction::Clause
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analyser;
    use crate::article::{Article, Metadata, Part};
    use crate::extract::{Extractor, Status};
    use crate::ontology::Ontology;
    use crate::text::{BlockKind, Span, clean};

    #[test]
    fn a_clause_without_a_relation_has_its_stance() {
        let ontology = Ontology::builtin();
        let text =
            "Mary Smith denied that the river had flooded, but the lake may rise if it rains.";
        let analysis = Analyser::new(ontology).analyse(clean(Article {
            metadata: Metadata::default(),
            body: vec![Part {
                kind: BlockKind::Paragraph,
                text: text.to_owned(),
            }],
        }));
        let place = |word: &str| {
            let start = text.find(word).unwrap();
            Span::new(start, start + word.len())
        };
        let places = [place("flooded"), place("rise"), place("rains")];
        let stances = Extractor::new(ontology).stances(&analysis, &places);
        let statuses: Vec<Option<Status>> = stances
            .iter()
            .map(|stance| stance.as_ref().map(|stance| stance.status))
            .collect();
        assert_eq!(
            statuses,
            [Some(Status::Denied), Some(Status::Conditional), None]
        );
        assert_eq!(
            stances[0].as_ref().map(|stance| stance.positive),
            Some(false)
        );
    }
}
