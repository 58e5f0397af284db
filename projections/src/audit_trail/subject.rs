//! What a record is about, and who may see that it happened.

use almoner_domain::{
    award::{AwardEvent, ShareEvent, StandingEvent},
    claim::ClaimEvent,
    client::ClientEvent,
    id::{ClaimId, ClientCode, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::Event,
    measure::MeasureEvent,
    organization::OrganizationEvent,
    oversight::OversightEvent,
    payment::PaymentEvent,
    programme::{DisclosureProfile, ProgrammeEvent},
    sub_award::SubAwardEvent,
};

use crate::{read_models::ReadModels, table::Missing};

/// What a record is about.
#[derive(Debug, Default)]
pub(super) struct Subject {
    pub(super) programme: Option<ProgrammeCode>,
    pub(super) award: Option<Fain>,
    pub(super) sub_award: Option<SubAwardId>,
    pub(super) client: Option<ClientCode>,
    pub(super) claim: Option<ClaimId>,
    pub(super) payment: Option<PaymentId>,
    pub(super) disclosure: Option<DisclosureProfile>,
    pub(super) organizations: Vec<OrganizationId>,
}

/// What an event is about, as the read models tell once they have copied it.
pub(super) fn subject(models: &ReadModels, event: &Event) -> Result<Subject, Missing> {
    match event {
        Event::Programme(
            ProgrammeEvent::ProgrammePublished { programme, .. }
            | ProgrammeEvent::RuleSetPublished { programme, .. },
        ) => Ok(Subject {
            programme: Some(programme.clone()),
            ..Subject::default()
        }),
        Event::Organization(
            OrganizationEvent::EvidenceCounted {
                organization,
                award,
                ..
            }
            | OrganizationEvent::EvidenceFreed {
                organization,
                award,
                ..
            },
        ) => Ok(Subject {
            award: Some(award.clone()),
            organizations: vec![organization.clone()],
            ..Subject::default()
        }),
        Event::Organization(OrganizationEvent::SubAwardCounted {
            organization,
            sub_award,
            award,
            ..
        }) => Ok(Subject {
            award: Some(award.clone()),
            sub_award: Some(sub_award.clone()),
            organizations: vec![organization.clone()],
            ..Subject::default()
        }),
        Event::Organization(
            OrganizationEvent::OrganizationRegistered { organization, .. }
            | OrganizationEvent::OrganizationExcluded { organization, .. }
            | OrganizationEvent::OrganizationReinstated { organization, .. }
            | OrganizationEvent::GrassrootsAttested { organization, .. }
            | OrganizationEvent::GrassrootsWithdrawn { organization, .. },
        ) => Ok(Subject {
            organizations: vec![organization.clone()],
            ..Subject::default()
        }),
        Event::Award(event) => of_award(models, event),
        Event::SubAward(event) => of_sub_award(models, event),
        Event::Client(event) => of_client(models, event),
        Event::Claim(event) => of_claim(models, event),
        Event::Payment(event) => of_payment(models, event),
        Event::Measure(event) => of_measure(models, event),
        Event::Oversight(event) => of_oversight(models, event),
        Event::Closing(event) => Ok(Subject {
            programme: Some(event.programme().clone()),
            ..Subject::default()
        }),
        Event::Signing(_) => Ok(Subject::default()),
    }
}

fn of_award(models: &ReadModels, event: &AwardEvent) -> Result<Subject, Missing> {
    let award = event.award();
    let sub_award =
        if let AwardEvent::Share(
            ShareEvent::SubAwardCommitmentRaised { sub_award, .. }
            | ShareEvent::SubAwardCommitmentLowered { sub_award, .. }
            | ShareEvent::SubAwardCommitmentRequalified { sub_award, .. },
        )
        | AwardEvent::Standing(StandingEvent::AdjustedFundsReleased { sub_award, .. }) = event
        {
            Some(sub_award)
        } else {
            None
        };
    let row = models.awards.need(&(award.clone(),))?;
    Ok(Subject {
        programme: Some(row.programme.clone()),
        award: Some(award.clone()),
        sub_award: sub_award.cloned(),
        organizations: row.organizations.clone(),
        ..Subject::default()
    })
}

fn of_sub_award(models: &ReadModels, event: &SubAwardEvent) -> Result<Subject, Missing> {
    let (sub_award, claim, payment) = (event.sub_award(), event.claim(), event.payment());
    let row = models.sub_awards.need(&(sub_award.clone(),))?;
    // A claim's funds may be reserved by a record that stands before the claim's own.
    let client = claim
        .and_then(|claim| models.claims.find(&(claim.clone(),)))
        .map(|claim| claim.client.clone());
    Ok(Subject {
        programme: Some(row.programme.clone()),
        award: Some(row.award.clone()),
        sub_award: Some(sub_award.clone()),
        client,
        claim: claim.cloned(),
        payment: payment.cloned(),
        disclosure: claim.map(|_| row.disclosure),
        organizations: row.organizations.clone(),
    })
}

fn of_client(models: &ReadModels, event: &ClientEvent) -> Result<Subject, Missing> {
    let (client, claim, from, claimed) = match event {
        ClientEvent::ClientEnrolled { client, .. }
        | ClientEvent::ClientPhaseChanged { client, .. }
        | ClientEvent::LetterRecorded { client, .. }
        | ClientEvent::InterimAssistanceExtended { client, .. }
        | ClientEvent::FamilyMemberAdded { client, .. }
        | ClientEvent::FamilyMemberLeft { client, .. }
        | ClientEvent::ClientReopened { client, .. }
        | ClientEvent::ReadjudicationDeferred { client, .. }
        | ClientEvent::ReadjudicationFinished { client, .. }
        | ClientEvent::CaseReferenceRecorded { client, .. }
        | ClientEvent::ClientHeld { client, .. }
        | ClientEvent::ClientHoldLifted { client, .. }
        | ClientEvent::ClientErasureRequested { client, .. }
        | ClientEvent::ClientErasureWithdrawn { client, .. }
        | ClientEvent::ClientErasureApproved { client, .. }
        | ClientEvent::ClientErased { client, .. }
        | ClientEvent::ClientClosed { client, .. } => (client, None, None, None),
        ClientEvent::ClientTransferred {
            client,
            from_sub_award,
            ..
        } => (client, None, Some(from_sub_award), None),
        ClientEvent::ClaimTurnedDown {
            client,
            claim,
            sub_award,
            ..
        }
        | ClientEvent::BenefitReserved {
            client,
            claim,
            sub_award,
            ..
        } => (client, Some(claim), None, Some(sub_award)),
        ClientEvent::BenefitReleased { client, claim, .. } => (client, Some(claim), None, None),
    };
    let row = models.clients.need(&(client.clone(),))?;
    let mut subject = Subject {
        programme: Some(row.programme.clone()),
        award: Some(row.award.clone()),
        sub_award: Some(row.sub_award.clone()),
        client: Some(client.clone()),
        claim: claim.cloned(),
        payment: None,
        disclosure: Some(row.disclosure),
        organizations: row.organizations.clone(),
    };
    if let Some(from) = from {
        // The organization that gave the case up sees that it did.
        let left = models.sub_awards.need(&(from.clone(),))?;
        for organization in &left.organizations {
            if !subject.organizations.contains(organization) {
                subject.organizations.push(organization.clone());
            }
        }
    }
    // What a claim takes or gives back is its own organization's business, whoever manages the case now.
    if let Some(claimed) = claimed {
        let payer = models.sub_awards.need(&(claimed.clone(),))?;
        subject.award = Some(payer.award.clone());
        subject.sub_award = Some(claimed.clone());
        subject.organizations.clone_from(&payer.organizations);
    } else if let Some(row) = claim.and_then(|claim| models.claims.find(&(claim.clone(),))) {
        subject.award = Some(row.award.clone());
        subject.sub_award = Some(row.sub_award.clone());
        subject.organizations.clone_from(&row.organizations);
    }
    Ok(subject)
}

fn of_claim(models: &ReadModels, event: &ClaimEvent) -> Result<Subject, Missing> {
    let (ClaimEvent::ClaimSubmitted { claim, .. }
    | ClaimEvent::ClaimAdjudicated { claim, .. }
    | ClaimEvent::ClaimReleased { claim, .. }
    | ClaimEvent::ClaimApproved { claim, .. }
    | ClaimEvent::ClaimDenied { claim, .. }
    | ClaimEvent::ClaimScheduled { claim, .. }
    | ClaimEvent::ClaimPaid { claim, .. }
    | ClaimEvent::ClaimReplacementSubmitted { claim, .. }
    | ClaimEvent::ClaimReplaced { claim, .. }
    | ClaimEvent::ClaimVoided { claim, .. }
    | ClaimEvent::ClaimPaymentCarried { claim, .. }
    | ClaimEvent::ClaimReconsidered { claim, .. }
    | ClaimEvent::ClaimReadjudicated { claim, .. }
    | ClaimEvent::ClaimReadjudicationPostponed { claim, .. }) = event;
    let row = models.claims.need(&(claim.clone(),))?;
    Ok(Subject {
        programme: Some(row.programme.clone()),
        award: Some(row.award.clone()),
        sub_award: Some(row.sub_award.clone()),
        client: Some(row.client.clone()),
        claim: Some(claim.clone()),
        payment: row.payment.clone(),
        disclosure: Some(row.disclosure),
        organizations: row.organizations.clone(),
    })
}

fn of_payment(models: &ReadModels, event: &PaymentEvent) -> Result<Subject, Missing> {
    let (payment, item) = match event {
        PaymentEvent::PaymentClaimIncluded { payment, claim, .. } => (payment, Some(claim)),
        PaymentEvent::PaymentPrepared { payment, .. }
        | PaymentEvent::PaymentAuthorised { payment, .. }
        | PaymentEvent::PaymentConfirmed { payment, .. }
        | PaymentEvent::PaymentOffsetIncluded { payment, .. } => (payment, None),
    };
    let row = models.payments.need(&(payment.clone(),))?;
    let mut subject = Subject {
        programme: Some(row.programme.clone()),
        award: Some(row.award.clone()),
        payment: Some(payment.clone()),
        organizations: row.organizations.clone(),
        ..Subject::default()
    };
    if let PaymentEvent::PaymentOffsetIncluded { sub_award, .. } = event {
        let of = models.sub_awards.need(&(sub_award.clone(),))?;
        subject.sub_award = Some(sub_award.clone());
        subject.organizations.clone_from(&of.organizations);
    }
    if let Some(claim) = item {
        let item = models
            .payment_claims
            .need(&(payment.clone(), claim.clone()))?;
        subject.sub_award = Some(item.sub_award.clone());
        subject.claim = Some(claim.clone());
        subject.client = models
            .claims
            .find(&(claim.clone(),))
            .map(|claim| claim.client.clone());
        subject.disclosure = Some(item.disclosure);
        subject.organizations.clone_from(&item.organizations);
    }
    Ok(subject)
}

/// A figure over several programmes together is shown with the first of them. One that counts few victims, where only
/// aggregates may be told, is kept from auditors as what is told of a client is.
fn of_measure(models: &ReadModels, event: &MeasureEvent) -> Result<Subject, Missing> {
    let (MeasureEvent::MeasureReported {
        measure, number, ..
    }
    | MeasureEvent::MeasureCorrected {
        measure, number, ..
    }) = event;
    let row = models.measure_reports.need(&(measure.clone(), *number))?;
    Ok(Subject {
        programme: row.programmes.first().cloned(),
        award: row.award.clone(),
        sub_award: row.sub_award.clone(),
        disclosure: row.withheld.then_some(DisclosureProfile::AggregateOnly),
        organizations: row.organizations.clone(),
        ..Subject::default()
    })
}

/// What concerns a sub-award is seen by its sub-awardee too, once it was executed.
fn of_oversight(models: &ReadModels, event: &OversightEvent) -> Result<Subject, Missing> {
    let (award, sub_award) = event.about();
    let row = models.awards.need(&(award.clone(),))?;
    let of = sub_award.and_then(|id| models.sub_awards.find(&(id.clone(),)));
    Ok(Subject {
        programme: Some(row.programme.clone()),
        award: Some(award.clone()),
        sub_award: sub_award.cloned(),
        organizations: of
            .map_or(&row.organizations, |of| &of.organizations)
            .clone(),
        ..Subject::default()
    })
}
