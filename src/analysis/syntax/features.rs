//! A parser state → its features.

use super::hash::of_parts;
use super::lex::Lex;
use super::state::{NONE, State};
use super::tags::TagPair;

/// What the parser sees of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// The folded form.
    pub(crate) form: u64,
    /// Part of speech and tag.
    pub(crate) tag: u64,
    /// Part of speech.
    pub(crate) pos: u64,
}

const NOTHING: Seen = Seen {
    form: 0x0BAD,
    tag: 0xFFFF,
    pos: 0xFF,
};
const ROOT: Seen = Seen {
    form: 0x0FEE,
    tag: 0xFFFE,
    pos: 0xFE,
};

/// Returns what the parser sees of each word.
pub(crate) fn seen(lexes: &[Lex], tags: &[TagPair]) -> Vec<Seen> {
    let words = lexes.iter().zip(tags);
    words
        .map(|(lex, tag)| Seen {
            form: lex.form,
            tag: tag.number(),
            pos: tag.pos as u64,
        })
        .collect()
}

struct View<'a> {
    words: &'a [Seen],
    state: &'a State,
}

impl View<'_> {
    fn word(&self, node: usize) -> Seen {
        match self.words.get(node) {
            Some(word) => *word,
            None if node == self.words.len() => ROOT,
            None => NOTHING,
        }
    }

    fn ahead(&self, offset: usize) -> Seen {
        self.word(self.state.next + offset)
    }

    fn outermost(&self, node: usize, side: usize, rank: usize) -> usize {
        let sides = self
            .state
            .nodes
            .get(node)
            .map(|node| if side == 0 { node.left } else { node.right });
        sides.map_or(NONE, |nodes| nodes[rank])
    }

    fn labels(&self, node: usize, side: usize) -> u64 {
        self.state
            .nodes
            .get(node)
            .map_or(0, |node| node.labels[side])
    }

    fn count(&self, node: usize, side: usize) -> u64 {
        self.state
            .nodes
            .get(node)
            .map_or(0xF, |node| u64::from(node.count[side].min(5)))
    }

    fn marker(&self, node: usize) -> u64 {
        let marker = self.state.nodes.get(node).map_or(NONE, |node| node.marker);
        self.word(marker).form
    }

    fn rel(&self, node: usize) -> u64 {
        self.state
            .nodes
            .get(node)
            .map_or(0xFF, |node| node.rel as u64)
    }
}

struct Sink<'a> {
    next: u64,
    out: &'a mut Vec<u64>,
}

impl Sink<'_> {
    fn put(&mut self, parts: &[u64]) {
        self.out.push(of_parts(self.next, parts));
        self.next += 1;
    }
}

/// Writes the features of `state` over `words` into `out`.
pub(crate) fn collect(words: &[Seen], state: &State, out: &mut Vec<u64>) {
    out.clear();
    let view = View { words, state };
    let mut sink = Sink { next: 1000, out };
    words_and_tags(&view, &mut sink);
    triples(&view, &mut sink);
    dependents(&view, &mut sink);
    markers(&view, &mut sink);
    distances(&view, &mut sink);
}

fn words_and_tags(view: &View<'_>, sink: &mut Sink<'_>) {
    let [s0, s1, s2] = [0, 1, 2].map(|depth| view.word(view.state.stacked(depth)));
    let [b0, b1, b2] = [0, 1, 2].map(|offset| view.ahead(offset));
    sink.put(&[]);
    for word in [s0, s1, b0] {
        sink.put(&[word.form]);
        sink.put(&[word.tag]);
        sink.put(&[word.form, word.tag]);
    }
    for word in [s2, b1, b2] {
        sink.put(&[word.form]);
        sink.put(&[word.tag]);
    }
    for (one, two) in [(s0, b0), (s1, s0), (s1, b0), (b0, b1)] {
        sink.put(&[one.form, two.form]);
        sink.put(&[one.form, two.tag]);
        sink.put(&[one.tag, two.form]);
        sink.put(&[one.tag, two.tag]);
    }
    sink.put(&[s0.tag, b1.tag]);
    sink.put(&[s0.form, b1.tag]);
    sink.put(&[s2.tag, s0.tag]);
    sink.put(&[s2.tag, s1.tag]);
    sink.put(&[s2.form, s0.tag]);
}

fn triples(view: &View<'_>, sink: &mut Sink<'_>) {
    let [s0, s1, s2, s3] = [0, 1, 2, 3].map(|depth| view.word(view.state.stacked(depth)));
    let [b0, b1, b2, b3] = [0, 1, 2, 3].map(|offset| view.ahead(offset));
    sink.put(&[s0.tag, b0.tag, b1.tag]);
    sink.put(&[b0.tag, b1.tag, b2.tag]);
    sink.put(&[s0.pos, b0.pos, b1.pos, b2.pos]);
    sink.put(&[b0.pos, b1.pos, b2.pos, b3.pos]);
    sink.put(&[s1.tag, s0.tag, b0.tag]);
    sink.put(&[s1.tag, s0.tag, b0.tag, b1.tag]);
    sink.put(&[s2.tag, s1.tag, s0.tag]);
    sink.put(&[s2.tag, s0.tag, b0.tag]);
    sink.put(&[s2.pos, s1.pos, s0.pos, b0.pos]);
    sink.put(&[s3.pos, s2.pos, s1.pos, s0.pos, b0.pos]);
    sink.put(&[s1.form, s0.tag, b0.tag]);
    sink.put(&[s1.tag, s0.form, b0.tag]);
    sink.put(&[s1.tag, s0.tag, b0.form]);
    sink.put(&[s1.form, s0.form, b0.tag]);
    sink.put(&[s1.tag, s0.form, b0.form]);
    sink.put(&[s0.form, b0.tag, b1.tag]);
    sink.put(&[s0.tag, b0.form, b1.tag]);
    sink.put(&[s0.tag, b0.tag, b1.form]);
}

fn dependents(view: &View<'_>, sink: &mut Sink<'_>) {
    let [n0, n1, n2] = [0, 1, 2].map(|depth| view.state.stacked(depth));
    let next = view.state.next;
    let [s0, s1, b0] = [n0, n1, next].map(|node| view.word(node));
    for (node, side) in [(n0, 0), (n0, 1), (n1, 0), (n1, 1), (next, 0)] {
        let [outer, inner] = [0, 1].map(|rank| view.outermost(node, side, rank));
        let (outer_word, inner_word, own) = (view.word(outer), view.word(inner), view.word(node));
        sink.put(&[own.tag, view.rel(outer)]);
        sink.put(&[own.form, view.rel(outer)]);
        sink.put(&[own.tag, outer_word.form]);
        sink.put(&[own.tag, outer_word.tag, inner_word.tag]);
        sink.put(&[own.pos, view.rel(outer), view.rel(inner)]);
        sink.put(&[s0.tag, b0.tag, outer_word.tag]);
        sink.put(&[s1.tag, s0.tag, outer_word.tag]);
        sink.put(&[own.tag, view.labels(node, side)]);
        sink.put(&[s0.tag, b0.tag, view.labels(node, side)]);
        sink.put(&[s1.tag, s0.tag, view.labels(node, side)]);
        sink.put(&[own.tag, view.count(node, side)]);
    }
    sink.put(&[s0.form, view.labels(n0, 1)]);
    sink.put(&[s1.form, view.labels(n1, 1)]);
    sink.put(&[s1.form, view.labels(n1, 1), s0.tag]);
    sink.put(&[b0.form, view.labels(next, 0)]);
    sink.put(&[s0.pos, view.labels(n0, 0), view.labels(n0, 1), b0.tag]);
    sink.put(&[s1.pos, view.labels(n1, 0), view.labels(n1, 1), s0.tag]);
    sink.put(&[
        s1.pos,
        s0.tag,
        view.labels(n1, 1),
        b0.pos,
        view.labels(next, 0),
    ]);
    sink.put(&[view.word(n2).tag, view.labels(n2, 1), s0.tag, b0.tag]);
}

fn markers(view: &View<'_>, sink: &mut Sink<'_>) {
    let [n0, n1, n2] = [0, 1, 2].map(|depth| view.state.stacked(depth));
    let next = view.state.next;
    let [s0, s1, s2, b0] = [n0, n1, n2, next].map(|node| view.word(node));
    let (of_top, of_next, of_second) = (view.marker(n0), view.marker(next), view.marker(n1));
    sink.put(&[of_top, s0.tag]);
    sink.put(&[of_top, s0.form]);
    sink.put(&[of_top, s1.form]);
    sink.put(&[of_top, s1.tag, s0.tag]);
    sink.put(&[of_top, s1.form, s0.tag]);
    sink.put(&[of_top, s1.tag, s0.form]);
    sink.put(&[of_top, s1.form, s0.form]);
    sink.put(&[of_top, s1.tag, s2.tag]);
    sink.put(&[of_top, s1.form, s2.tag]);
    sink.put(&[of_top, s1.tag, s2.form]);
    sink.put(&[of_top, s1.tag, s0.tag, b0.tag]);
    sink.put(&[of_top, s0.tag, b0.tag]);
    sink.put(&[of_top, s1.tag, view.labels(n1, 1)]);
    sink.put(&[of_next, s0.form]);
    sink.put(&[of_next, s0.tag, b0.tag]);
    sink.put(&[of_next, s0.form, b0.tag]);
    sink.put(&[of_next, s0.tag, s1.tag, b0.tag]);
    sink.put(&[of_next, s0.form, s1.form]);
    sink.put(&[of_second, of_top, s1.tag, s0.tag]);
    sink.put(&[of_second, s0.tag, b0.tag]);
}

fn distances(view: &View<'_>, sink: &mut Sink<'_>) {
    let [n0, n1] = [0, 1].map(|depth| view.state.stacked(depth));
    let next = view.state.next;
    let [s0, s1, b0] = [n0, n1, next].map(|node| view.word(node));
    let ahead = steps(n0, next);
    let behind = steps(n1, n0);
    sink.put(&[s0.tag, b0.tag, ahead]);
    sink.put(&[s0.form, ahead]);
    sink.put(&[b0.form, ahead]);
    sink.put(&[s1.tag, s0.tag, behind]);
    sink.put(&[s1.form, behind]);
    sink.put(&[s0.form, behind]);
    sink.put(&[s0.tag, b0.tag, view.count(n0, 1), view.count(next, 0)]);
    sink.put(&[s1.tag, s0.tag, view.count(n1, 1), view.count(n0, 0)]);
    let edge = view
        .state
        .nodes
        .get(n0)
        .map_or(NONE, |node| if node.edge == NONE { n0 } else { node.edge });
    let before = view.word(edge.wrapping_sub(1).min(NONE - 1));
    sink.put(&[s1.tag, s0.tag, before.form]);
    sink.put(&[s0.tag, b0.tag, before.tag]);
    let last = view.word(next.wrapping_sub(1).min(NONE - 1));
    sink.put(&[s0.tag, b0.tag, last.tag]);
    sink.put(&[s0.pos, b0.tag, last.form]);
    sink.put(&[last.form, b0.form]);
    sink.put(&[s0.tag, (view.state.stack.len() as u64).min(4), b0.tag]);
}

/// Returns how far apart two nodes are, in steps that widen.
fn steps(from: usize, to: usize) -> u64 {
    match to.saturating_sub(from) {
        near @ 0..=4 => near as u64,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}
