//! Forms → part of speech and Penn tag of each, from left to right.

use super::hash::of_parts;
use super::lex::{Case, Lex};
use super::linear::{Linear, best};
use super::tags::TagPair;

const OUTSIDE: u64 = 0x00DD_BA11;

/// Returns the class of each word; `model` scores the classes.
pub(crate) fn tag(model: &Linear, classes: &[TagPair], lexes: &[Lex], case: Case) -> Vec<TagPair> {
    let mut scores = vec![0; model.classes()];
    let mut features = Vec::with_capacity(64);
    let mut tags: Vec<TagPair> = Vec::with_capacity(lexes.len());
    for at in 0..lexes.len() {
        collect(lexes, &tags, case, at, &mut features);
        scores.fill(0);
        model.add(&features, &mut scores);
        let class = best(&scores, |class| class < classes.len())
            .and_then(|class| classes.get(class).copied());
        tags.push(class.unwrap_or(TagPair {
            pos: crate::analysis::Pos::X,
            tag: 0,
        }));
    }
    tags
}

/// Writes the features of the word at `at`, whose left neighbours have `tags`, into `out`.
pub(crate) fn collect(lexes: &[Lex], tags: &[TagPair], case: Case, at: usize, out: &mut Vec<u64>) {
    out.clear();
    let near = Near { lexes, tags, at };
    own_form(&near, case as u64, out);
    neighbours(&near, case as u64, out);
}

/// A word among its neighbours.
struct Near<'a> {
    lexes: &'a [Lex],
    tags: &'a [TagPair],
    at: usize,
}

impl Near<'_> {
    fn lex(&self, offset: isize) -> Option<&Lex> {
        self.at
            .checked_add_signed(offset)
            .and_then(|place| self.lexes.get(place))
    }

    fn form(&self, offset: isize) -> u64 {
        self.lex(offset).map_or(OUTSIDE, |lex| lex.form)
    }

    fn cluster(&self, offset: isize) -> u64 {
        self.lex(offset).map_or(OUTSIDE, |lex| lex.cluster)
    }

    fn suffix(&self, offset: isize, length: usize) -> u64 {
        self.lex(offset)
            .map_or(OUTSIDE, |lex| lex.suffixes[length - 1])
    }

    fn shape(&self, offset: isize) -> u64 {
        self.lex(offset).map_or(OUTSIDE, |lex| lex.shape)
    }

    fn tag(&self, back: usize) -> u64 {
        let place = self
            .at
            .checked_sub(back)
            .and_then(|place| self.tags.get(place));
        place.map_or(OUTSIDE, |tag| tag.number())
    }
}

fn own_form(near: &Near<'_>, case: u64, out: &mut Vec<u64>) {
    let word = &near.lexes[near.at];
    let first = u64::from(near.at == 0);
    let tag = near.tag(1);
    let [s1, s2, s3, s4] = word.suffixes;
    let [p1, p2, p3] = word.prefixes;
    let templates: [&[u64]; 24] = [
        &[],
        &[word.form],
        &[word.form, case, first],
        &[s1],
        &[s2],
        &[s3],
        &[s4],
        &[p1],
        &[p2],
        &[p3],
        &[p3, s3],
        &[word.shape, case, first],
        &[word.shape, case, tag],
        &[word.shape, s3, case],
        &[word.shape, s2, first],
        &[word.traits],
        &[tag, word.form],
        &[tag, near.tag(2), word.form],
        &[tag, s3],
        &[tag, s2],
        &[word.cluster],
        &[word.cluster, tag],
        &[word.cluster, s3],
        &[word.cluster, s1, tag],
    ];
    out.extend(
        (0..)
            .zip(templates)
            .map(|(template, parts)| of_parts(template, parts)),
    );
}

fn neighbours(near: &Near<'_>, case: u64, out: &mut Vec<u64>) {
    let form = |offset| near.form(offset);
    let cluster = |offset| near.cluster(offset);
    let [one, two, three] = [1, 2, 3].map(|back| near.tag(back));
    let s3 = near.suffix(0, 3);
    let templates: [&[u64]; 38] = [
        &[form(-1)],
        &[form(1)],
        &[form(-2)],
        &[form(2)],
        &[form(-1), form(0)],
        &[form(0), form(1)],
        &[form(-1), form(1)],
        &[form(1), form(2)],
        &[form(-2), form(-1)],
        &[form(-1), form(0), form(1)],
        &[one],
        &[two],
        &[one, two],
        &[one, two, three],
        &[one, form(1)],
        &[one, near.suffix(1, 3)],
        &[one, form(-1)],
        &[form(0), form(1), one],
        &[near.suffix(-1, 3)],
        &[near.suffix(1, 3)],
        &[near.suffix(2, 3)],
        &[near.suffix(1, 2)],
        &[s3, near.suffix(1, 3)],
        &[near.suffix(1, 1), near.suffix(0, 2)],
        &[near.shape(1), case],
        &[near.shape(-1), case],
        &[near.shape(0), near.shape(1), case],
        &[near.shape(0), near.shape(-1), case],
        &[cluster(1)],
        &[cluster(-1)],
        &[cluster(1), cluster(2)],
        &[cluster(-1), cluster(0), cluster(1)],
        &[cluster(0), cluster(1)],
        &[cluster(-1), cluster(0)],
        &[form(0), cluster(1)],
        &[form(0), cluster(-1)],
        &[one, cluster(0), cluster(1)],
        &[one, s3, cluster(1)],
    ];
    out.extend(
        (100..)
            .zip(templates)
            .map(|(template, parts)| of_parts(template, parts)),
    );
}
