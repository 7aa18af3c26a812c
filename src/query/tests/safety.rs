//! Whatever stands in a text, a name or a parameter, the structure of the query stays.

use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use spargebra::SparqlParser;

use super::fixture::{Graph, options};
use crate::query::{Compiled, Options, Param};

/// The algebra, with one lower-cased text put in place of another.
fn shape(compiled: &Compiled, text: &str) -> String {
    let quoted = oxigraph::model::Literal::new_simple_literal(text.to_lowercase()).to_string();
    compiled.query.to_sse().replace(&quoted, "HERE")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn text_never_changes_the_structure(text in "(\"|'|\\\\|\\{|\\}|\\?x|#|;|<|>|\n|\r|\u{202e}|[a-z ]|\\PC){0,24}") {
        let graph = Graph::new();
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let question = format!("article title {quoted}");
        let plain = graph.compile("article title \"zq\"").unwrap();
        let hostile = graph.compile(&question).unwrap();
        prop_assert_eq!(shape(&plain, "zq"), shape(&hostile, &text));
        let printed = SparqlParser::new().parse_query(&hostile.sparql()).unwrap();
        let plain_again = SparqlParser::new().parse_query(&plain.sparql()).unwrap();
        let quoted = oxigraph::model::Literal::new_simple_literal(text.to_lowercase()).to_string();
        prop_assert_eq!(printed.to_sse().replace(&quoted, "HERE"), plain_again.to_sse().replace("\"zq\"", "HERE"));
    }

    #[test]
    fn a_parameter_is_one_term(text in "(\"|'|\\\\|\\}|,|and|\\[|\\]|or |[a-z ]|\\PC){0,24}") {
        let graph = Graph::new();
        let with = |value: &str| {
            let params = [("t".to_owned(), Param::Text(value.to_owned()))].into();
            graph.compile_with("article title :t", &Options { params, ..options() })
        };
        prop_assert_eq!(shape(&with("zq").unwrap(), "zq"), shape(&with(&text).unwrap(), &text));
        let params = [("t".to_owned(), Param::Name(text))].into();
        let name = graph.compile_with("who linked :t", &Options { params, ..options() });
        prop_assert!(name.is_err());
    }

    #[test]
    fn a_name_is_one_thing_whatever_it_holds(name in "(\"|'|\\\\|\\{|\\}|\\?x|#|;|<|>|\n|\r|\u{202e}|[a-z ]|\\PC){1,24}") {
        // A folded name that something else has would be ambiguous, which is another matter.
        let name = format!("zq{name}");
        let graph = Graph::new();
        graph.name("thing/plain", "zqplain");
        graph.name("thing/hostile", &name);
        let quoted = format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
        let plain = graph.compile("who acquired \"zqplain\" [any]").unwrap();
        let hostile = graph.compile(&format!("who acquired {quoted} [any]")).unwrap();
        let sse = hostile.query.to_sse().replace("thing/hostile", "thing/plain");
        prop_assert_eq!(plain.query.to_sse(), sse);
    }

    #[test]
    fn any_words_compile_or_fail_inside_the_text(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "who", "what", "company", "OpenAI", "acquired", "invested_in", "relation", "[", "]", "amount", ">", "1B USD",
                "and", "or", "not", "maybe", ",", "{", "}", "count", "per", "sort", "limit", "3", "show", "is", "since",
                "2024", "article", ".", "published", "@x", "graph", "timeline", "linked+2", "any", "by", "where", "=",
            ]),
            0..14,
        )
    ) {
        let text = words.join(" ");
        match Graph::new().compile(&text) {
            Ok(compiled) => prop_assert!(SparqlParser::new().parse_query(&compiled.sparql()).is_ok(), "{}", compiled.sparql()),
            Err(error) => prop_assert!(text.get(error.span.start..error.span.end).is_some()),
        }
    }
}

#[test]
fn the_deepest_groups_compile_and_print() {
    let graph = Graph::new();
    let text = format!(
        "{}who acquired what{}",
        "{ not not not not who acquired what, ".repeat(60),
        " }".repeat(60)
    );
    let compiled = graph.compile(&text).unwrap();
    assert!(SparqlParser::new().parse_query(&compiled.sparql()).is_ok());
}
