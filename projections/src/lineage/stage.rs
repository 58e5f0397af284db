//! The stations on the way of a cent.

/// A station on the way from the notice of award to a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A notice of award: issued, supplemented, reduced, continued, extended, administered, terminated, closed.
    NoticeOfAward,
    /// A sub-award was executed, or its obligation changed.
    SubAwardAction,
    /// A case was enrolled or transferred.
    Enrolment,
    /// A claim was submitted, replaced or voided.
    Claim,
    /// A claim was decided, and what the decision reserved or took up.
    Adjudication,
    /// A payment was prepared, authorised, confirmed; what it paid.
    Payment,
    /// Anything else that posted: costs, cash, match, refunds.
    Posting,
}

/// The types of events of each stage but the last.
const TYPES: [(Stage, &[&str]); 6] = [
    (
        Stage::NoticeOfAward,
        &[
            "AwardIssued",
            "AwardSupplemented",
            "AwardReduced",
            "AwardContinued",
            "AwardExtended",
            "AwardAdministered",
            "AwardTerminated",
            "AwardClosed",
        ],
    ),
    (
        Stage::SubAwardAction,
        &[
            "SubAwardExecuted",
            "SubAwardObligationRaised",
            "SubAwardObligationLowered",
        ],
    ),
    (Stage::Enrolment, &["ClientEnrolled", "ClientTransferred"]),
    (
        Stage::Claim,
        &[
            "ClaimSubmitted",
            "ClaimReplacementSubmitted",
            "ClaimReplaced",
            "ClaimVoided",
        ],
    ),
    (
        Stage::Adjudication,
        &[
            "ClaimAdjudicated",
            "ClaimReadjudicated",
            "ClaimReconsidered",
            "ClaimReleased",
            "ClaimApproved",
            "ClaimDenied",
            "FundsReserved",
            "FundsReleased",
            "FundsAccrued",
            "FundsAccrualReversed",
            "ClaimPendedForFunds",
            "ClaimUnpended",
        ],
    ),
    (
        Stage::Payment,
        &[
            "PaymentPrepared",
            "PaymentClaimIncluded",
            "PaymentOffsetIncluded",
            "PaymentAuthorised",
            "PaymentConfirmed",
            "ClaimScheduled",
            "ClaimPaid",
            "FundsPaid",
        ],
    ),
];

impl Stage {
    /// The stage of a type of event.
    pub fn of(event_type: &str) -> Self {
        TYPES
            .iter()
            .find(|(_, types)| types.contains(&event_type))
            .map_or(Self::Posting, |(stage, _)| *stage)
    }

    /// The types of events of some stages.
    pub(super) fn types(stages: &[Self]) -> Vec<&'static str> {
        TYPES
            .iter()
            .filter(|(stage, _)| stages.contains(stage))
            .flat_map(|(_, types)| types.iter().copied())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use almoner_domain::ledger::Event;

    use super::*;

    #[test]
    fn every_type_of_a_stage_is_a_type_of_event() {
        let known: Vec<&str> = Event::types()
            .into_iter()
            .map(|(_, name, _)| name)
            .collect();
        for (_, types) in TYPES {
            for name in types {
                assert!(known.contains(name), "{name}");
            }
        }
        assert_eq!(Stage::of("DirectCostRecorded"), Stage::Posting);
        assert_eq!(Stage::of("FundsPaid"), Stage::Payment);
    }
}
