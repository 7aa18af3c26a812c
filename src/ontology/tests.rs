//! Tests of the ontology: the notation of frames, the built-in files, look-ups, a user's file and every message.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::names::fold;
use super::{Frame, FrameKind, Ontology, Shape, Slot, Source, check, vocab};
use crate::analysis::NameType;

fn by(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{local}", vocab::BY))
}

/// Prints a frame, or why it is none, on one line.
fn read(kind: FrameKind, text: &str) -> String {
    match Frame::parse(kind, text) {
        Ok(frame) => shown(&frame),
        Err(error) => format!("error: {error}"),
    }
}

fn shown(frame: &Frame) -> String {
    let mut parts = Vec::new();
    let (subject, object) = match &frame.shape {
        Shape::Verb {
            verbs,
            participle,
            particle,
            object_nouns,
            phrase,
            subject,
            object,
        } => {
            parts.push(format!(
                "{}{}",
                if *participle { "be " } else { "" },
                verbs.join("/")
            ));
            parts.extend(particle.iter().map(|particle| format!("+{particle}")));
            parts.extend(
                (!object_nouns.is_empty()).then(|| format!("noun {}", object_nouns.join("/"))),
            );
            parts.extend(phrase.iter().map(|phrase| {
                format!(
                    "{} {}",
                    phrase.prepositions.join("/"),
                    phrase.nouns.join("/")
                )
            }));
            (Some(subject), object.as_ref())
        }
        Shape::Noun {
            nouns,
            subject,
            object,
        } => {
            parts.push(nouns.join("/"));
            (Some(subject), object.as_ref())
        }
        Shape::Role {
            titles,
            prepositions,
        } => {
            let titles: Vec<String> = titles.iter().map(|title| title.join(" ")).collect();
            parts.push(format!("{} | {}", titles.join("/"), prepositions.join("/")));
            (None, None)
        }
    };
    parts.extend(subject.map(|slot| format!("S={}", place(slot))));
    parts.extend(object.map(|slot| format!("O={}", place(slot))));
    parts.extend(
        frame
            .constant
            .iter()
            .map(|constant| format!("=\"{constant}\"")),
    );
    parts.join("; ")
}

fn place(slot: &Slot) -> String {
    match slot {
        Slot::Subject => "subject".to_owned(),
        Slot::Object => "object".to_owned(),
        Slot::Indirect => "receiver".to_owned(),
        Slot::After(prepositions) => format!("after {}", prepositions.join("/")),
        Slot::OwnerOfSubject(nouns) => format!("owner of subject {}", nouns.join("/")),
        Slot::OwnerOfObject(nouns) => format!("owner of object {}", nouns.join("/")),
        Slot::Owner => "owner".to_owned(),
        Slot::Between => "between".to_owned(),
    }
}

#[test]
fn verb_frames() {
    for (text, expected) in [
        ("S acquire|buy O", "acquire/buy; S=subject; O=object"),
        ("O join S", "join; S=object; O=subject"),
        ("S invest in|into O", "invest; S=subject; O=after in/into"),
        (
            "S take stake in O",
            "take; noun stake; S=subject; O=after in",
        ),
        (
            "S cut O:job|post",
            "cut; noun job/post; S=subject; O=object",
        ),
        ("S pull out of O", "pull; +out; S=subject; O=after of"),
        ("S take +over O", "take; +over; S=subject; O=object"),
        ("S step down as O", "step; +down; S=subject; O=after as"),
        (
            "S be:based|born in O",
            "be based/born; S=subject; O=after in",
        ),
        (
            "S's share|stock fall = \"down\"",
            "fall; S=owner of subject share/stock; =\"down\"",
        ),
        ("S slam O's plan", "slam; S=subject; O=owner of object plan"),
        (
            "S file for:bankruptcy = \"bankruptcy\"",
            "file; for bankruptcy; S=subject; =\"bankruptcy\"",
        ),
        (
            "S take O into:custody",
            "take; into custody; S=subject; O=object",
        ),
        (
            "_ grant S right to|over O",
            "grant; noun right; S=receiver; O=after to/over",
        ),
        ("_ award S O", "award; S=receiver; O=object"),
        ("_ sell O to S", "sell; S=after to; O=object"),
        ("S deploy _ on O", "deploy; S=subject; O=after on"),
        ("_ charge S with O", "charge; S=object; O=after with"),
        ("S die O", "die; S=subject; O=object"),
    ] {
        assert_eq!(read(FrameKind::Verb, text), expected, "{text}");
    }
}

#[test]
fn noun_and_role_frames() {
    for (kind, text, expected) in [
        (
            FrameKind::Noun,
            "S's investment|stake in O",
            "investment/stake; S=owner; O=after in",
        ),
        (
            FrameKind::Noun,
            "merger|talks between S and O",
            "merger/talks; S=between; O=between",
        ),
        (
            FrameKind::Noun,
            "lawsuit against S over O",
            "lawsuit; S=after against; O=after over",
        ),
        (
            FrameKind::Noun,
            "S's bankruptcy = \"bankruptcy\"",
            "bankruptcy; S=owner; =\"bankruptcy\"",
        ),
        (
            FrameKind::Role,
            "CEO|chief executive of|at O",
            "ceo/chief executive | of/at",
        ),
        (FrameKind::Role, "capital of O", "capital | of"),
    ] {
        assert_eq!(read(kind, text), expected, "{text}");
    }
}

#[test]
fn what_is_not_a_frame() {
    for (kind, text, expected) in [
        (FrameKind::Verb, " ", "error: there is nothing in it"),
        (
            FrameKind::Verb,
            "S sleep",
            "error: expected one `O`, but found none",
        ),
        (
            FrameKind::Verb,
            "acquire O",
            "error: expected one `S`, but found none",
        ),
        (
            FrameKind::Verb,
            "S give S to O",
            "error: expected one `S`, but found two",
        ),
        (
            FrameKind::Verb,
            "S O",
            "error: expected a verb, but found `O`",
        ),
        (
            FrameKind::Verb,
            "S",
            "error: expected a verb, but found the end",
        ),
        (
            FrameKind::Verb,
            "S's",
            "error: expected a noun that is owned, but found the end",
        ),
        (
            FrameKind::Verb,
            "S be: in O",
            "error: expected a participle or adjective after `be:`, but found `be:`",
        ),
        (
            FrameKind::Verb,
            "S go on: with O",
            "error: expected a noun after `:`, but found `on:`",
        ),
        (
            FrameKind::Verb,
            "S take big stake in O",
            "error: expected a slot or a preposition before a slot, but found `stake`",
        ),
        (
            FrameKind::Verb,
            "S fall = down",
            "error: expected one word or phrase in double quotes after `=`",
        ),
        (
            FrameKind::Verb,
            "S drop O = \"down\"",
            "error: a frame with `=` has no `O`",
        ),
        (
            FrameKind::Noun,
            "S's investment in",
            "error: expected a slot, but found the end",
        ),
        (
            FrameKind::Noun,
            "S's investment O",
            "error: expected a preposition, but found `O`",
        ),
        (
            FrameKind::Role,
            "CEO",
            "error: expected a preposition and `O`, but found the end",
        ),
        (
            FrameKind::Role,
            "of O",
            "error: expected the name of a role, but found `of`",
        ),
        (
            FrameKind::Role,
            "S CEO of O",
            "error: expected the names of a role, but found `S`",
        ),
    ] {
        assert_eq!(read(kind, text), expected, "{text}");
    }
}

#[test]
fn the_built_in_files_are_sound() {
    if let Err(error) = Ontology::load(super::builtin::FILES) {
        panic!("{error}");
    }
}

#[test]
fn every_built_in_relation_is_fully_described() {
    let ontology = Ontology::builtin();
    assert!(ontology.relations.len() >= 80);
    for relation in ontology.relations.values() {
        let complete = !relation.label.is_empty()
            && !relation.domain.is_empty()
            && !relation.range.is_empty()
            && !relation.frames.is_empty()
            && relation.comment.ends_with('.');
        assert!(complete, "{}", relation.iri);
        // What stands in a symmetric relation can stand on either side.
        assert!(
            !relation.symmetric || relation.domain == relation.range,
            "{}",
            relation.iri
        );
    }
}

/// One frame for each of its verbs, nouns or titles, so that frames which share one can be compared.
fn each_word(frame: &Frame) -> Vec<Frame> {
    let with = |shape| Frame {
        text: String::new(),
        shape,
        constant: frame.constant.clone(),
    };
    match frame.shape.clone() {
        Shape::Verb {
            verbs,
            participle,
            particle,
            object_nouns,
            phrase,
            subject,
            object,
        } => verbs
            .into_iter()
            .map(|verb| {
                with(Shape::Verb {
                    verbs: vec![verb],
                    participle,
                    particle: particle.clone(),
                    object_nouns: object_nouns.clone(),
                    phrase: phrase.clone(),
                    subject: subject.clone(),
                    object: object.clone(),
                })
            })
            .collect(),
        Shape::Noun {
            nouns,
            subject,
            object,
        } => nouns
            .into_iter()
            .map(|noun| {
                with(Shape::Noun {
                    nouns: vec![noun],
                    subject: subject.clone(),
                    object: object.clone(),
                })
            })
            .collect(),
        Shape::Role {
            titles,
            prepositions,
        } => titles
            .into_iter()
            .map(|title| {
                with(Shape::Role {
                    titles: vec![title],
                    prepositions: prepositions.clone(),
                })
            })
            .collect(),
    }
}

#[test]
fn no_wording_says_two_relations_of_the_same_things() {
    let ontology = Ontology::builtin();
    let meet = |mine: &[NamedNode], theirs: &[NamedNode]| {
        mine.iter().any(|a| {
            theirs
                .iter()
                .any(|b| ontology.is_a(a, b) || ontology.is_a(b, a))
        })
    };
    let mut seen: BTreeMap<String, Vec<&super::Relation>> = BTreeMap::new();
    for relation in ontology.relations.values() {
        for wording in relation
            .frames
            .iter()
            .flat_map(each_word)
            .map(|frame| shown(&frame))
        {
            let others = seen.entry(wording.clone()).or_default();
            for other in others.iter().filter(|other| other.iri != relation.iri) {
                let both =
                    meet(&relation.domain, &other.domain) && meet(&relation.range, &other.range);
                assert!(!both, "{wording}: {} and {}", other.iri, relation.iri);
            }
            others.push(relation);
        }
    }
}

#[test]
fn a_word_has_one_meaning() {
    let ontology = Ontology::builtin();
    let mut nouns: BTreeMap<&str, &NamedNode> = BTreeMap::new();
    for class in ontology.classes.values() {
        for noun in &class.nouns {
            if let Some(other) = nouns.insert(noun, &class.iri) {
                panic!("{noun}: {other} and {}", class.iri);
            }
        }
    }
    let mut wordings: BTreeMap<_, &NamedNode> = BTreeMap::new();
    for cue in &ontology.cues {
        for lemmas in &cue.lemmas {
            if let Some(other) = wordings.insert((cue.scope, lemmas), &cue.iri) {
                panic!("{lemmas:?}: {other} and {}", cue.iri);
            }
        }
    }
}

#[test]
fn statuses_stand_in_order() {
    let labels: Vec<&str> = Ontology::builtin()
        .statuses
        .iter()
        .map(|status| status.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "confirmed",
            "reported",
            "planned",
            "opinion",
            "possible",
            "rumoured",
            "conditional",
            "denied"
        ]
    );
    let asserted: Vec<bool> = Ontology::builtin()
        .statuses
        .iter()
        .map(|status| status.asserted)
        .collect();
    assert_eq!(
        asserted,
        [true, true, false, false, false, false, false, false]
    );
}

#[test]
fn classes_know_their_kin() {
    let ontology = Ontology::builtin();
    assert!(ontology.is_a(&by("Bank"), &by("Organization")));
    assert!(!ontology.is_a(&by("Organization"), &by("Bank")));
    assert_eq!(
        ontology.ancestors(&by("Bank")),
        [
            &by("Bank"),
            &by("Company"),
            &by("Organization"),
            &by("Thing")
        ]
    );
    assert_eq!(
        ontology.subclasses(&by("SoftwareProduct")),
        [by("Model"), by("SoftwareProduct")]
    );
    assert_eq!(ontology.segment(&by("Bank")), "organization");
    assert_eq!(ontology.segment(&by("Clause")), "agreement");
    assert_eq!(ontology.segment(&by("Nowhere")), "thing");
    assert_eq!(ontology.name_type(&by("City")), Some(NameType::Place));
    assert_eq!(ontology.name_type(&by("Clause")), None);
    assert_eq!(ontology.broad(NameType::Group), by("Group"));
    assert!(ontology.fits(&[by("Bank")], &[by("Person"), by("Organization")]));
    assert!(!ontology.fits(&[by("Bank")], &[by("Person")]));
    assert!(ontology.fits(&[by("Bank")], &[by("Thing")]));
    assert!(ontology.fits(&[], &[]) && !ontology.fits(&[], &[by("Person")]));
    assert!(
        ontology
            .sub_relations(&by("leads"))
            .contains(&by("chiefExecutiveOf"))
    );
}

#[test]
fn names_lead_to_their_terms() {
    let ontology = Ontology::builtin();
    for (name, iri, backwards) in [
        ("invested_in", "investedIn", false),
        ("investedIn", "investedIn", false),
        ("funded by", "investedIn", true),
        ("CEO of", "chiefExecutiveOf", false),
        ("prime minister", "headsGovernmentOf", true),
    ] {
        let found = ontology
            .relation_named(&fold(name))
            .map(|(relation, back)| (relation.iri.clone(), back));
        assert_eq!(found, Some((by(iri), backwards)), "{name}");
    }
    let class = |name: &str| {
        ontology
            .class_named(&fold(name))
            .map(|class| class.iri.clone())
    };
    assert_eq!(class("energy_company"), Some(by("EnergyCompany")));
    assert_eq!(class("firm"), Some(by("Company")));
    assert_eq!(class("article"), Some(vocab::NEWS_ARTICLE.into_owned()));
    assert_eq!(class("OpenAI"), None);
    let property = |name: &str| {
        ontology
            .property_named(&fold(name))
            .map(|property| property.iri.clone())
    };
    assert_eq!(property("title"), Some(vocab::HEADLINE.into_owned()));
    assert_eq!(property("since"), Some(vocab::VALID_FROM.into_owned()));
    let qualifier = |name: &str| {
        ontology
            .qualifier_named(&fold(name))
            .map(|property| property.iri.clone())
    };
    assert_eq!(qualifier("by"), Some(vocab::ATTRIBUTED_TO.into_owned()));
    assert_eq!(qualifier("publisher"), None);
    assert_eq!(
        ontology
            .status_named("rumored")
            .map(|status| status.iri.clone()),
        Some(by("rumoured"))
    );
    let certainty = ontology
        .value_named(by("Certainty").as_ref(), "likely")
        .map(|value| value.iri.clone());
    assert_eq!(certainty, Some(by("probable")));
}

const HEAD: &str = "@prefix by: <https://w3id.org/byline/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
";

fn problems(text: &str) -> String {
    let problems = check("my.ttl", &format!("{HEAD}{text}"), Ontology::builtin());
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_users_file_joins_the_rest() {
    let text = format!(
        "{HEAD}ex:Winery a owl:Class ; rdfs:subClassOf by:Company ; rdfs:label \"winery\" .
ex:tasted a by:Relation ; rdfs:label \"tasted\" ; by:inverseLabel \"tasted by\" ; rdfs:range ex:Winery ;
    by:verbFrame \"S taste O\" .
by:acquired by:verbFrame \"S scoop +up O\" ; rdfs:label \"purchased\" .
<https://example.org/chateau> a ex:Winery ; rdfs:label \"Chateau Exemple\" ; by:demonym \"Exemplars\" ."
    );
    let base = Ontology::builtin();
    let joined = base.with("wine.ttl", &text).unwrap();
    assert!(
        joined
            .relation_named("tastedby")
            .is_some_and(|(_, backwards)| backwards)
    );
    let acquired = &joined.relations[&by("acquired")];
    assert_eq!(
        acquired.frames.len(),
        base.relations[&by("acquired")].frames.len() + 1
    );
    assert_eq!(acquired.label, "purchased");
    assert_eq!(
        joined
            .relation_named("acquired")
            .map(|(relation, _)| &relation.iri),
        Some(&by("acquired"))
    );
    let known = joined.known.last().unwrap();
    assert_eq!(
        (known.label.as_str(), known.name_type),
        ("Chateau Exemple", NameType::Organization)
    );
    assert_eq!(known.demonyms, ["Exemplars"]);
    assert!(base.class_named("winery").is_none());
}

#[test]
fn every_problem_is_told_with_its_place() {
    for (text, expected) in [
        (
            "ex:a a by:Relation ;\n  rdfs:label \"tasted\" ;;\n  ] .",
            "my.ttl:7:3: not Turtle: ",
        ),
        (
            "ex:a a by:Relation .",
            "my.ttl:5: `<https://example.org/a>` has no rdfs:label",
        ),
        (
            "\nex:a a by:Relation ;\n    rdfs:label \"tasted\" ;\n    rdfs:domain by:Organisation .",
            "my.ttl:8: `<https://example.org/a>`: no class `by:Organisation`; did you mean `by:Organization`?",
        ),
        (
            "ex:a a by:Relation ; rdfs:label \"tasted\" ; rdfs:range by:Xylophonist .",
            "my.ttl:5: `<https://example.org/a>`: no class `by:Xylophonist`",
        ),
        (
            "ex:a a by:Relation ; rdfs:label \"tasted\" ; rdfs:subPropertyOf by:lead .",
            "my.ttl:5: `<https://example.org/a>`: no relation `by:lead`; did you mean `by:leads`?",
        ),
        (
            "ex:a a by:Relation ; rdfs:label \"tasted\" ; by:incompatibleWith by:acquire .",
            "my.ttl:5: `<https://example.org/a>`: no relation `by:acquire`; did you mean `by:acquired`?",
        ),
        (
            "ex:A a owl:Class ; rdfs:label \"winery\" ; rdfs:subClassOf by:Compny .",
            "my.ttl:5: `<https://example.org/A>`: no class `by:Compny`; did you mean `by:Company`?",
        ),
        (
            "ex:A a owl:Class ; rdfs:label \"winery\" ; rdfs:subClassOf ex:A .",
            "my.ttl:5: `<https://example.org/A>` is a subclass of itself",
        ),
        (
            "ex:a a by:Relation ; rdfs:label \"tasted\" ;\n  by:verbFrame \"S taste\" .",
            "my.ttl:6: `<https://example.org/a>`: frame \"S taste\": expected one `O`, but found none",
        ),
        (
            "ex:a a by:Relation ; rdfs:label \"Funded-by\" .",
            "my.ttl:5: the name \"funded by\" means both `<https://example.org/a>` and `by:investedIn`",
        ),
        (
            "ex:c a by:Cue ; by:lemmas \"word on the vine\" ; by:scope \"adverbs\" .",
            "my.ttl:5: `<https://example.org/c>`: no scope `adverbs`; did you mean `adverb`?",
        ),
        (
            "ex:c a by:Cue ; by:lemmas \"vine\" ; by:scope \"adverb\" ;\n  by:givesStatus by:rumored .",
            "my.ttl:6: `<https://example.org/c>`: no status `by:rumored`; did you mean `by:rumoured`?",
        ),
        (
            "ex:c a by:Cue ; by:lemmas \"vine\" ; by:scope \"adverb\" ; by:givesCertainty by:likely .",
            "my.ttl:5: `<https://example.org/c>`: no certainty `by:likely`",
        ),
        (
            "ex:c a by:Cue ; by:lemmas \"vine\" ; by:scope \"source\" ; by:givesSourceKind by:documents .",
            "my.ttl:5: `<https://example.org/c>`: no kind of source `by:documents`; did you mean `by:document`?",
        ),
        (
            "ex:c a by:Cue ; by:scope \"adverb\" .",
            "my.ttl:5: `<https://example.org/c>` has no by:lemmas",
        ),
        (
            "ex:n a by:Compani ; rdfs:label \"Exemple\" .",
            "my.ttl:5: `<https://example.org/n>`: no class `by:Compani`; did you mean `by:Company`?",
        ),
        (
            "ex:n a by:Company .",
            "my.ttl:5: `<https://example.org/n>` has no rdfs:label",
        ),
        ("ex: a owl:Ontology ; rdfs:label \"mine\" .", ""),
    ] {
        let found = problems(text);
        if expected.ends_with("Turtle: ") {
            assert!(found.starts_with(expected), "{found}");
        } else {
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn all_problems_come_at_once() {
    let text = format!("{HEAD}ex:a a by:Relation ; rdfs:range by:Nowhere ; by:nounFrame \"x\" .");
    let error = Ontology::load(&[Source {
        name: "a.ttl",
        text: &text,
    }])
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.ttl:5: `<https://example.org/a>` has no rdfs:label
a.ttl:5: `<https://example.org/a>`: no class `by:Nowhere`
a.ttl:5: `<https://example.org/a>`: frame \"x\": expected one `S`, but found none"
    );
}
