//! Which records tell of one client, and may leave the owning organizations as a hash alone.

use std::collections::BTreeSet;

use super::is_small;
use crate::{
    claim::ClaimEvent,
    client::ClientEvent,
    id::{ProgrammeCode, SubAwardId},
    ledger::{Event, StreamId},
    measure::MeasureEvent,
    payment::PaymentEvent,
    programme::{DisclosureProfile, ProgrammeEvent},
    sub_award::SubAwardEvent,
};

/// Tells of each record of a ledger, in order, whether it is of one client of a programme of which only aggregates may
/// be told. What was once under such a programme stays so: in doubt a line is withheld.
#[derive(Debug, Default)]
pub struct ClientLines {
    programmes: BTreeSet<ProgrammeCode>,
    sub_awards: BTreeSet<SubAwardId>,
    clients: BTreeSet<String>,
    claims: BTreeSet<String>,
}

impl ClientLines {
    /// Whether the ledger has had a programme of which only aggregates may be told: then what was answered to a command that
    /// was refused is kept back too, for it may name a client.
    pub fn keeps_back(&self) -> bool {
        !self.programmes.is_empty()
    }

    /// Takes the next event with its stream; true when its record is for the owning organizations alone.
    pub fn withholds(&mut self, stream: &StreamId, event: &Event) -> bool {
        match event {
            Event::Programme(event) => {
                self.programme(event);
                false
            }
            Event::Organization(_)
            | Event::Award(_)
            | Event::Oversight(_)
            | Event::Closing(_)
            | Event::Signing(_) => false,
            Event::SubAward(event) => self.sub_award(event),
            Event::Client(event) => self.client(&stream.id, event),
            Event::Claim(event) => self.claim(&stream.id, event),
            Event::Payment(event) => self.payment(event),
            Event::Measure(event) => self.measure(event),
        }
    }

    fn programme(&mut self, event: &ProgrammeEvent) {
        if let ProgrammeEvent::ProgrammePublished {
            programme,
            disclosure_profile: DisclosureProfile::AggregateOnly,
            ..
        } = event
        {
            self.programmes.insert(programme.clone());
        }
    }

    fn sub_award(&mut self, event: &SubAwardEvent) -> bool {
        if let SubAwardEvent::SubAwardExecuted {
            sub_award,
            programme,
            ..
        } = event
            && self.programmes.contains(programme)
        {
            self.sub_awards.insert(sub_award.clone());
        }
        let named = if let SubAwardEvent::ReleaseDeferred { next, .. } = event {
            Some(next)
        } else {
            event.claim()
        };
        named.is_some_and(|claim| {
            self.sub_awards.contains(event.sub_award()) || self.claims.contains(claim.as_str())
        })
    }

    fn client(&mut self, client: &str, event: &ClientEvent) -> bool {
        if let ClientEvent::ClientEnrolled { programme, .. }
        | ClientEvent::ClientTransferred { programme, .. } = event
            && self.programmes.contains(programme)
        {
            self.clients.insert(client.to_owned());
        }
        let claimed = match event {
            ClientEvent::ClaimTurnedDown {
                sub_award, claim, ..
            }
            | ClientEvent::BenefitReserved {
                sub_award, claim, ..
            } => self.sub_awards.contains(sub_award) || self.claims.contains(claim.as_str()),
            ClientEvent::BenefitReleased { claim, .. } => self.claims.contains(claim.as_str()),
            ClientEvent::ClientEnrolled { .. }
            | ClientEvent::ClientPhaseChanged { .. }
            | ClientEvent::LetterRecorded { .. }
            | ClientEvent::InterimAssistanceExtended { .. }
            | ClientEvent::FamilyMemberAdded { .. }
            | ClientEvent::FamilyMemberLeft { .. }
            | ClientEvent::ClientReopened { .. }
            | ClientEvent::ReadjudicationDeferred { .. }
            | ClientEvent::ReadjudicationFinished { .. }
            | ClientEvent::ClientTransferred { .. }
            | ClientEvent::ClientClosed { .. }
            | ClientEvent::CaseReferenceRecorded { .. }
            | ClientEvent::ClientHeld { .. }
            | ClientEvent::ClientHoldLifted { .. }
            | ClientEvent::ClientErasureRequested { .. }
            | ClientEvent::ClientErasureWithdrawn { .. }
            | ClientEvent::ClientErasureApproved { .. }
            | ClientEvent::ClientErased { .. } => false,
        };
        claimed || self.clients.contains(client)
    }

    fn claim(&mut self, claim: &str, event: &ClaimEvent) -> bool {
        if let ClaimEvent::ClaimSubmitted {
            programme, client, ..
        }
        | ClaimEvent::ClaimReplacementSubmitted {
            programme, client, ..
        } = event
            && (self.programmes.contains(programme) || self.clients.contains(client.as_str()))
        {
            self.claims.insert(claim.to_owned());
        }
        self.claims.contains(claim)
    }

    fn payment(&self, event: &PaymentEvent) -> bool {
        match event {
            PaymentEvent::PaymentClaimIncluded {
                sub_award, claim, ..
            } => self.sub_awards.contains(sub_award) || self.claims.contains(claim.as_str()),
            PaymentEvent::PaymentPrepared { .. }
            | PaymentEvent::PaymentAuthorised { .. }
            | PaymentEvent::PaymentConfirmed { .. }
            | PaymentEvent::PaymentOffsetIncluded { .. } => false,
        }
    }

    /// A small count of victims is as good as naming one.
    fn measure(&self, event: &MeasureEvent) -> bool {
        let (MeasureEvent::MeasureReported {
            kind,
            programmes,
            figure,
            ..
        }
        | MeasureEvent::MeasureCorrected {
            kind,
            programmes,
            figure,
            ..
        }) = event;
        kind.counts_victims()
            && is_small(figure.count)
            && programmes
                .iter()
                .any(|programme| self.programmes.contains(programme))
    }
}
