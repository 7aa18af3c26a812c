//! What the README shows is what the program prints.

use std::fmt::Write;
use std::fs;

use super::support::{Byline, at, blessing};

const README: &str = "README.md";
/// Examples run over the sample articles.
const READING: &[&str] = &[
    "query", "q", "show", "articles", "export", "verify", "sparql",
];

/// Splits a command line as a shell does, as far as the README needs it.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote, mut begun) = (Vec::<String>::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                if !begun {
                    words.push(String::new());
                    begun = true;
                }
            }
            (None, c) if c.is_whitespace() => begun = false,
            (_, c) => {
                if !begun {
                    words.push(String::new());
                    begun = true;
                }
                words.last_mut().unwrap().push(c);
            }
        }
    }
    words
}

fn printed(line: &str) -> String {
    let mut arguments = words(line.strip_prefix("byline ").unwrap());
    if READING.contains(&arguments[0].as_str()) {
        arguments.extend(["--add".to_owned(), "tests/articles".to_owned()]);
    }
    let done = Byline::new(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).run();
    assert_eq!(done.code, 0, "{line}: {}", done.err);
    done.out
}

/// Returns the text with the output of each example as it is now.
fn with_outputs(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        if line != "```console" {
            continue;
        }
        for line in lines.by_ref().take_while(|line| *line != "```") {
            if let Some(command) = line.strip_prefix("$ ") {
                write!(out, "{line}\n{}", printed(command)).unwrap();
            }
        }
        out.push_str("```\n");
    }
    out
}

#[test]
fn examples_print_what_is_shown() {
    let text = fs::read_to_string(at(README)).unwrap();
    let now = with_outputs(&text);
    if blessing() {
        fs::write(at(README), now).unwrap();
    } else {
        assert!(
            text == now,
            "run the tests with BYLINE_BLESS=1 to see what the examples print now:\n{now}"
        );
    }
}

#[test]
fn every_command_is_listed() {
    let text = fs::read_to_string(at(README)).unwrap();
    let help = Byline::new(&["--help"]).run().out;
    let commands = help
        .split("Commands:")
        .nth(1)
        .and_then(|rest| rest.split("Options:").next())
        .unwrap();
    let names: Vec<&str> = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() >= 11, "{names:?}");
    for name in names {
        assert!(text.contains(&format!("`byline {name}")), "{name}");
    }
}

#[test]
fn the_two_commands_are_there() {
    let text = fs::read_to_string(at(README)).unwrap();
    for script in ["scripts/demo", "scripts/test"] {
        assert!(text.contains(&format!("./{script}")) && at(script).exists());
    }
    assert!(
        fs::read_to_string(at(".ci/run"))
            .unwrap()
            .contains("./scripts/test")
    );
}

#[test]
fn words_are_split_as_a_shell_does() {
    assert_eq!(
        words("q 'who leads \"X\"' \"Sam Altman\" --ids"),
        ["q", "who leads \"X\"", "Sam Altman", "--ids"]
    );
}
