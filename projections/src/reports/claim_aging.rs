//! The aging of claims: what was received and is neither paid nor refused, by the days since its receipt. A clean claim is
//! paid within 30 days.

use almoner_domain::{id::SubAwardId, money::Money};
use chrono::NaiveDate;
use sqlx::{Postgres, postgres::PgArguments, query::Query};

use super::{Answer, Cell, Column, Parameters, Question, ReportError, Section};
use crate::{
    claims::ClaimStatus,
    read::{View, as_of},
    table::Cell as _,
};

/// The last days of the buckets; what is older is in the last.
pub(crate) const BUCKETS: [i32; 3] = [30, 60, 90];

const AMOUNTS: [Column; 7] = [
    Column::text("sub-award", "Sub-award"),
    Column::count("claims", "Claims"),
    Column::money("days-0-30", "0 to 30 days"),
    Column::money("days-31-60", "31 to 60 days"),
    Column::money("days-61-90", "61 to 90 days"),
    Column::money("days-over-90", "Over 90 days"),
    Column::money("all", "All"),
];
const STATUSES: [Column; 4] = [
    Column::text("status", "Standing"),
    Column::count("claims", "Claims"),
    Column::count("oldest-days", "Oldest, days"),
    Column::money("amount", "US dollars"),
];

/// Where open claims stand, in the order of the report.
const STANDINGS: [(ClaimStatus, &str); 5] = [
    (ClaimStatus::Submitted, "Submitted, not adjudicated"),
    (ClaimStatus::Payable, "Payable, waits for approval"),
    (
        ClaimStatus::Pended,
        "Pended: waits for funds or for its sub-award",
    ),
    (ClaimStatus::Approved, "Approved, unpaid"),
    (ClaimStatus::Scheduled, "In a payment that is not confirmed"),
];

/// The open claims of one sub-award and standing, in one bucket.
struct Open {
    sub_award: SubAwardId,
    status: ClaimStatus,
    bucket: usize,
    claims: i64,
    oldest: i64,
    amount: Money,
}

impl View {
    pub(super) async fn claim_aging(&self, question: &Question) -> Result<Answer, ReportError> {
        let said = question.parameters();
        let on = question.on()?;
        let mut about = format!("Claims open on {on}");
        if said.award.is_some() {
            let award = self.reported_award(question).await?;
            about = format!("{about} under award {}", award.number);
        }
        if let Some(programme) = &said.programme {
            self.programme(programme)
                .await?
                .ok_or(ReportError::SubjectUnknown { what: "programme" })?;
            about = format!("{about} of programme {programme}");
        }
        let open = self.open_claims(question, on).await?;
        Ok((about, vec![by_sub_award(&open)?, by_status(&open)?]))
    }

    async fn open_claims(
        &self,
        question: &Question,
        on: NaiveDate,
    ) -> Result<Vec<Open>, ReportError> {
        let said = question.parameters();
        let query = of(as_of(self, OPEN), said, on);
        let rows = self.rows(query).await?;
        let read = rows.iter().map(|row| {
            let bucket = i64::read(row, "bucket")?;
            Ok(Open {
                sub_award: SubAwardId::read(row, "sub_award")?,
                status: ClaimStatus::read(row, "status")?,
                bucket: usize::try_from(bucket).unwrap_or(BUCKETS.len()),
                claims: i64::read(row, "claims")?,
                oldest: i64::read(row, "oldest")?,
                amount: Money::read(row, "amount")?,
            })
        });
        read.collect()
    }
}

/// Binds what the statements over open claims take, from the second parameter to the fifth.
fn of<'q>(
    query: Query<'q, Postgres, PgArguments>,
    said: &Parameters,
    on: NaiveDate,
) -> Query<'q, Postgres, PgArguments> {
    let award = said.award.as_ref().map(|award| award.as_str().to_owned());
    let programme = said.programme.as_ref();
    query
        .bind(on)
        .bind(BUCKETS.to_vec())
        .bind(award)
        .bind(programme.map(|programme| programme.as_str().to_owned()))
}

/// The open claims of a report one by one; still to be bound are a sub-award, a bucket and a status.
pub(crate) fn open_items<'q>(view: &View, said: &Parameters) -> Query<'q, Postgres, PgArguments> {
    of(
        as_of(view, OPEN_ITEMS),
        said,
        said.on.unwrap_or(NaiveDate::MIN),
    )
}

/// The bucket that a column of the report holds; none of the column of all.
pub(crate) fn bucket_of_column(key: &str) -> Option<i64> {
    let first = AMOUNTS
        .iter()
        .position(|column| column.key == "days-0-30")?;
    let at = AMOUNTS.iter().position(|column| column.key == key)?;
    let bucket = at
        .checked_sub(first)
        .filter(|bucket| *bucket <= BUCKETS.len())?;
    i64::try_from(bucket).ok()
}

/// The column that holds a bucket.
pub(crate) fn column_of_bucket(bucket: i64) -> Option<&'static str> {
    AMOUNTS
        .iter()
        .map(|column| column.key)
        .find(|key| bucket_of_column(key) == Some(bucket))
}

/// The standing that a row of the report is of, from 1.
pub(crate) fn standing_of_row(row: usize) -> Option<&'static str> {
    let (status, _) = STANDINGS.get(row.checked_sub(1)?)?;
    Some(status.code())
}

fn by_sub_award(open: &[Open]) -> Result<Section, ReportError> {
    let mut ids: Vec<&SubAwardId> = open.iter().map(|it| &it.sub_award).collect();
    ids.dedup();
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let of = || open.iter().filter(|it| it.sub_award == *id);
        let sum = |bucket: Option<usize>| {
            let counted = of().filter(|it| bucket.is_none_or(|bucket| it.bucket == bucket));
            Money::sum(counted.map(|it| it.amount)).ok_or(ReportError::OutOfRange)
        };
        let mut row = vec![
            Cell::from(id.as_str()),
            Cell::from(of().map(|it| it.claims).sum::<i64>()),
        ];
        for bucket in 0..=BUCKETS.len() {
            row.push(Cell::from(sum(Some(bucket))?));
        }
        row.push(Cell::from(sum(None)?));
        rows.push(row);
    }
    let section = Section::try_new(
        "aging",
        "By sub-award and days since receipt",
        &AMOUNTS,
        rows,
    )?;
    Ok(section.totalled().noted(
        "A claim counts with what is payable of it; until it is adjudicated, with what was billed. Days are counted from the \
         day of receipt in UTC. A clean claim is paid within 30 days.",
    ))
}

fn by_status(open: &[Open]) -> Result<Section, ReportError> {
    let mut rows = Vec::new();
    for (status, title) in STANDINGS {
        let of = || open.iter().filter(|it| it.status == status);
        let amount = Money::sum(of().map(|it| it.amount)).ok_or(ReportError::OutOfRange)?;
        rows.push(vec![
            Cell::from(title),
            Cell::from(of().map(|it| it.claims).sum::<i64>()),
            Cell::from(of().map(|it| it.oldest).max()),
            Cell::from(amount),
        ]);
    }
    Ok(Section::try_new("standing", "By standing", &STATUSES, rows)?.totalled())
}

/// What is open of a version of a claim; nothing of one that is paid or refused.
macro_rules! open_amount {
    () => {
        "CASE status WHEN 'SUBMITTED' THEN billed \
         WHEN 'PAYABLE' THEN payable WHEN 'PENDED' THEN payable WHEN 'APPROVED' THEN payable WHEN 'SCHEDULED' THEN payable END"
    };
}
pub(crate) use open_amount;

/// Open claims with their days since receipt, in the buckets that begin after each bound; what was received after the day is
/// not there yet.
macro_rules! open_claims {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "
FROM (
    SELECT claim, award, sub_award, payment, status, ($2::date - (received_at AT TIME ZONE 'UTC')::date) AS days, ",
            open_amount!(),
            " AS amount
    FROM claims
    WHERE status IN ('SUBMITTED', 'PAYABLE', 'PENDED', 'APPROVED', 'SCHEDULED')
      AND valid_from <= $1 AND valid_to > $1
      AND ($4::text IS NULL OR award = $4) AND ($5::text IS NULL OR programme = $5)
) AS open
CROSS JOIN LATERAL (SELECT array_agg(bound + 1 ORDER BY bound) AS bounds FROM unnest($3::int[]) AS b(bound)) AS of",
            $after
        )
    };
}

const OPEN: &str = open_claims!(
    "SELECT sub_award, status, width_bucket(days, bounds)::bigint AS bucket, count(*) AS claims, max(days)::bigint AS oldest,
       sum(amount) AS amount",
    " WHERE days >= 0 GROUP BY sub_award, status, bucket ORDER BY sub_award COLLATE \"C\", status, bucket"
);

/// Each with its last record.
const OPEN_ITEMS: &str = open_claims!(
    "SELECT open.claim, open.award, open.sub_award, open.payment, a.position, open.amount",
    " LEFT JOIN LATERAL (
    SELECT position FROM audit_trail
    WHERE claim = open.claim AND stream_kind = 'Claim' AND position <= $1 ORDER BY position DESC LIMIT 1
) AS a ON true
WHERE days >= 0
  AND ($6::text IS NULL OR open.sub_award = $6)
  AND ($7::bigint IS NULL OR width_bucket(days, bounds)::bigint = $7)
  AND ($8::text IS NULL OR open.status = $8)
ORDER BY a.position"
);
