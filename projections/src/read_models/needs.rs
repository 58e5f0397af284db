//! Which rows a batch of records needs, so that they are loaded together, a statement a table.

use std::collections::BTreeSet;

use almoner_domain::{
    award::{AwardEvent, MatchEvent, NoticeEvent},
    claim::ClaimEvent,
    client::ClientEvent,
    id::{ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::Event,
    measure::MeasureEvent,
    organization::OrganizationEvent,
    oversight::OversightEvent,
    payment::PaymentEvent,
    programme::ProgrammeEvent,
    sub_award::SubAwardEvent,
};

use super::Prepared;

/// The rows that a batch needs, by what they are loaded by.
#[derive(Debug, Default)]
pub(super) struct Needs<'batch> {
    pub(super) programmes: BTreeSet<&'batch str>,
    pub(super) organizations: BTreeSet<&'batch str>,
    pub(super) awards: BTreeSet<&'batch str>,
    /// Awards of which cash or contributions move.
    pub(super) cash: BTreeSet<&'batch str>,
    /// Awards of which contributions change.
    pub(super) contributions: BTreeSet<&'batch str>,
    /// Awards of which program income moves.
    pub(super) incomes: BTreeSet<&'batch str>,
    pub(super) sub_awards: BTreeSet<&'batch str>,
    pub(super) clients: BTreeSet<&'batch str>,
    pub(super) years: BTreeSet<&'batch str>,
    pub(super) cases: BTreeSet<&'batch str>,
    /// Clients of whom sealed values are held.
    pub(super) sealed: BTreeSet<&'batch str>,
    pub(super) claims: BTreeSet<&'batch str>,
    pub(super) lines: BTreeSet<&'batch str>,
    /// Claims whose adjustments and findings give way.
    pub(super) adjudications: BTreeSet<&'batch str>,
    pub(super) payments: BTreeSet<&'batch str>,
    pub(super) measures: BTreeSet<&'batch str>,
    /// Awards whose files are added to.
    pub(super) files: BTreeSet<&'batch str>,
    /// Programmes of which closes matter: what is posted may be late.
    pub(super) closes: BTreeSet<&'batch str>,
    pub(super) accounts: BTreeSet<String>,
}

impl<'batch> Needs<'batch> {
    pub(super) fn of(batch: &'batch [Prepared]) -> Self {
        let mut needs = Self::default();
        for prepared in batch {
            match &prepared.recorded.event {
                Event::Programme(event) => needs.programme(event),
                Event::Organization(event) => needs.organization(event),
                Event::Award(event) => needs.award(event),
                Event::SubAward(event) => needs.sub_award(event),
                Event::Client(event) => needs.client(event),
                Event::Claim(event) => needs.claim(event),
                Event::Payment(event) => needs.payment(event),
                Event::Measure(event) => needs.measure(event),
                Event::Oversight(event) => needs.oversight(event),
                Event::Closing(event) => {
                    needs.closes.insert(event.programme().as_str());
                }
                // Keys are read from their events.
                Event::Signing(_) => {}
            }
            if let Some(transaction) = &prepared.transaction {
                needs.closes.insert(transaction.programme().as_str());
                for entry in transaction.entries() {
                    needs.accounts.insert(entry.account.to_string());
                    needs.awards.insert(entry.account.award().as_str());
                }
            }
        }
        needs
    }

    fn programme(&mut self, event: &'batch ProgrammeEvent) {
        let (ProgrammeEvent::ProgrammePublished { programme, .. }
        | ProgrammeEvent::RuleSetPublished { programme, .. }) = event;
        self.programmes.insert(programme.as_str());
    }

    fn organization(&mut self, event: &'batch OrganizationEvent) {
        let (OrganizationEvent::OrganizationRegistered { organization, .. }
        | OrganizationEvent::OrganizationExcluded { organization, .. }
        | OrganizationEvent::OrganizationReinstated { organization, .. }
        | OrganizationEvent::EvidenceCounted { organization, .. }
        | OrganizationEvent::EvidenceFreed { organization, .. }
        | OrganizationEvent::GrassrootsAttested { organization, .. }
        | OrganizationEvent::GrassrootsWithdrawn { organization, .. }
        | OrganizationEvent::SubAwardCounted { organization, .. }) = event;
        self.organizations.insert(organization.as_str());
    }

    fn award(&mut self, event: &'batch AwardEvent) {
        if let AwardEvent::Notice(NoticeEvent::AwardIssued { programme, .. }) = event {
            self.programmes.insert(programme.as_str());
        }
        let award = event.award().as_str();
        self.awards.insert(award);
        match event {
            AwardEvent::Cash(_) | AwardEvent::Interest(_) => {
                self.cash.insert(award);
            }
            AwardEvent::Match(event) => {
                self.cash.insert(award);
                if let MatchEvent::MatchReversed { .. } = event {
                    self.contributions.insert(award);
                }
            }
            AwardEvent::Income(_) => {
                self.incomes.insert(award);
            }
            AwardEvent::Notice(_)
            | AwardEvent::Standing(_)
            | AwardEvent::Cost(_)
            | AwardEvent::Share(_) => {}
        }
    }

    fn sub_award(&mut self, event: &'batch SubAwardEvent) {
        self.sub_awards.insert(event.sub_award().as_str());
        if let SubAwardEvent::SubAwardExecuted { award, .. } = event {
            self.awards.insert(award.as_str());
        }
        if let Some(claim) = event.claim() {
            self.claims.insert(claim.as_str());
        } else if let Some(payment) = event.payment() {
            self.payments.insert(payment.as_str());
        }
    }

    fn client(&mut self, event: &'batch ClientEvent) {
        let client = match event {
            ClientEvent::ClientEnrolled { client, award, .. } => {
                self.awards.insert(award.as_str());
                self.cases.insert(client.as_str());
                client
            }
            ClientEvent::ClientTransferred {
                client,
                from_sub_award,
                award,
                ..
            } => {
                self.awards.insert(award.as_str());
                self.sub_awards.insert(from_sub_award.as_str());
                self.years.insert(client.as_str());
                self.cases.insert(client.as_str());
                client
            }
            ClientEvent::BenefitReserved {
                client,
                claim,
                sub_award,
                ..
            } => {
                self.sub_awards.insert(sub_award.as_str());
                self.claims.insert(claim.as_str());
                self.years.insert(client.as_str());
                client
            }
            ClientEvent::ClaimTurnedDown {
                client,
                claim,
                sub_award,
                ..
            } => {
                self.sub_awards.insert(sub_award.as_str());
                self.claims.insert(claim.as_str());
                client
            }
            ClientEvent::CaseReferenceRecorded { client, .. } => {
                self.sealed.insert(client.as_str());
                client
            }
            ClientEvent::ReadjudicationDeferred { client, .. }
            | ClientEvent::ReadjudicationFinished { client, .. }
            | ClientEvent::ClientHeld { client, .. }
            | ClientEvent::ClientHoldLifted { client, .. }
            | ClientEvent::ClientErasureRequested { client, .. }
            | ClientEvent::ClientErasureWithdrawn { client, .. }
            | ClientEvent::ClientErasureApproved { client, .. }
            | ClientEvent::ClientErased { client, .. } => client,
            ClientEvent::BenefitReleased { client, claim, .. } => {
                self.claims.insert(claim.as_str());
                self.years.insert(client.as_str());
                client
            }
            ClientEvent::ClientPhaseChanged { client, .. }
            | ClientEvent::LetterRecorded { client, .. }
            | ClientEvent::InterimAssistanceExtended { client, .. }
            | ClientEvent::FamilyMemberAdded { client, .. }
            | ClientEvent::FamilyMemberLeft { client, .. }
            | ClientEvent::ClientClosed { client, .. }
            | ClientEvent::ClientReopened { client, .. } => {
                self.cases.insert(client.as_str());
                client
            }
        };
        self.clients.insert(client.as_str());
    }

    fn claim(&mut self, event: &'batch ClaimEvent) {
        let claim = match event {
            ClaimEvent::ClaimSubmitted {
                claim, sub_award, ..
            }
            | ClaimEvent::ClaimReplacementSubmitted {
                claim, sub_award, ..
            } => {
                self.sub_awards.insert(sub_award.as_str());
                claim
            }
            ClaimEvent::ClaimReadjudicated { claim, .. } => {
                self.lines.insert(claim.as_str());
                self.adjudications.insert(claim.as_str());
                claim
            }
            ClaimEvent::ClaimPaymentCarried {
                claim,
                from,
                payment,
                ..
            } => {
                self.claims.insert(from.as_str());
                self.payments.insert(payment.as_str());
                claim
            }
            ClaimEvent::ClaimAdjudicated { claim, .. } | ClaimEvent::ClaimDenied { claim, .. } => {
                self.lines.insert(claim.as_str());
                claim
            }
            ClaimEvent::ClaimPaid { claim, payment, .. } => {
                self.payments.insert(payment.as_str());
                claim
            }
            ClaimEvent::ClaimReplaced { claim, .. }
            | ClaimEvent::ClaimVoided { claim, .. }
            | ClaimEvent::ClaimReconsidered { claim, .. }
            | ClaimEvent::ClaimReadjudicationPostponed { claim, .. }
            | ClaimEvent::ClaimReleased { claim, .. }
            | ClaimEvent::ClaimApproved { claim, .. }
            | ClaimEvent::ClaimScheduled { claim, .. } => claim,
        };
        self.claims.insert(claim.as_str());
    }

    fn payment(&mut self, event: &'batch PaymentEvent) {
        let payment = match event {
            PaymentEvent::PaymentPrepared { payment, award, .. } => {
                self.awards.insert(award.as_str());
                payment
            }
            PaymentEvent::PaymentClaimIncluded { payment, claim, .. } => {
                self.claims.insert(claim.as_str());
                payment
            }
            PaymentEvent::PaymentOffsetIncluded {
                payment, sub_award, ..
            } => {
                self.sub_awards.insert(sub_award.as_str());
                payment
            }
            PaymentEvent::PaymentAuthorised { payment, .. }
            | PaymentEvent::PaymentConfirmed { payment, .. } => payment,
        };
        self.payments.insert(payment.as_str());
    }

    fn oversight(&mut self, event: &'batch OversightEvent) {
        let (award, sub_award) = event.about();
        self.awards.insert(award.as_str());
        self.files.insert(award.as_str());
        self.sub_awards
            .extend(sub_award.into_iter().map(SubAwardId::as_str));
    }

    fn measure(&mut self, event: &'batch MeasureEvent) {
        let (MeasureEvent::MeasureReported {
            measure,
            programmes,
            award,
            sub_award,
            ..
        }
        | MeasureEvent::MeasureCorrected {
            measure,
            programmes,
            award,
            sub_award,
            ..
        }) = event;
        self.measures.insert(measure.as_str());
        self.programmes
            .extend(programmes.iter().map(ProgrammeCode::as_str));
        self.awards.extend(award.iter().map(Fain::as_str));
        self.sub_awards
            .extend(sub_award.iter().map(SubAwardId::as_str));
    }
}
