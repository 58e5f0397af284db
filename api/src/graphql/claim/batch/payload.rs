//! What became of a claim sheet.

use std::{sync::Arc, time::Duration};

use almoner_journal::store::CarriedOut;
use async_graphql::{ComplexObject, Context, Enum, Result, SimpleObject};

use super::{ClaimBatchSubmitInput, input::Sent};
use crate::{
    graphql::{
        caller::Caller,
        claim::value::Outcome,
        error::{TopError, UserError},
        journal::Receipt,
        read::Fields,
        scalar,
        submit::receipt,
    },
    http::LedgerState,
    intake::{self, Importer, Report, ReportRow, SheetRefused},
};

/// How long the answer waits for the read models to hold what was imported.
const READ_SIDE_WAIT_MAX: Duration = Duration::from_secs(5);

/// What became of a row of a claim sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::intake::RowStatus")]
pub(crate) enum ClaimBatchRowStatus {
    /// Its claim is in the books by this import.
    Accepted,
    /// Its claim was in the books before this import, with the same content.
    Skipped,
    /// It is not in the books: the code says why.
    Refused,
    /// The ledger did not answer: send the sheet again under the same id.
    Undecided,
    /// It is no line of a claim but a total. One that is not the sum of what stands above it has a code; that changes
    /// nothing about the lines.
    Total,
}

/// One row of a claim sheet, or one more thing that is wrong with it.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub(crate) struct ClaimBatchRow {
    /// Its command, once it was carried out: the receipt is made when it is asked for.
    #[graphql(skip)]
    carried_out: Option<CarriedOut>,
    /// Its number, from 1, as a spreadsheet counts.
    row: u32,
    /// What became of it.
    status: ClaimBatchRowStatus,
    /// Its claim's id.
    claim_id: Option<scalar::ClaimId>,
    /// Its line within the claim, from 1.
    line: Option<u32>,
    /// What adjudication made of the claim as a whole.
    outcome: Option<Outcome>,
    /// What the line bills.
    billed: Option<scalar::Money>,
    /// What was taken off the line.
    adjusted: Option<scalar::Money>,
    /// What is payable of the line, at once or when there are funds.
    payable: Option<scalar::Money>,
    /// The reasons for what was taken off: adjustment group and reason code, such as `CO 119`.
    adjustments: Vec<String>,
    /// The position of the claim's last event in the journal.
    position: Option<scalar::Position>,
    /// Why it is refused: a stable code.
    code: Option<String>,
    /// The column that the refusal is about.
    column: Option<String>,
    /// What to do.
    message: Option<String>,
}

/// The answer to a claim sheet. A claim is taken whole or refused whole; the others of the sheet go on.
#[derive(Debug, Clone, Default, SimpleObject)]
pub(crate) struct ClaimBatchPayload {
    /// Lines of claims in the sheet.
    lines: u32,
    /// Claims that are in the books by this import.
    claims_accepted: u32,
    /// Claims that were in the books before this import, with the same content.
    claims_skipped: u32,
    /// Lines of claims that are in the books by this import.
    lines_accepted: u32,
    /// Lines of claims that were in the books before.
    lines_skipped: u32,
    /// Lines that are refused.
    lines_refused: u32,
    /// Lines of which nobody knows yet whether they are in the books: send the sheet again under the same id.
    lines_undecided: u32,
    /// What the accepted lines bill.
    billed: Option<scalar::Money>,
    /// What was taken off them.
    adjusted: Option<scalar::Money>,
    /// What is payable of them, at once or when there are funds.
    payable: Option<scalar::Money>,
    /// Row by row, in the order of the sheet.
    rows: Vec<ClaimBatchRow>,
    /// The same as CSV, for spreadsheets.
    report_csv: Option<String>,
    /// The position of the last event of any claim of the sheet; none when none was accepted.
    position: Option<scalar::Position>,
    /// The read models hold all of it.
    caught_up: bool,
    /// Why the sheet was refused whole; then nothing of it is in the books. Empty when it was not.
    user_errors: Vec<UserError>,
}

impl ClaimBatchPayload {
    /// Reads a sheet, hands its claims in, and tells what became of each row.
    pub(crate) async fn carry_out(
        ctx: &Context<'_>,
        input: &ClaimBatchSubmitInput,
    ) -> Result<Self> {
        let caller = ctx.data_unchecked::<Caller>();
        let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
        let mut fields = Fields::default();
        let sent = input.read(caller, &mut fields);
        let Some(Sent {
            id,
            bytes,
            defaults,
            field,
        }) = sent
        else {
            return Ok(Self {
                user_errors: fields.into_errors(),
                ..Self::default()
            });
        };
        let read = tokio::task::spawn_blocking(move || intake::read(&bytes, &defaults));
        let sheet = match read.await.map_err(|error| TopError::internal(&error))? {
            Ok(sheet) => sheet,
            Err(refused) => return Ok(Self::refused(&refused, field)),
        };
        let importer = Importer::new(
            ledger.ledger().clone(),
            caller.context(),
            caller.request.clone(),
        );
        let report = importer
            .import(&sheet, &id, |_| {})
            .await
            .map_err(TopError::from)?;
        for client in sheet.clients_of(&report) {
            caller.touched.client(client);
        }
        Ok(Self::of_report(&report, ledger).await)
    }

    fn refused(refused: &SheetRefused, field: &str) -> Self {
        let user_errors = refused.problems.iter().map(|problem| UserError {
            code: problem.code.clone(),
            message: problem.row.map_or_else(
                || problem.message.clone(),
                |row| format!("row {row}: {}", problem.message),
            ),
            field: Some(field.to_owned()),
        });
        Self {
            user_errors: user_errors.collect(),
            ..Self::default()
        }
    }

    async fn of_report(report: &Report, ledger: &LedgerState) -> Self {
        let last = report.rows.iter().filter_map(|row| row.position).max();
        let caught_up = match last.and_then(|last| i64::try_from(last).ok()) {
            Some(last) => ledger.projector().wait_for(last, READ_SIDE_WAIT_MAX).await,
            None => true,
        };
        let totals = &report.totals;
        Self {
            lines: totals.lines,
            claims_accepted: totals.claims_accepted,
            claims_skipped: totals.claims_skipped,
            lines_accepted: totals.lines_accepted,
            lines_skipped: totals.lines_skipped,
            lines_refused: totals.lines_refused,
            lines_undecided: totals.lines_undecided,
            billed: Some(scalar::Money::of(totals.billed)),
            adjusted: Some(scalar::Money::of(totals.adjusted)),
            payable: Some(scalar::Money::of(totals.payable)),
            rows: report.rows.iter().map(ClaimBatchRow::of).collect(),
            report_csv: Some(report.to_csv()),
            position: last.map(scalar::Position::of),
            caught_up,
            user_errors: Vec::new(),
        }
    }
}

#[ComplexObject]
impl ClaimBatchRow {
    /// The id of the command by which this import has the row's claim in the books: all rows of a claim have one. With it the
    /// receipt can be downloaded at any time. None where the claim was not taken, or was taken before.
    async fn command_id(&self) -> Option<scalar::CommandId> {
        let command = self.carried_out.as_ref();
        command.map(|command| scalar::CommandId::of(&command.command_id))
    }

    /// The proof that the claim's events are in the journal, to be kept. It is made anew for each row that is asked: of a long
    /// sheet, download those that you keep.
    async fn receipt(&self, ctx: &Context<'_>) -> Result<Option<Receipt>> {
        receipt(ctx, self.carried_out.as_ref()).await
    }
}

impl ClaimBatchRow {
    fn of(row: &ReportRow) -> Self {
        Self {
            row: row.row,
            status: row.status.into(),
            claim_id: row.claim.as_ref().map(scalar::ClaimId::of),
            line: row.line,
            outcome: row.outcome.map(Outcome::from),
            billed: row.billed.map(scalar::Money::of),
            adjusted: row.adjusted.map(scalar::Money::of),
            payable: row.payable.map(scalar::Money::of),
            adjustments: row.adjustments.clone(),
            position: row.position.map(scalar::Position::of),
            carried_out: row.carried_out.clone(),
            code: row.code.clone(),
            column: row.column.clone(),
            message: row.message.clone(),
        }
    }
}
