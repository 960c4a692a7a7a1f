//! [`hits`]: the places of a text at which a rule has to look.

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Bytes behind a block that its last places are judged by.
const AHEAD: usize = 2;

/// Multiplied with eight bytes that are 0 or 1, it has them as the bits of the highest byte.
const GATHER: u64 = 0x0102_0408_1020_4080;

/// The offsets at which `wanted` accepts a byte and the two behind it, in order; letters stand in behind the end.
///
/// `wanted` should have no branches, so that it compiles to vector code.
pub(super) fn hits(bytes: &[u8], wanted: impl Fn([u8; 3]) -> bool) -> impl Iterator<Item = usize> {
    (0..bytes.len()).step_by(BLOCK).flat_map(move |start| {
        let rest = bytes.get(start..).unwrap_or_default();
        let end;
        let block = match rest.first_chunk() {
            Some(block) => block,
            None => {
                end = padded(rest);
                &end
            }
        };
        Places(bits(block, &wanted)).map(move |place| start + place)
    })
}

/// The last bytes of a text, made a block.
fn padded(rest: &[u8]) -> [u8; BLOCK + AHEAD] {
    let mut block = [b'x'; BLOCK + AHEAD];
    block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    block
}

/// A bit for each byte of a block, the first one lowest: whether it is `wanted`.
#[inline]
fn bits(block: &[u8; BLOCK + AHEAD], wanted: impl Fn([u8; 3]) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    let [second, third] = [1, 2].map(|ahead| block.get(ahead..).unwrap_or_default());
    for (((flag, &first), &second), &third) in flags.iter_mut().zip(block).zip(second).zip(third) {
        *flag = u8::from(wanted([first, second, third]));
    }
    if flags.iter().fold(0, |any, flag| any | flag) == 0 {
        return 0;
    }
    let eights = flags.as_chunks::<8>().0.iter().rev();
    eights.fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

/// The places of the bits that are set, from the lowest on.
struct Places(u64);

impl Iterator for Places {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros() as usize;
        if self.0 == 0 {
            return None;
        }
        self.0 &= self.0 - 1;
        Some(place)
    }
}

/// Whether `byte` is one of `these`, without branches.
pub(super) fn is_any<const N: usize>(byte: u8, these: [u8; N]) -> bool {
    these.iter().fold(false, |hit, &this| hit | (byte == this))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found() {
        for len in [0, 1, 63, 64, 65, 66, 67, 130, 300] {
            let bytes: Vec<u8> = (0..len).map(|at| b"ab.. .x"[at * at % 7]).collect();
            let stops = |first: u8, third: u8| first == b'.' && third == b'.';
            let wanted = |at: &usize| stops(bytes[*at], *bytes.get(at + 2).unwrap_or(&b'x'));
            let expected: Vec<usize> = (0..len).filter(wanted).collect();
            assert_eq!(hits(&bytes, |[first, _, third]| stops(first, third)).collect::<Vec<_>>(), expected, "{len}");
        }
    }
}
