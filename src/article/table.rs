//! CSV and TSV with a head line → one [`Article`](super::Article) per row.

use std::cell::Cell;
use std::error::Error;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::ByteRecord;
use serde_json::{Map, Value};

use super::format::Format;
use super::stream::{Each, base_name, finish};
use super::{LINE_LIMIT, Origin, ReadError, ReadErrorKind, Told, encoding, json};

/// Reads a table row by row.
pub(super) fn read(
    name: &str,
    reader: &mut dyn BufRead,
    told: &Told,
    each: &mut Each,
    broken: &dyn Fn(io::Error) -> ReadErrorKind,
) -> Result<(), ReadErrorKind> {
    let mut first = Vec::new();
    reader
        .take(LINE_LIMIT as u64)
        .read_until(b'\n', &mut first)
        .map_err(broken)?;
    let delimiter = delimiter(&first, Format::from_name(name));
    let used = Rc::new(Cell::new(0));
    let bounded = Bounded {
        inner: io::Cursor::new(first).chain(reader),
        used: Rc::clone(&used),
    };
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bounded);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => {
            match error.get_ref().map(<dyn Error + Send + Sync>::is::<Long>) {
                Some(true) => ReadErrorKind::LongLine,
                _ => broken(error),
            }
        }
        other => ReadErrorKind::Row(format!("{other:?}")),
    };
    let columns: Vec<String> = rows
        .byte_headers()
        .map_err(failed)?
        .iter()
        .map(cell)
        .collect();
    if !columns
        .iter()
        .any(|column| json::is_text(told.known(column)))
    {
        let found = json::listed(columns.iter().map(String::as_str));
        return Err(ReadErrorKind::NoTextColumn(found));
    }
    let mut row = ByteRecord::new();
    loop {
        used.set(0);
        if !rows.read_byte_record(&mut row).map_err(failed)? {
            return Ok(());
        }
        let line = row.position().map_or(0, csv::Position::line);
        let place = |name: &str| format!("{name}:{line}");
        let article = json::parse(record(&columns, &row), told, Origin::Record)
            .map(|article| finish(article, place(base_name(name)), told));
        each(article.map_err(|kind| ReadError::new(place(name), kind)));
    }
}

fn record(columns: &[String], row: &ByteRecord) -> Value {
    let cells = columns
        .iter()
        .zip(row)
        .filter(|(_, bytes)| !bytes.is_empty());
    Value::Object(
        cells
            .map(|(column, bytes)| (column.clone(), Value::String(cell(bytes))))
            .collect::<Map<_, _>>(),
    )
}

fn cell(bytes: &[u8]) -> String {
    let text = encoding::decode(bytes);
    text.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
        .trim()
        .to_owned()
}

/// The sign between cells: what the name says, or what the head line has most of.
fn delimiter(first: &[u8], format: Option<Format>) -> u8 {
    if format == Some(Format::Tsv) {
        return b'\t';
    }
    let count = |sign: u8| first.iter().filter(|&&byte| byte == sign).count();
    // The first of equals wins, as `max_by_key` would have the last.
    *[b'|', b'\t', b';', b',']
        .iter()
        .max_by_key(|&&sign| count(sign))
        .unwrap_or(&b',')
}

/// Stops a row without end.
struct Bounded<R> {
    inner: R,
    used: Rc<Cell<usize>>,
}

#[derive(Debug, thiserror::Error)]
#[error("a row without end")]
struct Long;

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.used.set(self.used.get() + length);
        if self.used.get() > LINE_LIMIT {
            return Err(io::Error::other(Long));
        }
        Ok(length)
    }
}
