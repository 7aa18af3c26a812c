//! Pages and feeds that were fetched before are asked for again only if they have changed; a real server on the loopback interface.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use byline::article::{Input, Told, Visit, Visits};
use byline::pipeline;
use byline::store::Store;

use crate::support::{dump, empty_store};

/// A site that answers with a tag or a date, and says when nothing has changed.
#[derive(Default)]
struct Site {
    /// How often `/storm` and `/rain` were edited.
    edits: Mutex<usize>,
    /// What was asked for, with the status of each answer.
    asked: Mutex<Vec<String>>,
}

impl Site {
    fn serve() -> (Arc<Self>, String) {
        let site = Arc::new(Self::default());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let own = Arc::clone(&site);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { break };
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<String> = lines
                    .map_while(Result::ok)
                    .take_while(|line| !line.is_empty())
                    .collect();
                // Who no longer listens is not served.
                let _gone = stream.write_all(own.answer(&head).as_bytes());
            }
        });
        (site, address)
    }

    fn answer(&self, head: &[String]) -> String {
        let path = head[0].split(' ').nth(1).unwrap_or_default();
        let (validator, body) = match path {
            "/storm" => {
                let edits = *self.edits.lock().unwrap();
                let page = format!(
                    "<title>Storm hits coast</title><article><p>A storm took {edits} roofs on Monday.</p></article>"
                );
                (format!("ETag: \"v{edits}\""), page)
            }
            "/rain" => {
                let edits = *self.edits.lock().unwrap();
                let page = format!(
                    "<title>Rain again</title><article><p>{edits} inches fell on Tuesday.</p></article>"
                );
                (
                    format!("Last-Modified: Mon, 02 Mar 2026 10:00:0{edits} GMT"),
                    page,
                )
            }
            "/feed" | "/torn" => {
                let link = if path == "/feed" { "/rain" } else { "/gone" };
                let feed = format!(
                    "<rss><channel><title>Example News</title><item><title>Rain again</title><link>{link}</link>\
                     <description>Short.</description></item><item><title>Wind</title><link>/wind</link>\
                     <content:encoded>&lt;p>Wind came on Sunday.</content:encoded></item></channel></rss>"
                );
                ("ETag: W/\"f\"".to_owned(), feed)
            }
            _ => return self.said(path, "404 Not Found", "X: y", ""),
        };
        let (name, value) = validator.split_once(": ").unwrap();
        let condition = match name {
            "ETag" => "if-none-match",
            _ => "if-modified-since",
        };
        let known = head.iter().filter_map(|line| line.split_once(": "));
        let mut conditions = known.filter(|(name, _)| name.eq_ignore_ascii_case(condition));
        match conditions.any(|(_, asked)| asked == value) {
            true => self.said(path, "304 Not Modified", &validator, ""),
            false => self.said(path, "200 OK", &validator, &body),
        }
    }

    fn said(&self, path: &str, status: &str, header: &str, body: &str) -> String {
        if path != "/robots.txt" {
            let line = format!("{path} {}", &status[..3]);
            self.asked.lock().unwrap().push(line);
        }
        format!(
            "HTTP/1.1 {status}\r\n{header}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    /// Returns what was asked for since the last time.
    fn asked(&self) -> String {
        std::mem::take(&mut *self.asked.lock().unwrap()).join(", ")
    }
}

/// Adds addresses to a store; returns what became of each article, and the visits to keep.
fn visit(
    store: &Store,
    known: &BTreeMap<String, Visit>,
    inputs: &[Input],
) -> (String, BTreeMap<String, Visit>) {
    let visits = Arc::new(Visits::new(known.clone()));
    let told = Told {
        allow_local: true,
        visits: Some(Arc::clone(&visits)),
        ..Told::default()
    };
    let mut lines = Vec::new();
    pipeline::add(store, &told, inputs, &mut |added| {
        lines.push(match added {
            Ok(added) => format!("{} {:?}", added.made.title.unwrap(), added.outcome),
            Err(error) => error.to_string(),
        });
    })
    .unwrap();
    (lines.join(", "), visits.kept())
}

fn address(server: &str, path: &str, feed: bool) -> Input {
    Input::Address {
        address: format!("{server}{path}"),
        feed,
    }
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let (site, server) = Site::serve();
    let store = empty_store();
    let inputs = [
        address(&server, "/storm", false),
        address(&server, "/feed", true),
    ];
    let (said, known) = visit(&store, &BTreeMap::new(), &inputs);
    assert_eq!(said, "Storm hits coast Added, Wind Added, Rain again Added");
    assert_eq!(site.asked(), "/storm 200, /feed 200, /rain 200");
    let before = dump(&store);
    let (said, again) = visit(&store, &known, &inputs);
    // A page may change while the feed that led to it does not.
    assert_eq!(site.asked(), "/storm 304, /feed 304, /rain 304");
    assert_eq!(
        said.replace(" Unchanged", ""),
        "Storm hits coast, Wind, Rain again"
    );
    assert_eq!((dump(&store), &again), (before, &known));
    *site.edits.lock().unwrap() = 9;
    let (said, later) = visit(&store, &known, &inputs[..1]);
    assert_eq!(
        (said, site.asked()),
        (
            "Storm hits coast Replaced".to_owned(),
            "/storm 200".to_owned()
        )
    );
    let (said, _) = visit(&store, &later, &inputs[..1]);
    assert_eq!(
        (said, site.asked()),
        (
            "Storm hits coast Unchanged".to_owned(),
            "/storm 304".to_owned()
        )
    );
}

#[test]
fn the_pages_of_a_feed_that_has_not_changed_are_asked_for() {
    let (site, server) = Site::serve();
    let store = empty_store();
    let inputs = [address(&server, "/feed", true)];
    let (_, known) = visit(&store, &BTreeMap::new(), &inputs);
    let publisher = "Example News";
    assert!(dump(&store).contains(publisher));
    site.asked();
    *site.edits.lock().unwrap() = 5;
    let (said, later) = visit(&store, &known, &inputs);
    assert_eq!(said, "Wind Unchanged, Rain again Replaced");
    assert_eq!(site.asked(), "/feed 304, /rain 200");
    // What only the feed says of its page is kept.
    let dump = dump(&store);
    assert!(dump.contains("5 inches") && dump.contains(publisher));
    let (said, _) = visit(&store, &later, &inputs);
    assert_eq!(said, "Wind Unchanged, Rain again Unchanged");
    assert_eq!(site.asked(), "/feed 304, /rain 304");
}

#[test]
fn what_could_not_be_read_is_asked_for_again() {
    let (site, server) = Site::serve();
    let store = empty_store();
    let inputs = [address(&server, "/torn", true)];
    let (said, known) = visit(&store, &BTreeMap::new(), &inputs);
    assert_eq!(
        said.replace(&server, "~"),
        "Wind Added, `~/gone` was answered with status 404"
    );
    site.asked();
    let (said, _) = visit(&store, &known, &inputs);
    assert_eq!(
        said.replace(&server, "~"),
        "Wind Unchanged, `~/gone` was answered with status 404"
    );
    assert_eq!(site.asked(), "/torn 304, /gone 404");
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_store_on_disk_remembers_what_was_fetched() {
    use crate::support::Byline;

    let (site, server) = Site::serve();
    let folder = tempfile::tempdir().unwrap();
    let page = format!("{server}/storm");
    let run = |arguments: &[&str]| {
        let all: Vec<&str> = ["--store", "news"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        let done = Byline::new(&all).folder(folder.path()).run();
        assert_eq!(done.code, 0, "{}", done.err);
        done.out
    };
    let add = ["add", "--allow-local", &page];
    assert!(run(&add).starts_with("Added 1 article:"));
    let graph = run(&["export", "--format", "nquads"]);
    let said = run(&add);
    assert!(said.starts_with("Added 0 articles, 1 unchanged:"), "{said}");
    assert_eq!(site.asked(), "/storm 200, /storm 304");
    assert_eq!(run(&["export", "--format", "nquads"]), graph);
    run(&["verify"]);
    // What the user says of an article may change what is read of it.
    let said = run(&["add", "--allow-local", "--author", "Jane Doe", &page]);
    assert!(said.starts_with("Added 0 articles, 1 replaced:"), "{said}");
    run(&add);
    run(&["remove", "Storm hits coast"]);
    assert!(run(&add).starts_with("Added 1 article:"));
    assert_eq!(site.asked(), "/storm 200, /storm 200, /storm 200");
}
