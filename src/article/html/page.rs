//! What a page says of its article, in all the places where it does → metadata.

use std::collections::BTreeMap;

use dom_query::Document;

use super::super::{Field, Metadata, Origin, sign};
use super::meta_tags::Tags;
use super::{address, byline, near, title};

/// What each place of a page says.
type Places = BTreeMap<Origin, Metadata>;

/// Returns what a page says of its article, where each place is believed in the order of [`Field::order`].
pub(super) fn metadata(document: &Document, linked: Metadata, items: Metadata) -> Metadata {
    let pieces = near::pieces(document);
    let mut places = places(document, &pieces, linked, items);
    let mut own = Metadata::default();
    settle(&mut own, &mut places, Field::Url);
    let address = places.entry(Origin::Address).or_default();
    address.published = own.url.as_deref().and_then(address::date);
    for field in Field::ALL {
        if field != Field::Authors {
            settle(&mut own, &mut places, field);
        }
    }
    if let Some(date) = own.published.as_deref()
        && let Some(local) = byline::by_local_clock(document, date)
    {
        own.published = Some(local);
        own.origins.insert(Field::Published, Origin::TimeElement);
    }
    let site = own.publisher.as_deref();
    own.title = own.title.map(|title| title::without_site(&title, site));
    own.organisations = places
        .values_mut()
        .flat_map(|place| std::mem::take(&mut place.organisations))
        .collect();
    // Who signs has to be a person if it can: a look at all places, not at the first that says something.
    let structured = Field::Authors.order().iter().filter_map(|origin| {
        let place = places.get_mut(origin)?;
        Some((*origin, std::mem::take(&mut place.authors)))
    });
    let under_title = std::iter::once_with(|| (Origin::Byline, near::signed(&pieces)));
    sign(&mut own, structured.chain(under_title));
    for way in [byline::classed, byline::worded] {
        if own.authors.is_empty() {
            sign(&mut own, [(Origin::Byline, way(document))]);
        }
    }
    own
}

fn places(document: &Document, pieces: &[String], linked: Metadata, items: Metadata) -> Places {
    let tags = Tags::read(document);
    let mut places = BTreeMap::from([
        (Origin::JsonLd, linked),
        (Origin::Microdata, items),
        (Origin::OpenGraph, tags.open_graph()),
        (Origin::MetaTag, tags.others()),
    ]);
    let claimed = places.values().filter_map(|place| place.title.clone());
    let title = title::element(document);
    let claimed: Vec<String> = claimed.chain(title.clone()).collect();
    let heading = title::heading(document, &claimed);
    places.entry(Origin::Canonical).or_default().url = canonical(document);
    places.entry(Origin::LangAttribute).or_default().language = language(document);
    places.entry(Origin::TitleElement).or_default().title = title;
    places.entry(Origin::Heading).or_default().title = heading;
    // What readers see is only searched where nothing surer is said.
    if places.values().all(|place| place.published.is_none()) {
        let line = near::dated(pieces);
        let element = || byline::shown_date(document);
        places.entry(Origin::TimeElement).or_default().published =
            line.is_none().then(element).flatten();
        places.entry(Origin::Byline).or_default().published = line;
    }
    for place in places.values_mut() {
        place.url = place.url.take().filter(|url| url.starts_with("http"));
        place.language = place.language.as_deref().and_then(language_tag);
    }
    places
}

/// Takes a field from the surest place that knows it.
fn settle(own: &mut Metadata, places: &mut Places, field: Field) {
    for origin in field.order() {
        if let Some(place) = places.get_mut(origin) {
            own.take(field, place, *origin);
        }
    }
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
    let links = document.select("link");
    let address = links.nodes().iter().find_map(|link| {
        let canonical = link.attr("rel").is_some_and(|rel| &*rel == "canonical");
        link.attr("href").filter(|_| canonical)
    });
    address.map(|address| address.trim().to_owned())
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
