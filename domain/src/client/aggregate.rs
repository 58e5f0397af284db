//! The state of a client's case and how events change it. Its decisions are in `decide.rs`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Assignment, Benefit, Case, CaseClaim, ClientCommand, ClientError, ClientEvent, ClientTerms,
    ClosingReason, Enrolment, Extension, ExtensionReason, FamilyMember, Leaving, LeavingReason,
    Letter, OpenSpan, PhaseChange, Readjudication, ReopeningReason, covered_through,
};
use crate::{
    id::{ClaimId, ClientCode, OrganizationId, SubAwardId},
    ledger::aggregate,
    period::Month,
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Client {
    /// There is none yet.
    #[default]
    Unknown,
    /// A sub-awardee manages the case.
    Open {
        /// The case.
        case: Box<Case>,
    },
    /// The case closed; claims for the months before still come in.
    Closed {
        /// The case.
        case: Box<Case>,
        /// Why.
        reason: ClosingReason,
        /// The last day.
        closed_on: NaiveDate,
    },
}

impl Client {
    /// The case, once there is one.
    pub fn case(&self) -> Option<&Case> {
        match self {
            Self::Unknown => None,
            Self::Open { case } | Self::Closed { case, .. } => Some(case),
        }
    }

    /// Under what the case is managed, or was last.
    pub fn terms(&self) -> Option<&ClientTerms> {
        self.case().map(|case| &case.current.terms)
    }

    /// The sub-awardee that manages the case, or managed it last.
    pub fn organization(&self) -> Option<&OrganizationId> {
        self.terms().map(|terms| &terms.organization)
    }

    /// The sub-award under which the case is managed, or was last.
    pub fn sub_award(&self) -> Option<&SubAwardId> {
        self.terms().map(|terms| &terms.sub_award)
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    #[expect(clippy::too_many_lines, reason = "an arm an event, and nothing else")]
    pub fn evolve(&mut self, event: &ClientEvent) {
        match event {
            ClientEvent::ClientEnrolled { .. } => {
                if let Some(case) = Case::enrolled(event).map(Box::new) {
                    *self = Self::Open { case };
                }
            }
            ClientEvent::ClientPhaseChanged {
                to,
                basis,
                effective_on,
                ..
            } => self.learn(|case| {
                case.phases.push(PhaseChange {
                    phase: *to,
                    basis: *basis,
                    since: *effective_on,
                });
            }),
            ClientEvent::FamilyMemberAdded {
                member,
                relation,
                in_household,
                effective_on,
                ..
            } => self.change(*effective_on, |case| {
                case.family.push(FamilyMember {
                    member: member.clone(),
                    relation: *relation,
                    in_household: *in_household,
                    since: *effective_on,
                    left: None,
                });
            }),
            ClientEvent::FamilyMemberLeft {
                member,
                reason,
                effective_on,
                ..
            } => self.learn(|case| case.leave(member, *reason, *effective_on)),
            ClientEvent::LetterRecorded {
                kind,
                dated_on,
                ends_on,
                receipt,
                effective_on,
                ..
            } => self.learn(|case| {
                case.letters.push(Letter {
                    kind: *kind,
                    dated_on: *dated_on,
                    ends_on: *ends_on,
                    receipt: *receipt,
                    since: *effective_on,
                });
            }),
            ClientEvent::InterimAssistanceExtended {
                reason,
                ends_on,
                effective_on,
                ..
            } => self.learn(|case| case.extend(*reason, *effective_on, *ends_on)),
            ClientEvent::ClientTransferred {
                sub_award,
                organization,
                award,
                programme,
                state,
                effective_on,
                ..
            } => self.change(*effective_on, |case| {
                let terms = ClientTerms {
                    sub_award: sub_award.clone(),
                    organization: organization.clone(),
                    award: award.clone(),
                    programme: programme.clone(),
                    state: *state,
                };
                case.assign(terms, *effective_on);
            }),
            ClientEvent::ClientClosed {
                reason,
                effective_on,
                ..
            } => self.end(*reason, *effective_on),
            ClientEvent::ClientReopened {
                reason,
                effective_on,
                ..
            } => self.take_up_again(*reason, *effective_on),
            ClientEvent::BenefitReserved { .. } | ClientEvent::BenefitReleased { .. } => {
                self.learn(|case| case.use_benefit(event));
            }
            ClientEvent::ClaimTurnedDown { .. }
            | ClientEvent::ReadjudicationDeferred { .. }
            | ClientEvent::ReadjudicationFinished { .. } => {
                self.learn(|case| case.keep_in_mind(event));
            }
            ClientEvent::CaseReferenceRecorded { .. }
            | ClientEvent::ClientHeld { .. }
            | ClientEvent::ClientHoldLifted { .. }
            | ClientEvent::ClientErasureRequested { .. }
            | ClientEvent::ClientErasureWithdrawn { .. }
            | ClientEvent::ClientErasureApproved { .. }
            | ClientEvent::ClientErased { .. } => {
                self.learn(|case| case.keep_or_erase(event));
            }
        }
    }

    fn case_mut(&mut self) -> Option<&mut Case> {
        match self {
            Self::Unknown => None,
            Self::Open { case } | Self::Closed { case, .. } => Some(case),
        }
    }

    fn end(&mut self, reason: ClosingReason, closed_on: NaiveDate) {
        if let Self::Open { mut case } | Self::Closed { mut case, .. } = std::mem::take(self) {
            if let Some(span) = case.spans.last_mut() {
                span.through = Some(covered_through(reason, closed_on));
            }
            *self = Self::Closed {
                case,
                reason,
                closed_on,
            };
        }
    }

    fn take_up_again(&mut self, reason: ReopeningReason, from: NaiveDate) {
        if let Self::Open { mut case } | Self::Closed { mut case, .. } = std::mem::take(self) {
            case.spans.push(OpenSpan {
                from,
                through: None,
                reopened: Some(reason),
            });
            case.changed_on = case.changed_on.max(from);
            *self = Self::Open { case };
        }
    }

    /// Takes in what may be about any day of the case.
    fn learn(&mut self, change: impl FnOnce(&mut Case)) {
        if let Some(case) = self.case_mut() {
            change(case);
        }
    }

    /// Takes in a change that nothing else is to happen before.
    fn change(&mut self, effective_on: NaiveDate, change: impl FnOnce(&mut Case)) {
        if let Some(case) = self.case_mut() {
            change(case);
            case.changed_on = case.changed_on.max(effective_on);
        }
    }
}

impl Case {
    fn extend(&mut self, reason: ExtensionReason, approved_on: NaiveDate, ends_on: NaiveDate) {
        self.extension = Some(Extension {
            reason,
            approved_on,
            ends_on,
        });
    }

    fn leave(&mut self, member: &ClientCode, reason: LeavingReason, since: NaiveDate) {
        if let Some(held) = self.family.iter_mut().find(|held| held.member == *member) {
            held.left = Some(Leaving { reason, since });
        }
    }

    /// What is kept for facts that come late.
    fn keep_in_mind(&mut self, event: &ClientEvent) {
        if let ClientEvent::ClaimTurnedDown {
            claim,
            sub_award,
            service_month,
            ..
        } = event
        {
            self.note(claim, sub_award, *service_month);
        }
        if let ClientEvent::ReadjudicationDeferred { months, next, .. } = event {
            self.readjudication = Some(Readjudication {
                months: months.iter().copied().collect(),
                next: next.clone(),
            });
        }
        if let ClientEvent::ReadjudicationFinished { .. } = event {
            self.readjudication = None;
        }
    }

    fn note(&mut self, claim: &ClaimId, sub_award: &SubAwardId, service_month: Month) {
        let noted = CaseClaim {
            sub_award: sub_award.clone(),
            service_month,
        };
        self.claims.insert(claim.clone(), noted);
    }

    fn assign(&mut self, terms: ClientTerms, since: NaiveDate) {
        let former = std::mem::replace(&mut self.current, Assignment { terms, since });
        self.former.push(former);
        // A reference is of the sub-awardee that gave it.
        self.reference = None;
    }

    /// The case that an enrolment begins.
    fn enrolled(event: &ClientEvent) -> Option<Self> {
        let ClientEvent::ClientEnrolled {
            client,
            sub_award,
            organization,
            award,
            programme,
            population,
            age_band,
            state,
            phase,
            attestation,
            effective_on,
        } = event
        else {
            return None;
        };
        let terms = ClientTerms {
            sub_award: sub_award.clone(),
            organization: organization.clone(),
            award: award.clone(),
            programme: programme.clone(),
            state: *state,
        };
        Some(Self {
            client: client.clone(),
            enrolment: Enrolment {
                population: *population,
                age_band: *age_band,
                phase: *phase,
                attestation: *attestation,
                effective_on: *effective_on,
            },
            former: Vec::new(),
            current: Assignment {
                terms,
                since: *effective_on,
            },
            spans: vec![OpenSpan {
                from: *effective_on,
                through: None,
                reopened: None,
            }],
            phases: Vec::new(),
            letters: Vec::new(),
            extension: None,
            family: Vec::new(),
            benefits: Vec::new(),
            claims: BTreeMap::new(),
            readjudication: None,
            changed_on: *effective_on,
            reference: None,
            hold: None,
            erasure: None,
        })
    }

    /// What a claim reserved or gave back.
    fn use_benefit(&mut self, event: &ClientEvent) {
        if let ClientEvent::BenefitReleased { claim, .. } = event {
            self.benefits.retain(|benefit| benefit.claim != *claim);
            self.claims.remove(claim);
        }
        if let ClientEvent::BenefitReserved {
            claim,
            sub_award,
            service_month,
            benefit_year,
            administration,
            direct,
            case_management_unit,
            content_digest,
            unit_phases,
            ..
        } = event
        {
            self.note(claim, sub_award, *service_month);
            self.benefits.push(Benefit {
                claim: claim.clone(),
                sub_award: sub_award.clone(),
                service_month: *service_month,
                benefit_year: *benefit_year,
                administration: *administration,
                direct: *direct,
                case_management_unit: *case_management_unit,
                unit_phases: unit_phases.clone(),
                content_digest: content_digest.clone(),
            });
        }
    }
}

aggregate!(Client, ClientCommand, ClientEvent, ClientError);
