//! What a client's month is worth where a flat amount is paid, by the phases of the case.

use super::super::ClaimFacts;
use crate::{
    client::{ClientPhase, PhaseDays, Standing},
    money::Money,
    period::Month,
    programme::{PhaseRate, UnitPolicy},
};

/// A phase's part of a client's month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitPart {
    /// The phase and what a whole month of it is worth.
    pub rate: PhaseRate,
    /// The days of the month that count.
    pub days: u32,
    /// What they are worth.
    pub amount: Money,
    /// Months of the phase that were claimed before.
    pub months_used: u32,
}

impl UnitPart {
    /// All months of the phase that are paid for were claimed before.
    pub fn is_exhausted(&self) -> bool {
        self.rate
            .months_max
            .is_some_and(|most| self.months_used >= most)
    }
}

/// The parts of a client's month, in order; none where no flat amount is paid, or for no phase of the month.
pub fn unit_parts(facts: &ClaimFacts, month: Month) -> Vec<UnitPart> {
    let (Some((rates, policy)), Some(client)) = (facts.rules.payment.flat(), &facts.client) else {
        return Vec::new();
    };
    match policy {
        UnitPolicy::FirstInMonth => first_in_month(rates, client),
        UnitPolicy::Prorated => prorated(rates, client, month),
    }
}

/// The phases of which a claim takes a month when its unit is paid.
pub fn unit_phases(facts: &ClaimFacts, month: Month) -> Vec<ClientPhase> {
    unit_parts(facts, month)
        .iter()
        .filter(|part| !part.is_exhausted())
        .map(|part| part.rate.phase)
        .collect()
}

/// The whole rate of the first phase in the month that has one.
fn first_in_month(rates: &[PhaseRate], client: &Standing) -> Vec<UnitPart> {
    client
        .phases
        .iter()
        .find_map(|held| rate_of(rates, held.phase).map(|rate| (held, rate)))
        .map(|(held, rate)| part(rate, client, days_of(held), rate.rate))
        .into_iter()
        .collect()
}

/// The rate of each phase by the days on which the sub-award managed the case, in the order of the phases.
fn prorated(rates: &[PhaseRate], client: &Standing, month: Month) -> Vec<UnitPart> {
    let mut held: Vec<(PhaseRate, u32)> = Vec::new();
    for days in &client.own_days {
        let Some(rate) = rate_of(rates, days.phase) else {
            continue;
        };
        match held.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum = sum.saturating_add(days_of(days)),
            None => held.push((rate, days_of(days))),
        }
    }
    let whole = days_between(month.first_day(), month.last_day());
    held.into_iter()
        .map(|(rate, days)| part(rate, client, days, rate.rate.portion_floor(days, whole)))
        .collect()
}

fn rate_of(rates: &[PhaseRate], phase: ClientPhase) -> Option<PhaseRate> {
    rates.iter().find(|rate| rate.phase == phase).copied()
}

fn part(rate: PhaseRate, client: &Standing, days: u32, amount: Money) -> UnitPart {
    let months_used = client
        .phase_months
        .iter()
        .find(|held| held.phase == rate.phase)
        .map_or(0, |held| held.months);
    UnitPart {
        rate,
        days,
        amount,
        months_used,
    }
}

fn days_of(held: &PhaseDays) -> u32 {
    days_between(held.from, held.through)
}

fn days_between(from: chrono::NaiveDate, through: chrono::NaiveDate) -> u32 {
    let days = (through - from).num_days().saturating_add(1);
    u32::try_from(days).unwrap_or(0)
}
