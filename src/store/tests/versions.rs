//! Versions of articles, and articles with nearly the same text.

use super::*;
use crate::dossier::{Change, changes};

fn published(text: &str, with: impl FnOnce(Draft) -> Draft) -> ArticleGraph {
    let mut draft = with(post(1));
    draft.resolved.text += text;
    draft.graph()
}

#[test]
fn what_an_article_said_before_is_kept_apart_from_what_it_says() {
    let invested = |draft: Draft| draft.claim("Microsoft", "investedIn", "OpenAI");
    let first = published("", invested);
    let second = published("", |draft| {
        invested(draft).claim("Microsoft", "partnerOf", "OpenAI")
    });
    let third = published("", |draft| draft.claim("Microsoft", "partnerOf", "OpenAI"));
    let store = filled(&[first.clone(), second, third.clone()]);
    assert_eq!(dump(&store), dump(&filled(std::slice::from_ref(&third))));
    let versions = store.versions(&first.iri).unwrap();
    let at = |version: &Version| store.at(&first.iri, version).unwrap();
    let numbers: Vec<usize> = versions.iter().map(|version| version.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(
        dump(&at(&versions[0])),
        dump(&filled(std::slice::from_ref(&first)))
    );
    assert_eq!(dump(&at(&versions[2])), dump(&store));
    let export = export(&store, &ExportScope::All, ExportFormat::NQuads);
    assert!(!export.contains("history"), "{export}");
    assert!(store.remove(&first.iri).unwrap());
    assert_eq!(store.database.len().unwrap(), 0);
}

#[test]
fn another_reading_of_the_same_article_is_no_version() {
    let bare = published("Microsoft, OpenAI.", |draft| draft);
    let mut read = published("Microsoft, OpenAI.", |mut draft| {
        draft.thing("OpenAI", &["Company"]);
        draft
    });
    let store = filled(&[bare.clone(), read.clone()]);
    assert_eq!(store.versions(&bare.iri).unwrap().len(), 1);
    assert_eq!(store.add(&read).unwrap(), Outcome::Unchanged);
    read = published("Microsoft and OpenAI.", |draft| draft);
    assert_eq!(store.add(&read).unwrap(), Outcome::Replaced);
    assert_eq!(store.versions(&bare.iri).unwrap().len(), 2);
}

#[test]
fn silent_edits_come_to_light() {
    let amount = |number: &'static str, status: &'static str| {
        move |draft: Draft| {
            let draft = draft.claim_with("Microsoft", "investedIn", "OpenAI", move |claim| {
                let sum = Object::Literal(Literal::new_simple_literal(number));
                claim.qualifiers = vec![(vocab::AMOUNT.into_owned(), sum)];
                claim.status = by(status);
            });
            draft.claim("Microsoft", "partnerOf", "Anthropic")
        }
    };
    let first = published("The deal is done. ", amount("10", "reported"));
    let second = published("The deal is off.\nMore to come. ", |draft| {
        let draft = amount("13", "planned")(draft);
        draft.claim("Microsoft", "investedIn", "Anthropic")
    });
    let store = filled(&[first.clone(), second]);
    let versions = store.versions(&first.iri).unwrap();
    let at = |version: &Version| store.at(&first.iri, version).unwrap();
    let found = changes(&at(&versions[0]), &at(&versions[1]), &first.iri).unwrap();
    let shown: Vec<String> = found
        .claims
        .iter()
        .map(|change| match change {
            Change::Came { claim } => format!("+ {}", claim.statement),
            Change::Went { claim } => format!("- {}", claim.statement),
            Change::Changed { before, after } => format!(
                "{}: {} {} → {} {}",
                after.statement,
                before.status,
                before.details[0].1,
                after.status,
                after.details[0].1
            ),
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Microsoft invested in OpenAI: reported 10 → planned 13",
            "+ Microsoft invested in Anthropic",
        ]
    );
    assert_eq!(found.same, 1);
    assert_eq!(found.sentences_removed, ["The deal is done."]);
    assert!(found.sentences_added.contains(&"More to come.".to_owned()));
}

#[test]
fn near_duplicates_are_grouped() {
    let words = |from: u32, to: u32| -> String {
        (from..to).map(|number| format!("word{number} ")).collect()
    };
    let article = |number: u32, text: String| {
        let mut draft = post(number);
        draft.resolved.text = text;
        draft.graph()
    };
    let mut articles = vec![
        article(4, words(0, 400)),
        article(2, words(0, 400).to_uppercase()),
        article(3, words(40, 400)),
        article(7, words(1_000, 1_200)),
        article(8, words(1_000, 1_190)),
        article(5, words(2_000, 2_300)),
        article(6, "Short.".to_owned()),
        article(9, "Short.".to_owned()),
    ];
    let groups = |articles: &[ArticleGraph]| -> Vec<Vec<String>> {
        let groups = filled(articles).duplicates().unwrap();
        let urls = groups.iter().map(|group| {
            let urls = group.iter().map(|one| one.article.url.clone().unwrap());
            urls.collect()
        });
        urls.collect()
    };
    let found = groups(&articles);
    assert_eq!(
        found,
        [
            vec!["https://post.com/7", "https://post.com/8"],
            vec![
                "https://post.com/2",
                "https://post.com/3",
                "https://post.com/4"
            ],
        ]
    );
    articles.reverse();
    assert_eq!(groups(&articles), found);
}
