//! A moment of the books, as words of a command name it.

use almoner_projections::replay::Moment;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

/// Reads a position, an instant (RFC 3339), or a day, which is its end in UTC.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
        let position = text.parse::<i64>().map_err(|error| error.to_string())?;
        return Ok(Moment::Position(position));
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return end_of(day)
            .map(Moment::Time)
            .ok_or_else(|| "there is no such day".to_owned());
    }
    DateTime::parse_from_rfc3339(text)
        .map(|instant| Moment::Time(instant.with_timezone(&Utc)))
        .map_err(|_| {
            "a moment is a position such as 4711, an instant such as 2026-03-31T17:00:00Z, or a day such as \
             2026-03-31, which is its end in UTC"
                .to_owned()
        })
}

/// The last microsecond of a day.
fn end_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let next = day.checked_add_days(Days::new(1))?.and_hms_opt(0, 0, 0)?;
    next.and_utc()
        .checked_sub_signed(TimeDelta::microseconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_position_an_instant_or_the_end_of_a_day() {
        assert_eq!(moment("4711"), Ok(Moment::Position(4711)));
        let instant = "2026-03-31T23:59:59.999999Z";
        let last = DateTime::parse_from_rfc3339(instant).map(|instant| instant.with_timezone(&Utc));
        assert_eq!(moment("2026-03-31").ok(), last.ok().map(Moment::Time));
        assert_eq!(moment("2026-03-31"), moment(instant));
        for wrong in ["", "-1", "yesterday", "2026-02-30", "99999999999999999999"] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
