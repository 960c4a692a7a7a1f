//! Hashes of words and features: the same numbers on every machine.

const PRIME: u64 = 0x0000_0100_0000_01B3;
const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;

/// The hash of a word without regard to case; curly and straight apostrophes are one.
pub(crate) fn hash_form(word: &str) -> u32 {
    if word.is_ascii() {
        return fold(fnv(word.bytes().map(|byte| byte.to_ascii_lowercase())));
    }
    let mut state = OFFSET;
    let mut buffer = [0; 4];
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if matches!(c, '’' | '‘') { '\'' } else { c };
        state = c.encode_utf8(&mut buffer).bytes().fold(state, step);
    }
    fold(state)
}

/// The hash of a word as it stands.
pub(crate) fn hash_exact(word: &str) -> u32 {
    fold(fnv(word.bytes()))
}

/// The hash of a feature: the number of its template and up to two values.
pub(crate) fn mix(template: u32, a: u64, b: u64) -> u64 {
    let state = (u64::from(template).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ a).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let state = (state ^ (state >> 32) ^ b.rotate_left(17)).wrapping_mul(0xA076_1D64_78BD_642F);
    state ^ (state >> 32)
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(OFFSET, step)
}

fn step(state: u64, byte: u8) -> u64 {
    (state ^ u64::from(byte)).wrapping_mul(PRIME)
}

fn fold(state: u64) -> u32 {
    (state ^ (state >> 32)) as u32
}
