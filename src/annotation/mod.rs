//! Annotation: an article → its words, names and values, as plain data that people and programs can check.
//!
//! *Invariant:* nothing is understood here; what analysis and resolution made is only written down.

mod conllu;
mod model;
mod values;

#[cfg(test)]
mod tests;

use crate::analysis::{self, Analysis, MentionKind, NameType};
use crate::article::{Article, Input, read};
use crate::error::Error;
use crate::ontology::Ontology;
use crate::pipeline::{Pipeline, Steps, guarded, name};
use crate::text::{self, BlockKind, Span, clean, is_english, language_name};

pub use conllu::write as write_conllu;
pub use model::{Annotation, Mention, Sentence, Token};
pub use values::{Normal, Value};

/// Reads the articles of some inputs and annotates each, in order.
pub fn annotate_all(
    pipeline: &Pipeline<'_>,
    inputs: &[Input],
    each: &mut dyn FnMut(Result<Annotation, Error>),
) {
    for input in inputs {
        let all = guarded(&name(input), || {
            read(input, &pipeline.told, &mut |article| match article {
                Ok(article) => {
                    let source = article.metadata.source_name.clone();
                    each(guarded(&source, || annotate(pipeline, article)));
                }
                Err(error) => each(Err(error.into())),
            });
        });
        if let Err(error) = all {
            each(Err(error));
        }
    }
}

/// Annotates one article.
pub fn annotate(pipeline: &Pipeline<'_>, article: Article) -> Annotation {
    let steps = pipeline.steps(clean(article));
    let document = &steps.analysis.document;
    let metadata = &document.metadata;
    let places = Places::new(&document.text);
    let writer = Writer {
        steps: &steps,
        ontology: pipeline.ontology,
        places: &places,
    };
    let sentences = document.sentences.iter();
    Annotation {
        source: metadata.source_name.clone(),
        title: metadata.title.clone(),
        publisher: metadata.publisher.clone(),
        published: metadata.published.clone(),
        url: metadata.url.clone(),
        language: metadata.language.clone(),
        notes: foreign(metadata.language.as_deref()).into_iter().collect(),
        sentences: sentences
            .map(|sentence| writer.sentence(sentence))
            .collect(),
        text: document.text.clone(),
    }
}

/// Returns what a reader should know of a text in a language that is not read.
pub(crate) fn foreign(language: Option<&str>) -> Option<String> {
    let tag = language?;
    (!is_english(tag)).then(|| {
        let name = language_name(tag).map_or_else(|| format!("`{tag}`"), str::to_owned);
        format!("the text is in {name}, and only English is read: words are tagged as if they were English")
    })
}

/// For each byte of a text the code points before it.
pub(crate) struct Places(Vec<usize>);

impl Places {
    pub(crate) fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for c in text.chars() {
            before.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += 1;
        }
        before.push(count);
        Self(before)
    }

    /// Returns the code points before the start and the end of a span.
    pub(crate) fn of(&self, span: Span) -> (usize, usize) {
        let at = |byte: usize| self.0.get(byte).or(self.0.last()).copied();
        (
            at(span.start).unwrap_or_default(),
            at(span.end).unwrap_or_default(),
        )
    }
}

/// Returns the words of one sentence, numbered from 1, as `words` has them.
pub(crate) fn tokens(
    document: &text::Document,
    words: &[analysis::Word],
    sentence: &text::Sentence,
    places: &Places,
) -> Vec<Token> {
    let first = sentence.tokens.start;
    let text = &document.text;
    let one = |at: usize| {
        let (span, word) = (document.tokens[at], &words[at]);
        let (start, end) = places.of(span);
        let rest = text.get(span.end..).unwrap_or_default();
        Token {
            id: at - first + 1,
            start,
            end,
            form: span.of(text).to_owned(),
            lemma: word.lemma.clone(),
            upos: word.pos.as_str(),
            xpos: word.tag,
            head: word.head.map_or(0, |head| head - first + 1),
            deprel: word.rel.as_str(),
            space_after: rest.chars().next().is_none_or(char::is_whitespace),
        }
    };
    sentence.tokens.clone().map(one).collect()
}

struct Writer<'a> {
    steps: &'a Steps,
    ontology: &'a Ontology,
    places: &'a Places,
}

impl Writer<'_> {
    fn analysis(&self) -> &Analysis {
        &self.steps.analysis
    }

    fn sentence(&self, sentence: &text::Sentence) -> Sentence {
        let analysis = self.analysis();
        let document = &analysis.document;
        let inside = |tokens: &std::ops::Range<usize>| {
            sentence.tokens.start <= tokens.start && tokens.end <= sentence.tokens.end
        };
        let mentions = analysis.mentions.iter().enumerate();
        let mentions = mentions.filter(|(_, mention)| inside(&mention.tokens));
        let values = analysis.values.iter();
        let values = values.filter(|value| inside(&value.tokens));
        let (start, end) = self.places.of(sentence.span);
        Sentence {
            start,
            end,
            block: sentence.block,
            kind: block_kind(document.blocks[sentence.block].kind),
            text: sentence.span.of(&document.text).to_owned(),
            tokens: tokens(document, &analysis.words, sentence, self.places),
            mentions: mentions
                .map(|(at, mention)| self.mention(at, mention, sentence.tokens.start))
                .collect(),
            values: values
                .map(|value| values::value(value, document, sentence.tokens.start, self.places))
                .collect(),
        }
    }

    fn mention(&self, at: usize, mention: &analysis::Mention, first: usize) -> Mention {
        let traced = &self.steps.traced;
        let thing = traced.mentions.get(at).copied().flatten();
        let label = thing.map(|thing| traced.resolved.entities[thing].label.clone());
        let class = mention.class.as_ref();
        let class = class.and_then(|class| self.ontology.classes.get(class));
        let (start, end) = self.places.of(mention.span);
        Mention {
            start,
            end,
            first: mention.tokens.start - first + 1,
            last: mention.tokens.end - first,
            head: mention.head - first + 1,
            text: mention.span.of(&self.analysis().document.text).to_owned(),
            kind: mention_kind(mention.kind),
            name_type: mention.name_type.map(name_type),
            class: class.map(|class| class.label.clone()),
            refers_to: label,
        }
    }
}

/// Returns the word for a kind of block.
const fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list item",
        BlockKind::Quotation => "quotation",
        BlockKind::Caption => "caption",
    }
}

const fn mention_kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "name",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    }
}

const fn name_type(kind: NameType) -> &'static str {
    match kind {
        NameType::Person => "person",
        NameType::Organization => "organization",
        NameType::Place => "place",
        NameType::Product => "product",
        NameType::Work => "work",
        NameType::Event => "event",
        NameType::Group => "group",
    }
}
