//! Days, months and years reckoned from the day of publication.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A stretch of the calendar, as text of its own precision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Its first day, month or year.
    pub(super) start: String,
    /// Its last, where `start` does not name it all.
    pub(super) end: Option<String>,
    /// Whether the year was guessed from the day of publication.
    pub(super) guessed: bool,
}

impl Period {
    pub(super) const fn new(start: String) -> Self {
        Self {
            start,
            end: None,
            guessed: false,
        }
    }

    pub(super) fn year(year: i32) -> Self {
        Self::new(format!("{year:04}"))
    }

    pub(super) fn years(first: i32, last: i32) -> Self {
        Self {
            end: Some(format!("{last:04}")),
            ..Self::year(first)
        }
    }

    pub(super) fn month(year: i32, month: i32) -> Self {
        Self::new(format!("{year:04}-{month:02}"))
    }

    /// The months from `first` to `last`; a last month over 12 lies in the next year.
    pub(super) fn months(year: i32, first: i32, last: i32) -> Self {
        let end = Self::month(year + (last - 1) / 12, (last - 1) % 12 + 1).start;
        Self {
            end: Some(end),
            ..Self::month(year, first)
        }
    }

    /// A day, none where the calendar has no such day.
    pub(super) fn day(year: i32, month: i32, day: i32) -> Option<Self> {
        Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()
        .map(Self::of)
    }

    pub(super) fn of(date: Date) -> Self {
        Self::new(date.to_string())
    }

    pub(super) const fn guess(mut self) -> Self {
        self.guessed = true;
        self
    }
}

/// The day of publication, where it is known to the day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    today: Option<Date>,
}

impl Calendar {
    /// Reads the day of an ISO 8601 text.
    pub(super) fn new(published: Option<&str>) -> Self {
        Self {
            today: published
                .and_then(|text| text.get(..10))
                .and_then(|day| day.parse().ok()),
        }
    }

    pub(super) const fn today(self) -> Option<Date> {
        self.today
    }

    pub(super) fn days(self, shift: i64) -> Option<Period> {
        self.today?.checked_add(shift.days()).ok().map(Period::of)
    }

    /// The week from Monday to Sunday, `shift` weeks away.
    pub(super) fn week(self, shift: i64) -> Option<Period> {
        let today = self.today?;
        let monday = today
            .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
            .ok()?;
        let monday = monday.checked_add(shift.weeks()).ok()?;
        let sunday = monday.checked_add(6.days()).ok()?;
        Some(Period {
            end: Some(sunday.to_string()),
            ..Period::of(monday)
        })
    }

    pub(super) fn month(self, shift: i64) -> Option<Period> {
        let day = self
            .today?
            .first_of_month()
            .checked_add(shift.months())
            .ok()?;
        Some(Period::month(i32::from(day.year()), i32::from(day.month())))
    }

    pub(super) fn year(self, shift: i64) -> Option<Period> {
        Some(Period::year(
            i32::from(self.today?.year()).checked_add(i32::try_from(shift).ok()?)?,
        ))
    }

    /// The quarter `shift` quarters away.
    pub(super) fn quarter(self, shift: i32) -> Option<Period> {
        let today = self.today?;
        let number = i32::from(today.year()) * 4 + (i32::from(today.month()) - 1) / 3 + shift;
        let first = number.rem_euclid(4) * 3 + 1;
        Some(Period::months(number.div_euclid(4), first, first + 2))
    }

    /// The last `weekday` up to today, or the next from today on.
    pub(super) fn weekday(self, weekday: Weekday, forward: bool) -> Option<Period> {
        let today = self.today?;
        let back = i64::from(weekday.until(today.weekday()));
        let shift = if forward {
            i64::from(today.weekday().until(weekday))
        } else {
            -back
        };
        self.days(shift)
    }

    /// The year in which a month (and day) lies that is written without one: the last up to today, or the next from today on.
    pub(super) fn year_of(self, month: i32, day: Option<i32>, forward: bool) -> Option<i32> {
        let today = self.today?;
        let year = i32::from(today.year());
        let here = (
            i32::from(today.month()),
            day.map_or(0, |_| i32::from(today.day())),
        );
        let there = (month, day.unwrap_or(0));
        Some(match forward {
            true if there < here => year + 1,
            false if there > here => year - 1,
            _ => year,
        })
    }
}
