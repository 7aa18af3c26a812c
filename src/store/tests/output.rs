//! What comes out: exports and the answers to queries.

use super::*;

#[test]
fn exports_have_the_same_bytes_in_any_order() {
    let articles = [
        post(1)
            .claim("A", "investedIn", "Zürich Re")
            .claim("A", "foundedOn", "\"2015\"")
            .graph(),
        post(2)
            .said("X", ("denied", "negative"), ("A", "investedIn", "B"))
            .graph(),
    ];
    let (one, mut other) = (filled(&articles), articles.to_vec());
    other.reverse();
    let other = filled(&other);
    for scope in [
        ExportScope::All,
        ExportScope::Accepted,
        ExportScope::Article(articles[0].iri.clone()),
    ] {
        for format in ExportFormat::ALL {
            assert_eq!(
                export(&one, &scope, *format),
                export(&other, &scope, *format),
                "{scope:?} {format:?}"
            );
        }
    }
    let accepted = export(&one, &ExportScope::Accepted, ExportFormat::Turtle);
    assert!(
        accepted.contains("organization:a a by:Company ;\n    rdfs:label \"A\" ;\n"),
        "{accepted}"
    );
    assert!(
        accepted.contains("by:investedIn organization:zürich-re"),
        "{accepted}"
    );
    assert!(
        !accepted.contains("nameKey") && !accepted.contains("by:Proposition"),
        "{accepted}"
    );
}

#[test]
fn exports_read_back_as_what_is_in_the_store() {
    let mut draft = post(1);
    let holder = draft.thing("B", &[]);
    let article = draft.claim_with("A \"quoted\" \\ name\u{202e}", "investedIn", "B", |claim| {
        let value = |text: &str| Object::Literal(Literal::new_simple_literal(text));
        claim.qualifiers = vec![
            (vocab::AMOUNT.into_owned(), value("13000000000")),
            (vocab::VALID_FROM.into_owned(), value("2024-03")),
        ];
        claim.holder = holder;
        claim.cues = vec!["line\nbreak".into(), "tab\t".into()];
    });
    let store = filled(&[
        article.graph(),
        post(2).claim("A", "partnerOf", "B").graph(),
    ]);
    let lines = |quads: &mut dyn Iterator<Item = Quad>, graphs: bool| {
        let mut lines: Vec<String> = quads
            .map(|quad| {
                if graphs {
                    quad.to_string()
                } else {
                    write::triple(&quad).to_string()
                }
            })
            .collect();
        lines.sort();
        lines
    };
    let formats = [
        RdfFormat::Turtle,
        RdfFormat::NTriples,
        RdfFormat::TriG,
        RdfFormat::NQuads,
    ];
    for (format, reader) in ExportFormat::ALL.iter().zip(formats) {
        let text = export(&store, &ExportScope::All, *format);
        let graphs = matches!(format, ExportFormat::TriG | ExportFormat::NQuads);
        let mut parsed = RdfParser::from_format(reader)
            .for_slice(text.as_bytes())
            .map(|quad| quad.unwrap());
        let mut stored = present(&store);
        assert_eq!(
            lines(&mut parsed, graphs),
            lines(&mut stored, graphs),
            "{format:?}"
        );
    }
}

#[test]
fn experts_can_ask_in_sparql() {
    let store = filled(&[post(1).claim("A", "investedIn", "B").graph()]);
    let ask = |query: &str| store.sparql(query, Limits::default());
    assert_eq!(
        ask("ASK { ?c by:quote ?q }").unwrap(),
        Answer::Boolean(true)
    );
    let rows = ask("SELECT ?s ?nothing { ?s by:investedIn ?o }").unwrap();
    let Answer::Rows {
        columns,
        rows,
        complete,
    } = rows
    else {
        unreachable!()
    };
    assert_eq!((columns.len(), rows.len(), complete), (2, 1, true));
    assert_eq!(rows[0][1], None);
    let Answer::Graph { triples, .. } = ask("CONSTRUCT WHERE { ?s by:investedIn ?o }").unwrap()
    else {
        unreachable!()
    };
    assert_eq!(triples.len(), 1);
    let limited = store
        .sparql(
            "SELECT * { ?s ?p ?o }",
            Limits {
                rows: 3,
                ..Limits::default()
            },
        )
        .unwrap();
    assert!(matches!(limited, Answer::Rows { rows, complete: false, .. } if rows.len() == 3));
    assert!(matches!(ask("SELECT ?s {"), Err(StoreError::Syntax(_))));
    assert!(matches!(ask("DROP ALL"), Err(StoreError::Refused { .. })));
    assert!(matches!(
        ask("ASK { SERVICE <http://localhost/> {} }"),
        Err(StoreError::Refused { .. })
    ));
}

#[test]
fn deep_queries_do_not_end_the_process() {
    let store = store();
    let ask = |query: &str| store.sparql(query, Limits::default());
    let nested = |n: usize| format!("ASK {}{}", "{".repeat(n), "}".repeat(n));
    assert!(ask(&nested(guard::MAX_DEPTH)).is_ok());
    assert!(matches!(
        ask(&nested(600)),
        Err(StoreError::TooLarge { .. })
    ));
    for (open, close) in [
        ("!", ""),
        ("true || ", ""),
        ("true && ", ""),
        ("1 + ", ""),
        ("-", ""),
    ] {
        let n = (guard::MAX_OPERATORS - 10) / open.matches(['!', '|', '&', '+', '-']).count();
        let query = format!("ASK {{ FILTER({}1{}) }}", open.repeat(n), close.repeat(n));
        assert!(
            !matches!(
                ask(&query),
                Err(StoreError::Lost | StoreError::TooLarge { .. })
            ),
            "{open}"
        );
    }
    let query = format!(
        "ASK {{ {{}} {} }}",
        "UNION {} ".repeat(guard::MAX_OPERATORS / 2 - 10)
    );
    assert_eq!(ask(&query).unwrap(), Answer::Boolean(true));
    let query = format!(
        "ASK {{ {} }}",
        "OPTIONAL {} ".repeat(guard::MAX_OPERATORS - 10)
    );
    assert_eq!(ask(&query).unwrap(), Answer::Boolean(true));
}

#[test]
fn a_query_without_time_is_cut_off() {
    let store = filled(
        &(1..4)
            .map(|number| post(number).claim("A", "investedIn", "B").graph())
            .collect::<Vec<_>>(),
    );
    let limits = Limits {
        time: std::time::Duration::from_millis(50),
        ..Limits::default()
    };
    let query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }";
    assert!(matches!(
        store.sparql(query, limits),
        Err(StoreError::TimedOut(_))
    ));
}

#[test]
fn a_long_answer_comes_in_parts() {
    let store = filled(&[post(1).claim("A", "investedIn", "B").graph()]);
    let query = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let query = || spargebra::SparqlParser::new().parse_query(query).unwrap();
    let limits = Limits {
        rows: 2500,
        ..Limits::default()
    };
    let stop = oxigraph::sparql::CancellationToken::new();
    let mut parts = Vec::new();
    let all = store.query_until(query(), limits, &stop, &mut |part| {
        let Answer::Rows { columns, rows, .. } = part else {
            unreachable!("{part:?}");
        };
        assert_eq!(columns.len(), 2);
        parts.push(rows.len());
        Ok(())
    });
    assert_eq!((all.unwrap(), parts), (false, vec![1000, 1000, 500]));
    let Answer::Rows { rows, complete, .. } = store.query(query(), limits).unwrap() else {
        unreachable!();
    };
    assert_eq!((rows.len(), complete), (2500, false));
    let mut parts = 0;
    let ended = store.query_until(query(), limits, &stop, &mut |_| {
        parts += 1;
        Err(StoreError::Lost)
    });
    assert!(
        matches!(ended, Err(StoreError::Lost)) && parts == 1,
        "{ended:?}"
    );
}

#[test]
fn a_query_that_is_told_to_stop_stops() {
    let store = filled(&[post(1).claim("A", "investedIn", "B").graph()]);
    let query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }";
    let query = spargebra::SparqlParser::new().parse_query(query).unwrap();
    let stop = oxigraph::sparql::CancellationToken::new();
    let limits = Limits {
        rows: usize::MAX,
        ..Limits::default()
    };
    let told = stop.clone();
    let teller = std::thread::spawn(move || told.cancel());
    let answer = store.query_until(query, limits, &stop, &mut |_| Ok(()));
    teller.join().unwrap();
    assert!(matches!(answer, Err(StoreError::Stopped)), "{answer:?}");
}
