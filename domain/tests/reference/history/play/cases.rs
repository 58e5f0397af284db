//! Cases of a history: taken up, moved, closed, and the families.

use almoner_domain::{
    client::{ClientPhase, ClosingReason, FamilyRelation, PhaseBasis},
    ledger::{
        AddFamilyMember, ChangeClientPhase, CloseClient, EnrolClient, TransferClient,
        testing::{CLIENTS, client, sub_award},
    },
};

use super::{
    super::{
        Kind,
        world::{SUB_AWARDS, enrolment, state_of},
    },
    Play,
};

impl Play {
    pub(super) fn enrol(&mut self, at: usize, under: usize, kind: Kind, ago: u64) -> bool {
        let enrolled = EnrolClient {
            effective_on: self.ago(ago),
            ..enrolment(at, under, kind)
        };
        self.sub_awardee(under, enrolled)
    }

    pub(super) fn transfer(&mut self, at: usize, to: usize, ago: u64) -> bool {
        let moved = TransferClient {
            client: client(CLIENTS[at]),
            to_sub_award: sub_award(SUB_AWARDS[to].0),
            state: state_of(to),
            effective_on: self.ago(ago),
        };
        self.prime(SUB_AWARDS[to].1, moved)
    }

    pub(super) fn close(&mut self, at: usize, custody: bool, ago: u64) -> bool {
        let reason = if custody {
            ClosingReason::Custody
        } else {
            ClosingReason::ServicesCompleted
        };
        let closed = CloseClient {
            client: client(CLIENTS[at]),
            reason,
            effective_on: self.ago(ago),
        };
        self.manager(at)
            .is_some_and(|under| self.sub_awardee(under, closed))
    }

    pub(super) fn family(&mut self, at: usize, in_household: bool, ago: u64) -> bool {
        let member = format!("C-000000000000F{:03}", self.number());
        let joined = AddFamilyMember {
            client: client(CLIENTS[at]),
            member: client(&member),
            relation: FamilyRelation::T3,
            in_household,
            effective_on: self.ago(ago),
        };
        self.manager(at)
            .is_some_and(|under| self.sub_awardee(under, joined))
    }

    /// The case moves to the phase that follows its latest one.
    pub(super) fn phase(&mut self, at: usize, ago: u64) -> bool {
        let case = self.pair.model.cases.get(CLIENTS[at]);
        let Some(now) = case
            .and_then(|case| case.phases.last())
            .map(|last| last.phase)
        else {
            return false;
        };
        let (phase, basis) = match now {
            ClientPhase::PendingScreening => (ClientPhase::PreCertified, PhaseBasis::Screening),
            ClientPhase::PreCertified | ClientPhase::Certified => {
                (ClientPhase::Certified, PhaseBasis::ContinuedPresence)
            }
            ClientPhase::InterimAssistance | ClientPhase::Eligible => {
                (ClientPhase::Eligible, PhaseBasis::EligibilityLetter)
            }
        };
        let changed = ChangeClientPhase {
            client: client(CLIENTS[at]),
            phase,
            basis,
            effective_on: self.ago(ago),
        };
        self.manager(at)
            .is_some_and(|under| self.sub_awardee(under, changed))
    }
}
