//! The golden deadlines: every row of the table comes out as it says.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    AwardFacts, ClaimsReceived, Deadline, DeadlineKey, DeadlineKind, Standing, SubAwardFacts,
};
use crate::{
    id::{OrganizationId, SubAwardId},
    identifier::Fain,
    money::Money,
    oversight::Severity,
    period::{Month, Period},
    programme::FfataBasis,
    regime::{audit_report_due, management_decision_due},
    sub_award::{ObligationAction, SubAwardInstrument},
};

const TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/golden/deadlines.md"
));

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn organization(text: &str) -> OrganizationId {
    OrganizationId::parse(text).unwrap()
}

/// What a row's facts say, word by word: `award A to B; filed P on D; …`.
#[derive(Debug)]
struct World {
    award: AwardFacts,
    sub_award: Option<SubAwardFacts>,
    more: Vec<Deadline>,
}

fn world(text: &str) -> World {
    let mut world = World {
        award: AwardFacts {
            award: Fain::parse("90ZV9999").unwrap(),
            grantee: organization("prime"),
            project: period("2008-02-15", "2011-02-14"),
            closed_on: None,
            financial_reports: Vec::new(),
            final_report_on: None,
        },
        sub_award: None,
        more: Vec::new(),
    };
    for fact in text.split(';').map(str::trim) {
        let words: Vec<&str> = fact.split_whitespace().collect();
        world.take(&words);
    }
    world
}

fn period(starts_on: &str, ends_on: &str) -> Period {
    Period::try_new(day(starts_on), day(ends_on)).unwrap()
}

impl World {
    fn take(&mut self, words: &[&str]) {
        match words {
            ["award", from, "to", until] => self.award.project = period(from, until),
            ["award", "closed", on] => self.award.closed_on = Some(day(on)),
            ["filed", ends_on, "on", on] => {
                self.award.financial_reports.push((day(ends_on), day(on)));
            }
            ["final", "filed", on] => self.award.final_report_on = Some(day(on)),
            ["sub-award", from, "to", until] => self.sub_award = Some(sub_award(from, until)),
            ["sub-award", "closed", on] => self.of_sub_award().closed_on = Some(day(on)),
            ["procurement"] => self.of_sub_award().instrument = SubAwardInstrument::Procurement,
            ["cumulative"] => self.of_sub_award().ffata_basis = FfataBasis::Cumulative,
            ["obligated", amount, "on", on] => {
                let facts = self.of_sub_award();
                let before = facts
                    .obligations
                    .last()
                    .map_or(Money::ZERO, |last| last.obligated);
                facts.obligations.push(ObligationAction {
                    on: day(on),
                    amount: money(amount),
                    obligated: before.plus(money(amount)).unwrap(),
                });
            }
            ["reported", month, "on", on] => {
                let end = Month::parse(month).unwrap().last_day();
                self.of_sub_award().reports.push((end, day(on)));
            }
            ["claims", amount, "received", on] => {
                let received = ClaimsReceived {
                    award: self.award.award.clone(),
                    sub_award: SubAwardId::parse("SA-1").unwrap(),
                    grantee: organization("prime"),
                    received_on: day(on),
                    unpaid: money(amount),
                };
                self.more.push(received.deadline());
            }
            ["audit", "accepted", on] => self.filed(
                DeadlineKind::ManagementDecision,
                on,
                management_decision_due(day(on)),
            ),
            ["fiscal", "year", "to", on] => {
                self.filed(DeadlineKind::AuditReport, on, audit_report_due(day(on)));
            }
            ["visit", "planned", on, "for", due] => {
                self.filed(DeadlineKind::Monitoring, on, day(due));
            }
            ["looked", "up", on, "again", due] => {
                self.filed(DeadlineKind::ExclusionRecheck, on, day(due));
            }
            ["done", on] => self.last().done_on = Some(day(on)),
            ["settled", on] => self.last().settled_on = Some(day(on)),
            other => panic!("no fact is written {other:?}"),
        }
    }

    fn of_sub_award(&mut self) -> &mut SubAwardFacts {
        self.sub_award.as_mut().expect("a sub-award comes first")
    }

    fn last(&mut self) -> &mut Deadline {
        self.more.last_mut().expect("something is filed first")
    }

    fn filed(&mut self, kind: DeadlineKind, since: &str, due_on: NaiveDate) {
        let of = SubAwardId::parse("SA-1").unwrap();
        self.more.push(Deadline {
            key: DeadlineKey::of(kind, &self.award.award, Some(&of), since),
            kind,
            award: self.award.award.clone(),
            sub_award: Some(of),
            of: since.to_owned(),
            owner: organization("prime"),
            since: day(since),
            due_on,
            done_on: None,
            settled_on: None,
            amount: None,
        });
    }

    fn deadlines(&self) -> Vec<Deadline> {
        let mut all = self.award.deadlines();
        all.extend(self.sub_award.iter().flat_map(SubAwardFacts::deadlines));
        all.extend(self.more.iter().cloned());
        all
    }
}

fn sub_award(from: &str, until: &str) -> SubAwardFacts {
    SubAwardFacts {
        award: Fain::parse("90ZV9999").unwrap(),
        sub_award: SubAwardId::parse("SA-1").unwrap(),
        grantee: organization("prime"),
        sub_awardee: organization("sub"),
        instrument: SubAwardInstrument::SubAward,
        period: period(from, until),
        executed_on: day(from),
        closed_on: None,
        ffata_basis: FfataBasis::EachAction,
        obligations: Vec::new(),
        reports: Vec::new(),
    }
}

fn said(deadline: &Deadline, on: NaiveDate) -> String {
    let standing = match deadline.on(on) {
        None => "unknown",
        Some(Standing::Due) => "due",
        Some(Standing::Overdue) => "overdue",
        Some(Standing::Done) => "done",
        Some(Standing::Settled) => "settled",
    };
    let severity = match deadline.severity(on) {
        None => "",
        Some(Severity::Low) => " low",
        Some(Severity::Moderate) => " moderate",
        Some(Severity::High) => " high",
    };
    let amount = deadline
        .amount
        .map_or(String::new(), |amount| format!(" {amount}"));
    format!("{}{amount} {standing}{severity}", deadline.due_on)
}

#[test]
fn every_row_of_the_table_comes_out_as_it_says() {
    let rows: Vec<&str> = TABLE
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .collect();
    assert!(rows.len() >= 30, "the table has {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [title, facts, kind, on, expected] = cells.as_slice() else {
            panic!("{row} has other columns");
        };
        let on = day(on);
        let found: Vec<String> = world(facts)
            .deadlines()
            .iter()
            .filter(|deadline| deadline.kind.slug() == *kind)
            .map(|deadline| said(deadline, on))
            .collect();
        let found = if found.is_empty() {
            "none".to_owned()
        } else {
            found.join("; ")
        };
        if found != *expected {
            wrong.push(format!("{title}: expected {expected}, found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_key_names_one_deadline_and_is_read_back() {
    let world = world(
        "sub-award 2024-01-01 to 2024-09-29; obligated 30000 on 2024-01-31; obligated 40000 on 2024-03-01",
    );
    let mut keys: BTreeMap<String, Deadline> = BTreeMap::new();
    for deadline in world.deadlines() {
        assert_eq!(
            DeadlineKey::parse(deadline.key.as_str()).as_ref(),
            Ok(&deadline.key)
        );
        assert_eq!(deadline.key.award(), "90ZV9999");
        let of = deadline.sub_award.as_ref().map(SubAwardId::as_str);
        assert_eq!(deadline.key.sub_award(), of);
        assert!(keys.insert(deadline.key.to_string(), deadline).is_none());
    }
    for text in [
        "",
        "monitoring",
        "monitoring:90ZV9999:SA-1",
        "holiday:90ZV9999:-:2024-01",
        "monitoring:90ZV999:-:2024-01",
        "monitoring:90ZV9999:-:",
        "monitoring:90ZV9999:-:a b",
        "monitoring:90ZV9999:-:a:b",
    ] {
        assert!(DeadlineKey::parse(text).is_err(), "{text}");
    }
}
