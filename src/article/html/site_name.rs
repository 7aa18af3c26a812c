//! What a page calls its site → the name that readers know, without slogans; none where it is that of a section.

/// What separates names from slogans.
const SEPARATORS: [&str; 3] = [" | ", " – ", " — "];
/// Second-level domains below which sites register.
const SHARED: [&str; 6] = ["ac", "co", "com", "gov", "net", "org"];

/// Returns the name in `said`, on a page that stands at `address`.
///
/// "Hollywood.com" of "Tickets to Movies | Hollywood.com"; nothing of "Premium" on a page under `/premium/`.
pub(super) fn site_name(said: &str, address: Option<&str>) -> Option<String> {
    let place = address.and_then(Place::of);
    let stray = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '·');
    let mut parts = vec![said];
    for separator in SEPARATORS {
        parts = parts
            .iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim_matches(stray))
        .filter(|part| !part.is_empty())
        .collect();
    let own = |part: &&&str| place.as_ref().is_some_and(|place| place.is_called(part));
    let name = parts.iter().find(own).or_else(|| parts.first())?;
    let section = place.is_some_and(|place| place.has_section(name));
    (!section).then(|| (*name).to_owned())
}

/// Returns the name of a site in its account on a social network, where that is named as the site's address is.
pub(super) fn account(said: &str, address: Option<&str>) -> Option<String> {
    let name = said.strip_prefix('@')?;
    let place = address.and_then(Place::of)?;
    let shown = name.chars().any(char::is_uppercase);
    (shown && squashed(name) == place.site).then(|| name.to_owned())
}

/// Where a page stands.
struct Place {
    /// The part of the host that its owner registered: `example` of `news.example.co.uk`.
    site: String,
    /// Parts of the host before that, and the folders of the path.
    sections: Vec<String>,
}

impl Place {
    fn of(address: &str) -> Option<Self> {
        let (_, rest) = address.split_once("://")?;
        let mut folders: Vec<&str> = rest.split(['?', '#']).next()?.split('/').collect();
        let host = folders.remove(0).to_lowercase();
        folders.pop();
        let mut labels: Vec<&str> = host.split('.').collect();
        labels.pop();
        if labels.len() > 1 && labels.last().is_some_and(|last| SHARED.contains(last)) {
            labels.pop();
        }
        let site = labels.pop()?.replace('-', "");
        let sections = labels.into_iter().chain(folders).map(squashed).collect();
        Some(Self { site, sections })
    }

    fn is_called(&self, name: &str) -> bool {
        let name = squashed(name);
        name.len() > 2 && (name.contains(&self.site) || self.site.contains(&name))
    }

    /// Whether a name is that of a part of the site, or too short to be told from one.
    fn has_section(&self, name: &str) -> bool {
        let name = squashed(name);
        let short = name.len() < 3 && !self.site.contains(&name);
        short || self.site != name && self.sections.contains(&name)
    }
}

/// The letters and figures of a name, lower case.
fn squashed(name: &str) -> String {
    let plain = name.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{account, site_name};

    #[test]
    fn slogans_are_left_out() {
        let at = |said, address| site_name(said, Some(address));
        let page = "https://www.example-news.com/a/b";
        assert_eq!(
            at("All the films | Example News", page).as_deref(),
            Some("Example News")
        );
        assert_eq!(
            at("The Harbour | Nordhavn", page).as_deref(),
            Some("The Harbour")
        );
        assert_eq!(
            at("The Bottom Line -", page).as_deref(),
            Some("The Bottom Line")
        );
        assert_eq!(
            site_name("Ann Lee - Poet", None).as_deref(),
            Some("Ann Lee - Poet")
        );
    }

    #[test]
    fn a_section_is_no_site() {
        let at = |said, address| site_name(said, Some(address));
        assert_eq!(at("Premium", "https://www.example.com/premium/a"), None);
        assert_eq!(at("Hosted", "https://hosted.example.org/paper/a"), None);
        assert_eq!(at("U.S.", "https://www.example.com/article/a"), None);
        assert_eq!(at("Sky", "https://news.sky.com/a").as_deref(), Some("Sky"));
        assert_eq!(at("nj", "https://www.nj.com/a").as_deref(), Some("nj"));
        assert_eq!(
            at("Herald", "https://herald.co.uk/herald/a").as_deref(),
            Some("Herald")
        );
    }

    #[test]
    fn an_account_that_is_named_as_the_site() {
        let at = |said| account(said, Some("https://www.example.com/a"));
        assert_eq!(at("@Example").as_deref(), Some("Example"));
        assert_eq!(at("@example"), None);
        assert_eq!(at("@Ann"), None);
    }
}
