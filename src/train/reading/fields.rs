//! Titles, names and dates as written and as read → whether they are the same.

/// How often a field was right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Pages that have the field.
    pub(super) gold: usize,
    /// Pages of which it was read.
    pub(super) read: usize,
    /// Pages of which it was read right.
    pub(super) right: usize,
}

impl Tally {
    /// Adds one page.
    pub(super) fn add(&mut self, gold: Option<Vec<String>>, found: Option<Vec<String>>) {
        let gold = gold.filter(|words| !words.is_empty());
        let found = found.filter(|words| !words.is_empty());
        self.gold += usize::from(gold.is_some());
        self.read += usize::from(found.is_some());
        self.right += usize::from(gold.is_some() && gold == found);
    }

    /// Returns precision, recall and F1.
    pub(super) fn scores(&self) -> (f64, f64, f64) {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let f1 = 2.0 * self.right as f64 / (self.gold + self.read).max(1) as f64;
        (share(self.read), share(self.gold), f1)
    }
}

/// Returns the words of a text in lower case, without punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let kept: String = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | '.'))
        .flat_map(char::to_lowercase)
        .collect();
    kept.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Returns the words of all names, in no order, so that it doesn't matter how a list of names is written.
pub(super) fn names<S: AsRef<str>>(names: &[S]) -> Vec<String> {
    let mut all: Vec<String> = names.iter().flat_map(|name| words(name.as_ref())).collect();
    all.retain(|word| word != "and");
    all.sort();
    all
}

/// Returns the day of a date that has one.
pub(super) fn day(date: &str) -> Option<Vec<String>> {
    date.get(..10).map(|day| vec![day.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::{names, words};

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(words("U.N. says: “It’s over”"), words("UN SAYS IT'S OVER"));
        assert_eq!(
            names(&["Jane Doe and Li Wei"]),
            names(&["LI WEI", "Jane Doe"])
        );
        assert_ne!(names(&["Jane Doe"]), names(&["Jane Doe", "Li Wei"]));
    }
}
