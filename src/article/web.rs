//! An `http(s)` address → the articles it holds: a page, a file of any format, or all that a feed leads to.

use serde_json::Value;

use super::fetch::{Answer, Fetched, Fetcher, join};
use super::format::Format;
use super::stream::{Each, finish, formatted, records};
use super::{Article, Field, Origin, ReadError, ReadErrorKind, Told, encoding, feed, json};

/// The most pages that are fetched for one feed.
const PAGES: usize = 100;

/// Reads what an address holds; of a feed also the pages of items that only have a summary.
pub(super) fn read(address: &str, is_feed: bool, told: &Told, each: &mut Each) {
    let mut fetcher = Fetcher::new(told);
    let result = fetcher.fetch(address).and_then(|answer| {
        let fetched = match answer {
            Answer::Fetched(fetched) => fetched,
            Answer::Unchanged(address) => {
                let items = told.known_items(&address);
                each(Err(ReadError::new(address, ReadErrorKind::Unchanged)));
                items
                    .iter()
                    .for_each(|item| led_to(item, &mut fetcher, told, each));
                return Ok(());
            }
        };
        let holds_feed = feed::is_feed(&fetched.body);
        if holds_feed && !is_feed {
            // Whoever follows the feed later reads more of it.
            told.failed(&fetched.address);
        }
        let result = if holds_feed && is_feed {
            follow(&fetched, &mut fetcher, told, each)
        } else {
            page(address, &fetched, told, each)
        };
        if result.is_err() {
            told.failed(&fetched.address);
        }
        result
    });
    if let Err(kind) = result {
        each(Err(ReadError::new(address, kind)));
    }
}

/// Hands on what `address` holds, with the address, and keeps what of it failed.
fn noted(
    address: &str,
    told: &Told,
    article: Result<Article, ReadError>,
) -> Result<Article, ReadError> {
    match article {
        Ok(mut article) => {
            article.metadata.fetched_from = Some(address.to_owned());
            Ok(article)
        }
        Err(error) => {
            told.failed(address);
            Err(error)
        }
    }
}

/// Reads one answer as the file that it is.
fn page(name: &str, fetched: &Fetched, told: &Told, each: &mut Each) -> Result<(), ReadErrorKind> {
    let media_type = fetched.media_type.as_str();
    let format = match media_type {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/markdown" => Some(Format::Markdown),
        "text/csv" => Some(Format::Csv),
        "application/x-ndjson" | "application/jsonl" => Some(Format::JsonLines),
        _ if media_type.ends_with("json") => Some(Format::Json),
        _ => None,
    };
    let mut told = told.clone();
    if format.is_none_or(|format| !format.holds_many()) && !feed::is_feed(&fetched.body) {
        let defaults = &mut told.defaults;
        if defaults.url.is_none() {
            defaults.url = Some(fetched.address.clone());
            defaults.origins.insert(Field::Url, Origin::Address);
        }
    }
    let plain = fetched
        .charset
        .as_deref()
        .and_then(|charset| encoding::decode_as(&fetched.body, Some(charset)).ok());
    let bytes = plain
        .as_ref()
        .map_or(fetched.body.as_slice(), String::as_bytes);
    let mut each = |article| each(noted(&fetched.address, &told, article));
    formatted(name, format, bytes, &told, &mut each, &ReadErrorKind::Io)
}

/// Reads a feed's items, and the pages of those that are not whole.
fn follow(
    fetched: &Fetched,
    fetcher: &mut Fetcher,
    told: &Told,
    each: &mut Each,
) -> Result<(), ReadErrorKind> {
    let mut items = feed::items(&fetched.body)?;
    for item in &mut items {
        let link = item.get("url").and_then(Value::as_str);
        if let Some(url) = link.and_then(|link| join(&fetched.address, link)) {
            item.insert("url".to_owned(), Value::String(url));
        }
    }
    let (whole, short): (Vec<feed::Item>, Vec<feed::Item>) = items
        .into_iter()
        .partition(|item| item.contains_key("text"));
    if whole.is_empty() && short.is_empty() {
        return Err(ReadErrorKind::NoText);
    }
    if !whole.is_empty() {
        let whole = whole.into_iter().map(Value::Object).collect();
        let mut each = |article| each(noted(&fetched.address, told, article));
        records(&fetched.address, whole, Origin::Feed, told, &mut each)?;
    }
    if short.len() > PAGES {
        told.failed(&fetched.address);
    }
    let short = &short[..short.len().min(PAGES)];
    told.led(&fetched.address, short);
    short
        .iter()
        .for_each(|item| led_to(item, fetcher, told, each));
    Ok(())
}

/// Reads the page of a feed's item.
fn led_to(item: &feed::Item, fetcher: &mut Fetcher, told: &Told, each: &mut Each) {
    let Some(url) = item.get("url").and_then(Value::as_str).map(str::to_owned) else {
        return;
    };
    let known = json::metadata(item, Origin::Feed);
    let result = fetcher.fetch(&url).and_then(|answer| match answer {
        Answer::Fetched(answer) => {
            let result = page(&url, &answer, told, &mut |article| {
                each(article.map(|mut article| {
                    article.metadata.fill(known.clone(), Origin::Feed);
                    finish(article, url.clone(), told)
                }));
            });
            if result.is_err() {
                told.failed(&answer.address);
            }
            result
        }
        Answer::Unchanged(page) => {
            each(Err(ReadError::new(page, ReadErrorKind::Unchanged)));
            Ok(())
        }
    });
    if let Err(kind) = result {
        each(Err(ReadError::new(url, kind)));
    }
}
