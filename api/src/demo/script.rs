//! The script: who does what, when, in order.

use almoner_domain::{
    id::{ActorId, CommandId, OrganizationId, SubAwardId},
    ledger::{Command, Context, Role},
    money::Money,
    text::{Reason, Title},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The organization that runs the programmes.
pub(super) const OFFICE: &str = "acf-otip";

/// One line of the script.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The id of the command, by its place in the script.
    pub(super) command_id: CommandId,
    /// Who asks, and when it arrives.
    pub(super) context: Context,
    /// What is asked.
    pub(super) command: Command,
}

/// A scene being written: it numbers its steps by its own name, so that scenes can grow independently.
#[derive(Debug)]
pub(super) struct Scene {
    name: &'static str,
    steps: Vec<Step>,
}

/// Who acts in a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cast<'a> {
    /// A grant officer.
    Officer,
    /// Another grant officer, who looks at denials again.
    SecondOfficer,
    /// The numbered person of a prime.
    Grantee(&'a str, u8),
    /// A person of a sub-awardee.
    Subawardee(&'a str),
}

impl Scene {
    /// An empty scene.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            steps: Vec::new(),
        }
    }

    /// Adds a step that arrives on a day.
    pub(super) fn on(&mut self, day: NaiveDate, who: Cast<'_>, command: impl Into<Command>) {
        let (actor, role, organization) = match who {
            Cast::Officer => ("officer-1".to_owned(), Role::Officer, OFFICE),
            Cast::SecondOfficer => ("officer-2".to_owned(), Role::Officer, OFFICE),
            Cast::Grantee(organization, person) => (
                format!("{organization}-finance-{person}"),
                Role::Grantee,
                organization,
            ),
            Cast::Subawardee(organization) => (
                format!("{organization}-intake-1"),
                Role::Subawardee,
                organization,
            ),
        };
        let number = self.steps.len() + 1;
        self.steps.push(Step {
            command_id: CommandId::parse(&format!("demo-{}-{number:05}", self.name))
                .expect("a scene's name is plain"),
            context: Context {
                actor: ActorId::parse(&actor).expect("an organization's id is plain"),
                role,
                organization: organization_id(organization),
                received_at: noon(day),
            },
            command: command.into(),
        });
    }

    /// The steps, in order.
    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps
    }
}

/// Noon, universal time.
pub(super) fn noon(day: NaiveDate) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("noon exists");
    day.and_time(noon).and_utc()
}

/// A day of the script, written `2008-02-15`.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the script's dates are well formed")
}

/// An amount of the script.
pub(super) fn money(text: &str) -> Money {
    Money::parse(text).expect("the script's amounts are well formed")
}

/// An organization of the script.
pub(super) fn organization_id(text: &str) -> OrganizationId {
    OrganizationId::parse(text).expect("the script's organizations are well formed")
}

/// A title of the script.
pub(super) fn title(text: &str) -> Title {
    Title::parse(text).expect("the script's titles are well formed")
}

/// A reason of the script.
pub(super) fn reason(text: &str) -> Reason {
    Reason::parse(text).expect("the script's reasons are well formed")
}

/// A sub-award of the script.
pub(super) fn sub_award_id(text: &str) -> SubAwardId {
    SubAwardId::parse(text).expect("the script's sub-awards are well formed")
}
