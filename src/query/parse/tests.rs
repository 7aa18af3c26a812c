//! Every rule of the grammar, and the message where it is broken.

use proptest::prelude::{ProptestConfig, prop_assert, proptest};

use super::parse;
use crate::query::ast::{
    ClauseKind, Expr, Hops, Mode, Op, Predicate, QualifierKind, StageKind, TermKind, Verb,
};

fn message(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

fn verb(text: &str) -> Verb {
    let query = parse(text).unwrap();
    let ClauseKind::Statement(statement) = &query.body.pattern[0].kind else {
        unreachable!("no statement")
    };
    let Predicate::Verb(verb) = &statement.phrases[0].predicate else {
        unreachable!("no verb")
    };
    verb.clone()
}

#[test]
fn statements_join_with_commas_and_phrases_with_and() {
    let query = parse(
        "organization partners_with Microsoft and not competes_with Microsoft, who founded what",
    )
    .unwrap();
    assert_eq!(query.body.pattern.len(), 2);
    let ClauseKind::Statement(first) = &query.body.pattern[0].kind else {
        unreachable!("no statement")
    };
    assert_eq!(first.phrases.len(), 2);
    assert_eq!(first.phrases[1].mode, Some(Mode::Not));
    assert!(!first.either);
}

#[test]
fn relations_take_lists_inversion_and_hops() {
    let both = verb("Google (acquired, ^subsidiary_of) company");
    assert_eq!(both.relations.len(), 2);
    assert!(both.relations[1].inverse);
    let hops = verb("person linked+2 IBM");
    assert_eq!(hops.relations[0].hops, Some(Hops::UpTo(2)));
    assert!(matches!(hops.object.kind, TermKind::Name(ref name) if name == "IBM"));
    assert_eq!(verb("a b+ c").relations[0].hops, Some(Hops::Any));
}

#[test]
fn brackets_hold_names_comparisons_walks_and_the_claim() {
    let verb = verb(
        "who a what [@deal, confirmed, amount > 1B USD, not by Reuters, article.publisher as p, contains \"x\"]",
    );
    let kinds: Vec<_> = verb
        .qualifiers
        .unwrap()
        .into_iter()
        .map(|qualifier| qualifier.kind)
        .collect();
    assert!(matches!(&kinds[0], QualifierKind::Claim(name) if name == "deal"));
    assert!(matches!(
        &kinds[2],
        QualifierKind::Item {
            test: Some((Some(Op::Greater), _)),
            ..
        }
    ));
    assert!(matches!(
        &kinds[3],
        QualifierKind::Item {
            negated: true,
            test: Some((None, _)),
            ..
        }
    ));
    assert!(
        matches!(&kinds[4], QualifierKind::Item { path, name: Some(_), .. } if path.len() == 2)
    );
    assert!(matches!(&kinds[5], QualifierKind::Contains(_)));
}

#[test]
fn stages_follow_in_any_number() {
    let query = parse(
        "who a what where amount > 1B USD and not (by = Reuters or count >= 3) show who, what.b as c \
         count who per article.publisher, what sum amount as total sort count desc, who limit 10 offset 20 graph",
    )
    .unwrap();
    let stages: Vec<_> = query.body.stages.iter().map(|stage| &stage.kind).collect();
    assert_eq!(stages.len(), 7);
    assert!(matches!(stages[0], StageKind::Where(Expr::And(parts)) if parts.len() == 2));
    assert!(
        matches!(stages[2], StageKind::Aggregate { aggregates, keys } if aggregates.len() == 1 && keys.len() == 2)
    );
    assert!(matches!(
        stages[5],
        StageKind::Limit {
            limit: 10,
            offset: Some(20)
        }
    ));
}

#[test]
fn groups_params_and_definitions() {
    let query = parse(
        "param org = Microsoft param year define @a near @b as { @a linked @b } \
         { who a b } or { who c d count per who }, maybe who e :org",
    )
    .unwrap();
    assert_eq!(query.params.len(), 2);
    assert_eq!(query.defines[0].name.text, "near");
    assert!(matches!(&query.body.pattern[0].kind, ClauseKind::Groups(arms) if arms.len() == 2));
    assert!(matches!(&query.body.pattern[1].kind, ClauseKind::Maybe(_)));
}

#[test]
fn messages_say_what_was_wanted() {
    for (text, expected) in [
        (
            "who invested_in",
            "expected an object after the relation, found the end",
        ),
        ("who a b [by", "expected `]`, found the end"),
        (
            "who a b (",
            "expected a comma, `and`, a stage such as `show` or `count`, or the end, found `(`",
        ),
        ("?x invested_in OpenAI", "expected a statement, found `?x`"),
        (
            "who founded count",
            "expected an object after the relation, found `count`",
        ),
        ("who a b limit x", "expected a number of rows, found `x`"),
        ("who a b show", "expected a column, found the end"),
        ("who a b where", "expected a condition, found the end"),
        (
            "who a b where c",
            "expected a comparison such as `=` or `>`, found the end",
        ),
        (
            "{ who a b",
            "expected a comma, `and`, a stage, or `}`, found the end",
        ),
        ("who a b, ", "expected a statement, found the end"),
        ("who a b and", "expected a relation, found the end"),
        ("who (a, ) b", "expected a relation, found `)`"),
        ("who a (b c)", "expected a comma or `)`, found `c`"),
        (
            "who a b [amount >]",
            "expected a value to compare with, found `]`",
        ),
        ("  # nothing", "there is no query here"),
        ("SELECT * WHERE { ?s ?p ?o }", "this looks like SPARQL"),
        (
            "who a b or c d and e f",
            "`and` and `or` do not mix in one statement; write two statements, or { … } or { … }",
        ),
    ] {
        assert_eq!(message(text), expected, "{text}");
    }
}

#[test]
fn mistakes_carry_their_repair() {
    let sort = parse("who invested_in OpenAI sortt amount").unwrap_err();
    assert_eq!(sort.help, ["did you mean `sort`?"]);
    assert_eq!(sort.fix.unwrap().text, "sort");
    let upper = parse("who invested_in OpenAI WHERE amount > 3").unwrap_err();
    assert_eq!(upper.help, ["keywords are lower case: `where`"]);
    let keyword = parse("who founded count").unwrap_err();
    assert_eq!(
        keyword.help,
        ["`count` is a keyword; quote it to use it as a name: \"count\""]
    );
    let comma = parse("who founded what, limit 5").unwrap_err();
    assert_eq!(
        comma.help,
        ["`limit` opens a stage, which no comma goes before"]
    );
    assert_eq!(comma.fix.unwrap().span.of("who founded what, limit 5"), ",");
    assert_eq!(
        parse("who founded what | limit 5").unwrap_err().help,
        ["stages follow each other with no sign between them"]
    );
    assert_eq!(
        parse("count who founded what").unwrap_err().help,
        ["`count` opens a stage, which goes behind the statements: who founded what count …"]
    );
    assert_eq!(
        parse("?x a b").unwrap_err().help,
        ["variables are written @x"]
    );
}

#[test]
fn the_deepest_brackets_allowed_are_read() {
    let nested = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(64), close.repeat(64))
    };
    for text in [
        nested("{ ", "who a b", " }"),
        format!("who a {}", nested("(", "b", ")")),
        format!("who a b where {}", nested("(", "b = c", ")")),
        format!("{}who a b", "not ".repeat(64)),
    ] {
        assert!(parse(&text).is_ok(), "{text}");
    }
}

#[test]
fn size_and_depth_are_limited() {
    assert_eq!(message(&"{".repeat(65)), "more than 64 levels of brackets");
    assert_eq!(
        message(&"not ".repeat(65)),
        "more than 64 levels of brackets"
    );
    assert_eq!(
        message(&"a".repeat(16 * 1024 + 1)),
        "more than 16384 bytes of text"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn spans_lie_inside_any_text(text in "(who|what|a|\\[|\\]|\\{|\\}|,|\\.|<|>|\"|@x|:y|-1d|2024|and|or|not|é|[ -~]|\\PC| ){0,40}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.span.end <= text.len() && error.span.start <= error.span.end);
            prop_assert!(text.get(error.span.start..error.span.end).is_some());
            let shown = error.render("query", &text, false);
            prop_assert!(shown.starts_with("error[E"));
        }
    }
}
