//! The things an article speaks of, as they become known.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::model::Entity;
use crate::analysis::{Analysis, MentionKind, NameType};
use crate::ontology::names::{fold, slug};
use crate::ontology::{Known, Ontology, vocab};

/// Things, and which mention stands for which.
pub(super) struct Things<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) ontology: &'a Ontology,
    pub(super) entities: Vec<Entity>,
    /// For each mention the thing it stands for.
    pub(super) of_mention: Vec<Option<usize>>,
    /// Whether a thing has a name of its own.
    pub(super) named: Vec<bool>,
    /// Dependents of each token.
    pub(super) children: Vec<Vec<usize>>,
    /// For each token the quotation it stands in.
    pub(super) quotations: Vec<Option<u32>>,
    /// For each thing the gender that its names tell, none where they disagree.
    genders: BTreeMap<usize, Option<usize>>,
    by_key: BTreeMap<(String, String), usize>,
    key: String,
}

impl<'a> Things<'a> {
    pub(super) fn new(analysis: &'a Analysis, ontology: &'a Ontology) -> Self {
        let children = analysis.children();
        Self {
            analysis,
            ontology,
            entities: Vec::new(),
            of_mention: vec![None; analysis.mentions.len()],
            named: Vec::new(),
            children,
            quotations: analysis.document.quotations(),
            genders: BTreeMap::new(),
            by_key: BTreeMap::new(),
            key: article_key(analysis),
        }
    }

    /// Finds or makes the thing with this broad type and canonical name.
    pub(super) fn thing(&mut self, segment: &str, label: &str, named: bool) -> usize {
        // A thing without a name of its own is this article's alone.
        let own = if named {
            slug(label)
        } else {
            format!("{}-{}", self.key, slug(label))
        };
        let key = (segment.to_owned(), own.clone());
        if let Some(&index) = self.by_key.get(&key) {
            return index;
        }
        let entity = Entity {
            segment: segment.to_owned(),
            slug: own,
            label: label.to_owned(),
            ..Entity::default()
        };
        self.entities.push(entity);
        self.named.push(named);
        self.by_key.insert(key, self.entities.len() - 1);
        self.entities.len() - 1
    }

    /// Finds or makes the thing that a known name stands for.
    pub(super) fn known(&mut self, known: &Known) -> usize {
        let class = known
            .classes
            .first()
            .cloned()
            .unwrap_or_else(|| self.ontology.broad(known.name_type));
        let segment = self.ontology.segment(&class).to_owned();
        let index = self.thing(&segment, &known.label, true);
        let entity = &mut self.entities[index];
        entity.classes.clone_from(&known.classes);
        entity.same_as.clone_from(&known.same_as);
        for name in std::iter::once(&known.label).chain(&known.alt_labels) {
            entity.names.entry(name.clone()).or_insert(0);
        }
        index
    }

    /// Takes one occurrence of a name for a thing.
    pub(super) fn occur(&mut self, index: usize, name: &str, class: Option<&NamedNode>) {
        let entity = &mut self.entities[index];
        entity.mentioned = true;
        *entity.names.entry(name.to_owned()).or_insert(0) += 1;
        // A class that says no more than is known adds nothing.
        let known = |class: &&NamedNode| {
            let mut own = entity.classes.iter();
            own.any(|own| self.ontology.is_a(own, class))
        };
        if let Some(class) = class.filter(|class| !known(class)) {
            entity.classes.push(class.clone());
            entity.classes.sort();
        }
    }

    /// Takes what a name tells of the gender of its bearer.
    pub(super) fn tell_gender(&mut self, index: usize, gender: usize) {
        let told = self.genders.entry(index).or_insert(Some(gender));
        if *told != Some(gender) {
            *told = None;
        }
    }

    /// The gender of a thing, as far as its names tell.
    pub(super) fn gender(&self, index: usize) -> Option<usize> {
        self.genders.get(&index).copied().flatten()
    }

    /// The gender, an index into the ontology's, whose pronoun a word is; `word` in lower case.
    pub(super) fn gender_of_pronoun(&self, word: &str) -> Option<usize> {
        let mut genders = self.ontology.genders.iter();
        genders.position(|gender| gender.pronouns.iter().any(|own| own == word))
    }

    /// The text of a mention on one line.
    pub(super) fn words(&self, span: crate::text::Span) -> String {
        self.analysis.written(span)
    }

    pub(super) fn publisher(&mut self) -> usize {
        match self.analysis.document.metadata.publisher.clone() {
            Some(name) => self.outlet(&name),
            None => {
                let title = self.analysis.document.metadata.title.clone();
                let label = title.map_or_else(
                    || "the publisher".to_owned(),
                    |title| format!("publisher of “{title}”"),
                );
                let index = self.thing("organization", "unknown-publisher", false);
                let entity = &mut self.entities[index];
                entity.names.insert(label.clone(), 0);
                entity.label = label;
                entity.classes = vec![vocab::OUTLET.into_owned()];
                index
            }
        }
    }

    pub(super) fn authors(&mut self, publisher: usize) -> Vec<usize> {
        let metadata = &self.analysis.document.metadata;
        let names = metadata.authors.clone();
        let own = metadata.publisher.as_deref().map(fold);
        names
            .iter()
            .map(|name| {
                if Some(fold(name)) == own {
                    publisher
                } else {
                    let kind = match self.analysis.document.metadata.is_organisation(name) {
                        true => NameType::Organization,
                        false => NameType::Person,
                    };
                    self.metadata_name(name, kind)
                }
            })
            .collect()
    }

    pub(super) fn agency(&mut self, publisher: usize) -> Option<usize> {
        let metadata = &self.analysis.document.metadata;
        let name = metadata.agency.clone()?;
        if metadata.publisher.as_deref().map(fold) == Some(fold(&name)) {
            return Some(publisher);
        }
        Some(self.outlet(&name))
    }

    fn outlet(&mut self, name: &str) -> usize {
        let outlet = vocab::OUTLET.into_owned();
        let index = self.metadata_name(name, NameType::Organization);
        let classes = &mut self.entities[index].classes;
        if !classes.contains(&outlet) {
            classes.push(outlet);
            classes.sort();
        }
        index
    }

    fn metadata_name(&mut self, name: &str, kind: NameType) -> usize {
        let key = fold(name);
        // Agencies sign articles, too, but no place does.
        let writes =
            |known: &Known| known.name_type == kind || known.name_type == NameType::Organization;
        let is_it = |known: &&Known| {
            writes(known)
                && std::iter::once(&known.label)
                    .chain(&known.alt_labels)
                    .any(|label| fold(label) == key)
        };
        if let Some(known) = self.ontology.known.iter().find(is_it) {
            return self.known(known);
        }
        let class = self.ontology.broad(kind);
        let segment = self.ontology.segment(&class).to_owned();
        let index = self.thing(&segment, name, true);
        let entity = &mut self.entities[index];
        entity.names.entry(name.to_owned()).or_insert(0);
        if entity.classes.is_empty() {
            entity.classes = vec![class];
        }
        index
    }

    /// Whether a thing may be one of `allowed`, as far as is known.
    pub(super) fn fits(&self, index: usize, allowed: &[NamedNode]) -> bool {
        let classes = &self.entities[index].classes;
        classes.is_empty()
            || self.ontology.fits(classes, allowed)
            || classes
                .iter()
                .any(|class| self.ontology.may_be(class, allowed))
    }

    pub(super) fn is_name(&self, mention: usize) -> bool {
        self.analysis.mentions[mention].kind == MentionKind::Name
    }

    pub(super) fn sentence(&self, token: usize) -> usize {
        self.analysis
            .document
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
    }

    pub(super) fn into_entities(self) -> Vec<Entity> {
        self.entities
    }
}

/// What tells the unnamed things of one article from those of another.
fn article_key(analysis: &Analysis) -> String {
    let metadata = &analysis.document.metadata;
    let title = metadata.title.as_deref().unwrap_or(&analysis.document.text);
    let parts = metadata
        .url
        .clone()
        .unwrap_or_else(|| format!("{}\u{1f}{title}", metadata.source_name));
    blake3::hash(parts.as_bytes())
        .to_hex()
        .as_str()
        .chars()
        .take(8)
        .collect()
}
