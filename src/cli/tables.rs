//! Small tables that are no answers of a query.

use std::io;

use byline::query::{Column, Kind};
use byline::render::{Cell, Format, RenderOptions, Rows, render};
use clap::ValueEnum;

use super::failure::Failure;
use super::streams::Streams;

/// A format of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RowFormat {
    /// Aligned columns.
    Table,
    /// JSON with typed cells.
    Json,
    /// Values separated by commas.
    Csv,
    /// Values separated by tabs.
    Tsv,
}

impl RowFormat {
    pub(super) const fn format(self) -> Format {
        match self {
            Self::Table => Format::Table,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
        }
    }
}

/// Text for a person or JSON for a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    /// For a person.
    Text,
    /// For a program.
    Json,
}

/// Returns rows of text.
pub(super) fn texts(columns: &[(&str, Kind)], rows: impl IntoIterator<Item = Vec<String>>) -> Rows {
    let cell = |(text, (_, kind)): (String, &(&str, Kind))| match (text.is_empty(), kind) {
        (true, _) => Cell::Empty,
        (false, Kind::Number) => Cell::Number { text, unit: None },
        (false, Kind::Date) => Cell::Date(text),
        (false, _) => Cell::Text(text),
    };
    Rows {
        columns: columns
            .iter()
            .map(|(name, kind)| Column {
                name: (*name).to_owned(),
                kind: *kind,
            })
            .collect(),
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().zip(columns).map(cell).collect())
            .collect(),
        truncated: false,
    }
}

/// Writes rows to the output.
pub(super) fn write(
    rows: &Rows,
    format: Format,
    ids: bool,
    streams: &mut Streams,
) -> Result<(), Failure> {
    write_part(rows, format, ids, false, streams).map_err(Failure::Output)
}

/// Writes rows to the output, perhaps after others.
pub(super) fn write_part(
    rows: &Rows,
    format: Format,
    ids: bool,
    continued: bool,
    streams: &mut Streams,
) -> io::Result<()> {
    let options = RenderOptions {
        ids,
        colour: streams.colour,
        continued,
        width: streams.width(),
    };
    render(rows, format, &mut streams.out, &options)
}

/// Writes JSON to the output.
pub(super) fn write_json(
    value: &impl serde::Serialize,
    streams: &mut Streams,
) -> Result<(), Failure> {
    use std::io::Write;
    serde_json::to_writer_pretty(&mut streams.out, value)
        .map_err(|error| Failure::Output(error.into()))?;
    writeln!(streams.out).map_err(Failure::Output)
}
