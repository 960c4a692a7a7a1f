//! A bar on a terminal: how much has been read, how fast, how long it will take.

use std::fmt::Display;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::complain;
use crate::corpus::Meter;

/// What is shown where the size of everything is known, and where it is not.
const BAR: &str = "{percent:>3} % {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left, {msg}";
const SPINNER: &str = "{spinner} {bytes} in {elapsed}, {bytes_per_sec}, {msg}";

/// The bar, or nothing where nobody looks on.
pub(super) struct Progress {
    bar: ProgressBar,
    meter: Meter,
}

impl Progress {
    /// `size` is how many bytes there are to read, if that is known.
    pub(super) fn new(watched: bool, size: Option<u64>, meter: Meter) -> Self {
        let target = if watched { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(if size.is_some() { BAR } else { SPINNER });
        let bar = ProgressBar::with_draw_target(size, target);
        let bar = style.map(|style| bar.clone().with_style(style)).unwrap_or(bar);
        Self { bar, meter }
    }

    pub(super) fn show(&self, so_far: impl FnOnce() -> String) {
        if !self.bar.is_hidden() {
            self.bar.set_position(self.meter.bytes());
            self.bar.set_message(so_far());
        }
    }

    /// Tells something on standard error, above the bar.
    pub(super) fn tell(&self, message: &dyn Display) {
        self.bar.suspend(|| complain(message));
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
