//! What was posted to which account, and what each held after it: a balance as of any position is one seek.

pub(crate) mod apply;
mod balances;
mod query;
mod trial_balance;

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    posting::{AccountKind, Side},
};
use chrono::{DateTime, NaiveDate, Utc};

pub use almoner_domain::posting::TrialBalanceLine;
pub(crate) use balances::Balances;
pub use query::{AwardFunds, Balance, BalanceFilter, PostingFilter, SubAwardFunds};
pub use trial_balance::{BookTotals, TrialBalance, TrialBalanceFilter};

use crate::table::{record, temporal};

record! {
    /// An account.
    pub struct AccountRow in "accounts" {
        /// Its name: award, sub-award where it has one, and kind, joined by colons.
        account: String,
        /// What it holds.
        kind: AccountKind,
        /// The award.
        award: Fain,
        /// The sub-award, where it is kept for one.
        sub_award: Option<SubAwardId>,
        /// The programme.
        programme: ProgrammeCode,
        /// Who sees it: the prime, and the sub-awardee where it is kept for one.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AccountRow by account: String);

record! {
    /// One line of the books.
    pub struct PostingRow in "postings" {
        /// The record that posted it.
        position: i64,
        /// Its place within the record's transaction, from 1.
        entry: u32,
        /// The account.
        account: String,
        /// What the account holds.
        kind: AccountKind,
        /// The award.
        award: Fain,
        /// The sub-award, where the account is kept for one.
        sub_award: Option<SubAwardId>,
        /// The programme.
        programme: ProgrammeCode,
        /// The accounting date: the fact's own day, or the first day after a frozen one.
        effective_on: NaiveDate,
        /// The fact's own day, where it is late.
        fact_on: Option<NaiveDate>,
        /// The position of the event that froze the fact's own day, where it is late.
        late_behind: Option<i64>,
        /// When it was recorded.
        recorded_at: DateTime<Utc>,
        /// Debit or credit.
        side: Side,
        /// How much, above zero.
        amount: Money,
        /// What the account held after it, on the side on which it grows.
        balance_after: Money,
        /// All that was posted to the account's debit side, this entry included: with the balance, what was posted to both.
        debits_after: Money,
        /// Who sees it: the prime, and the sub-awardee where the account is kept for one.
        organizations: Vec<OrganizationId>,
    }
}
