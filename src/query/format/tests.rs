//! Layout, comments, and the two properties that formatting must have.

use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

use super::format;
use crate::query::parse;

/// The tree of a text, without its places.
fn tree(text: &str) -> String {
    let mut tree = format!("{:?}", parse(text).unwrap());
    while let Some(at) = tree.find("Span {") {
        let end = tree[at..].find('}').unwrap();
        tree.replace_range(at..=at + end, "_");
    }
    tree
}

fn check(text: &str, expected: &str) {
    let once = format(text, None).unwrap();
    assert_eq!(once, expected, "{text}");
    assert_eq!(format(&once, None).unwrap(), once);
}

#[test]
fn short_questions_are_one_line() {
    check(
        "who   invested_in\nOpenAI [ amount>1 billion USD ,by ,not  by Reuters ]",
        "who invested_in OpenAI [amount > 1B USD, by, not by Reuters]\n",
    );
    check(
        "claim\n count  per claim . by",
        "claim count per claim.by\n",
    );
    check(
        "person (founded,^ leads ) company@a and is not 'Sam Altman'",
        "person (founded, ^leads) company@a and is not \"Sam Altman\"\n",
    );
    check(
        "who linked +2 OpenAI [since 2021 .. 2023]",
        "who linked+2 OpenAI [since 2021..2023]\n",
    );
}

#[test]
fn longer_ones_have_a_line_for_each_clause_and_stage() {
    check(
        "param org=Microsoft define @a near @b as {@a linked @b} who invested_in what [confirmed,amount USD], not who near :org \
         sum amount per who sort sum_amount desc limit 10 offset 20",
        "param org = Microsoft\ndefine @a near @b as { @a linked @b }\n\nwho invested_in what [confirmed, amount USD],\n\
         not who near :org\nsum amount per who\nsort sum_amount desc\nlimit 10 offset 20\n",
    );
    check(
        "organization partners_with Microsoft [confirmed, since 2019, by] and not competes_with Microsoft [any]",
        "organization partners_with Microsoft [confirmed, since 2019, by]\n  and not competes_with Microsoft [any]\n",
    );
    check(
        "{ article mentions company count per company where count >= 3 and (count < 9 or count = 12) }, company linked place",
        "{\n  article mentions company\n  count per company\n  where count >= 3 and (count < 9 or count = 12)\n},\n\
         company linked place\n",
    );
}

#[test]
fn quotes_and_numbers_have_one_form() {
    check(
        "article title “Big deal” and contains 'say \"x\"' ",
        "article title \"Big deal\" and contains 'say \"x\"'\n",
    );
    check("\"\"\"\"\"\"", "\"\" \"\" \"\"\n");
    check(
        "who a b [amount > 13 million, amount < 1_000k USD, amount != 5 trillion USD]",
        "who a b [amount > 13M, amount < 1_000k USD, amount != 5T USD]\n",
    );
}

#[test]
fn comments_stay_where_they_belong() {
    check(
        "# title\n# more\nparam org # whom\n# the question\nwho a :org,# first\n  # second\n  who c d\n# stage\ncount # end\n# after",
        "# title\n# more\nparam org  # whom\n\n# the question\nwho a :org,  # first\n# second\nwho c d\n# stage\ncount  # end\n# after\n",
    );
    check(
        "{ # inside\n who a b # one\n # last\n} or { who c d }, # both\nwho e f",
        "{\n  # inside\n  who a b  # one\n  # last\n} or {\n  who c d\n},  # both\nwho e f\n",
    );
    check("who a b [x, # why\n y]", "# why\nwho a b [x, y]\n");
    check(
        "maybe # why\nnot # not\nwho a b\ntimeline",
        "# why\n# not\nmaybe not who a b timeline\n",
    );
    check(
        "define @a near @b as { @a linked @b } # close\n",
        "define @a near @b as { @a linked @b }  # close\n",
    );
}

#[test]
fn relations_can_get_their_usual_names() {
    let ontology = crate::query::tests::ontology::ontology();
    let text = format(
        "who investedIn OpenAI and \"funded by\" @x",
        Some(&ontology),
    )
    .unwrap();
    assert_eq!(text, "who invested_in OpenAI and funded_by @x\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn formatting_changes_no_meaning_and_settles(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "who", "what", "company", "company@a", "@x", "OpenAI", "acquired", "\"invested in\"", "relation@r", "[", "]", "amount",
                ">", "!=", "1B USD", "13 billion", "20%", "and", "or", "not", "maybe", ",", "{", "}", "count", "per", "sort", "limit",
                "3", "show", "is", "since", "2024", "2021..2023", "-30d", "article", ".", "published", "graph", "linked+2", "^led+",
                "by", "where", "=", "contains", "'a \"b\"'", "(", ")", "# note\n", "\n", "as", "x1", "define @a n @b as { @a p @b }",
                "param p", "param q = (A, \"3M\")", ":p", "<https://e.org/a#b>", "by:x", "desc", "a_very_long_name_that_fills_the_line",
            ]),
            0..24,
        )
    ) {
        let text = words.join(" ");
        if parse(&text).is_ok() {
            let once = format(&text, None).unwrap();
            prop_assert_eq!(tree(&text), tree(&once), "{}", once);
            let again = format(&once, None).unwrap();
            prop_assert_eq!(&again, &once, "{}", text);
            let notes = |text: &str| text.matches("# note").count();
            prop_assert_eq!(notes(&text), notes(&once));
        }
    }
}
