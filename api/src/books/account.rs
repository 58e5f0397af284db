//! Names of accounts in plain-text accounting: the root by the kind of book, then our own names.
//!
//! `Equity:Budgetary:480100-Available:TVAP:90ZV9921:Sub-TV-1`. What funds may be used for, and memoranda, are neither owned
//! nor owed: they stand under `Equity`, where each book sums to zero by itself.

use almoner_domain::{
    id::ProgrammeCode,
    posting::{Account, AccountKind, Book},
};

/// The full name of an account; unique, and valid in hledger and in beancount.
pub(super) fn name(account: &Account, programme: &ProgrammeCode) -> String {
    let kind = account.kind();
    let mut name = format!("{}:{}", root(kind), book(kind.book()));
    let own = camel(kind.code());
    name.push(':');
    if let Some(ussgl) = kind.ussgl() {
        name.push_str(ussgl);
        name.push('-');
    }
    name.push_str(&own);
    for part in [programme.as_str(), account.award().as_str()] {
        name.push(':');
        name.push_str(part);
    }
    if let Some(sub_award) = account.sub_award() {
        name.push_str(":Sub-");
        name.push_str(&component(sub_award.as_str()));
    }
    name
}

/// The root under which plain-text tools expect an account, by the class of its USSGL account.
fn root(kind: AccountKind) -> &'static str {
    match kind.book() {
        Book::Budgetary | Book::Memorandum => "Equity",
        Book::Proprietary => match kind.ussgl().and_then(|ussgl| ussgl.bytes().next()) {
            Some(b'1') => "Assets",
            Some(b'2') => "Liabilities",
            Some(b'5' | b'7') => "Income",
            Some(b'6') => "Expenses",
            Some(_) | None => "Equity",
        },
    }
}

/// The name of a book.
pub(super) fn book(book: Book) -> &'static str {
    match book {
        Book::Budgetary => "Budgetary",
        Book::Proprietary => "Proprietary",
        Book::Memorandum => "Memorandum",
    }
}

/// `retained_spent` as `RetainedSpent`.
fn camel(code: &str) -> String {
    let mut name = String::with_capacity(code.len());
    let mut begins = true;
    for letter in code.chars() {
        if letter == '_' {
            begins = true;
        } else if begins {
            name.push(letter.to_ascii_uppercase());
            begins = false;
        } else {
            name.push(letter);
        }
    }
    name
}

/// An id as part of a name: letters, digits and hyphens stand for themselves. Anything else is `-x` and two hexadecimal
/// digits, and so is a hyphen before an `x`, so that two ids never share a name.
fn component(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    let mut bytes = id.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let plain = byte.is_ascii_alphanumeric() || (byte == b'-' && bytes.peek() != Some(&b'x'));
        if plain {
            name.push(char::from(byte));
        } else {
            name.push_str("-x");
            name.push_str(&hex::encode_upper([byte]));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use almoner_domain::{id::SubAwardId, identifier::Fain};

    use super::*;

    fn of(kind: AccountKind, sub_award: Option<&str>) -> String {
        let award = Fain::parse("90ZV9921").unwrap();
        let account = match sub_award {
            Some(id) => Account::of_sub_award(kind, &award, &SubAwardId::parse(id).unwrap()),
            None => Account::of_award(kind, &award),
        };
        name(&account, &ProgrammeCode::parse("VHT-NC").unwrap())
    }

    #[test]
    fn the_root_is_the_class_of_the_ussgl_account() {
        assert_eq!(
            of(AccountKind::ProgrammeCost, None),
            "Expenses:Proprietary:610000-ProgrammeCost:VHT-NC:90ZV9921"
        );
        assert_eq!(
            of(AccountKind::RetainedSpent, None),
            "Equity:Budgetary:490100-RetainedSpent:VHT-NC:90ZV9921"
        );
        assert_eq!(
            of(AccountKind::PendedContra, Some("TV-1")),
            "Equity:Memorandum:PendedContra:VHT-NC:90ZV9921:Sub-TV-1"
        );
    }

    #[test]
    fn two_ids_never_share_a_name() {
        let ids = [
            "a.b", "a_b", "a-b", "a-x2Eb", "a-xb", "a-X2Eb", "ab", "a-x2Dxb",
        ];
        let names: std::collections::BTreeSet<String> = ids.into_iter().map(component).collect();
        assert_eq!(names.len(), ids.len());
        for name in names {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            assert!(name.bytes().all(plain), "{name}");
        }
    }
}
