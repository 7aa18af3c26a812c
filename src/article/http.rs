//! An HTTP response as archives keep it → its page, undone of transfer and content codings.

use super::packed::Packing;
use super::{FILE_LIMIT, ReadErrorKind};

/// An HTTP response.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Response {
    /// Its status.
    pub(super) status: u16,
    /// The media type of its body, in lower case, without parameters.
    pub(super) media_type: String,
    /// The character set that its head names.
    pub(super) charset: Option<String>,
    /// Its body.
    pub(super) body: Vec<u8>,
}

/// Returns the response that `bytes` hold, if they hold one.
pub(super) fn response(bytes: &[u8]) -> Result<Option<Response>, ReadErrorKind> {
    let Some((head, body)) = split_head(bytes) else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines
        .next()
        .filter(|line| line.starts_with("HTTP/"))
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let Some(status) = status else {
        return Ok(None);
    };
    let fields: Vec<(&str, &str)> = lines.filter_map(field).collect();
    let value = |name: &str| {
        fields
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    };
    let (media_type, charset) = content_type(value("content-type").unwrap_or_default());
    let chunked = value("transfer-encoding")
        .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Archives may keep the head but have undone its codings.
    let mut body = chunked
        .then(|| unchunked(body))
        .flatten()
        .unwrap_or_else(|| body.to_vec());
    if let Some(packing) = value("content-encoding").and_then(Packing::named)
        && (packing == Packing::Brotli || Packing::of("", &body) == Some(packing))
    {
        body = match packing.unpacked(&body) {
            Err(ReadErrorKind::Packed { .. }) if packing == Packing::Brotli => body,
            plain => plain?,
        };
    }
    Ok(Some(Response {
        status,
        media_type,
        charset,
        body,
    }))
}

/// Splits a message at the empty line behind its head.
pub(super) fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    loop {
        let end = at + bytes[at..].iter().position(|&byte| byte == b'\n')?;
        if bytes[at..end].trim_ascii().is_empty() {
            return Some((&bytes[..at], &bytes[end + 1..]));
        }
        at = end + 1;
    }
}

/// Splits `Name: value`.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim(), value.trim()))
}

/// Splits a content type into media type and character set.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let media_type = value.split(';').next().unwrap_or_default();
    (
        media_type.trim().to_ascii_lowercase(),
        parameter(value, "charset"),
    )
}

/// Returns a parameter such as the boundary in `multipart/mixed; boundary="x"`.
pub(super) fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    })
}

/// The body without its chunks' sizes; none where it has none after all.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = bytes.iter().take(64).position(|&byte| byte == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 || body.len() as u64 > FILE_LIMIT {
            return Some(body);
        }
        // A record that was cut short ends within a chunk.
        let length = size.min(bytes.len());
        body.extend_from_slice(&bytes[..length]);
        bytes = bytes[length..].trim_ascii_start();
        if bytes.is_empty() {
            return Some(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Response, response};

    #[test]
    fn chunks_and_packing_are_undone() {
        let plain = Some(Response {
            status: 200,
            media_type: "text/html".to_owned(),
            charset: Some("ISO-8859-1".to_owned()),
            body: b"One.".to_vec(),
        });
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/HTML; charset=\"ISO-8859-1\"\r\n";
        for rest in [
            "\r\nOne.",
            "Transfer-Encoding: chunked\r\n\r\n2\r\nOn\r\n2;x=y\r\ne.\r\n0\r\n\r\n",
            // The archive has undone what the head still says.
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\nOne.",
            "Content-Encoding: br\r\n\r\nOne.",
        ] {
            assert_eq!(response(format!("{head}{rest}").as_bytes()).unwrap(), plain);
        }
        let packed = [
            head.as_bytes(),
            b"Content-Encoding: br\r\n\r\n",
            b"\x8b\x01\x80One.\x03",
        ]
        .concat();
        assert_eq!(response(&packed).unwrap(), plain);
        assert_eq!(response(b"no head").unwrap(), None);
        assert_eq!(response(b"GET / HTTP/1.1\r\n\r\n").unwrap(), None);
    }
}
