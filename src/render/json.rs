//! Rows → JSON with typed cells.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Cell, Rows};
use crate::query::Compiled;

/// Returns rows as JSON: columns with their types, rows of cells, and whether more were there.
pub fn to_json(rows: &Rows) -> Value {
    let columns: Vec<Value> = rows
        .columns
        .iter()
        .map(|column| json!({"name": column.name, "type": column.kind.name()}))
        .collect();
    let cells: Vec<Vec<Value>> = rows
        .rows
        .iter()
        .map(|row| row.iter().map(cell).collect())
        .collect();
    json!({"columns": columns, "rows": cells, "truncated": rows.truncated})
}

/// Returns an answer as JSON: its rows, what was understood, and the notes.
pub fn answer(compiled: &Compiled, rows: &Rows, notes: &[String]) -> Value {
    let mut value = to_json(rows);
    value["form"] = json!(compiled.form.name());
    value["reading"] = json!(compiled.reading);
    value["sparql"] = json!(compiled.sparql());
    value["notes"] = json!(notes);
    value
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
