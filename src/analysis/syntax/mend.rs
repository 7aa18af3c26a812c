//! Trees → the same, without what the network often gets wrong and the order of the words shows.

use super::model::Parsed;
use super::names::{NameTag, TYPES};
use super::tags::TagPair;
use crate::analysis::lists::Lists;
use crate::analysis::{NameType, Pos, Rel};

/// Mends the tree of the sentence of `forms`; `frequent` tells the words that are known well.
pub(crate) fn mend(forms: &[&str], words: &mut [Parsed], frequent: impl Fn(&str) -> bool) {
    names(forms, words);
    names_behind_verbs(words);
    verbless(words);
    present_root(forms, words);
    relative_roots(forms, words);
    for at in 1..words.len().saturating_sub(2) {
        rare_infinitive(forms, words, at, &frequent);
        rare_participle(forms, words, at);
        present(words, at);
    }
    for word in 0..words.len() {
        second_subject(forms, words, word);
        closing_speech(forms, words, word);
        apposition(forms, words, word);
        marked(forms, words, word);
        described_subject(words, word);
        bare_oblique(words, word);
        reported(forms, words, word);
    }
}

/// "acquired Anthropic": one word that is a name is no adjective. "Will Smith joined": a name is no auxiliary.
fn names(forms: &[&str], words: &mut [Parsed]) {
    for at in 0..words.len() {
        let alone = words
            .get(at + 1)
            .is_none_or(|next| next.name != words[at].name + 1);
        let name = words[at].name % 2 == 1 && !is_name_of(&words[at], NameType::Group);
        if name && alone && words[at].tags.pos == Pos::Adj && capital(forms[at]) {
            retag(words, at, "PROPN", "NNP");
        }
        let (first, last) = (at, at + 1);
        let joined = words[first].tags.pos == Pos::Propn
            && words[first].rel == Rel::Aux
            && words.get(last).is_some_and(|next| {
                next.tags.pos == Pos::Propn && next.rel == Rel::Nsubj && capital(forms[last])
            });
        if joined {
            (words[first].name, words[last].name) = PERSON;
            words[first].head = words[last].head;
            words[first].rel = words[last].rel;
            hang(words, last, first, Rel::Flat);
        }
    }
}

/// The tags of a person's first and further words.
const PERSON: (NameTag, NameTag) = (1, 2);

/// "Google bought Fitbit": a capital makes a name of a noun that stands bare inside a sentence, if nobody writes it small.
pub(crate) fn unknown_names(forms: &[&str], words: &mut [Parsed]) {
    for at in 1..words.len() {
        if words[at].tags.tag_text() != "NN" {
            continue;
        }
        let form = forms[at];
        let written = capital(form)
            && form.chars().skip(1).all(char::is_lowercase)
            && form.chars().count() > 2
            && forms[at - 1].ends_with(char::is_alphanumeric)
            && !Lists::built_in().is_common(&form.to_lowercase());
        let bare = matches!(
            words[at].rel,
            Rel::Obj | Rel::Nsubj | Rel::NsubjPass | Rel::Obl | Rel::OblAgent | Rel::Appos
        ) && !words.iter().any(|word| {
            word.head == Some(at) && matches!(word.rel, Rel::Det | Rel::Amod | Rel::Compound)
        });
        if written && bare {
            retag(words, at, "PROPN", "NNP");
        }
    }
}

fn is_name_of(word: &Parsed, kind: NameType) -> bool {
    word.name > 0 && TYPES[usize::from(word.name - 1) / 2] == Some(kind)
}

fn capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

fn finite(word: &Parsed) -> bool {
    word.tags.pos == Pos::Verb && matches!(word.tags.tag_text(), "VBD" | "VBZ" | "VBP")
}

fn nominal(word: &Parsed) -> bool {
    matches!(word.tags.pos, Pos::Noun | Pos::Propn | Pos::Pron)
}

fn subject(word: &Parsed) -> bool {
    matches!(word.rel, Rel::Nsubj | Rel::NsubjPass)
}

fn root_of(words: &[Parsed]) -> Option<usize> {
    words.iter().position(|word| word.head.is_none())
}

/// The first dependent that stands so.
fn kid(words: &[Parsed], head: usize, rel: Rel) -> Option<usize> {
    words
        .iter()
        .position(|word| word.head == Some(head) && word.rel == rel)
}

/// "Angela Merkel outfoxed Vladimir Putin": where names lie around the only verb of the sentence, it describes none of them.
fn verbless(words: &mut [Parsed]) {
    let Some(root) = root_of(words) else { return };
    let mut verbs = (0..words.len()).filter(|at| finite(&words[*at]));
    let (Some(verb), None) = (verbs.next(), verbs.next()) else {
        return;
    };
    let describes = words[verb].tags.tag_text() == "VBD"
        && matches!(
            words[verb].rel,
            Rel::Amod | Rel::Flat | Rel::Compound | Rel::Conj | Rel::Nmod
        );
    let copula = kid(words, root, Rel::Cop).is_some();
    if !describes || copula || words[root].tags.pos != Pos::Propn || root > verb {
        return;
    }
    crown(words, root, verb);
    let mut object = None;
    for at in verb + 1..words.len() {
        if words[at].head.is_none_or(|head| head >= verb) {
            continue;
        }
        match object {
            None if nominal(&words[at]) => {
                hang(words, at, verb, Rel::Obj);
                object = Some(at);
            }
            Some(object) if words[at].rel == Rel::Conj => hang(words, at, object, Rel::Conj),
            _ => words[at].head = Some(verb),
        }
    }
}

/// "Putin, whom Merkel outfoxed, lives in Paris": behind its comma the verb of the sentence, which is not its subject.
/// "The claim that the bridge is safe came late": the same without commas.
fn relative_roots(forms: &[&str], words: &mut [Parsed]) {
    let Some(root) = root_of(words) else { return };
    if !nominal(&words[root]) || kid(words, root, Rel::Cop).is_some() {
        return;
    }
    let clause = kid(words, root, Rel::AclRelcl).filter(|clause| *clause > root);
    let relative = |clause: usize| {
        forms[root + 1..clause]
            .iter()
            .any(|form| matches!(*form, "who" | "which" | "whom" | "whose"))
    };
    if let Some(clause) = clause.filter(|clause| relative(*clause)) {
        whom(forms, words, root, clause);
        let outer = (clause + 1..words.len()).find(|at| {
            words[*at].head == Some(clause)
                && matches!(words[*at].rel, Rel::Conj | Rel::Parataxis)
                && finite(&words[*at])
                && forms[*at - 1] == ","
                && kid(words, *at, Rel::Cc).is_none()
                && kid(words, *at, Rel::Nsubj).is_none()
        });
        if let Some(verb) = outer {
            crown(words, root, verb);
        }
        return;
    }
    let Some(verb) = kid(words, root, Rel::Acl).filter(|verb| finite(&words[*verb])) else {
        return;
    };
    let mark = kid(words, verb, Rel::Mark).filter(|mark| forms[*mark] == "that");
    let inner = mark.and_then(|mark| {
        (mark + 1..verb).find(|at| {
            words[*at].head == Some(verb)
                && matches!(words[*at].rel, Rel::Advcl | Rel::Ccomp)
                && kid(words, *at, Rel::Nsubj).is_some()
        })
    });
    if let (Some(mark), Some(inner)) = (mark, inner) {
        crown(words, root, verb);
        hang(words, inner, root, Rel::Acl);
        hang(words, mark, inner, Rel::Mark);
    }
}

/// "Putin, whom Merkel outfoxed": who stands between "whom" and the verb does what it says.
fn whom(forms: &[&str], words: &mut [Parsed], noun: usize, clause: usize) {
    let pronoun = (noun + 1..clause).find(|at| forms[*at] == "whom");
    let Some(pronoun) = pronoun.filter(|_| kid(words, clause, Rel::Nsubj).is_none()) else {
        return;
    };
    let apposed = |at: &usize| {
        words[*at].head == Some(noun) && words[*at].rel == Rel::Appos && nominal(&words[*at])
    };
    if let Some(subject) = (pronoun + 1..clause).find(apposed) {
        hang(words, subject, clause, Rel::Nsubj);
        hang(words, pronoun, clause, Rel::Obj);
    }
}

/// Makes a verb the root and the root its subject.
fn crown(words: &mut [Parsed], root: usize, verb: usize) {
    words[verb].head = None;
    words[verb].rel = Rel::Root;
    hang(words, root, verb, Rel::Nsubj);
}

/// "Microsoft has acquired it, people said": of two subjects the one behind the comma is that of the verb that closes.
fn closing_speech(forms: &[&str], words: &mut [Parsed], verb: usize) {
    let Some(inner) = words[verb].head.filter(|inner| *inner < verb) else {
        return;
    };
    let closes = finite(&words[verb])
        && matches!(
            words[verb].rel,
            Rel::Advcl | Rel::Conj | Rel::Parataxis | Rel::Acl | Rel::Dep
        )
        && forms[verb + 1..]
            .iter()
            .all(|form| !form.contains(char::is_alphanumeric))
        && [Rel::Nsubj, Rel::Mark, Rel::Cc, Rel::Obj]
            .iter()
            .all(|rel| kid(words, verb, *rel).is_none());
    let own = kid(words, inner, Rel::Nsubj).filter(|own| *own < inner);
    let other = (inner + 1..verb).find(|at| words[*at].head == Some(inner) && subject(&words[*at]));
    if !closes || own.is_none() {
        return;
    }
    let Some(other) = other else { return };
    let start = (0..=other)
        .find(|at| *at == other || words[*at].head == Some(other) && forms[*at] != ",")
        .unwrap_or(other);
    if start > 0 && forms[start - 1] == "," {
        (words[verb].head, words[verb].rel) = (words[inner].head, words[inner].rel);
        hang(words, inner, verb, Rel::Ccomp);
        hang(words, other, verb, Rel::Nsubj);
    }
}

/// "the mayor of Rostvik, Olav Brekke,": somebody is what a person is, not what a place or a body is.
fn apposition(forms: &[&str], words: &mut [Parsed], name: usize) {
    let person = words[name].rel == Rel::Appos && is_name_of(&words[name], NameType::Person);
    let Some(place) = words[name].head.filter(|_| person) else {
        return;
    };
    let body = is_name_of(&words[place], NameType::Place)
        || is_name_of(&words[place], NameType::Organization);
    let noun = words[place]
        .head
        .filter(|noun| words[*noun].tags.pos == Pos::Noun && *noun < place);
    if let Some(noun) = noun.filter(|_| body && words[place].rel == Rel::Nmod)
        && name > 0
        && forms[name - 1] == ","
    {
        hang(words, name, noun, Rel::Appos);
    }
}

/// "The remake of Murnau's film stars Skarsgård": of two subjects the one with a preposition belongs to the other.
fn described_subject(words: &mut [Parsed], noun: usize) {
    let Some(verb) = words[noun].head.filter(|verb| noun < *verb) else {
        return;
    };
    let case = kid(words, noun, Rel::Case).filter(|case| *case < noun);
    let Some(case) = case.filter(|_| subject(&words[noun])) else {
        return;
    };
    let first = (0..case)
        .rev()
        .find(|at| words[*at].head == Some(verb) && subject(&words[*at]));
    if let Some(first) = first {
        hang(words, noun, first, Rel::Nmod);
    }
}

/// "as Hamas' leader, Ismail Haniyeh, traveled": without a preposition what stands before a verb that lacks its subject is that.
fn bare_oblique(words: &mut [Parsed], noun: usize) {
    let Some(verb) = words[noun].head.filter(|verb| noun < *verb) else {
        return;
    };
    let marked = kid(words, verb, Rel::Mark).filter(|mark| *mark < noun);
    let free = [Rel::Nsubj, Rel::NsubjPass, Rel::Csubj]
        .iter()
        .all(|rel| kid(words, verb, *rel).is_none());
    if words[noun].rel == Rel::Obl
        && nominal(&words[noun])
        && finite(&words[verb])
        && marked.is_some()
        && free
        && kid(words, noun, Rel::Case).is_none()
    {
        words[noun].rel = Rel::Nsubj;
    }
}

/// "Knapp predicts Biden defeats Trump": what no mark parts from the verb before it is what that says.
fn reported(forms: &[&str], words: &mut [Parsed], verb: usize) {
    let Some(says) = words[verb].head.filter(|says| *says < verb) else {
        return;
    };
    let subject = kid(words, verb, Rel::Nsubj).filter(|subject| says < *subject && *subject < verb);
    let unmarked = forms[says + 1..verb]
        .iter()
        .all(|form| form.contains(char::is_alphanumeric));
    let whole = [Rel::Obj, Rel::Ccomp, Rel::Xcomp]
        .iter()
        .all(|rel| kid(words, says, *rel).is_none());
    if words[verb].rel == Rel::Parataxis
        && finite(&words[verb])
        && finite(&words[says])
        && subject.is_some()
        && unmarked
        && whole
    {
        words[verb].rel = Rel::Ccomp;
    }
}

/// "convicted of fraud years ago": what has a preposition is not without one.
fn marked(forms: &[&str], words: &mut [Parsed], word: usize) {
    if words[word].rel == Rel::OblUnmarked && kid(words, word, Rel::Case).is_some() {
        let above = words[word].head.filter(|above| forms[*above] == "ago");
        let head = above.map_or(words[word].head, |ago| words[ago].head);
        (words[word].head, words[word].rel) = (head, Rel::Obl);
    }
}

/// "could sue Microsoft": a name behind a verb is no part of its name.
fn names_behind_verbs(words: &mut [Parsed]) {
    for name in 1..words.len() {
        let head = words[name].head.filter(|head| *head < name);
        if words[name].rel == Rel::Flat
            && head.is_some_and(|head| words[head].tags.pos == Pos::Verb)
        {
            words[name].rel = Rel::Obj;
        }
    }
}

/// "refused to outfox Putin": a rare word between a verb, "to" and a name is a verb. "Spoke to president Putin" is not so
/// read, as its noun is no rare one.
fn rare_infinitive(
    forms: &[&str],
    words: &mut [Parsed],
    to: usize,
    frequent: &impl Fn(&str) -> bool,
) {
    let (above, verb, name) = (to - 1, to + 1, to + 2);
    let under = |word: usize, head: usize, rel: Rel| {
        words[word].head == Some(head) && words[word].rel == rel
    };
    let described = words[verb].head == Some(name)
        && words[name].head == Some(above)
        && under(to, name, Rel::Case);
    let named =
        under(name, verb, Rel::Flat) && under(verb, above, Rel::Obl) && under(to, verb, Rel::Case);
    let noun = words[verb].tags.pos == Pos::Noun && (described || named);
    let phrase = forms[to] == "to"
        && words[name].tags.pos == Pos::Propn
        && words[above].tags.pos == Pos::Verb;
    if noun && phrase && !frequent(forms[verb]) {
        retag(words, to, "PART", "TO");
        retag(words, verb, "VERB", "VB");
        hang(words, to, verb, Rel::Mark);
        hang(words, verb, above, Rel::Xcomp);
        hang(words, name, verb, Rel::Obj);
    }
}

/// "had outfoxed Merkel": a participle right behind "had" is the verb, neither what a name is like nor what it had.
fn rare_participle(forms: &[&str], words: &mut [Parsed], had: usize) {
    let verb = had + 1;
    let name = words[verb].head.filter(|name| *name > verb);
    let describes = name.is_some_and(|name| {
        words[verb].rel == Rel::Amod
            && words[name].tags.pos == Pos::Propn
            && words[name].head == Some(had)
            && words[name].rel == Rel::Obj
    });
    let had_it = words[verb].head == Some(had) && words[verb].rel == Rel::Xcomp;
    let perfect = matches!(forms[had], "have" | "has" | "had" | "'ve" | "’ve")
        && words[had].tags.pos == Pos::Verb
        && words[verb].tags.pos == Pos::Verb
        && matches!(words[verb].tags.tag_text(), "VBN" | "VBD");
    if perfect && (describes || had_it) {
        words[verb].head = words[had].head;
        words[verb].rel = words[had].rel;
        for word in words.iter_mut().filter(|word| word.head == Some(had)) {
            word.head = Some(verb);
        }
        words[had].tags.pos = Pos::Aux;
        hang(words, had, verb, Rel::Aux);
    }
}

/// "The orchestra rehearses in Graz": a noun on "-s" with a subject right before it and no copula is a verb.
fn present(words: &mut [Parsed], verb: usize) {
    let before = &words[verb - 1];
    let bare = |words: &[Parsed]| {
        let marks = [Rel::Cop, Rel::Det, Rel::Case];
        marks.iter().all(|rel| kid(words, verb, *rel).is_none())
    };
    if words[verb].tags.tag_text() == "NNS"
        && (before.head, before.rel) == (Some(verb), Rel::Nsubj)
        && bare(words)
    {
        to_present(words, verb);
    }
}

/// "The deal conflicts with it.", "The book alleges, among other things, that he paid.": a sentence of one noun on "-s" with
/// another before it, and a preposition or a clause behind it, is a clause.
fn present_root(forms: &[&str], words: &mut [Parsed]) {
    let Some(root) = root_of(words) else { return };
    let content = (root + 1..words.len()).find(|at| {
        words[*at].head == Some(root)
            && matches!(words[*at].rel, Rel::Acl | Rel::AclRelcl)
            && kid(words, *at, Rel::Nsubj).is_some()
            && kid(words, *at, Rel::Mark).is_some_and(|mark| forms[mark] == "that")
    });
    let mark = content.and_then(|verb| kid(words, verb, Rel::Mark));
    let verbs = words[..mark.unwrap_or(words.len())]
        .iter()
        .any(|word| matches!(word.tags.pos, Pos::Verb | Pos::Aux));
    let Some(noun) = root.checked_sub(1).filter(|_| !verbs) else {
        return;
    };
    let before = &words[noun];
    let fits = words[root].tags.tag_text() == "NNS"
        && forms.last() == Some(&".")
        && matches!(
            forms[0],
            "The" | "A" | "An" | "This" | "That" | "Its" | "His" | "Her"
        )
        && (before.head, before.rel) == (Some(root), Rel::Compound)
        && matches!(before.tags.tag_text(), "NN" | "NNP")
        && (content.is_some()
            || words
                .get(root + 1)
                .is_some_and(|next| next.tags.pos == Pos::Adp));
    if fits {
        for word in words[..noun].iter_mut() {
            if word.head == Some(root) {
                word.head = Some(noun);
            }
        }
        words[noun].rel = Rel::Nsubj;
        to_present(words, root);
        if let Some(content) = content {
            words[content].rel = Rel::Ccomp;
        }
    }
}

/// Makes a noun on "-s" the verb of its clause.
fn to_present(words: &mut [Parsed], verb: usize) {
    retag(words, verb, "VERB", "VBZ");
    for word in words.iter_mut().filter(|word| word.head == Some(verb)) {
        word.rel = match word.rel {
            Rel::Nmod => Rel::Obl,
            Rel::NmodUnmarked => Rel::OblUnmarked,
            Rel::Acl => Rel::Xcomp,
            rel => rel,
        };
    }
}

fn retag(words: &mut [Parsed], word: usize, pos: &str, tag: &str) {
    if let Some(tags) = TagPair::from_text(pos, tag) {
        words[word].tags = tags;
    }
}

fn hang(words: &mut [Parsed], word: usize, head: usize, rel: Rel) {
    words[word].head = Some(head);
    words[word].rel = rel;
}

/// "Harbourline, the company that runs the port, sued": of two subjects between commas the second says the first again.
fn second_subject(forms: &[&str], words: &mut [Parsed], verb: usize) {
    let of = |rel: Rel| {
        let kids = words.iter().enumerate();
        kids.filter(move |(_, word)| word.head == Some(verb) && word.rel == rel)
            .map(|(at, _)| at)
    };
    let mut subjects = of(Rel::Nsubj).filter(|at| *at < verb);
    let (Some(first), Some(second), None) = (subjects.next(), subjects.next(), subjects.next())
    else {
        return;
    };
    let quotes = of(Rel::Ccomp).any(|at| at > verb);
    let start = (0..second)
        .find(|at| words[*at].head == Some(second))
        .unwrap_or(second);
    let comma = |at: usize| forms.get(at) == Some(&",");
    if !quotes && start > first + 1 && comma(start - 1) && comma(verb - 1) {
        hang(words, second, first, Rel::Appos);
    }
}
