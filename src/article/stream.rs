//! An input → its articles, streamed one by one, inflated where it is compressed.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::format::Format;
use super::{
    ARTICLE_LIMIT, Article, FILE_LIMIT, Input, LINE_LIMIT, Metadata, ReadError, ReadErrorKind,
};
use super::{encoding, html, json, markdown, plain};

/// How many times its packed size a large file may inflate to.
const RATIO_LIMIT: u64 = 100;
/// How many bytes are looked at to tell formats apart.
const HEAD: u64 = 65_536;

/// Takes each article, or what was wrong with it.
type Each<'a> = dyn FnMut(Result<Article, ReadError>) + 'a;

/// Reads the articles of one input and gives each to `each`; `defaults` fill what an article lacks.
pub fn read(input: &Input, defaults: &Metadata, each: &mut dyn FnMut(Result<Article, ReadError>)) {
    match input {
        Input::Stdin => read_from("standard input", io::stdin().lock(), defaults, each),
        Input::File(path) => {
            let name = path.display().to_string();
            match open(path, Format::from_name(&name)) {
                Ok(file) => read_from(&name, BufReader::new(file), defaults, each),
                Err(kind) => each(Err(ReadError::new(name, kind))),
            }
        }
    }
}

/// Reads the articles that `bytes` hold, in the format that `name` ends in, or else looks like.
///
/// ```
/// use byline::article::{read_bytes, Metadata};
///
/// let mut titles = Vec::new();
/// read_bytes("storm.txt", b"Storm hits coast\n\nA storm hit the coast.", &Metadata::default(), &mut |article| {
///     titles.extend(article.ok().and_then(|article| article.metadata.title));
/// });
/// assert_eq!(titles, ["Storm hits coast"]);
/// ```
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    defaults: &Metadata,
    each: &mut dyn FnMut(Result<Article, ReadError>),
) {
    read_from(name, bytes, defaults, each);
}

/// Opens a file; one too large for its format is refused unread.
fn open(path: &Path, format: Option<Format>) -> Result<File, ReadErrorKind> {
    let file = File::open(path).map_err(ReadErrorKind::Io)?;
    let length = file.metadata().map_err(ReadErrorKind::Io)?.len();
    match format {
        Some(Format::Plain | Format::Markdown | Format::Html) if length > ARTICLE_LIMIT => {
            Err(ReadErrorKind::TooLarge(length))
        }
        Some(Format::Json) if length > FILE_LIMIT => Err(ReadErrorKind::FileTooLarge),
        _ => Ok(file),
    }
}

fn read_from<R: BufRead>(name: &str, reader: R, defaults: &Metadata, each: &mut Each) {
    if let Err(kind) = try_read(name, reader, defaults, each) {
        each(Err(ReadError::new(name, kind)));
    }
}

fn try_read<R: BufRead>(
    name: &str,
    mut reader: R,
    defaults: &Metadata,
    each: &mut Each,
) -> Result<(), ReadErrorKind> {
    let head = head(&mut reader).map_err(ReadErrorKind::Io)?;
    let packed = head.starts_with(b"\x1f\x8b");
    let whole = Cursor::new(head).chain(reader);
    if !packed {
        return formatted(name, whole, defaults, each, ReadErrorKind::Io);
    }
    let consumed = Cell::new(0);
    let inflated = Limited {
        inner: MultiGzDecoder::new(Counted {
            inner: whole,
            count: &consumed,
        }),
        consumed: &consumed,
        produced: 0,
    };
    formatted(
        name,
        BufReader::new(inflated),
        defaults,
        each,
        ReadErrorKind::Gzip,
    )
}

/// Reads what is no longer compressed.
fn formatted<R: BufRead>(
    name: &str,
    mut reader: R,
    defaults: &Metadata,
    each: &mut Each,
    wrap: fn(io::Error) -> ReadErrorKind,
) -> Result<(), ReadErrorKind> {
    let broken = |error: io::Error| match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Bomb>())
    {
        Some(&Bomb(ratio)) => ReadErrorKind::Bomb { ratio },
        None => wrap(error),
    };
    let head = head(&mut reader).map_err(broken)?;
    if head.trim_ascii().is_empty() && (head.len() as u64) < HEAD {
        return Err(ReadErrorKind::Empty);
    }
    let format = Format::from_name(name).unwrap_or_else(|| Format::sniff(&head));
    let mut reader = Cursor::new(head).chain(reader);
    if format == Format::JsonLines {
        return json_lines(name, &mut reader, defaults, each).map_err(broken);
    }
    let mut bytes = Vec::new();
    reader
        .take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(broken)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(ReadErrorKind::FileTooLarge);
    }
    if format == Format::Json {
        return json_file(name, &bytes, defaults, each);
    }
    each(Ok(one(name, format, &bytes, defaults)?));
    Ok(())
}

/// Reads a file that is one article.
fn one(
    name: &str,
    format: Format,
    bytes: &[u8],
    defaults: &Metadata,
) -> Result<Article, ReadErrorKind> {
    let length = bytes.len() as u64;
    if length > ARTICLE_LIMIT {
        return Err(ReadErrorKind::TooLarge(length));
    }
    let text = encoding::decode(bytes)?;
    let article = match format {
        Format::Markdown => markdown::parse(&text),
        Format::Html => html::parse(&text)?,
        Format::Plain | Format::Json | Format::JsonLines => plain::parse(&text),
    };
    if article.body.is_empty() {
        return Err(ReadErrorKind::NoText);
    }
    Ok(finish(article, base_name(name).to_owned(), defaults))
}

fn json_file(
    name: &str,
    bytes: &[u8],
    defaults: &Metadata,
    each: &mut Each,
) -> Result<(), ReadErrorKind> {
    let text = encoding::decode(bytes)?;
    let value = match serde_json::from_str(&text) {
        Ok(value) => value,
        // Several records in a row are JSON Lines under another name.
        Err(error) if json::several(&text) && error.line() > 1 => {
            return json_lines(name, &mut text.as_bytes(), defaults, each)
                .map_err(ReadErrorKind::Io);
        }
        Err(error) => {
            let (line, kind) = json::syntax(&error, &text);
            each(Err(ReadError::new(format!("{name}:{line}"), kind)));
            return Ok(());
        }
    };
    let records = json::records(value);
    let single = records.len() == 1;
    if records.is_empty() {
        return Err(ReadErrorKind::NoText);
    }
    for (index, record) in records.into_iter().enumerate() {
        let place = |name: &str| {
            if single {
                name.to_owned()
            } else {
                format!("{name}#{}", index + 1)
            }
        };
        let article =
            json::parse(&record).map(|article| finish(article, place(base_name(name)), defaults));
        each(article.map_err(|kind| ReadError::new(place(name), kind)));
    }
    Ok(())
}

fn json_lines(
    name: &str,
    reader: &mut dyn BufRead,
    defaults: &Metadata,
    each: &mut Each,
) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if reader
            .take(LINE_LIMIT as u64 + 1)
            .read_until(b'\n', &mut line)?
            == 0
        {
            break;
        }
        let place = |name: &str| format!("{name}:{number}");
        let result = if line.len() > LINE_LIMIT && line.last() != Some(&b'\n') {
            skip_line(reader)?;
            Err(ReadErrorKind::LongLine)
        } else if line.trim_ascii().is_empty() {
            continue;
        } else {
            json::parse_line(&line)
        };
        let article = result.map(|article| finish(article, place(base_name(name)), defaults));
        each(article.map_err(|kind| ReadError::new(place(name), kind)));
    }
    Ok(())
}

/// Passes over the rest of a line without keeping it.
fn skip_line(reader: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (length, done) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(length);
        if done {
            return Ok(());
        }
    }
}

/// Names the article and fills what it lacks.
fn finish(mut article: Article, source_name: String, defaults: &Metadata) -> Article {
    let own = &mut article.metadata;
    own.source_name = source_name;
    let fill = |own: &mut Option<String>, default: &Option<String>| {
        if own.is_none() {
            own.clone_from(default);
        }
    };
    fill(&mut own.url, &defaults.url);
    fill(&mut own.title, &defaults.title);
    fill(&mut own.publisher, &defaults.publisher);
    fill(&mut own.published, &defaults.published);
    fill(&mut own.modified, &defaults.modified);
    fill(&mut own.section, &defaults.section);
    fill(&mut own.language, &defaults.language);
    fill(&mut own.description, &defaults.description);
    if own.authors.is_empty() {
        own.authors.clone_from(&defaults.authors);
    }
    if own.keywords.is_empty() {
        own.keywords.clone_from(&defaults.keywords);
    }
    article
}

fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn head<R: BufRead>(reader: &mut R) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Counts the packed bytes.
struct Counted<'a, R> {
    inner: R,
    count: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.set(self.count.get() + length as u64);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.count.set(self.count.get() + length as u64);
        self.inner.consume(length);
    }
}

/// Stops where a packed file inflates beyond measure.
struct Limited<'a, R> {
    inner: R,
    consumed: &'a Cell<u64>,
    produced: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("inflates to {0} times its size")]
struct Bomb(u64);

impl<R: Read> Read for Limited<'_, R> {
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
