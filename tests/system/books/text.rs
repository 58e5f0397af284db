//! Reads plain-text books as their tools do, as far as these tests need it: what is posted to each account.

use std::collections::BTreeMap;

use almoner_domain::money::Money;

/// The debits and credits of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Totals {
    pub(super) debits: Money,
    pub(super) credits: Money,
}

/// The totals of every account, under our own name for it: award, sub-award where it has one, and kind.
pub(super) fn totals(text: &str) -> BTreeMap<String, Totals> {
    let mut totals: BTreeMap<String, Totals> = BTreeMap::new();
    for line in text.lines() {
        let Some((account, amount)) = posting(line) else {
            continue;
        };
        let held = totals.entry(own_name(account)).or_default();
        if amount.is_negative() {
            held.credits = held
                .credits
                .plus(Money::ZERO.minus(amount).unwrap())
                .unwrap();
        } else {
            held.debits = held.debits.plus(amount).unwrap();
        }
    }
    totals
}

/// An indented line that names an account and an amount. What only asserts a balance posts nothing.
fn posting(line: &str) -> Option<(&str, Money)> {
    let (account, amount) = line.strip_prefix("  ")?.trim_start().split_once("  ")?;
    let amount = amount.strip_suffix(" USD")?;
    if amount.contains('=') {
        return None;
    }
    Some((account, Money::parse(amount.trim()).unwrap()))
}

/// `Equity:Budgetary:480100-Available:TVAP:90ZV9921:Sub-TV-1` is `90ZV9921:TV-1:available`.
fn own_name(account: &str) -> String {
    let parts: Vec<&str> = account.split(':').collect();
    let kind = parts[2].split_once('-').map_or(parts[2], |(_, kind)| kind);
    let mut snake = String::new();
    for letter in kind.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    match parts.get(5) {
        Some(sub_award) => format!(
            "{}:{}:{snake}",
            parts[4],
            sub_award.strip_prefix("Sub-").unwrap()
        ),
        None => format!("{}:{snake}", parts[4]),
    }
}
