//! Every reason for which money is taken off or a claim waits, in words that a sub-awardee understands and can act on.

use super::{Carc, Edit};

/// What happened, and what whoever claimed can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// What happened.
    pub explanation: &'static str,
    /// What to do.
    pub what_to_do: &'static str,
}

/// Everything that an edit finds: with the code under which money is taken off, or without one where the claim waits.
/// A line may be found under a code of which nothing was left to take.
pub const FINDINGS: &[(Edit, Option<Carc>)] = &[
    (Edit::Syntax, Some(Carc::LacksInformation)),
    (Edit::Enrolment, Some(Carc::NotEnrolled)),
    (Edit::Enrolment, Some(Carc::NotEligibleDependent)),
    (Edit::Region, Some(Carc::WrongPayer)),
    (Edit::SubAwardActive, Some(Carc::NoAuthorization)),
    (Edit::SubAwardActive, None),
    (Edit::Period, Some(Carc::NotCovered)),
    (Edit::Timely, Some(Carc::Late)),
    (Edit::Duplicate, Some(Carc::ExactDuplicate)),
    (Edit::Duplicate, Some(Carc::IncludedElsewhere)),
    (Edit::EligibilityMonth, Some(Carc::BeforeCoverage)),
    (Edit::EligibilityMonth, Some(Carc::AfterCoverage)),
    (Edit::Category, Some(Carc::NotCovered)),
    (Edit::Category, Some(Carc::CoveredByFlatAmount)),
    (Edit::OtherPayer, Some(Carc::OtherPayer)),
    (Edit::Rate, Some(Carc::OverRate)),
    (Edit::Rate, Some(Carc::LacksInformation)),
    (Edit::AdministrationCap, Some(Carc::PeriodMaximum)),
    (Edit::AnnualCap, Some(Carc::PeriodMaximum)),
    (Edit::MonthLimit, Some(Carc::IncludedElsewhere)),
    (Edit::MonthLimit, Some(Carc::LifetimeMaximum)),
    (Edit::Funds, Some(Carc::IncludedElsewhere)),
    (Edit::Funds, None),
];

/// A reason, of what happened and what to do.
pub(super) const fn because(explanation: &'static str, what_to_do: &'static str) -> Reason {
    Reason {
        explanation,
        what_to_do,
    }
}

/// Why an amount was taken off under a code: as an edit found it, or as an officer said where there is none.
pub fn reason(carc: Carc, edit: Option<Edit>) -> Reason {
    match carc {
        Carc::LacksInformation => lacks_information(edit),
        Carc::ExactDuplicate => because(
            "It repeats what was claimed before, or another sub-awardee has claimed this client's case management for the month.",
            "Nothing, if it was sent twice. If the client moved to you, ask your prime to record the transfer, and claim again.",
        ),
        Carc::OtherPayer => because(
            "The line says that another payer owes it, and nothing is paid twice.",
            "Bill the other payer. If it refused, send a replacement on which the line is not marked.",
        ),
        Carc::CoveredByFlatAmount => because(
            "The flat amount for the client's month covers it: one line of case management stands for all services of the month.",
            "Nothing: it is not paid on top. Claim one line of case management for each client and month.",
        ),
        Carc::BeforeCoverage => because(
            "The month lies before the client's enrolment.",
            "Check the month. If it is right, the services came before the programme could pay for them.",
        ),
        Carc::AfterCoverage => because(
            "In the whole month the case was closed, or the time of its phase, such as a child's interim assistance, had run out.",
            "Check the month. If services went on, have the case re-opened or the phase extended, and claim again.",
        ),
        Carc::Late => because(
            "It came in after the last day for filing claims of the month.",
            "Ask the programme to have an officer look at the denial again, with the reason for the delay: that is done once. File the next ones in time.",
        ),
        Carc::NotEnrolled => because(
            "The sub-awardee does not manage this client's case in the month.",
            "Check the client's code. If the client is yours, enrol the client or ask your prime to record the transfer first.",
        ),
        Carc::NotEligibleDependent => because(
            "The line is for a person who is not on the case as a family member in the month.",
            "Check the person's code. If the person belongs to the family, add the family member to the case, and claim again.",
        ),
        Carc::LifetimeMaximum => because(
            "All months that the programme pays for in this phase have been claimed, by whichever sub-awardee.",
            "Nothing more is paid in this phase. If the client has moved on to the next one, have the change recorded.",
        ),
        Carc::OverRate => because(
            "It is more than the rate for the month.",
            "Nothing: the rate is paid, and no more. Claim up to the rate next time.",
        ),
        Carc::NotCovered => not_covered(edit),
        Carc::IncludedElsewhere => included_elsewhere(edit),
        Carc::WrongPayer => because(
            "The client is served in a state outside the regions of this award, where another prime pays.",
            "Check the state on the case. If it is right, the claim belongs to the prime of that region.",
        ),
        Carc::PeriodMaximum => period_maximum(edit),
        Carc::NoAuthorization => because(
            "The sub-award is closed, or the sub-awardee is excluded from federal awards.",
            "Ask your prime. Nothing is paid under a closed sub-award or during an exclusion.",
        ),
    }
}

/// Why a claim waits.
pub fn waiting(edit: Edit) -> Reason {
    if edit == Edit::SubAwardActive {
        because(
            "The sub-award, or the award that it comes from, is suspended. The claim keeps its place in line; the client's month and year stay reserved for it.",
            "Nothing to send. It is released in its turn when the suspension ends.",
        )
    } else {
        because(
            "The sub-award has not enough funds left for it, or older claims wait for them first. It keeps its place in line; the client's month and year stay reserved for it.",
            "Nothing to send. It is released in its turn when your prime obligates more to the sub-award; ask your prime about that.",
        )
    }
}

fn lacks_information(edit: Option<Edit>) -> Reason {
    if edit == Some(Edit::Syntax) {
        because(
            "The line does not say on which day the expense was paid to the vendor, or names a day after the claim came in.",
            "Send a replacement with the day of payment.",
        )
    } else if edit == Some(Edit::Rate) {
        because(
            "There is no digest of a receipt on the line, and an expense without a receipt is not paid.",
            "Find the receipt, and send a replacement with its digest, the 64 letters and digits that stand for it. The receipt itself stays with you.",
        )
    } else {
        because(
            "The evidence that was shown does not support it.",
            "Send a replacement with what is missing.",
        )
    }
}

fn not_covered(edit: Option<Edit>) -> Reason {
    if edit == Some(Edit::Period) {
        because(
            "No day of the month lies in the sub-award's period of performance, or the month had not begun.",
            "Check the month, and under which sub-award you claim.",
        )
    } else if edit == Some(Edit::Category) {
        because(
            "The programme does not pay for this kind of service, or not in the client's phase.",
            "Check the category and the client's phase. What the rules do not name is not paid.",
        )
    } else {
        because(
            "The programme does not cover it.",
            "Ask the programme which rule it is, if you do not see it.",
        )
    }
}

fn included_elsewhere(edit: Option<Edit>) -> Reason {
    if edit == Some(Edit::Duplicate) {
        because(
            "The client moved in this month, and the former sub-awardee has claimed the month's case management.",
            "Nothing: one unit of case management is paid for a client and month. Direct expenses are paid apart.",
        )
    } else if edit == Some(Edit::MonthLimit) {
        because(
            "The sub-awardee has claimed this client's case management for the month already.",
            "Nothing. To change what you claimed, send a replacement of that claim.",
        )
    } else if edit == Some(Edit::Funds) {
        because(
            "The sub-award's funds covered only a part; this is the rest, and it waits as a claim of its own.",
            "Nothing to send. The rest is released in its turn when your prime obligates more to the sub-award.",
        )
    } else {
        because(
            "It is included in another payment.",
            "Nothing, if that is so.",
        )
    }
}

fn period_maximum(edit: Option<Edit>) -> Reason {
    if edit == Some(Edit::AdministrationCap) {
        because(
            "Case management has used up its part of what may be paid for the client in the year.",
            "No more case management is paid in this year of the client. Direct expenses are, until the whole year is used up.",
        )
    } else {
        because(
            "All that may be paid for the client in the year is used up.",
            "Nothing more is paid in this year of the client. If an eligible family member lives in the household, add the member to the case: the cap is higher then.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_a_sentence_with_something_to_do() {
        let edits = [
            None,
            Some(Edit::Syntax),
            Some(Edit::Period),
            Some(Edit::Duplicate),
            Some(Edit::Category),
            Some(Edit::Rate),
            Some(Edit::AdministrationCap),
            Some(Edit::AnnualCap),
            Some(Edit::MonthLimit),
            Some(Edit::Funds),
        ];
        for (carc, number) in Carc::ALL {
            for edit in edits {
                let Reason {
                    explanation,
                    what_to_do,
                } = reason(*carc, edit);
                for text in [explanation, what_to_do] {
                    assert!(text.ends_with('.') && text.len() > 20, "{number}: {text}");
                }
            }
        }
        assert_ne!(
            reason(Carc::IncludedElsewhere, Some(Edit::Funds)),
            reason(Carc::IncludedElsewhere, Some(Edit::MonthLimit))
        );
        assert_ne!(waiting(Edit::Funds), waiting(Edit::SubAwardActive));
    }
}
