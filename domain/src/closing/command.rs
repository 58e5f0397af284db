//! What the closing of a programme's months is asked, with the circumstances that the ledger knows.

use chrono::NaiveDate;

use crate::{
    id::ActorId,
    ledger::{ApprovePeriodClose, BeginPeriodClose, WithdrawPeriodClose},
};

/// A command to the closing of a programme's months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingCommand {
    /// What is asked.
    pub asked: ClosingAsked,
    /// The officer's account.
    pub by: ActorId,
    /// The day on which the command arrived.
    pub received_on: NaiveDate,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosingAsked {
    /// Freeze the months.
    Begin(BeginPeriodClose),
    /// Say that the trial balance is right.
    Approve(ApprovePeriodClose),
    /// Open the months again.
    Withdraw(WithdrawPeriodClose),
}
