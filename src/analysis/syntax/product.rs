//! Rows of whole numbers × rows of whole numbers → the sum of the products of each pair, the same on every machine.

use pulp::{Arch, NullaryFnOnce};

/// How many rows are multiplied at once with a row of weights.
const ROWS: usize = 4;

/// Returns, for each row of `input` and then for each row of `weights`, the sum of the products of their numbers.
///
/// The sums must fit an `i32`.
pub(super) fn products(input: &[i16], weights: &[i16], width: usize) -> Vec<f32> {
    if width == 0 {
        return Vec::new();
    }
    let columns = weights.len() / width;
    let mut sums = vec![0.0; input.len() / width * columns];
    let work = Work {
        input,
        weights,
        width,
        sums: &mut sums,
    };
    match Arch::new() {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        Arch::V3(simd) => simd.vectorize(wide::Wide { simd, work }),
        arch => arch.dispatch(work),
    }
    sums
}

struct Work<'a> {
    input: &'a [i16],
    weights: &'a [i16],
    width: usize,
    sums: &'a mut [f32],
}

impl Work<'_> {
    /// Multiplies some rows at a time with each row of weights.
    #[inline(always)]
    fn by(self, block: &impl Block) {
        let width = self.width;
        let columns = self.weights.len() / width;
        if columns == 0 {
            return;
        }
        for (first, sums) in self.sums.chunks_mut(ROWS * columns).enumerate() {
            let row = |at: usize| {
                // Where fewer rows are left, the last one stands for those that are not there.
                let at = (first * ROWS + at).min(self.input.len() / width - 1);
                &self.input[at * width..(at + 1) * width]
            };
            let rows = [row(0), row(1), row(2), row(3)];
            let present = sums.len() / columns;
            for column in 0..columns {
                let weights = &self.weights[column * width..(column + 1) * width];
                let found = block.multiply(weights, rows);
                for at in 0..present {
                    sums[at * columns + column] = found[at] as f32;
                }
            }
        }
    }
}

/// How some rows are multiplied with one row of weights.
trait Block {
    fn multiply(&self, weights: &[i16], rows: [&[i16]; ROWS]) -> [i32; ROWS];
}

/// One row after the other.
struct Plain;

impl Block for Plain {
    #[inline(always)]
    fn multiply(&self, weights: &[i16], rows: [&[i16]; ROWS]) -> [i32; ROWS] {
        let [a, b, c, d] = rows;
        [
            dot(weights, a),
            dot(weights, b),
            dot(weights, c),
            dot(weights, d),
        ]
    }
}

impl NullaryFnOnce for Work<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.by(&Plain);
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

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod wide {
    use pulp::x86::V3;
    use pulp::{NullaryFnOnce, as_arrays, cast, i16x16, i32x8};

    use super::{Block, ROWS, Work, dot};

    /// Numbers in a register.
    const LANES: usize = 16;

    pub(super) struct Wide<'a> {
        pub(super) simd: V3,
        pub(super) work: Work<'a>,
    }

    impl NullaryFnOnce for Wide<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.work.by(&self.simd);
        }
    }

    impl Block for V3 {
        #[inline(always)]
        fn multiply(&self, weights: &[i16], rows: [&[i16]; ROWS]) -> [i32; ROWS] {
            let (parts, rest) = as_arrays::<LANES, _>(weights);
            let [a, b, c, d] = rows;
            let (a, a_rest) = as_arrays::<LANES, _>(a);
            let (b, b_rest) = as_arrays::<LANES, _>(b);
            let (c, c_rest) = as_arrays::<LANES, _>(c);
            let (d, d_rest) = as_arrays::<LANES, _>(d);
            let mut sums = [self.splat_i32x8(0); ROWS];
            // Iterators joined together are not compiled for the processor's own registers, places are.
            let count = parts.len();
            let (a, b, c, d) = (&a[..count], &b[..count], &c[..count], &d[..count]);
            for at in 0..count {
                let weights = cast(parts[at]);
                sums[0] = add(*self, sums[0], weights, a[at]);
                sums[1] = add(*self, sums[1], weights, b[at]);
                sums[2] = add(*self, sums[2], weights, c[at]);
                sums[3] = add(*self, sums[3], weights, d[at]);
            }
            let [a, b, c, d] = sums;
            [
                sum(a) + dot(rest, a_rest),
                sum(b) + dot(rest, b_rest),
                sum(c) + dot(rest, c_rest),
                sum(d) + dot(rest, d_rest),
            ]
        }
    }

    #[inline(always)]
    fn add(simd: V3, sum: i32x8, weights: i16x16, row: [i16; LANES]) -> i32x8 {
        let products = simd.multiply_wrapping_add_adjacent_i16x16(weights, cast(row));
        simd.wrapping_add_i32x8(sum, products)
    }

    #[inline(always)]
    fn sum(lanes: i32x8) -> i32 {
        let [a, b, c, d, e, f, g, h]: [i32; 8] = cast(lanes);
        (a + e) + (b + f) + (c + g) + (d + h)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_one_number_after_the_other() {
        let numbers = |count: usize, step: i32| -> Vec<i16> {
            let numbers = (0..count as i32).map(|at| (at * step % 251 - 125) as i16);
            numbers.collect()
        };
        for (width, rows, columns) in [(1, 1, 1), (16, 4, 3), (37, 7, 5), (96, 9, 2), (3, 0, 2)] {
            let (input, weights) = (
                numbers(width * rows, 7919),
                numbers(width * columns, 104_729),
            );
            let plain: Vec<f32> = input
                .chunks_exact(width)
                .flat_map(|row| weights.chunks_exact(width).map(|own| dot(own, row) as f32))
                .collect();
            assert_eq!(products(&input, &weights, width), plain, "{width}");
        }
        assert!(products(&[], &[1], 0).is_empty());
    }
}
