//! Names that people were born with: they stand for the one who bears another now.

use super::things::Things;
use crate::analysis::{NameType, Rel};

/// Whether a name is said to be somebody's at birth: "Born Ivo Moss in Oslo, he".
pub(super) fn is_birth_name(things: &Things, mention: usize) -> bool {
    let analysis = things.analysis;
    let mention = &analysis.mentions[mention];
    let before = mention.tokens.start.checked_sub(1);
    let born = before.is_some_and(|verb| {
        let word = things.words(analysis.document.tokens[verb]);
        word.eq_ignore_ascii_case("born")
    });
    born && mention.name_type == Some(NameType::Person) && mention.known.is_none()
}

/// The mention of the one who was born with a name: what "born" hangs on, or the subject of its clause.
pub(super) fn bearer(things: &Things, mention: usize) -> Option<usize> {
    if !is_birth_name(things, mention) {
        return None;
    }
    let analysis = things.analysis;
    let verb = analysis.mentions[mention].tokens.start - 1;
    let subject_of = |of: usize| {
        let mut kids = things.children[of].iter().copied();
        kids.find(|kid| matches!(analysis.words[*kid].rel, Rel::Nsubj | Rel::NsubjPass))
    };
    let above = analysis.words[verb].head;
    let token = subject_of(verb).or_else(|| match analysis.words[verb].rel {
        Rel::Acl => above,
        _ => above.and_then(subject_of),
    })?;
    let mentions = &analysis.mentions;
    mentions.iter().position(|other| other.head == token)
}
