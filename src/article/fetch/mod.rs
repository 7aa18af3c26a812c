//! An `http(s)` address → what it holds, fetched with manners.
//!
//! robots.txt is asked first, redirects and bytes are bounded, nothing waits for ever, and no address of a private
//! network is reached unless the user allows it, whatever name or redirect leads there.

mod guard;
mod robots;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};

use oxiri::Iri;
use ureq::config::Config;
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::packed::Packing;
use super::{ReadErrorKind, Told, Visit, Visits, http};
use guard::Guard;
use robots::Robots;

/// How Byline names itself.
const USER_AGENT: &str = concat!("byline/", env!("CARGO_PKG_VERSION"));
/// The most bytes of one answer.
const SIZE_LIMIT: u64 = 20_000_000;
/// The most bytes of a robots.txt that count.
const ROBOTS_LIMIT: u64 = 500_000;
/// How many redirects are followed.
const REDIRECTS: usize = 5;
/// How long one answer may take in all.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a server may take to be reached.
const REACH: Duration = Duration::from_secs(10);
/// How long the same server is left alone between two pages.
const PAUSE: Duration = Duration::from_millis(500);

/// What an address holds.
#[derive(Debug)]
pub(super) struct Fetched {
    /// Where it was found, after redirects.
    pub(super) address: String,
    /// The media type of its body, in lower case, without parameters.
    pub(super) media_type: String,
    /// The character set that its head names.
    pub(super) charset: Option<String>,
    /// Its body, unpacked.
    pub(super) body: Vec<u8>,
}

/// What came of asking for an address.
pub(super) enum Answer {
    /// What it holds.
    Fetched(Fetched),
    /// That it holds what it held when it was last visited; with the address, after redirects.
    Unchanged(String),
}

/// What fetches pages and remembers what servers ask for.
pub(super) struct Fetcher {
    agent: Agent,
    allow_local: bool,
    robots: BTreeMap<String, Robots>,
    last: BTreeMap<String, Instant>,
    visits: Option<Arc<Visits>>,
}

impl Fetcher {
    /// Returns a fetcher that reaches private addresses only if that is allowed.
    pub(super) fn new(told: &Told) -> Self {
        let allow_local = told.allow_local;
        let config = Config::builder()
            .user_agent(USER_AGENT)
            // Redirects are followed here, so that each is checked.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(REACH))
            .accept("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5")
            .accept_encoding("gzip")
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard { allow_local });
        Self {
            agent,
            allow_local,
            robots: BTreeMap::new(),
            last: BTreeMap::new(),
            visits: told.visits.clone(),
        }
    }

    /// Fetches what an address holds, unless that is known and unchanged.
    pub(super) fn fetch(&mut self, address: &str) -> Result<Answer, ReadErrorKind> {
        let mut address = parsed(address)?;
        for _ in 0..=REDIRECTS {
            self.ask_robots(&address)?;
            self.pause(&address);
            let known = self.visits.as_ref();
            let known = known.and_then(|visits| visits.known(address.as_str()));
            let answer = self.get(&address, known.as_ref())?;
            if known.is_some() && answer.status() == StatusCode::NOT_MODIFIED {
                return Ok(Answer::Unchanged(address.into_inner()));
            }
            if answer.status().is_redirection() && answer.status() != StatusCode::NOT_MODIFIED {
                address = target(&address, answer.headers())?;
                continue;
            }
            let status = answer.status();
            if !status.is_success() {
                return Err(ReadErrorKind::Status(status.as_u16()));
            }
            let visit = visit(answer.headers());
            let fetched = received(address.into_inner(), answer)?;
            if let Some(visits) = &self.visits {
                visits.made(&fetched.address, visit);
            }
            return Ok(Answer::Fetched(fetched));
        }
        Err(ReadErrorKind::Redirects(REDIRECTS))
    }

    /// Asks for an address, and only for what has changed since it was last visited.
    fn get(
        &self,
        address: &Iri<String>,
        known: Option<&Visit>,
    ) -> Result<Response<Body>, ReadErrorKind> {
        let mut request = self.agent.get(address.as_str());
        if let Some(visit) = known {
            for (name, value) in [
                ("if-none-match", &visit.etag),
                ("if-modified-since", &visit.last_modified),
            ] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        request.call().map_err(|error| failure(&error))
    }

    /// Whether the server lets the page be read.
    fn ask_robots(&mut self, address: &Iri<String>) -> Result<(), ReadErrorKind> {
        let server = server(address);
        if !self.robots.contains_key(&server) {
            let robots = self.robots(&server)?;
            self.robots.insert(server.clone(), robots);
        }
        let path = &address.as_str()[server.len()..];
        let path = path.split('#').next().unwrap_or_default();
        let allowed = self
            .robots
            .get(&server)
            .is_none_or(|robots| robots.allows(if path.is_empty() { "/" } else { path }));
        if allowed {
            Ok(())
        } else {
            Err(ReadErrorKind::Robots)
        }
    }

    /// Where a server says nothing all may be read; where it fails, nothing.
    fn robots(&self, server: &str) -> Result<Robots, ReadErrorKind> {
        let mut address = parsed(&format!("{server}/robots.txt"))?;
        for _ in 0..=REDIRECTS {
            let answer = self.get(&address, None)?;
            let status = answer.status();
            if status.is_redirection() {
                address = target(&address, answer.headers())?;
            } else if status.is_success() {
                let mut text = Vec::new();
                // A file that breaks off counts as far as it came.
                let _cut = answer
                    .into_body()
                    .into_reader()
                    .take(ROBOTS_LIMIT)
                    .read_to_end(&mut text);
                if let Some(packing) = Packing::of("", &text) {
                    text = packing.unpacked(&text)?;
                }
                return Ok(Robots::parse(&String::from_utf8_lossy(&text)));
            } else if status.is_server_error() {
                return Ok(Robots::parse("User-agent: *\nDisallow: /"));
            } else {
                break;
            }
        }
        Ok(Robots::default())
    }

    /// Leaves a server alone for a moment between two pages.
    fn pause(&mut self, address: &Iri<String>) {
        let server = server(address);
        let since = self.last.get(&server).map(Instant::elapsed);
        if let Some(rest) = since.and_then(|since| PAUSE.checked_sub(since))
            && !self.allow_local
        {
            std::thread::sleep(rest);
        }
        self.last.insert(server, Instant::now());
    }
}

fn parsed(address: &str) -> Result<Iri<String>, ReadErrorKind> {
    Iri::parse(address.to_owned())
        .ok()
        .filter(|iri| matches!(iri.scheme(), "http" | "https"))
        .filter(|iri| {
            iri.authority()
                .is_some_and(|host| !host.is_empty() && !host.contains('@'))
        })
        .ok_or(ReadErrorKind::Address)
}

/// Returns where a link leads from the page that it stands on.
pub(super) fn join(base: &str, link: &str) -> Option<String> {
    let base = parsed(base).ok()?;
    base.resolve(link.trim()).ok().map(Iri::into_inner)
}

/// Scheme, host and port.
fn server(address: &Iri<String>) -> String {
    format!(
        "{}://{}",
        address.scheme(),
        address.authority().unwrap_or_default()
    )
}

/// Where a redirect leads.
fn target(from: &Iri<String>, head: &HeaderMap) -> Result<Iri<String>, ReadErrorKind> {
    let location = head.get("location").and_then(|value| value.to_str().ok());
    let target = location.and_then(|location| from.resolve(location.trim()).ok());
    parsed(target.ok_or(ReadErrorKind::Address)?.as_str())
}

/// What the head of an answer says that can be asked about later.
fn visit(head: &HeaderMap) -> Option<Visit> {
    let value = |name: &str| head.get(name).and_then(|value| value.to_str().ok());
    Visit::new(value("etag"), value("last-modified"))
}

/// What went wrong on the way to a server, in our words where its own say little.
fn failure(error: &ureq::Error) -> ReadErrorKind {
    if let Some(host) = guard::is_local(error) {
        return ReadErrorKind::Local(host.to_owned());
    }
    ReadErrorKind::Fetch(match error {
        ureq::Error::Timeout(_) => "the server takes too long".to_owned(),
        error => error.to_string(),
    })
}

fn received(address: String, answer: Response<Body>) -> Result<Fetched, ReadErrorKind> {
    let value = |name: &str| {
        let value = answer.headers().get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let (media_type, charset) = http::content_type(value("content-type"));
    let packing = Packing::named(value("content-encoding"));
    let mut body = Vec::new();
    answer
        .into_body()
        .into_with_config()
        .limit(u64::MAX)
        .reader()
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut body)
        .map_err(|error| failure(&error.into()))?;
    if body.len() as u64 > SIZE_LIMIT {
        return Err(ReadErrorKind::TooLarge(body.len() as u64));
    }
    if let Some(packing) = packing {
        body = packing.unpacked(&body)?;
    }
    Ok(Fetched {
        address,
        media_type,
        charset,
        body,
    })
}

#[cfg(test)]
mod tests;
