//! The words round a name → what kind of thing it names: "the town of Eastbridge", "Arvo, a carmaker,", "Mr Blake".

use oxigraph::model::NamedNode;

use super::NameFinder;
use super::name::Name;
use super::tagger::Tagger;
use super::view::View;
use super::words;
use crate::analysis::values::head;
use crate::analysis::{NameType, Pos, Rel};
use crate::text::Sentence;

/// What some words say a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The broad type.
    pub(super) name_type: NameType,
    /// The class whose noun says so.
    pub(super) class: Option<NamedNode>,
    /// How much it counts beside the look of one mention.
    pub(super) weight: usize,
}

/// What words right beside a name say.
const BESIDE: usize = 3;
/// What a noun behind a comma says: it may belong to something else.
const APART: usize = 1;

/// Returns what the words round a name say of it.
pub(super) fn of(
    finder: &NameFinder,
    view: View<'_>,
    sentence: &Sentence,
    name: &Name,
) -> Vec<Evidence> {
    if titled(view, name) {
        return vec![Evidence {
            name_type: NameType::Person,
            class: None,
            weight: BESIDE,
        }];
    }
    let full_name = name.tokens.len() > 1
        && Tagger::embedded()
            .lists
            .is_first_name(&view.text(name.tokens.start).to_lowercase());
    let told = |(noun, weight): (usize, usize)| {
        let class = finder
            .nouns
            .get(&view.words.get(noun)?.lemma.to_lowercase())?;
        let name_type = finder.broad.get(class).copied()?;
        // "the town of Eastbridge" is Eastbridge, "the president of Eastbridge" is not.
        let of = view.text(noun + 1) == "of" && noun + 2 == name.tokens.start;
        let fits =
            (!of || name_type == NameType::Place) && (!full_name || name_type == NameType::Person);
        fits.then(|| Evidence {
            name_type,
            class: Some(class.clone()),
            weight,
        })
    };
    nouns(view, sentence, name)
        .into_iter()
        .filter_map(told)
        .collect()
}

/// A title before a name makes it a person.
pub(super) fn titled(view: View<'_>, name: &Name) -> bool {
    let before = name
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |token| view.text(token));
    words::is_personal_title(before)
        && before.starts_with(char::is_uppercase)
        && name.tokens.len() <= 3
}

/// The common nouns that a sentence sets equal to a name, each with what it counts.
fn nouns(view: View<'_>, sentence: &Sentence, name: &Name) -> Vec<(usize, usize)> {
    let at = head(view.words, &name.tokens);
    let Some(word) = view.words.get(at) else {
        return Vec::new();
    };
    let (first, end) = (name.tokens.start, name.tokens.end);
    let rel = |token: usize| view.words.get(token).map(|word| word.rel);
    let kids = |of: usize| {
        sentence.tokens.clone().filter(move |kid| {
            view.words
                .get(*kid)
                .is_some_and(|word| word.head == Some(of))
        })
    };
    let mut found = Vec::new();
    for kid in kids(at) {
        match rel(kid) {
            // "the chipmaker Arvo".
            Some(Rel::Compound | Rel::NmodDesc) if kid + 1 == first => found.push((kid, BESIDE)),
            // "Arvo, a chipmaker".
            Some(Rel::Appos) if view.text(end) == "," && article(view, end + 1) => {
                found.push((kid, APART));
            }
            _ => {}
        }
    }
    if let Some(above) = word.head {
        let copula = || kids(above).any(|kid| rel(kid) == Some(Rel::Cop));
        match word.rel {
            Rel::Appos | Rel::Flat if above + 1 == first => found.push((above, BESIDE)),
            // "Arvo is a chipmaker", but not "Arvo is no chipmaker".
            Rel::Nsubj if copula() && !denied(view, kids(above)) => found.push((above, BESIDE)),
            // "the town of Eastbridge".
            Rel::Nmod if above + 2 == first && view.text(above + 1) == "of" => {
                found.push((above, BESIDE));
            }
            _ => {}
        }
    }
    found.retain(|(noun, _)| {
        !name.tokens.contains(noun) && view.pos(*noun) == Some(Pos::Noun) && !view.capital(*noun)
    });
    found
}

fn article(view: View<'_>, token: usize) -> bool {
    matches!(view.text(token), "a" | "an")
}

fn denied(view: View<'_>, mut kids: impl Iterator<Item = usize>) -> bool {
    kids.any(|kid| {
        matches!(
            view.text(kid).to_lowercase().as_str(),
            "not" | "n't" | "n’t" | "no" | "never"
        )
    })
}
