//! What the tables hold, as text: all of it, or what is valid as of a position.

use std::collections::BTreeMap;

use sqlx::Row;

use super::TestLedger;

/// The tables whose rows have versions.
pub(crate) const TEMPORAL: [&str; 33] = [
    "programmes",
    "rule_sets",
    "organizations",
    "awards",
    "sub_award_shares",
    "award_cash",
    "award_cash_entries",
    "award_contributions",
    "award_incomes",
    "award_income_entries",
    "sub_awards",
    "sub_award_terms",
    "clients",
    "benefit_reservations",
    "client_years",
    "client_phases",
    "client_letters",
    "client_family_members",
    "client_deadlines",
    "sealed_values",
    "claims",
    "claim_lines",
    "claim_adjustments",
    "claim_findings",
    "payments",
    "payment_claims",
    "payment_offsets",
    "receivable_entries",
    "remittance_headers",
    "measure_reports",
    "oversight_entries",
    "period_closes",
    "accounts",
];

/// The tables whose rows are only added.
pub(crate) const LOGS: [&str; 5] = [
    "postings",
    "award_actions",
    "sub_award_actions",
    "audit_trail",
    "audit_sights",
];

/// Every row that is valid as of a position, but for the end of its validity.
pub(crate) async fn rows_as_of(
    ledger: &TestLedger,
    position: i64,
) -> BTreeMap<&'static str, Vec<String>> {
    let mut writer = ledger.writer().await;
    let mut tables = BTreeMap::new();
    for table in TEMPORAL.into_iter().chain(LOGS) {
        let moment = if LOGS.contains(&table) {
            "position <= $1"
        } else {
            "valid_from <= $1 AND valid_to > $1"
        };
        let sql = format!(
            "SELECT (to_jsonb(r) - 'valid_to')::text AS row FROM {table} AS r WHERE {moment} ORDER BY 1"
        );
        let rows = sqlx::query_scalar(&sql)
            .bind(position)
            .fetch_all(&mut writer)
            .await
            .unwrap();
        tables.insert(table, rows);
    }
    tables
}

/// A digest of every row of every table, versions and all.
pub(crate) async fn digests(ledger: &TestLedger) -> BTreeMap<&'static str, (i64, String)> {
    let mut writer = ledger.writer().await;
    let mut digests = BTreeMap::new();
    for table in TEMPORAL.into_iter().chain(LOGS) {
        let sql = format!(
            "SELECT count(*), coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '') FROM {table} AS r"
        );
        let row = sqlx::query(&sql).fetch_one(&mut writer).await.unwrap();
        digests.insert(table, (row.get(0), row.get(1)));
    }
    digests
}
