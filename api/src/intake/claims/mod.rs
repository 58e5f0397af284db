//! From the rows of a sheet to claims: all rows of one claim number are one claim, taken whole or not at all.

mod group;
mod line;
mod merged;
mod total;

use std::collections::BTreeSet;

use almoner_domain::{
    id::{ClaimId, ClientCode, SubAwardId},
    ledger::{Command, ReplaceClaim, SubmitClaim},
    money::Money,
};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Problem, Report, RowStatus, SheetCode, SheetRefused,
    cell::DayOrder,
    header::{self, Column, Layout, Repetition},
    sheet::{self, Cell, Format, Grid, GridRow, ROWS_MAX},
};
use line::Reading;

/// What holds for every row of a sheet that has no column for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The sub-award that is claimed under.
    pub sub_award: Option<SubAwardId>,
    /// The accounting date.
    pub effective_on: Option<NaiveDate>,
}

/// What a sheet holds, and what of it can be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetClaims {
    /// How the file was written.
    pub(super) format: Format,
    /// The claims, in the order of their first rows.
    pub(super) claims: Vec<SheetClaim>,
    /// The rows that are refused at the door, by row.
    pub(super) refused: Vec<RefusedRow>,
    /// The rows that say the total of those above them.
    pub(super) totals: Vec<TotalRow>,
    /// How often the heading is repeated.
    pub(super) repeated_headings: u32,
}

impl SheetClaims {
    /// How many lines of claims the sheet has, refused ones among them.
    pub fn lines(&self) -> usize {
        let readable: usize = self.claims.iter().map(|claim| claim.rows.len()).sum();
        readable + self.refused.len()
    }

    /// How many claims can be handed in.
    pub fn claims(&self) -> usize {
        self.claims.len()
    }

    /// The clients of the claims of which a report tells that they are in the books, and what was made of them.
    pub fn clients_of(&self, report: &Report) -> BTreeSet<&ClientCode> {
        let told = report
            .rows
            .iter()
            .filter(|row| matches!(row.status, RowStatus::Accepted | RowStatus::Skipped));
        let told: BTreeSet<&ClaimId> = told.filter_map(|row| row.claim.as_ref()).collect();
        let claims = self
            .claims
            .iter()
            .filter(|claim| told.contains(&claim.id()));
        claims.map(|claim| &claim.command.client).collect()
    }

    /// What is claimed, in the order of the sheet; replacements among it.
    pub fn commands(&self) -> impl Iterator<Item = &SubmitClaim> {
        self.claims.iter().map(|claim| &claim.command)
    }
}

/// A claim of a sheet: line 1 of the command is its first row, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetClaim {
    /// Its rows, in the order of the sheet.
    pub(super) rows: Vec<u32>,
    /// Which version of its number it is.
    pub(super) version: u32,
    /// What is claimed.
    pub(super) command: SubmitClaim,
}

impl SheetClaim {
    /// The claim.
    pub(super) fn id(&self) -> ClaimId {
        self.versions().1
    }

    /// The claim before it, where it is a replacement, and the claim.
    fn versions(&self) -> (Option<ClaimId>, ClaimId) {
        let first = ClaimId::of(&self.command.sub_award, &self.command.number);
        (1..self.version).fold((None, first), |(_, claim), _| {
            let next = claim.next_version();
            (Some(claim), next)
        })
    }

    /// What the ledger is asked: to take a new claim, or to replace the version before.
    pub(super) fn asked(&self) -> Command {
        let said = self.command.clone();
        match self.versions().0 {
            None => said.into(),
            Some(replaced) => ReplaceClaim {
                claim: replaced,
                client: said.client,
                service_month: said.service_month,
                lines: said.lines,
                effective_on: said.effective_on,
            }
            .into(),
        }
    }
}

/// A row that is refused at the door, with everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RefusedRow {
    /// Its number.
    pub(super) row: u32,
    /// What is wrong; at least one.
    pub(super) problems: Vec<Problem>,
}

/// A row that says the total of those above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct TotalRow {
    /// Its number.
    pub(super) row: u32,
    /// What it says; none when it says no amount.
    pub(super) stated: Option<Money>,
    /// Whether it is the sum of the readable amounts above; none when some amount above cannot be read.
    pub(super) ties: Option<bool>,
}

/// Reads a file into claims. Nothing is handed in yet.
///
/// # Errors
/// [`SheetRefused`] when the sheet as a whole is none: then nothing of it may be handed in.
pub fn read(bytes: &[u8], defaults: &Defaults) -> Result<SheetClaims, SheetRefused> {
    let mut grids = sheet::read(bytes)?;
    if grids.len() > 1 {
        // Instructions and lists beside the claims are nobody's business here.
        let headed: Vec<Grid> = grids
            .iter()
            .filter(|grid| header::is_headed(&grid.rows))
            .cloned()
            .collect();
        if headed.len() > 1 {
            return Err(Problem::new(
                SheetCode::SeveralSheets,
                "more than one worksheet holds claims; save each as a file of its own",
            )
            .into());
        }
        if !headed.is_empty() {
            grids = headed;
        }
    }
    let Some(mut grid) = grids
        .into_iter()
        .next()
        .filter(|grid| !grid.rows.is_empty())
    else {
        return Err(empty());
    };
    let layout = header::find(&grid.rows)?;
    check_defaults(&layout, defaults)?;
    merged::spread(&mut grid, &layout)?;
    sort(&grid, &layout, defaults)
}

fn empty() -> SheetRefused {
    Problem::new(
        SheetCode::Empty,
        "the sheet has no lines of claims; the template shows what one looks like",
    )
    .into()
}

/// What no column says must be said for the whole sheet.
fn check_defaults(layout: &Layout, defaults: &Defaults) -> Result<(), SheetRefused> {
    let given = [
        (Column::SubAward, defaults.sub_award.is_some()),
        (Column::EffectiveOn, defaults.effective_on.is_some()),
    ];
    let problems: Vec<Problem> = given
        .into_iter()
        .filter(|(column, given)| !given && layout.place(*column).is_none())
        .map(|(column, _)| {
            Problem::new(
                SheetCode::ColumnMissing,
                format!(
                    "there is no column {}; add it, or give it for the whole sheet",
                    column.name()
                ),
            )
            .of_column(column.name())
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(SheetRefused { problems })
    }
}

/// What a row below the heading is.
enum Kind {
    Heading,
    Total,
    Line,
}

fn kind(row: &GridRow, layout: &Layout) -> Result<Kind, SheetRefused> {
    match layout.repetition(row) {
        Repetition::Heading => Ok(Kind::Heading),
        Repetition::OtherHeading => Err(Problem::new(
            SheetCode::TwoTables,
            "a second table begins here; save it as a file of its own",
        )
        .at(row.number)
        .into()),
        Repetition::None if total::is_total(row, layout) => Ok(Kind::Total),
        Repetition::None => Ok(Kind::Line),
    }
}

fn sort(grid: &Grid, layout: &Layout, defaults: &Defaults) -> Result<SheetClaims, SheetRefused> {
    let mut lines = Vec::new();
    let mut total_rows = Vec::new();
    let mut repeated_headings = 0;
    for row in grid.rows.iter().skip(layout.row + 1) {
        match kind(row, layout)? {
            Kind::Heading => repeated_headings += 1,
            Kind::Total => total_rows.push(row),
            Kind::Line => lines.push(row),
        }
    }
    if lines.is_empty() {
        return Err(empty());
    }
    if lines.len() > ROWS_MAX {
        return Err(Problem::new(
            SheetCode::TooLong,
            "a sheet has at most 50,000 lines; send the rest as another sheet",
        )
        .into());
    }
    let reading = Reading {
        layout,
        defaults,
        paid_on: order(&lines, layout, Column::PaidOn),
        effective_on: order(&lines, layout, Column::EffectiveOn),
    };
    let read: Vec<line::Line> = lines.iter().map(|row| reading.line(row)).collect();
    let totals = total::check(&total_rows, &read, layout);
    let (claims, refused) = group::by_number(read);
    Ok(SheetClaims {
        format: grid.format,
        claims,
        refused,
        totals,
        repeated_headings,
    })
}

/// What the days of a column say about their order.
fn order(lines: &[&GridRow], layout: &Layout, column: Column) -> DayOrder {
    let mut order = DayOrder::default();
    if let Some(place) = layout.place(column) {
        for text in lines.iter().filter_map(|row| Cell::text(row.cell(place))) {
            order.look(text);
        }
    }
    order
}

#[cfg(test)]
mod tests;
