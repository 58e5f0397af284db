//! From a command to its events.

use super::{Books, Command, Context, Draft, Event, Halt, StreamId};
use super::{
    actions, awards, cash, claims, clients, closings, erasures, income, measures, organizations,
    oversight, payments, programmes, signing, sub_awards,
};

/// What a command led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The events, in order; none when what was asked holds already.
    pub events: Vec<(StreamId, Event)>,
    /// What the command was about.
    pub subject: StreamId,
}

/// Decides a command over the books. Pure: the same books, context and command give the same answer.
#[expect(clippy::too_many_lines, reason = "an arm a command, and nothing else")]
pub fn decide(books: &Books, context: &Context, command: &Command) -> Result<Decision, Halt> {
    let mut draft = Draft::new(books, context);
    let subject = match command {
        Command::PublishProgramme(command) => programmes::publish_programme(&mut draft, command)?,
        Command::PublishRuleSet(command) => programmes::publish_rule_set(&mut draft, command)?,
        Command::RegisterOrganization(command) => {
            organizations::register_organization(&mut draft, command)?
        }
        Command::ExcludeOrganization(command) => {
            organizations::exclude_organization(&mut draft, command)?
        }
        Command::ReinstateOrganization(command) => {
            organizations::reinstate_organization(&mut draft, command)?
        }
        Command::AttestGrassroots(command) => {
            organizations::attest_grassroots(&mut draft, command)?
        }
        Command::WithdrawGrassroots(command) => {
            organizations::withdraw_grassroots(&mut draft, command)?
        }
        Command::IssueAward(command) => awards::issue_award(&mut draft, command)?,
        Command::SupplementAward(command) => awards::supplement_award(&mut draft, command)?,
        Command::ReduceAward(command) => awards::reduce_award(&mut draft, command)?,
        Command::ExtendAward(command) => awards::extend_award(&mut draft, command)?,
        Command::SuspendAward(command) => awards::suspend_award(&mut draft, command)?,
        Command::ResumeAward(command) => awards::resume_award(&mut draft, command)?,
        Command::CloseAward(command) => awards::close_award(&mut draft, command)?,
        Command::WaiveSubAwardShare(command) => awards::waive_sub_award_share(&mut draft, command)?,
        Command::RecordDirectCost(command) => awards::record_direct_cost(&mut draft, command)?,
        Command::ContinueAward(command) => actions::continue_award(&mut draft, command)?,
        Command::AdministerAward(command) => actions::administer_award(&mut draft, command)?,
        Command::TerminateAward(command) => actions::terminate_award(&mut draft, command)?,
        Command::SetIndirectRate(command) => actions::set_indirect_rate(&mut draft, command)?,
        Command::DisallowCost(command) => actions::disallow_cost(&mut draft, command)?,
        Command::ReverseCost(command) => cash::reverse_cost(&mut draft, command)?,
        Command::SetPaymentMethod(command) => cash::set_payment_method(&mut draft, command)?,
        Command::DrawFunds(command) => cash::draw_funds(&mut draft, command)?,
        Command::LiquidateAdvance(command) => cash::liquidate_advance(&mut draft, command)?,
        Command::ReturnFunds(command) => cash::return_funds(&mut draft, command)?,
        Command::RecordInterest(command) => cash::record_interest(&mut draft, command)?,
        Command::RemitInterest(command) => cash::remit_interest(&mut draft, command)?,
        Command::RecordMatch(command) => cash::record_match(&mut draft, command)?,
        Command::ReverseMatch(command) => cash::reverse_match(&mut draft, command)?,
        Command::SetProgramIncomeMethod(command) => {
            income::set_program_income_method(&mut draft, command)?
        }
        Command::RecordProgramIncome(command) => {
            income::record_program_income(&mut draft, command)?
        }
        Command::ExpendProgramIncome(command) => {
            income::expend_program_income(&mut draft, command)?
        }
        Command::ReverseProgramIncome(command) => {
            income::reverse_program_income(&mut draft, command)?
        }
        Command::ExecuteSubAward(command) => sub_awards::execute_sub_award(&mut draft, command)?,
        Command::RaiseSubAward(command) => sub_awards::raise_sub_award(&mut draft, command)?,
        Command::LowerSubAward(command) => sub_awards::lower_sub_award(&mut draft, command)?,
        Command::ExtendSubAward(command) => sub_awards::extend_sub_award(&mut draft, command)?,
        Command::SuspendSubAward(command) => sub_awards::suspend_sub_award(&mut draft, command)?,
        Command::ResumeSubAward(command) => sub_awards::resume_sub_award(&mut draft, command)?,
        Command::CloseSubAward(command) => sub_awards::close_sub_award(&mut draft, command)?,
        Command::EnrolClient(command) => clients::enrol_client(&mut draft, command)?,
        Command::ChangeClientPhase(command) => clients::change_client_phase(&mut draft, command)?,
        Command::RecordLetter(command) => clients::record_letter(&mut draft, command)?,
        Command::ExtendInterimAssistance(command) => {
            clients::extend_interim_assistance(&mut draft, command)?
        }
        Command::RemoveFamilyMember(command) => clients::remove_family_member(&mut draft, command)?,
        Command::ReopenClient(command) => clients::reopen_client(&mut draft, command)?,
        Command::AddFamilyMember(command) => clients::add_family_member(&mut draft, command)?,
        Command::TransferClient(command) => clients::transfer_client(&mut draft, command)?,
        Command::CloseClient(command) => clients::close_client(&mut draft, command)?,
        Command::RecordCaseReference(command) => {
            erasures::record_case_reference(&mut draft, command)?
        }
        Command::PlaceClientHold(command) => erasures::place_client_hold(&mut draft, command)?,
        Command::LiftClientHold(command) => erasures::lift_client_hold(&mut draft, command)?,
        Command::RequestClientErasure(command) => {
            erasures::request_client_erasure(&mut draft, command)?
        }
        Command::WithdrawClientErasure(command) => {
            erasures::withdraw_client_erasure(&mut draft, command)?
        }
        Command::ApproveClientErasure(command) => {
            erasures::approve_client_erasure(&mut draft, command)?
        }
        Command::RecordClientErasure(command) => {
            erasures::record_client_erasure(&mut draft, command)?
        }
        Command::SubmitClaim(command) => claims::submit_claim(&mut draft, command)?,
        Command::ApproveClaim(command) => claims::approve_claim(&mut draft, command)?,
        Command::DenyClaim(command) => claims::deny_claim(&mut draft, command)?,
        Command::VoidClaim(command) => claims::void_claim(&mut draft, command)?,
        Command::ReplaceClaim(command) => claims::replace_claim(&mut draft, command)?,
        Command::ReconsiderClaim(command) => claims::reconsider_claim(&mut draft, command)?,
        Command::ReadjudicateClaims(command) => claims::readjudicate_claims(&mut draft, command)?,
        Command::ReleaseClaims(command) => claims::release_claims(&mut draft, command)?,
        Command::RefundReceivable(command) => sub_awards::refund_receivable(&mut draft, command)?,
        Command::PreparePayment(command) => payments::prepare_payment(&mut draft, command)?,
        Command::AuthorisePayment(command) => payments::authorise_payment(&mut draft, command)?,
        Command::ConfirmPayment(command) => payments::confirm_payment(&mut draft, command)?,
        Command::StateSubAwardTerms(command) => {
            oversight::state_sub_award_terms(&mut draft, command)?
        }
        Command::ApproveFixedAmount(command) => {
            oversight::approve_fixed_amount(&mut draft, command)?
        }
        Command::AssessRisk(command) => oversight::assess_risk(&mut draft, command)?,
        Command::PlanMonitoring(command) => oversight::plan_monitoring(&mut draft, command)?,
        Command::PerformMonitoring(command) => oversight::perform_monitoring(&mut draft, command)?,
        Command::RecheckExclusion(command) => oversight::recheck_exclusion(&mut draft, command)?,
        Command::StateFederalExpenditures(command) => {
            oversight::state_federal_expenditures(&mut draft, command)?
        }
        Command::AcceptAuditReport(command) => oversight::accept_audit_report(&mut draft, command)?,
        Command::DecideAuditFindings(command) => {
            oversight::decide_audit_findings(&mut draft, command)?
        }
        Command::RecordMonitoringFinding(command) => {
            oversight::record_monitoring_finding(&mut draft, command)?
        }
        Command::ResolveMonitoringFinding(command) => {
            oversight::resolve_monitoring_finding(&mut draft, command)?
        }
        Command::RecordFinding(command) => oversight::record_finding(&mut draft, command)?,
        Command::ResolveFinding(command) => oversight::resolve_finding(&mut draft, command)?,
        Command::FileSubAwardReport(command) => {
            oversight::file_sub_award_report(&mut draft, command)?
        }
        Command::FileFinancialReport(command) => {
            oversight::file_financial_report(&mut draft, command)?
        }
        Command::BeginPeriodClose(command) => closings::begin_period_close(&mut draft, command)?,
        Command::ApprovePeriodClose(command) => {
            closings::approve_period_close(&mut draft, command)?
        }
        Command::WithdrawPeriodClose(command) => {
            closings::withdraw_period_close(&mut draft, command)?
        }
        Command::ReportMeasure(command) => measures::report_measure(&mut draft, command)?,
        Command::ReportAwardMeasure(command) => {
            measures::report_award_measure(&mut draft, command)?
        }
        Command::ReportSubAwardMeasure(command) => {
            measures::report_sub_award_measure(&mut draft, command)?
        }
        Command::RotateSigningKey(command) => signing::rotate_signing_key(&mut draft, command)?,
    };
    Ok(Decision {
        events: draft.into_events(),
        subject,
    })
}
