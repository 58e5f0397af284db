//! All read models together: what a batch of records needs of them, what it makes of them, and how that is written.

mod apply;
mod load;
mod needs;

use crate::audit_trail::{AuditRow, AuditSightRow};
use crate::award_actions::AwardActionRow;
use crate::award_cash::{AwardCashEntryRow, AwardCashRow, AwardContributionRow};
use crate::award_income::{AwardIncomeEntryRow, AwardIncomeRow};
use crate::awards::AwardRow;
use crate::claims::{ClaimAdjustmentRow, ClaimFindingRow, ClaimLineRow, ClaimRow};
use crate::clients::{
    BenefitReservationRow, ClientDeadlineRow, ClientFamilyMemberRow, ClientLetterRow,
    ClientPhaseRow, ClientRow, ClientYearRow, SealedValueRow,
};
use crate::measures::MeasureReportRow;
use crate::organizations::OrganizationRow;
use crate::oversight::OversightEntryRow;
use crate::payments::{PaymentClaimRow, PaymentOffsetRow, PaymentRow};
use crate::period_closes::PeriodCloseRow;
use crate::postings::{AccountRow, Balances, PostingRow};
use crate::programmes::{ProgrammeRow, RuleSetRow};
use crate::receivables::ReceivableEntryRow;
use crate::remittances::RemittanceHeaderRow;
use crate::sub_award_actions::SubAwardActionRow;
use crate::sub_award_shares::SubAwardShareRow;
use crate::sub_award_terms::SubAwardTermsRow;
use crate::sub_awards::SubAwardRow;
use crate::table::{Log, Missing, Table};

pub(crate) use apply::Prepared;

/// Why a record cannot be copied. The projector stops there: it never skips.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApplyError {
    /// The record builds on what is not there.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// A balance is past what a ledger can hold.
    #[error("the balance of {0} is out of range")]
    BalanceOutOfRange(String),
    /// A position is past what a ledger can hold.
    #[error("the position that froze a day is out of range")]
    PositionOutOfRange,
}

macro_rules! read_models {
    (temporal { $($table:ident: $row:ty),+ $(,)? } logs { $($log:ident: $log_row:ty),+ $(,)? }) => {
        /// The read models of one ledger, as far as a batch needs them.
        #[derive(Debug, Default)]
        pub(crate) struct ReadModels {
            $(pub(crate) $table: Table<$row>,)+
            $(pub(crate) $log: Log<$log_row>,)+
            pub(crate) balances: Balances,
        }

        impl ReadModels {
            /// The tables, in the order in which they are written.
            pub(crate) const TABLES: &[&str] = &[
                $(<$row as crate::table::Record>::TABLE,)+
                $(<$log_row as crate::table::Record>::TABLE),+
            ];

            /// The columns that the program writes, by table, and what they hold.
            pub(crate) fn columns() -> Vec<(&'static str, Vec<(&'static str, crate::table::Kind)>)> {
                vec![
                    $((<$row as crate::table::Record>::TABLE, crate::table::columns::<$row>(true)),)+
                    $((<$log_row as crate::table::Record>::TABLE, crate::table::columns::<$log_row>(false))),+
                ]
            }

            /// Writes what the batch made: one statement a table for what ended, one for what began.
            pub(crate) async fn write(
                &mut self,
                connection: &mut sqlx::PgConnection,
                target: crate::table::Target,
            ) -> Result<u64, sqlx::Error> {
                let mut rows = 0;
                $(rows += self.$table.write(connection, target).await?;)+
                $(rows += self.$log.write(connection, target).await?;)+
                Ok(rows)
            }

            /// Copies into tables that are built anew what has ended, and with `all` what is valid now too.
            pub(crate) async fn copy(
                &mut self,
                connection: &mut sqlx::PgConnection,
                target: crate::table::Target,
                all: bool,
            ) -> Result<u64, sqlx::Error> {
                let mut rows = 0;
                $(rows += self.$table.copy(connection, target, all).await?;)+
                $(rows += self.$log.copy(connection, target).await?;)+
                Ok(rows)
            }

            /// Forgets rows where too many are held. What was made must be written before.
            pub(crate) fn trim(&mut self) {
                $(self.$table.trim();)+
                self.balances.trim();
            }
        }
    };
}

read_models! {
    temporal {
        programmes: ProgrammeRow,
        rule_sets: RuleSetRow,
        organizations: OrganizationRow,
        awards: AwardRow,
        sub_award_shares: SubAwardShareRow,
        award_cash: AwardCashRow,
        award_cash_entries: AwardCashEntryRow,
        award_contributions: AwardContributionRow,
        award_incomes: AwardIncomeRow,
        award_income_entries: AwardIncomeEntryRow,
        sub_awards: SubAwardRow,
        sub_award_terms: SubAwardTermsRow,
        clients: ClientRow,
        benefit_reservations: BenefitReservationRow,
        client_years: ClientYearRow,
        client_phases: ClientPhaseRow,
        client_letters: ClientLetterRow,
        client_family_members: ClientFamilyMemberRow,
        client_deadlines: ClientDeadlineRow,
        sealed_values: SealedValueRow,
        claims: ClaimRow,
        claim_lines: ClaimLineRow,
        claim_adjustments: ClaimAdjustmentRow,
        claim_findings: ClaimFindingRow,
        payments: PaymentRow,
        payment_claims: PaymentClaimRow,
        payment_offsets: PaymentOffsetRow,
        receivable_entries: ReceivableEntryRow,
        remittance_headers: RemittanceHeaderRow,
        measure_reports: MeasureReportRow,
        oversight_entries: OversightEntryRow,
        period_closes: PeriodCloseRow,
        accounts: AccountRow,
    }
    logs {
        postings: PostingRow,
        award_actions: AwardActionRow,
        sub_award_actions: SubAwardActionRow,
        audit_trail: AuditRow,
        audit_sights: AuditSightRow,
    }
}
