//! Which claims are adjudicated again together, and what by.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{
    super::{
        facts::{late_facts, sub_award_terms},
        filed,
    },
    again::Again,
    funds::Free,
    held,
};
use crate::{
    claim::{
        Adjudication, Claim, ClaimFacts, ClaimFile, Remainder, SharedLine, SubAwardStanding,
        adjudicate, rest_again, unit_phases,
    },
    id::{ClaimId, SubAwardId},
    ledger::{Draft, Halt},
    money::Money,
};

/// A claim, with the rest of it that the funds did not cover at first.
pub(super) struct Family {
    pub(super) whole: ClaimId,
    pub(super) received_at: DateTime<Utc>,
    pub(super) rest: Option<Remainder>,
    pub(super) sub_award: SubAwardId,
}

/// The claims that can be adjudicated again, first in first, each rest with its whole.
pub(super) fn families(draft: &Draft<'_>, claims: &[ClaimId]) -> Result<Vec<Family>, Halt> {
    held(draft, claims)?;
    let mut wholes = Vec::new();
    for id in claims {
        let whole = draft
            .claim(id)?
            .file()
            .and_then(|file| file.remainder_of.clone());
        wholes.extend(whole);
    }
    held(draft, &wholes)?;
    let mut families: Vec<Family> = Vec::new();
    for id in claims {
        let of = draft
            .claim(id)?
            .file()
            .and_then(|file| file.remainder_of.clone());
        let mut of_whole = id;
        if let Some(whole) = &of
            && may_change(draft.claim(whole)?)
        {
            of_whole = whole;
        }
        let claim = draft.claim(of_whole)?;
        let Some(file) = claim.file().filter(|_| may_change(claim)) else {
            continue;
        };
        if families.iter().all(|family| family.whole != file.claim) {
            families.push(Family {
                whole: file.claim.clone(),
                received_at: file.received_at,
                rest: file.remainder.clone(),
                sub_award: file.terms.sub_award.clone(),
            });
        }
    }
    families.sort_by(|one, other| {
        (one.received_at, &one.whole).cmp(&(other.received_at, &other.whole))
    });
    Ok(families)
}

/// The rules have the last word on it, so far: no officer denied it and nobody withdrew it.
pub(super) fn may_change(claim: &Claim) -> bool {
    match claim {
        Claim::Payable { .. }
        | Claim::Pended { .. }
        | Claim::Rejected { .. }
        | Claim::Approved { .. }
        | Claim::Scheduled { .. }
        | Claim::Paid { .. } => true,
        Claim::Unknown
        | Claim::Submitted { .. }
        | Claim::Denied { .. }
        | Claim::Voided { .. }
        | Claim::Replaced { .. } => false,
    }
}

/// Everything is held that the claims are adjudicated by; what is not is named at once, level by level.
pub(super) fn at_hand(draft: &Draft<'_>, families: &[Family]) -> Result<(), Halt> {
    let mut missing = BTreeSet::new();
    let mut ask = |asked: Result<(), Halt>| -> Result<(), Halt> {
        match asked {
            Ok(()) => Ok(()),
            Err(Halt::Missing(streams)) => {
                missing.extend(streams);
                Ok(())
            }
            Err(refused @ Halt::Refused(_)) => Err(refused),
        }
    };
    for family in families {
        if let Some(rest) = &family.rest {
            ask(draft.claim(&rest.claim).map(drop))?;
        }
        ask(family.at_hand(draft))?;
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Halt::Missing(missing.into_iter().collect()))
    }
}

impl Family {
    pub(super) fn at_hand(&self, draft: &Draft<'_>) -> Result<(), Halt> {
        let file = filed(draft, &self.whole)?;
        draft.client(&file.terms.client)?;
        let terms = sub_award_terms(draft, &self.sub_award)?;
        late_facts(draft, &terms, &file, &[]).map(drop)
    }

    /// How it comes out now; nothing where it comes out as it is, or nothing can move any more.
    pub(super) fn again(&self, draft: &Draft<'_>) -> Result<Option<Again>, Halt> {
        let whole = draft.claim(&self.whole)?;
        let file = filed(draft, &self.whole)?;
        let terms = sub_award_terms(draft, &self.sub_award)?;
        let mut own = vec![&self.whole];
        own.extend(self.rest.as_ref().map(|rest| &rest.claim));
        let mut facts = late_facts(draft, &terms, &file, &own)?;
        if facts.sub_award == SubAwardStanding::Closed {
            return Ok(None);
        }
        facts.shared = self.shared(&file);
        let standing = facts.sub_award;
        if standing == SubAwardStanding::Suspended {
            facts.sub_award = SubAwardStanding::Active;
        }
        let queue_waits = std::mem::take(&mut facts.queue_waits);
        let free = facts.available;
        facts.available = sum_billed(&file);
        let adjudication = adjudicate(&file.submission(), &facts);
        let rest = match &self.rest {
            Some(rest) => left_of(draft, rest, &adjudication)?,
            None => None,
        };
        let stands = whole.stands_as(&adjudication)
            && rest.as_ref().is_none_or(|(_, stands, _)| *stands)
            && same_unit(draft, &file, &facts)?;
        if stands {
            return Ok(None);
        }
        Ok(Some(Again {
            file,
            facts,
            adjudication,
            rest: rest.map(|(file, _, adjudication)| (file, adjudication)),
            funds: Free {
                amount: free,
                waits: queue_waits || standing == SubAwardStanding::Suspended,
                suspended: standing == SubAwardStanding::Suspended,
            },
        }))
    }

    /// What of each line stays with the claim, and what went to its remainder.
    fn shared(&self, file: &ClaimFile) -> Vec<SharedLine> {
        let Some(rest) = &self.rest else {
            return Vec::new();
        };
        let kept = |number: u32| {
            let line = file.lines.iter().find(|line| line.number == number);
            line.map_or(Money::ZERO, |line| line.allowed)
        };
        rest.lines
            .iter()
            .map(|(line, amount)| SharedLine {
                line: *line,
                kept: kept(*line),
                rest: *amount,
            })
            .collect()
    }
}

/// What is left of the rest, and whether it stands as it is; nothing where it was denied or withdrawn by itself.
pub(super) fn left_of(
    draft: &Draft<'_>,
    rest: &Remainder,
    whole: &Adjudication,
) -> Result<Option<(ClaimFile, bool, Adjudication)>, Halt> {
    let claim = draft.claim(&rest.claim)?;
    let Some(file) = claim.file().filter(|_| may_change(claim)) else {
        return Ok(None);
    };
    let lines: Vec<_> = rest.lines.iter().map(|(line, _)| *line).collect();
    let again = rest_again(whole, file, &lines);
    Ok(Some((file.clone(), claim.stands_as(&again), again)))
}

pub(super) fn sum_billed(file: &ClaimFile) -> Money {
    Money::sum(file.billed.iter().map(|line| line.billed))
        .expect("a claim's billed sum was tested when it came in")
}

/// The claim counts as a month of the same phases as before.
pub(super) fn same_unit(
    draft: &Draft<'_>,
    file: &ClaimFile,
    facts: &ClaimFacts,
) -> Result<bool, Halt> {
    let Some(case) = draft.client(&file.terms.client)?.case() else {
        return Ok(true);
    };
    let held = case.benefits.iter().find(|held| held.claim == file.claim);
    Ok(held.is_none_or(|held| {
        !held.case_management_unit
            || held.unit_phases == unit_phases(facts, file.terms.service_month)
    }))
}
