//! Rows → CSV and TSV that a spreadsheet opens without running anything.

use std::io::{self, Write};

use super::{Cell, RenderOptions, Rows};
use crate::query::{Kind, currency_of};

pub(super) fn write(
    rows: &Rows,
    delimiter: u8,
    out: &mut dyn Write,
    options: &RenderOptions,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    let mut header = Vec::new();
    for column in &rows.columns {
        header.push(column.name.clone());
        if column.kind == Kind::Money {
            header.push(currency_of(&column.name));
        }
    }
    if !options.continued {
        writer.write_record(&header).map_err(io::Error::other)?;
    }
    for row in &rows.rows {
        let mut fields = Vec::new();
        for (cell, column) in row.iter().zip(&rows.columns) {
            fields.push(field(cell, options.ids, delimiter));
            if column.kind == Kind::Money {
                fields.push(match cell {
                    Cell::Number {
                        unit: Some(unit), ..
                    } => harmless(unit.clone()),
                    _ => String::new(),
                });
            }
        }
        writer.write_record(&fields).map_err(io::Error::other)?;
    }
    writer.flush()
}

fn field(cell: &Cell, ids: bool, delimiter: u8) -> String {
    let text = cell.plain(ids);
    // In TSV a tab or a line end inside a field would break the row for most readers.
    let text = if delimiter == b'\t' {
        text.replace(['\t', '\n', '\r'], " ")
    } else {
        text
    };
    match cell {
        Cell::Number { text: number, .. } if number.parse::<f64>().is_ok() => text,
        _ => harmless(text),
    }
}

/// A field that a spreadsheet would take for a formula gets an apostrophe before it.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Format, RenderOptions, Rows, render};
    use crate::query::{Column, Kind};

    fn written(format: Format) -> String {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
        };
        let rows = Rows {
            columns: vec![column("quote", Kind::Text), column("amount", Kind::Money)],
            rows: vec![
                vec![
                    Cell::Text("=HYPERLINK(\"x\")\tb".into()),
                    Cell::Number {
                        text: "-5".into(),
                        unit: Some("USD".into()),
                    },
                ],
                vec![Cell::Text("plain, with comma".into()), Cell::Empty],
            ],
            truncated: false,
        };
        let mut out = Vec::new();
        render(&rows, format, &mut out, &RenderOptions::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_made_harmless_and_sums_take_two_columns() {
        assert_eq!(
            written(Format::Csv),
            "quote,amount,amount_currency\n\"'=HYPERLINK(\"\"x\"\")\tb\",-5,USD\n\"plain, with comma\",,\n"
        );
    }

    #[test]
    fn rows_that_follow_others_have_no_header() {
        let rows = Rows {
            columns: vec![Column {
                name: "who".into(),
                kind: Kind::Text,
            }],
            rows: vec![vec![Cell::Text("Reuters".into())]],
            truncated: false,
        };
        let options = RenderOptions {
            continued: true,
            ..RenderOptions::default()
        };
        let mut out = Vec::new();
        render(&rows, Format::Csv, &mut out, &options).unwrap();
        assert_eq!(out, b"Reuters\n");
    }

    #[test]
    fn tabs_never_break_a_row() {
        assert_eq!(
            written(Format::Tsv),
            "quote\tamount\tamount_currency\n\"'=HYPERLINK(\"\"x\"\") b\"\t-5\tUSD\nplain, with comma\t\t\n"
        );
    }
}
