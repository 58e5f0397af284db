//! Which months of a programme are closed, by whom, and to which trial balance.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    closing::Freeze,
    id::{ActorId, ProgrammeCode},
    money::Money,
    period::{Month, Period},
    posting::TrialBalanceDigest,
    text::Reason,
};
use chrono::NaiveDate;

use crate::{
    read_models::ReadModels,
    table::{codes, record, temporal},
};

codes! {
    /// Where a close stands.
    pub enum PeriodCloseState {
        /// Its months are frozen, and two officers have yet to approve it.
        UnderWay = "UNDER_WAY",
        /// Its months are closed for good.
        Closed = "CLOSED",
        /// It was withdrawn, and its months opened again.
        Withdrawn = "WITHDRAWN",
    }
}

record! {
    /// A close of a programme's months.
    pub struct PeriodCloseRow in "period_closes" {
        /// The programme.
        programme: ProgrammeCode,
        /// Its number within the programme, from 1.
        close: u32,
        /// The first day that it closes; 1 January 1900 for the first close.
        starts_on: NaiveDate,
        /// The last day that it closes.
        ends_on: NaiveDate,
        /// Where it stands.
        state: PeriodCloseState,
        /// The position of the event that froze its months.
        frozen_at: i64,
        /// The account of the officer who began it.
        begun_by: ActorId,
        /// The day on which it was begun.
        begun_on: NaiveDate,
        /// The account of the officer who approved first.
        first_approved_by: Option<ActorId>,
        /// The day of the first approval.
        first_approved_on: Option<NaiveDate>,
        /// The account of the officer who approved second.
        second_approved_by: Option<ActorId>,
        /// The day of the second approval.
        second_approved_on: Option<NaiveDate>,
        /// The position of the event that closed its months for good.
        closed_at: Option<i64>,
        /// SHA-256 of the trial balance's canonical text, as approved.
        digest: Option<TrialBalanceDigest>,
        /// What is left on debit sides of our own accounts, as approved.
        own_debit: Option<Money>,
        /// What is left on credit sides of our own accounts, as approved.
        own_credit: Option<Money>,
        /// What is left on debit sides of the USSGL accounts, as approved.
        ussgl_debit: Option<Money>,
        /// What is left on credit sides of the USSGL accounts, as approved.
        ussgl_credit: Option<Money>,
        /// The account of the officer who withdrew it.
        withdrawn_by: Option<ActorId>,
        /// The day of the withdrawal.
        withdrawn_on: Option<NaiveDate>,
        /// Why it was withdrawn.
        reason: Option<Reason>,
    }
}
temporal!(PeriodCloseRow by programme: ProgrammeCode, close: u32);

impl PeriodCloseRow {
    /// The days that it closes.
    pub fn period(&self) -> Period {
        Period {
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }
}

impl ReadModels {
    /// What is frozen of a programme now: up to the end of its latest close that was not withdrawn.
    pub(crate) fn freeze(&self, programme: &ProgrammeCode) -> Option<Freeze> {
        let all = (programme.clone(), 0)..=(programme.clone(), u32::MAX);
        let row = self
            .period_closes
            .range_back(all)
            .find(|row| row.state != PeriodCloseState::Withdrawn)?;
        Some(Freeze {
            through: Month::of(row.ends_on),
            position: u64::try_from(row.frozen_at).ok()?,
        })
    }
}
