//! Words as the parser left them → the same, hung where their order and shape say they belong.
//!
//! Each mend undoes one mistake that a parser trained on little text keeps making with news.

use super::{listed, misplaced, participles, said_subjects, speakers, speech_trees as speech};
use crate::analysis::{Analysis, MentionKind, NameType, Pos, Rel, Word, dependents};

/// Returns the words of `analysis`, mended; `intent` tells the nouns whose plan, bid or right an infinitive right
/// behind them spells out, `says` the verbs of saying.
pub(super) fn mended(
    analysis: &Analysis,
    intent: &dyn Fn(&str) -> bool,
    says: &dyn Fn(&str) -> bool,
) -> Vec<Word> {
    let mut words = analysis.words.clone();
    infinitives(&mut words, intent);
    planners(&mut words, intent);
    second_subjects(&mut words, says);
    roots(&mut words);
    apart(analysis, &mut words);
    relative_clauses(analysis, &mut words);
    heads_of_compounds(&mut words);
    described_subjects(&mut words);
    appositions(analysis, &mut words);
    behind_subjects(analysis, &mut words);
    places_of_events(analysis, &mut words);
    bare_objects(&mut words);
    receivers(analysis, &mut words);
    receivers_of_sums(analysis, &mut words);
    misplaced::mend(analysis, &mut words);
    participles::mend(analysis, &mut words);
    listed::mend(analysis, &mut words);
    said_subjects::mend(analysis, &mut words, says, intent);
    speakers::mend(analysis, &mut words, says);
    speech::mend(analysis, &mut words, says);
    words
}

/// "alarmed by OpenAI's plans to deploy": the infinitive hangs on the noun of intent before it.
fn infinitives(words: &mut [Word], intent: &dyn Fn(&str) -> bool) {
    for verb in 2..words.len() {
        let (particle, noun) = (verb - 1, verb - 2);
        let spelled =
            words[verb].tag == "VB" && words[particle].tag == "TO" && words[noun].pos == Pos::Noun;
        let elsewhere = words[verb].head.is_some_and(|head| head < noun)
            && matches!(words[verb].rel, Rel::Xcomp | Rel::Advcl);
        if spelled && elsewhere && intent(&words[noun].lemma) {
            hang(words, verb, noun, Rel::Acl);
        }
    }
}

/// "Microsoft plans to acquire Nova": behind a bare name or with a subject, and with the infinitive of what is meant,
/// that is a verb.
fn planners(words: &mut [Word], intent: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    for plan in 1..words.len().saturating_sub(2) {
        let spelled = words[plan].tag == "NNS" && intent(&words[plan].lemma);
        let follows = words[plan + 1].tag == "TO" && words[plan + 2].tag == "VB";
        let place = matches!(
            words[plan].rel,
            Rel::Root | Rel::Ccomp | Rel::Obj | Rel::Iobj | Rel::Parataxis
        );
        let kid = |rels: &[Rel]| {
            let mut kids = children[plan].iter().copied();
            kids.find(|kid| rels.contains(&words[*kid].rel))
        };
        let noun = kid(&[Rel::Det, Rel::Case, Rel::Amod, Rel::Cop]).is_some();
        if !(spelled && follows && place) || noun {
            continue;
        }
        let beside = kid(&[Rel::Compound, Rel::NmodPoss])
            .filter(|name| *name == plan - 1 && words[*name].pos == Pos::Propn);
        let Some(subject) = kid(&[Rel::Nsubj]).or(beside) else {
            continue;
        };
        words[plan].pos = Pos::Verb;
        words[plan].tag = "VBZ";
        words[subject].rel = Rel::Nsubj;
        if words[plan + 2].head == Some(plan) {
            words[plan + 2].rel = Rel::Xcomp;
        }
        if words[plan].rel != Rel::Root {
            words[plan].rel = Rel::Ccomp;
        }
    }
}

/// "'The bridge,' Mary Smith said, 'is safe'": of two subjects of a verb of saying the first is that of what is said.
fn second_subjects(words: &mut [Word], says: &dyn Fn(&str) -> bool) {
    let children = dependents(words);
    let is_subject = |at: usize| subject(words[at].rel);
    let mut moved = Vec::new();
    for verb in (0..words.len()).filter(|verb| says(&words[*verb].lemma)) {
        let kids = &children[verb];
        let mut subjects = kids
            .iter()
            .copied()
            .filter(|kid| *kid < verb && is_subject(*kid));
        let content = kids
            .iter()
            .copied()
            .find(|kid| *kid > verb && words[*kid].rel == Rel::Ccomp);
        if let (Some(first), Some(_), Some(content)) = (subjects.next(), subjects.next(), content)
            && !children[content].iter().any(|kid| is_subject(*kid))
        {
            moved.push((first, content));
        }
    }
    for (subject, content) in moved {
        hang(words, subject, content, Rel::Nsubj);
    }
}

/// "Sena, which makes the Orbit, invested in it": the verb of the relative clause is not that of the sentence.
fn relative_clauses(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let comma = |at: usize| analysis.token_text(at) == ",";
    let finite = |verb: usize, words: &[Word]| {
        let aux = |kid: &usize| matches!(words[*kid].tag, "VBD" | "VBZ" | "VBP" | "MD");
        aux(&verb)
            || children[verb]
                .iter()
                .any(|kid| words[*kid].rel == Rel::Aux && aux(kid))
    };
    for inner in 0..words.len() {
        let subjects: Vec<usize> = children[inner]
            .iter()
            .copied()
            .filter(|kid| subject(words[*kid].rel))
            .collect();
        let [noun, pronoun] = subjects[..] else {
            continue;
        };
        let relative = matches!(words[pronoun].tag, "WDT" | "WP")
            && noun < pronoun
            && pronoun < inner
            && comma(pronoun - 1);
        let outer = children[inner].iter().copied().find(|kid| {
            let clause = matches!(
                words[*kid].rel,
                Rel::Xcomp | Rel::Conj | Rel::Ccomp | Rel::Parataxis | Rel::Advcl
            );
            *kid > inner && clause && comma(*kid - 1) && finite(*kid, words)
        });
        if let Some(outer) = outer.filter(|_| relative) {
            (words[outer].head, words[outer].rel) = (words[inner].head, words[inner].rel);
            hang(words, inner, noun, Rel::AclRelcl);
            hang(words, noun, outer, Rel::Nsubj);
        }
    }
}

/// "Longshan Games acquired it": a noun with a past tense behind it is that verb's subject, not what it describes.
fn roots(words: &mut [Word]) {
    for verb in 1..words.len() {
        let noun = verb - 1;
        let described = words[verb].rel == Rel::Acl && words[verb].head == Some(noun);
        if described && words[verb].tag == "VBD" && words[noun].rel == Rel::Root {
            (words[verb].head, words[verb].rel) = (words[noun].head, Rel::Root);
            hang(words, noun, verb, Rel::Nsubj);
        }
    }
}

/// "acquired Anthropic, not Mistral AI": what a comma parts is no compound; "acquire Anthropic" has an object.
fn apart(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let text = |at: usize| analysis.token_text(at);
    for name in &analysis.mentions {
        let (first, next) = (name.head, name.tokens.end);
        let Some(head) = words[first].head.filter(|_| name.kind == MentionKind::Name) else {
            continue;
        };
        let comma = head > next && text(next) == ",";
        let argument = matches!(
            words[head].rel,
            Rel::Obj | Rel::Obl | Rel::Nsubj | Rel::Nmod
        );
        if words[first].rel == Rel::Compound && comma && argument {
            (words[first].head, words[first].rel) = (words[head].head, words[head].rel);
            hang(words, head, first, Rel::Conj);
        }
        let has_object = children[head].iter().any(|kid| words[*kid].rel == Rel::Obj);
        let adjacent = head + 1 == name.tokens.start && words[head].pos == Pos::Verb;
        if words[first].rel == Rel::Xcomp && adjacent && !has_object {
            words[first].rel = Rel::Obj;
        }
    }
}

/// "it was in merger talks": what is said of the first part of a compound is said of its head.
fn heads_of_compounds(words: &mut [Word]) {
    let children = dependents(words);
    for part in 0..words.len().saturating_sub(1) {
        let head = part + 1;
        let copular = children[part].iter().any(|kid| words[*kid].rel == Rel::Cop);
        if !copular || words[part].rel != Rel::Compound || words[part].head != Some(head) {
            continue;
        }
        for kid in children[part].iter().copied().filter(|kid| *kid < part) {
            if !matches!(words[kid].rel, Rel::Compound | Rel::Amod) {
                words[kid].head = Some(head);
            }
        }
        words[head].pos = Pos::Noun;
        if words[head].rel == Rel::Obj {
            words[head].rel = Rel::Ccomp;
        }
    }
}

/// "That witness, the director Paul Reyes, pleaded": what is joined by nothing but commas says the same again.
fn appositions(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let count = words.len();
    let text = |at: usize| (at < count).then(|| analysis.token_text(at));
    for noun in 0..words.len() {
        let mut joined = children[noun]
            .iter()
            .copied()
            .filter(|kid| words[*kid].rel == Rel::Conj);
        let (Some(other), None) = (joined.next(), joined.next()) else {
            continue;
        };
        let has = |rel: Rel| children[other].iter().any(|kid| words[*kid].rel == rel);
        let noun_like = |at: usize| matches!(words[at].pos, Pos::Noun | Pos::Propn);
        let end = children[other]
            .iter()
            .copied()
            .chain([other])
            .max()
            .unwrap_or(other);
        let closed = text(end + 1) == Some(",");
        let plain = noun < other && !has(Rel::Cc) && !has(Rel::Case) && has(Rel::Det);
        let comma = children[other]
            .iter()
            .any(|kid| *kid < other && text(*kid) == Some(","));
        if plain && closed && comma && noun_like(noun) && noun_like(other) {
            words[other].rel = Rel::Appos;
        }
    }
}

/// "launch Windows in the United States": where it is done says no more of what has a name.
fn places_of_events(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let text = |at: usize| analysis.token_text(at);
    let named = |kind: NameType| {
        let names = analysis.mentions.iter();
        names
            .filter(move |name| name.kind == MentionKind::Name && name.name_type == Some(kind))
            .map(|name| name.head)
    };
    for place in named(NameType::Place) {
        let inside = children[place]
            .iter()
            .any(|kid| words[*kid].rel == Rel::Case && text(*kid) == "in");
        let object = words[place]
            .head
            .filter(|_| inside && words[place].rel == Rel::Nmod);
        let verb = object.and_then(|object| {
            let thing = words[object].rel == Rel::Obj
                && named(NameType::Product).any(|product| product == object);
            words[object].head.filter(|_| thing)
        });
        if let Some(verb) = verb {
            hang(words, place, verb, Rel::Obl);
        }
    }
}

/// "John Smith, 29, of Leafair Park, was convicted": an "of" between a subject and its verb belongs to the subject.
fn behind_subjects(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let text = |at: usize| analysis.token_text(at);
    for (verb, kids) in children.iter().enumerate() {
        let subjects = kids.iter().filter(|kid| subject(words[**kid].rel));
        let Some(subject) = subjects.copied().find(|subject| *subject < verb) else {
            continue;
        };
        for phrase in kids.iter().copied() {
            let of = children[phrase]
                .iter()
                .any(|kid| words[*kid].rel == Rel::Case && text(*kid) == "of");
            if words[phrase].rel == Rel::Obl && subject < phrase && phrase < verb && of {
                hang(words, phrase, subject, Rel::Nmod);
            }
        }
    }
}

/// "launch Cardovane in the United States": what stands before a noun's preposition is no part of the noun.
fn bare_objects(words: &mut [Word]) {
    let children = dependents(words);
    for name in 1..words.len() {
        let Some(noun) = words[name].head.filter(|noun| *noun > name) else {
            continue;
        };
        let parted = children[noun]
            .iter()
            .any(|kid| words[*kid].rel == Rel::Case && name < *kid && *kid < noun);
        let verb = words[noun].head.filter(|verb| *verb < name);
        let verb = verb.filter(|verb| words[*verb].pos == Pos::Verb);
        let has_object = |verb: usize| children[verb].iter().any(|kid| words[*kid].rel == Rel::Obj);
        let nominal = matches!(words[name].pos, Pos::Propn | Pos::Noun | Pos::Sym);
        if let Some(verb) = verb.filter(|verb| !has_object(*verb))
            && parted
            && nominal
            && words[name].rel == Rel::Compound
        {
            hang(words, name, verb, Rel::Obj);
        }
    }
}

/// "The e-bike maker Lumio is recalling": of two subjects side by side the second is the first's name.
fn described_subjects(words: &mut [Word]) {
    for noun in 0..words.len() {
        if words[noun].tag != "NN" || !subject(words[noun].rel) {
            continue;
        }
        let mut name = noun + 1;
        while name < words.len() && words[name].pos == Pos::Propn {
            if subject(words[name].rel) && words[name].head == words[noun].head {
                hang(words, name, noun, Rel::Appos);
                break;
            }
            name += 1;
        }
    }
}

/// "granted Microsoft exclusive rights": what is joined to an object by nothing is the object, and that the receiver.
fn receivers(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let text = |at: usize| analysis.token_text(at);
    for object in 0..words.len() {
        let Some(receiver) = words[object].head.filter(|head| *head < object) else {
            continue;
        };
        let joined = children[object].iter().any(|kid| {
            matches!(words[*kid].rel, Rel::Cc | Rel::Punct | Rel::Case) && *kid < object
        });
        let verb = words[receiver].head.filter(|verb| *verb < receiver);
        // "bought their daughter Lily a few presents".
        let apart = words[object].rel == Rel::Appos
            && children[object].iter().any(|kid| {
                words[*kid].rel == Rel::Nummod
                    || words[*kid].rel == Rel::Det && matches!(text(*kid), "a" | "an" | "some")
            });
        let fits = (words[object].rel == Rel::Conj || apart)
            && matches!(words[object].pos, Pos::Noun | Pos::Sym)
            && words[receiver].rel == Rel::Obj
            && matches!(words[receiver].pos, Pos::Propn | Pos::Pron | Pos::Noun)
            && (receiver + 1..object).all(|between| words[between].pos != Pos::Punct);
        if let Some(verb) = verb.filter(|_| fits && !joined) {
            words[receiver].rel = Rel::Iobj;
            hang(words, object, verb, Rel::Obj);
        }
    }
}

/// "fined Albion Trust £61.5 million": a name before a sum receives it.
fn receivers_of_sums(analysis: &Analysis, words: &mut [Word]) {
    let children = dependents(words);
    let sums = analysis.values.iter().filter(|value| value.is_sum());
    for sum in sums.map(|value| value.head) {
        let verb = words[sum].head.filter(|_| words[sum].rel == Rel::Obj);
        let Some(verb) = verb.filter(|verb| *verb < sum) else {
            continue;
        };
        let named = children[sum].iter().copied().find(|kid| {
            let plain = !children[*kid]
                .iter()
                .any(|mark| words[*mark].rel == Rel::Case);
            let beside = matches!(
                words[*kid].rel,
                Rel::Nsubj | Rel::Compound | Rel::Nmod | Rel::NmodUnmarked | Rel::NmodDesc
            );
            let thing = matches!(words[*kid].pos, Pos::Propn | Pos::Pron | Pos::Noun);
            verb < *kid && *kid < sum && plain && beside && thing
        });
        if let Some(named) = named {
            hang(words, named, verb, Rel::Iobj);
        }
    }
}

/// Whether a word stands as a subject.
pub(super) const fn subject(rel: Rel) -> bool {
    matches!(rel, Rel::Nsubj | Rel::NsubjPass)
}

/// Hangs a word on another, unless that hangs on the word itself: a ring has no top, and whoever climbs it never ends.
pub(super) fn hang(words: &mut [Word], word: usize, head: usize, rel: Rel) {
    if is_below(words, head, word) {
        return;
    }
    words[word].head = Some(head);
    words[word].rel = rel;
}

/// Whether a word is `top` or hangs on it, however far down.
pub(super) fn is_below(words: &[Word], word: usize, top: usize) -> bool {
    std::iter::successors(Some(word), |at| words[*at].head)
        .take(words.len())
        .any(|at| at == top)
}

#[cfg(test)]
mod tests {
    use super::hang;
    use crate::analysis::{Rel, syntax};
    use crate::text::{Document, Sentence, Span, tokens};

    #[test]
    fn no_word_hangs_on_what_hangs_on_it() {
        let text = "Acme bought Bolt.";
        let span = Span::new(0, text.len());
        let tokens = tokens(text, span);
        let sentence = Sentence {
            span,
            block: 0,
            tokens: 0..tokens.len(),
        };
        let document = Document {
            text: text.to_owned(),
            sentences: vec![sentence],
            tokens,
            ..Document::default()
        };
        let mut words = syntax(&document);
        let verb = words.iter().position(|word| word.head.is_none()).unwrap();
        let below = words
            .iter()
            .position(|word| word.head == Some(verb))
            .unwrap();
        let before = words.clone();
        hang(&mut words, verb, below, Rel::Advcl);
        assert_eq!(words, before);
    }
}
