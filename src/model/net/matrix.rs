//! Products of matrices, written so that the compiler makes vector instructions of them.

use std::ops::Range;

/// Outputs that are computed side by side.
pub(crate) const LANES: usize = 8;

/// Words that are computed side by side: as many as leave their sums in registers.
const BLOCK: usize = 5;

/// Where a matrix lies among the weights: in panels of [`LANES`] outputs, each with one row an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matrix {
    pub(crate) start: usize,
    pub(crate) inputs: usize,
    /// A multiple of [`LANES`].
    pub(crate) outputs: usize,
}

impl Matrix {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.inputs * self.outputs
    }

    /// Adds to each row of `out` the product of the same row of `x` and this matrix of `weights`.
    pub(crate) fn add(&self, weights: &[f32], x: &[f32], out: &mut [f32]) {
        multiply(x, self.inputs, weights.get(self.range()).unwrap_or_default(), out, self.outputs);
    }
}

/// Adds to each row of `out` the product of the same row of `x` and `panels`; the sums run over the inputs in order, so
/// that every machine gives the same bits.
pub(crate) fn multiply(x: &[f32], inputs: usize, panels: &[f32], out: &mut [f32], outputs: usize) {
    if inputs == 0 || outputs == 0 {
        return;
    }
    for (number, panel) in panels.chunks_exact(inputs * LANES).enumerate() {
        let (panel, column) = (panel.as_chunks().0, number * LANES);
        let (mut rows, mut sums) = (x.chunks_exact(inputs * BLOCK), out.chunks_exact_mut(outputs * BLOCK));
        for (rows, sums) in rows.by_ref().zip(sums.by_ref()) {
            block::<BLOCK>(rows, panel, sums, outputs, column);
        }
        let (rows, sums) = (rows.remainder(), sums.into_remainder());
        match rows.len() / inputs {
            1 => block::<1>(rows, panel, sums, outputs, column),
            2 => block::<2>(rows, panel, sums, outputs, column),
            3 => block::<3>(rows, panel, sums, outputs, column),
            4 => block::<4>(rows, panel, sums, outputs, column),
            _ => {}
        }
    }
}

/// The product of `ROWS` words and one panel; its sums stay in registers.
fn block<const ROWS: usize>(x: &[f32], panel: &[[f32; LANES]], out: &mut [f32], outputs: usize, column: usize) {
    let inputs = panel.len();
    let rows: [&[f32]; ROWS] = std::array::from_fn(|row| x.get(row * inputs..(row + 1) * inputs).unwrap_or_default());
    if rows.iter().any(|row| row.len() != inputs) {
        return;
    }
    let mut sums = [[0.0; LANES]; ROWS];
    for (input, weights) in panel.iter().enumerate() {
        for (row, sums) in rows.iter().zip(&mut sums) {
            let value = row[input];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
        }
    }
    for (row, sums) in out.chunks_exact_mut(outputs).zip(sums) {
        row.iter_mut().skip(column).zip(sums).for_each(|(out, sum)| *out += sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_definition() {
        (0..12).for_each(product_is_that_of_the_definition);
    }

    fn product_is_that_of_the_definition(rows: usize) {
        let matrix = Matrix { start: 3, inputs: 5, outputs: 16 };
        let number = |seed: usize| ((seed * 37 + 11) % 19) as f32 - 9.0;
        let weights: Vec<f32> = (0..matrix.range().end).map(number).collect();
        let x: Vec<f32> = (100..100 + rows * 5).map(number).collect();
        let mut out = vec![1.0; rows * 16];
        matrix.add(&weights, &x, &mut out);
        for (at, found) in out.iter().enumerate() {
            let (row, column) = (at / 16, at % 16);
            let weight = |input: usize| weights[3 + (column / LANES * 5 + input) * LANES + column % LANES];
            let expected: f32 = (0..5).map(|input| x[row * 5 + input] * weight(input)).sum();
            assert!((found - 1.0 - expected).abs() < 1e-3, "row {row}, column {column}");
        }
    }
}
