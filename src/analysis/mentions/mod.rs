//! Mentions: words of a [`Document`] → [`Mention`]s: names, nominals and pronouns.
//!
//! Names come from three places: the ontology's known names, the network that tags words, and the shape of words;
//! then the article as a whole confirms or corrects them. Nominals are noun phrases over the dependency tree
//! whose head noun stands for a class of the ontology.

mod confirm;
mod ends;
mod evidence;
mod extent;
mod join;
mod known;
mod name;
mod nominal;
mod people;
mod pronoun;
mod tied;
mod view;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use oxigraph::model::NamedNode;

use super::values::head;
use super::{Mention, MentionKind, NameType, Word};
use crate::ontology::{Ontology, vocab};
use crate::text::Document;
pub(crate) use ends::is_business;
use evidence::Classes;
use known::KnownNames;
use name::Name;
use view::View;
pub(crate) use words::is_royal;

/// Finds the mentions of a document; makes a [`NameFinder`] for this one call.
pub fn mentions(document: &Document, words: &[Word], ontology: &Ontology) -> Vec<Mention> {
    NameFinder::new(ontology).mentions(document, words)
}

/// What an ontology knows of names and nouns, indexed once for any number of documents.
#[derive(Clone, Debug)]
pub struct NameFinder {
    known: KnownNames,
    /// Type and class of each known name.
    types: Vec<(NameType, Option<NamedNode>)>,
    /// Lemma of a noun → the class of what it stands for.
    nouns: HashMap<String, NamedNode>,
    /// The broad type of a class's members.
    broad: BTreeMap<NamedNode, NameType>,
}

impl NameFinder {
    /// Indexes an ontology.
    pub fn new(ontology: &Ontology) -> Self {
        let types = ontology
            .known
            .iter()
            .map(|known| (known.name_type, known.classes.first().cloned()))
            .collect();
        let mut nouns: BTreeMap<String, (usize, NamedNode)> = BTreeMap::new();
        for (iri, class) in &ontology.classes {
            // The class furthest from the root says most.
            let depth = ontology.ancestors(iri).len();
            for noun in &class.nouns {
                let entry = nouns
                    .entry(noun.to_lowercase())
                    .or_insert_with(|| (depth, iri.clone()));
                if entry.0 < depth {
                    *entry = (depth, iri.clone());
                }
            }
        }
        let broad = ontology
            .classes
            .keys()
            .filter_map(|iri| Some((iri.clone(), ontology.name_type(iri)?)))
            .collect();
        let nouns = nouns
            .into_iter()
            .map(|(noun, (_, class))| (noun, class))
            .collect();
        Self {
            known: KnownNames::new(ontology),
            types,
            nouns,
            broad,
        }
    }

    /// Finds the mentions of a document, by position; those that share a start, longest first.
    pub fn mentions(&self, document: &Document, words: &[Word]) -> Vec<Mention> {
        let view = View { document, words };
        let mut sentences: Vec<Vec<Name>> = document
            .sentences
            .iter()
            .map(|sentence| name::names(self, view, sentence))
            .collect();
        let classes = confirm::confirm(self, view, &mut sentences);
        let mut mentions = Vec::new();
        for (sentence, names) in document.sentences.iter().zip(&sentences) {
            let named = |token: usize| names.iter().any(|name| name.tokens.contains(&token));
            mentions.extend(pronoun::pronouns(view, sentence, named));
            mentions.extend(nominal::nominals(self, view, sentence, names));
            mentions.extend(names.iter().map(|name| self.mention(view, name, &classes)));
        }
        mentions
            .sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
        mentions
    }

    fn mention(&self, view: View<'_>, name: &Name, classes: &Classes) -> Mention {
        if people::is_one_person(view, name) {
            return Mention {
                tokens: name.tokens.clone(),
                head: name.tokens.start,
                span: view.span(&name.tokens),
                kind: MentionKind::Nominal,
                name_type: Some(NameType::Person),
                class: Some(vocab::PERSON.into_owned()),
                known: None,
            };
        }
        let class = match name.known {
            Some(_) if name.demonym => None,
            Some(known) => self.types.get(known).and_then(|(_, class)| class.clone()),
            None => {
                let told = classes.get(view.surface(&name.tokens));
                let told = told.filter(|class| self.broad.get(*class).copied() == name.name_type);
                self.class_of_name(view, name).or_else(|| told.cloned())
            }
        };
        Mention {
            tokens: name.tokens.clone(),
            head: head(view.words, &name.tokens),
            span: view.span(&name.tokens),
            kind: MentionKind::Name,
            name_type: name.name_type,
            class,
            known: name.known,
        }
    }

    /// The class of the things that the noun ending at `token` stands for: "company", "news site".
    fn noun_class(&self, view: View<'_>, token: usize) -> Option<NamedNode> {
        let noun = view.lemma(token).to_lowercase();
        let before = token.checked_sub(1).map_or("", |token| view.text(token));
        let pair = format!("{} {noun}", before.to_lowercase());
        self.nouns
            .get(&pair)
            .or_else(|| self.nouns.get(&noun))
            .cloned()
    }

    /// The class that a word of the name gives: "Bank of England", "Ohio State University".
    fn class_of_name(&self, view: View<'_>, name: &Name) -> Option<NamedNode> {
        if name.tokens.len() < 2 {
            return None;
        }
        let of = name.tokens.clone().find(|token| view.text(*token) == "of");
        let noun = of
            .filter(|of| *of > name.tokens.start)
            .unwrap_or(name.tokens.end)
            - 1;
        let class = self.nouns.get(&view.text(noun).to_lowercase())?;
        let fits = self.broad.get(class).copied() == name.name_type
            && name.name_type != Some(NameType::Person);
        fits.then(|| class.clone())
    }
}
