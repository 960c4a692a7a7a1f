//! Numbers that look random and are the same on every machine.

/// A small generator of numbers (xorshift, Marsaglia 2003), so that every machine shuffles alike.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            order.swap(at, other);
        }
    }

    /// A number from 0 to 1.
    pub(super) fn part(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// A number around zero: the sum of four even ones, of variance 1.
    pub(super) fn normal(&mut self) -> f32 {
        (self.part() + self.part() + self.part() + self.part() - 2.0) * 3.0_f32.sqrt()
    }

    /// True in that share of calls.
    pub(super) fn chance(&mut self, share: f32) -> bool {
        self.part() < share
    }

    /// Fills `mask` with zeros in that share of places and with what makes up for them in the others.
    pub(super) fn mask(&mut self, mask: &mut Vec<f32>, count: usize, share: f32) {
        mask.clear();
        let (kept, least) = (1.0 / (1.0 - share), (share * 65536.0) as u64);
        while mask.len() < count {
            let bits = self.next();
            let four = [bits & 0xFFFF, bits >> 16 & 0xFFFF, bits >> 32 & 0xFFFF, bits >> 48];
            mask.extend(four.map(|bits| if bits < least { 0.0 } else { kept }));
        }
        mask.truncate(count);
    }
}
