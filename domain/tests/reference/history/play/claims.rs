//! Claims of a history, and what an officer says of them.

use almoner_domain::{
    claim::{ClaimLine, DenialReason},
    id::ClaimId,
    ledger::{
        ApproveClaim, DenyClaim, SubmitClaim,
        testing::{CLIENTS, claim, line},
    },
    money::Money,
    period::Month,
    programme::Category,
};
use chrono::{Days, Months};

use super::{
    super::{Billed, Flaw, amount::Rooms, world::SUB_AWARDS},
    Play,
};

impl Play {
    pub(super) fn submit(
        &mut self,
        at: usize,
        stranger: Option<usize>,
        months_back: u32,
        billed: &[Billed],
    ) -> bool {
        let Some(under) = stranger.or_else(|| self.manager(at)) else {
            return false;
        };
        let month = Month::of(self.today - Months::new(months_back));
        let (id, of) = (SUB_AWARDS[under].0, CLIENTS[at]);
        let rooms = Rooms {
            year: self.pair.model.year_room(of, id, month),
            administration: self.pair.model.administration_room(of, id, month),
            ..self.rooms(under)
        };
        let lines = (1..)
            .zip(billed)
            .map(|(number, billed)| self.line(number, billed, rooms))
            .collect();
        let number = self.number().to_string();
        let submitted = SubmitClaim {
            service_month: month,
            lines,
            effective_on: self.today,
            ..claim(id, &number, of, "2019-01")
        };
        self.sub_awardee(under, submitted)
    }

    pub(super) fn line(&self, number: u32, billed: &Billed, rooms: Rooms) -> ClaimLine {
        let amount = Money::from_cents(billed.amount.cents(rooms));
        let whole = line(number, billed.category, amount);
        let paid_on = whole.paid_on.map(|_| self.today);
        let direct = billed.category != Category::CaseManagement;
        match billed.flaw {
            Flaw::Unpaid if direct => ClaimLine {
                paid_on: None,
                ..whole
            },
            Flaw::PaidTomorrow if direct => ClaimLine {
                paid_on: Some(self.today + Days::new(1)),
                ..whole
            },
            Flaw::Unreceipted if direct => ClaimLine {
                receipt_digest: None,
                paid_on,
                ..whole
            },
            Flaw::OtherPayer => ClaimLine {
                other_payer: true,
                paid_on,
                ..whole
            },
            Flaw::Sound | Flaw::Unpaid | Flaw::PaidTomorrow | Flaw::Unreceipted => {
                ClaimLine { paid_on, ..whole }
            }
        }
    }

    /// A claim's content again, under a new number, or other content under its number.
    pub(super) fn submit_again(&mut self, at: usize, over: bool) -> bool {
        let Some(first) = self.claim(at).cloned() else {
            return false;
        };
        // A sub-award, a number, and the version of a replacement.
        let held = first.id.split(':').nth(1).expect("a number").to_owned();
        let mut again = SubmitClaim {
            service_month: first.month,
            lines: first.lines.clone(),
            effective_on: self.today,
            ..claim(&first.under, &held, &first.of, "2019-01")
        };
        if over {
            again.service_month = Month::of(first.month.last_day() + Days::new(1));
        } else {
            let fresh = self.number().to_string();
            again.number = claim(&first.under, &fresh, &first.of, "2019-01").number;
        }
        let under = SUB_AWARDS.iter().position(|(id, _)| *id == first.under);
        under.is_some_and(|under| self.sub_awardee(under, again))
    }

    pub(super) fn approve(&mut self, at: usize) -> bool {
        let Some(id) = self.claim(at).map(|claim| claim.id.clone()) else {
            return false;
        };
        self.approve_of(&id)
    }

    pub(super) fn approve_waiting(&mut self, under: usize) -> bool {
        let first = self.pair.model.waiting(SUB_AWARDS[under].0).next();
        let Some(id) = first.map(|claim| claim.id.clone()) else {
            return false;
        };
        self.approve_of(&id)
    }

    pub(super) fn approve_of(&mut self, id: &str) -> bool {
        let claim = ClaimId::parse(id).expect("a claim of the history");
        self.officer(ApproveClaim {
            claim,
            effective_on: self.today,
        })
    }

    pub(super) fn deny(&mut self, at: usize) -> bool {
        let Some(id) = self.claim(at).map(|claim| claim.id.clone()) else {
            return false;
        };
        self.officer(DenyClaim {
            claim: ClaimId::parse(&id).expect("a claim of the history"),
            reason: DenialReason::EvidenceInsufficient,
            effective_on: self.today,
        })
    }
}
