//! Which figures of reports an event moved.

use almoner_domain::{
    id::{PaymentId, SubAwardId},
    money::Money,
};
use chrono::NaiveDate;

use super::{
    Closing,
    figures::{FIGURES, Figure, Of, Rows},
    items::{Part, PaymentLines},
    moved::{Return, grown},
    query::out_of_range,
};
use crate::{
    awards::AwardRow,
    postings::PostingRow,
    read::{ReadError, View, as_of},
    reports::{
        BUCKETS, Cell, ReportError, ReportName, Section, column_of_bucket, counts, open_amount,
    },
    table::Cell as _,
};
use almoner_domain::posting::AccountKind;

/// A figure of a report that an event moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedReportFigure {
    /// The report.
    pub report: ReportName,
    /// The section, by its key.
    pub section: &'static str,
    /// The row, by what names it: a letter, a number from 1, a sub-award, an award, an assistance listing, or a payment.
    pub row: String,
    /// The column, by its key.
    pub column: &'static str,
    /// By how much; below zero where it took from it.
    pub change: Money,
    /// The accounting date: a report up to a day before it, or of a year without it, is not moved.
    pub effective_on: Option<NaiveDate>,
}

/// What an event posted, and to whose accounts.
pub(super) struct Posted<'p> {
    pub(super) award: &'p AwardRow,
    pub(super) postings: &'p [PostingRow],
    /// What the event gave back.
    pub(super) returned: Return,
}

impl View {
    /// The figures of reports about awards that postings moved: for who sees the whole award. Those of the sub-award upload
    /// are as it stands on the day of the moment asked about. In the history of the sub-award share it is the first row that
    /// the postings count in; they count in the later ones too.
    pub(super) async fn moved_by_postings(
        &self,
        posted: &Posted<'_>,
    ) -> Result<Vec<MovedReportFigure>, ReadError> {
        let sub_award = posted.postings.iter().find_map(|it| it.sub_award.clone());
        let is_qualified = match &sub_award {
            Some(id) => {
                let rows = self.sub_awards_by_ids(std::slice::from_ref(id)).await?;
                rows.first().is_some_and(|row| counts(row) == "yes")
            }
            None => false,
        };
        let has_share = self.sub_award_share(&posted.award.award).await?.is_some();
        let in_upload = match &sub_award {
            Some(id) => self.upload_section(posted.award, id).await?,
            None => None,
        };
        let in_history = self.share_row_from(posted).await?;
        let mut moved = Vec::new();
        for figure in FIGURES {
            let is_there = match figure.report {
                ReportName::SubAwardUpload => in_upload == Some(figure.section),
                ReportName::SubAwardShare => has_share,
                ReportName::AwardSummary
                | ReportName::ClaimAging
                | ReportName::RemittanceRegister
                | ReportName::FederalExpenditures
                | ReportName::FederalFinancialReport
                | ReportName::PaymentRequest => true,
            };
            let counts_here = match (figure.of, figure.section) {
                (Of::Qualified, _) | (_, "counted") => is_qualified,
                (_, "not-counted") => !is_qualified,
                (Of::Everything, _) => true,
            };
            let row = match figure.rows {
                Rows::At(number) => Some(number.to_string()),
                Rows::Line(letter) => Some(letter.to_owned()),
                Rows::SubAwards => sub_award.as_ref().map(ToString::to_string),
                Rows::Awards => Some(posted.award.award.to_string()),
                Rows::Listings => Some(posted.award.assistance_listing.to_string()),
                Rows::Positions => in_history.map(|position| position.to_string()),
            };
            let Some(row) = row.filter(|_| is_there && counts_here) else {
                continue;
            };
            let change = change(figure, posted).ok_or_else(out_of_range)?;
            if !change.is_zero() {
                moved.push(MovedReportFigure {
                    report: figure.report,
                    section: figure.section,
                    row,
                    column: figure.column,
                    change,
                    effective_on: posted.postings.first().map(|posting| posting.effective_on),
                });
            }
        }
        Ok(moved)
    }

    /// The section of the sub-award upload of this day in which a sub-award stands.
    async fn upload_section(
        &self,
        award: &AwardRow,
        sub_award: &SubAwardId,
    ) -> Result<Option<&'static str>, ReadError> {
        let on = self.recorded_on().await?;
        let sections = match self.upload_sections(award, on).await {
            Ok(sections) => sections,
            Err(ReportError::Read(error)) => return Err(error),
            Err(_) => return Err(out_of_range()),
        };
        let stands = |section: &&Section| {
            let first = section.rows().iter().filter_map(|row| row.first());
            first.map(Cell::text).any(|id| id == sub_award.as_str())
        };
        Ok(sections.iter().find(stands).map(Section::key))
    }

    /// The first row in the history of an award's sub-award share that the postings count in.
    async fn share_row_from(&self, posted: &Posted<'_>) -> Result<Option<i64>, ReadError> {
        let Some(first) = posted.postings.first() else {
            return Ok(None);
        };
        let query = as_of(self, SHARE_ROW)
            .bind(posted.award.award.as_str())
            .bind(first.position);
        let rows = self.rows(query).await?;
        let found = rows.first().map(|row| Option::<i64>::read(row, "position"));
        Ok(found.transpose()?.flatten())
    }

    /// The figures of reports about claims and payments that the event of a position moved.
    pub(super) async fn moved_by_claims(
        &self,
        position: i64,
    ) -> Result<Vec<MovedReportFigure>, ReadError> {
        let mut moved = Vec::new();
        let mut push = |report, section, row: String, column, change: Money| {
            if !change.is_zero() {
                moved.push(MovedReportFigure {
                    report,
                    section,
                    row,
                    column,
                    change,
                    effective_on: None,
                });
            }
        };
        let on = self.recorded_on().await?;
        let query = as_of(self, OPENED)
            .bind(position)
            .bind(on)
            .bind(BUCKETS.to_vec());
        for row in &self.rows(query).await? {
            let change = Money::read(row, "change")?;
            let of = String::read(row, "sub_award")?;
            if let Some(column) = column_of_bucket(i64::read(row, "bucket")?) {
                push(ReportName::ClaimAging, "aging", of.clone(), column, change);
            }
            push(ReportName::ClaimAging, "aging", of, "all", change);
        }
        for row in &self.rows(as_of(self, INCLUDED).bind(position)).await? {
            let payment = PaymentId::read(row, "payment")?;
            let lines = PaymentLines {
                payment: Some(payment.clone()),
                position: Some(position),
                ..PaymentLines::default()
            };
            for (part, column) in [
                (Part::Claims, "claims-amount"),
                (Part::Withheld, "withheld"),
                (Part::Payment, "payment-amount"),
            ] {
                let items = self.payment_items(&lines, part).await?;
                let change = Money::sum(items.parts.iter().map(|item| item.amount));
                let change = change.ok_or_else(out_of_range)?;
                let report = ReportName::RemittanceRegister;
                push(report, "register", payment.to_string(), column, change);
            }
        }
        Ok(moved)
    }
}

/// What the postings of an event add to a figure.
fn change(figure: &Figure, posted: &Posted<'_>) -> Option<Money> {
    let mut change = Money::ZERO;
    for term in figure.terms() {
        let is_allotted = term.kind == AccountKind::Allotted;
        let is_return = is_allotted && posted.returned != Return::Nothing;
        let counts = match figure.closing {
            Closing::Counted => true,
            Closing::LeftOut => !(is_allotted && posted.returned == Return::OfAward),
            Closing::ReturnsLeftOut => !is_return,
            Closing::Alone => is_return,
        };
        let of_term = posted
            .postings
            .iter()
            .filter(|posting| posting.kind == term.kind);
        for posting in of_term.filter(|_| counts) {
            let grown = grown(posting)?;
            change = if term.added {
                change.plus(grown)?
            } else {
                change.minus(grown)?
            };
        }
    }
    Some(change)
}

const SHARE_ROW: &str = "
SELECT min(valid_from) AS position FROM sub_award_shares WHERE award = $2 AND valid_from >= $3 AND valid_from <= $1";

/// What is open of the claim that a record is about, before it and after it, in the bucket of a day.
const OPENED: &str = concat!(
    "SELECT sub_award, bucket, sum(CASE WHEN valid_from = $2 THEN amount ELSE -amount END)::numeric(18,2) AS change
FROM (
    SELECT k.sub_award, k.valid_from, width_bucket($3::date - (k.received_at AT TIME ZONE 'UTC')::date, of.bounds)::bigint AS bucket,
           coalesce(",
    open_amount!(),
    ", 0) AS amount
    FROM claims AS k
    CROSS JOIN LATERAL (SELECT array_agg(bound + 1 ORDER BY bound) AS bounds FROM unnest($4::int[]) AS b(bound)) AS of
    WHERE k.claim IN (SELECT claim FROM audit_trail WHERE position = $2 AND position <= $1)
      AND (k.valid_from = $2 OR k.valid_to = $2)
) AS versions
GROUP BY sub_award, bucket"
);

const INCLUDED: &str = "
SELECT payment FROM audit_trail
WHERE position = $2 AND position <= $1 AND event_type IN ('PaymentClaimIncluded', 'PaymentOffsetIncluded')";
