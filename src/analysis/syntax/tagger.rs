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
#[expect(
    clippy::too_many_lines,
    reason = "one list of feature templates, read top to bottom"
)]
pub(crate) fn collect(lexes: &[Lex], tags: &[TagPair], case: Case, at: usize, out: &mut Vec<u64>) {
    out.clear();
    let word = &lexes[at];
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|place| lexes.get(place))
    };
    let form = |offset: isize| near(offset).map_or(OUTSIDE, |lex| lex.form);
    let suffix = |offset: isize| near(offset).map_or(OUTSIDE, |lex| lex.suffixes[2]);
    let shape = |offset: isize| near(offset).map_or(OUTSIDE, |lex| lex.shape);
    let tag = |back: usize| {
        at.checked_sub(back)
            .and_then(|place| tags.get(place))
            .map_or(OUTSIDE, |tag| tag.number())
    };
    let case = case as u64;
    let first = u64::from(at == 0);
    let [s1, s2, s3, s4] = word.suffixes;
    let [p1, p2, p3] = word.prefixes;
    let mut next = 0;
    let mut put = |parts: &[u64]| {
        out.push(of_parts(next, parts));
        next += 1;
    };
    put(&[]);
    put(&[word.form]);
    for suffix in [s1, s2, s3, s4, p1, p2, p3] {
        put(&[suffix]);
    }
    put(&[word.shape, case, first]);
    put(&[word.shape, case, tag(1)]);
    put(&[word.shape, s3, case]);
    put(&[word.traits]);
    put(&[form(-1)]);
    put(&[form(1)]);
    put(&[form(-2)]);
    put(&[form(2)]);
    put(&[form(-1), word.form]);
    put(&[word.form, form(1)]);
    put(&[form(-1), form(1)]);
    put(&[form(1), form(2)]);
    put(&[form(-2), form(-1)]);
    put(&[tag(1)]);
    put(&[tag(2)]);
    put(&[tag(1), tag(2)]);
    put(&[tag(1), tag(2), tag(3)]);
    put(&[tag(1), word.form]);
    put(&[tag(1), tag(2), word.form]);
    put(&[tag(1), s3]);
    put(&[tag(1), s2]);
    put(&[tag(1), form(1)]);
    put(&[tag(1), suffix(1)]);
    put(&[tag(1), form(-1)]);
    put(&[suffix(-1)]);
    put(&[suffix(1)]);
    put(&[suffix(2)]);
    put(&[s3, suffix(1)]);
    put(&[near(1).map_or(OUTSIDE, |lex| lex.suffixes[1])]);
    put(&[near(1).map_or(OUTSIDE, |lex| lex.suffixes[0]), s2]);
    put(&[shape(1), case]);
    put(&[shape(-1), case]);
    put(&[word.shape, shape(1), case]);
    put(&[word.shape, shape(-1), case]);
    put(&[word.form, case, first]);
    put(&[word.form, form(1), tag(1)]);
}
