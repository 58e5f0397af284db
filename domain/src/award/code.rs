//! The stable codes of an award's refusals, and the fields of an input that they are about.

use super::AwardError;

impl AwardError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_AWARD",
            Self::AlreadyIssued { .. } => "AWARD_ALREADY_ISSUED",
            Self::Suspended { .. } => "AWARD_SUSPENDED",
            Self::NotSuspended => "AWARD_NOT_SUSPENDED",
            Self::Closed { .. } => "AWARD_CLOSED",
            Self::NumberNotFirst { .. } => "AWARD_NUMBER_NOT_FIRST",
            Self::NumberNotNext { .. } | Self::NotNextBudgetYear { .. } => "AWARD_NUMBER_NOT_NEXT",
            Self::AmendmentAlreadyMade { .. } => "AMENDMENT_ALREADY_MADE",
            Self::GranteeExcluded { .. } => "ORGANIZATION_EXCLUDED",
            Self::Period { error, .. } => error.code(),
            Self::BudgetOutsideProject { .. } => "BUDGET_OUTSIDE_PROJECT",
            Self::FederalShareImpossible { .. } => "FEDERAL_SHARE_IMPOSSIBLE",
            Self::EndNotLater { .. } => "END_NOT_LATER",
            Self::EffectiveOn(error) => error.code(),
            Self::CostAlreadyRecorded { .. } => "COST_ALREADY_RECORDED",
            Self::UnknownCost { .. } => "UNKNOWN_COST",
            Self::CostAlreadyReversed { .. } => "COST_ALREADY_REVERSED",
            Self::OpenSubAwards { .. } => "AWARD_HAS_OPEN_SUB_AWARDS",
            Self::ShareNotRequired => "SUB_AWARD_SHARE_NOT_REQUIRED",
            Self::ShareMet => "SUB_AWARD_SHARE_MET",
            Self::ShareAlreadyWaived => "SUB_AWARD_SHARE_ALREADY_WAIVED",
            Self::ShareBelowMinimum { .. } => "SUB_AWARD_SHARE_BELOW_MINIMUM",
            Self::AmountNotPositive => "AMOUNT_NOT_POSITIVE",
            Self::AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            Self::RetainedOverMaximum { .. } => "RETAINED_OVER_MAXIMUM",
            Self::Overcommitted { .. } => "AWARD_OVERCOMMITTED",
            Self::ReductionBelowAssigned { .. } => "REDUCTION_BELOW_ASSIGNED",
            Self::ReturnOverCommitted { .. } => "RETURN_OVER_COMMITTED",
            Self::CashShort { .. } => "CASH_SHORT",
            Self::DrawAlreadyMade { .. } => "DRAW_ALREADY_MADE",
            Self::DrawOverAllowable { .. } => "DRAW_OVER_ALLOWABLE",
            Self::DrawOverNeed { .. } => "DRAW_OVER_NEED",
            Self::DrawOverAward { .. } => "DRAW_OVER_AWARD",
            Self::NeedMissing => "IMMEDIATE_NEED_MISSING",
            Self::NeedNotAsked => "IMMEDIATE_NEED_NOT_ASKED",
            Self::RefundAlreadyMade { .. } => "REFUND_ALREADY_MADE",
            Self::ReturnOverCashOnHand { .. } => "RETURN_OVER_CASH_ON_HAND",
            Self::CashOnHand { .. } => "AWARD_HAS_CASH_ON_HAND",
            Self::InterestAlreadyEntered { .. } => "INTEREST_ALREADY_ENTERED",
            Self::InterestOverDue { .. } => "INTEREST_OVER_DUE",
            Self::InterestNotRemitted { .. } => "INTEREST_NOT_REMITTED",
            Self::MatchNotRequired => "MATCH_NOT_REQUIRED",
            Self::MatchAlreadyRecorded { .. } => "MATCH_ALREADY_RECORDED",
            Self::MatchPaidByFederalFunds => "MATCH_PAID_BY_FEDERAL_FUNDS",
            Self::MatchEvidenceUsed { .. } => "MATCH_EVIDENCE_USED",
            Self::MatchEvidenceIsCost { .. } => "MATCH_EVIDENCE_IS_COST",
            Self::CostEvidenceIsMatch { .. } => "COST_EVIDENCE_IS_MATCH",
            Self::UnknownContribution { .. } => "UNKNOWN_CONTRIBUTION",
            Self::MatchAlreadyReversed { .. } => "MATCH_ALREADY_REVERSED",
            Self::ReductionBelowDrawn { .. } => "REDUCTION_BELOW_DRAWN",
            Self::CarryoverOverUnobligated { .. } => "CARRYOVER_OVER_UNOBLIGATED",
            Self::BudgetPeriodsOverlap { .. } => "BUDGET_PERIODS_OVERLAP",
            Self::Terminated { .. } => "AWARD_TERMINATED",
            Self::EndNotEarlier { .. } => "END_NOT_EARLIER",
            Self::NoDeMinimis { .. } => "NO_DE_MINIMIS_RATE",
            Self::RateAgreementMissing => "RATE_AGREEMENT_MISSING",
            Self::IndirectOverRate { .. } => "INDIRECT_OVER_RATE",
            Self::CostAlreadyDisallowed { .. } => "COST_ALREADY_DISALLOWED",
            Self::DisallowedOverCost { .. } => "DISALLOWED_OVER_COST",
            Self::RetentionOver { .. } => "RETENTION_OVER",
            Self::IncomeAlreadyEntered { .. } => "INCOME_ALREADY_ENTERED",
            Self::UnknownIncome { .. } => "UNKNOWN_INCOME",
            Self::IncomeAlreadyReversed { .. } => "INCOME_ALREADY_REVERSED",
            Self::IncomeEvidenceUsed { .. } => "INCOME_EVIDENCE_USED",
            Self::IncomeEvidenceIsMatch { .. } => "INCOME_EVIDENCE_IS_MATCH",
            Self::MatchEvidenceIsIncome { .. } => "MATCH_EVIDENCE_IS_INCOME",
            Self::IncomeOverUnexpended { .. } => "INCOME_OVER_UNEXPENDED",
            Self::IncomeOverCosts { .. } => "INCOME_OVER_COSTS",
            Self::CostPaidByIncome { .. } => "COST_PAID_BY_INCOME",
            Self::DrawBeforeIncome { .. } => "DRAW_BEFORE_INCOME",
            Self::IncomeUnexpended { .. } => "INCOME_UNEXPENDED",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { .. }
            | Self::Suspended { .. }
            | Self::NotSuspended
            | Self::Closed { .. }
            | Self::OpenSubAwards { .. }
            | Self::ShareNotRequired
            | Self::ShareMet
            | Self::ShareBelowMinimum { .. }
            | Self::Terminated { .. }
            | Self::IncomeUnexpended { .. } => Some("award"),
            Self::AlreadyIssued { .. }
            | Self::NumberNotFirst { .. }
            | Self::NumberNotNext { .. }
            | Self::AmendmentAlreadyMade { .. }
            | Self::NotNextBudgetYear { .. } => Some("number"),
            Self::GranteeExcluded { .. } => Some("grantee"),
            Self::Period { field, .. } => Some(field),
            Self::BudgetOutsideProject { .. } | Self::BudgetPeriodsOverlap { .. } => {
                Some("budgetPeriod")
            }
            Self::FederalShareImpossible { .. } => Some("federalShare"),
            Self::EndNotLater { .. } => Some("endsOn"),
            Self::EffectiveOn(_) | Self::EndNotEarlier { .. } | Self::RetentionOver { .. } => {
                Some("effectiveOn")
            }
            Self::CostAlreadyRecorded { .. }
            | Self::UnknownCost { .. }
            | Self::CostAlreadyReversed { .. }
            | Self::CostAlreadyDisallowed { .. } => Some("cost"),
            Self::ShareAlreadyWaived => Some("reason"),
            Self::AmountNotPositive
            | Self::AmountOutOfRange
            | Self::RetainedOverMaximum { .. }
            | Self::Overcommitted { .. }
            | Self::ReductionBelowAssigned { .. }
            | Self::ReturnOverCommitted { .. }
            | Self::CashShort { .. }
            | Self::DrawOverAllowable { .. }
            | Self::DrawOverNeed { .. }
            | Self::DrawOverAward { .. }
            | Self::ReturnOverCashOnHand { .. }
            | Self::InterestOverDue { .. }
            | Self::ReductionBelowDrawn { .. }
            | Self::IndirectOverRate { .. }
            | Self::DisallowedOverCost { .. }
            | Self::IncomeOverUnexpended { .. }
            | Self::IncomeOverCosts { .. }
            | Self::CostPaidByIncome { .. }
            | Self::DrawBeforeIncome { .. } => Some("amount"),
            Self::IncomeAlreadyEntered { .. }
            | Self::UnknownIncome { .. }
            | Self::IncomeAlreadyReversed { .. } => Some("income"),
            Self::DrawAlreadyMade { .. } => Some("draw"),
            Self::NeedMissing | Self::NeedNotAsked => Some("immediateNeed"),
            Self::RefundAlreadyMade { .. } => Some("refund"),
            Self::CashOnHand { .. } | Self::InterestNotRemitted { .. } | Self::MatchNotRequired => {
                Some("award")
            }
            Self::InterestAlreadyEntered { .. } => Some("interest"),
            Self::MatchAlreadyRecorded { .. }
            | Self::UnknownContribution { .. }
            | Self::MatchAlreadyReversed { .. } => Some("contribution"),
            Self::MatchPaidByFederalFunds => Some("paidByFederalFunds"),
            Self::MatchEvidenceUsed { .. }
            | Self::MatchEvidenceIsCost { .. }
            | Self::CostEvidenceIsMatch { .. }
            | Self::IncomeEvidenceUsed { .. }
            | Self::IncomeEvidenceIsMatch { .. }
            | Self::MatchEvidenceIsIncome { .. } => Some("document"),
            Self::CarryoverOverUnobligated { .. } => Some("carried"),
            Self::NoDeMinimis { .. } | Self::RateAgreementMissing => Some("rate"),
        }
    }
}
