//! Bytes of a file to bytes of UTF-8: what is packed is unpacked, what is in another encoding is decoded.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::Encoding as Table;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::Error;

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The encoding of a file that no byte order mark tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static Table);

impl Encoding {
    /// The encoding that the web knows under `label`: `utf-8`, `utf-16le`, `windows-1252` (or `cp1252`, `latin1`), …
    ///
    /// # Errors
    /// If there is none.
    ///
    /// ```
    /// use pullquote::corpus::Encoding;
    /// assert_eq!(Encoding::from_label("cp1252")?, Encoding::from_label("windows-1252")?);
    /// # Ok::<(), pullquote::Error>(())
    /// ```
    pub fn from_label(label: &str) -> Result<Self, Error> {
        let table = Table::for_label(label.as_bytes());
        table.map(Self).ok_or_else(|| Error::input(format!("no encoding is called {label:?}")))
    }
}

/// How much has been read of all files so far, in bytes as they lie on the disk.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// `bytes` more have been read.
    pub(super) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// UTF-8 without a byte order mark. What claims to be UTF-8 and is not is left as it is.
pub(super) fn decoded(
    raw: impl Read + Send + 'static,
    encoding: Option<Encoding>,
    meter: Meter,
) -> io::Result<Box<dyn BufRead + Send>> {
    let metered = Metered { reader: raw, meter };
    let unpacked = unpacked(BufReader::with_capacity(CHUNK, metered))?;
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(encoding.map(|Encoding(table)| table))
        .bom_override(true)
        .strip_bom(true)
        .utf8_passthru(true)
        .build(unpacked);
    Ok(Box::new(BufReader::with_capacity(CHUNK, decoder)))
}

fn unpacked(mut reader: impl BufRead + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut magic = Vec::new();
    (&mut reader).take(ZSTD.len() as u64).read_to_end(&mut magic)?;
    let (gzip, zstd) = (magic.starts_with(GZIP), magic == ZSTD);
    let whole = Cursor::new(magic).chain(reader);
    if gzip {
        return Ok(Box::new(MultiGzDecoder::new(whole)));
    }
    Ok(if zstd { Box::new(Frames { source: whole, decoder: FrameDecoder::new() }) } else { Box::new(whole) })
}

struct Metered<R> {
    reader: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.meter.add(read as u64);
        Ok(read)
    }
}

/// One zstd frame after another, as tools that pack in parallel write them.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame; false if there is none.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if self.decoder.is_finished() {
                if !self.begin()? {
                    return Ok(0);
                }
            } else {
                let block = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, block).map_err(io::Error::other)?;
            }
        }
        self.decoder.read(buffer)
    }
}
