//! What a prime's documents show, over all of its awards: one decision touches the award and the prime.

use chrono::NaiveDate;

use super::{Draft, Halt};
use crate::{
    id::{ContributionId, CostId, OrganizationId},
    identifier::Fain,
    measure::DocumentDigest,
    organization::{Evidence, EvidenceUse, OrganizationCommand},
};

/// The prime of an award, and the document of a contribution that stands.
pub(super) fn of_contribution(
    draft: &Draft<'_>,
    award: &Fain,
    id: &ContributionId,
) -> Result<Option<Shown>, Halt> {
    let held = draft.award(award)?.books().and_then(|books| {
        let held = books.contributions.all.get(id)?;
        let stands = held.reversed.is_none();
        stands.then(|| (books.terms.grantee.clone(), held.document.clone()))
    });
    Ok(held.map(|(prime, document)| Shown {
        prime,
        document,
        award: award.clone(),
        shows: EvidenceUse::Contribution(id.clone()),
    }))
}

/// The prime of an award, and the document of a cost that was not reversed, where one was named.
pub(super) fn of_cost(draft: &Draft<'_>, award: &Fain, id: &CostId) -> Result<Option<Shown>, Halt> {
    let held = draft.award(award)?.books().and_then(|books| {
        let held = books.costs.get(id)?;
        let document = held.document.clone().filter(|_| held.reversed.is_none())?;
        Some((books.terms.grantee.clone(), document))
    });
    Ok(held.map(|(prime, document)| Shown {
        prime,
        document,
        award: award.clone(),
        shows: EvidenceUse::Cost(id.clone()),
    }))
}

/// What a document of a prime shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    prime: OrganizationId,
    document: DocumentDigest,
    award: Fain,
    shows: EvidenceUse,
}

/// What stands after a decision and did not before it counts; what stood and does not any more is freed.
pub(super) fn changed(
    draft: &mut Draft<'_>,
    before: Option<Shown>,
    after: Option<Shown>,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    if before == after {
        return Ok(());
    }
    if let Some(shown) = before {
        let (prime, evidence) = evidence(shown, effective_on);
        draft.decide_organization(&prime, &OrganizationCommand::FreeEvidence(evidence))?;
    }
    if let Some(shown) = after {
        let (prime, evidence) = evidence(shown, effective_on);
        draft.decide_organization(&prime, &OrganizationCommand::CountEvidence(evidence))?;
    }
    Ok(())
}

fn evidence(shown: Shown, effective_on: NaiveDate) -> (OrganizationId, Evidence) {
    let evidence = Evidence {
        document: shown.document,
        award: shown.award,
        shows: shown.shows,
        effective_on,
    };
    (shown.prime, evidence)
}
