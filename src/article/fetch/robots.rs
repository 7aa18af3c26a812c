//! A robots.txt → which paths Byline may read, as RFC 9309 has it.

/// The rules of one server that concern Byline.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
}

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: String,
}

impl Robots {
    /// Reads the rules: those of the group for `byline`, or else those for everybody.
    pub(super) fn parse(text: &str) -> Self {
        let (mut ours, mut all) = (Vec::new(), Vec::new());
        let (mut named, mut everybody, mut in_rules, mut ours_exist) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if in_rules {
                    (named, everybody, in_rules) = (false, false, false);
                }
                named |= value.eq_ignore_ascii_case("byline");
                everybody |= value == "*";
                ours_exist |= named;
            } else if key == "allow" || key == "disallow" {
                in_rules = true;
                let rule = || Rule {
                    allow: key == "allow",
                    pattern: value.to_owned(),
                };
                if value.is_empty() {
                    continue;
                }
                if named {
                    ours.push(rule());
                }
                if everybody {
                    all.push(rule());
                }
            }
        }
        Self {
            rules: if ours_exist { ours } else { all },
        }
    }

    /// Whether a path may be read: the longest rule that fits decides, and of equals the one that allows.
    pub(super) fn allows(&self, path: &str) -> bool {
        self.rules
            .iter()
            .filter(|rule| fits(&rule.pattern, path))
            .max_by_key(|rule| (rule.pattern.len(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

/// Whether a pattern, in which `*` stands for anything and a last `$` for the end, fits the start of a path.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, ended) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let pieces: Vec<&str> = pieces.collect();
    for (at, piece) in pieces.iter().enumerate() {
        if ended && at + 1 == pieces.len() {
            return rest.ends_with(piece);
        }
        let Some(found) = rest.find(piece) else {
            return false;
        };
        rest = &rest[found + piece.len()..];
    }
    !ended || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::parse(
            "# hello\nUser-agent: Other\nDisallow: /\n\nUser-agent: *\nUser-agent: x\nDisallow: /private # not you\nAllow: /private/open\n\
             Disallow: /*.pdf$\nDisallow:\nCrawl-delay: 1\n",
        );
        for (path, allowed) in [
            ("/", true),
            ("/news/storm", true),
            ("/private/a", false),
            ("/private/open/a", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn a_group_of_our_own_outweighs_that_for_everybody() {
        let robots =
            Robots::parse("User-agent: *\nDisallow: /\nUser-agent: Byline\nDisallow: /a\n");
        assert!(robots.allows("/b") && !robots.allows("/a"));
        assert!(!Robots::parse("User-agent: *\nDisallow: /").allows("/"));
        assert!(Robots::default().allows("/"));
    }
}
