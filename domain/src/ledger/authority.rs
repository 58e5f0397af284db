//! Who may ask what: one role a command, and of a prime or sub-awardee only what is its own.
//!
//! What belongs to another organization answers exactly as what does not exist.

use super::{Books, Command, Context, Halt, Role, StreamId};
use crate::{
    award::AwardError,
    id::{ClaimId, ClientCode, OrganizationId, PaymentId, SubAwardId},
    identifier::Fain,
};

/// Whether the context's role may give the command, and its organization may see what the command names. What
/// belongs to another organization answers as unknown. Never remembered by the journal.
pub fn authorize(books: &Books, context: &Context, command: &Command) -> Result<(), Halt> {
    let may = command.role();
    if context.role != may {
        return Err(Halt::refused(
            "FORBIDDEN",
            format!(
                "{} is for the role {}; you asked as {}",
                command.name(),
                may.as_str(),
                context.role.as_str()
            ),
        ));
    }
    Sight {
        books,
        organization: &context.organization,
    }
    .sees(command)
}

impl Command {
    /// The one role that may give the command.
    pub fn role(&self) -> Role {
        match self {
            Self::PublishProgramme(_)
            | Self::PublishRuleSet(_)
            | Self::RegisterOrganization(_)
            | Self::ExcludeOrganization(_)
            | Self::ReinstateOrganization(_)
            | Self::IssueAward(_)
            | Self::SupplementAward(_)
            | Self::ReduceAward(_)
            | Self::ExtendAward(_)
            | Self::SuspendAward(_)
            | Self::ResumeAward(_)
            | Self::CloseAward(_)
            | Self::WaiveSubAwardShare(_)
            | Self::SetPaymentMethod(_)
            | Self::SetProgramIncomeMethod(_)
            | Self::ContinueAward(_)
            | Self::AdministerAward(_)
            | Self::TerminateAward(_)
            | Self::SetIndirectRate(_)
            | Self::DisallowCost(_)
            | Self::ApproveClaim(_)
            | Self::DenyClaim(_)
            | Self::ReconsiderClaim(_)
            | Self::ReleaseClaims(_)
            | Self::AttestGrassroots(_)
            | Self::WithdrawGrassroots(_)
            | Self::ApproveFixedAmount(_)
            | Self::RecordFinding(_)
            | Self::ResolveFinding(_)
            | Self::ReadjudicateClaims(_)
            | Self::ReportMeasure(_)
            | Self::BeginPeriodClose(_)
            | Self::ApprovePeriodClose(_)
            | Self::PlaceClientHold(_)
            | Self::LiftClientHold(_)
            | Self::RequestClientErasure(_)
            | Self::WithdrawClientErasure(_)
            | Self::ApproveClientErasure(_)
            | Self::RecordClientErasure(_)
            | Self::WithdrawPeriodClose(_) => Role::Officer,
            Self::RecordDirectCost(_)
            | Self::ReverseCost(_)
            | Self::DrawFunds(_)
            | Self::LiquidateAdvance(_)
            | Self::ReturnFunds(_)
            | Self::RecordInterest(_)
            | Self::RemitInterest(_)
            | Self::RecordMatch(_)
            | Self::ReverseMatch(_)
            | Self::RecordProgramIncome(_)
            | Self::ExpendProgramIncome(_)
            | Self::ReverseProgramIncome(_)
            | Self::ExecuteSubAward(_)
            | Self::RaiseSubAward(_)
            | Self::LowerSubAward(_)
            | Self::ExtendSubAward(_)
            | Self::SuspendSubAward(_)
            | Self::ResumeSubAward(_)
            | Self::CloseSubAward(_)
            | Self::TransferClient(_)
            | Self::ExtendInterimAssistance(_)
            | Self::RefundReceivable(_)
            | Self::PreparePayment(_)
            | Self::AuthorisePayment(_)
            | Self::ConfirmPayment(_)
            | Self::StateSubAwardTerms(_)
            | Self::AssessRisk(_)
            | Self::PlanMonitoring(_)
            | Self::PerformMonitoring(_)
            | Self::RecheckExclusion(_)
            | Self::StateFederalExpenditures(_)
            | Self::AcceptAuditReport(_)
            | Self::DecideAuditFindings(_)
            | Self::RecordMonitoringFinding(_)
            | Self::ResolveMonitoringFinding(_)
            | Self::FileSubAwardReport(_)
            | Self::FileFinancialReport(_)
            | Self::ReportAwardMeasure(_) => Role::Grantee,
            Self::EnrolClient(_)
            | Self::ChangeClientPhase(_)
            | Self::RecordLetter(_)
            | Self::AddFamilyMember(_)
            | Self::RemoveFamilyMember(_)
            | Self::CloseClient(_)
            | Self::ReopenClient(_)
            | Self::RecordCaseReference(_)
            | Self::SubmitClaim(_)
            | Self::VoidClaim(_)
            | Self::ReplaceClaim(_)
            | Self::ReportSubAwardMeasure(_) => Role::Subawardee,
            Self::RotateSigningKey(_) => Role::Admin,
        }
    }
}

/// What one organization sees of the books.
struct Sight<'b> {
    books: &'b Books,
    organization: &'b OrganizationId,
}

impl Sight<'_> {
    #[expect(clippy::too_many_lines, reason = "an arm a command, and nothing else")]
    fn sees(&self, command: &Command) -> Result<(), Halt> {
        match command {
            Command::PublishProgramme(_)
            | Command::PublishRuleSet(_)
            | Command::RegisterOrganization(_)
            | Command::ExcludeOrganization(_)
            | Command::ReinstateOrganization(_)
            | Command::IssueAward(_)
            | Command::SupplementAward(_)
            | Command::ReduceAward(_)
            | Command::ExtendAward(_)
            | Command::SuspendAward(_)
            | Command::ResumeAward(_)
            | Command::CloseAward(_)
            | Command::WaiveSubAwardShare(_)
            | Command::SetPaymentMethod(_)
            | Command::SetProgramIncomeMethod(_)
            | Command::ContinueAward(_)
            | Command::AdministerAward(_)
            | Command::TerminateAward(_)
            | Command::SetIndirectRate(_)
            | Command::DisallowCost(_)
            | Command::ApproveClaim(_)
            | Command::DenyClaim(_)
            | Command::ReconsiderClaim(_)
            | Command::ReleaseClaims(_)
            | Command::AttestGrassroots(_)
            | Command::WithdrawGrassroots(_)
            | Command::ApproveFixedAmount(_)
            | Command::RecordFinding(_)
            | Command::ResolveFinding(_)
            | Command::ReadjudicateClaims(_)
            | Command::ReportMeasure(_)
            | Command::BeginPeriodClose(_)
            | Command::ApprovePeriodClose(_)
            | Command::PlaceClientHold(_)
            | Command::LiftClientHold(_)
            | Command::RequestClientErasure(_)
            | Command::WithdrawClientErasure(_)
            | Command::ApproveClientErasure(_)
            | Command::RecordClientErasure(_)
            | Command::WithdrawPeriodClose(_)
            | Command::RotateSigningKey(_) => Ok(()),
            Command::RecordDirectCost(c) => self.own_award(&c.award),
            Command::ReverseCost(c) => self.own_award(&c.award),
            Command::DrawFunds(c) => self.own_award(&c.award),
            Command::LiquidateAdvance(c) => self.own_award(&c.award),
            Command::ReturnFunds(c) => self.own_award(&c.award),
            Command::RecordInterest(c) => self.own_award(&c.award),
            Command::RemitInterest(c) => self.own_award(&c.award),
            Command::RecordMatch(c) => self.own_award(&c.award),
            Command::ReverseMatch(c) => self.own_award(&c.award),
            Command::RecordProgramIncome(c) => self.own_award(&c.award),
            Command::ExpendProgramIncome(c) => self.own_award(&c.award),
            Command::ReverseProgramIncome(c) => self.own_award(&c.award),
            Command::ExecuteSubAward(c) => self.own_award(&c.award),
            Command::ReportAwardMeasure(c) => self.own_award(&c.award),
            Command::RaiseSubAward(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::LowerSubAward(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::ExtendSubAward(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::SuspendSubAward(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::ResumeSubAward(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::CloseSubAward(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::RefundReceivable(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::FileFinancialReport(c) => self.own_award(&c.award),
            Command::StateSubAwardTerms(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::AssessRisk(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::PlanMonitoring(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::PerformMonitoring(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::RecheckExclusion(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::StateFederalExpenditures(c) => {
                self.granted_sub_award(&c.sub_award, "subAward")
            }
            Command::AcceptAuditReport(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::DecideAuditFindings(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::RecordMonitoringFinding(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::ResolveMonitoringFinding(c) => {
                self.granted_sub_award(&c.sub_award, "subAward")
            }
            Command::FileSubAwardReport(c) => self.granted_sub_award(&c.sub_award, "subAward"),
            Command::TransferClient(c) => {
                self.granted_client(&c.client)?;
                self.granted_sub_award(&c.to_sub_award, "toSubAward")
            }
            Command::ExtendInterimAssistance(c) => self.granted_client(&c.client),
            Command::PreparePayment(c) => {
                self.own_award(&c.award)?;
                self.granted_claims(&c.award, &c.claims)
            }
            Command::AuthorisePayment(c) => self.own_payment(&c.payment),
            Command::ConfirmPayment(c) => self.own_payment(&c.payment),
            Command::EnrolClient(c) => self.held_sub_award(&c.sub_award),
            Command::SubmitClaim(c) => self.held_sub_award(&c.sub_award),
            Command::ReportSubAwardMeasure(c) => self.held_sub_award(&c.sub_award),
            Command::VoidClaim(c) => self.own_claim(&c.claim),
            Command::ReplaceClaim(c) => self.own_claim(&c.claim),
            Command::ChangeClientPhase(c) => self.managed_client(&c.client),
            Command::RecordLetter(c) => self.managed_client(&c.client),
            Command::AddFamilyMember(c) => self.managed_client(&c.client),
            Command::RemoveFamilyMember(c) => self.managed_client(&c.client),
            Command::CloseClient(c) => self.managed_client(&c.client),
            Command::ReopenClient(c) => self.managed_client(&c.client),
            Command::RecordCaseReference(c) => self.managed_client(&c.client),
        }
    }

    fn own_award(&self, award: &Fain) -> Result<(), Halt> {
        if self.is_grantee_of(award)? {
            return Ok(());
        }
        Err(Halt::from(AwardError::Unknown {
            award: award.clone(),
        }))
    }

    fn is_grantee_of(&self, award: &Fain) -> Result<bool, Halt> {
        let state = held(self.books.award(award), StreamId::award(award))?;
        Ok(state
            .terms()
            .is_some_and(|terms| terms.grantee == *self.organization))
    }

    /// A sub-award that the organization gave, as a prime.
    fn granted_sub_award(&self, id: &SubAwardId, field: &'static str) -> Result<(), Halt> {
        let state = held(self.books.sub_award(id), StreamId::sub_award(id))?;
        let granted = state
            .terms()
            .is_some_and(|terms| terms.grantee == *self.organization);
        seen(granted, || unknown_sub_award(id, field))
    }

    /// A sub-award that the organization received.
    fn held_sub_award(&self, id: &SubAwardId) -> Result<(), Halt> {
        let state = held(self.books.sub_award(id), StreamId::sub_award(id))?;
        let received = state
            .terms()
            .is_some_and(|terms| terms.sub_awardee == *self.organization);
        seen(received, || unknown_sub_award(id, "subAward"))
    }

    /// A case that the organization manages.
    fn managed_client(&self, code: &ClientCode) -> Result<(), Halt> {
        let state = held(self.books.client(code), StreamId::client(code))?;
        let managed = state.organization() == Some(self.organization);
        seen(managed, || unknown_client(code))
    }

    /// A claim that the organization made, whoever manages the case now.
    fn own_claim(&self, id: &ClaimId) -> Result<(), Halt> {
        let state = held(self.books.claim(id), StreamId::claim(id))?;
        let own = state
            .terms()
            .is_some_and(|terms| terms.organization == *self.organization);
        seen(own, || unknown_claim(id, "claim"))
    }

    /// A case under an award of the organization.
    fn granted_client(&self, code: &ClientCode) -> Result<(), Halt> {
        let state = held(self.books.client(code), StreamId::client(code))?;
        let granted = match state.terms() {
            Some(terms) => self.is_grantee_of(&terms.award)?,
            None => false,
        };
        seen(granted, || unknown_client(code))
    }

    fn own_payment(&self, id: &PaymentId) -> Result<(), Halt> {
        let state = held(self.books.payment(id), StreamId::payment(id))?;
        let own = state
            .terms()
            .is_some_and(|terms| terms.grantee == *self.organization);
        seen(own, || {
            Halt::refused_field(
                "UNKNOWN_PAYMENT",
                "payment",
                format!("there is no payment {id}"),
            )
        })
    }

    /// Claims under awards of the organization; of `own` it is known already. All that is missing is named at once.
    fn granted_claims(&self, own: &Fain, claims: &[ClaimId]) -> Result<(), Halt> {
        let mut missing = Vec::new();
        for id in claims {
            match self.granted_claim(own, id) {
                Ok(()) => {}
                Err(Halt::Missing(streams)) => missing.extend(streams),
                Err(refused @ Halt::Refused(_)) => return Err(refused),
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Halt::Missing(missing))
        }
    }

    fn granted_claim(&self, own: &Fain, id: &ClaimId) -> Result<(), Halt> {
        let state = held(self.books.claim(id), StreamId::claim(id))?;
        let granted = match state.terms() {
            Some(terms) => terms.award == *own || self.is_grantee_of(&terms.award)?,
            None => false,
        };
        seen(granted, || unknown_claim(id, "claims"))
    }
}

fn held<A>(state: Option<&A>, stream: StreamId) -> Result<&A, Halt> {
    state.ok_or_else(|| Halt::Missing(vec![stream]))
}

fn seen(visible: bool, unknown: impl FnOnce() -> Halt) -> Result<(), Halt> {
    if visible { Ok(()) } else { Err(unknown()) }
}

fn unknown_sub_award(id: &SubAwardId, field: &'static str) -> Halt {
    Halt::refused_field(
        "UNKNOWN_SUB_AWARD",
        field,
        format!("there is no sub-award {id}"),
    )
}

fn unknown_claim(id: &ClaimId, field: &'static str) -> Halt {
    Halt::refused_field("UNKNOWN_CLAIM", field, format!("there is no claim {id}"))
}

fn unknown_client(code: &ClientCode) -> Halt {
    Halt::refused_field(
        "UNKNOWN_CLIENT",
        "client",
        format!("there is no client {code}"),
    )
}
