//! What an award's file speaks of. Lists rather than texts wherever a text could come to name a person.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
        }
    )+};
}

words! {
    /// How likely a sub-awardee is not to comply (2 CFR 200.332(c)).
    pub enum RiskLevel {
        /// The usual monitoring is enough.
        Low,
        /// It is watched more closely.
        Moderate,
        /// Specific conditions may be imposed.
        High,
    }

    /// What an assessment of risk rests on (2 CFR 200.332(c)(1) to (4)).
    pub enum RiskFactor {
        /// Prior experience with the same or similar sub-awards.
        PriorExperience,
        /// The results of previous audits.
        AuditResults,
        /// New personnel, or new or substantially changed systems.
        NewPersonnelOrSystems,
        /// The extent and results of federal monitoring.
        FederalMonitoring,
    }

    /// A kind of monitoring (2 CFR 200.332(e) and (f)).
    pub enum MonitoringKind {
        /// Financial reports are reviewed.
        FinancialReview,
        /// Performance reports are reviewed.
        PerformanceReview,
        /// A visit on site.
        SiteVisit,
        /// A review of documents from afar.
        DeskReview,
        /// Training and technical assistance.
        TechnicalAssistance,
    }

    /// What a prime decides on the findings of an audit report (2 CFR 200.521).
    pub enum ManagementDecision {
        /// The findings are sustained, and corrective action is expected.
        Sustained,
        /// The findings are sustained, and costs are repaid.
        SustainedWithRepayment,
        /// The findings are not sustained.
        NotSustained,
    }

    /// Where a finding comes from.
    pub enum FindingSource {
        /// The prime's monitoring of a sub-awardee.
        Monitoring,
        /// An officer's review of a deadline that has passed.
        Deadline,
        /// An officer's review of anything else.
        Review,
    }

    /// How grave a finding is.
    pub enum Severity {
        /// To be put right in the course of business.
        Low,
        /// To be put right soon.
        Moderate,
        /// Puts funds or the award at risk.
        High,
    }

    /// How a finding was resolved.
    pub enum FindingResolution {
        /// What was wrong was corrected.
        Corrected,
        /// Costs were repaid.
        Repaid,
        /// What was late was done.
        DoneLate,
        /// The officer or the prime accepts the reason.
        Excused,
        /// It turned out not to be so.
        Unfounded,
    }

    /// A report that is filed with the federal government.
    pub enum ReportKind {
        /// A sub-award report under the Transparency Act, of a month.
        SubAward,
        /// A semi-annual federal financial report (SF-425), of a half-year.
        Financial,
        /// The final federal financial report (SF-425).
        FinalFinancial,
    }
}
