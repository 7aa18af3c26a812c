//! The formats, and what is known of each.

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Aligned columns for a terminal.
    Table,
    /// JSON with typed cells.
    Json,
    /// Values separated by commas.
    Csv,
    /// Values separated by tabs.
    Tsv,
    /// Triples, for graphs and cards.
    Turtle,
}

impl Format {
    /// Every format, in the order they are listed.
    pub const ALL: [Self; 5] = [Self::Table, Self::Json, Self::Csv, Self::Tsv, Self::Turtle];

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Turtle => "turtle",
        }
    }

    /// Returns its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Table => "text/plain",
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Turtle => "text/turtle",
        }
    }

    /// Returns the usual ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Turtle => "ttl",
        }
    }

    /// Returns the format with a name, a file ending or a media type.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| {
            [format.name(), format.extension(), format.media_type()].contains(&name.as_str())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_name_leads_back_to_its_format() {
        for format in Format::ALL {
            for name in [format.name(), format.media_type(), format.extension()] {
                assert_eq!(Format::from_name(name), Some(format));
            }
        }
        assert_eq!(Format::from_name("xml"), None);
    }
}
