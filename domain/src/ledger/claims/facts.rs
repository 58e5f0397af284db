//! What adjudication goes by: the rules, the award, the sub-award, the register and the client's case, as they stand.

use std::sync::Arc;

use crate::{
    award::{Award, AwardError, AwardTerms},
    claim::{ClaimFacts, ClaimFile, SubAwardStanding, Submission},
    client::benefit_year,
    id::{ClaimId, ClaimNumber, SubAwardId},
    ledger::{Draft, Halt},
    period::Month,
    programme::{PaymentModel, PendedOrder, ProgrammeError, RuleSet, YearBasis},
    sub_award::{SubAward, SubAwardError, SubAwardTerms},
};

pub(super) fn claim_facts(
    draft: &Draft<'_>,
    terms: &SubAwardTerms,
    submission: &Submission,
) -> Result<ClaimFacts, Halt> {
    let sub_award = draft.sub_award(&terms.sub_award)?;
    let award = draft.award(&terms.award)?;
    let award_terms = known_award(award, terms)?;
    let rules = rules(draft, award_terms)?;
    let excluded = draft
        .organization(&terms.sub_awardee)?
        .is_excluded_on(submission.effective_on);
    let client = draft.client(&submission.terms.client)?;
    let month = submission.terms.service_month;
    let enrolled_on = client.case().map(|case| case.enrolment.effective_on);
    let basis = match rules.payment {
        // No year has a cap.
        PaymentModel::NoClaims | PaymentModel::PerClientMonth { .. } => YearBasis::Calendar,
        PaymentModel::Hybrid { year_basis, .. } => year_basis,
    };
    let budget_starts_on = award_terms.budget_period.starts_on;
    let year =
        enrolled_on.map(|enrolled_on| benefit_year(basis, budget_starts_on, enrolled_on, month));
    Ok(ClaimFacts {
        rule_set: award_terms.rule_set,
        rules: rules.clone(),
        regions: award_terms.regions.clone(),
        sub_award: standing(sub_award, award, excluded),
        executed_on: terms.executed_on,
        period: terms.period,
        client: year.and_then(|year| {
            client.standing(&terms.sub_award, month, year, &submission.content_digest)
        }),
        available: sub_award.funds().available,
        queue_waits: sub_award.has_pended_before(pended_by(rules, month)),
        remainder: remainder(draft, rules, submission)?,
        shared: Vec::new(),
    })
}

/// What a claim is adjudicated again by, when a late fact concerns it: the rules that it was adjudicated by, and the
/// case as it stands now without what `claims` hold of it, in the year that they hold it of. What became of the
/// sub-award since is no part of the fact.
pub(super) fn late_facts(
    draft: &Draft<'_>,
    terms: &SubAwardTerms,
    file: &ClaimFile,
    claims: &[&ClaimId],
) -> Result<ClaimFacts, Halt> {
    let submission = file.submission();
    let mut facts = claim_facts(draft, terms, &submission)?;
    let award = draft.award(&terms.award)?;
    let programme = known_award(award, terms)?.programme.clone();
    facts.rule_set = file.rule_set;
    facts.rules = draft
        .programme(&programme)?
        .rule_set(file.rule_set)
        .ok_or(ProgrammeError::Unknown { programme })?
        .clone();
    let client = draft.client(&file.terms.client)?;
    let held = client
        .case()
        .and_then(|case| case.benefits.iter().find(|held| held.claim == file.claim))
        .map(|held| held.benefit_year);
    let year = held.or(facts.client.as_ref().map(|client| client.benefit_year));
    facts.client = year.and_then(|year| {
        client.without(claims).standing(
            &terms.sub_award,
            file.terms.service_month,
            year,
            &submission.content_digest,
        )
    });
    facts.remainder = None;
    Ok(facts)
}

/// The month by which a claim that waits is released, where the rules release by month.
pub(super) fn pended_by(rules: &RuleSet, month: Month) -> Option<Month> {
    match rules.pended_order {
        PendedOrder::Receipt => None,
        PendedOrder::ServiceMonth => Some(month),
    }
}

/// The claim that would wait for what the funds do not cover: of the same number with `-R` behind it. None where the
/// rules pay nothing in part, or the number is too long or taken; then a claim waits whole.
fn remainder(
    draft: &Draft<'_>,
    rules: &RuleSet,
    submission: &Submission,
) -> Result<Option<ClaimId>, Halt> {
    if !rules.partial_payment {
        return Ok(None);
    }
    let Ok(number) = ClaimNumber::parse(&format!("{}-R", submission.number)) else {
        return Ok(None);
    };
    let id = ClaimId::of(&submission.terms.sub_award, &number);
    let free = draft.claim(&id)?.file().is_none();
    Ok(free.then_some(id))
}

fn standing(sub_award: &SubAward, award: &Award, excluded: bool) -> SubAwardStanding {
    if sub_award.is_closed() || award.is_closed() {
        SubAwardStanding::Closed
    } else if excluded {
        SubAwardStanding::Excluded
    } else if sub_award.is_suspended() || award.is_suspended() {
        SubAwardStanding::Suspended
    } else {
        SubAwardStanding::Active
    }
}

pub(super) fn sub_award_terms(
    draft: &Draft<'_>,
    id: &SubAwardId,
) -> Result<Arc<SubAwardTerms>, Halt> {
    let books = draft
        .sub_award(id)?
        .books()
        .ok_or_else(|| SubAwardError::Unknown {
            sub_award: id.clone(),
        })?;
    Ok(Arc::clone(&books.terms))
}

fn known_award<'d>(award: &'d Award, terms: &SubAwardTerms) -> Result<&'d AwardTerms, Halt> {
    let award_terms = award.terms().ok_or_else(|| AwardError::Unknown {
        award: terms.award.clone(),
    })?;
    Ok(award_terms)
}

fn rules<'d>(draft: &'d Draft<'_>, terms: &AwardTerms) -> Result<&'d RuleSet, Halt> {
    let rules = draft
        .programme(&terms.programme)?
        .rule_set(terms.rule_set)
        .ok_or_else(|| ProgrammeError::Unknown {
            programme: terms.programme.clone(),
        })?;
    Ok(rules)
}
