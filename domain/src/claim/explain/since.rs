//! What happened to a claim after it was adjudicated, a sentence each.

use super::{Happening, sentence::with_code, text::dollars};
use crate::{
    claim::{
        ClaimEvent, ReadjudicationCause, ReconsiderationDecision, VoidReason, carc_of_denial,
        reason,
    },
    money::Money,
};

/// What happened, oldest first.
pub(super) fn since(events: &[ClaimEvent]) -> Vec<Happening> {
    events.iter().filter_map(happening).collect()
}

/// What was paid of it beyond what it came to when the rules were applied again.
pub(super) fn owed_back(events: &[ClaimEvent]) -> Money {
    let overpaid = events.iter().filter_map(|event| {
        let ClaimEvent::ClaimReadjudicated { overpaid, .. } = event else {
            return None;
        };
        Some(*overpaid)
    });
    Money::sum(overpaid).unwrap_or(Money::ZERO)
}

fn happening(event: &ClaimEvent) -> Option<Happening> {
    let (on, said) = match event {
        ClaimEvent::ClaimReleased {
            payable,
            effective_on,
            ..
        } => (
            effective_on,
            format!(
                "Its turn came, and the funds were there: {} is reserved for it.",
                dollars(*payable)
            ),
        ),
        ClaimEvent::ClaimApproved {
            amount,
            effective_on,
            ..
        } => (
            effective_on,
            format!("An officer approved {}.", dollars(*amount)),
        ),
        ClaimEvent::ClaimDenied {
            reason: why,
            amount,
            effective_on,
            ..
        } => {
            let carc = carc_of_denial(*why);
            let told = with_code(reason(carc, None).explanation, Some(carc));
            (
                effective_on,
                format!(
                    "An officer denied it, and took off {}. {told}",
                    dollars(*amount)
                ),
            )
        }
        ClaimEvent::ClaimScheduled {
            payment,
            amount,
            effective_on,
            ..
        } => (
            effective_on,
            format!(
                "It was put into payment {payment} with {}.",
                dollars(*amount)
            ),
        ),
        ClaimEvent::ClaimPaid {
            payment,
            amount,
            effective_on,
            ..
        } => (
            effective_on,
            format!("{} was paid with payment {payment}.", dollars(*amount)),
        ),
        ClaimEvent::ClaimReadjudicationPostponed { effective_on, .. } => (
            effective_on,
            "Something about the client was recorded that holds since before. The claim is paid as it was approved, and \
             the rules are applied again then."
                .to_owned(),
        ),
        ClaimEvent::ClaimSubmitted { .. }
        | ClaimEvent::ClaimAdjudicated { .. }
        | ClaimEvent::ClaimReplacementSubmitted { .. } => return None,
        ClaimEvent::ClaimReplaced { .. }
        | ClaimEvent::ClaimVoided { .. }
        | ClaimEvent::ClaimPaymentCarried { .. }
        | ClaimEvent::ClaimReconsidered { .. }
        | ClaimEvent::ClaimReadjudicated { .. } => return corrected(event),
    };
    Some(Happening { on: *on, said })
}

fn corrected(event: &ClaimEvent) -> Option<Happening> {
    if let ClaimEvent::ClaimReplaced {
        by,
        paid,
        effective_on,
        ..
    } = event
    {
        let said = if paid.is_positive() {
            format!(
                "Its sub-awardee replaced it by claim {by}. The {} that was paid counts for that claim as far as it is payable there, and the rest is owed back.",
                dollars(*paid)
            )
        } else {
            format!("Its sub-awardee replaced it by claim {by}.")
        };
        return Some(Happening {
            on: *effective_on,
            said,
        });
    }
    if let ClaimEvent::ClaimVoided {
        reason: why,
        paid,
        effective_on,
        ..
    } = event
    {
        let mut said = format!("Its sub-awardee voided it: {}.", void_words(*why));
        if paid.is_positive() {
            let paid = dollars(*paid);
            let owed = format!(
                " The {paid} that was paid is owed back: it is withheld from the next payments, or paid back."
            );
            said.push_str(&owed);
        }
        return Some(Happening {
            on: *effective_on,
            said,
        });
    }
    again(event)
}

fn again(event: &ClaimEvent) -> Option<Happening> {
    if let ClaimEvent::ClaimPaymentCarried {
        from,
        payment,
        amount,
        due,
        effective_on,
        ..
    } = event
    {
        let left = if due.is_positive() {
            format!(" {} is still to be paid.", dollars(*due))
        } else {
            String::new()
        };
        let said = format!(
            "{} that payment {payment} paid for claim {from} counts for this one.{left}",
            dollars(*amount)
        );
        return Some(Happening {
            on: *effective_on,
            said,
        });
    }
    if let ClaimEvent::ClaimReconsidered {
        decision,
        effective_on,
        ..
    } = event
    {
        let did = match decision {
            ReconsiderationDecision::Upheld => "upheld",
            ReconsiderationDecision::Reversed => "reversed",
        };
        // The reason is read with the claim, by those who may, until the client is erased.
        let said = format!("An officer looked at the denial again and {did} it.");
        return Some(Happening {
            on: *effective_on,
            said,
        });
    }
    readjudicated(event)
}

fn readjudicated(event: &ClaimEvent) -> Option<Happening> {
    let ClaimEvent::ClaimReadjudicated {
        cause,
        before,
        payable,
        overpaid,
        approval_stands,
        effective_on,
        ..
    } = event
    else {
        return None;
    };
    let cause = match cause {
        ReadjudicationCause::Reconsideration => "because the denial was reversed",
        ReadjudicationCause::LateFact => {
            "because something about the client was recorded that holds since before"
        }
    };
    let mut said = vec![format!(
        "The rules were applied again, {cause}: {} was payable, {} is now.",
        dollars(*before),
        dollars(*payable)
    )];
    if overpaid.is_positive() {
        said.push(format!(
            "{} was paid too much and is owed back: it is withheld from the next payments, or paid back.",
            dollars(*overpaid)
        ));
    }
    if *approval_stands {
        said.push("The approval stands for that amount.".to_owned());
    }
    Some(Happening {
        on: *effective_on,
        said: said.join(" "),
    })
}

/// Why a claim was voided, in words.
fn void_words(why: VoidReason) -> &'static str {
    match why {
        VoidReason::BilledInError => "it should not have been billed",
        VoidReason::BilledTwice => "it was billed twice",
        VoidReason::WrongClient => "it was billed for another client than was served",
        VoidReason::WrongMonth => "it was billed for another month than was served",
        VoidReason::PaidByOther => "another payer has paid it since",
    }
}
