//! Why an input could not be read.

use std::fmt;

/// One input that could not be read; the others go on.
#[derive(Debug)]
pub struct ReadError {
    /// Where: a file, with its line where that applies.
    pub source: String,
    /// Why.
    pub kind: ReadErrorKind,
}

impl ReadError {
    pub(super) fn new(source: impl Into<String>, kind: ReadErrorKind) -> Self {
        Self {
            source: source.into(),
            kind,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.source, self.kind)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ReadErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Why an input could not be read; its words follow the input's name.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorKind {
    /// Nothing has that path.
    #[error("does not exist{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Missing {
        /// A path near to it that does exist.
        near: Option<String>,
    },
    /// A pattern that fits no file.
    #[error("fits no file")]
    NoMatch,
    /// A pattern that is not one.
    #[error("is not a valid pattern: {0}")]
    Pattern(String),
    /// A folder without a file that could be an article.
    #[error("holds no articles; expected files that end in {}", super::format::EXTENSIONS.join(", "))]
    EmptyFolder,
    /// A page that is as it was when it was last read; not a fault.
    #[error("has not changed since it was last read")]
    Unchanged,
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(std::io::Error),
    /// No bytes, or only blanks.
    #[error("is empty")]
    Empty,
    /// A file that is not text.
    #[error("looks like {0}, not text; expected plain text, Markdown, HTML or JSON")]
    Binary(&'static str),
    /// More text than one article may hold.
    #[error("is {}, more than the {} one article may hold", size(*.0), whole_size(super::ARTICLE_LIMIT))]
    TooLarge(u64),
    /// More bytes than a file of this format may hold.
    #[error(
        "is more than {}; split it, or write one article per line as JSON Lines",
        whole_size(super::FILE_LIMIT)
    )]
    FileTooLarge,
    /// A compressed file that inflates beyond measure.
    #[error(
        "inflates to more than {}, {ratio} times its own size, as no article does",
        whole_size(super::FILE_LIMIT)
    )]
    Bomb {
        /// Inflated size over packed size.
        ratio: u64,
    },
    /// A damaged compressed file.
    #[error("is a damaged {packing} file: {error}")]
    Packed {
        /// How it is compressed.
        packing: &'static str,
        /// What is wrong.
        error: std::io::Error,
    },
    /// A document of a kind that is not read, told by its name.
    #[error("is {0}, which is not read; save it as text or HTML")]
    Document(&'static str),
    /// Elements inside elements without end.
    #[error("nests HTML elements deeper than {}", super::html::DEPTH_LIMIT)]
    Nesting,
    /// Many elements, most of them deep.
    #[error("nests too many HTML elements too deeply")]
    Tangled,
    /// One HTML tag with attributes without end.
    #[error(
        "has an HTML tag with more than {} attributes",
        super::html::ATTRIBUTE_LIMIT
    )]
    Attributes,
    /// HTML elements without end.
    #[error("has more than {} HTML elements", super::html::ELEMENT_LIMIT)]
    Elements,
    /// HTML that the parser gave up on.
    #[error("cannot be parsed as HTML")]
    Html,
    /// A document without running text.
    #[error("holds no article text")]
    NoText,
    /// Text that is not JSON.
    #[error("is not valid JSON: {reason} at column {column}")]
    Json {
        /// What the parser found wrong.
        reason: String,
        /// The column, counted in characters from 1.
        column: usize,
    },
    /// A line longer than any article.
    #[error("is longer than {}, the most one line may hold", whole_size(super::LINE_LIMIT as u64))]
    LongLine,
    /// A table whose columns name no text.
    #[error(
        "has no column for the text; expected `text`, `body`, `content` or `html`, but found {0}; name it with `--column text=NAME`"
    )]
    NoTextColumn(String),
    /// A row of a table that cannot be told from the next.
    #[error("is no row of a table: {0}")]
    Row(String),
    /// XML that is no feed, or a broken one.
    #[error("is not a feed: {0}")]
    Feed(String),
    /// XML that defines entities of its own.
    #[error("declares XML entities, which are never expanded")]
    Entities,
    /// A feed that gives only the beginnings of its articles.
    #[error(
        "holds {0} with only a summary; give the feed's address with `--feed` to read their pages"
    )]
    Summaries(String),
    /// A web archive that is not one.
    #[error("is not a web archive: {0}")]
    Warc(String),
    /// A message that cannot be taken apart.
    #[error("is not a readable message: {0}")]
    Message(&'static str),
    /// An address that is none, or of another scheme.
    #[error(
        "is no address that can be fetched; expected one that starts with `http://` or `https://`"
    )]
    Address,
    /// A program built without the means to fetch.
    #[error(
        "is an address, and this program was built without the feature `fetch`; save the page and add the file"
    )]
    NoFetch,
    /// A server that could not be reached, or that broke off.
    #[error("cannot be fetched: {0}")]
    Fetch(String),
    /// A server that did not give the page.
    #[error("was answered with status {0}")]
    Status(u16),
    /// A server that asks not to be read.
    #[error("may not be read, says the server's robots.txt")]
    Robots,
    /// Redirects without end.
    #[error("leads on to other addresses more than {0} times")]
    Redirects(usize),
    /// An address of the machine itself or of a private network.
    #[error("is reached at a private address, {0}; allow it with `--allow-local`")]
    Local(String),
    /// JSON that is no article.
    #[error("is not an article: expected an object with a text, but found {0}")]
    NotAnArticle(&'static str),
    /// An article without a text.
    #[error("has no text; expected `text`, `body`, `content` or `html`, but found {0}")]
    NoTextField(String),
}

fn size(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

fn whole_size(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}
