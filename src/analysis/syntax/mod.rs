//! Syntax: [`Document`] → one [`Word`] per token (lemma, part of speech, Penn tag, head, relation).
//!
//! A small network that tags, tells names and finds the tree, and lemma rules, all trained by `train` from Universal Dependencies
//! treebanks and read from `models/syntax.bin`.

pub(crate) mod clusters;
pub(crate) mod hash;
pub(crate) mod lemma;
pub(crate) mod lex;
mod mend;
pub(crate) mod model;
pub(crate) mod names;
pub(crate) mod network;
mod product;
pub(crate) mod tags;
mod tree;

use super::Word;
use crate::text::Document;
use model::Model;

/// Returns one word for each token of the document; each sentence becomes one tree under one root.
///
/// Heads are indices into all tokens of the document.
pub fn syntax(document: &Document) -> Vec<Word> {
    let model = Model::built_in();
    let mut words = Vec::with_capacity(document.tokens.len());
    for sentence in &document.sentences {
        let tokens = document
            .tokens
            .get(sentence.tokens.clone())
            .unwrap_or_default();
        let forms: Vec<&str> = tokens
            .iter()
            .map(|token| token.of(&document.text))
            .collect();
        words.extend(model.analyse(&forms).into_iter().map(|parsed| Word {
            lemma: parsed.lemma,
            pos: parsed.tags.pos,
            tag: parsed.tags.tag_text(),
            head: parsed.head.map(|head| head + sentence.tokens.start),
            rel: parsed.rel,
            name: parsed.name,
        }));
    }
    words
}

/// Whether a word stands often in the text that the clusters were made of.
pub(crate) fn is_frequent(word: &str) -> bool {
    Model::built_in().is_frequent(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Pos, Rel};
    use crate::text::{Sentence, Span, sentences, tokens};

    fn document(text: &str) -> Document {
        let mut document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        for span in sentences(text, Span::new(0, text.len())) {
            let start = document.tokens.len();
            document.tokens.extend(tokens(text, span));
            document.sentences.push(Sentence {
                span,
                block: 0,
                tokens: start..document.tokens.len(),
            });
        }
        document
    }

    /// Returns each word as `form/lemma/POS<head:rel`.
    fn parsed(text: &str) -> Vec<String> {
        let document = document(text);
        let form = |at: usize| document.tokens[at].of(text);
        let words = syntax(&document);
        let show = |(at, word): (usize, &Word)| {
            let head = word.head.map_or("", form);
            format!(
                "{}/{}/{}<{head}:{}",
                form(at),
                word.lemma,
                word.pos.as_str(),
                word.rel.as_str()
            )
        };
        words.iter().enumerate().map(show).collect()
    }

    #[track_caller]
    fn assert_parsed(text: &str, expected: &[&str]) {
        let words = parsed(text);
        for word in expected {
            assert!(
                words.iter().any(|found| found == word),
                "no {word} in {words:?}"
            );
        }
    }

    #[test]
    fn an_active_clause_with_a_sum_and_a_date() {
        assert_parsed(
            "Since 2019, Microsoft has invested over $13 billion in OpenAI.",
            &[
                "2019/2019/NUM<invested:obl",
                "Microsoft/Microsoft/PROPN<invested:nsubj",
                "has/have/AUX<invested:aux",
                "invested/invest/VERB<:root",
                "in/in/ADP<OpenAI:case",
                "OpenAI/OpenAI/PROPN<invested:obl",
            ],
        );
    }

    #[test]
    fn a_passive_with_an_agent() {
        assert_parsed(
            "The startup was acquired by Google last year.",
            &[
                "startup/startup/NOUN<acquired:nsubj:pass",
                "was/be/AUX<acquired:aux:pass",
                "acquired/acquire/VERB<:root",
                "by/by/ADP<Google:case",
                "Google/Google/PROPN<acquired:obl:agent",
            ],
        );
    }

    #[test]
    fn a_reported_clause_with_a_relative_clause() {
        assert_parsed(
            "Altman said the company, which is based in London, will buy the firm.",
            &[
                "Altman/Altman/PROPN<said:nsubj",
                "said/say/VERB<:root",
                "buy/buy/VERB<said:ccomp",
                "company/company/NOUN<buy:nsubj",
                "based/base/VERB<company:acl:relcl",
                "firm/firm/NOUN<buy:obj",
            ],
        );
    }

    #[test]
    fn a_capital_inside_a_word_makes_it_a_name() {
        assert_parsed(
            "Ann Lee, who has a PhD, joined LinkedIn and xAI.",
            &[
                "LinkedIn/LinkedIn/PROPN<joined:obj",
                "xAI/xAI/PROPN<LinkedIn:conj",
            ],
        );
    }

    #[test]
    fn negation_and_possessives() {
        assert_parsed(
            "Apple didn't disclose the startup's plans.",
            &[
                "did/do/AUX<disclose:aux",
                "n't/not/PART<disclose:advmod",
                "startup/startup/NOUN<plans:nmod:poss",
                "'s/'s/PART<startup:case",
                "plans/plan/NOUN<disclose:obj",
            ],
        );
    }

    #[test]
    fn an_executive_is_a_noun_unless_one_follows() {
        assert_parsed(
            "Ann Lee is the chief executive of Bolt Systems.",
            &[
                "executive/executive/NOUN<:root",
                "chief/chief/ADJ<executive:amod",
            ],
        );
        assert_parsed(
            "Ann Lee became executive director in May.",
            &["executive/executive/ADJ<director:amod"],
        );
    }

    #[test]
    fn every_sentence_is_one_tree() {
        let long = "word, ".repeat(5_000);
        let odd = [
            "",
            "🙂 👍🏽 !!!",
            "MICROSOFT BUYS OPENAI FOR $10 BILLION",
            ". . .",
            "((((((((",
            "if if if if",
            "\u{202e}abc \u{0} d",
            "Ὀδυσσεὺς ἦλθεν. 東京は大きい。",
            "a",
            "\"",
            "Orion will buy Nova Inc.",
            long.as_str(),
        ];
        for text in odd {
            let document = document(text);
            let words = syntax(&document);
            assert_eq!(words.len(), document.tokens.len());
            for sentence in &document.sentences {
                assert_tree(&words, sentence);
            }
        }
    }

    fn assert_tree(words: &[Word], sentence: &Sentence) {
        let roots = sentence
            .tokens
            .clone()
            .filter(|at| words[*at].head.is_none())
            .count();
        assert_eq!(roots, 1);
        let mut reaches_root = vec![false; sentence.tokens.len()];
        for start in sentence.tokens.clone() {
            let mut path = vec![start];
            while let Some(head) = words[path[path.len() - 1]].head {
                assert!(sentence.tokens.contains(&head) && path.len() <= sentence.tokens.len());
                if reaches_root[head - sentence.tokens.start] {
                    break;
                }
                path.push(head);
            }
            path.iter()
                .for_each(|at| reaches_root[at - sentence.tokens.start] = true);
            assert_eq!(words[start].head.is_none(), words[start].rel == Rel::Root);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_words() {
        let text = document(
            "Talks between Apple and Google stalled on Monday, people close to the matter said.",
        );
        assert_eq!(syntax(&text), syntax(&text));
        assert!(
            syntax(&text)
                .iter()
                .any(|word| word.pos == Pos::Propn && word.tag == "NNP")
        );
    }
}
