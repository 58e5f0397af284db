//! What an amount is made of, and the events on the way to it.

use almoner_projections::lineage::{self, Explanation, Step, TermSum};
use async_graphql::{Enum, Object, Result};

use crate::graphql::{
    account::{AccountKind, Posting},
    connection::{Connection, Page},
    journal::JournalEvent,
    scalar,
    scope::Scope,
};

/// A station on the way of a cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lineage::Stage", name = "LineageStage")]
pub(crate) enum Stage {
    /// A notice of award: issued, supplemented, reduced, continued, extended, administered, terminated, closed.
    NoticeOfAward,
    /// A sub-award was executed, or its obligation raised or lowered.
    SubAwardAction,
    /// A case was enrolled or transferred.
    Enrolment,
    /// A claim was submitted, replaced or voided.
    Claim,
    /// A claim was decided, and what the decision reserved or took up of the funds.
    Adjudication,
    /// A payment was prepared, authorised or confirmed, and what it paid.
    Payment,
    /// Anything else that posted: costs, cash, match, refunds.
    Posting,
}

pub(crate) struct AmountTerm {
    row: TermSum,
}

/// Accounts of one kind that an amount is a sum of.
#[Object]
impl AmountTerm {
    /// What the accounts hold.
    async fn kind(&self) -> AccountKind {
        self.row.term.kind.into()
    }

    /// The USSGL account that they are part of; none for a memorandum.
    async fn ussgl(&self) -> Option<&'static str> {
        self.row.term.kind.ussgl()
    }

    /// They are added to the amount; if not, they are taken off it.
    async fn added(&self) -> bool {
        self.row.term.added
    }

    /// All that was posted to their debit sides.
    async fn debits(&self) -> scalar::Money {
        scalar::Money::of(self.row.debits)
    }

    /// All that was posted to their credit sides.
    async fn credits(&self) -> scalar::Money {
        scalar::Money::of(self.row.credits)
    }

    /// What they add to the amount; below zero where they take from it.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }
}

pub(crate) struct LineageStep {
    pub(crate) row: Step,
    pub(crate) scope: Scope,
}

/// One event on the way to an amount.
#[Object]
impl LineageStep {
    /// Which station it is.
    async fn stage(&self) -> Stage {
        self.row.stage.into()
    }

    /// Its place in the journal.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.row.event.position)
    }

    /// Its accounting date, where it posted to the amount's accounts.
    async fn effective_on(&self) -> Option<scalar::Date> {
        self.row.effective_on.map(scalar::Date::of)
    }

    /// What it added to the amount, where it posted to its accounts; below zero where it took from it. On the way to what
    /// one event posted: how much each event moved.
    async fn amount(&self) -> Option<scalar::Money> {
        self.row.amount.map(scalar::Money::of)
    }

    /// The event: who did what, when, and by which command.
    async fn event(&self) -> JournalEvent {
        JournalEvent::of(self.row.event.clone(), self.scope.clone())
    }
}

pub(crate) struct AmountExplanation {
    pub(crate) row: Explanation,
    pub(crate) scope: Scope,
}

/// What an amount is made of, and how it came to be: every posting that it is a sum of, and every event that leads to it,
/// from the notice of award on.
#[Object]
impl AmountExplanation {
    /// The amount.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// The part of it that no event moved: what a rule derives, such as a share of what was awarded, or the question gives,
    /// such as an advance. What the events of the path add, and this, is the amount.
    async fn computed(&self) -> scalar::Money {
        scalar::Money::of(self.row.computed)
    }

    /// What it is, in words.
    async fn statement(&self) -> &str {
        &self.row.statement
    }

    /// The FAIN of the award that it is about; none where it is about several.
    async fn fain(&self) -> Option<scalar::Fain> {
        self.row.award.as_ref().map(scalar::Fain::of)
    }

    /// The accounts that it is a sum of, by what they hold; none where it is a sum of claims.
    async fn terms(&self) -> Vec<AmountTerm> {
        let terms = self.row.terms.iter().cloned();
        terms.map(|row| AmountTerm { row }).collect()
    }

    /// The postings that it is a sum of, in the order of the journal; where it is a sum of claims, what was posted for them.
    async fn postings(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        let page = Page::new(first, after)?;
        Ok(self.scope.amount_postings(&self.row, &page).await?)
    }

    /// The events that it came of, in the order of the journal: notices of award, sub-award actions, enrolments, claims,
    /// their adjudication and payment, and whatever else posted. What you may not see of a client is left out.
    async fn path(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<LineageStep>> {
        let page = Page::new(first, after)?;
        Ok(self.scope.amount_path(&self.row, &page).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
