//! One question a role, to try by hand and to check by program.

use almoner_domain::{
    id::{ActorId, OrganizationId},
    ledger::Role,
};

use crate::token::Principal;

/// A question that a role would ask of the demonstration's books.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Who asks.
    pub role: Role,
    organization: &'static str,
    actor: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// The GraphQL.
    pub query: &'static str,
    /// Where in the answer's data the shown figures stand, as JSON pointers with a name.
    pub figures: &'static [(&'static str, &'static str)],
}

/// The four of them.
pub const QUESTIONS: &[Question] = &[
    Question {
        role: Role::Officer,
        organization: "acf-otip",
        actor: "officer-1",
        title: "Does Colorado's award pass on its 60 percent?",
        query: r#"{ award(fain: "90ZV9901") { awarded grantee { name } subAwardShare { subAwarded minimum percent compliant } balances { unassigned retainedSpent } } }"#,
        figures: &[
            ("awarded", "/award/awarded"),
            ("sub-awarded", "/award/subAwardShare/subAwarded"),
            ("minimum", "/award/subAwardShare/minimum"),
            ("percent", "/award/subAwardShare/percent"),
            ("unassigned", "/award/balances/unassigned"),
        ],
    },
    Question {
        role: Role::Grantee,
        organization: "uscri",
        actor: "uscri-finance-1",
        title: "What is left of my sub-award in Texas?",
        query: r#"{ subAward(subAwardId: "TVAP-TX") { obligated subAwardee { name } balances { available reserved accrued paid } } }"#,
        figures: &[
            ("obligated", "/subAward/obligated"),
            ("available", "/subAward/balances/available"),
            ("accrued", "/subAward/balances/accrued"),
            ("paid", "/subAward/balances/paid"),
        ],
    },
    Question {
        role: Role::Subawardee,
        organization: "prairie-example",
        actor: "prairie-example-intake-1",
        title: "What was taken off my claim, and why?",
        query: r#"{ claim(claimId: "TVAP-TX:2018-11-0316") { status billed adjusted payable lines { number billed adjustments { group carc amount explanation } } } }"#,
        figures: &[
            ("status", "/claim/status"),
            ("billed", "/claim/billed"),
            ("adjusted", "/claim/adjusted"),
            ("payable", "/claim/payable"),
        ],
    },
    Question {
        role: Role::Auditor,
        organization: "acf-otip",
        actor: "auditor-1",
        title: "Where do the books stand, and do they balance?",
        query: r"{ journal { head { position root } checkpoint { size note } } trialBalance { totals { book debit credit } } }",
        figures: &[
            ("position", "/journal/head/position"),
            ("book", "/trialBalance/totals/0/book"),
            ("debits", "/trialBalance/totals/0/debit"),
            ("credits", "/trialBalance/totals/0/credit"),
        ],
    },
];

impl Question {
    /// Who asks.
    pub fn principal(&self) -> Principal {
        Principal {
            actor: ActorId::parse(self.actor).expect("the script's actors are well formed"),
            role: self.role,
            organization: OrganizationId::parse(self.organization)
                .expect("the script's organizations are well formed"),
            ledger: None,
        }
    }
}
