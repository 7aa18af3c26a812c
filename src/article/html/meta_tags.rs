//! The meta tags of a page → what they say of its article.

use dom_query::Document;

use super::super::{Metadata, authors, dates};
use super::page::unique;
use super::schema_org::unescaped;
use super::site_name::{account, site_name};

// Names of meta tags, lower case, the surest first.
const TITLES: &str =
    "twitter:title dc.title dcterms.title parsely-title sailthru.title headline title";
const AUTHORS: &str = "\
    author parsely-author sailthru.author dc.creator dcterms.creator byl cxenseparse:author authors \
    article:author_name twitter:creator:name";
const SITES: &str = "application-name dc.publisher publisher cre apple-mobile-web-app-title";
const ADDRESSES: &str = "og:url twitter:url parsely-link";
const PUBLISHED: &str = "\
    datepublished date.published parsely-pub-date sailthru.date dc.date.issued dc.date dcterms.created dcterms.date \
    dc.date.created pubdate publishdate publish-date publish_date article.published cxenseparse:recs:publishtime date \
    citation_publication_date article_date_original originalpublicationdate rnews:datepublished created bt:pubdate pdate";
const MODIFIED: &str = "datemodified lastmod last-modified dcterms.modified article.updated";
const SECTIONS: &str = "parsely-section section cg category";
const DESCRIPTIONS: &str = "description twitter:description dc.description sailthru.description";
const LANGUAGES: &str = "content-language language dc.language";
const KEYWORDS: &str = "news_keywords keywords parsely-tags sailthru.tags";

/// All meta tags: name in lower case, and content.
pub(super) struct Tags(Vec<(String, String)>);

impl Tags {
    /// Returns the tags of a page.
    pub(super) fn read(document: &Document) -> Self {
        let mut tags = Vec::new();
        for node in document.select("meta").nodes() {
            let Some(content) = node.attr("content") else {
                continue;
            };
            let content = unescaped(&content);
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = node.attr(key).filter(|_| !content.is_empty()) {
                    tags.push((name.trim().to_lowercase(), content.clone()));
                }
            }
        }
        Self(tags)
    }

    /// Returns what the tags of OpenGraph say.
    pub(super) fn open_graph(&self) -> Metadata {
        let published = "article:published_time og:published_time og:article:published_time";
        Metadata {
            title: self.first("og:title"),
            authors: self.names("article:author og:article:author"),
            publisher: self
                .site("og:site_name article:publisher")
                .and_then(|said| site_name(&said, self.first(ADDRESSES).as_deref())),
            published: self.date(published),
            modified: self.date("article:modified_time og:updated_time"),
            url: self.first("og:url"),
            language: self.first("og:locale"),
            section: self.first("article:section og:article:section"),
            keywords: unique(self.values("article:tag og:article:tag").map(str::to_owned)),
            description: self.first("og:description"),
            ..Metadata::default()
        }
    }

    /// Returns what the other tags say.
    pub(super) fn others(&self) -> Metadata {
        let listed = self.first(KEYWORDS).unwrap_or_default();
        let words = listed.split([',', ';']).map(|word| word.trim().to_owned());
        Metadata {
            title: self.first(TITLES),
            authors: self.names(AUTHORS),
            publisher: self.site(SITES).or_else(|| {
                let said = self.first("twitter:site")?;
                account(&said, self.first(ADDRESSES).as_deref())
            }),
            published: self.date(PUBLISHED),
            modified: self.date(MODIFIED),
            url: self.first("twitter:url parsely-link"),
            language: self.first(LANGUAGES),
            section: self.first(SECTIONS),
            keywords: unique(words.filter(|word| !word.is_empty())),
            description: self.first(DESCRIPTIONS),
            ..Metadata::default()
        }
    }

    /// The contents of the tags with these names, in the order of the names.
    fn values<'a>(&'a self, names: &'a str) -> impl Iterator<Item = &'a str> {
        names.split(' ').flat_map(|wanted| {
            let named = self.0.iter().filter(move |(name, _)| name == wanted);
            named.map(|(_, content)| content.as_str())
        })
    }

    fn first(&self, names: &str) -> Option<String> {
        self.values(names).next().map(str::to_owned)
    }

    fn date(&self, names: &str) -> Option<String> {
        self.values(names).find_map(dates::iso)
    }

    fn names(&self, names: &str) -> Vec<String> {
        unique(self.values(names).flat_map(authors::names_or_desk))
    }

    /// Some tags give the publisher's address in the place of its name.
    fn site(&self, names: &str) -> Option<String> {
        let mut values = self.values(names);
        values
            .find(|name| !name.starts_with("http"))
            .map(str::to_owned)
    }
}
