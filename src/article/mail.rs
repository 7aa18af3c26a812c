//! A message (`.eml`) or a saved page (MHTML) → [`Article`]: its page, or else its text.

use super::{
    Article, Metadata, Origin, ReadErrorKind, authors, dates, encoding, html, http, plain,
};

/// How deep messages nest in messages.
const DEPTH_LIMIT: usize = 8;
/// The most parts that one message is taken into.
const PART_LIMIT: usize = 1000;

/// Whether a text starts as messages do.
pub(super) fn is_message(text: &str) -> bool {
    let mut fields = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| !line.starts_with([' ', '\t']))
        .take(40)
        .map(|line| {
            http::field(line)
                .map(|(name, _)| name.to_ascii_lowercase())
                .filter(|name| {
                    name.bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                })
        });
    let mut known = 0;
    let all = fields.all(|name| {
        known += usize::from(name.as_deref().is_some_and(|name| {
            matches!(
                name,
                "mime-version"
                    | "message-id"
                    | "received"
                    | "return-path"
                    | "content-type"
                    | "delivered-to"
            )
        }));
        name.is_some()
    });
    all && known > 0
}

/// Returns the article that a message holds.
pub(super) fn parse(bytes: &[u8]) -> Result<Article, ReadErrorKind> {
    let root = Entity::new(bytes)?;
    let mut parts = Vec::new();
    root.collect(0, &mut parts);
    let readable = |part: &&Part| part.kind() != Kind::Other;
    let page = parts.iter().find(|part| part.kind() == Kind::Page);
    let article = match page.map(Part::article) {
        Some(Ok(article)) => article,
        failed => match parts.iter().find(|part| part.kind() == Kind::Text) {
            Some(text) => text.article()?,
            None => failed.unwrap_or(Err(ReadErrorKind::Message(
                "it has no part that is a page or a text",
            )))?,
        },
    };
    let shown = parts.iter().find(readable);
    Ok(with_head(
        article,
        &root,
        shown.and_then(|part| part.location.clone()),
    ))
}

/// Fills what the page doesn't say from the message's head.
fn with_head(mut article: Article, root: &Entity<'_>, location: Option<String>) -> Article {
    let saved = root
        .value("Snapshot-Content-Location")
        .or_else(|| root.value("Content-Location"))
        .or(location)
        .filter(|address| address.starts_with("http"));
    let mut head = Metadata {
        title: root.value("Subject").map(|text| words(&text)),
        ..Metadata::default()
    };
    if saved.is_none() {
        // The head of a saved page says when it was saved, and by what.
        head.authors = root
            .value("From")
            .map(|from| authors::names(&sender(&words(&from))))
            .unwrap_or_default();
        head.published = root.value("Date").and_then(|date| dates::iso(&date));
    }
    head.url = saved;
    head.title = head.title.filter(|title| !title.is_empty());
    article.metadata.fill(head, Origin::Header);
    article
}

/// The name in `Jane Doe <jane@example.org>`.
fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default();
    name.trim().trim_matches('"').to_owned()
}

/// A head and the bytes behind it.
struct Entity<'a> {
    fields: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Entity<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, ReadErrorKind> {
        let (head, body) =
            http::split_head(bytes).ok_or(ReadErrorKind::Message("its head has no end"))?;
        let text = String::from_utf8_lossy(head);
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match fields.last_mut().filter(|_| line.starts_with([' ', '\t'])) {
                Some((_, value)) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                None => fields.extend(
                    http::field(line).map(|(name, value)| (name.to_owned(), value.to_owned())),
                ),
            }
        }
        Ok(Self { fields, body })
    }

    fn value(&self, name: &str) -> Option<String> {
        self.fields
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.clone())
    }

    /// Gathers the parts that are not made of parts themselves.
    fn collect(&self, depth: usize, parts: &mut Vec<Part>) {
        let content_type = self
            .value("Content-Type")
            .unwrap_or_else(|| "text/plain".to_owned());
        let (media_type, charset) = http::content_type(&content_type);
        let boundary = http::parameter(&content_type, "boundary");
        if let Some(boundary) = boundary.filter(|_| media_type.starts_with("multipart/")) {
            if depth < DEPTH_LIMIT {
                for bytes in pieces(self.body, &boundary) {
                    if let Ok(inner) = Entity::new(bytes)
                        && parts.len() < PART_LIMIT
                    {
                        inner.collect(depth + 1, parts);
                    }
                }
            }
            return;
        }
        let attached = self
            .value("Content-Disposition")
            .is_some_and(|how| how.to_ascii_lowercase().starts_with("attachment"));
        let coding = self.value("Content-Transfer-Encoding").unwrap_or_default();
        parts.push(Part {
            media_type: if attached { String::new() } else { media_type },
            charset,
            location: self.value("Content-Location"),
            body: match coding.trim().to_ascii_lowercase().as_str() {
                "quoted-printable" => unquoted(self.body, false),
                "base64" => base64(self.body),
                _ => self.body.to_vec(),
            },
        });
    }
}

/// What a part can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Text,
    Other,
}

/// One part of a message, decoded.
struct Part {
    media_type: String,
    charset: Option<String>,
    location: Option<String>,
    body: Vec<u8>,
}

impl Part {
    fn kind(&self) -> Kind {
        match self.media_type.as_str() {
            "text/html" | "application/xhtml+xml" => Kind::Page,
            "text/plain" => Kind::Text,
            _ => Kind::Other,
        }
    }

    fn article(&self) -> Result<Article, ReadErrorKind> {
        let text = encoding::decode_as(&self.body, self.charset.as_deref())?;
        match self.kind() {
            Kind::Page => html::parse(&text),
            Kind::Text | Kind::Other => Ok(Article {
                metadata: Metadata::default(),
                body: plain::parts(&text),
            }),
        }
    }
}

/// The pieces between the lines of a boundary.
fn pieces<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let (mut pieces, mut start, mut at) = (Vec::new(), None, 0);
    while at < body.len() {
        let end = body[at..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(body.len(), |length| at + length + 1);
        let line = body[at..end].trim_ascii_end();
        if line.starts_with(mark.as_bytes()) && line.len() <= mark.len() + 2 {
            pieces.extend(start.map(|start| &body[start..at]));
            start = Some(end).filter(|_| line.len() == mark.len());
        }
        at = end;
    }
    // A message that was cut short has no last boundary.
    pieces.extend(start.map(|start| &body[start..]));
    pieces
}

/// Undoes quoted-printable, in a head also its underscores.
fn unquoted(bytes: &[u8], head: bool) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let (mut plain, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'=' => {
                let pair = bytes
                    .get(at)
                    .and_then(digit)
                    .zip(bytes.get(at + 1).and_then(digit));
                if let Some((high, low)) = pair {
                    plain.extend(u8::try_from(high * 16 + low));
                    at += 2;
                } else if bytes.get(at) == Some(&b'\n') {
                    at += 1;
                } else if bytes.get(at..at + 2) == Some(b"\r\n") {
                    at += 2;
                } else {
                    plain.push(byte);
                }
            }
            b'_' if head => plain.push(b' '),
            byte => plain.push(byte),
        }
    }
    plain
}

/// Undoes base64; what is no digit of it is passed over.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let (mut plain, mut bits, mut count) = (Vec::with_capacity(bytes.len() / 4 * 3), 0_u32, 0);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            plain.extend(u8::try_from(bits >> count & 0xff));
        }
    }
    plain
}

/// Undoes `=?utf-8?Q?=C3=BC?=` in the value of a head's field.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?") {
        let mut pieces = after.splitn(4, '?');
        let (charset, coding, word, behind) =
            (pieces.next(), pieces.next(), pieces.next(), pieces.next());
        let decoded = match (charset, coding, word, behind) {
            (Some(charset), Some(coding), Some(word), Some(behind)) if behind.starts_with('=') => {
                let bytes = match coding {
                    "Q" | "q" => unquoted(word.as_bytes(), true),
                    _ => base64(word.as_bytes()),
                };
                encoding::decode_as(&bytes, Some(charset))
                    .ok()
                    .map(|word| (word, &behind[1..]))
            }
            _ => None,
        };
        // Blanks between two encoded words are none.
        if text.is_empty() || !before.trim().is_empty() {
            text.push_str(before);
        }
        let Some((word, behind)) = decoded else {
            text.push_str("=?");
            rest = after;
            continue;
        };
        text.push_str(&word);
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, is_message, parse, unquoted, words};

    #[test]
    fn codings_are_undone() {
        assert_eq!(
            unquoted(b"Z=C3=BCr=\r\nich =x=", false),
            "Zürich =x=".as_bytes()
        );
        assert_eq!(base64(b"WsO8\r\ncmljaA=="), "Zürich".as_bytes());
        assert_eq!(
            words("=?utf-8?Q?Z=C3=BCrich?= =?ISO-8859-1?B?IOT8?= now =?x"),
            "Zürich äü now =?x"
        );
    }

    #[test]
    fn only_messages_start_with_such_fields() {
        assert!(is_message("Received: by a\n\tb\nSubject: x\n\nText"));
        assert!(!is_message("Title: A\nDate: today\n\nText"));
        assert!(!is_message("Content-Type: what it is\nis explained here\n"));
    }

    #[test]
    fn a_message_gives_its_page_or_its_text() {
        let message = "From: \"Jane Doe\" <jane@example.org>\r\nSubject: =?utf-8?q?Storm_hits_coast?=\r\n\
            Date: Fri, 22 Dec 2023 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nA storm hit Z=FCrich.\r\n--b\r\nContent-Type: text/html\r\n\r\n\
            <script>1</script>\r\n--b--\r\n";
        let article = parse(message.as_bytes()).unwrap();
        assert_eq!(article.body[0].text, "A storm hit Zürich.");
        let known = article.metadata;
        assert_eq!(known.title.as_deref(), Some("Storm hits coast"));
        assert_eq!(known.authors, ["Jane Doe"]);
        assert_eq!(
            known.published.as_deref(),
            Some("2023-12-22T10:00:00+01:00")
        );
    }

    #[test]
    fn a_saved_page_is_read_as_a_page() {
        let saved = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/storm\r\n\
            Subject: Storm\r\nDate: Fri, 22 Dec 2023 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nPGFydGljbGU+PHA+QSBzdG9ybSBjYW1lLjwvcD48L2FydGljbGU+\r\n--b--";
        let article = parse(saved.as_bytes()).unwrap();
        assert_eq!(article.body[0].text, "A storm came.");
        let known = article.metadata;
        assert_eq!(known.url.as_deref(), Some("https://news.example/storm"));
        assert_eq!((known.published, known.authors.len()), (None, 0));
    }
}
