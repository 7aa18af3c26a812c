//! A web archive (WARC, also WET) → an [`Article`] for each page in it, record by record.

use std::io::{self, BufRead, Read};

use super::stream::{Each, base_name, finish};
use super::{
    ARTICLE_LIMIT, Article, FILE_LIMIT, Metadata, Origin, ReadError, ReadErrorKind, Told, encoding,
    html, http, plain,
};

/// The most bytes of one record's head.
const HEAD_LIMIT: u64 = 65_536;

/// Reads an archive record by record.
pub(super) fn read(
    name: &str,
    reader: &mut dyn BufRead,
    told: &Told,
    each: &mut Each,
    broken: &dyn Fn(io::Error) -> ReadErrorKind,
) -> Result<(), ReadErrorKind> {
    let mut found = false;
    for number in 1_u64.. {
        let Some(head) = head(reader, broken)? else {
            break;
        };
        let block = block(reader, &head, broken)?;
        let place = |name: &str| format!("{name}#{number}");
        let Some(article) =
            block.map_or_else(|error| Some(Err(error)), |block| page(&head, &block))
        else {
            continue;
        };
        found = true;
        let article = article.map(|mut article| {
            let record = Metadata {
                url: head.address.clone(),
                ..Metadata::default()
            };
            article.metadata.fill(record, Origin::Address);
            finish(article, place(base_name(name)), told)
        });
        each(article.map_err(|kind| ReadError::new(place(name), kind)));
    }
    if found {
        Ok(())
    } else {
        Err(ReadErrorKind::NoText)
    }
}

/// What is used of a record's head.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    address: Option<String>,
    content_type: String,
    length: u64,
}

impl Head {
    /// Whether the record may be a page.
    fn wanted(&self) -> bool {
        matches!(self.kind.as_str(), "response" | "resource" | "conversion")
    }
}

/// Reads the head of the next record; none at the end.
fn head(
    reader: &mut dyn BufRead,
    broken: &dyn Fn(io::Error) -> ReadErrorKind,
) -> Result<Option<Head>, ReadErrorKind> {
    let mut head = Head::default();
    let mut started = false;
    let mut used = 0;
    loop {
        let mut line = Vec::new();
        reader
            .take(HEAD_LIMIT)
            .read_until(b'\n', &mut line)
            .map_err(broken)?;
        used += line.len() as u64;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if line.is_empty() {
            return Ok(None);
        } else if used > HEAD_LIMIT {
            return Err(ReadErrorKind::Warc("a record's head has no end".to_owned()));
        } else if !started {
            if text.starts_with("WARC/") {
                started = true;
            } else if !text.is_empty() {
                let found: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
                return Err(ReadErrorKind::Warc(format!(
                    "expected a record that starts with `WARC/`, but found `{found}`"
                )));
            }
        } else if text.is_empty() {
            return Ok(Some(head));
        } else if let Some((name, value)) = http::field(text) {
            match name.to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => {
                    head.address = Some(value.trim_matches(['<', '>']).to_owned());
                }
                "content-type" => value.clone_into(&mut head.content_type),
                "content-length" => {
                    head.length = value.parse().map_err(|_| {
                        ReadErrorKind::Warc("a record's length is no number".to_owned())
                    })?;
                }
                _ => {}
            }
        }
    }
}

/// Reads a record's block, or passes over it where it can't be an article.
fn block(
    reader: &mut dyn BufRead,
    head: &Head,
    broken: &dyn Fn(io::Error) -> ReadErrorKind,
) -> Result<Result<Vec<u8>, ReadErrorKind>, ReadErrorKind> {
    let mut record = reader.take(head.length);
    let mut block = Vec::new();
    if head.wanted() && head.length <= FILE_LIMIT {
        record.read_to_end(&mut block).map_err(broken)?;
        if (block.len() as u64) < head.length {
            return Err(ReadErrorKind::Warc("it ends within a record".to_owned()));
        }
        return Ok(Ok(block));
    }
    io::copy(&mut record, &mut io::sink()).map_err(broken)?;
    Ok(if head.wanted() {
        Err(ReadErrorKind::TooLarge(head.length))
    } else {
        Ok(block)
    })
}

/// The article in a record; none where it is no page: a picture, a script, a request, a page that was not found.
fn page(head: &Head, block: &[u8]) -> Option<Result<Article, ReadErrorKind>> {
    if !head.wanted() {
        return None;
    }
    let (media_type, charset, body) = match http::response(block) {
        Err(error) => return Some(Err(error)),
        Ok(Some(response)) => {
            if response.status != 200 {
                return None;
            }
            (response.media_type, response.charset, response.body)
        }
        Ok(None) => {
            let (media_type, charset) = http::content_type(&head.content_type);
            (media_type, charset, block.to_vec())
        }
    };
    if body.len() as u64 > ARTICLE_LIMIT {
        return Some(Err(ReadErrorKind::TooLarge(body.len() as u64)));
    }
    let text = || encoding::decode_as(&body, charset.as_deref());
    let article = match media_type.as_str() {
        "text/html" | "application/xhtml+xml" => text().and_then(|text| html::parse(&text)),
        "text/plain" => text().map(|text| plain::parse(&text)),
        _ => return None,
    };
    Some(article.and_then(|article| {
        if article.body.is_empty() {
            Err(ReadErrorKind::NoText)
        } else {
            Ok(article)
        }
    }))
}
