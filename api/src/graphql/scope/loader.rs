//! Reads rows in batches: what many objects ask for one by one becomes one statement.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
    sync::Arc,
};

use almoner_domain::ledger::StreamId;
use almoner_journal::{
    record::Position,
    store::{Journal, Record},
};
use almoner_projections::{
    audit_trail::AuditRow,
    award_cash::{AwardCashRow, AwardDisbursed},
    award_income::AwardIncomeRow,
    awards::AwardRow,
    claims::{ClaimAdjustmentRow, ClaimFindingRow, ClaimLineRow, ClaimRow, ClaimStanding},
    clients::{
        ClientFamilyMemberRow, ClientLetterRow, ClientPhaseRow, ClientRow, ClientYearRow,
        SealedValueRow,
    },
    measures::MeasureReportRow,
    organizations::OrganizationRow,
    oversight::OversightEntryRow,
    payments::PaymentRow,
    postings::{AwardFunds, SubAwardFunds},
    programmes::{ProgrammeRow, RuleSetRow},
    read::View,
    sub_award_shares::SubAwardShareRow,
    sub_award_terms::SubAwardTermsRow,
    sub_awards::SubAwardRow,
};
use async_graphql::dataloader::Loader;

use super::key::{
    AdjustmentsOf, AwardCashOf, AwardDisbursedOf, AwardFundsOf, AwardIncomeOf, AwardOf, ClaimOf,
    ClientFamilyOf, ClientLettersOf, ClientOf, ClientPhasesOf, ClientYearsOf, EventAt, FileOf,
    FindingsOf, LinesOf, MeasureOf, MeasureReportsOf, OrganizationOf, PaymentOf, ProgrammeOf,
    RecordAt, RuleSetsOf, SealedOf, ShareOf, StandingsOf, StatesAround, SubAwardFundsOf,
    SubAwardOf, SubAwardTermsOf,
};
use crate::graphql::{error::TopError, journal::StateChange};

/// The rows of one view, and the records beneath.
pub(super) struct Rows {
    view: View,
    journal: Journal,
}

impl Rows {
    pub(super) fn new(view: View, journal: Journal) -> Self {
        Self { view, journal }
    }
}

/// One row a key.
macro_rules! loads_one {
    ($($key:ident => $row:ident, $read:ident by $field:ident;)+) => {$(
        impl Loader<$key> for Rows {
            type Value = $row;
            type Error = TopError;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, $row>, TopError> {
                let ids: Vec<_> = keys.iter().map(|key| key.0.clone()).collect();
                let rows = self.view.$read(&ids).await?;
                Ok(rows.into_iter().map(|row| ($key(row.$field.clone()), row)).collect())
            }
        }
    )+};
}

loads_one! {
    ProgrammeOf => ProgrammeRow, programmes_by_ids by programme;
    OrganizationOf => OrganizationRow, organizations_by_ids by organization;
    AwardOf => AwardRow, awards_by_ids by award;
    ShareOf => SubAwardShareRow, shares_by_awards by award;
    AwardFundsOf => AwardFunds, award_funds by award;
    AwardCashOf => AwardCashRow, award_cash by award;
    AwardDisbursedOf => AwardDisbursed, award_disbursed by award;
    AwardIncomeOf => AwardIncomeRow, award_incomes by award;
    SubAwardOf => SubAwardRow, sub_awards_by_ids by sub_award;
    SubAwardTermsOf => SubAwardTermsRow, sub_award_terms by sub_award;
    SubAwardFundsOf => SubAwardFunds, sub_award_funds by sub_award;
    ClientOf => ClientRow, clients_by_ids by client;
    ClaimOf => ClaimRow, claims_by_ids by claim;
    PaymentOf => PaymentRow, payments_by_ids by payment;
    MeasureOf => MeasureReportRow, measures_by_ids by measure;
    EventAt => AuditRow, audit_rows by position;
}

/// Many rows a key, in the order in which they are read.
macro_rules! loads_many {
    ($($key:ident => $row:ident, $read:ident by $field:ident;)+) => {$(
        impl Loader<$key> for Rows {
            type Value = Arc<[$row]>;
            type Error = TopError;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Arc<[$row]>>, TopError> {
                let ids: Vec<_> = keys.iter().map(|key| key.0.clone()).collect();
                let rows = self.view.$read(&ids).await?;
                Ok(grouped(rows, |row| $key(row.$field.clone())))
            }
        }
    )+};
}

loads_many! {
    LinesOf => ClaimLineRow, claim_lines_by_claims by claim;
    AdjustmentsOf => ClaimAdjustmentRow, claim_adjustments_by_claims by claim;
    FindingsOf => ClaimFindingRow, claim_findings_by_claims by claim;
    RuleSetsOf => RuleSetRow, rule_sets_by_programmes by programme;
    ClientYearsOf => ClientYearRow, client_years_by_clients by client;
    StandingsOf => ClaimStanding, claim_standings by sub_award;
    FileOf => OversightEntryRow, oversight_of_awards by award;
    MeasureReportsOf => MeasureReportRow, measure_reports_by_measures by measure;
    ClientPhasesOf => ClientPhaseRow, client_phases_by_clients by client;
    ClientLettersOf => ClientLetterRow, client_letters_by_clients by client;
    ClientFamilyOf => ClientFamilyMemberRow, client_family_members_by_clients by client;
    SealedOf => SealedValueRow, sealed_values_by_clients by client;
}

fn grouped<K: Eq + Hash, R>(rows: Vec<R>, key: impl Fn(&R) -> K) -> HashMap<K, Arc<[R]>> {
    let mut groups: HashMap<K, Vec<R>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
        .into_iter()
        .map(|(key, rows)| (key, rows.into()))
        .collect()
}

impl Loader<RecordAt> for Rows {
    type Value = Arc<Record>;
    type Error = TopError;

    /// Positions that lie close together are read as one range.
    async fn load(&self, keys: &[RecordAt]) -> Result<HashMap<RecordAt, Arc<Record>>, TopError> {
        let mut positions: Vec<i64> = keys.iter().map(|key| key.0).collect();
        positions.sort_unstable();
        let mut found = HashMap::new();
        let mut rest = positions.as_slice();
        while let Some(first) = rest.first().copied() {
            let near = rest
                .iter()
                .take_while(|position| **position < first + RANGE_MAX)
                .count();
            let last = rest.get(near - 1).copied().unwrap_or(first);
            let before = Position::try_from(first - 1).map_err(|_| TopError::Internal)?;
            let count = u32::try_from(last - first + 1).map_err(|_| TopError::Internal)?;
            for record in self.journal.records(before, count).await? {
                found.insert(RecordAt(record.position.to_bigint()), Arc::new(record));
            }
            rest = &rest[near..];
        }
        Ok(found)
    }
}

impl Loader<StatesAround> for Rows {
    type Value = StateChange;
    type Error = TopError;

    /// A stream is folded once, however many of its events are asked about.
    async fn load(
        &self,
        keys: &[StatesAround],
    ) -> Result<HashMap<StatesAround, StateChange>, TopError> {
        let mut streams: HashMap<&StreamId, BTreeSet<u64>> = HashMap::new();
        for StatesAround(stream, sequence) in keys {
            let asked = streams.entry(stream).or_default();
            asked.extend([sequence.saturating_sub(1), *sequence]);
        }
        let mut found = HashMap::new();
        for (stream, sequences) in streams {
            let states = self.journal.states(stream, &sequences).await?;
            for key in keys.iter().filter(|key| key.0 == *stream) {
                let before = states.get(&key.1.saturating_sub(1));
                if let (Some(before), Some(after)) = (before, states.get(&key.1)) {
                    let (before, after) = (before.clone(), after.clone());
                    found.insert(key.clone(), StateChange { before, after });
                }
            }
        }
        Ok(found)
    }
}

/// The longest range of positions that is read at once.
const RANGE_MAX: i64 = 200;
