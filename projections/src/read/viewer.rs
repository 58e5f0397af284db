//! Who asks, as the row-level security of the read models has it.

use std::fmt;

use almoner_domain::{id::OrganizationId, ledger::Role};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    scope: Scope,
    organization: Option<OrganizationId>,
}

/// What the policies of the read models tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    Auditor,
    Organization,
    Catalogue,
}

impl Viewer {
    /// A person of an organization in a role.
    ///
    /// An officer sees all; an auditor all that the disclosure profiles allow; people of a prime or a sub-awardee
    /// their organization's rows; an admin the catalogue and the register alone.
    pub fn new(role: Role, organization: OrganizationId) -> Self {
        let scope = match role {
            Role::Officer => Scope::All,
            Role::Auditor => Scope::Auditor,
            Role::Grantee | Role::Subawardee => Scope::Organization,
            Role::Admin => Scope::Catalogue,
        };
        Self {
            scope,
            organization: Some(organization),
        }
    }

    /// The office itself, for reports and checks that run on its own machine: sees all.
    pub fn office() -> Self {
        Self {
            scope: Scope::All,
            organization: None,
        }
    }

    /// Reads what [`fmt::Display`] writes: the viewer of a document that is to be made again.
    pub fn parse(text: &str) -> Option<Self> {
        let (scope, organization) = match text.split_once(' ') {
            Some((scope, organization)) => (scope, Some(OrganizationId::parse(organization).ok()?)),
            None => (text, None),
        };
        let scope = match (scope, &organization) {
            ("all", None) => Scope::All,
            ("auditor", None) => Scope::Auditor,
            ("catalogue", None) => Scope::Catalogue,
            ("organization", Some(_)) => Scope::Organization,
            _ => return None,
        };
        Some(Self {
            scope,
            organization,
        })
    }

    /// Sees all.
    pub(crate) fn is_of_office(&self) -> bool {
        self.scope == Scope::All
    }

    /// Asks for a prime or a sub-awardee.
    pub(crate) fn is_of_owner(&self) -> bool {
        self.scope == Scope::Organization
    }

    /// May learn of aggregates over all: officers and auditors.
    pub(crate) fn is_told_aggregates(&self) -> bool {
        match self.scope {
            Scope::All | Scope::Auditor => true,
            Scope::Organization | Scope::Catalogue => false,
        }
    }

    pub(crate) fn scope(&self) -> &'static str {
        match self.scope {
            Scope::All => "all",
            Scope::Auditor => "auditor",
            Scope::Organization => "organization",
            Scope::Catalogue => "catalogue",
        }
    }

    pub(crate) fn organization(&self) -> &str {
        self.organization
            .as_ref()
            .map_or("", OrganizationId::as_str)
    }
}

/// What a viewer sees, in a word: `all`, `auditor`, `catalogue`, or `organization` and its id. Two viewers of the same
/// word see the same.
impl fmt::Display for Viewer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope {
            Scope::All | Scope::Auditor | Scope::Catalogue => formatter.write_str(self.scope()),
            Scope::Organization => {
                write!(formatter, "{} {}", self.scope(), self.organization())
            }
        }
    }
}
