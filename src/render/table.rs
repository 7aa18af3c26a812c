//! Rows → aligned columns for a terminal.

use std::io::{self, Write};

use comfy_table::{
    Attribute, Cell as TableCell, CellAlignment, ContentArrangement, Table, presets,
};

use super::{Cell, RenderOptions, Rows};
use crate::query::Kind;

pub(super) fn write(rows: &Rows, out: &mut dyn Write, options: &RenderOptions) -> io::Result<()> {
    if !rows.rows.is_empty() {
        let table = build(rows, options);
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    let more = if rows.truncated {
        ", and there are more"
    } else {
        ""
    };
    match rows.rows.len() {
        1 => writeln!(out, "1 row{more}"),
        count => writeln!(out, "{count} rows{more}"),
    }
}

fn build(rows: &Rows, options: &RenderOptions) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if options.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    if let Some(width) = options.width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width.max(20));
    }
    let header = rows.columns.iter().map(|column| {
        let name = TableCell::new(clean(&column.name)).set_alignment(alignment(column.kind));
        if options.colour {
            name.add_attribute(Attribute::Bold)
        } else {
            name
        }
    });
    table.set_header(header.collect::<Vec<_>>());
    for row in &rows.rows {
        let cells = row.iter().zip(&rows.columns).map(|(cell, column)| {
            TableCell::new(clean(&shown(cell, options.ids))).set_alignment(alignment(column.kind))
        });
        table.add_row(cells.collect::<Vec<_>>());
    }
    table
}

const fn alignment(kind: Kind) -> CellAlignment {
    match kind {
        Kind::Number | Kind::Money => CellAlignment::Right,
        _ => CellAlignment::Left,
    }
}

fn shown(cell: &Cell, ids: bool) -> String {
    match cell {
        Cell::Number {
            text,
            unit: Some(unit),
        } => format!("{} {unit}", grouped(text)),
        Cell::Number { text, unit: None } => grouped(text),
        other => other.plain(ids),
    }
}

/// Returns a number with its thousands apart: `10000000` is `10,000,000`.
pub(crate) fn grouped(text: &str) -> String {
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = rest.find('.').map_or((rest, ""), |at| rest.split_at(at));
    if !whole.chars().all(|c| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// Words of an article must not move the cursor, change colours or turn the direction of writing.
fn clean(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => {
                if chars.next_if_eq(&'[').is_some() {
                    while chars
                        .next_if(|c| !c.is_ascii_alphabetic() && *c != '~')
                        .is_some()
                    {}
                    chars.next();
                }
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Format, RenderOptions, Rows, render};
    use super::{clean, grouped};
    use crate::query::{Column, Kind};

    fn table(width: Option<u16>) -> String {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
        };
        let rows = Rows {
            columns: vec![
                column("who", Kind::Thing),
                column("amount", Kind::Money),
                column("quote", Kind::Text),
            ],
            rows: vec![
                vec![
                    Cell::Thing {
                        iri: "https://e.org/o/microsoft".into(),
                        label: None,
                    },
                    Cell::Number {
                        text: "10000000000".into(),
                        unit: Some("USD".into()),
                    },
                    Cell::Text("a multiyear, multibillion dollar investment".into()),
                ],
                vec![
                    Cell::Thing {
                        iri: "https://e.org/o/t".into(),
                        label: Some("Thrive Capital".into()),
                    },
                    Cell::Empty,
                    Cell::Text("\u{1b}[31mred\u{1b}[0m".into()),
                ],
            ],
            truncated: true,
        };
        let mut out = Vec::new();
        let options = RenderOptions {
            width,
            ..RenderOptions::default()
        };
        render(&rows, Format::Table, &mut out, &options).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_aligned_and_numbers_stand_right() {
        assert_eq!(
            table(None),
            " who                         amount  quote\n \
             microsoft       10,000,000,000 USD  a multiyear, multibillion dollar investment\n \
             Thrive Capital                      red\n\n2 rows, and there are more\n"
        );
    }

    #[test]
    fn long_quotes_wrap_to_the_width() {
        assert!(
            table(Some(60))
                .lines()
                .all(|line| line.chars().count() <= 60)
        );
    }

    #[test]
    fn control_characters_and_escapes_vanish() {
        assert_eq!(clean("a\u{1b}[1;31mb\u{7}c\u{202e}d\ne"), "ab cd e");
        assert_eq!(grouped("-1234567.50"), "-1,234,567.50");
    }
}
