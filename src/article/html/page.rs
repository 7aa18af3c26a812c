//! A page's head and bylines → metadata; structured data first, then meta tags, then what readers see.

use std::collections::BTreeSet;

use dom_query::Document;

use super::super::{Metadata, authors, dates};
use super::byline::{self, shown_date};
use super::json_ld::{Structured, unescaped};
use super::near;

// Names of meta tags, lower case, the surest first.
const TITLES: &str =
    "og:title twitter:title dc.title dcterms.title parsely-title sailthru.title headline title";
const AUTHORS: &str = "\
    author article:author parsely-author sailthru.author dc.creator dcterms.creator byl cxenseparse:author authors \
    article:author_name og:article:author twitter:creator:name";
const SITES: &str = "og:site_name application-name dc.publisher publisher article:publisher cre apple-mobile-web-app-title";
const PUBLISHED: &str = "\
    article:published_time og:published_time og:article:published_time datepublished date.published parsely-pub-date \
    sailthru.date dc.date.issued dc.date dcterms.created dcterms.date dc.date.created pubdate publishdate publish-date \
    publish_date article.published cxenseparse:recs:publishtime date citation_publication_date article_date_original \
    originalpublicationdate rnews:datepublished created bt:pubdate pdate";
const MODIFIED: &str = "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified article.updated";
const SECTIONS: &str = "article:section parsely-section og:article:section section cg category";
const DESCRIPTIONS: &str =
    "description og:description twitter:description dc.description sailthru.description";
const LANGUAGES: &str = "content-language language og:locale dc.language";
const KEYWORDS: &str = "news_keywords keywords parsely-tags sailthru.tags";

/// Returns what a page says of its article.
pub(super) fn metadata(document: &Document, structured: &Structured) -> Metadata {
    let tags = tags(document);
    let first = |names: &str| values(&tags, names).next().map(str::to_owned);
    let date = |names: &str| values(&tags, names).find_map(dates::iso);
    let own = &structured.metadata;
    let url = canonical(document)
        .or_else(|| own.url.clone())
        .or_else(|| first("og:url twitter:url parsely-link"))
        .filter(|url| url.starts_with("http"));
    let publisher = first("og:site_name")
        .or_else(|| own.publisher.clone())
        .or_else(|| first(SITES))
        .filter(|name| !name.starts_with("http"));
    let (structured_title, tagged) = (own.title.clone(), first(TITLES));
    let pieces = near::pieces(document);
    let published = own
        .published
        .clone()
        .or_else(|| date(PUBLISHED))
        .or_else(|| near::dated(&pieces))
        .or_else(|| shown_date(document));
    let language = language(document)
        .or_else(|| own.language.clone())
        .or_else(|| first(LANGUAGES));
    Metadata {
        title: title(document, structured_title, tagged, publisher.as_deref()),
        authors: people(document, &tags, own, &pieces, publisher.as_deref()),
        keywords: keywords(&tags, own),
        published: published.or_else(|| url.as_deref().and_then(address_date)),
        modified: own.modified.clone().or_else(|| date(MODIFIED)),
        section: own.section.clone().or_else(|| first(SECTIONS)),
        language: language.and_then(|tag| language_tag(&tag)),
        description: own.description.clone().or_else(|| first(DESCRIPTIONS)),
        url,
        publisher,
        ..Metadata::default()
    }
}

/// The authors; a publisher that signs its own articles is none.
fn people(
    document: &Document,
    tags: &[(String, String)],
    own: &Metadata,
    pieces: &[String],
    publisher: Option<&str>,
) -> Vec<String> {
    let tagged = || unique(values(tags, AUTHORS).flat_map(authors::names));
    let ways: [&dyn Fn() -> Vec<String>; 5] = [
        &|| own.authors.clone(),
        &tagged,
        &|| byline::classed(document),
        &|| near::signed(pieces),
        &|| byline::worded(document),
    ];
    let mut outlets = Vec::new();
    for way in ways {
        let mut names = way();
        names.retain(|name| publisher.is_none_or(|site| !authors::same(name, site)));
        let (signing, people): (Vec<String>, Vec<String>) = names
            .into_iter()
            .partition(|name| authors::is_organisation(name));
        if !people.is_empty() {
            return people;
        }
        if outlets.is_empty() {
            outlets = signing;
        }
    }
    outlets
}

fn keywords(tags: &[(String, String)], own: &Metadata) -> Vec<String> {
    if !own.keywords.is_empty() {
        return own.keywords.clone();
    }
    let tagged = unique(values(tags, "article:tag og:article:tag").map(str::to_owned));
    if !tagged.is_empty() {
        return tagged;
    }
    let listed = values(tags, KEYWORDS).next().unwrap_or_default();
    let words = listed.split([',', ';']).map(|word| word.trim().to_owned());
    unique(words.filter(|word| !word.is_empty()))
}

/// All meta tags: name in lower case, and content.
fn tags(document: &Document) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for node in document.select("meta[content]").nodes() {
        let content = unescaped(&node.attr_or("content", ""));
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key).filter(|_| !content.is_empty()) {
                tags.push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }
    tags
}

/// The contents of the tags with these names, in the order of the names.
fn values<'a>(tags: &'a [(String, String)], names: &str) -> impl Iterator<Item = &'a str> {
    let found = names.split(' ').flat_map(|wanted| {
        let named = tags.iter().filter(move |(name, _)| name == wanted);
        named.map(|(_, content)| content.as_str())
    });
    found.collect::<Vec<_>>().into_iter()
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
        .filter(|address| address.starts_with("http"))
}

/// The heading of the page where it agrees with what its head says, which often carries more than the title.
fn title(
    document: &Document,
    structured: Option<String>,
    tagged: Option<String>,
    site: Option<&str>,
) -> Option<String> {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = document
        .select("head title")
        .nodes()
        .first()
        .map(|node| flat(&node.text()))
        .filter(|title| !title.is_empty());
    let claimed = [&structured, &tagged, &page]
        .into_iter()
        .flatten()
        .map(|title| folded(title))
        .collect::<Vec<_>>();
    let headings: Vec<String> = document
        .select("h1")
        .nodes()
        .iter()
        .map(|node| flat(&node.text()))
        .filter(|text| text.chars().count() > 3)
        .collect();
    let agrees = |heading: &&String| {
        let heading = folded(heading);
        claimed.iter().any(|title| alike(&heading, title))
    };
    let heading = headings.iter().find(agrees).or_else(|| {
        headings
            .first()
            .filter(|_| headings.len() == 1 && claimed.is_empty())
    });
    let chosen = heading
        .cloned()
        .or(structured)
        .or(tagged)
        .or(page)
        .or_else(|| headings.first().cloned())?;
    Some(without_site(&flat(&chosen), site))
}

fn folded(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect::<String>();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two titles share most of their words.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let shared = a.intersection(&b).count();
    a.len() > 1 && shared * 10 >= a.len() * 6 && shared * 10 >= b.len() * 4
}

/// Cuts the name of the site from the end of a title.
fn without_site(title: &str, site: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let named = site.is_some_and(|site| {
                folded(site).contains(&folded(tail)) || folded(tail).contains(&folded(site))
            });
            if head.split(' ').count() > 2
                && (named || (separator == " | " && tail.split(' ').count() <= 4))
            {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// The day in an address such as `…/2014/05/28/…`.
fn address_date(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).collect();
    let at = parts.iter().position(|part| {
        part.len() == 4
            && part
                .parse::<u16>()
                .is_ok_and(|year| (1990..2100).contains(&year))
    });
    if let Some(at) = at {
        let next = |offset: usize| {
            parts
                .get(at + offset)
                .filter(|part| part.len() <= 2 && part.parse::<u8>().is_ok())
        };
        return match (next(1), next(2)) {
            (Some(month), Some(day)) => dates::iso(&format!("{}-{month}-{day}", parts[at])),
            (Some(month), None) => dates::iso(&format!("{}-{month}", parts[at])),
            _ => None,
        };
    }
    parts
        .iter()
        .find_map(|part| dates::iso(part.get(..10).filter(|day| day.matches('-').count() == 2)?))
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
