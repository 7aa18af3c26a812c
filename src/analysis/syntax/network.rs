//! Packed bytes → a small convolutional network that scores tags, arcs and labels for the words of a sentence.
//!
//! Each word is the sum of what its form, its affixes, its shape and the sentence's case stand for. Layers mix each
//! word with its neighbours, near and far; from the last one, linear layers read the tag, and how well each word suits
//! each other word as its head.
//!
//! Weights are whole numbers of eight bits with a scale for each row. What they are multiplied with is rounded to
//! sixteen bits and summed in whole numbers, all else is plain IEEE arithmetic in a fixed order: so the same text gives
//! the same scores on every machine.

use pulp::{Arch, NullaryFnOnce};

use super::hash;
use super::lex::{Case, Lex};
use super::names::{self, NameTag};
use super::product::{Packed, products};
use super::tags::TagPair;
use crate::analysis::Rel;

/// The largest whole number that inputs of a layer are rounded to: 512 products with weights of eight bits fit an `i32`.
const LARGEST: f32 = 16_383.0;
/// The same for inputs that are multiplied with each other.
const LARGEST_PAIR: f32 = 4_095.0;
/// Upper ends of the classes of distance between a word and its head, in words; beyond the last is one more.
const DISTANCES: [usize; 10] = [1, 2, 3, 4, 5, 7, 10, 15, 22, 35];
/// Rows of the tables of affixes and of shapes.
const AFFIXES: u64 = 4096;
const SHAPES: u64 = 512;

/// A trained network.
#[derive(Debug, Default)]
pub(crate) struct Network {
    tags: Vec<TagPair>,
    rels: Vec<Rel>,
    /// The hashes of the forms that have a row of their own, sorted; the row behind theirs is for all others.
    forms: Vec<u32>,
    form: Table,
    /// The hashes of forms together with a shape that is not their usual one, sorted.
    casings: Vec<u32>,
    casing: Table,
    affixes: Vec<Table>,
    shape: Table,
    case: Table,
    listed: Table,
    first: Norm,
    layers: Vec<Layer>,
    root: Vec<f32>,
    tag: Dense,
    arc_own: Dense,
    arc_head: Dense,
    arc_pair: Dense,
    arc_bias: Dense,
    distance_own: Dense,
    distance_head: Dense,
    rel_own: Dense,
    rel_head: Dense,
    rel_pair: Dense,
    rel_from_own: Dense,
    rel_from_head: Dense,
    name_inner: Dense,
    name: Dense,
}

/// What the network says of a sentence.
#[derive(Debug)]
pub(crate) struct Scores<'a> {
    network: &'a Network,
    /// The best tag of each word.
    pub(crate) tags: Vec<TagPair>,
    /// The best tags of names.
    pub(crate) names: Vec<NameTag>,
    /// How well each node suits each node as its head, row by dependent; node 0 is the root.
    pub(crate) arcs: Grid,
    own: Grid,
    head: Grid,
}

/// Rows of numbers.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    width: usize,
    numbers: Vec<f32>,
}

impl Grid {
    fn new(height: usize, width: usize) -> Self {
        Self {
            width,
            numbers: vec![0.0; height * width],
        }
    }

    /// Returns rows of `width` numbers.
    #[cfg(test)]
    pub(crate) fn from_rows(width: usize, numbers: impl Iterator<Item = f32>) -> Self {
        Self {
            width,
            numbers: numbers.collect(),
        }
    }

    /// Returns a row.
    pub(crate) fn row(&self, at: usize) -> &[f32] {
        self.numbers
            .get(at * self.width..(at + 1) * self.width)
            .unwrap_or_default()
    }

    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.numbers.chunks_exact(self.width.max(1))
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        self.numbers.chunks_exact_mut(self.width.max(1))
    }
}

/// A sentence for a network to read with the widest registers there are.
struct Reading<'a, 'n> {
    network: &'n Network,
    lexes: &'a [Lex],
    case: Case,
}

impl<'n> NullaryFnOnce for Reading<'_, 'n> {
    type Output = Scores<'n>;

    #[inline(always)]
    fn call(self) -> Scores<'n> {
        self.network.scores(self.lexes, self.case)
    }
}

impl Network {
    /// Reads a packed network; none where the bytes end too early or name an unknown tag or relation.
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        let mut input = Input(bytes);
        let tags = input.list(|text| {
            let (pos, tag) = text.split_once('|')?;
            TagPair::from_text(pos, tag)
        })?;
        let rels = input.list(Rel::from_text)?;
        let (forms, form) = (input.numbers()?, input.table()?);
        let (casings, casing) = (input.numbers()?, input.table()?);
        let affixes = (0..4).map(|_| input.table()).collect::<Option<_>>()?;
        let (shape, case, listed) = (input.table()?, input.table()?, input.table()?);
        let first = input.norm()?;
        let count = input.number()?;
        let layers = (0..count).map(|_| input.layer()).collect::<Option<_>>()?;
        let root = input.floats()?;
        let mut dense = || input.dense();
        Some(Self {
            tags,
            rels,
            forms,
            form,
            casings,
            casing,
            affixes,
            shape,
            case,
            listed,
            first,
            layers,
            root,
            tag: dense()?,
            arc_own: dense()?,
            arc_head: dense()?,
            arc_pair: dense()?,
            arc_bias: dense()?,
            distance_own: dense()?,
            distance_head: dense()?,
            rel_own: dense()?,
            rel_head: dense()?,
            rel_pair: dense()?,
            rel_from_own: dense()?,
            rel_from_head: dense()?,
            name_inner: dense()?,
            name: dense()?,
        })
    }

    /// Returns what the network says of a sentence.
    pub(crate) fn read(&self, lexes: &[Lex], case: Case) -> Scores<'_> {
        let network = self;
        Arch::new().dispatch(Reading {
            network,
            lexes,
            case,
        })
    }

    /// Does the same with the registers of whatever calls it.
    #[inline(always)]
    fn scores(&self, lexes: &[Lex], case: Case) -> Scores<'_> {
        let mut words = self.embed(lexes, case);
        for layer in &self.layers {
            words = layer.apply(&words);
        }
        words.numbers.splice(0..0, self.root.iter().copied());
        let whole = Whole::of(&words, LARGEST);
        let tags = self.tag.apply(&whole);
        let best_tag = |node: usize| self.tags.get(best(tags.row(node))).copied();
        let tags = (1..=lexes.len())
            .map(|node| best_tag(node).unwrap_or(TagPair::UNKNOWN))
            .collect();
        let inner = self.name_inner.apply_positive(&whole);
        let names = self.name.apply(&Whole::of(&inner, LARGEST));
        Scores {
            network: self,
            tags,
            names: names::best_path(names.rows().skip(1)),
            arcs: self.arcs(&whole),
            own: self.rel_own.apply_positive(&whole),
            head: self.rel_head.apply_positive(&whole),
        }
    }

    #[inline(always)]
    fn embed(&self, lexes: &[Lex], case: Case) -> Grid {
        let mut words = Grid::new(lexes.len(), self.form.width);
        for (lex, sum) in lexes.iter().zip(words.rows_mut()) {
            let known = self.forms.binary_search(&hash::upper(lex.form));
            self.form.add(known.unwrap_or(self.forms.len()), sum);
            if let Ok(casing) = self.casings.binary_search(&lex.casing()) {
                self.casing.add(casing, sum);
            }
            for (table, part) in self.affixes.iter().zip(lex.affixes) {
                table.add((part % AFFIXES) as usize, sum);
            }
            self.shape.add((lex.shape % SHAPES) as usize, sum);
            self.case.add(case as usize, sum);
            self.listed.add(usize::from(lex.listed), sum);
            self.first.apply(sum);
        }
        words
    }

    /// Returns how well each node suits each node as its head.
    #[inline(always)]
    fn arcs(&self, words: &Whole) -> Grid {
        let own = self.arc_own.apply_positive(words);
        let head = self.arc_head.apply_positive(words);
        let (whole_own, whole_head) = (Whole::of(&own, LARGEST), Whole::of(&head, LARGEST));
        let bias = self.arc_bias.apply(&whole_head);
        let by_own = self.distance_own.apply(&whole_own);
        let by_head = self.distance_head.apply(&whole_head);
        let own = Whole::of(&self.arc_pair.apply(&whole_own), LARGEST_PAIR);
        let head = Whole::of(&head, LARGEST_PAIR);
        let mut arcs = Grid {
            width: head.height(),
            numbers: products(&own.numbers, &Packed::new(&head.numbers, own.width)),
        };
        for (at, scores) in arcs.rows_mut().enumerate() {
            for (to, score) in scores.iter_mut().enumerate() {
                let class = distance(at, to);
                *score = *score * (own.unit * head.unit)
                    + bias.row(to)[0]
                    + by_own.row(at)[class]
                    + by_head.row(to)[class];
            }
        }
        arcs
    }
}

impl Scores<'_> {
    /// Returns the best label of the arc from each word to its head; words count from 1, and head 0 is the root.
    pub(crate) fn rels(&self, heads: &[usize]) -> Vec<Rel> {
        let width = self.own.width;
        let mut pairs = Grid::new(heads.len(), width);
        let arcs = heads.iter().enumerate().map(|(at, head)| (at + 1, *head));
        for ((own, head), pair) in arcs.clone().zip(pairs.rows_mut()) {
            let both = self.own.row(own).iter().zip(self.head.row(head));
            for (pair, (own, head)) in pair.iter_mut().zip(both) {
                *pair = own * head;
            }
        }
        let network = self.network;
        let mut scores = network.rel_pair.apply(&Whole::of(&pairs, LARGEST));
        let from_own = network.rel_from_own.apply(&Whole::of(&self.own, LARGEST));
        let from_head = network.rel_from_head.apply(&Whole::of(&self.head, LARGEST));
        let root = network.rels.iter().position(|rel| *rel == Rel::Root);
        let mut found = Vec::with_capacity(heads.len());
        for ((own, head), scores) in arcs.zip(scores.rows_mut()) {
            if head == 0 {
                found.push(Rel::Root);
                continue;
            }
            let more = from_own.row(own).iter().zip(from_head.row(head));
            for (score, (own, head)) in scores.iter_mut().zip(more) {
                *score += own + head;
            }
            if let Some(score) = root.and_then(|root| scores.get_mut(root)) {
                *score = f32::NEG_INFINITY;
            }
            let rel = network.rels.get(best(scores));
            found.push(rel.copied().unwrap_or(Rel::Dep));
        }
        found
    }
}

/// Returns the class of the distance from a dependent to a head: those to a head behind it come first.
fn distance(dependent: usize, head: usize) -> usize {
    let class = DISTANCES.partition_point(|end| *end < head.abs_diff(dependent));
    if head > dependent {
        class
    } else {
        class + DISTANCES.len() + 1
    }
}

/// Returns the place of the largest number; the first of equals.
fn best(numbers: &[f32]) -> usize {
    let mut best = 0;
    for (at, number) in numbers.iter().enumerate() {
        if numbers.get(best).is_some_and(|top| number > top) {
            best = at;
        }
    }
    best
}

/// One row of whole numbers for each value of a feature.
#[derive(Debug, Default)]
struct Table {
    width: usize,
    steps: Vec<f32>,
    rows: Vec<i8>,
}

impl Table {
    #[inline(always)]
    fn add(&self, row: usize, sum: &mut [f32]) {
        let step = self.steps.get(row).copied().unwrap_or_default();
        let numbers = self.rows.get(row * self.width..(row + 1) * self.width);
        for (sum, number) in sum.iter_mut().zip(numbers.unwrap_or_default()) {
            *sum += f32::from(*number) * step;
        }
    }
}

/// Folds numbers into eight lanes, one after the other: a fixed order that processors can do at once.
#[inline(always)]
fn in_lanes(numbers: &[f32], fold: impl Fn(f32, f32) -> f32) -> [f32; 8] {
    let mut lanes = [0.0; 8];
    let (parts, rest) = numbers.as_chunks::<8>();
    for part in parts {
        for lane in 0..8 {
            lanes[lane] = fold(lanes[lane], part[lane]);
        }
    }
    for (lane, x) in lanes.iter_mut().zip(rest) {
        *lane = fold(*lane, *x);
    }
    lanes
}

/// Makes a row of mean 0 and variance 1, then scales and shifts it.
#[derive(Debug, Default)]
struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    #[inline(always)]
    fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = in_lanes(row, |sum, x| sum + x).iter().sum::<f32>() / count;
        let spread = in_lanes(row, |sum, x| sum + (x - mean) * (x - mean));
        let spread = spread.iter().sum::<f32>() / count;
        let scale = 1.0 / (spread + 1e-5).sqrt();
        for (x, (gain, shift)) in row.iter_mut().zip(self.gain.iter().zip(&self.shift)) {
            *x = (*x - mean) * scale * gain + shift;
        }
    }
}

/// Each word joined with the words `reach` before and behind it.
#[derive(Debug, Default)]
struct Layer {
    reach: usize,
    mix: Dense,
    norm: Norm,
}

impl Layer {
    #[inline(always)]
    fn apply(&self, words: &Grid) -> Grid {
        let joined = Whole::of(words, LARGEST).with_neighbours(self.reach);
        let mut mixed = self.mix.apply(&joined);
        for (row, word) in mixed.rows_mut().zip(words.rows()) {
            for (x, own) in row.iter_mut().zip(word) {
                *x = x.max(0.0) + own;
            }
            self.norm.apply(row);
        }
        mixed
    }
}

/// A linear layer.
#[derive(Debug, Default)]
struct Dense {
    steps: Vec<f32>,
    bias: Vec<f32>,
    /// A row for each output.
    weights: Packed,
}

impl Dense {
    #[inline(always)]
    fn apply(&self, input: &Whole) -> Grid {
        let mut output = Grid {
            width: self.bias.len(),
            numbers: products(&input.numbers, &self.weights),
        };
        for row in output.rows_mut() {
            for (x, (step, bias)) in row.iter_mut().zip(self.steps.iter().zip(&self.bias)) {
                *x = *x * (step * input.unit) + bias;
            }
        }
        output
    }

    /// Does the same and leaves out what is negative.
    #[inline(always)]
    fn apply_positive(&self, input: &Whole) -> Grid {
        let mut output = self.apply(input);
        output.numbers.iter_mut().for_each(|x| *x = x.max(0.0));
        output
    }
}

/// Rows rounded to whole numbers of one unit.
struct Whole {
    width: usize,
    numbers: Vec<i16>,
    unit: f32,
}

impl Whole {
    #[inline(always)]
    fn of(grid: &Grid, largest: f32) -> Self {
        let top = in_lanes(&grid.numbers, |top, x| top.max(x.abs()));
        let top = top.into_iter().fold(1e-9, f32::max);
        let scale = largest / top;
        // A number this large keeps no fraction, so the sum is rounded and its lowest bits are the whole number.
        let round = |x: &f32| (x * scale + 12_582_912.0).to_bits() as i16;
        Self {
            width: grid.width,
            numbers: grid.numbers.iter().map(round).collect(),
            unit: top / largest,
        }
    }

    fn height(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    fn row(&self, at: usize) -> &[i16] {
        let row = self.numbers.get(at * self.width..(at + 1) * self.width);
        row.unwrap_or_default()
    }

    /// Returns each row joined with the rows `reach` before and behind it; those beyond the ends are 0.
    #[inline(always)]
    fn with_neighbours(&self, reach: usize) -> Self {
        let nothing = vec![0; self.width];
        let mut numbers = Vec::with_capacity(3 * self.numbers.len());
        for at in 0..self.height() {
            let before = at
                .checked_sub(reach)
                .map_or(&nothing[..], |at| self.row(at));
            let behind = self.row(at + reach);
            numbers.extend_from_slice(before);
            numbers.extend_from_slice(self.row(at));
            numbers.extend_from_slice(if behind.is_empty() { &nothing } else { behind });
        }
        Self {
            width: 3 * self.width,
            numbers,
            unit: self.unit,
        }
    }
}

/// What is left of the packed bytes.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes) as usize)
    }

    fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.number()?;
        (0..count)
            .map(|_| self.number().map(|number| number as u32))
            .collect()
    }

    fn list<T>(&mut self, of: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        (0..count)
            .map(|_| {
                let length = usize::from(*self.take(1)?.first()?);
                of(std::str::from_utf8(self.take(length)?).ok()?)
            })
            .collect()
    }

    fn floats(&mut self) -> Option<Vec<f32>> {
        let count = self.number()?;
        let bytes = self.take(count.checked_mul(4)?)?;
        let float = |bytes: &[u8]| bytes.try_into().ok().map(f32::from_le_bytes);
        bytes.chunks_exact(4).map(float).collect()
    }

    fn table(&mut self) -> Option<Table> {
        let steps = self.floats()?;
        let width = self.number()?;
        let bytes = self.take(steps.len().checked_mul(width)?)?;
        Some(Table {
            width,
            steps,
            rows: bytes.iter().map(|byte| byte.cast_signed()).collect(),
        })
    }

    fn norm(&mut self) -> Option<Norm> {
        Some(Norm {
            gain: self.floats()?,
            shift: self.floats()?,
        })
    }

    fn layer(&mut self) -> Option<Layer> {
        Some(Layer {
            reach: self.number()?,
            mix: self.dense()?,
            norm: self.norm()?,
        })
    }

    fn dense(&mut self) -> Option<Dense> {
        let bias = self.floats()?;
        let table = self.table()?;
        let rows: Vec<i16> = table.rows.into_iter().map(i16::from).collect();
        Some(Dense {
            steps: table.steps,
            bias,
            weights: Packed::new(&rows, table.width),
        })
    }
}
