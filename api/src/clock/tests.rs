//! What clocks and mints promise.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Clock, Mint};

fn noon() -> DateTime<Utc> {
    "2025-03-14T12:00:00Z".parse().unwrap()
}

#[test]
fn a_fixed_clock_moves_only_when_told_and_so_do_its_clones() {
    let clock = Clock::fixed(noon());
    let clone = clock.clone();
    clock.advance(TimeDelta::hours(1));
    assert_eq!(clone.now(), noon() + TimeDelta::hours(1));
}

#[test]
fn ids_sort_by_the_time_of_their_making() {
    let clock = Clock::fixed(noon());
    let mint = Mint::new(clock.clone());
    let first = mint.uuid().unwrap();
    clock.advance(TimeDelta::milliseconds(1));
    let second = mint.uuid().unwrap();
    assert!(first < second);
    assert_eq!(first.get_version_num(), 7);
}

#[test]
fn client_codes_have_their_shape_and_differ() {
    let mint = Mint::new(Clock::system());
    let codes: Vec<String> = (0..64)
        .map(|_| mint.client_code().unwrap().as_str().to_owned())
        .collect();
    let distinct: std::collections::BTreeSet<&String> = codes.iter().collect();
    assert_eq!(distinct.len(), codes.len());
    let drawn: std::collections::BTreeSet<char> = codes
        .iter()
        .flat_map(|code| code.trim_start_matches("C-").chars())
        .collect();
    assert_eq!(
        drawn.len(),
        32,
        "a thousand characters show the whole alphabet: {drawn:?}"
    );
}
