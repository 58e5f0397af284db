//! What looks like a person in a cell of a known column. It is refused with the column's name, and never kept.
//!
//! Only the shape is looked at. Where a claim number and a social security number cannot be told apart, the claim number
//! is refused: a letter in front of it mends that, and nothing mends the other.

mod shape;

use chrono::{Datelike, NaiveDate};

use super::header::folded;
use shape::{has, is, shape};

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Personal {
    SocialSecurityNumber,
    AlienNumber,
    BirthDate,
    LetterNumber,
    Email,
    Phone,
    Name,
}

impl Personal {
    /// What it is called in a refusal.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SocialSecurityNumber => "a social security number",
            Self::AlienNumber => "an A-number",
            Self::BirthDate => "a birth date",
            Self::LetterNumber => "the number of a letter",
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
            Self::Name => "a name",
        }
    }
}

/// The programme's law is of this day (the Trafficking Victims Protection Act): an earlier date in a claim sheet is no
/// service and no payment.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(2000, 10, 28).expect("a date of the calendar");

/// A day of no claim, which may be one of a life.
pub(super) fn is_before_the_programme(day: NaiveDate) -> bool {
    day < EARLIEST
}

/// What a text looks like, if it looks like a person's.
pub(super) fn look(text: &str) -> Option<Personal> {
    let shape = shape(text);
    if is_email(text) {
        Some(Personal::Email)
    } else if ALIEN_NUMBERS.iter().any(|known| has(&shape, known)) {
        Some(Personal::AlienNumber)
    } else if PHONES.iter().any(|known| has(&shape, known)) || is_bare_phone(text) {
        Some(Personal::Phone)
    } else if SOCIAL_SECURITY_NUMBERS
        .iter()
        .any(|known| has(&shape, known))
        || is(&shape, "999999999")
    {
        Some(Personal::SocialSecurityNumber)
    } else if is_date(text, &shape) {
        Some(Personal::BirthDate)
    } else {
        None
    }
}

/// What an identifier that a sub-awardee chose looks like: as [`look`], and a name or a letter's number besides.
pub(super) fn look_at_number(text: &str) -> Option<Personal> {
    look(text).or_else(|| {
        let folded = folded(text);
        let digits = folded.bytes().filter(u8::is_ascii_digit).count();
        if digits == 0 {
            Some(Personal::Name)
        } else if digits >= 4 && LETTERS.iter().any(|word| folded.starts_with(word)) {
            Some(Personal::LetterNumber)
        } else {
            None
        }
    })
}

/// In a shape `9` is a digit, `A` the letter A, `x` another letter, and everything else itself.
const SOCIAL_SECURITY_NUMBERS: &[&str] = &[
    "999-99-9999",
    "999 99 9999",
    "999.99.9999",
    "xxx-xx-9999",
    "***-**-9999",
];
const ALIEN_NUMBERS: &[&str] = &[
    "A99999999",
    "A999999999",
    "A-99999999",
    "A-999999999",
    "A 99999999",
    "A 999999999",
    "A999-999-999",
    "A-999-999-999",
    "A 999 999 999",
    "A#99999999",
    "A#999999999",
    "A#999-999-999",
    "A99 999 999",
    "A99-999-999",
    "A999 999 999",
];
const PHONES: &[&str] = &[
    "999-999-9999",
    "999.999.9999",
    "999 999 9999",
    "(999) 999-9999",
    "(999)999-9999",
    "(999) 999 9999",
    "999/999-9999",
    "+19999999999",
    "+99999999999",
    "+999999999999",
];
const DATES: &[&str] = &[
    "99/99/9999",
    "9/99/9999",
    "99/9/9999",
    "9/9/9999",
    "99-99-9999",
    "99.99.9999",
    "9.9.9999",
    "9999-99-99",
    "9999/99/99",
    "99/99/99",
    "9/99/99",
    "99/9/99",
    "9/9/99",
];
/// Beginnings of the numbers of certification and eligibility letters and of what leads to them.
const LETTERS: &[&str] = &[
    "hhs",
    "letter",
    "certification",
    "certletter",
    "eligibility",
    "eligletter",
];

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(before, after)| {
        let word = |c: char| c.is_alphanumeric();
        before.ends_with(word) && after.starts_with(word) && after.contains('.')
    })
}

/// Ten digits as the North American plan numbers them, with or without the 1 before.
fn is_bare_phone(text: &str) -> bool {
    let digits = text
        .strip_prefix('1')
        .filter(|_| text.len() == 11)
        .unwrap_or(text);
    let bytes = digits.as_bytes();
    bytes.len() == 10
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] >= b'2'
        && bytes[3] >= b'2'
}

/// A day written with separators, with the name of its month, or as eight digits.
fn is_date(text: &str, shape: &str) -> bool {
    if DATES.iter().any(|known| is(shape, known)) {
        return true;
    }
    let spelled = text.replace([',', '-', '.'], " ");
    let words: Vec<&str> = spelled.split_whitespace().collect();
    if let [first, second, third] = words[..] {
        let numbers = [first, second, third]
            .iter()
            .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
            .count();
        let months = [first, second]
            .iter()
            .filter(|word| super::cell::month_of_name(word).is_some())
            .count();
        if (numbers, months) == (2, 1) {
            return true;
        }
    }
    is(shape, "99999999")
        && ["%Y%m%d", "%m%d%Y"].iter().any(|form| {
            NaiveDate::parse_from_str(text, form)
                .is_ok_and(|day| (1900..=2099).contains(&day.year()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_person_is_known_by_its_shape() {
        for (text, kind) in [
            ("123-45-6789", Personal::SocialSecurityNumber),
            ("123 45 6789", Personal::SocialSecurityNumber),
            ("123456789", Personal::SocialSecurityNumber),
            ("XXX-XX-6789", Personal::SocialSecurityNumber),
            ("CL-123-45-6789", Personal::SocialSecurityNumber),
            ("A123456789", Personal::AlienNumber),
            ("a12345678", Personal::AlienNumber),
            ("A# 123-456-789", Personal::AlienNumber),
            ("A-123-456-789", Personal::AlienNumber),
            ("client A 123 456 789", Personal::AlienNumber),
            ("jane.roe@example.org", Personal::Email),
            ("(303) 555-0100", Personal::Phone),
            ("303.555.0100", Personal::Phone),
            ("3035550100", Personal::Phone),
            ("13035550100", Personal::Phone),
            ("call +1 303 555 0100", Personal::Phone),
            ("3/14/1991", Personal::BirthDate),
            ("1991-03-14", Personal::BirthDate),
            ("14-Mar-1991", Personal::BirthDate),
            ("March 14, 1991", Personal::BirthDate),
            ("19910314", Personal::BirthDate),
            ("03141991", Personal::BirthDate),
        ] {
            assert_eq!(look(text), Some(kind), "{text}");
        }
        assert_eq!(look_at_number("Jane-Roe"), Some(Personal::Name));
        assert_eq!(
            look_at_number("HHS-2019-00123"),
            Some(Personal::LetterNumber)
        );
        assert_eq!(
            look_at_number("Eligibility Letter 4711"),
            Some(Personal::LetterNumber)
        );
    }

    #[test]
    fn numbers_of_claims_are_not() {
        for text in [
            "2018-11-0316",
            "2019-06-0001",
            "EXAMPLE-1",
            "N-1",
            "1001",
            "CL-2019-06-01",
            "2019-6",
            "A-17",
            "20191399",
            "00012345",
            "1.234.567",
            "INV 2019/113",
        ] {
            assert_eq!(look_at_number(text), None, "{text}");
        }
        assert_eq!(look("C-0123456789ABCDEF"), None);
        assert_eq!(look("Mental health"), None);
        let digest = "a1234567890".repeat(6);
        assert_eq!(look(&digest[..64]), None);
    }
}
