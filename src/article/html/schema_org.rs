//! Objects of schema.org, from JSON-LD or microdata → what they say of the page's article.

use dom_query::Document;
use serde_json::{Map, Value};

use super::super::organisations::{agency, is_body};
use super::super::{Metadata, authors, dates};
use super::page::unique;

/// What the page's structured data say.
#[derive(Default)]
pub(super) struct Structured {
    /// What is known about the article.
    pub(super) metadata: Metadata,
    /// Its whole text, where it is given.
    pub(super) body: Option<String>,
}

/// One object with its properties.
pub(super) type Object = Map<String, Value>;

/// Returns what `values` say of the article that a page is.
pub(super) fn read(values: Vec<Value>) -> Structured {
    let mut objects = Vec::new();
    for value in values {
        collect(value, &mut objects, 0);
    }
    let article = objects
        .iter()
        .filter(|object| rank(object) > 0)
        .max_by_key(|object| (rank(object), object.contains_key("headline")));
    let mut structured = article
        .map(|article| describe(article, &objects))
        .unwrap_or_default();
    if structured.metadata.publisher.is_none() {
        let site = objects.iter().find(|object| kind(object, "WebSite"));
        structured.metadata.publisher = site.and_then(|site| name(site.get("name")?, &objects));
    }
    structured
}

/// Gathers all objects with a type, however deep, so that references can be followed.
fn collect(value: Value, objects: &mut Vec<Object>, depth: usize) {
    match value {
        Value::Array(values) if depth < 8 => values
            .into_iter()
            .for_each(|value| collect(value, objects, depth + 1)),
        Value::Object(object) if depth < 8 => {
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "itemListElement",
                "hasPart",
            ] {
                if let Some(inner @ (Value::Array(_) | Value::Object(_))) = object.get(key) {
                    collect(inner.clone(), objects, depth + 1);
                }
            }
            objects.push(object);
        }
        _ => {}
    }
}

fn kind(object: &Object, wanted: &str) -> bool {
    match object.get("@type") {
        Some(Value::String(kind)) => kind.trim_start_matches("schema:") == wanted,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind.as_str() == Some(wanted)),
        _ => false,
    }
}

/// How surely an object describes the article of the page.
fn rank(object: &Object) -> u8 {
    const NEWS: &[&str] = &[
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
    ];
    const OTHER: &[&str] = &[
        "Article",
        "BlogPosting",
        "Report",
        "TechArticle",
        "ScholarlyArticle",
        "MedicalScholarlyArticle",
        "SocialMediaPosting",
        "AdvertiserContentArticle",
    ];
    if NEWS.iter().any(|name| kind(object, name)) {
        3
    } else if OTHER.iter().any(|name| kind(object, name)) {
        2
    } else {
        u8::from(kind(object, "WebPage") && object.contains_key("datePublished"))
    }
}

fn describe(article: &Object, objects: &[Object]) -> Structured {
    let text = |key: &str| {
        article
            .get(key)
            .and_then(|value| name(value, objects))
            .map(|text| unescaped(&text))
            .filter(|text| !text.is_empty())
    };
    let date = |key: &str| {
        article
            .get(key)
            .and_then(Value::as_str)
            .and_then(dates::iso)
    };
    let signing = ["author", "creator"]
        .iter()
        .filter_map(|key| Some(signers(article.get(*key)?, objects)));
    let signers = signing
        .into_iter()
        .find(|signers| !signers.names.is_empty())
        .unwrap_or_default();
    let metadata = Metadata {
        url: address(article),
        title: text("headline").or_else(|| (rank(article) > 1).then(|| text("name"))?),
        authors: signers.names,
        organisations: signers.organisations,
        publisher: text("publisher"),
        agency: text("sourceOrganization")
            .and_then(|name| agency(&name))
            .map(str::to_owned),
        published: date("datePublished").or_else(|| date("dateCreated")),
        modified: date("dateModified"),
        section: text("articleSection"),
        keywords: article.get("keywords").map(keywords).unwrap_or_default(),
        language: text("inLanguage"),
        description: text("description"),
        ..Metadata::default()
    };
    let body = ["articleBody", "text"]
        .iter()
        .find_map(|key| article.get(*key)?.as_str().map(unescaped));
    Structured { metadata, body }
}

fn address(article: &Object) -> Option<String> {
    let page = article.get("mainEntityOfPage");
    let id = page.and_then(|page| {
        page.as_str()
            .or_else(|| page.get("@id")?.as_str())
            .map(str::to_owned)
    });
    let url = article
        .get("url")
        .and_then(Value::as_str)
        .map(str::to_owned);
    [url, id]
        .into_iter()
        .flatten()
        .find(|address| address.starts_with("http"))
}

/// The name that a value gives: itself, its `name`, the name of what it refers to, the first of a list.
fn name(value: &Value, objects: &[Object]) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => values.iter().find_map(|value| name(value, objects)),
        Value::Object(object) => {
            let own = ["name", "alternateName", "@value"]
                .iter()
                .find_map(|key| name(object.get(*key)?, &[]));
            own.or_else(|| {
                let id = object.get("@id")?;
                let other = objects
                    .iter()
                    .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?;
                name(other.get("name")?, &[])
            })
        }
        _ => None,
    }
}

/// Those who sign an article.
#[derive(Default)]
struct Signers {
    /// The names of all.
    names: Vec<String>,
    /// Those of them that are said to be organisations.
    organisations: Vec<String>,
}

fn signers(value: &Value, objects: &[Object]) -> Signers {
    let values = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let mut signers = Signers::default();
    for value in values {
        let organisation = is_organisation(value, objects);
        let all = match value.get("name") {
            Some(Value::Array(all)) => all.iter().filter_map(|one| name(one, objects)).collect(),
            _ => name(value, objects).into_iter().collect::<Vec<_>>(),
        };
        for line in all.iter().map(|line| unescaped(line)) {
            let mut signed = authors::names_or_desk(&line);
            if organisation {
                // "Doe, Wei and Partners" is one.
                if signed.len() > 1 {
                    signed = vec![line];
                }
                signers.organisations.extend_from_slice(&signed);
            }
            signers.names.extend(signed);
        }
    }
    signers.names = unique(signers.names.into_iter());
    signers
}

/// Whether a value, or what it refers to, has the type of an organisation.
fn is_organisation(value: &Value, objects: &[Object]) -> bool {
    let Some(object) = value.as_object() else {
        return false;
    };
    let id = object.get("@id");
    let referred = objects
        .iter()
        .find(|other| id.is_some() && other.get("@id") == id && other.contains_key("@type"));
    let kinds = object.get("@type").or_else(|| referred?.get("@type"));
    kinds.is_some_and(is_body)
}

fn keywords(value: &Value) -> Vec<String> {
    let words: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(|value| name(value, &[])).collect(),
        Value::String(text) => text.split([',', ';']).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    words
        .iter()
        .map(|word| unescaped(word))
        .filter(|word| !word.is_empty() && !word.contains("://"))
        .collect()
}

/// Publishers escape their structured data as if it were HTML, sometimes twice.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return text.trim().to_owned();
    }
    let spaced = text
        .replace("</p>", "\n\n")
        .replace("<br>", "\n")
        .replace("<br/>", "\n")
        .replace("<br />", "\n");
    if super::scan::check(&spaced).is_err() {
        return text.trim().to_owned();
    }
    Document::fragment(spaced).text().trim().to_owned()
}
