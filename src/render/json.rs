//! Rows → JSON with typed cells.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Cell, Rows};
use crate::query::{Column, Compiled};

/// Returns rows as JSON: columns with their types, rows of cells, and whether more were there.
pub fn to_json(rows: &Rows) -> Value {
    let cells: Vec<Vec<Value>> = rows.rows.iter().map(|row| cells(row)).collect();
    json!({"columns": columns(rows), "rows": cells, "truncated": rows.truncated})
}

/// An answer as a JSON object that is written while its rows come, so that a long one need not be held: the columns, what
/// was understood, the rows, then the notes and whether more rows were there.
#[derive(Debug, Default)]
pub struct JsonAnswer {
    /// Whether the columns are written.
    begun: bool,
    /// Whether a row is.
    some: bool,
}

impl JsonAnswer {
    /// Writes some rows, after all that was written before.
    pub fn rows(
        &mut self,
        compiled: &Compiled,
        rows: &Rows,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            write!(
                out,
                "{{\n  \"columns\": {},\n  \"form\": {},\n  \"reading\": {},\n  \"sparql\": {},\n  \"rows\": [",
                json!(columns(rows)),
                json!(compiled.form.name()),
                json!(compiled.reading),
                json!(compiled.sparql())
            )?;
        }
        for row in &rows.rows {
            let comma = if self.some { "," } else { "" };
            write!(out, "{comma}\n    {}", json!(cells(row)))?;
            self.some = true;
        }
        Ok(())
    }

    /// Writes what comes after the rows.
    pub fn end(self, notes: &[String], truncated: bool, out: &mut dyn Write) -> io::Result<()> {
        self.close(out)?;
        writeln!(
            out,
            ",\n  \"notes\": {},\n  \"truncated\": {truncated}\n}}",
            json!(notes)
        )
    }

    /// Writes why no more rows come, so that what was written is an object still; `false` where nothing was.
    pub fn fail(self, error: &Value, out: &mut dyn Write) -> io::Result<bool> {
        if self.begun {
            self.close(out)?;
            writeln!(out, ",\n  \"error\": {error}\n}}")?;
        }
        Ok(self.begun)
    }

    fn close(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.some { b"\n  ]" } else { b"]" })
    }
}

fn columns(rows: &Rows) -> Vec<Value> {
    let one = |column: &Column| json!({"name": column.name, "type": column.kind.name()});
    rows.columns.iter().map(one).collect()
}

fn cells(row: &[Cell]) -> Vec<Value> {
    row.iter().map(cell).collect()
}

pub(super) fn write(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &to_json(rows))?;
    out.write_all(b"\n")
}

/// Numbers stay text, so that no digit is lost.
fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Thing { iri, label } => json!({"iri": iri, "label": label}),
        Cell::Text(text) | Cell::Date(text) => json!(text),
        Cell::Number {
            text,
            unit: Some(unit),
        } => json!({"number": text, "unit": unit}),
        Cell::Number { text, unit: None } => json!({"number": text}),
        Cell::Flag(flag) => json!(flag),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Rows};
    use super::to_json;
    use crate::query::{Column, Kind};

    #[test]
    fn cells_keep_their_types() {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
        };
        let rows = Rows {
            columns: vec![
                column("who", Kind::Thing),
                column("amount", Kind::Money),
                column("since", Kind::Date),
            ],
            rows: vec![vec![
                Cell::Thing {
                    iri: "https://e.org/m".into(),
                    label: Some("Microsoft".into()),
                },
                Cell::Number {
                    text: "10000000000".into(),
                    unit: Some("USD".into()),
                },
                Cell::Date("2023-01".into()),
            ]],
            truncated: false,
        };
        assert_eq!(
            to_json(&rows).to_string(),
            r#"{"columns":[{"name":"who","type":"thing"},{"name":"amount","type":"money"},{"name":"since","type":"date"}],"rows":[[{"iri":"https://e.org/m","label":"Microsoft"},{"number":"10000000000","unit":"USD"},"2023-01"]],"truncated":false}"#
        );
    }
}
