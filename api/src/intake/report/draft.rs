//! A report while the answers come in.

use almoner_domain::{
    claim::{AdjudicatedLine, Adjustment, AdjustmentGroup, Finding, Outcome, reason, waiting},
    id::OrganizationId,
    money::Money,
};

use almoner_journal::store::CarriedOut;

use super::{Report, ReportRow, RowStatus, Totals};
use crate::intake::{
    Column, ImportId, Problem, SheetClaims, SheetCode,
    claims::{SheetClaim, TotalRow},
    ledger::{Adjudicated, Answered, By},
    sheet::Format,
};

/// A report while the answers come in. What was refused at the door is in it from the start.
pub(in crate::intake) struct Draft {
    id: ImportId,
    organization: OrganizationId,
    import: String,
    format: String,
    totals: Totals,
    rows: Vec<ReportRow>,
}

impl Draft {
    pub(in crate::intake) fn new(
        id: &ImportId,
        organization: &OrganizationId,
        sheet: &SheetClaims,
    ) -> Self {
        let mut draft = Self {
            id: id.clone(),
            organization: organization.clone(),
            import: id.as_str().to_owned(),
            format: format(sheet.format),
            totals: Totals {
                repeated_headings: sheet.repeated_headings,
                ..Totals::default()
            },
            rows: Vec::with_capacity(sheet.lines()),
        };
        for refused in &sheet.refused {
            draft.totals.lines += 1;
            draft.totals.lines_refused += 1;
            for problem in &refused.problems {
                draft.rows.push(of_problem(refused.row, problem));
            }
        }
        for total in &sheet.totals {
            draft.total(total);
        }
        draft
    }

    fn total(&mut self, total: &TotalRow) {
        let disagrees = total.ties == Some(false);
        let mut row = ReportRow::new(total.row, RowStatus::Total);
        row.billed = total.stated;
        if disagrees {
            self.totals.totals_disagreeing += 1;
            row.code = Some(SheetCode::TotalDisagrees.as_str().to_owned());
            row.column = Some(Column::Billed.name().to_owned());
            row.message = Some(
                "the total is not the sum of the amounts above it; look for a row that is missing or changed"
                    .to_owned(),
            );
        }
        self.rows.push(row);
    }

    /// Takes the answer to a claim.
    pub(in crate::intake) fn answered(&mut self, claim: &SheetClaim, answered: Answered) {
        let lines = u32::try_from(claim.rows.len()).unwrap_or(u32::MAX);
        self.totals.lines += lines;
        let id = claim.id();
        match answered {
            Answered::Accepted {
                first,
                position,
                by,
                adjudicated,
            } => {
                let status = match by {
                    By::ThisImport => {
                        self.totals.claims_accepted += 1;
                        self.totals.lines_accepted += lines;
                        self.add(&adjudicated);
                        RowStatus::Accepted
                    }
                    By::Another => {
                        self.totals.claims_skipped += 1;
                        self.totals.lines_skipped += lines;
                        RowStatus::Skipped
                    }
                };
                let carried_out = first.map(|first| CarriedOut {
                    organization: self.organization.clone(),
                    command_id: self.id.command(claim.rows.first().copied().unwrap_or(0)),
                    first,
                    last: position,
                });
                let rows = claim
                    .rows
                    .iter()
                    .zip(&adjudicated.lines)
                    .map(|(row, line)| {
                        let mut row = ReportRow::new(*row, status);
                        row.claim = Some(id.clone());
                        row.line = Some(line.number);
                        row.outcome = Some(adjudicated.outcome);
                        row.billed = Some(line.billed);
                        row.adjusted = Some(line.billed.less(line.allowed));
                        row.payable = Some(line.allowed);
                        row.adjustments = line.adjustments.iter().map(code_of).collect();
                        row.message = why(&adjudicated, line);
                        row.position = Some(position.get());
                        row.carried_out.clone_from(&carried_out);
                        row
                    });
                self.rows.extend(rows);
            }
            Answered::Refused {
                code,
                message,
                field,
                is_named,
            } => {
                self.totals.lines_refused += lines;
                let claim_id = is_named.then_some(id);
                for row in &claim.rows {
                    let mut row = ReportRow::new(*row, RowStatus::Refused);
                    row.claim.clone_from(&claim_id);
                    row.code = Some(code.clone());
                    row.column = field.as_deref().map(column_of_field);
                    row.message = Some(message.clone());
                    self.rows.push(row);
                }
            }
            Answered::IdReused => {
                self.totals.lines_refused += lines;
                self.say(
                    claim,
                    RowStatus::Refused,
                    SheetCode::ImportIdReused,
                    "the import's id was used for another sheet; give this one another, or none",
                );
            }
            Answered::Nothing => {
                self.totals.lines_undecided += lines;
                self.say(
                    claim,
                    RowStatus::Undecided,
                    SheetCode::Undecided,
                    "whether the claim was recorded is not known; send the same sheet again",
                );
            }
        }
    }

    fn say(&mut self, claim: &SheetClaim, status: RowStatus, code: SheetCode, message: &str) {
        for row in &claim.rows {
            let mut row = ReportRow::new(*row, status);
            row.code = Some(code.as_str().to_owned());
            row.message = Some(message.to_owned());
            self.rows.push(row);
        }
    }

    fn add(&mut self, adjudicated: &Adjudicated) {
        // A sum of the sheet that is beyond what a ledger accepts stands still; the lines are true all the same.
        let plus = |sum: Money, more: Money| sum.plus(more).unwrap_or(sum);
        self.totals.billed = plus(self.totals.billed, adjudicated.billed);
        self.totals.adjusted = plus(self.totals.adjusted, adjudicated.adjusted);
        self.totals.payable = plus(self.totals.payable, adjudicated.payable);
    }

    /// The report, in the order of the sheet.
    pub(in crate::intake) fn finish(mut self) -> Report {
        self.rows.sort_by_key(|row| row.row);
        Report {
            import: Some(self.import),
            format: Some(self.format),
            problems: Vec::new(),
            totals: self.totals,
            rows: self.rows,
        }
    }
}

/// Why something was taken off a line, or why the claim waits, and what to do: in sentences, each once.
fn why(adjudicated: &Adjudicated, line: &AdjudicatedLine) -> Option<String> {
    let mut sentences: Vec<&str> = Vec::new();
    let mut say = |why: almoner_domain::claim::Reason| {
        for sentence in [why.explanation, why.what_to_do] {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    };
    let of_line = |found: &&Finding| found.line.is_none_or(|number| number == line.number);
    for taken in &line.adjustments {
        let found = adjudicated.findings.iter().filter(of_line);
        let edit = found
            .filter(|found| found.carc == Some(taken.carc))
            .map(|found| found.edit)
            .next();
        say(reason(taken.carc, edit));
    }
    if adjudicated.outcome == Outcome::Pended {
        let waits = adjudicated
            .findings
            .iter()
            .find(|found| found.fatal && found.carc.is_none());
        if let Some(found) = waits {
            say(waiting(found.edit));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn of_problem(row: u32, problem: &Problem) -> ReportRow {
    let mut row = ReportRow::new(row, RowStatus::Refused);
    row.code = Some(problem.code.clone());
    row.column.clone_from(&problem.column);
    row.message = Some(problem.message.clone());
    row
}

fn code_of(adjustment: &Adjustment) -> String {
    let group = match adjustment.group {
        AdjustmentGroup::Co => "CO",
        AdjustmentGroup::Oa => "OA",
        AdjustmentGroup::Pi => "PI",
        AdjustmentGroup::Cr => "CR",
    };
    format!("{group} {}", adjustment.carc.number())
}

fn format(format: Format) -> String {
    match format {
        Format::Text {
            encoding,
            separator,
        } => format!("CSV, {encoding}, {separator}"),
        Format::Workbook => "XLSX".to_owned(),
    }
}

/// The column of a field of the command, as a sheet calls it.
fn column_of_field(field: &str) -> String {
    let column = match field {
        "subAward" => Column::SubAward,
        "number" => Column::ClaimNumber,
        "client" => Column::Client,
        "serviceMonth" => Column::ServiceMonth,
        "effectiveOn" => Column::EffectiveOn,
        "claim" => Column::Version,
        "lines" => Column::Billed,
        other => return other.to_owned(),
    };
    column.name().to_owned()
}
