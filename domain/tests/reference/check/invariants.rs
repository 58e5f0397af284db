//! What must hold by itself, whatever the model says: caps, months and balances as the ledger's own events tell them.

use std::collections::BTreeMap;

use almoner_domain::{
    client::ClientEvent,
    ledger::{Event, testing::Recorded},
    period::Month,
};
use chrono::NaiveDate;

use crate::model::{Cents, Model, cents};

/// What a claim holds of its client's year, by the ledger's events.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    of: String,
    month: Month,
    year: NaiveDate,
    administration: Cents,
    direct: Cents,
    unit: bool,
}

/// The ledger's own account of the clients' years keeps the caps, and is the model's.
pub(crate) fn hold(model: &Model, history: &[Recorded]) {
    let held = held(history);
    caps_hold(model, &held);
    months_are_claimed_once(&held);
    let counted: BTreeMap<String, Held> = model
        .claims
        .iter()
        .filter(|claim| claim.is_live())
        .map(|claim| {
            let held = Held {
                of: claim.of.clone(),
                month: claim.month,
                year: claim.year.expect("a live claim has a case"),
                administration: claim.judgement.administration,
                direct: claim.judgement.direct,
                unit: claim.has_unit(),
            };
            (claim.id.clone(), held)
        })
        .collect();
    assert_eq!(
        held, counted,
        "what claims hold; left the ledger, right the model"
    );
}

/// What was reserved and not given back.
fn held(history: &[Recorded]) -> BTreeMap<String, Held> {
    let mut held = BTreeMap::new();
    for recorded in history {
        let Event::Client(event) = &recorded.event else {
            continue;
        };
        if let ClientEvent::BenefitReserved {
            client,
            claim,
            service_month,
            benefit_year,
            administration,
            direct,
            case_management_unit,
            ..
        } = event
        {
            let benefit = Held {
                of: client.as_str().to_owned(),
                month: *service_month,
                year: benefit_year.0,
                administration: cents(*administration),
                direct: cents(*direct),
                unit: *case_management_unit,
            };
            let before = held.insert(claim.as_str().to_owned(), benefit);
            assert_eq!(before, None, "{claim} reserved twice");
        }
        if let ClientEvent::BenefitReleased { claim, .. } = event {
            let before = held.remove(claim.as_str());
            assert!(before.is_some(), "{claim} gave back what it did not have");
        }
    }
    held
}

/// No order of claims passes a year's cap, or administration's part of it.
fn caps_hold(model: &Model, held: &BTreeMap<String, Held>) {
    let mut years: BTreeMap<(&str, NaiveDate), (Cents, Cents, bool)> = BTreeMap::new();
    for benefit in held.values() {
        let family = model.cases[&benefit.of].household_in(benefit.month);
        let year = years.entry((&benefit.of, benefit.year)).or_default();
        year.0 += benefit.administration;
        year.1 += benefit.direct;
        year.2 |= family;
    }
    for ((of, year), (administration, direct, family)) in years {
        assert!(administration >= 0 && direct >= 0, "{of} {year}");
        assert!(
            administration + direct <= model.rules.cap(family),
            "the cap of {of} in {year}"
        );
        assert!(
            administration <= model.rules.administration_cap(family),
            "administration of {of} in {year}"
        );
    }
}

/// One unit of case management a client and month, programme-wide.
fn months_are_claimed_once(held: &BTreeMap<String, Held>) {
    let mut units: BTreeMap<(&str, Month), &str> = BTreeMap::new();
    for (claim, benefit) in held.iter().filter(|(_, benefit)| benefit.unit) {
        let before = units.insert((&benefit.of, benefit.month), claim);
        assert_eq!(
            before, None,
            "{} in {:?}: {claim} as well",
            benefit.of, benefit.month
        );
    }
}
