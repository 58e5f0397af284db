//! What can be due, and the rule that it comes from.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $slug:literal, $rule:literal;)+) => {
        /// What is due.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum DeadlineKind { $($(#[$doc])* $kind),+ }

        impl DeadlineKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// Its name in a key.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$kind => $slug),+ }
            }

            /// The rule that it comes from.
            pub fn rule(self) -> &'static str {
                match self { $(Self::$kind => $rule),+ }
            }
        }
    };
}

kinds! {
    /// A sub-award report under the Transparency Act, of a month with reportable obligations.
    SubAwardReport "sub-award-report", "2 CFR part 170: by the end of the month after the month of the obligation";
    /// A semi-annual federal financial report (SF-425).
    FinancialReport "financial-report", "SF-425, semi-annual: by 30 April and 30 October";
    /// The final federal financial report (SF-425).
    FinalFinancialReport "final-financial-report", "2 CFR 200.344(b): with the closeout of the award";
    /// The recipient closes out its award.
    AwardCloseout "award-closeout", "2 CFR 200.344(b): 120 days after the period of performance; 90 where it ended before 2023-09-01";
    /// The sub-recipient closes out its sub-award.
    SubAwardCloseout "sub-award-closeout", "2 CFR 200.344(b): 90 days after the period of performance";
    /// The risk of a sub-awardee is assessed again.
    RiskAssessment "risk-assessment", "2 CFR 200.332(c): as the prime set it at the last assessment";
    /// A planned piece of monitoring.
    Monitoring "monitoring", "2 CFR 200.332(e): as the monitoring plan sets it";
    /// Whether SAM excludes a sub-awardee is looked up again.
    ExclusionRecheck "exclusion-recheck", "2 CFR part 180: as the prime set it at the last look";
    /// The report of a sub-awardee's single audit.
    AuditReport "audit-report", "2 CFR 200.512(a): nine months after the fiscal year";
    /// The management decision on an audit report's findings.
    ManagementDecision "management-decision", "2 CFR 200.521(d): six months after the acceptance of the report";
    /// A finding is put right.
    CorrectiveAction "corrective-action", "2 CFR 200.332(e): as it was set with the finding";
    /// Clean claims are paid.
    CleanClaims "clean-claims", "2 CFR 200.305(b)(3): 30 days after their receipt";
    /// Records are kept.
    RecordRetention "record-retention", "2 CFR 200.334: three years after the final report";
}

impl DeadlineKind {
    /// It is a day on which a duty ends, not one by which something is done: it is never overdue.
    pub fn ends_a_duty(self) -> bool {
        self == Self::RecordRetention
    }
}
