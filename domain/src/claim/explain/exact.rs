//! Reasons as exactly as the grounds of a decision tell them, where one code stands for several.

use crate::{
    claim::{
        Carc, ClaimFacts, ClaimLine, Edit, Finding, Reason, SubAwardStanding, Submission, because,
        reason, waiting,
    },
    programme::PaymentModel,
};

/// Why something was found.
pub(super) fn reason_of(
    found: &Finding,
    submission: &Submission,
    facts: Option<&ClaimFacts>,
) -> Reason {
    let Some(carc) = found.carc else {
        return waiting(found.edit);
    };
    let line = found
        .line
        .and_then(|number| submission.lines.iter().find(|line| line.number == number));
    facts
        .and_then(|facts| exact(found.edit, carc, (submission, line), facts))
        .unwrap_or_else(|| reason(carc, Some(found.edit)))
}

fn exact(
    edit: Edit,
    carc: Carc,
    (submission, line): (&Submission, Option<&ClaimLine>),
    facts: &ClaimFacts,
) -> Option<Reason> {
    match edit {
        Edit::Syntax => line.map(undated),
        Edit::Enrolment if carc == Carc::NotEnrolled => Some(not_enrolled(facts)),
        Edit::SubAwardActive => no_authorization(facts),
        Edit::Period => Some(outside(submission, facts)),
        Edit::Duplicate if carc == Carc::ExactDuplicate => duplicate(facts),
        Edit::Category if carc == Carc::NotCovered => not_covered(line, facts),
        Edit::AnnualCap => family_cap(facts),
        Edit::Enrolment
        | Edit::Region
        | Edit::Timely
        | Edit::Duplicate
        | Edit::EligibilityMonth
        | Edit::Category
        | Edit::OtherPayer
        | Edit::Rate
        | Edit::AdministrationCap
        | Edit::MonthLimit
        | Edit::Funds => None,
    }
}

fn undated(line: &ClaimLine) -> Reason {
    if line.paid_on.is_none() {
        because(
            "The line does not say on which day the expense was paid to the vendor.",
            "Send a replacement with the day of payment.",
        )
    } else {
        because(
            "The day on which the expense was paid to the vendor lies after the day on which the claim came in.",
            "Check the day. If the expense is not paid yet, pay it first; then send a replacement.",
        )
    }
}

fn not_enrolled(facts: &ClaimFacts) -> Reason {
    if facts.client.is_none() {
        because(
            "No case has this code.",
            "Check the code. A family member's code is not a case's: claim under the case's code, and name the family member on the line.",
        )
    } else {
        because(
            "Another sub-awardee manages this client's case in the month.",
            "Check the client's code and the month. If the client moved to you, ask your prime to record the transfer, and claim again.",
        )
    }
}

fn no_authorization(facts: &ClaimFacts) -> Option<Reason> {
    match facts.sub_award {
        SubAwardStanding::Closed => Some(because(
            "The sub-award, or the award that it comes from, is closed.",
            "Ask your prime. Nothing more is paid under a closed sub-award.",
        )),
        SubAwardStanding::Excluded => Some(because(
            "The sub-awardee is excluded from federal awards, as SAM.gov lists it.",
            "Ask your prime. Nothing is paid during an exclusion.",
        )),
        SubAwardStanding::Active | SubAwardStanding::Suspended => None,
    }
}

fn outside(submission: &Submission, facts: &ClaimFacts) -> Reason {
    let month = submission.terms.service_month;
    if facts.period.overlaps(&month.period()) {
        because(
            "The month had not begun when the claim came in.",
            "Check the month. Claim a month once its services have been given.",
        )
    } else {
        because(
            "No day of the month lies in the sub-award's period of performance.",
            "Check the month, and under which sub-award you claim.",
        )
    }
}

fn duplicate(facts: &ClaimFacts) -> Option<Reason> {
    let client = facts.client.as_ref()?;
    Some(if client.content_claimed {
        because(
            "The same lines for the same client and month were claimed before, under another number.",
            "Nothing, if it was sent twice. If other services were given, claim what differs.",
        )
    } else {
        because(
            "Another sub-awardee has claimed this client's case management for the month.",
            "Check the client's code and the month. If the client moved to you, ask your prime to record the transfer, and claim again.",
        )
    })
}

fn not_covered(line: Option<&ClaimLine>, facts: &ClaimFacts) -> Option<Reason> {
    if matches!(facts.rules.payment, PaymentModel::NoClaims) {
        return Some(because(
            "Under this notice of funding no claims are paid for clients.",
            "Check under which sub-award you claim.",
        ));
    }
    let named = facts.rules.categories.contains(&line?.category);
    Some(if named {
        because(
            "The programme pays nothing for the phase in which the client was in that month.",
            "Check the client's phase. If it has changed, have the change recorded, and claim again.",
        )
    } else {
        because(
            "The programme does not pay for this kind of service.",
            "Check the category. What the rules do not name is not paid.",
        )
    })
}

fn family_cap(facts: &ClaimFacts) -> Option<Reason> {
    let household = facts.client.as_ref()?.household;
    household.then_some(because(
        "All that may be paid in the year for a client with a family is used up.",
        "Nothing more is paid in this year of the client.",
    ))
}
