//! The files of awards beside their money: what was stated, approved, watched over, audited, found and reported.

pub(crate) mod apply;
mod query;
mod rows;

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    measure::DocumentDigest,
    money::Money,
    oversight::{Severity, TermsStatement},
    text::Reason,
};
use chrono::NaiveDate;

pub use query::FindingFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// What an entry of a file is.
    pub enum EntryKind {
        /// What a sub-awardee was told.
        Terms = "TERMS",
        /// An officer's prior approval of a fixed amount.
        FixedAmountApproval = "FIXED_AMOUNT_APPROVAL",
        /// The latest assessment of risk.
        Risk = "RISK",
        /// A piece of monitoring.
        Monitoring = "MONITORING",
        /// The latest look at the exclusion.
        ExclusionCheck = "EXCLUSION_CHECK",
        /// Federal expenditures of a fiscal year.
        Expenditures = "EXPENDITURES",
        /// An audit report.
        Audit = "AUDIT",
        /// A finding.
        Finding = "FINDING",
        /// A report that was filed.
        Report = "REPORT",
    }
}

record! {
    /// An entry of an award's file. What a column means depends on the kind.
    pub struct OversightEntryRow in "oversight_entries" {
        /// The award.
        award: Fain,
        /// Its name in the file.
        entry: String,
        /// What it is.
        kind: EntryKind,
        /// The programme.
        programme: ProgrammeCode,
        /// The sub-award that it is about.
        sub_award: Option<SubAwardId>,
        /// What of it: an id, or a day.
        name: String,
        /// Who is to act on it.
        owner: OrganizationId,
        /// The level of risk, the kind of monitoring or report, where a finding comes from, or whether excluded.
        word: Option<String>,
        /// How grave a finding is.
        severity: Option<Severity>,
        /// Factors of risk, or elements that are missing.
        words: Vec<String>,
        /// What was stated.
        statement: Option<TermsStatement>,
        /// The money that it is about.
        amount: Option<Money>,
        /// From which amount an audit is required.
        threshold: Option<Money>,
        /// How many findings an audit report has.
        count: Option<u32>,
        /// Why.
        reason: Option<Reason>,
        /// SHA-256 of what shows it.
        document: Option<DocumentDigest>,
        /// The deadline that a finding is about, by its key.
        deadline: Option<String>,
        /// The first day of a fiscal year.
        starts_on: Option<NaiveDate>,
        /// The last day of a fiscal year, or of a report's period.
        ends_on: Option<NaiveDate>,
        /// When what follows from it is due.
        due_on: Option<NaiveDate>,
        /// The account that recorded it.
        recorded_by: String,
        /// The day.
        recorded_on: NaiveDate,
        /// What was decided, or how it was resolved.
        outcome: Option<String>,
        /// Why.
        outcome_reason: Option<Reason>,
        /// SHA-256 of what shows that.
        outcome_document: Option<DocumentDigest>,
        /// The account that did it.
        done_by: Option<String>,
        /// The day on which it was done.
        done_on: Option<NaiveDate>,
        /// Who sees it: the prime, and the sub-awardee where it is about a sub-award.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(OversightEntryRow by award: Fain, entry: String);
