//! Turns steps into commands, with the model's knowledge of what is there, and gives them to both.

mod cases;
mod claims;
mod corrections;
mod funds;
mod payments;

use almoner_domain::ledger::{
    Command, Context,
    testing::{CLIENTS, SUB_AWARDEES, day, grantee, officer, subawardee},
};
use chrono::{Days, NaiveDate};

use super::{
    Step, What, World,
    amount::Rooms,
    world::{AWARDS, FIRST_DAY, SUB_AWARDS, at},
};
use crate::{check::Pair, model::Claim};

/// A history as it goes on.
#[derive(Debug, Clone)]
pub(crate) struct Play {
    /// The ledger and the model.
    pub(crate) pair: Pair,
    /// The day it is.
    today: NaiveDate,
    /// How many numbers were given so far, of claims, costs, payments and family members.
    numbers: u32,
}

impl Play {
    /// The beginning of a history.
    pub(crate) fn new(world: &World) -> Self {
        Self {
            pair: world.founded(),
            today: day(FIRST_DAY),
            numbers: 0,
        }
    }

    /// Plays a history to its end.
    pub(crate) fn whole(world: &World, steps: &[Step]) -> Self {
        let mut play = Self::new(world);
        for step in steps {
            play.take(step);
        }
        play
    }

    /// Takes a step; whether something came of it.
    pub(crate) fn take(&mut self, step: &Step) -> bool {
        self.today = self.today + Days::new(step.days);
        match &step.what {
            What::Enrol {
                client,
                under,
                kind,
                ago,
            } => self.enrol(*client, *under, *kind, *ago),
            What::Phase { client, ago } => self.phase(*client, *ago),
            What::Transfer { client, to, ago } => self.transfer(*client, *to, *ago),
            What::Close {
                client,
                custody,
                ago,
            } => self.close(*client, *custody, *ago),
            What::Family {
                client,
                in_household,
                ago,
            } => self.family(*client, *in_household, *ago),
            What::Submit {
                client,
                stranger,
                months_back,
                lines,
            } => self.submit(*client, *stranger, *months_back, lines),
            What::SubmitAgain { claim } => self.submit_again(*claim, false),
            What::SubmitOver { claim } => self.submit_again(*claim, true),
            What::Approve { claim } => self.approve(*claim),
            What::ApproveWaiting { under } => self.approve_waiting(*under),
            What::Deny { claim } => self.deny(*claim),
            What::Void { claim } => self.void(*claim),
            What::Replace {
                claim,
                months_on,
                lines,
            } => self.replace(*claim, *months_on, lines),
            What::Reconsider { claim, reversed } => self.reconsider(*claim, *reversed),
            What::Refund { under, amount } => self.refund(*under, *amount),
            What::Raise { under, amount } => self.raise(*under, *amount),
            What::Lower { under, amount } => self.lower(*under, *amount),
            What::Suspend { under } => self.suspend(*under),
            What::Resume { under } => self.resume(*under),
            What::SuspendAward { award } => self.suspend_award(*award),
            What::ResumeAward { award } => self.resume_award(*award),
            What::Supplement { award, amount } => self.supplement(*award, *amount),
            What::Reduce { award, amount } => self.reduce(*award, *amount),
            What::DirectCost { award, amount } => self.direct_cost(*award, *amount),
            What::Prepare { award, every } => self.prepare(*award, *every),
            What::Authorise { payment } => self.authorise(*payment),
            What::Confirm { payment } => self.confirm(*payment),
            What::Pay { claim } => self.pay(*claim),
        }
    }

    fn number(&mut self) -> u32 {
        self.numbers += 1;
        self.numbers
    }

    fn give(&mut self, by: Context, command: impl Into<Command>) -> bool {
        self.pair.give(&at(by, self.today), command)
    }

    fn officer(&mut self, command: impl Into<Command>) -> bool {
        self.give(officer(), command)
    }

    fn prime(&mut self, award: usize, command: impl Into<Command>) -> bool {
        self.give(grantee(AWARDS[award].1), command)
    }

    fn sub_awardee(&mut self, under: usize, command: impl Into<Command>) -> bool {
        self.give(subawardee(SUB_AWARDEES[under]), command)
    }

    fn ago(&self, days: u64) -> NaiveDate {
        self.today - Days::new(days)
    }

    /// The sub-award that manages a client.
    fn manager(&self, at: usize) -> Option<usize> {
        let case = self.pair.model.cases.get(CLIENTS[at])?;
        SUB_AWARDS.iter().position(|(id, _)| *id == case.manager())
    }

    /// A claim by its place among those there are.
    fn claim(&self, at: usize) -> Option<&Claim> {
        let claims = &self.pair.model.claims;
        claims.get(at.checked_rem(claims.len())?)
    }

    fn rooms(&self, under: usize) -> Rooms {
        let model = &self.pair.model;
        let (id, award) = SUB_AWARDS[under];
        let waiting = model.waiting(id).next().map_or(0, Claim::due);
        Rooms {
            available: model.available(id),
            lacking: (waiting - model.available(id)).max(0),
            unassigned: model.unassigned(AWARDS[award].0),
            owed: model.unwithheld(id),
            ..Rooms::default()
        }
    }
}
