//! Rows of whole numbers × rows of whole numbers → the sum of the products of each pair, the same on every machine.

use std::borrow::Cow;

use pulp::{Arch, NullaryFnOnce};

/// How many rows of weights lie side by side, each in a lane of its own.
const LANES: usize = 16;

/// Rows of weights, packed so that a register holds two numbers of each of several rows.
#[derive(Debug, Default)]
pub(super) struct Packed {
    width: usize,
    count: usize,
    /// For each group of [`LANES`] rows, and then for each pair of their columns, the pairs of all rows of the group.
    pairs: Vec<[i16; 2 * LANES]>,
}

impl Packed {
    /// Packs rows of `width` numbers; what is missing in the last pair and the last group is 0.
    pub(super) fn new(rows: &[i16], width: usize) -> Self {
        let count = rows.len().checked_div(width).unwrap_or_default();
        let columns = width.div_ceil(2);
        let mut pairs = vec![[0; 2 * LANES]; count.div_ceil(LANES) * columns];
        for (at, row) in rows.chunks_exact(width.max(1)).enumerate() {
            let group = &mut pairs[at / LANES * columns..(at / LANES + 1) * columns];
            let lane = 2 * (at % LANES);
            for (pair, numbers) in group.iter_mut().zip(row.chunks(2)) {
                pair[lane..lane + numbers.len()].copy_from_slice(numbers);
            }
        }
        Self {
            width,
            count,
            pairs,
        }
    }

    fn group(&self, at: usize) -> &[[i16; 2 * LANES]] {
        let columns = self.width.div_ceil(2);
        &self.pairs[at * columns..(at + 1) * columns]
    }

    fn groups(&self) -> usize {
        self.count.div_ceil(LANES)
    }
}

/// Returns, for each row of `input` and then for each row of `weights`, the sum of the products of their numbers.
///
/// The sums must fit an `i32`.
pub(super) fn products(input: &[i16], weights: &Packed) -> Vec<f32> {
    if weights.width == 0 {
        return Vec::new();
    }
    let rows = in_pairs(input, weights.width);
    let height = input.len() / weights.width;
    let mut sums = vec![0.0; height * weights.count];
    let work = Work {
        rows: &rows,
        height,
        weights,
        sums: &mut sums,
    };
    match Arch::new() {
        #[cfg(target_arch = "x86_64")]
        Arch::V4(simd) => simd.vectorize(wide::Wide { simd, work }),
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        Arch::V3(simd) => simd.vectorize(wide::Narrow { simd, work }),
        arch => arch.dispatch(work),
    }
    sums
}

/// Returns the numbers of each row in pairs; a 0 stands behind the last of an odd row.
fn in_pairs(input: &[i16], width: usize) -> Cow<'_, [[i16; 2]]> {
    if width.is_multiple_of(2) {
        return Cow::Borrowed(input.as_chunks().0);
    }
    let padded = input.chunks_exact(width).flat_map(|row| {
        let (pairs, last) = row.as_chunks();
        pairs.iter().copied().chain([[last[0], 0]])
    });
    Cow::Owned(padded.collect())
}

struct Work<'a> {
    /// The numbers of each row in pairs.
    rows: &'a [[i16; 2]],
    height: usize,
    weights: &'a Packed,
    sums: &'a mut [f32],
}

/// Registers with a sum in each of [`LANES`] lanes.
trait Registers: Copy {
    type Sums: Copy;

    fn zero(self) -> Self::Sums;

    /// Adds to each lane the products of its pair of weights with the numbers of one pair.
    fn add(self, sums: Self::Sums, weights: [i16; 2 * LANES], pair: [i16; 2]) -> Self::Sums;

    fn lanes(self, sums: Self::Sums) -> [i32; LANES];
}

/// Arithmetic without registers of its own.
#[derive(Clone, Copy)]
struct Plain;

impl Registers for Plain {
    type Sums = [i32; LANES];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; LANES]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: [i16; 2 * LANES], pair: [i16; 2]) -> Self::Sums {
        for lane in 0..LANES {
            sums[lane] += i32::from(weights[2 * lane]) * i32::from(pair[0])
                + i32::from(weights[2 * lane + 1]) * i32::from(pair[1]);
        }
        sums
    }

    #[inline(always)]
    fn lanes(self, sums: Self::Sums) -> [i32; LANES] {
        sums
    }
}

impl Work<'_> {
    /// Multiplies `ROWS` rows at a time with two groups of weights, which stay at hand until all rows have met them.
    #[inline(always)]
    fn by<const ROWS: usize>(mut self, registers: impl Registers) {
        let groups = self.weights.groups();
        for first in (0..groups).step_by(2) {
            // Of an odd number of groups the last is met alone, and its sums are found twice.
            let second = (first + 1).min(groups - 1);
            if self.height < ROWS {
                for top in 0..self.height {
                    self.block::<1>(registers, [first, second], top);
                }
                continue;
            }
            for top in (0..self.height).step_by(ROWS) {
                // The last block begins early enough to be whole: then it finds some sums for the second time.
                let top = top.min(self.height - ROWS);
                self.block::<ROWS>(registers, [first, second], top);
            }
        }
    }

    #[inline(always)]
    fn block<const ROWS: usize>(
        &mut self,
        registers: impl Registers,
        [first, second]: [usize; 2],
        top: usize,
    ) {
        let one = self.weights.group(first);
        let columns = one.len();
        let two = &self.weights.group(second)[..columns];
        let mut rows = [&self.rows[..0]; ROWS];
        for (at, row) in rows.iter_mut().enumerate() {
            *row = &self.rows[(top + at) * columns..][..columns];
        }
        let mut by_one = [registers.zero(); ROWS];
        let mut by_two = [registers.zero(); ROWS];
        // Iterators joined together are not compiled for the processor's own registers, places are.
        for column in 0..columns {
            for row in 0..ROWS {
                let pair = rows[row][column];
                by_one[row] = registers.add(by_one[row], one[column], pair);
                by_two[row] = registers.add(by_two[row], two[column], pair);
            }
        }
        for row in 0..ROWS {
            self.put(registers, first, top + row, by_one[row]);
            self.put(registers, second, top + row, by_two[row]);
        }
    }

    #[inline(always)]
    fn put<R: Registers>(&mut self, registers: R, group: usize, row: usize, sums: R::Sums) {
        let (start, count) = (group * LANES, self.weights.count);
        let part = &mut self.sums[row * count + start..row * count + count.min(start + LANES)];
        for (sum, lane) in part.iter_mut().zip(registers.lanes(sums)) {
            *sum = lane as f32;
        }
    }
}

impl NullaryFnOnce for Work<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.by::<2>(Plain);
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod wide {
    use pulp::x86::V3;
    use pulp::{NullaryFnOnce, cast, i32x8};
    #[cfg(target_arch = "x86_64")]
    use pulp::{i32x16, x86::V4};

    use super::{LANES, Registers, Work};

    /// Work for registers of 256 bits.
    pub(super) struct Narrow<'a> {
        pub(super) simd: V3,
        pub(super) work: Work<'a>,
    }

    impl NullaryFnOnce for Narrow<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.work.by::<2>(self.simd);
        }
    }

    /// Work for registers of 512 bits.
    #[cfg(target_arch = "x86_64")]
    pub(super) struct Wide<'a> {
        pub(super) simd: V4,
        pub(super) work: Work<'a>,
    }

    #[cfg(target_arch = "x86_64")]
    impl NullaryFnOnce for Wide<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.work.by::<4>(self.simd);
        }
    }

    impl Registers for V3 {
        type Sums = [i32x8; 2];

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            [self.splat_i32x8(0); 2]
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, weights: [i16; 2 * LANES], pair: [i16; 2]) -> Self::Sums {
            let pair = cast(self.splat_i32x8(cast(pair)));
            let weights: [[i16; LANES]; 2] = cast(weights);
            let one = self.multiply_wrapping_add_adjacent_i16x16(cast(weights[0]), pair);
            let two = self.multiply_wrapping_add_adjacent_i16x16(cast(weights[1]), pair);
            [
                self.wrapping_add_i32x8(sums[0], one),
                self.wrapping_add_i32x8(sums[1], two),
            ]
        }

        #[inline(always)]
        fn lanes(self, sums: Self::Sums) -> [i32; LANES] {
            cast(sums)
        }
    }

    #[cfg(target_arch = "x86_64")]
    impl Registers for V4 {
        type Sums = i32x16;

        #[inline(always)]
        fn zero(self) -> i32x16 {
            self.splat_i32x16(0)
        }

        #[inline(always)]
        fn add(self, sums: i32x16, weights: [i16; 2 * LANES], pair: [i16; 2]) -> i32x16 {
            let pair = cast(self.splat_i32x16(cast(pair)));
            let products = self.multiply_wrapping_add_adjacent_i16x32(cast(weights), pair);
            cast(self.avx512f._mm512_add_epi32(cast(sums), cast(products)))
        }

        #[inline(always)]
        fn lanes(self, sums: i32x16) -> [i32; LANES] {
            cast(sums)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(one: &[i16], two: &[i16]) -> i32 {
        let pairs = one.iter().zip(two);
        pairs
            .map(|(one, two)| i32::from(*one) * i32::from(*two))
            .sum()
    }

    #[test]
    fn sums_are_those_of_one_number_after_the_other() {
        let numbers = |count: usize, step: i32| -> Vec<i16> {
            let numbers = (0..count as i32).map(|at| (at * step % 251 - 125) as i16);
            numbers.collect()
        };
        let shapes = [
            (1, 1, 1),
            (16, 4, 3),
            (37, 7, 5),
            (96, 9, 2),
            (480, 26, 160),
            (34, 11, 49),
            (3, 0, 2),
        ];
        for (width, rows, columns) in shapes {
            let (input, weights) = (
                numbers(width * rows, 7919),
                numbers(width * columns, 104_729),
            );
            let expected: Vec<f32> = input
                .chunks_exact(width)
                .flat_map(|row| weights.chunks_exact(width).map(|own| dot(own, row) as f32))
                .collect();
            let packed = Packed::new(&weights, width);
            assert_eq!(products(&input, &packed), expected, "{width}");
            let mut plain = vec![0.0; rows * columns];
            let work = Work {
                rows: &in_pairs(&input, width),
                height: rows,
                weights: &packed,
                sums: &mut plain,
            };
            work.call();
            assert_eq!(plain, expected, "{width}");
        }
        assert!(products(&[], &Packed::new(&[1], 0)).is_empty());
    }
}
