//! A stream that may be packed with gzip, zstd or brotli → its bytes, stopped where they grow beyond measure.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use brotli_decompressor::Decompressor;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::{FILE_LIMIT, ReadErrorKind};

/// How many times its packed size a large file may inflate to.
const RATIO_LIMIT: u64 = 100;
/// How many bytes are asked of a packed stream at once.
const BUFFER: usize = 65_536;

/// How a stream is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
    Brotli,
}

impl Packing {
    /// What is known to be packed so, by the ending of a file's name.
    pub(super) const ENDINGS: [(&'static str, Self); 3] = [
        (".gz", Self::Gzip),
        (".zst", Self::Zstd),
        (".br", Self::Brotli),
    ];

    /// Returns the packing of a stream by its first bytes, or, for brotli, which has no mark, by its name.
    pub(super) fn of(name: &str, head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\x1f\x8b") {
            Some(Self::Gzip)
        } else if head.starts_with(b"\x28\xb5\x2f\xfd") {
            Some(Self::Zstd)
        } else {
            name.to_ascii_lowercase()
                .ends_with(".br")
                .then_some(Self::Brotli)
        }
    }

    /// Returns the packing that HTTP calls so.
    pub(super) fn named(coding: &str) -> Option<Self> {
        match coding.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "zstd" => Some(Self::Zstd),
            "br" => Some(Self::Brotli),
            _ => None,
        }
    }

    /// Returns its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Brotli => "brotli",
        }
    }

    /// Returns what a broken stream of this kind is called.
    pub(super) fn broken(self, error: io::Error) -> ReadErrorKind {
        match error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Bomb>())
        {
            Some(&Bomb(ratio)) => ReadErrorKind::Bomb { ratio },
            None => ReadErrorKind::Packed {
                packing: self.name(),
                error,
            },
        }
    }

    /// Returns the stream without its packing.
    pub(super) fn unpack<'a, R: BufRead + 'a>(self, reader: R) -> Box<dyn BufRead + 'a> {
        let consumed = Rc::new(Cell::new(0));
        let counted = Counted {
            inner: reader,
            count: Rc::clone(&consumed),
        };
        let inner: Box<dyn Read + 'a> = match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(counted)),
            Self::Zstd => Box::new(Frames {
                source: Some(counted),
                frame: None,
            }),
            Self::Brotli => Box::new(Decompressor::new(counted, BUFFER)),
        };
        Box::new(BufReader::with_capacity(
            BUFFER,
            Limited {
                inner,
                consumed,
                produced: 0,
            },
        ))
    }

    /// Returns a whole body without its packing, as it comes in an HTTP message.
    pub(super) fn unpacked(self, bytes: &[u8]) -> Result<Vec<u8>, ReadErrorKind> {
        let mut plain = Vec::new();
        self.unpack(bytes)
            .take(FILE_LIMIT + 1)
            .read_to_end(&mut plain)
            .map_err(|error| self.broken(error))?;
        if plain.len() as u64 > FILE_LIMIT {
            return Err(ReadErrorKind::FileTooLarge);
        }
        Ok(plain)
    }
}

/// Returns a file's name without the ending that says how it is packed.
pub(super) fn bare(name: &str) -> &str {
    Packing::ENDINGS
        .iter()
        .find_map(|(ending, _)| name.strip_suffix(ending))
        .unwrap_or(name)
}

/// The frames of a zstd stream, one after the other.
struct Frames<R: BufRead> {
    source: Option<R>,
    frame: Option<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let length = frame.read(buffer)?;
                if length > 0 || buffer.is_empty() {
                    return Ok(length);
                }
            }
            self.source = self
                .frame
                .take()
                .map(StreamingDecoder::into_inner)
                .or_else(|| self.source.take());
            let Some(mut source) = self.source.take() else {
                return Ok(0);
            };
            if source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(StreamingDecoder::new(source).map_err(io::Error::other)?);
        }
    }
}

/// Counts the packed bytes.
struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.set(self.count.get() + length as u64);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.count.set(self.count.get() + length as u64);
        self.inner.consume(length);
    }
}

/// Stops where a packed file inflates beyond measure.
struct Limited<R> {
    inner: R,
    consumed: Rc<Cell<u64>>,
    produced: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("inflates to {0} times its size")]
struct Bomb(u64);

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.produced += length as u64;
        let ratio = self.produced / self.consumed.get().max(1);
        if self.produced > FILE_LIMIT && ratio > RATIO_LIMIT {
            return Err(io::Error::other(Bomb(ratio)));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::{Packing, bare};

    // "One.", packed.
    const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd\x20\x04\x21\x00\x00One.";
    const BROTLI: &[u8] = b"\x8b\x01\x80One.\x03";

    #[test]
    fn each_packing_is_undone() {
        let shown = |packing: Packing, bytes: &[u8]| {
            packing
                .unpacked(bytes)
                .map(|bytes| String::from_utf8(bytes).unwrap())
                .unwrap_or_else(|error| error.to_string())
        };
        let frame: &[u8] = b"\x28\xb5\x2f\xfd\x20\x04\x21\x00\x00One.";
        assert_eq!(shown(Packing::Zstd, &[frame, frame].concat()), "One.One.");
        assert_eq!(shown(Packing::Brotli, BROTLI), "One.");
        assert!(shown(Packing::Zstd, &ZSTD[..6]).starts_with("is a damaged zstd file: "));
        assert!(shown(Packing::Brotli, &[1, 2, 3]).starts_with("is a damaged brotli file: "));
    }

    #[test]
    fn names_and_marks_tell_the_packing() {
        assert_eq!(Packing::of("a.txt", ZSTD), Some(Packing::Zstd));
        assert_eq!(Packing::of("a.html.br", BROTLI), Some(Packing::Brotli));
        assert_eq!(Packing::of("a.txt", b"One."), None);
        assert_eq!(bare("a.warc.gz"), "a.warc");
        assert_eq!(bare("a.csv.zst"), "a.csv");
    }
}
