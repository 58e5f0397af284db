//! Loads what a batch needs.

use almoner_domain::ledger::StreamKind;
use sqlx::PgConnection;

use super::{Prepared, ReadModels, needs::Needs};
use crate::feed::Recorded;
use crate::table::{LoadError, Target};

impl ReadModels {
    /// Holds what the batch needs: what is not held yet is loaded, a statement a table.
    pub(crate) async fn load(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
        batch: &[Prepared],
    ) -> Result<(), LoadError> {
        for prepared in batch {
            self.know(&prepared.recorded);
        }
        let needs = Needs::of(batch);
        let on = connection;
        self.programmes
            .load(on, target, needs.programmes.iter().copied())
            .await?;
        self.organizations
            .load(on, target, needs.organizations.iter().copied())
            .await?;
        self.awards
            .load(on, target, needs.awards.iter().copied())
            .await?;
        self.sub_award_shares
            .load(on, target, needs.awards.iter().copied())
            .await?;
        self.award_cash
            .load(on, target, needs.cash.iter().copied())
            .await?;
        self.award_contributions
            .load(on, target, needs.contributions.iter().copied())
            .await?;
        self.award_incomes
            .load(on, target, needs.incomes.iter().copied())
            .await?;
        self.award_income_entries
            .load(on, target, needs.incomes.iter().copied())
            .await?;
        self.sub_awards
            .load(on, target, needs.sub_awards.iter().copied())
            .await?;
        self.clients
            .load(on, target, needs.clients.iter().copied())
            .await?;
        self.benefit_reservations
            .load(on, target, needs.years.iter().copied())
            .await?;
        self.client_years
            .load(on, target, needs.years.iter().copied())
            .await?;
        self.client_phases
            .load(on, target, needs.cases.iter().copied())
            .await?;
        self.client_letters
            .load(on, target, needs.cases.iter().copied())
            .await?;
        self.client_family_members
            .load(on, target, needs.cases.iter().copied())
            .await?;
        self.client_deadlines
            .load(on, target, needs.cases.iter().copied())
            .await?;
        self.sealed_values
            .load(on, target, needs.sealed.iter().copied())
            .await?;
        self.claims
            .load(on, target, needs.claims.iter().copied())
            .await?;
        self.claim_lines
            .load(on, target, needs.lines.iter().copied())
            .await?;
        self.claim_adjustments
            .load(on, target, needs.adjudications.iter().copied())
            .await?;
        self.claim_findings
            .load(on, target, needs.adjudications.iter().copied())
            .await?;
        self.payment_offsets
            .load(on, target, needs.payments.iter().copied())
            .await?;
        self.payments
            .load(on, target, needs.payments.iter().copied())
            .await?;
        self.payment_claims
            .load(on, target, needs.payments.iter().copied())
            .await?;
        self.remittance_headers
            .load(on, target, needs.payments.iter().copied())
            .await?;
        self.measure_reports
            .load(on, target, needs.measures.iter().copied())
            .await?;
        self.oversight_entries
            .load(on, target, needs.files.iter().copied())
            .await?;
        self.period_closes
            .load(on, target, needs.closes.iter().copied())
            .await?;
        self.balances
            .load(on, target, needs.accounts.iter().map(String::as_str))
            .await
    }

    /// The first record of a stream says that nothing is stored of it yet.
    fn know(&mut self, recorded: &Recorded) {
        if recorded.sequence != 1 {
            return;
        }
        let id = &recorded.stream.id;
        match recorded.stream.kind {
            StreamKind::Programme => self.programmes.know(id),
            StreamKind::Organization => self.organizations.know(id),
            StreamKind::Award => {
                self.awards.know(id);
                self.sub_award_shares.know(id);
                self.award_cash.know(id);
                self.award_contributions.know(id);
                self.award_incomes.know(id);
                self.award_income_entries.know(id);
            }
            StreamKind::SubAward => self.sub_awards.know(id),
            StreamKind::Client => {
                self.clients.know(id);
                self.benefit_reservations.know(id);
                self.client_years.know(id);
                self.client_phases.know(id);
                self.client_letters.know(id);
                self.client_family_members.know(id);
                self.client_deadlines.know(id);
                self.sealed_values.know(id);
            }
            StreamKind::Claim => {
                self.claims.know(id);
                self.claim_lines.know(id);
                self.claim_adjustments.know(id);
                self.claim_findings.know(id);
            }
            StreamKind::Payment => {
                self.payments.know(id);
                self.payment_claims.know(id);
                self.payment_offsets.know(id);
                self.remittance_headers.know(id);
            }
            StreamKind::Measure => self.measure_reports.know(id),
            StreamKind::Oversight => self.oversight_entries.know(id),
            StreamKind::Closing => self.period_closes.know(id),
            StreamKind::Signing => {}
        }
    }
}
