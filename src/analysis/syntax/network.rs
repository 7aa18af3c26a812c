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

use super::lex::{Case, Lex};
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
    affixes: Vec<Table>,
    shape: Table,
    case: Table,
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
}

/// What the network says of a sentence.
#[derive(Debug)]
pub(crate) struct Scores<'a> {
    network: &'a Network,
    /// The best tag of each word.
    pub(crate) tags: Vec<TagPair>,
    /// How well each node suits each node as its head, row by dependent; node 0 is the root.
    pub(crate) arcs: Grid,
    own: Grid,
    head: Grid,
    from_own: Grid,
    from_head: Grid,
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

    fn height(&self) -> usize {
        self.numbers.len() / self.width.max(1)
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
        let count = input.number()?;
        let forms = (0..count)
            .map(|_| input.number().map(|number| number as u32))
            .collect::<Option<_>>()?;
        let form = input.table()?;
        let affixes = (0..4).map(|_| input.table()).collect::<Option<_>>()?;
        let (shape, case, first) = (input.table()?, input.table()?, input.norm()?);
        let count = input.number()?;
        let layers = (0..count).map(|_| input.layer()).collect::<Option<_>>()?;
        let root = input.floats()?;
        let mut dense = || input.dense();
        Some(Self {
            tags,
            rels,
            forms,
            form,
            affixes,
            shape,
            case,
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
        })
    }

    /// Returns what the network says of a sentence.
    pub(crate) fn read(&self, lexes: &[Lex], case: Case) -> Scores<'_> {
        let mut words = self.embed(lexes, case);
        for layer in &self.layers {
            words = layer.apply(&words);
        }
        words.numbers.splice(0..0, self.root.iter().copied());
        let tags = self.tag.apply(&words);
        let best_tag = |node: usize| self.tags.get(best(tags.row(node))).copied();
        let tags = (1..=lexes.len())
            .map(|node| best_tag(node).unwrap_or(TagPair::UNKNOWN))
            .collect();
        let (rel_own, rel_head) = (
            self.rel_own.apply_positive(&words),
            self.rel_head.apply_positive(&words),
        );
        Scores {
            network: self,
            tags,
            arcs: self.arcs(&words),
            from_own: self.rel_from_own.apply(&rel_own),
            from_head: self.rel_from_head.apply(&rel_head),
            own: rel_own,
            head: rel_head,
        }
    }

    fn embed(&self, lexes: &[Lex], case: Case) -> Grid {
        let mut words = Grid::new(lexes.len(), self.form.width);
        for (lex, sum) in lexes.iter().zip(words.rows_mut()) {
            let known = self.forms.binary_search(&((lex.form >> 32) as u32));
            self.form.add(known.unwrap_or(self.forms.len()), sum);
            for (table, part) in self.affixes.iter().zip(lex.affixes) {
                table.add((part % AFFIXES) as usize, sum);
            }
            self.shape.add((lex.shape % SHAPES) as usize, sum);
            self.case.add(case as usize, sum);
            self.first.apply(sum);
        }
        words
    }

    /// Returns how well each node suits each node as its head.
    fn arcs(&self, words: &Grid) -> Grid {
        let own = self.arc_own.apply_positive(words);
        let head = self.arc_head.apply_positive(words);
        let bias = self.arc_bias.apply(&head);
        let by_own = self.distance_own.apply(&own);
        let by_head = self.distance_head.apply(&head);
        let own = Whole::of(&self.arc_pair.apply(&own), LARGEST_PAIR);
        let head = Whole::of(&head, LARGEST_PAIR);
        let mut arcs = Grid::new(words.height(), words.height());
        for (at, scores) in arcs.rows_mut().enumerate() {
            for (to, score) in scores.iter_mut().enumerate() {
                let class = distance(at, to);
                *score = dot(own.row(at), head.row(to)) as f32 * (own.unit * head.unit)
                    + bias.row(to)[0]
                    + by_own.row(at)[class]
                    + by_head.row(to)[class];
            }
        }
        arcs
    }
}

impl Scores<'_> {
    /// Returns the best label of the arc between two nodes.
    pub(crate) fn rel(&self, dependent: usize, head: usize) -> Rel {
        if head == 0 {
            return Rel::Root;
        }
        let pairs = self.own.row(dependent).iter().zip(self.head.row(head));
        let pair = Grid {
            width: self.own.width,
            numbers: pairs.map(|(own, head)| own * head).collect(),
        };
        let mut scores = self.network.rel_pair.apply(&pair);
        let more = self.from_own.row(dependent).iter();
        let more = more.zip(self.from_head.row(head));
        for (score, (own, head)) in scores.numbers.iter_mut().zip(more) {
            *score += own + head;
        }
        let root = self.network.rels.iter().position(|rel| *rel == Rel::Root);
        if let Some(score) = root.and_then(|root| scores.numbers.get_mut(root)) {
            *score = f32::NEG_INFINITY;
        }
        let rel = self.network.rels.get(best(&scores.numbers));
        rel.copied().unwrap_or(Rel::Dep)
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
    fn add(&self, row: usize, sum: &mut [f32]) {
        let step = self.steps.get(row).copied().unwrap_or_default();
        let numbers = self.rows.get(row * self.width..(row + 1) * self.width);
        for (sum, number) in sum.iter_mut().zip(numbers.unwrap_or_default()) {
            *sum += f32::from(*number) * step;
        }
    }
}

/// Makes a row of mean 0 and variance 1, then scales and shifts it.
#[derive(Debug, Default)]
struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = row.iter().sum::<f32>() / count;
        let spread = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / count;
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
    fn apply(&self, words: &Grid) -> Grid {
        let joined = Whole::of(words, LARGEST).with_neighbours(self.reach);
        let mut mixed = self.mix.apply_whole(&joined);
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
    inputs: usize,
    steps: Vec<f32>,
    bias: Vec<f32>,
    /// A row for each output.
    weights: Vec<i16>,
}

impl Dense {
    fn apply(&self, input: &Grid) -> Grid {
        self.apply_whole(&Whole::of(input, LARGEST))
    }

    fn apply_whole(&self, input: &Whole) -> Grid {
        let mut output = Grid::new(input.height(), self.bias.len());
        Arch::new().dispatch(Multiply {
            layer: self,
            input,
            output: &mut output,
        });
        output
    }

    /// Does the same and leaves out what is negative.
    fn apply_positive(&self, input: &Grid) -> Grid {
        let mut output = self.apply(input);
        output.numbers.iter_mut().for_each(|x| *x = x.max(0.0));
        output
    }
}

/// The work of a linear layer, compiled once for each kind of processor.
struct Multiply<'a> {
    layer: &'a Dense,
    input: &'a Whole,
    output: &'a mut Grid,
}

impl NullaryFnOnce for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (layer, unit) = (self.layer, self.input.unit);
        let width = layer.inputs;
        if width == 0 || layer.bias.is_empty() {
            return;
        }
        let rows = self.input.numbers.chunks_exact(width);
        for (row, out) in rows.zip(self.output.numbers.chunks_exact_mut(layer.bias.len())) {
            for (out, weights) in out.iter_mut().zip(layer.weights.chunks_exact(width)) {
                *out = dot(weights, row) as f32;
            }
            for (out, (step, bias)) in out.iter_mut().zip(layer.steps.iter().zip(&layer.bias)) {
                *out = *out * (step * unit) + bias;
            }
        }
    }
}

/// Rows rounded to whole numbers of one unit.
struct Whole {
    width: usize,
    numbers: Vec<i16>,
    unit: f32,
}

impl Whole {
    fn of(grid: &Grid, largest: f32) -> Self {
        let top = grid
            .numbers
            .iter()
            .fold(1e-9_f32, |top, x| top.max(x.abs()));
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

#[inline(always)]
fn dot(one: &[i16], two: &[i16]) -> i32 {
    let length = one.len().min(two.len());
    let (one, two) = (&one[..length], &two[..length]);
    let mut sum = 0;
    for at in 0..length {
        sum += i32::from(one[at]) * i32::from(two[at]);
    }
    sum
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
        Some(Dense {
            inputs: table.width,
            steps: table.steps,
            bias,
            weights: table.rows.into_iter().map(i16::from).collect(),
        })
    }
}
