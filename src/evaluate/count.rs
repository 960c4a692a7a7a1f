//! Counts and the figures made of them.

/// How many things were right, predicted, and there to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted and in the gold.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl Counts {
    /// Share of the predicted that is right, from 0 to 1; 0 if nothing was predicted.
    #[must_use]
    pub fn precision(self) -> f64 {
        Share { right: self.right, of: self.predicted }.value()
    }

    /// Share of the gold that was found, from 0 to 1; 0 if there is none.
    #[must_use]
    pub fn recall(self) -> f64 {
        Share { right: self.right, of: self.gold }.value()
    }

    /// Harmonic mean of precision and recall, from 0 to 1.
    ///
    /// ```
    /// use pullquote::evaluate::Counts;
    /// assert_eq!(Counts { right: 1, predicted: 1, gold: 3 }.f1(), 0.5);
    /// ```
    #[must_use]
    pub fn f1(self) -> f64 {
        Share { right: 2 * self.right, of: self.predicted + self.gold }.value()
    }
}

/// How many of some things are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All of them.
    pub of: usize,
}

impl Share {
    /// From 0 to 1; 0 of none.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.right as f64 / self.of as f64 }
    }

    /// Counts one more.
    pub(super) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}
