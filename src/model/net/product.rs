//! Products of matrices in integers: exact, so that every machine gives the same bits whatever its vectors.

use super::plan::LANES;

/// Outputs that are computed side by side.
const COLUMNS: usize = 2 * LANES;

/// Words that are computed side by side: as many as leave their sums in registers.
const BLOCK: usize = 6;

/// Integer steps in 1: of the numbers that are multiplied.
const STEPS: f32 = 1024.0;

/// The largest number of steps; larger numbers are taken for it.
const MOST: f32 = 32767.0;

/// The most that the sizes of the weights of an output may add up to, in steps: times [`MOST`] it is less than 2^31.
const REACH: f32 = 65000.0;

/// For two inputs their weights for each output of a panel, side by side as one vector instruction takes them.
type Pairs = [[i16; 2]; COLUMNS];

/// A matrix of integers, with what one of their steps is worth for each output.
#[derive(Clone, Debug)]
pub(super) struct Product {
    inputs: usize,
    outputs: usize,
    /// A row for two inputs, for each panel of outputs; the last panel is filled up with zeros.
    panels: Vec<Pairs>,
    worths: Vec<[f32; COLUMNS]>,
}

impl Product {
    /// Takes `weights` in panels of [`LANES`] outputs, each with one row an input; the number of inputs is even.
    pub(super) fn new(weights: &[f32], inputs: usize, outputs: usize) -> Self {
        super::wide::widely(
            #[inline(always)]
            || Self::packed(weights, inputs, outputs),
        )
    }

    #[inline(always)]
    fn packed(weights: &[f32], inputs: usize, outputs: usize) -> Self {
        let (mut panels, mut worths) = (Vec::new(), Vec::new());
        for both in weights.as_chunks().0.chunks(2 * inputs.max(1)) {
            let (left, right) = both.split_at(inputs.min(both.len()));
            let worth = join(&worth(left), &worth(right));
            worths.push(worth.map(|worth| worth / STEPS));
            let rest = right.as_chunks().0.iter().chain(std::iter::repeat(&[[0.0; LANES]; 2]));
            for (left, right) in left.as_chunks::<2>().0.iter().zip(rest) {
                let weights = [join(&left[0], &right[0]), join(&left[1], &right[1])];
                panels.push(std::array::from_fn(|at| weights.map(|weights| step(weights[at] / worth[at]))));
            }
        }
        Self { inputs, outputs, panels, worths }
    }

    /// Adds to each row of `out` the product of the same row of `x`, in steps, and this matrix.
    pub(super) fn add(&self, x: &[i16], out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
            use fearless_simd::Simd as _;
            return avx2.vectorize(
                #[inline(always)]
                || self.add_with(avx2, x, out),
            );
        }
        self.add_with(Portable, x, out);
    }

    #[inline(always)]
    fn add_with(&self, sums: impl Sums, x: &[i16], out: &mut [f32]) {
        let (inputs, outputs) = (self.inputs.max(1), self.outputs.max(1));
        for (number, (panel, worths)) in self.panels.chunks_exact(inputs.div_ceil(2)).zip(&self.worths).enumerate() {
            let place = Place { panel, worths, outputs, column: number * COLUMNS };
            let (mut rows, mut out) = (x.chunks_exact(inputs * BLOCK), out.chunks_exact_mut(outputs * BLOCK));
            rows.by_ref().zip(out.by_ref()).for_each(|(x, out)| place.block::<BLOCK>(&sums, x, out));
            let (x, out) = (rows.remainder(), out.into_remainder());
            match x.len() / inputs {
                1 => place.block::<1>(&sums, x, out),
                2 => place.block::<2>(&sums, x, out),
                3 => place.block::<3>(&sums, x, out),
                4 => place.block::<4>(&sums, x, out),
                5 => place.block::<5>(&sums, x, out),
                _ => {}
            }
        }
    }
}

/// A matrix and what is added to its outputs.
#[derive(Clone, Debug)]
pub(super) struct Affine {
    pub(super) matrix: Product,
    pub(super) bias: Vec<f32>,
}

impl Affine {
    /// Makes `out` a row of outputs for each row of `x`.
    pub(super) fn apply(&self, x: &[i16], out: &mut Vec<f32>) {
        out.clear();
        (0..x.len() / self.matrix.inputs.max(1)).for_each(|_| out.extend_from_slice(&self.bias));
        self.matrix.add(x, out);
    }
}

/// `numbers` in integer steps, rounded to the nearest.
pub(super) fn to_steps(numbers: &[f32], out: &mut Vec<i16>) {
    super::wide::widely(
        #[inline(always)]
        || {
            out.clear();
            out.extend(numbers.iter().map(|number| step(number * STEPS)));
        },
    );
}

/// The nearest integer: a number beyond 2^23 has no room for a fraction, and its last bits are those of the integer.
#[inline(always)]
fn step(number: f32) -> i16 {
    const BEYOND: f32 = 12_582_912.0;
    (number.clamp(-MOST, MOST) + BEYOND).to_bits() as i16
}

/// For each output of a panel, what a step of its weights is worth.
#[inline(always)]
fn worth(panel: &[[f32; LANES]]) -> [f32; LANES] {
    let (mut sums, mut largest) = ([0.0_f32; LANES], [0.0_f32; LANES]);
    for row in panel {
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight.abs());
        largest.iter_mut().zip(row).for_each(|(largest, weight)| *largest = largest.max(weight.abs()));
    }
    std::array::from_fn(|lane| (sums[lane] / REACH).max(largest[lane] / MOST).max(f32::MIN_POSITIVE))
}

#[inline(always)]
fn join<T: Copy>(left: &[T; LANES], right: &[T; LANES]) -> [T; COLUMNS] {
    std::array::from_fn(|at| if at < LANES { left[at] } else { right[at - LANES] })
}

/// A panel and where its outputs go.
struct Place<'p> {
    panel: &'p [Pairs],
    worths: &'p [f32; COLUMNS],
    outputs: usize,
    column: usize,
}

impl Place<'_> {
    /// The product of `ROWS` words and the panel.
    #[inline(always)]
    fn block<const ROWS: usize>(&self, sums: &impl Sums, x: &[i16], out: &mut [f32]) {
        let mut rows: [&[[i16; 2]]; ROWS] = [&[]; ROWS];
        let words = x.as_chunks().0.chunks_exact(self.panel.len());
        rows.iter_mut().zip(words).for_each(|(row, word)| *row = word);
        let mut found = [[0; COLUMNS]; ROWS];
        sums.fill(rows, self.panel, &mut found);
        for (row, sums) in out.chunks_exact_mut(self.outputs).zip(&found) {
            let out = row.get_mut(self.column..).unwrap_or_default();
            let sums = sums.iter().zip(self.worths);
            out.iter_mut().zip(sums).for_each(|(out, (sum, worth))| *out += *sum as f32 * worth);
        }
    }
}

/// A way to multiply rows of steps and a panel.
trait Sums {
    /// For each of the rows `x`, which are as long as the panel, the sums of its products and the columns of `panel`.
    fn fill<const ROWS: usize>(&self, x: [&[[i16; 2]]; ROWS], panel: &[Pairs], sums: &mut [[i32; COLUMNS]; ROWS]);
}

/// What every machine can do.
struct Portable;

impl Sums for Portable {
    #[inline(always)]
    fn fill<const ROWS: usize>(&self, x: [&[[i16; 2]]; ROWS], panel: &[Pairs], sums: &mut [[i32; COLUMNS]; ROWS]) {
        for (x, sums) in x.iter().zip(sums) {
            for (x, weights) in x.iter().zip(panel) {
                let [one, two] = x.map(i32::from);
                let products = weights.iter().map(|[first, second]| one * i32::from(*first) + two * i32::from(*second));
                sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{_mm256_madd_epi16, _mm256_set1_epi32};

    use fearless_simd::x86::Avx2;
    use fearless_simd::{i16x16, i32x8, prelude::*};

    use super::{COLUMNS, LANES, Pairs, Sums};

    impl Sums for Avx2 {
        #[inline(always)]
        fn fill<const ROWS: usize>(&self, x: [&[[i16; 2]]; ROWS], panel: &[Pairs], sums: &mut [[i32; COLUMNS]; ROWS]) {
            // Cut to one length, so that the loop needs no check and its sums stay in registers.
            let length = x.iter().fold(panel.len(), |length, x| length.min(x.len()));
            let (x, panel) = (x.map(|x| &x[..length]), &panel[..length]);
            let mut vectors = [[i32x8::splat(*self, 0); 2]; ROWS];
            for (at, weights) in panel.iter().enumerate() {
                let (left, right) = weights.as_flattened().split_at(2 * LANES);
                let (left, right) = (i16x16::from_slice(*self, left), i16x16::from_slice(*self, right));
                for (x, sums) in x.iter().zip(&mut vectors) {
                    let [one, two] = x[at];
                    let pair = i32::from(two) << 16 | i32::from(one.cast_unsigned());
                    sums[0] += products(*self, pair, left);
                    sums[1] += products(*self, pair, right);
                }
            }
            for (vectors, sums) in vectors.iter().zip(sums) {
                let (left, right) = sums.split_at_mut(LANES);
                vectors[0].store_slice(left);
                vectors[1].store_slice(right);
            }
        }
    }

    fearless_simd::kernel!(
        /// The sums of two products each: of the two halves of `pair` and two neighbours in `weights`.
        #[inline(always)]
        fn products(avx2: Avx2, pair: i32, weights: i16x16<Avx2>) -> i32x8<Avx2> {
            _mm256_madd_epi16(_mm256_set1_epi32(pair), weights.into()).simd_into(avx2)
        }
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that looks random, from -1 to 1.
    fn number(seed: usize) -> f32 {
        ((seed * 7919 + 13) % 2003) as f32 / 1001.0 - 1.0
    }

    /// For each number of rows that a block and its rest may have.
    fn products(outputs: usize, scale: f32, check: impl Fn(usize, &[f32], &[i16], &Product, &[f32])) {
        for rows in 0..2 * BLOCK + 2 {
            let weights: Vec<f32> = (0..10 * outputs).map(|at| number(at) * scale).collect();
            let x: Vec<f32> = (500..500 + rows * 10).map(|at| 9.0 * number(at)).collect();
            let mut steps = Vec::new();
            to_steps(&x, &mut steps);
            check(rows, &weights, &steps, &Product::new(&weights, 10, outputs), &x);
        }
    }

    #[test]
    fn products_are_those_of_the_definition() {
        for outputs in [8, 16, 40] {
            products(outputs, 2.0, |rows, weights, steps, product, x| {
                let mut out = vec![1.0; rows * outputs];
                product.add(steps, &mut out);
                for (at, found) in out.iter().enumerate() {
                    let (row, column) = (at / outputs, at % outputs);
                    let weight = |input: usize| weights[(column / LANES * 10 + input) * LANES + column % LANES];
                    let expected: f32 = (0..10).map(|input| x[row * 10 + input] * weight(input)).sum();
                    assert!((found - 1.0 - expected).abs() < 0.02, "{rows} rows, row {row}, column {column}");
                }
            });
        }
    }

    #[test]
    fn every_way_gives_the_same_bits() {
        products(24, 1e3, |rows, _, steps, product, _| {
            let (mut wide, mut portable) = (vec![0.5; rows * 24], vec![0.5; rows * 24]);
            product.add(steps, &mut wide);
            product.add_with(Portable, steps, &mut portable);
            assert_eq!(wide, portable, "{rows} rows");
        });
    }

    #[test]
    fn the_largest_sums_do_not_overflow() {
        let product = Product::new(&[3.0; 512 * 8], 512, 8);
        let mut out = vec![0.0; 8];
        product.add(&[i16::MAX; 512], &mut out);
        assert!(out.iter().all(|sum| (sum / (512.0 * 3.0 * MOST / STEPS) - 1.0).abs() < 0.01), "{out:?}");
    }

    #[test]
    fn steps_are_the_nearest() {
        let mut steps = Vec::new();
        to_steps(&[0.0, 1.0, -1.0, 0.4 / STEPS, 0.6 / STEPS, -0.6 / STEPS, 1e9, -1e9], &mut steps);
        assert_eq!(steps, [0, 1024, -1024, 0, 1, -1, 32767, -32767]);
    }
}
