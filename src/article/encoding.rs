//! Bytes → text, whatever the encoding; bytes that are no text are named.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadErrorKind;

/// First bytes of files that are not text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"{\\rtf", "an RTF document"),
];

/// Returns the text that `bytes` encode, where a message says how; what the bytes themselves say goes first.
pub(super) fn decode_as(bytes: &[u8], label: Option<&str>) -> Result<String, ReadErrorKind> {
    let said = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match said.filter(|_| std::str::from_utf8(bytes).is_err() && Encoding::for_bom(bytes).is_none())
    {
        Some(encoding) if encoding != UTF_8 && !binary(bytes) => {
            Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => decode(bytes),
    }
}

/// Returns the text that `bytes` encode; a wrong guess garbles some letters but drops nothing.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadErrorKind> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(encoding
            .decode_without_bom_handling(&bytes[length..])
            .0
            .into_owned());
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadErrorKind::Binary(name));
    }
    if let Some(encoding) = utf_16(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if binary(bytes) {
        return Err(ReadErrorKind::Binary("a binary file"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if mostly_utf_8(bytes) {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    let declared = declared(bytes).filter(|&encoding| encoding != UTF_8);
    if let Some(encoding) = declared {
        let (text, _, malformed) = encoding.decode(bytes);
        if !malformed {
            return Ok(text.into_owned());
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    Ok(guessed.decode_without_bom_handling(bytes).0.into_owned())
}

/// UTF-16 without a mark: in European text every other byte is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 6 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// One stray control character is an accident; one in fifty is no text.
fn binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(65_536)];
    let controls = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    controls * 50 > head.len()
}

/// UTF-8 with a few broken letters, as when a page was cut or pasted together.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid * 5
}

/// The encoding that an HTML page says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let found = head
        .find("charset=")
        .map(|at| at + 8)
        .or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label = head[found..].trim_start_matches(['"', '\'', ' ']);
    let end = label
        .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
        .unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn shown(bytes: &[u8]) -> String {
        decode(bytes).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn text_of_any_encoding_is_decoded() {
        let utf_16: Vec<u8> = "\u{feff}Zürich"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(shown(&utf_16), "Zürich");
        assert_eq!(shown(&utf_16[2..]), "Zürich");
        assert_eq!(shown("\u{feff}Zürich".as_bytes()), "Zürich");
        assert_eq!(
            shown(b"<meta charset=\"windows-1252\">It\x92s Z\xfcrich"),
            "<meta charset=\"windows-1252\">It’s Zürich"
        );
        assert_eq!(
            shown(b"<meta charset=\"utf-8\">The caf\xe9 closed"),
            "<meta charset=\"utf-8\">The café closed"
        );
        assert_eq!(
            shown(
                "Überall größere Züge für Köln \u{fffd}"
                    .replace('\u{fffd}', "")
                    .as_bytes()
            ),
            "Überall größere Züge für Köln "
        );
        assert_eq!(
            shown(b"\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc \xff"),
            "üüüüüü \u{fffd}"
        );
    }

    #[test]
    fn a_file_that_is_no_text_is_named() {
        assert_eq!(
            shown(b"%PDF-1.7 x"),
            "looks like a PDF document, not text; expected plain text, Markdown, HTML or JSON"
        );
        assert_eq!(
            shown(b"\x89PNG\r\n"),
            "looks like a PNG picture, not text; expected plain text, Markdown, HTML or JSON"
        );
        assert_eq!(
            shown(&[1, 2, 3, 4, 0, 0, 9, 200]),
            "looks like a binary file, not text; expected plain text, Markdown, HTML or JSON"
        );
        assert_eq!(
            shown(b"a stray \x01 in a longer text that is otherwise quite readable"),
            "a stray \u{1} in a longer text that is otherwise quite readable"
        );
    }
}
