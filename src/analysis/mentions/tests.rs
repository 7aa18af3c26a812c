//! Texts and the mentions found in them, in compact form.

use std::sync::OnceLock;

use super::NameFinder;
use crate::analysis::{Mention, MentionKind, NameType, syntax};
use crate::article::{Article, Metadata, Part};
use crate::ontology::Ontology;
use crate::text::{BlockKind, Document, clean};

fn finder() -> &'static NameFinder {
    static FINDER: OnceLock<NameFinder> = OnceLock::new();
    FINDER.get_or_init(|| NameFinder::new(Ontology::builtin()))
}

fn found(title: Option<&str>, text: &str) -> (Document, Vec<Mention>) {
    let document = clean(Article {
        metadata: Metadata {
            title: title.map(str::to_owned),
            ..Metadata::default()
        },
        body: vec![Part {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
        }],
    });
    let words = syntax(&document);
    let mentions = finder().mentions(&document, &words);
    (document, mentions)
}

/// Prints the mentions of one kind as "words: type or class".
fn print(title: Option<&str>, text: &str, kind: MentionKind) -> Vec<String> {
    let (document, mentions) = found(title, text);
    let rows = mentions
        .iter()
        .filter(|mention| mention.kind == kind)
        .map(|mention| {
            assert!(
                mention.tokens.contains(&mention.head),
                "the head stands inside the mention"
            );
            let what = match (kind, &mention.class) {
                (MentionKind::Nominal, Some(class)) => {
                    class.as_str().rsplit('#').next().unwrap().to_owned()
                }
                _ => mention.name_type.map_or("-".to_owned(), short),
            };
            format!("{}: {what}", mention.span.of(&document.text))
        });
    rows.collect()
}

fn short(name_type: NameType) -> String {
    format!("{name_type:?}").to_lowercase()
}

fn check(kind: MentionKind, rows: &[(&str, &[&str])]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let found = print(None, text, kind);
            (found != *expected)
                .then(|| format!("{text}\n  expected {expected:?}\n  found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_every_type() {
    check(
        MentionKind::Name,
        &[
            (
                "Microsoft has invested over $13 billion in OpenAI.",
                &["Microsoft: organization", "OpenAI: organization"],
            ),
            (
                "OpenAI CEO Sam Altman reportedly believes it.",
                &["OpenAI: organization", "Sam Altman: person"],
            ),
            (
                "President Joe Biden met Mr. Dubois in Berlin.",
                &["Joe Biden: person", "Dubois: person", "Berlin: place"],
            ),
            (
                "The Bank of England raised rates.",
                &["Bank of England: organization"],
            ),
            (
                "She studied at the University of Texas.",
                &["University of Texas: organization"],
            ),
            (
                "Kellner Holdings Inc bought it.",
                &["Kellner Holdings Inc: organization"],
            ),
            ("The French government agreed.", &["French: group"]),
            ("Target prices rose.", &[]),
            (
                "They deploy on Amazon Web Services (AWS).",
                &["Amazon Web Services: organization", "AWS: organization"],
            ),
        ],
    );
}

#[test]
fn small_words_and_marks_inside_names() {
    check(
        MentionKind::Name,
        &[
            (
                "They met at Weavers’ Equity headquarters.",
                &["Weavers’ Equity: organization"],
            ),
            (
                "Ivo Lindqvist advised the Office of the UN High Commissioner for Human Rights.",
                &[
                    "Ivo Lindqvist: person",
                    "Office of the UN High Commissioner for Human Rights: organization",
                ],
            ),
            (
                "She joined the Party for Work and Liberation in May.",
                &["Party for Work and Liberation: organization"],
            ),
            (
                "He leads Youth Forum Zimbabwe.",
                &["Youth Forum Zimbabwe: organization"],
            ),
            (
                "Vanja Dacre wrote the book Too Old and Never Wise.",
                &["Vanja Dacre: person", "Too Old and Never Wise: work"],
            ),
            (
                "He hosts The Nina and Sid Show.",
                &["Nina and Sid Show: work"],
            ),
            (
                "He died at the Harlow Scott and White Medical Center in June.",
                &["Harlow Scott and White Medical Center: organization"],
            ),
            (
                "The Women World [Chess] Championship was held there.",
                &["Women World [Chess] Championship: event"],
            ),
            ("The slur \"Big Nils\" trended.", &["Big Nils: -"]),
            (
                "Jenny “The Silver Girl” Marsh resigned.",
                &["Jenny “The Silver Girl” Marsh: person"],
            ),
        ],
    );
}

#[test]
fn titles_that_are_part_of_a_name_and_openers_that_are_none() {
    check(
        MentionKind::Name,
        &[
            (
                "The museum shows where Milton Carter King Jr was shot.",
                &["Milton Carter King Jr: person"],
            ),
            (
                "He died in General Santos City.",
                &["General Santos City: place"],
            ),
            (
                "Bishop Emeritus Dino Marchetti died.",
                &["Dino Marchetti: person"],
            ),
            ("Per reports, the man died.", &[]),
            (
                "County sheriff Nils Haugen agreed.",
                &["Nils Haugen: person"],
            ),
        ],
    );
}

#[test]
fn one_of_a_people_is_a_person() {
    check(
        MentionKind::Nominal,
        &[
            ("The Englishman won.", &["Englishman: Person"]),
            ("Leo Dacre beat the Filipino.", &["Filipino: Person"]),
            ("The British left.", &[]),
        ],
    );
}

#[test]
fn a_full_name_gives_its_type_to_its_parts() {
    let text = "The mayor, Anna Weaver, resigned on Friday. Weaver had led the town for years.";
    assert_eq!(
        print(None, text, MentionKind::Name),
        ["Anna Weaver: person", "Weaver: person"]
    );
}

#[test]
fn a_heading_names_only_what_the_text_confirms() {
    let title = "Legal Risks And Market Reactions Trouble Microsoft";
    let found = print(
        Some(title),
        "Experts say that Microsoft could sue.",
        MentionKind::Name,
    );
    assert_eq!(
        found,
        ["Microsoft: organization", "Microsoft: organization"]
    );
}

#[test]
fn nominals_carry_their_class() {
    check(
        MentionKind::Nominal,
        &[
            (
                "The company sued the startup.",
                &["company: Company", "startup: Company"],
            ),
            ("OpenAI sells its AI models.", &["its AI models: Model"]),
            (
                "The 39-year-old signed a contract.",
                &["39-year-old: Person", "contract: Contract"],
            ),
            (
                "The deal conflicts with Microsoft's legal team.",
                &["deal: Agreement", "Microsoft's legal team: Team"],
            ),
            (
                "The exclusivity clause is narrow.",
                &["exclusivity clause: Clause"],
            ),
        ],
    );
}

#[test]
fn pronouns_that_refer() {
    check(
        MentionKind::Pronoun,
        &[
            (
                "He said that it sold its cars.",
                &["He: person", "it: -", "its: -"],
            ),
            ("The US firm that sued them won.", &["that: -", "them: -"]),
            (
                "The man who left his job said so himself.",
                &["who: -", "his: person", "himself: person"],
            ),
        ],
    );
}

#[test]
fn known_names_point_into_the_ontology() {
    let (_, mentions) = found(None, "Microsoft praised a French minister.");
    let known = |name: &str| {
        Ontology::builtin()
            .known
            .iter()
            .position(|known| known.label == name)
    };
    let names: Vec<Option<usize>> = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name)
        .map(|mention| mention.known)
        .collect();
    assert_eq!(names, [known("Microsoft"), known("France")]);
}
