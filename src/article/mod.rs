//! Read: bytes → [`Article`], one file per format.
//!
//! *Invariant:* whatever the bytes, reading ends in articles or in a [`ReadError`] that names the place and the reason.

mod authors;
mod dates;
mod encoding;
mod error;
mod feed;
#[cfg(feature = "fetch")]
mod fetch;
mod format;
mod header;
mod html;
mod http;
mod inputs;
mod json;
mod mail;
mod markdown;
mod model;
mod organisations;
mod origin;
mod packed;
mod plain;
mod signing;
mod stream;
mod table;
mod told;
mod visits;
mod warc;
#[cfg(feature = "fetch")]
mod web;

pub use error::{ReadError, ReadErrorKind};
pub use inputs::{Input, inputs};
pub use model::{Article, Metadata, Part};
pub use origin::{Field, Origin};
pub use stream::{read, read_bytes};
pub use told::{Column, Told};
pub use visits::{Visit, Visits};

pub(crate) use authors::{is_byline, names as author_names};
pub(crate) use dates::iso as iso_date;
pub(crate) use dates::{is_short_month, is_zone, month as month_number, weekday as day_of_week};
pub(crate) use organisations::agency;
pub(crate) use signing::sign;

/// The most bytes that one article may have.
const ARTICLE_LIMIT: u64 = 10_000_000;
/// The most bytes, inflated, of a file that is read whole.
const FILE_LIMIT: u64 = 100_000_000;
/// The most bytes of one line of JSON Lines.
const LINE_LIMIT: usize = 32_000_000;

#[cfg(test)]
mod tests;
