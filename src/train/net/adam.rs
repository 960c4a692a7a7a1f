//! `AdamW` (Loshchilov & Hutter 2019).

use crate::model::net::wide::widely;

/// Share of the old mean slope that is kept.
const MEAN: f32 = 0.9;

/// Share of the old mean square that is kept.
const SQUARE: f32 = 0.99;

/// Pull of every weight towards zero, a step, times the rate.
const DECAY: f32 = 0.01;

/// A slope longer than this is shortened to it.
const LONGEST: f32 = 1.0;

/// Running means of the slopes of all weights, and of their squares.
pub(super) struct Adam {
    means: Vec<f32>,
    squares: Vec<f32>,
    steps: i32,
}

impl Adam {
    pub(super) fn new(weights: usize) -> Self {
        Self { means: vec![0.0; weights], squares: vec![0.0; weights], steps: 0 }
    }

    /// Moves `weights` against `slopes` by about `rate`.
    pub(super) fn step(&mut self, weights: &mut [f32], slopes: &[f32], rate: f32) {
        self.steps += 1;
        let shorten = LONGEST / norm(slopes).max(LONGEST);
        let unbiased = |kept: f32| 1.0 / (1.0 - libm::powf(kept, self.steps as f32));
        let (mean_scale, square_scale) = (unbiased(MEAN), unbiased(SQUARE));
        let means = self.means.iter_mut().zip(&mut self.squares);
        widely(
            #[inline(always)]
            || {
                for ((weight, slope), (mean, square)) in weights.iter_mut().zip(slopes).zip(means) {
                    let slope = slope * shorten;
                    *mean += (1.0 - MEAN) * (slope - *mean);
                    *square += (1.0 - SQUARE) * (slope * slope - *square);
                    let step = *mean * mean_scale / ((*square * square_scale).sqrt() + 1e-8);
                    *weight -= rate * (step + DECAY * *weight);
                }
            },
        );
    }
}

/// The length of `slopes`, added up in a fixed order.
fn norm(slopes: &[f32]) -> f32 {
    let mut sums = [0.0_f64; 8];
    for eight in slopes.chunks(8) {
        sums.iter_mut().zip(eight).for_each(|(sum, slope)| *sum += f64::from(slope * slope));
    }
    sums.iter().sum::<f64>().sqrt() as f32
}
