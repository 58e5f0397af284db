//! What people ask of the ledger: business actions, each with everything that its decision needs from outside.
//!
//! A command serialises to the caller's canonical input: what the system minted is left out, so that a retry has
//! the same fingerprint.

mod actions;
mod awards;
mod cash;
mod claims;
mod clients;
mod closings;
mod income;
mod measures;
mod organizations;
mod oversight;
mod payments;
mod programmes;
mod signing;
mod sub_awards;

use serde::Serialize;

use super::StreamId;

pub use actions::{AdministerAward, ContinueAward, DisallowCost, SetIndirectRate, TerminateAward};
pub use awards::{
    CloseAward, ExtendAward, IssueAward, RecordDirectCost, ReduceAward, ResumeAward,
    SupplementAward, SuspendAward, WaiveSubAwardShare,
};
pub use cash::{
    DrawFunds, LiquidateAdvance, RecordInterest, RecordMatch, RemitInterest, ReturnFunds,
    ReverseCost, ReverseMatch, SetPaymentMethod,
};
pub use claims::{
    ApproveClaim, DenyClaim, ReconsiderClaim, ReleaseClaims, ReplaceClaim, SubmitClaim, VoidClaim,
};
pub use clients::{
    AddFamilyMember, ApproveClientErasure, ChangeClientPhase, CloseClient, EnrolClient,
    ExtendInterimAssistance, LiftClientHold, PlaceClientHold, ReadjudicateClaims,
    RecordCaseReference, RecordClientErasure, RecordLetter, RemoveFamilyMember, ReopenClient,
    RequestClientErasure, TransferClient, WithdrawClientErasure,
};
pub use closings::{ApprovePeriodClose, BeginPeriodClose, WithdrawPeriodClose};
pub use income::{
    ExpendProgramIncome, RecordProgramIncome, ReverseProgramIncome, SetProgramIncomeMethod,
};
pub use measures::{ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure};
pub use organizations::{
    AttestGrassroots, ExcludeOrganization, RegisterOrganization, ReinstateOrganization,
    WithdrawGrassroots,
};
pub use oversight::{
    AcceptAuditReport, ApproveFixedAmount, AssessRisk, DecideAuditFindings, FileFinancialReport,
    FileSubAwardReport, PerformMonitoring, PlanMonitoring, RecheckExclusion, RecordFinding,
    RecordMonitoringFinding, ResolveFinding, ResolveMonitoringFinding, StateFederalExpenditures,
    StateSubAwardTerms,
};
pub use payments::{AuthorisePayment, ConfirmPayment, PreparePayment};
pub use programmes::{PublishProgramme, PublishRuleSet};
pub use signing::RotateSigningKey;
pub use sub_awards::{
    CloseSubAward, ExecuteSubAward, ExtendSubAward, LowerSubAward, RaiseSubAward, RefundReceivable,
    ResumeSubAward, SuspendSubAward,
};

/// What each command says of itself.
trait Asked {
    /// The streams that it names.
    fn streams(&self) -> Vec<StreamId>;
}

macro_rules! commands {
    ($($name:ident)+) => {
        /// A command, of any kind.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "each variant holds the command of its name")]
        pub enum Command { $($name($name)),+ }

        impl Command {
            /// Every command's name.
            pub const NAMES: &[&'static str] = &[$(stringify!($name)),+];

            /// The command's name, as recorded.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($name)),+ }
            }

            /// The streams that the command names itself: a hint for reading them early. What these lead to, such as
            /// the award of a sub-award, is asked for when the decision gets there.
            pub fn streams(&self) -> Vec<StreamId> {
                match self { $(Self::$name(command) => command.streams()),+ }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        })+
    };
}

commands! {
    PublishProgramme PublishRuleSet
    RegisterOrganization ExcludeOrganization ReinstateOrganization AttestGrassroots WithdrawGrassroots
    IssueAward SupplementAward ReduceAward ExtendAward SuspendAward ResumeAward CloseAward WaiveSubAwardShare RecordDirectCost
    ContinueAward AdministerAward TerminateAward SetIndirectRate DisallowCost
    ReverseCost SetPaymentMethod DrawFunds LiquidateAdvance ReturnFunds RecordInterest RemitInterest RecordMatch ReverseMatch
    SetProgramIncomeMethod RecordProgramIncome ExpendProgramIncome ReverseProgramIncome
    ExecuteSubAward RaiseSubAward LowerSubAward ExtendSubAward SuspendSubAward ResumeSubAward CloseSubAward
    EnrolClient ChangeClientPhase RecordLetter ExtendInterimAssistance
    AddFamilyMember RemoveFamilyMember TransferClient CloseClient ReopenClient
    RecordCaseReference PlaceClientHold LiftClientHold RequestClientErasure WithdrawClientErasure
    ApproveClientErasure RecordClientErasure
    SubmitClaim ApproveClaim DenyClaim VoidClaim ReplaceClaim ReconsiderClaim ReleaseClaims ReadjudicateClaims RefundReceivable
    PreparePayment AuthorisePayment ConfirmPayment
    ReportMeasure ReportAwardMeasure ReportSubAwardMeasure
    StateSubAwardTerms ApproveFixedAmount AssessRisk PlanMonitoring PerformMonitoring
    RecheckExclusion StateFederalExpenditures AcceptAuditReport DecideAuditFindings RecordMonitoringFinding
    ResolveMonitoringFinding RecordFinding ResolveFinding FileSubAwardReport FileFinancialReport
    BeginPeriodClose ApprovePeriodClose WithdrawPeriodClose
    RotateSigningKey
}

impl Command {
    /// The caller's canonical input, as compact JSON: what a fingerprint covers.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).expect("a command has text keys and no maps")
    }
}
