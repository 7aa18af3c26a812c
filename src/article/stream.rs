//! An input → its articles, streamed one by one, inflated where it is compressed.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use super::format::Format;
use super::packed::Packing;
use super::{
    ARTICLE_LIMIT, Article, FILE_LIMIT, Input, LINE_LIMIT, Metadata, Origin, ReadError,
    ReadErrorKind, Told,
};
use super::{encoding, feed, html, json, mail, markdown, plain, table, warc};

/// How many bytes are looked at to tell formats apart.
const HEAD: u64 = 65_536;

/// Takes each article, or what was wrong with it.
pub(super) type Each<'a> = dyn FnMut(Result<Article, ReadError>) + 'a;

/// Reads the articles of one input and gives each to `each`.
pub fn read(input: &Input, told: &Told, each: &mut dyn FnMut(Result<Article, ReadError>)) {
    match input {
        Input::Stdin => read_from("standard input", io::stdin().lock(), told, each),
        #[cfg(feature = "fetch")]
        Input::Address { address, feed } => super::web::read(address, *feed, told, each),
        #[cfg(not(feature = "fetch"))]
        Input::Address { address, .. } => {
            each(Err(ReadError::new(address, ReadErrorKind::NoFetch)));
        }
        Input::File(path) => {
            let name = path.display().to_string();
            match open(path, Format::from_name(&name)) {
                Ok(file) => read_from(&name, BufReader::new(file), told, each),
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
    let told = Told {
        defaults: defaults.clone(),
        ..Told::default()
    };
    read_from(name, bytes, &told, each);
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

fn read_from<R: BufRead>(name: &str, reader: R, told: &Told, each: &mut Each) {
    if let Err(kind) = try_read(name, reader, told, each) {
        each(Err(ReadError::new(name, kind)));
    }
}

fn try_read<R: BufRead>(
    name: &str,
    mut reader: R,
    told: &Told,
    each: &mut Each,
) -> Result<(), ReadErrorKind> {
    let head = head(&mut reader).map_err(ReadErrorKind::Io)?;
    let packing = Packing::of(name, &head);
    let whole = Cursor::new(head).chain(reader);
    match packing {
        None => formatted(name, None, whole, told, each, &ReadErrorKind::Io),
        Some(packing) => {
            let plain = packing.unpack(whole);
            formatted(name, None, plain, told, each, &|error| {
                packing.broken(error)
            })
        }
    }
}

/// Reads what is no longer compressed, in the given format or in that which the name ends in or the bytes look like.
pub(super) fn formatted<R: BufRead>(
    name: &str,
    format: Option<Format>,
    mut reader: R,
    told: &Told,
    each: &mut Each,
    broken: &dyn Fn(io::Error) -> ReadErrorKind,
) -> Result<(), ReadErrorKind> {
    let head = head(&mut reader).map_err(broken)?;
    if head.trim_ascii().is_empty() && (head.len() as u64) < HEAD {
        return Err(ReadErrorKind::Empty);
    }
    let format = format
        .or_else(|| Format::from_name(name))
        .unwrap_or_else(|| Format::sniff(&head));
    let mut reader = Cursor::new(head).chain(reader);
    match format {
        Format::JsonLines => return json_lines(name, &mut reader, told, each).map_err(broken),
        Format::Warc => return warc::read(name, &mut reader, told, each, broken),
        Format::Csv | Format::Tsv => {
            return table::read(name, &mut reader, told, each, broken);
        }
        _ => {}
    }
    let mut bytes = Vec::new();
    reader
        .take(FILE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(broken)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(ReadErrorKind::FileTooLarge);
    }
    if matches!(format, Format::Html | Format::Plain) && feed::is_feed(&bytes) {
        return feed::read(name, &bytes, told, each);
    }
    match format {
        Format::Json => json_file(name, &bytes, told, each),
        Format::Feed => feed::read(name, &bytes, told, each),
        _ => {
            each(Ok(one(name, format, &bytes, told)?));
            Ok(())
        }
    }
}

/// Reads a file that is one article.
fn one(name: &str, format: Format, bytes: &[u8], told: &Told) -> Result<Article, ReadErrorKind> {
    let length = bytes.len() as u64;
    if length > ARTICLE_LIMIT {
        return Err(ReadErrorKind::TooLarge(length));
    }
    let article = match format {
        Format::Markdown => markdown::parse(&encoding::decode(bytes)?),
        Format::Html => html::parse(&encoding::decode(bytes)?)?,
        Format::Mail => mail::parse(bytes)?,
        _ => plain::parse(&encoding::decode(bytes)?),
    };
    if article.body.is_empty() {
        return Err(ReadErrorKind::NoText);
    }
    Ok(finish(article, base_name(name).to_owned(), told))
}

fn json_file(name: &str, bytes: &[u8], told: &Told, each: &mut Each) -> Result<(), ReadErrorKind> {
    let text = encoding::decode(bytes)?;
    let value = match serde_json::from_str(&text) {
        Ok(value) => value,
        // Several records in a row are JSON Lines under another name.
        Err(error) if json::several(&text) && error.line() > 1 => {
            return json_lines(name, &mut text.as_bytes(), told, each).map_err(ReadErrorKind::Io);
        }
        Err(error) => {
            let (line, kind) = json::syntax(&error, &text);
            each(Err(ReadError::new(format!("{name}:{line}"), kind)));
            return Ok(());
        }
    };
    records(name, json::records(value), Origin::Record, told, each)
}

/// Gives the articles of a file's records to `each`.
pub(super) fn records(
    name: &str,
    records: Vec<serde_json::Value>,
    origin: Origin,
    told: &Told,
    each: &mut Each,
) -> Result<(), ReadErrorKind> {
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
        let article = json::parse(record, told, origin)
            .map(|article| finish(article, place(base_name(name)), told));
        each(article.map_err(|kind| ReadError::new(place(name), kind)));
    }
    Ok(())
}

fn json_lines(
    name: &str,
    reader: &mut dyn BufRead,
    told: &Told,
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
            json::parse_line(&line, told)
        };
        let article = result.map(|article| finish(article, place(base_name(name)), told));
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
pub(super) fn finish(mut article: Article, source_name: String, told: &Told) -> Article {
    let own = &mut article.metadata;
    own.source_name = source_name;
    own.came_from(Origin::Text);
    own.fill(told.defaults.clone(), Origin::Told);
    article
}

pub(super) fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn head<R: BufRead>(reader: &mut R) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}
