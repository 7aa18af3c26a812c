//! A real server on the loopback interface.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use super::{Fetcher, failure};
use crate::article::{Input, Told, read};

/// Starts a server that answers each path as `answer` says; returns its address.
fn serve(answer: fn(&str) -> Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let mut path = String::new();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while let Some(Ok(line)) = lines.next() {
                if let Some(asked) = line.strip_prefix("GET ") {
                    path = asked.split(' ').next().unwrap_or_default().to_owned();
                }
                if line.is_empty() {
                    break;
                }
            }
            // Who no longer listens is not served.
            let _gone = stream.write_all(&answer(&path));
        }
    });
    address
}

fn ok(content_type: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn site(path: &str) -> Vec<u8> {
    let moved = |to: &str| {
        format!(
            "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        .into_bytes()
    };
    match path {
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /private"),
        "/storm" => ok(
            "text/html",
            "<title>Storm hits coast</title><article><p>A storm hit the coast on Monday.</p></article>",
        ),
        "/rain" => ok(
            "text/html",
            "<title>Rain again</title><article><p>It rained on Tuesday.</p></article>",
        ),
        "/latin" => {
            let mut page = ok(
                "text/html; charset=iso-8859-1",
                "<title>Storm</title><p>The cafX closed.",
            );
            let at = page.iter().position(|&byte| byte == b'X').unwrap();
            page[at] = 0xe9;
            page
        }
        "/moved" => moved("/storm"),
        "/sneaky" => moved("/private"),
        "/round" => moved("/round"),
        "/elsewhere" => moved("file:///etc/hostname"),
        "/endless" => {
            let mut head =
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n".to_vec();
            head.extend(vec![b'x'; 21_000_000]);
            head
        }
        "/feed" => ok(
            "application/rss+xml",
            "<rss><channel><title>Example News</title><item><title>Rain again</title><link>/rain</link><description>Short.</description></item>\
             <item><title>Wind</title><link>/wind</link><content:encoded>&lt;p>Wind came.</content:encoded></item></channel></rss>",
        ),
        _ => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
    }
}

fn shown(address: &str, feed: bool, allow_local: bool) -> Vec<String> {
    let told = Told {
        allow_local,
        ..Told::default()
    };
    let input = Input::Address {
        address: address.to_owned(),
        feed,
    };
    let mut lines = Vec::new();
    read(&input, &told, &mut |article| {
        lines.push(match article {
            Ok(article) => format!(
                "{} | {} | {}",
                article.metadata.url.unwrap_or_default(),
                article.metadata.title.unwrap_or_default(),
                article.body[0].text
            ),
            Err(error) => error.to_string(),
        });
    });
    lines
}

#[test]
fn pages_are_fetched_with_manners() {
    let server = serve(site);
    for (path, expected) in [
        (
            "/storm",
            "~/storm | Storm hits coast | A storm hit the coast on Monday.",
        ),
        ("/latin", "~/latin | Storm | The café closed."),
        (
            "/moved",
            "~/storm | Storm hits coast | A storm hit the coast on Monday.",
        ),
        (
            "/private/a",
            "`~/private/a` may not be read, says the server's robots.txt",
        ),
        (
            "/sneaky",
            "`~/sneaky` may not be read, says the server's robots.txt",
        ),
        (
            "/round",
            "`~/round` leads on to other addresses more than 5 times",
        ),
        (
            "/elsewhere",
            "`~/elsewhere` is no address that can be fetched; expected one that starts with `http://` or `https://`",
        ),
        ("/none", "`~/none` was answered with status 404"),
    ] {
        let lines = shown(&format!("{server}{path}"), false, true);
        assert_eq!(lines.join("\n").replace(&server, "~"), expected, "{path}");
    }
    let endless = shown(&format!("{server}/endless"), false, true).remove(0);
    assert!(endless.contains("more than the"), "{endless}");
}

#[test]
fn a_feeds_short_items_are_read_from_their_pages() {
    let server = serve(site);
    let lines = shown(&format!("{server}/feed"), true, true);
    assert_eq!(
        lines.join("\n").replace(&server, "~"),
        "~/wind | Wind | Wind came.\n~/rain | Rain again | It rained on Tuesday."
    );
}

#[test]
fn private_addresses_are_refused() {
    let server = serve(site);
    let port = server.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let line = shown(&format!("http://{host}:{port}/storm"), false, false).remove(0);
        assert!(
            line.contains("is reached at a private address") || line.contains("cannot be fetched"),
            "{line}"
        );
    }
    let line = shown(&format!("{server}/storm"), false, false).remove(0);
    assert_eq!(
        line.replace(&server, "~"),
        "`~/storm` is reached at a private address, 127.0.0.1; allow it with `--allow-local`"
    );
}

#[test]
fn what_is_no_address_is_said() {
    let mut fetcher = Fetcher::new(&Told {
        allow_local: true,
        ..Told::default()
    });
    for address in [
        "ftp://x.example/",
        "http://",
        "https://user:secret@x.example/",
        "x",
    ] {
        let error = fetcher.fetch(address).err().unwrap().to_string();
        assert!(error.starts_with("is no address"), "{address}: {error}");
    }
}

#[test]
fn a_server_that_keeps_us_waiting_is_named() {
    let error = failure(&ureq::Error::Timeout(ureq::Timeout::Global));
    assert_eq!(
        error.to_string(),
        "cannot be fetched: the server takes too long"
    );
}
