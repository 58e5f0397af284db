//! The file of an award, and what of it is about a sub-award.

use std::sync::Arc;

use almoner_domain::ledger::{StreamId, StreamKind};
use almoner_projections::{
    awards::AwardRow,
    oversight::{EntryKind, OversightEntryRow},
    sub_awards::SubAwardRow,
};
use async_graphql::{Object, Result};

use super::{
    AwardFinding, ExclusionCheck, FederalExpenditures, FiledReport, FixedAmountApproval,
    MonitoringActivity, RiskAssessment, SingleAudit, SubAwardTerms,
};
use crate::graphql::{award::Award, error::TopError, scalar, scope::Scope, sub_award::SubAward};

/// Entries of a kind, each as `$object`.
macro_rules! entries {
    ($rows:expr, $kind:ident => $object:ident) => {
        $rows
            .filter(|row| row.kind == EntryKind::$kind)
            .map(|row| $object { row: row.clone() })
    };
}

pub(crate) struct AwardFile {
    pub(crate) row: AwardRow,
    pub(crate) scope: Scope,
}

impl AwardFile {
    /// The file that a command was about.
    pub(crate) async fn of_subject(
        scope: &Scope,
        subject: &StreamId,
    ) -> Result<Option<Self>, TopError> {
        if subject.kind != StreamKind::Oversight {
            tracing::error!(%subject, "a command was about another kind than its answer shows");
            return Err(TopError::Internal);
        }
        let award = Award::find(scope, &subject.id).await?;
        Ok(award.map(|award| Self {
            row: award.row,
            scope: award.scope,
        }))
    }
}

/// The file of an award beside its money: reports that were filed, and what was found.
#[Object]
impl AwardFile {
    /// The FAIN.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// The award.
    async fn award(&self) -> Result<Option<Award>> {
        Ok(self.scope.award(&self.row.award).await?)
    }

    /// What is filed of a sub-award of it; none where there is none, or you may not see it.
    async fn sub_award(
        &self,
        #[graphql(desc = "The sub-award.")] sub_award_id: scalar::SubAwardId,
    ) -> Result<Option<SubAwardFile>> {
        let id = crate::graphql::read::read_argument("subAwardId", &sub_award_id)?;
        let found = self.scope.sub_award(&id).await?;
        Ok(found
            .filter(|found| found.row.award == self.row.award)
            .map(|found| SubAwardFile::of(found.row, self.scope.clone())))
    }

    /// The reports that were filed, by kind and period.
    async fn reports(&self) -> Result<Vec<FiledReport>> {
        let rows = self.scope.award_file(&self.row.award).await?;
        Ok(entries!(rows.iter(), Report => FiledReport).collect())
    }

    /// What was found about the award and its sub-awards, by id.
    async fn findings(&self) -> Result<Vec<AwardFinding>> {
        let rows = self.scope.award_file(&self.row.award).await?;
        let findings = rows.iter().filter(|row| row.kind == EntryKind::Finding);
        Ok(findings
            .map(|row| AwardFinding {
                row: row.clone(),
                scope: self.scope.clone(),
            })
            .collect())
    }
}

pub(crate) struct SubAwardFile {
    row: SubAwardRow,
    scope: Scope,
}

impl SubAwardFile {
    pub(crate) fn of(row: SubAwardRow, scope: Scope) -> Self {
        Self { row, scope }
    }

    async fn rows(&self) -> Result<Arc<[OversightEntryRow]>, TopError> {
        let rows = self.scope.award_file(&self.row.award).await?;
        let own = |row: &&OversightEntryRow| row.sub_award.as_ref() == Some(&self.row.sub_award);
        Ok(rows.iter().filter(own).cloned().collect())
    }
}

/// What is filed of a sub-award: what its sub-awardee was told, how it is watched over, and what was found.
#[Object]
impl SubAwardFile {
    /// The sub-award.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        Ok(self.scope.sub_award(&self.row.sub_award).await?)
    }

    /// The fourteen elements of which the sub-awardee is told before it is paid, and which of them are missing.
    async fn terms(&self) -> Result<SubAwardTerms> {
        let sub_awardee = self.scope.organization(&self.row.sub_awardee).await?;
        let rows = self.rows().await?;
        let stated = rows.iter().find(|row| row.kind == EntryKind::Terms);
        Ok(SubAwardTerms {
            sub_award: self.row.clone(),
            sub_awardee: sub_awardee.map(|found| found.row),
            stated: stated.cloned(),
        })
    }

    /// The prior approval of a fixed amount; none where none was given.
    async fn fixed_amount_approval(&self) -> Result<Option<FixedAmountApproval>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), FixedAmountApproval => FixedAmountApproval).next())
    }

    /// The latest assessment of risk.
    async fn risk(&self) -> Result<Option<RiskAssessment>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), Risk => RiskAssessment).next())
    }

    /// The monitoring plan, by id.
    async fn monitoring(&self) -> Result<Vec<MonitoringActivity>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), Monitoring => MonitoringActivity).collect())
    }

    /// The latest look at whether SAM.gov excludes the sub-awardee.
    async fn exclusion_check(&self) -> Result<Option<ExclusionCheck>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), ExclusionCheck => ExclusionCheck).next())
    }

    /// What the sub-awardee expended of federal funds, by fiscal year.
    async fn expenditures(&self) -> Result<Vec<FederalExpenditures>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), Expenditures => FederalExpenditures).collect())
    }

    /// The sub-awardee's single audits, by fiscal year.
    async fn audits(&self) -> Result<Vec<SingleAudit>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), Audit => SingleAudit).collect())
    }

    /// The sub-award reports that were filed, by month.
    async fn reports(&self) -> Result<Vec<FiledReport>> {
        let rows = self.rows().await?;
        Ok(entries!(rows.iter(), Report => FiledReport).collect())
    }

    /// What was found about it, by id.
    async fn findings(&self) -> Result<Vec<AwardFinding>> {
        let rows = self.rows().await?;
        let findings = rows.iter().filter(|row| row.kind == EntryKind::Finding);
        Ok(findings
            .map(|row| AwardFinding {
                row: row.clone(),
                scope: self.scope.clone(),
            })
            .collect())
    }
}
