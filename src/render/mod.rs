//! Render: rows and graphs → text a person or a program reads; one file per format behind one [`Format`].

mod csv;
mod format;
mod json;
mod prefixes;
mod rows;
mod table;
pub mod turtle;

use std::io::{self, Write};

pub use format::Format;
pub use json::{JsonAnswer, to_json};
pub use rows::{Cell, Rows, columns, rows};
pub(crate) use table::grouped;

/// How rows are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct RenderOptions {
    /// Whether things are shown by identifier instead of by label.
    pub ids: bool,
    /// Whether colours and emphasis may be used.
    pub colour: bool,
    /// Whether the rows follow others that are written already, so that CSV and TSV need no header.
    pub continued: bool,
    /// Width to wrap to, in characters; none for no limit.
    pub width: Option<u16>,
}

/// Writes rows in a format.
///
/// Turtle describes graphs; asking for rows in it is an error.
///
/// ```
/// use byline::query::{Column, Kind};
/// use byline::render::{Cell, Format, RenderOptions, Rows, render};
///
/// let columns = vec![Column { name: "who".into(), kind: Kind::Text }];
/// let rows = Rows { columns, rows: vec![vec![Cell::Text("Reuters".into())]], truncated: false };
/// let mut out = Vec::new();
/// render(&rows, Format::Csv, &mut out, &RenderOptions::default())?;
/// assert_eq!(out, b"who\nReuters\n");
/// # Ok::<_, std::io::Error>(())
/// ```
pub fn render(
    rows: &Rows,
    format: Format,
    out: &mut dyn Write,
    options: &RenderOptions,
) -> io::Result<()> {
    match format {
        Format::Table => table::write(rows, out, options),
        Format::Json => json::write(rows, out),
        Format::Csv => csv::write(rows, b',', out, options),
        Format::Tsv => csv::write(rows, b'\t', out, options),
        Format::Turtle => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "rows have no Turtle form; end the query with `graph`",
        )),
    }
}
