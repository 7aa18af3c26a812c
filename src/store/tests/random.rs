//! Random sequences of adding and removing.

use super::*;

/// A small generator of numbers, so that the same sequences run everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// Makes one of a few versions of one of a few articles about a few things.
fn random_article(dice: &mut Dice) -> ArticleGraph {
    let number = dice.roll(6);
    let outlets = ["The Post", "Times", "A"];
    let mut draft = Draft::new(
        &format!("https://x.com/{number}"),
        dice.pick(&outlets),
        dice.pick(&["2024", "2024-03", "2023-01-02"]),
    );
    for _ in 0..dice.roll(4) {
        draft = random_claim(dice, draft, number);
    }
    let (class, label) = (
        dice.pick(&["Company", "Organization", "Thing", "Outlet"]),
        dice.pick(&["A", "Aa", "0A"]),
    );
    let mut draft = draft.entity("A", |thing| {
        thing.classes = vec![by(class)];
        thing.names.insert(label.to_owned(), 1);
        thing.same_as =
            vec![NamedNode::new(format!("http://www.wikidata.org/entity/Q{label}")).unwrap()];
        thing.slug = slug("A");
    });
    if dice.roll(3) == 0 {
        draft = draft.entity("A", |thing| thing.label = label.to_owned());
    }
    draft.graph()
}

fn random_claim(dice: &mut Dice, mut draft: Draft, number: usize) -> Draft {
    let (subject, object) = (
        dice.pick(&["A", "B", "C"]),
        dice.pick(&["A", "B", "C", "\"2015\"", "\"2015-12\"", "\"2016\""]),
    );
    let relation = match object.starts_with('"') {
        true => "foundedOn",
        false => dice.pick(&["investedIn", "partnerOf", "headquarteredIn", "competesWith"]),
    };
    let holder = draft.thing(dice.pick(&["H", "A", "Times"]), &[]);
    let status = by(dice.pick(&[
        "confirmed",
        "reported",
        "opinion",
        "denied",
        "conditional",
        "rumoured",
    ]));
    let polarity = by(dice.pick(&["positive", "positive", "negative"]));
    let since = dice.pick(&["", "2020"]);
    let condition = (dice.roll(4) == 0).then(|| {
        let ends = (draft.thing("A", &[]), draft.thing("B", &[]));
        let triple = (ends.0, by("partnerOf"), Object::Entity(ends.1));
        Condition {
            text: format!("if {number}"),
            triple: (dice.roll(2) == 0).then_some(triple),
        }
    });
    draft.claim_with(subject, relation, object, |claim| {
        (claim.holder, claim.status, claim.polarity, claim.condition) =
            (holder, status, polarity, condition);
        if !since.is_empty() {
            let since = Object::Literal(Literal::new_simple_literal(since));
            claim
                .qualifiers
                .push((vocab::VALID_FROM.into_owned(), since));
        }
    })
}

#[test]
fn any_sequence_of_adding_and_removing_leaves_what_its_survivors_give() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for sequence in 0..200 {
        let store = store();
        let mut survivors: Vec<ArticleGraph> = Vec::new();
        for _ in 0..dice.roll(12) + 1 {
            let article = random_article(&mut dice);
            survivors.retain(|survivor| survivor.iri != article.iri);
            if dice.roll(3) == 0 {
                store.remove(&article.iri).unwrap();
            } else {
                store.add(&article).unwrap();
                survivors.push(article);
            }
        }
        let at = dice.roll(survivors.len().max(1));
        survivors.rotate_left(at);
        survivors.reverse();
        assert_eq!(
            dump(&store),
            dump(&filled(&survivors)),
            "sequence {sequence}"
        );
        if sequence % 20 == 0 {
            assert_eq!(store.verify().unwrap().problems, []);
            assert_eq!(store.rebuild().unwrap(), 0);
        }
    }
}
