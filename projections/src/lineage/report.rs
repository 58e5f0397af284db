//! A figure of a report: the amount in a cell of it, and what it is a sum of.

use almoner_domain::{
    id::{OrganizationId, PaymentId, SubAwardId},
    identifier::{AssistanceListing, Fain},
    money::Money,
};

use super::{
    Explanation, Origin, Sources,
    figures::{FIGURES, Figure, Of, Rows, Time, financial_line},
    items::{Items, OpenClaims, Part, PaymentLines},
    query::out_of_range,
};
use crate::{
    read::{View, as_of},
    reports::{
        Cell, Parameters, Question, Report, ReportError, ReportName, Section, bucket_of_column,
        counts, period_end, standing_of_row,
    },
    table::Cell as _,
};

/// A figure of a report as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureOf {
    /// The report, as it was asked for.
    pub question: Question,
    /// The section, by its key.
    pub section: String,
    /// The row of the section, from 1.
    pub row: usize,
    /// The column, by its key.
    pub column: String,
}

/// A cell of a report that holds an amount.
struct Found<'r> {
    question: &'r Question,
    title: &'static str,
    section: &'r Section,
    row: &'r [Cell],
    number: usize,
    column: &'static str,
    column_title: &'static str,
    amount: Money,
}

impl Found<'_> {
    /// The text of a cell of the row.
    fn text(&self, at: usize) -> String {
        self.row.get(at).map(Cell::text).unwrap_or_default()
    }

    fn parameters(&self) -> &Parameters {
        self.question.parameters()
    }

    fn statement(&self) -> String {
        format!(
            "{}, row {}, {}, in {}: {}",
            self.column_title,
            self.number,
            self.text(0),
            self.section.title(),
            self.title,
        )
    }
}

/// The cell of a figure, where there is such and it holds an amount.
fn cell<'r>(report: &'r Report, of: &FigureOf) -> Option<Found<'r>> {
    let section = report
        .sections()
        .iter()
        .find(|section| section.key() == of.section)?;
    let row = section.rows().get(of.row.checked_sub(1)?)?;
    let columns = section.columns();
    let at = columns.iter().position(|column| column.key == of.column)?;
    let (column, Cell::Money(amount)) = (columns.get(at)?, row.get(at)?) else {
        return None;
    };
    Some(Found {
        question: report.question(),
        title: report.title(),
        section,
        row,
        number: of.row,
        column: column.key,
        column_title: column.title,
        amount: *amount,
    })
}

/// What the postings of a figure are of.
#[derive(Default)]
struct Scope {
    awards: Vec<Fain>,
    sub_awards: Option<Vec<SubAwardId>>,
    until: Option<i64>,
}

impl View {
    /// What a figure of a report is a sum of; none where there is no such report for the viewer, or no amount there.
    pub(super) async fn explain_figure(
        &self,
        of: &FigureOf,
    ) -> Result<Option<Explanation>, ReportError> {
        let report = match self.report(&of.question).await {
            Err(ReportError::SubjectUnknown { .. }) => return Ok(None),
            read => read?,
        };
        let Some(found) = cell(&report, of) else {
            return Ok(None);
        };
        match found.question.name() {
            ReportName::FederalFinancialReport => self.explain_form(&found).await,
            ReportName::ClaimAging => self.explain_open(&found).await.map(Some),
            ReportName::RemittanceRegister => self.explain_remitted(&found).await.map(Some),
            ReportName::AwardSummary
            | ReportName::SubAwardShare
            | ReportName::FederalExpenditures
            | ReportName::SubAwardUpload
            | ReportName::PaymentRequest => self.explain_posted(&found).await,
        }
    }

    async fn explain_form(&self, found: &Found<'_>) -> Result<Option<Explanation>, ReportError> {
        let Some(line) = financial_line(found.number) else {
            return Ok(None);
        };
        let award = self.reported_award(found.question).await?;
        let ends_on = period_end(found.question, &award)?;
        let explained = self.explain_line(&award, line, ends_on).await?;
        let more = found
            .amount
            .minus(explained.amount)
            .ok_or_else(out_of_range)?;
        let computed = explained.computed.plus(more).ok_or_else(out_of_range)?;
        Ok(Some(Explanation {
            amount: found.amount,
            computed,
            ..explained
        }))
    }

    async fn explain_posted(&self, found: &Found<'_>) -> Result<Option<Explanation>, ReportError> {
        let figure = FIGURES.iter().find(|figure| {
            let of_row = match figure.rows {
                Rows::At(number) => number == found.number,
                Rows::Line(letter) => letter == found.text(0),
                Rows::SubAwards | Rows::Awards | Rows::Listings | Rows::Positions => true,
            };
            figure.report == found.question.name()
                && figure.section == found.section.key()
                && figure.column == found.column
                && of_row
        });
        let Some(figure) = figure else {
            return Ok(None);
        };
        let scope = self.scope_of(found, figure).await?;
        let days = match figure.time {
            Time::All => None,
            Time::UpToDay => Some((None, found.parameters().on)),
            Time::FiscalYear => found.parameters().fiscal_year.map(|year| {
                let days = year.period();
                (Some(days.starts_on), Some(days.ends_on))
            }),
        };
        let (starts_on, ends_on) = days.unwrap_or_default();
        let award = match scope.awards.as_slice() {
            [award] => Some(award.clone()),
            [] | [_, ..] => None,
        };
        let sources = Sources {
            awards: scope.awards,
            sub_awards: scope.sub_awards,
            terms: figure.terms(),
            starts_on,
            ends_on,
            closing: figure.closing,
            until: scope.until,
        };
        let terms = self.term_sums(&sources, None).await?;
        let posted = Money::sum(terms.iter().map(|sum| sum.amount)).ok_or_else(out_of_range)?;
        let computed = found.amount.minus(posted).ok_or_else(out_of_range)?;
        let mut statement = format!("{}. What was posted to these accounts.", found.statement());
        if !computed.is_zero() {
            statement.push_str(
                " What is computed is no posting: a rule derives it, the question gives it, or an earlier budget period had it.",
            );
        }
        Ok(Some(Explanation {
            amount: found.amount,
            computed,
            statement,
            award,
            terms,
            origin: Origin::Postings(sources),
        }))
    }

    async fn scope_of(&self, found: &Found<'_>, figure: &Figure) -> Result<Scope, ReportError> {
        let asked = || found.question.award().cloned();
        let mut scope = match figure.rows {
            Rows::At(_) | Rows::Line(_) => Scope {
                awards: vec![asked()?],
                ..Scope::default()
            },
            Rows::SubAwards => {
                let id = SubAwardId::parse(&found.text(0));
                Scope {
                    awards: vec![asked()?],
                    sub_awards: Some(id.into_iter().collect()),
                    until: None,
                }
            }
            Rows::Awards => Scope {
                awards: Fain::parse(&found.text(1)).into_iter().collect(),
                ..Scope::default()
            },
            Rows::Listings => Scope {
                awards: self.awards_of_listing(found).await?,
                ..Scope::default()
            },
            Rows::Positions => Scope {
                awards: vec![asked()?],
                sub_awards: None,
                until: found.text(0).parse().ok(),
            },
        };
        match figure.of {
            Of::Everything => {}
            Of::Qualified => {
                let rows = self.sub_awards_of(&asked()?).await?;
                let counted = rows.into_iter().filter(|row| counts(row) == "yes");
                scope.sub_awards = Some(counted.map(|row| row.sub_award).collect());
            }
        }
        Ok(scope)
    }

    /// The awards of the assistance listing of a row.
    async fn awards_of_listing(&self, found: &Found<'_>) -> Result<Vec<Fain>, ReportError> {
        let Ok(listing) = AssistanceListing::parse(&found.text(0)) else {
            return Ok(Vec::new());
        };
        let organization = found.parameters().organization.as_ref();
        let query = as_of(self, AWARDS_OF_LISTING)
            .bind(listing.to_string())
            .bind(organization.map(OrganizationId::as_str));
        let rows = self.rows(query).await?;
        let read = rows.iter().map(|row| Ok(Fain::read(row, "award")?));
        read.collect()
    }

    async fn explain_open(&self, found: &Found<'_>) -> Result<Explanation, ReportError> {
        let of = match found.section.key() {
            "aging" => OpenClaims {
                sub_award: SubAwardId::parse(&found.text(0)).ok(),
                bucket: bucket_of_column(found.column),
                status: None,
            },
            _ => OpenClaims {
                status: standing_of_row(found.number),
                ..OpenClaims::default()
            },
        };
        let items = self.open_items(found.parameters(), &of).await?;
        let what = "What is payable of these claims, each with its last record; until it is adjudicated, what was billed.";
        itemized(found, items, what)
    }

    async fn explain_remitted(&self, found: &Found<'_>) -> Result<Explanation, ReportError> {
        let said = found.parameters();
        let mut lines = PaymentLines {
            award: said.award.clone(),
            programme: said.programme.clone(),
            ..PaymentLines::default()
        };
        if found.section.key() == "register" {
            lines.payment = PaymentId::parse(&found.text(0)).ok();
            lines.sub_awardee = OrganizationId::parse(&found.text(1)).ok();
        } else {
            lines.status = Some(found.text(0));
        }
        let part = match found.column {
            "claims-amount" => Part::Claims,
            "withheld" => Part::Withheld,
            _ => Part::Payment,
        };
        let items = self.payment_items(&lines, part).await?;
        let what = "What payments hold for these claims and withhold, each with the record that took it in.";
        itemized(found, items, what)
    }
}

fn itemized(found: &Found<'_>, items: Items, what: &str) -> Result<Explanation, ReportError> {
    let statement = format!("{}. {what}", found.statement());
    Ok(items.explanation(Some(found.amount), statement)?)
}

const AWARDS_OF_LISTING: &str = "
SELECT award FROM awards
WHERE assistance_listing = $2 AND ($3::text IS NULL OR grantee = $3) AND valid_from <= $1 AND valid_to > $1";
