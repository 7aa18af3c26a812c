use std::fs;

use tempfile::tempdir;

use super::{Part, measure_facts, measure_ontology, relations};

/// Sentences of one kind, told apart by their names.
fn founders(count: usize) -> Vec<(String, String)> {
    let firms = [
        "Arkadia",
        "Belmont",
        "Corvina",
        "Dunmore",
        "Elstree",
        "Farnham",
        "Glenfield",
        "Hartwell",
    ];
    let people = [
        "Ines Moreau",
        "Paul Reyes",
        "Maria Lind",
        "John Carver",
        "Anna Weber",
        "Tom Hale",
        "Rosa Quint",
    ];
    (0..count)
        .map(|index| {
            let firm = format!("{} Systems", firms[index % firms.len()]);
            (firm, people[index % people.len()].to_owned())
        })
        .collect()
}

fn passages(count: usize) -> String {
    let lines = founders(count).into_iter().enumerate().map(|(index, (firm, person))| {
        let text = format!("{firm} was founded by {person} in Oslo.");
        let (start, end) = (firm.len() + 16, firm.len() + 16 + person.len());
        let shift = 10;
        serde_json::json!({
            "documentId": index.to_string(), "passageStart": shift, "passageText": text,
            "properties": ["FOUNDED_BY", "HEADQUARTERS"],
            "facts": [{
                "propertyName": "FOUNDED_BY", "subjectStart": shift, "subjectEnd": shift + firm.len(),
                "objectStart": shift + start, "objectEnd": shift + end,
            }],
        })
        .to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn facts_are_learned_and_measured() {
    let folder = tempdir().unwrap();
    let (file, weights) = (
        folder.path().join("kn.jsonl"),
        folder.path().join("weights.bin"),
    );
    fs::write(&file, passages(56)).unwrap();
    fs::write(&weights, relations(&file, Part::Train).unwrap()).unwrap();
    let mut predictions = Vec::new();
    let report = measure_facts(&file, Part::Dev, Some(&weights), Some(&mut predictions)).unwrap();
    assert!(report["passages"].as_u64().unwrap() > 3, "{report}");
    assert_eq!(report["precision"], 1.0, "{report}");
    assert!(report["recall"].as_f64().unwrap() > 0.8, "{report}");
    let first: serde_json::Value = serde_json::from_str(
        String::from_utf8(predictions)
            .unwrap()
            .lines()
            .next()
            .unwrap(),
    )
    .unwrap();
    assert_eq!(first["facts"][0]["subjectStart"], 10, "{first}");
}

#[test]
fn a_bad_line_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("kn.jsonl");
    fs::write(&file, format!("{}\n{{\"documentId\": []}}", passages(1))).unwrap();
    let error = measure_facts(&file, Part::All, None, None).unwrap_err();
    assert!(error.to_string().contains("kn.jsonl, line 2: "), "{error}");
}

#[test]
fn an_ontology_is_learned_from_examples() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let example = |id: usize, (firm, person): &(String, String)| {
        serde_json::json!({
            "id": id.to_string(), "sent": format!("{firm} was launched in {} by {person}.", 1990 + id % 20),
            "triples": [
                { "sub": firm, "rel": "set up by", "obj": person },
                { "sub": firm, "rel": "start date", "obj": format!("01 January {}", 1990 + id % 20) },
            ],
        })
        .to_string()
    };
    let all = founders(56);
    let lines: Vec<String> = all
        .iter()
        .enumerate()
        .map(|(id, pair)| example(id, pair))
        .collect();
    fs::write(path("train"), lines[..40].join("\n")).unwrap();
    fs::write(path("test"), lines[40..].join("\n")).unwrap();
    fs::write(
        path("ontology"),
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
         <http://example.org/a> a owl:ObjectProperty ; rdfs:label \"set up by\" .
         <http://example.org/b> a owl:DatatypeProperty ; rdfs:label \"start date\" .",
    )
    .unwrap();
    let mut predictions = Vec::new();
    let [ontology, train, test] = ["ontology", "train", "test"].map(path);
    let report = measure_ontology(&ontology, &train, &test, &test, Some(&mut predictions)).unwrap();
    assert!(report["macro"]["f1"].as_f64().unwrap() > 0.8, "{report}");
    assert_eq!(report["conformance"], 1.0, "{report}");
    let told = String::from_utf8(predictions).unwrap();
    assert!(told.contains("\"set_up_by\""), "{told}");
}
