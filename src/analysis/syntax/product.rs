//! Rows of whole numbers × rows of whole numbers → the sum of the products of each pair, the same on every machine.

use std::hint::black_box;

use pulp::{Arch, NullaryFnOnce};

/// How many rows are multiplied at once with some rows of weights.
const ROWS: usize = 4;
/// How many rows of weights are multiplied at once with some rows.
const COLUMNS: usize = 2;

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
        #[cfg(target_arch = "x86_64")]
        Arch::V4(simd) => simd.vectorize(wide::Wide { simd, work }),
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
    /// Multiplies some rows at a time with some rows of weights, which stay at hand until all rows have met them.
    #[inline(always)]
    fn by(self, block: &impl Block) {
        let Self {
            input,
            weights,
            width,
            sums,
        } = self;
        let (rows, columns) = (input.len() / width, weights.len() / width);
        // The last blocks begin early enough to be whole: then they find some sums for the second time.
        for left in (0..columns).step_by(COLUMNS) {
            let left = left.min(columns.saturating_sub(COLUMNS));
            let right = (left + 1).min(columns - 1);
            let column = |at: usize| &weights[at * width..(at + 1) * width];
            // Else the compiler works out where each begins at every step of the loop inside; so with the rows.
            let (one, two) = black_box((column(left), column(right)));
            for top in (0..rows).step_by(ROWS) {
                let top = top.min(rows.saturating_sub(ROWS));
                let row = |at: usize| {
                    let at = (top + at).min(rows - 1);
                    &input[at * width..(at + 1) * width]
                };
                let these = black_box([row(0), row(1), row(2), row(3)]);
                let found = block.multiply([one, two], these);
                for below in 0..ROWS.min(rows - top) {
                    let sums = &mut sums[(top + below) * columns..(top + below + 1) * columns];
                    sums[left] = found[0][below] as f32;
                    sums[right] = found[1][below] as f32;
                }
            }
        }
    }
}

/// How some rows are multiplied with some rows of weights.
trait Block {
    fn multiply(&self, weights: [&[i16]; COLUMNS], rows: [&[i16]; ROWS]) -> [[i32; ROWS]; COLUMNS];
}

/// One row after the other.
struct Plain;

impl Block for Plain {
    #[inline(always)]
    fn multiply(&self, weights: [&[i16]; COLUMNS], rows: [&[i16]; ROWS]) -> [[i32; ROWS]; COLUMNS] {
        weights.map(|weights| rows.map(|row| dot(weights, row)))
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
    use pulp::{NullaryFnOnce, as_arrays, cast, i32x8};
    #[cfg(target_arch = "x86_64")]
    use pulp::{i32x16, x86::V4};

    use super::{Block, COLUMNS, ROWS, Work, dot};

    pub(super) struct Wide<'a, S> {
        pub(super) simd: S,
        pub(super) work: Work<'a>,
    }

    impl<S: Block> NullaryFnOnce for Wide<'_, S> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.work.by(&self.simd);
        }
    }

    /// Multiplies with the registers of one kind of processor.
    macro_rules! block {
        ($kind:ty) => {
            impl Block for $kind {
                #[inline(always)]
                fn multiply(
                    &self,
                    weights: [&[i16]; COLUMNS],
                    rows: [&[i16]; ROWS],
                ) -> [[i32; ROWS]; COLUMNS] {
                    multiply(*self, weights, rows)
                }
            }
        };
    }

    block!(V3);
    #[cfg(target_arch = "x86_64")]
    block!(V4);

    /// Registers of `LANES` numbers of sixteen bits.
    trait Registers<const LANES: usize>: Copy {
        /// Sums of the products of two neighbours each.
        type Sums: Copy;

        fn zero(self) -> Self::Sums;

        fn add(self, sums: Self::Sums, weights: [i16; LANES], row: [i16; LANES]) -> Self::Sums;

        fn total(self, sums: Self::Sums) -> i32;
    }

    impl Registers<16> for V3 {
        type Sums = i32x8;

        #[inline(always)]
        fn zero(self) -> i32x8 {
            self.splat_i32x8(0)
        }

        #[inline(always)]
        fn add(self, sums: i32x8, weights: [i16; 16], row: [i16; 16]) -> i32x8 {
            let products = self.multiply_wrapping_add_adjacent_i16x16(cast(weights), cast(row));
            self.wrapping_add_i32x8(sums, products)
        }

        #[inline(always)]
        fn total(self, sums: i32x8) -> i32 {
            let [a, b, c, d, e, f, g, h]: [i32; 8] = cast(sums);
            (a + e) + (b + f) + (c + g) + (d + h)
        }
    }

    #[cfg(target_arch = "x86_64")]
    impl Registers<32> for V4 {
        type Sums = i32x16;

        #[inline(always)]
        fn zero(self) -> i32x16 {
            self.splat_i32x16(0)
        }

        #[inline(always)]
        fn add(self, sums: i32x16, weights: [i16; 32], row: [i16; 32]) -> i32x16 {
            let products = self.multiply_wrapping_add_adjacent_i16x32(cast(weights), cast(row));
            cast(self.avx512f._mm512_add_epi32(cast(sums), cast(products)))
        }

        #[inline(always)]
        fn total(self, sums: i32x16) -> i32 {
            self.avx512f._mm512_reduce_add_epi32(cast(sums))
        }
    }

    #[inline(always)]
    fn multiply<const LANES: usize, R: Registers<LANES>>(
        registers: R,
        [one, two]: [&[i16]; COLUMNS],
        [a, b, c, d]: [&[i16]; ROWS],
    ) -> [[i32; ROWS]; COLUMNS] {
        let (one, one_rest) = as_arrays::<LANES, _>(one);
        let (two, two_rest) = as_arrays::<LANES, _>(two);
        let (a, a_rest) = as_arrays::<LANES, _>(a);
        let (b, b_rest) = as_arrays::<LANES, _>(b);
        let (c, c_rest) = as_arrays::<LANES, _>(c);
        let (d, d_rest) = as_arrays::<LANES, _>(d);
        let mut by_one = [registers.zero(); ROWS];
        let mut by_two = [registers.zero(); ROWS];
        // Iterators joined together are not compiled for the processor's own registers, places are.
        let count = one.len();
        let (two, a, b, c, d) = (
            &two[..count],
            &a[..count],
            &b[..count],
            &c[..count],
            &d[..count],
        );
        for at in 0..count {
            let (one, two) = (one[at], two[at]);
            by_one[0] = registers.add(by_one[0], one, a[at]);
            by_two[0] = registers.add(by_two[0], two, a[at]);
            by_one[1] = registers.add(by_one[1], one, b[at]);
            by_two[1] = registers.add(by_two[1], two, b[at]);
            by_one[2] = registers.add(by_one[2], one, c[at]);
            by_two[2] = registers.add(by_two[2], two, c[at]);
            by_one[3] = registers.add(by_one[3], one, d[at]);
            by_two[3] = registers.add(by_two[3], two, d[at]);
        }
        let rests = [a_rest, b_rest, c_rest, d_rest];
        let total = |sums: [R::Sums; ROWS], rest: &[i16]| {
            let mut found = [0; ROWS];
            for at in 0..ROWS {
                found[at] = registers.total(sums[at]) + dot(rest, rests[at]);
            }
            found
        };
        [total(by_one, one_rest), total(by_two, two_rest)]
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
