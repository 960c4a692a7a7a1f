//! The container of a model: a header that names what it is, then sections of bytes.

use std::ops::Range;

use crate::Error;

const MAGIC: &[u8; 8] = b"pullquot";

/// Layout of the container; a change makes older files unreadable.
const VERSION: u32 = 4;

/// Sections begin at a multiple of this: the bytes that a cache fetches at once.
#[cfg(feature = "train")]
const ALIGN: usize = 64;

/// What the features mean; a change of any template or word list makes older weights wrong.
pub(crate) const SCHEMA: u32 = 4;

/// Magic, version, schema, checksum.
const BODY: usize = 8 + 4 + 4 + 8;

/// The same and the number of sections.
const HEADER: usize = BODY + 4;

/// Where each section of a model lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sections(Vec<Range<usize>>);

impl Sections {
    /// Reads a model's table of sections.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let count = u32_at(bytes, BODY)? as usize;
        let sections = (0..count).map(|number| section(bytes, HEADER + number * 8));
        Ok(Self(sections.collect::<Result<_, _>>()?))
    }

    /// The bytes of section `number`.
    pub(crate) fn get(&self, number: usize) -> Result<Range<usize>, Error> {
        self.0.get(number).cloned().ok_or_else(|| Error::model(format!("section {number} is missing")))
    }
}

impl Sections {
    /// The bytes of each section from `number` on; none if there is no such section.
    pub(crate) fn after(&self, number: usize) -> Option<&[Range<usize>]> {
        self.0.get(number..).filter(|sections| !sections.is_empty())
    }
}

/// Checks a model's header and checksum.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Error> {
    if bytes.get(..8) != Some(MAGIC) {
        return Err(Error::model("not a pullquote model: the file does not begin with `pullquot`"));
    }
    expect(bytes, 8, VERSION, "format version")?;
    expect(bytes, 12, SCHEMA, "feature schema")?;
    let stored = u64::from(u32_at(bytes, 16)?) | u64::from(u32_at(bytes, 20)?) << 32;
    let found = checksum(bytes.get(BODY..).unwrap_or_default());
    if stored == found {
        return Ok(());
    }
    Err(Error::model(format!(
        "cut short or altered: checksum {found:016x} of {} bytes, expected {stored:016x}",
        bytes.len()
    )))
}

/// Puts sections into a container.
#[cfg(feature = "train")]
pub(crate) fn write(sections: &[&[u8]]) -> Vec<u8> {
    let mut body = (sections.len() as u32).to_le_bytes().to_vec();
    let mut at = (HEADER + sections.len() * 8).next_multiple_of(ALIGN);
    for section in sections {
        body.extend((at as u32).to_le_bytes());
        body.extend((section.len() as u32).to_le_bytes());
        at = (at + section.len()).next_multiple_of(ALIGN);
    }
    for section in sections {
        // The checksum and what stands before it are not part of the body.
        body.resize((BODY + body.len()).next_multiple_of(ALIGN) - BODY, 0);
        body.extend(*section);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(SCHEMA.to_le_bytes());
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// The little-endian number at byte `at`.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Error> {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map(u32::from_le_bytes).ok_or_else(|| Error::model(format!("cut short at byte {}", bytes.len())))
}

fn expect(bytes: &[u8], at: usize, wanted: u32, what: &str) -> Result<(), Error> {
    let found = u32_at(bytes, at)?;
    if found == wanted {
        return Ok(());
    }
    Err(Error::model(format!("{what} {found}, but this release reads {wanted}: train it again with `pullquote train`")))
}

fn section(bytes: &[u8], at: usize) -> Result<Range<usize>, Error> {
    let (start, length) = (u32_at(bytes, at)? as usize, u32_at(bytes, at + 4)? as usize);
    let range = start..start + length;
    if bytes.get(range.clone()).is_none() {
        return Err(Error::model(format!("a section ends at byte {}, the file at {}", range.end, bytes.len())));
    }
    Ok(range)
}

/// Eight bytes at a time, so that a model of some megabytes is checked in about a millisecond.
fn checksum(bytes: &[u8]) -> u64 {
    let step =
        |state: u64, eight| (state.rotate_left(23) ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (eights, rest) = bytes.as_chunks();
    let state = eights.iter().copied().fold(bytes.len() as u64, step);
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    if rest.is_empty() { state } else { step(state, last) }
}
