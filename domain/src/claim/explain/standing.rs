//! Where a claim stands now, what comes next, and what whoever claimed can do.

use super::{
    Happening,
    decision::Decision,
    sentence,
    text::{date, dollars},
};
use crate::{
    claim::{Claim, ClaimFile, ReconsiderationDecision, carc_of_denial, reason, waiting},
    money::Money,
};

const FINAL: &str =
    "Nothing: the denial was looked at again and stands. It is looked at only once.";

/// Where it stands, and what comes next.
pub(super) fn standing(
    claim: &Claim,
    decision: &Decision<'_>,
    since: &[Happening],
    owed_back: Money,
) -> String {
    let last = since.last();
    match claim {
        Claim::Unknown | Claim::Submitted { .. } => "It is adjudicated next.".to_owned(),
        Claim::Payable { file } => format!(
            "{}{} is reserved for it. An officer of the programme approves or denies it next.",
            paid_before(file),
            dollars(file.due())
        ),
        Claim::Pended { file } => format!(
            "{}It waits. {}",
            paid_before(file),
            sentence::waits(decision)
        ),
        Claim::Rejected { file } => if upheld(file) {
            "Denied for good: nothing of it is paid."
        } else {
            "Denied: nothing of it is paid."
        }
        .to_owned(),
        Claim::Denied { file, denial } => format!(
            "An officer denied it on {}: nothing of it is paid.{}",
            date(denial.denied_on),
            if upheld(file) {
                " Another officer has looked at the denial again, and it stands."
            } else {
                ""
            }
        ),
        Claim::Approved { file, approval } => format!(
            "{}{} was approved on {}, and is paid with one of the next payments.",
            paid_before(file),
            dollars(file.due()),
            date(approval.approved_on)
        ),
        Claim::Scheduled { file, payment, .. } => format!(
            "It is in payment {payment}, which pays {} of it once the prime has confirmed it.",
            dollars(file.due())
        ),
        Claim::Paid { file, payment, .. } => {
            let paid = format!("{} was paid with payment {payment}", dollars(file.paid()));
            if owed_back.is_positive() {
                format!(
                    "{paid} and counts. {} was paid beyond it and is owed back.",
                    dollars(owed_back)
                )
            } else {
                format!("{paid}.")
            }
        }
        Claim::Voided { .. } => "It was voided: nothing of it is paid any more.".to_owned(),
        Claim::Replaced { by, .. } => {
            let on = last.map(|last| format!(" since {}", date(last.on)));
            format!("Claim {by} stands in its place{}.", on.unwrap_or_default())
        }
    }
}

fn paid_before(file: &ClaimFile) -> String {
    if file.paid().is_positive() {
        format!("{} of it was paid. ", dollars(file.paid()))
    } else {
        String::new()
    }
}

fn upheld(file: &ClaimFile) -> bool {
    file.reconsidered
        .as_ref()
        .is_some_and(|looked| looked.decision == ReconsiderationDecision::Upheld)
}

/// What whoever claimed can do now, each thing once.
pub(super) fn what_to_do(claim: &Claim, decision: &Decision<'_>) -> Vec<&'static str> {
    match claim {
        Claim::Voided { .. } => {
            return vec![
                "Nothing. If the service was given after all, claim it under another number.",
            ];
        }
        Claim::Replaced { .. } => {
            return vec!["Look at the claim that stands in its place, and correct that one."];
        }
        Claim::Rejected { file } | Claim::Denied { file, .. } if upheld(file) => {
            return vec![FINAL];
        }
        Claim::Denied { denial, .. } => {
            return vec![
                reason(carc_of_denial(denial.reason), None).what_to_do,
                "If you think that the denial is wrong, ask the programme to have another officer look at it. That is done once.",
            ];
        }
        Claim::Unknown
        | Claim::Submitted { .. }
        | Claim::Payable { .. }
        | Claim::Pended { .. }
        | Claim::Rejected { .. }
        | Claim::Approved { .. }
        | Claim::Scheduled { .. }
        | Claim::Paid { .. } => {}
    }
    let mut things: Vec<&'static str> = Vec::new();
    if claim.is_pended() {
        things.push(waiting(decision.waited_for()).what_to_do);
    }
    for why in decision.reasons() {
        if !things.contains(&why.what_to_do) {
            things.push(why.what_to_do);
        }
    }
    things
}
