//! What a page says of its article, in all the places where it does → metadata.

use std::collections::BTreeMap;

use dom_query::Document;

use super::super::{Field, Metadata, Origin, sign};
use super::meta_tags::Tags;
use super::{address, byline, near, title};

/// Returns what a page says of its article, where each place is believed in the order of [`Field::order`].
pub(super) fn metadata(document: &Document, linked: Metadata, items: Metadata) -> Metadata {
    let tags = Tags::read(document);
    let pieces = near::pieces(document);
    let mut places = BTreeMap::from([
        (Origin::JsonLd, linked),
        (Origin::Microdata, items),
        (Origin::OpenGraph, tags.open_graph()),
        (Origin::MetaTag, tags.others()),
    ]);
    let mut say = |origin, metadata| places.insert(origin, metadata);
    let place = Metadata::default;
    say(
        Origin::Canonical,
        Metadata {
            url: canonical(document),
            ..place()
        },
    );
    say(
        Origin::LangAttribute,
        Metadata {
            language: language(document),
            ..place()
        },
    );
    say(
        Origin::TitleElement,
        Metadata {
            title: title::element(document),
            ..place()
        },
    );
    say(
        Origin::Byline,
        Metadata {
            published: near::dated(&pieces),
            ..place()
        },
    );
    say(
        Origin::TimeElement,
        Metadata {
            published: byline::shown_date(document),
            ..place()
        },
    );
    let claimed = places.values().filter_map(|place| place.title.as_deref());
    let heading = title::heading(document, &claimed.collect::<Vec<_>>());
    places.insert(
        Origin::Heading,
        Metadata {
            title: heading,
            ..place()
        },
    );
    for place in places.values_mut() {
        place.url = place.url.take().filter(|url| url.starts_with("http"));
        place.language = place.language.as_deref().and_then(language_tag);
    }
    settle(document, &pieces, places)
}

fn settle(
    document: &Document,
    pieces: &[String],
    mut places: BTreeMap<Origin, Metadata>,
) -> Metadata {
    let mut own = Metadata::default();
    let settle = |own: &mut Metadata, places: &mut BTreeMap<Origin, Metadata>, field: Field| {
        for origin in field.order() {
            if let Some(place) = places.get_mut(origin) {
                own.take(field, place, *origin);
            }
        }
    };
    settle(&mut own, &mut places, Field::Url);
    let dated = Metadata {
        published: own.url.as_deref().and_then(address::date),
        ..Metadata::default()
    };
    places.insert(Origin::Address, dated);
    for field in Field::ALL {
        if field != Field::Authors {
            settle(&mut own, &mut places, field);
        }
    }
    let site = own.publisher.as_deref();
    own.title = own.title.map(|title| title::without_site(&title, site));
    let structured = Field::Authors.order().iter().filter_map(|origin| {
        let place = places.get_mut(origin)?;
        Some((*origin, std::mem::take(&mut place.authors)))
    });
    let ways: [&dyn Fn() -> Vec<String>; 2] =
        [&|| near::signed(pieces), &|| byline::classed(document)];
    let shown = ways.into_iter().map(|way| (Origin::Byline, way()));
    sign(&mut own, structured.chain(shown));
    if own.authors.is_empty() {
        sign(&mut own, [(Origin::Byline, byline::worded(document))]);
    }
    own
}

pub(super) fn unique(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for item in items {
        if !kept.iter().any(|other| other.eq_ignore_ascii_case(&item)) {
            kept.push(item);
        }
    }
    kept
}

fn canonical(document: &Document) -> Option<String> {
    document
        .select("link[rel='canonical'][href]")
        .attr("href")
        .map(|address| address.trim().to_owned())
}

fn language(document: &Document) -> Option<String> {
    document
        .select("html")
        .attr("lang")
        .or_else(|| document.select("html").attr("xml:lang"))
        .map(|tag| tag.to_string())
}

/// A BCP 47 tag: `en_US` is written `en-US`.
fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().split([',', ';', ' ']).next()?.replace('_', "-");
    let valid = tag.split('-').next().is_some_and(|primary| {
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let region = |part: &str| {
        if part.len() == 2 {
            part.to_uppercase()
        } else {
            part.to_owned()
        }
    };
    let parts = tag.split('-').enumerate().map(|(at, part)| {
        if at == 0 {
            part.to_lowercase()
        } else {
            region(part)
        }
    });
    (valid && tag.len() <= 20).then(|| parts.collect::<Vec<_>>().join("-"))
}
