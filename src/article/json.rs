//! JSON records → [`Article`]s; the names that feeds, crawlers and news APIs give their fields are known.

use serde_json::{Map, Value};

use super::{
    Article, Metadata, Origin, ReadErrorKind, Told, authors, dates, encoding, html, organisations,
    plain, sign,
};

// Names of fields, the surest first.
const AUTHORS: &str = "authors author byline creator dc:creator writer";
const PUBLISHER: &str =
    "publisher site_name siteName site source source_name outlet publication domain source_domain";
const PUBLISHED: &str = "\
    published date date_published datePublished published_at publishedAt published_date publish_date date_publish \
    pub_date pubDate publication_date webPublicationDate time timestamp created_at";
const TEXT: &str = "text body content content_text articleBody article_body full_text fulltext maintext article raw_text";
const HTML: &str = "html raw_html content_html body_html";
/// Names under which a file keeps its records.
const LISTS: &str = "articles items results documents docs entries data records";

/// Returns the records that a JSON document holds.
pub(super) fn records(value: Value) -> Vec<Value> {
    match value {
        Value::Array(records) => records,
        Value::Object(mut object) if !has_text(&object) => {
            let list = LISTS
                .split(' ')
                .find(|name| object.get(*name).is_some_and(Value::is_array));
            match list.and_then(|name| object.remove(name)) {
                Some(Value::Array(records)) => of_feed(records, &object),
                _ => vec![Value::Object(object)],
            }
        }
        value => vec![value],
    }
}

/// The items of a JSON Feed, each with what the feed says of all.
fn of_feed(mut records: Vec<Value>, feed: &Map<String, Value>) -> Vec<Value> {
    let is_feed = feed
        .get("version")
        .and_then(Value::as_str)
        .is_some_and(|version| version.contains("jsonfeed.org"));
    for record in records.iter_mut().filter(|_| is_feed) {
        let Value::Object(record) = record else {
            continue;
        };
        for (own, of_feed) in [
            ("publisher", "title"),
            ("language", "language"),
            ("authors", "authors"),
        ] {
            if let Some(value) = feed.get(of_feed).filter(|_| !record.contains_key(own)) {
                record.insert(own.to_owned(), value.clone());
            }
        }
    }
    records
}

/// Whether several records stand in a row, one a line.
pub(super) fn several(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    serde_json::from_str::<Map<String, Value>>(first).is_ok()
}

/// Returns the article on one line of JSON Lines.
pub(super) fn parse_line(line: &[u8], told: &Told) -> Result<Article, ReadErrorKind> {
    let text = encoding::decode(line)?;
    let text = text.trim_end_matches(['\n', '\r']);
    let value: Value = serde_json::from_str(text).map_err(|error| syntax(&error, text).1)?;
    parse(value, told, Origin::Record)
}

/// Returns the line of a syntax error and what is wrong there.
pub(super) fn syntax(error: &serde_json::Error, text: &str) -> (usize, ReadErrorKind) {
    let full = error.to_string();
    let reason = full
        .rsplit_once(" at line ")
        .map_or(&*full, |(reason, _)| reason)
        .to_owned();
    // At a line break the parser stands in column 0 of the next line.
    let at_break = error.column() == 0 && error.line() > 1;
    let number = if at_break {
        error.line() - 1
    } else {
        error.line().max(1)
    };
    let line = text.lines().nth(number - 1).unwrap_or_default();
    // The parser counts bytes; people count characters.
    let before = line
        .char_indices()
        .take_while(|(at, _)| at_break || *at < error.column())
        .count();
    let column = if at_break { before + 1 } else { before.max(1) };
    (number, ReadErrorKind::Json { reason, column })
}

/// Returns the article that one record holds.
pub(super) fn parse(record: Value, told: &Told, origin: Origin) -> Result<Article, ReadErrorKind> {
    let object = match record {
        Value::Object(object) => told.renamed(object),
        Value::Array(_) => return Err(ReadErrorKind::NotAnArticle("a list")),
        Value::String(_) => return Err(ReadErrorKind::NotAnArticle("a string")),
        Value::Number(_) => return Err(ReadErrorKind::NotAnArticle("a number")),
        Value::Bool(_) => return Err(ReadErrorKind::NotAnArticle("a truth value")),
        Value::Null => return Err(ReadErrorKind::NotAnArticle("null")),
    };
    let mut article = body(&object)?;
    // The record says more surely than its page what the article is.
    let page = std::mem::replace(&mut article.metadata, metadata(&object, origin));
    article.metadata.fill(page, Origin::Text);
    Ok(article)
}

fn has_text(object: &Map<String, Value>) -> bool {
    text_fields(object).any(|value| !value.is_array() && !value.is_null())
}

fn text_fields(object: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    TEXT.split(' ')
        .chain(HTML.split(' '))
        .filter_map(|name| object.get(name))
}

fn body(object: &Map<String, Value>) -> Result<Article, ReadErrorKind> {
    let text = string(object, TEXT);
    let page = string(object, HTML).or_else(|| text.clone().filter(|text| is_html(text)));
    let length = text.as_ref().or(page.as_ref()).map_or(0, String::len) as u64;
    if length > super::ARTICLE_LIMIT {
        return Err(ReadErrorKind::TooLarge(length));
    }
    let article = match (page, text) {
        (Some(page), None) => html::parse(&page)?,
        (Some(page), Some(text)) if page == text => html::parse_fragment(&page)?,
        (_, Some(text)) => Article {
            metadata: Metadata::default(),
            body: plain::parts(&text),
        },
        (None, None) if text_fields(object).next().is_some() => return Err(ReadErrorKind::NoText),
        (None, None) => {
            return Err(ReadErrorKind::NoTextField(listed(
                object.keys().map(String::as_str),
            )));
        }
    };
    if article.body.is_empty() {
        Err(ReadErrorKind::NoText)
    } else {
        Ok(article)
    }
}

/// The first of the names that a record or a table gives its fields, for a message.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names
        .take(8)
        .map(|name| format!("`{}`", short(name)))
        .collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    }
}

/// Whether a field of this name may hold an article's text.
pub(super) fn is_text(name: &str) -> bool {
    TEXT.split(' ')
        .chain(HTML.split(' '))
        .any(|known| known == name)
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn is_html(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<')
        || ["</p>", "<br>", "<br/>", "<br />", "</div>"]
            .iter()
            .any(|tag| text.contains(tag))
}

/// Returns what a record that stands in `origin` says of its article.
pub(super) fn metadata(object: &Map<String, Value>, origin: Origin) -> Metadata {
    let text = |names: &str| string(object, names);
    let date = |names: &str| {
        names
            .split(' ')
            .find_map(|name| dates::iso(&scalar(object.get(name)?)?))
    };
    let list = |names: &str| {
        names
            .split(' ')
            .find_map(|name| object.get(name).map(words))
    };
    let signing: Vec<&Value> = AUTHORS
        .split(' ')
        .filter_map(|name| object.get(name))
        .collect();
    let names = signing.iter().map(|value| (origin, signers(value)));
    let mut metadata = Metadata {
        url: text("url link canonical_url canonicalUrl source_url web_url webUrl uri permalink"),
        title: text("title headline webTitle name"),
        publisher: text(PUBLISHER),
        published: date(PUBLISHED),
        modified: date(
            "modified date_modified dateModified updated updated_at updatedAt date_modify",
        ),
        section: text("section category articleSection sectionName section_name topic"),
        keywords: list("keywords tags").unwrap_or_default(),
        language: text("language lang inLanguage"),
        description: text("description summary excerpt abstract standfirst"),
        abstract_points: list("key_points abstract_points highlights").unwrap_or_default(),
        organisations: signing.iter().flat_map(|value| bodies(value)).collect(),
        ..Metadata::default()
    };
    sign(&mut metadata, names);
    metadata.came_from(origin);
    metadata
}

/// The first of several fields that holds words: a string, the name of an object, the lines of a list.
fn string(object: &Map<String, Value>, names: &str) -> Option<String> {
    names.split(' ').find_map(|name| {
        let text = match object.get(name)? {
            Value::Array(lines) => lines
                .iter()
                .filter_map(scalar)
                .collect::<Vec<_>>()
                .join("\n\n"),
            value => scalar(value)?,
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    })
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => ["name", "title", "value", "url"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str().map(str::to_owned)),
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

/// The names of those that sign.
fn signers(value: &Value) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in all(value).iter().flat_map(names_of) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The names of those that are said to be organisations.
fn bodies(value: &Value) -> Vec<String> {
    let said = all(value).iter().filter(|one| is_said_body(one));
    said.flat_map(names_of).collect()
}

fn all(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn is_said_body(value: &Value) -> bool {
    value.get("@type").is_some_and(organisations::is_body)
}

/// The names in one value; "Doe, Wei and Partners" is one if it is said to be an organisation.
fn names_of(value: &Value) -> Vec<String> {
    let Some(line) = scalar(value) else {
        return Vec::new();
    };
    let names = authors::names(&line);
    if names.len() > 1 && is_said_body(value) {
        vec![line]
    } else {
        names
    }
}

fn words(value: &Value) -> Vec<String> {
    let values: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(scalar).collect(),
        value => scalar(value)
            .map(|text| text.split([',', ';']).map(str::to_owned).collect())
            .unwrap_or_default(),
    };
    values
        .into_iter()
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}
