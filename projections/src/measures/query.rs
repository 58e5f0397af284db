//! Questions about measures.

use almoner_domain::{
    id::{MeasureId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    measure::MeasurePeriod,
    period::Period,
};

use super::MeasureReportRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which measures are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeasureFilter {
    /// Counted over this programme, alone or together with others.
    pub programme: Option<ProgrammeCode>,
    /// Of exactly this time.
    pub period: Option<MeasurePeriod>,
    /// Of a time that lies within these days.
    pub within: Option<Period>,
    /// About an award, or anything under it.
    pub award: Option<Fain>,
    /// About a sub-award.
    pub sub_award: Option<SubAwardId>,
}

impl View {
    /// The reports that stand, of these measures, in no order.
    pub async fn measures_by_ids(
        &self,
        measures: &[MeasureId],
    ) -> Result<Vec<MeasureReportRow>, ReadError> {
        self.records(as_of(self, BY_IDS).bind(texts(measures)))
            .await
    }

    /// The reports that stand, by measure.
    pub async fn measures(
        &self,
        filter: &MeasureFilter,
        page: &Page,
    ) -> Result<Paged<MeasureReportRow>, ReadError> {
        let after = page.after::<1>()?.map(|[id]| id);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(filter.period.map(|period| period.to_string()))
            .bind(filter.within.map(|days| days.starts_on))
            .bind(filter.within.map(|days| days.ends_on))
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &MeasureReportRow| {
            Cursor::of(&[row.measure.as_str()])
        }))
    }

    /// All reports of these measures, superseded ones too, by measure and number.
    pub async fn measure_reports_by_measures(
        &self,
        measures: &[MeasureId],
    ) -> Result<Vec<MeasureReportRow>, ReadError> {
        self.records(as_of(self, REPORTS).bind(texts(measures)))
            .await
    }
}

fn texts(measures: &[MeasureId]) -> Vec<&str> {
    measures.iter().map(MeasureId::as_str).collect()
}

const BY_IDS: &str = "
SELECT * FROM measure_reports
WHERE measure = ANY($2) AND NOT superseded AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM measure_reports
WHERE valid_from <= $1 AND valid_to > $1 AND NOT superseded AND ($3::text IS NULL OR measure > $3)
  AND ($4::text IS NULL OR programmes @> ARRAY[$4])
  AND ($5::text IS NULL OR period = $5)
  AND ($6::date IS NULL OR starts_on >= $6) AND ($7::date IS NULL OR ends_on <= $7)
  AND ($8::text IS NULL OR award = $8)
  AND ($9::text IS NULL OR sub_award = $9)
ORDER BY measure LIMIT $2";

const REPORTS: &str = "
SELECT * FROM measure_reports
WHERE measure = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY measure, number";
