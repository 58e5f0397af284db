//! The shape of a text: which characters are digits, which letters, and what stands between.

/// `9` for a digit, `A` for the letter A, `x` for another letter, a space for every white space and every dash as `-`;
/// everything else is itself. Lists of the same length as the text.
pub(super) fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for character in text.chars() {
        let kind = match character {
            '0'..='9' => '9',
            'a' | 'A' => 'A',
            c if c.is_alphabetic() => 'x',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        // After the sign of a number, and after one space, a further space says nothing.
        if kind == ' ' && shape.ends_with([' ', '#']) {
            continue;
        }
        shape.push(kind);
    }
    shape
}

/// The text has this shape and nothing else.
pub(super) fn is(shape: &str, known: &str) -> bool {
    shape == known
}

/// The text has a part of this shape that does not go on in a letter or a digit.
pub(super) fn has(shape: &str, known: &str) -> bool {
    shape.match_indices(known).any(|(at, _)| {
        let goes_on = |c: char| matches!(c, '9' | 'A' | 'x');
        let before = shape[..at].chars().next_back();
        let after = shape[at + known.len()..].chars().next();
        !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
    })
}
