//! Texts and the values found in them, in compact form.

use super::values;
use crate::analysis::{Bound, ValueKind, syntax};
use crate::article::{Article, Metadata, Part};
use crate::text::{BlockKind, clean};

/// Prints the values of `text` as "words: kind", published on `published`.
fn print(text: &str, published: Option<&str>) -> Vec<String> {
    let article = Article {
        metadata: Metadata {
            published: published.map(str::to_owned),
            ..Metadata::default()
        },
        body: vec![Part {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
        }],
    };
    let document = clean(article);
    let words = syntax(&document);
    values(&document, &words)
        .iter()
        .map(|value| {
            assert!(
                value.tokens.contains(&value.head),
                "the head stands inside the value"
            );
            format!(
                "{}: {}",
                value.span.of(&document.text),
                compact(&value.kind)
            )
        })
        .collect()
}

fn compact(kind: &ValueKind) -> String {
    match kind {
        ValueKind::Money(money) => {
            let bound = match money.bound {
                Bound::Exact => "",
                Bound::About => "~",
                Bound::AtLeast => ">=",
                Bound::AtMost => "<=",
            };
            format!("{bound}{} {}", money.amount, money.currency)
        }
        ValueKind::Date(date) => {
            let opening = date
                .preposition
                .as_ref()
                .map_or(String::new(), |word| format!("{word} "));
            format!(
                "{opening}{}{}",
                date.start,
                date.end
                    .as_ref()
                    .map_or(String::new(), |end| format!("..{end}"))
            )
        }
        ValueKind::Percent(share) => format!("{share}%"),
        ValueKind::Count(count) => format!("#{count}"),
        ValueKind::Duration(time) => time.clone(),
        ValueKind::Age(years) => format!("age {years}"),
    }
}

/// Checks rows of a text and its values; all are published on a Thursday.
fn check(rows: &[(&str, &[&str])]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let found = print(text, Some("2024-03-14T09:30:00Z"));
            (found != *expected)
                .then(|| format!("{text}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sums() {
    check(&[
        (
            "Microsoft invested $13 billion in OpenAI.",
            &["$13 billion: 13000000000 USD"],
        ),
        (
            "Microsoft has invested over $13 billion in OpenAI.",
            &["over $13 billion: >=13000000000 USD"],
        ),
        (
            "It raised more than $13 billion.",
            &["more than $13 billion: >=13000000000 USD"],
        ),
        ("It may cost over €3-4m.", &["over €3-4m: >=3000000 EUR"]),
        ("He joined for £25m.", &["£25m: 25000000 GBP"]),
        ("The deal is worth US$1.2bn.", &["US$1.2bn: 1200000000 USD"]),
        (
            "It sold the unit for C$5 million and A$3 million.",
            &["C$5 million: 5000000 CAD", "A$3 million: 3000000 AUD"],
        ),
        (
            "The fund lost HK$700 million.",
            &["HK$700 million: 700000000 HKD"],
        ),
        (
            "The state paid 13 billion dollars.",
            &["13 billion dollars: 13000000000 USD"],
        ),
        (
            "It costs 50 million euros.",
            &["50 million euros: 50000000 EUR"],
        ),
        (
            "The firm made a record 2 trillion yen.",
            &["2 trillion yen: 2000000000000 JPY"],
        ),
        (
            "The state paid Rs 500 crore.",
            &["Rs 500 crore: 5000000000 INR"],
        ),
        ("It earned ¥300 million.", &["¥300 million: 300000000 JPY"]),
    ]);
}

#[test]
fn sums_with_fractions_bounds_and_ranges() {
    check(&[
        ("They want $1.5 million.", &["$1.5 million: 1500000 USD"]),
        (
            "They spent half a billion dollars.",
            &["half a billion dollars: 500000000 USD"],
        ),
        (
            "It is a $3.5-billion project.",
            &["$3.5-billion: 3500000000 USD"],
        ),
        (
            "He paid up to $2,500.50.",
            &["up to $2,500.50: <=2500.5 USD"],
        ),
        (
            "The cost is about 2 million pounds.",
            &["about 2 million pounds: ~2000000 GBP"],
        ),
        ("He weighs 200 pounds.", &["200: #200"]),
        (
            "It wants between $3 billion and $4 billion.",
            &["between $3 billion and $4 billion: >=3000000000 USD"],
        ),
        (
            "It has $5 million or more.",
            &["$5 million or more: >=5000000 USD"],
        ),
    ]);
}

#[test]
fn days_and_months() {
    check(&[
        ("She resigned on Tuesday.", &["Tuesday: on 2024-03-12"]),
        ("She resigned on Thursday.", &["Thursday: on 2024-03-14"]),
        (
            "The board will meet on Tuesday.",
            &["Tuesday: on 2024-03-19"],
        ),
        (
            "The board is expected to meet on Monday.",
            &["Monday: on 2024-03-18"],
        ),
        ("She resigned last Friday.", &["last Friday: 2024-03-08"]),
        (
            "She was elected on March 15, 2024.",
            &["March 15, 2024: on 2024-03-15"],
        ),
        (
            "She was elected on 15 March 2024.",
            &["15 March 2024: on 2024-03-15"],
        ),
        ("The bank closed on Jan. 5.", &["Jan. 5: on 2024-01-05"]),
        ("The bank closed on Oct. 5.", &["Oct. 5: on 2023-10-05"]),
        (
            "The attacks of Sept. 11, 2001 changed it.",
            &["Sept. 11, 2001: 2001-09-11"],
        ),
        (
            "It opened on Tuesday, 12 March.",
            &["Tuesday, 12 March: on 2024-03-12"],
        ),
        (
            "The firm was sold in March 2023.",
            &["March 2023: in 2023-03"],
        ),
        ("The firm was sold in June.", &["June: in 2023-06"]),
        ("The firm will be sold in June.", &["June: in 2024-06"]),
        ("It met in May and Theresa May spoke.", &["May: in 2023-05"]),
        ("They march on Washington and may win.", &[]),
        ("He did it yesterday.", &["yesterday: 2024-03-13"]),
        (
            "It was published on 2024-03-01.",
            &["2024-03-01: on 2024-03-01"],
        ),
    ]);
}

#[test]
fn longer_periods() {
    check(&[
        ("She resigned last month.", &["last month: 2024-02"]),
        (
            "Since 2019, Microsoft has invested in it.",
            &["2019: since 2019"],
        ),
        ("It was founded in 2015.", &["2015: in 2015"]),
        ("Sales fell last year.", &["last year: 2023"]),
        ("They met three years ago.", &["three years ago: 2021"]),
        ("They met three days ago.", &["three days ago: 2024-03-11"]),
        (
            "Sales fell in the third quarter of 2023.",
            &["third quarter of 2023: in 2023-07..2023-09"],
        ),
        (
            "Sales fell in the third quarter.",
            &["third quarter: in 2023-07..2023-09"],
        ),
        ("It was built in the 1990s.", &["1990s: in 1990..1999"]),
        (
            "He led it from 2019 to 2023.",
            &["2019 to 2023: from 2019..2023"],
        ),
        (
            "He led it between 2019 and 2021.",
            &["2019 and 2021: between 2019..2021"],
        ),
        (
            "They met earlier this week.",
            &["this week: 2024-03-11..2024-03-17"],
        ),
        ("They will meet next month.", &["next month: 2024-04"]),
        ("It will close by the end of 2026.", &["2026: by 2026"]),
        (
            "He played there in the 2023-24 season.",
            &["2023-24: 2023..2024"],
        ),
        (
            "The 2019 and 2023 exclusivity clauses hold.",
            &["2019: 2019", "2023: 2023"],
        ),
    ]);
}

#[test]
fn numbers_that_are_no_years() {
    check(&[
        ("It employs 2,500 people.", &["2,500: #2500"]),
        ("The storm killed 2019 people.", &["2019: #2019"]),
        ("A Boeing 737 crashed.", &[]),
        ("OpenAI released GPT-4 today.", &["today: 2024-03-14"]),
        ("They won 2-1 in Madrid.", &[]),
        ("It starts at 10:30 in Paris.", &[]),
    ]);
}

#[test]
fn shares_counts_durations_and_ages() {
    check(&[
        ("Shares fell 12.5%.", &["12.5%: 12.5%"]),
        ("Prices rose by 3 per cent.", &["3 per cent: 3%"]),
        ("It holds a 49 percent stake.", &["49 percent: 49%"]),
        ("Some 10-15% of them left.", &["10-15%: 10%"]),
        ("It cut 1,200 workers.", &["1,200: #1200"]),
        ("Police arrested two dozen people.", &["two dozen: #24"]),
        ("Twenty-five people died.", &["Twenty-five: #25"]),
        ("The app has 1.5 million users.", &["1.5 million: #1500000"]),
        ("They signed a two-year deal.", &["two-year: P2Y"]),
        ("He was jailed for 18 months.", &["18 months: P18M"]),
        ("The 39-year-old left the club.", &["39-year-old: age 39"]),
        ("A man aged 41 was arrested.", &["aged 41: age 41"]),
        ("Sam Altman, 39, runs it.", &["39: age 39"]),
        ("She is 52 years old.", &["52 years old: age 52"]),
    ]);
}

#[test]
fn without_a_day_of_publication_relative_dates_have_no_value() {
    assert_eq!(
        print("She resigned on Tuesday, and in 2019.", None),
        ["2019: in 2019"]
    );
    assert!(print("She resigned last month, on Jan. 5.", None).is_empty());
}
