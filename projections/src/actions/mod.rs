//! What an account did, command by command: what was carried out, as the audit trail has it, and what a rule refused, as the
//! journal keeps it under the command's id.

mod query;

use almoner_domain::{id::OrganizationId, ledger::StreamId};
use chrono::{DateTime, Utc};

/// A command that has its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// When it was answered.
    pub recorded_at: DateTime<Utc>,
    /// For which organization it was given.
    pub organization: String,
    /// The client-minted id.
    pub command_id: String,
    /// Its name.
    pub command: String,
    /// Who gave it; none of a refused one from before it was kept.
    pub actor: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// HMAC of its content, in hexadecimal: two commands with the same content have the same.
    pub fingerprint: String,
    /// What came of it.
    pub answer: ActionAnswer,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionAnswer {
    /// It was carried out, by records of which the viewer sees these.
    CarriedOut {
        /// The first that the viewer sees.
        first: i64,
        /// The last that the viewer sees.
        last: i64,
        /// What it was about, if the viewer sees a record of it.
        subject: Option<StreamId>,
    },
    /// A rule refused it.
    Refused {
        /// The stable code.
        code: String,
        /// What was said to whoever gave it; for officers and its own organization.
        message: Option<String>,
        /// The input field that it was about.
        field: Option<String>,
    },
}

/// Which refused commands are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefusedFilter {
    /// Given by an account.
    pub actor: Option<String>,
    /// Given for an organization.
    pub organization: Option<OrganizationId>,
    /// Of a name, such as `SubmitClaim`.
    pub command: Option<String>,
    /// For a reason, by its stable code.
    pub code: Option<String>,
    /// At an instant or after it.
    pub recorded_from: Option<DateTime<Utc>>,
    /// Before an instant.
    pub recorded_before: Option<DateTime<Utc>>,
}
