//! How a claim comes out when it is adjudicated again, and what is done about it.

use chrono::NaiveDate;

use super::{
    super::{
        filed,
        submit::{Reservation, reserve_year},
    },
    funds::{Free, Step, move_funds},
};
use crate::{
    claim::{Adjudication, Claim, ClaimCommand, ClaimFacts, ClaimFile, ReadjudicationCause},
    client::{ClientCommand, UnitTake},
    ledger::{Draft, Halt},
    money::Money,
};

/// How a claim and its rest come out when they are adjudicated again.
pub(super) struct Again {
    pub(super) file: ClaimFile,
    pub(super) facts: ClaimFacts,
    pub(super) adjudication: Adjudication,
    pub(super) rest: Option<(ClaimFile, Adjudication)>,
    pub(super) funds: Free,
}

impl Again {
    /// Less is payable than before, of the claim and its rest together.
    pub(super) fn loses(&self, draft: &Draft<'_>) -> Result<bool, Halt> {
        let stands = |file: &ClaimFile| -> Result<Money, Halt> {
            let rejected = matches!(draft.claim(&file.claim)?, Claim::Rejected { .. });
            Ok(if rejected { Money::ZERO } else { file.payable })
        };
        let sum = |one: Money, other: Money| {
            one.plus(other)
                .expect("parts of a claim whose billed sum is in range")
        };
        let mut before = stands(&self.file)?;
        let mut after = self.adjudication.payable;
        if let Some((file, adjudication)) = &self.rest {
            before = sum(before, stands(file)?);
            after = sum(after, adjudication.payable);
        }
        Ok(after < before)
    }

    pub(super) fn carry_out(
        self,
        draft: &mut Draft<'_>,
        effective_on: NaiveDate,
    ) -> Result<(), Halt> {
        let cause = ReadjudicationCause::LateFact;
        let whole = self.funds.step(draft, &self.file, &self.adjudication)?;
        let rest = match &self.rest {
            Some((file, adjudication)) => {
                let left = self
                    .funds
                    .after(draft, &self.file, &self.adjudication, &whole)?;
                Some(left.step(draft, file, adjudication)?)
            }
            None => None,
        };
        let postponed = match (&whole, &rest, &self.rest) {
            (Step::WhenPaid, _, _) => Some(&self.file.claim),
            (Step::Now(_), Some(Step::WhenPaid), Some((file, _))) => Some(&file.claim),
            (Step::Now(_), _, _) => None,
        };
        if let Some(claim) = postponed {
            let postpone = ClaimCommand::PostponeReadjudication {
                cause,
                effective_on,
            };
            return draft.decide_claim(claim, &postpone);
        }
        let Step::Now(outcome) = whole else {
            return Ok(());
        };
        let mut facts = self.facts.clone();
        self.funds
            .into_facts(&mut facts, &self.file, &self.adjudication, outcome);
        let before = draft.claim(&self.file.claim)?.holding();
        draft.decide_claim(
            &self.file.claim,
            &ClaimCommand::Readjudicate {
                cause,
                facts: Box::new(facts),
                effective_on,
            },
        )?;
        move_funds(draft, &self.file, before, effective_on)?;
        if let (Some((file, adjudication)), Some(Step::Now(outcome))) = (&self.rest, rest) {
            let before = draft.claim(&file.claim)?.holding();
            let adjudication = Adjudication {
                outcome,
                ..adjudication.clone()
            };
            draft.decide_claim(
                &file.claim,
                &ClaimCommand::ReadjudicateRest {
                    cause,
                    adjudication: Box::new(adjudication),
                    rule_set: self.facts.rule_set,
                    effective_on,
                },
            )?;
            move_funds(draft, file, before, effective_on)?;
        }
        self.hold_year(draft, effective_on)
    }

    /// What the claim and its rest hold of the client's year is what is payable of them now.
    fn hold_year(&self, draft: &mut Draft<'_>, effective_on: NaiveDate) -> Result<(), Halt> {
        let submission = self.file.submission();
        let own = Reservation::of(&submission, &self.facts);
        let members = [Some(&self.file), self.rest.as_ref().map(|(file, _)| file)];
        for file in members.into_iter().flatten() {
            draft.decide_client(
                &file.terms.client,
                &ClientCommand::Release {
                    claim: file.claim.clone(),
                    effective_on,
                },
            )?;
        }
        reserve_year(draft, &self.file.claim, &own, effective_on)?;
        let Some((rest, _)) = &self.rest else {
            return Ok(());
        };
        let whole_has_unit = filed(draft, &self.file.claim)?
            .administration()
            .is_positive();
        let theirs = Reservation {
            unit: if whole_has_unit {
                UnitTake::RestOf(self.file.claim.clone())
            } else {
                own.unit.clone()
            },
            content_digest: rest.content_digest.clone(),
            ..own
        };
        reserve_year(draft, &rest.claim, &theirs, effective_on)
    }
}
