//! What officers say to close months.

use almoner_domain::{
    closing::{ChartTotals, ClosingStatement},
    ledger::{ApprovePeriodClose, BeginPeriodClose, Command, WithdrawPeriodClose},
};
use almoner_journal::record::Position;
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Begins to close a programme's months, and freezes them: what is recorded later for a day of theirs counts from the first
/// day after them.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PeriodCloseBeginInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The programme.
    pub(crate) programme: scalar::ProgrammeCode,
    /// The last month to close, which is over. All open months before it are closed with it.
    pub(crate) through: scalar::Month,
    /// The day, after the last month that is closed.
    pub(crate) effective_on: scalar::Date,
}

impl Input for PeriodCloseBeginInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let programme = fields.read("programme", &self.programme);
        let through = fields.read("through", &self.through);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(BeginPeriodClose {
            programme: programme?,
            through: through?,
            effective_on: effective_on?,
        }))
    }
}

/// What is left on the two sides of all accounts of a chart.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ChartTotalsInput {
    /// All that is left on debit sides.
    pub(crate) debit: scalar::Money,
    /// All that is left on credit sides.
    pub(crate) credit: scalar::Money,
}

impl ChartTotalsInput {
    fn read(&self, fields: &mut Fields) -> Option<ChartTotals> {
        let debit = fields.read("debit", &self.debit);
        let credit = fields.read("credit", &self.credit);
        Some(ChartTotals {
            debit: debit?,
            credit: credit?,
        })
    }
}

/// Says that the trial balance of the months is right, by its digest and its totals. It takes two officers who say the same.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PeriodCloseApproveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The programme.
    pub(crate) programme: scalar::ProgrammeCode,
    /// The number of the close within the programme.
    pub(crate) close: u32,
    /// The position of the event that froze the months: `frozenAt` of the close.
    pub(crate) frozen_at: scalar::Position,
    /// The digest of the trial balance: `trialBalance { digest }` of the close, or your own computation of it.
    pub(crate) digest: scalar::Digest,
    /// The totals of all our own accounts.
    pub(crate) own: ChartTotalsInput,
    /// The totals of all USSGL accounts.
    pub(crate) ussgl: ChartTotalsInput,
    /// The day.
    pub(crate) effective_on: scalar::Date,
}

impl Input for PeriodCloseApproveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let programme = fields.read("programme", &self.programme);
        let frozen_at = self.frozen_at.0.parse::<Position>().ok();
        if frozen_at.is_none() {
            fields.refuse(
                "frozenAt",
                "POSITION_MALFORMED",
                "a position is a whole number, as text such as \"4711\"".to_owned(),
            );
        }
        let digest = fields.read("digest", &self.digest);
        let own = fields.within("own", |fields| self.own.read(fields));
        let ussgl = fields.within("ussgl", |fields| self.ussgl.read(fields));
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ApprovePeriodClose {
            programme: programme?,
            close: self.close,
            statement: ClosingStatement {
                frozen_at: frozen_at?.get(),
                digest: digest?,
                own: own?,
                ussgl: ussgl?,
            },
            effective_on: effective_on?,
        }))
    }
}

/// Withdraws a close that is under way: its months take postings again. What was dated after them meanwhile stays there.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PeriodCloseWithdrawInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The programme.
    pub(crate) programme: scalar::ProgrammeCode,
    /// The number of the close within the programme.
    pub(crate) close: u32,
    /// Why, up to 1,000 characters.
    pub(crate) reason: String,
    /// The day.
    pub(crate) effective_on: scalar::Date,
}

impl Input for PeriodCloseWithdrawInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let programme = fields.read("programme", &self.programme);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(WithdrawPeriodClose {
            programme: programme?,
            close: self.close,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}
