//! Where the program writes, and whether in colour.

use std::io::{self, BufWriter, IsTerminal, Stderr, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use super::failure::Failure;

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Nowhere.
    Never,
}

/// Standard output and error.
pub(super) struct Streams {
    /// Answers.
    pub(super) out: BufWriter<Box<dyn Write>>,
    /// Messages.
    pub(super) err: Stderr,
    /// Whether answers are coloured.
    pub(super) colour: bool,
    /// Whether messages are coloured.
    pub(super) colour_err: bool,
    /// Whether a person reads the answers as they come.
    pub(super) terminal: bool,
}

impl Streams {
    /// Writes an answer.
    pub(super) fn say(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(Failure::Output)
    }

    pub(super) fn new(choice: ColorChoice) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let wanted = |terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let set =
                    |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
                terminal
                    && !set("NO_COLOR")
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        let terminal = out.is_terminal();
        Self {
            colour: wanted(terminal),
            colour_err: wanted(err.is_terminal()),
            terminal,
            out: BufWriter::new(Box::new(out)),
            err,
        }
    }

    /// Returns the width of the terminal that answers go to.
    pub(super) fn width(&self) -> Option<u16> {
        self.terminal
            .then(|| comfy_table::Table::new().width())
            .flatten()
            // A terminal that does not know its size says 0.
            .filter(|width| *width > 0)
    }

    /// Returns text as a heading.
    pub(super) fn bold(&self, text: &str) -> String {
        paint(self.colour, Style::new().bold(), text)
    }

    /// Returns text that stands back.
    pub(super) fn dim(&self, text: &str) -> String {
        paint(self.colour, Style::new().dimmed(), text)
    }

    /// Returns a mark in the colour of what came, or of what went.
    pub(super) fn mark(&self, text: &str, came: bool) -> String {
        let colour = if came {
            AnsiColor::Green
        } else {
            AnsiColor::Red
        };
        paint(self.colour, colour.on_default(), text)
    }

    /// Tells what went wrong and what could be done.
    pub(super) fn error(&mut self, message: &str, hint: Option<&str>) {
        let style = AnsiColor::Red.on_default().bold();
        self.message(style, "error", message);
        if let Some(hint) = hint {
            self.hint(hint);
        }
    }

    /// Tells something that a reader of the answer should know.
    pub(super) fn note(&mut self, message: &str) {
        self.message(AnsiColor::Cyan.on_default(), "note", message);
    }

    fn hint(&mut self, message: &str) {
        self.message(AnsiColor::Cyan.on_default(), "hint", message);
    }

    fn message(&mut self, style: Style, kind: &str, message: &str) {
        let kind = paint(self.colour_err, style, kind);
        // Answers that came before the message should be read before it. Where neither can be written, nobody reads.
        let _unread = self
            .out
            .flush()
            .and_then(|()| writeln!(self.err, "{kind}: {}", clean(message)));
    }
}

fn paint(colour: bool, style: Style, text: &str) -> String {
    if colour {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// Words of a file or an article must not move the cursor or change colours.
pub(super) fn clean(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if hidden(c) { ' ' } else { c })
        .collect()
}

/// Breaks a text into lines of at most `width` columns, between words; a longer word has a line of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    for word in text.split_whitespace() {
        let wide = columns(word);
        if length > 0 && length + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += wide;
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

/// Returns how many columns of a terminal a text takes.
pub(super) fn columns(text: &str) -> usize {
    let one = |c: char| match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    };
    text.chars().map(one).sum()
}

/// Returns a count with its noun: "1 article", "2 articles".
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, columns, count, wrap};

    #[test]
    fn words_cannot_reach_the_terminal_as_commands() {
        assert_eq!(clean("a\u{1b}]0;b\u{7}\nc"), "a ]0;b \nc");
        assert_eq!(
            count(1, "article") + " " + &count(0, "claim"),
            "1 article 0 claims"
        );
    }

    #[test]
    fn lines_break_between_words_by_the_columns_they_take() {
        assert_eq!(
            wrap("a storm hit  the coast", 9),
            ["a storm", "hit the", "coast"]
        );
        assert_eq!(wrap("東京 東京", 8), ["東京", "東京"]);
        assert_eq!(wrap("unbreakable a", 5), ["unbreakable", "a"]);
        assert_eq!(columns("e\u{301}té"), 3);
        assert!(wrap(" ", 5).is_empty());
    }
}
