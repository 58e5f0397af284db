//! Hands the claims of a sheet to the ledger, in groups, and gathers the answers.
//!
//! Claims are handed in in the order of the sheet, some groups at a time, so that a long sheet takes no more of the
//! ledger's queue than a few groups, and a ledger never waits for the sheet.

mod answer;
mod id;

use std::time::Duration;

use almoner_domain::ledger::Context;
use almoner_journal::{
    ledger::{Answer, Ledger, Submission, SubmitError},
    store::ReadError,
};
use futures::{StreamExt, stream};

pub use id::ImportId;

use super::{Report, SheetClaims, claims::SheetClaim, report::Draft};
pub(super) use answer::{Adjudicated, Answered, By};

/// Claims that are handed in together.
const GROUP: usize = 200;
/// Groups that are in hand at once.
const GROUPS_AT_ONCE: usize = 4;
/// How often what the ledger could not answer is handed in again.
const ROUNDS_MAX: u32 = 6;
/// How long is waited before the first of these times; each time twice as long.
const PAUSE: Duration = Duration::from_millis(100);

/// Hands sheets to a ledger, as one sub-awardee.
#[derive(Clone)]
pub struct Importer {
    ledger: Ledger,
    context: Context,
    request: String,
}

/// What the ledger said to each claim of a group; none where it said nothing.
type Said = Vec<Result<Answer, SubmitError>>;

impl Importer {
    /// Hands in as this principal; `request` is recorded with every claim.
    pub fn new(ledger: Ledger, context: Context, request: String) -> Self {
        Self {
            ledger,
            context,
            request,
        }
    }

    /// Hands in a sheet, and tells what became of each of its rows. Handing it in again under the same id does nothing
    /// new and answers the same. `told` learns how many lines are done.
    ///
    /// # Errors
    /// [`ReadError`] when what was recorded cannot be read back; the claims stand, and sending the sheet again tells.
    pub async fn import(
        &self,
        sheet: &SheetClaims,
        id: &ImportId,
        told: impl Fn(usize),
    ) -> Result<Report, ReadError> {
        let mut draft = Draft::new(id, &self.context.organization, sheet);
        let mut done = sheet.refused.len();
        told(done);
        let mut left: Vec<usize> = (0..sheet.claims.len()).collect();
        for round in 0..ROUNDS_MAX {
            let is_last = round + 1 == ROUNDS_MAX;
            let mut again = Vec::new();
            let mut answers = stream::iter(left.chunks(GROUP).map(<[usize]>::to_vec))
                .map(|group| self.hand_in(group, sheet, id))
                .buffered(GROUPS_AT_ONCE);
            while let Some((group, said)) = answers.next().await {
                let claims: Vec<&SheetClaim> =
                    group.iter().map(|place| &sheet.claims[*place]).collect();
                let answered = answer::read(&self.ledger, &claims, said).await?;
                for ((place, claim), answered) in group.into_iter().zip(claims).zip(answered) {
                    if answered == Answered::Nothing && !is_last {
                        again.push(place);
                    } else {
                        draft.answered(claim, answered);
                        done += claim.rows.len();
                    }
                }
                told(done);
            }
            drop(answers);
            if again.is_empty() {
                break;
            }
            left = again;
            tokio::time::sleep(PAUSE * 2_u32.pow(round)).await;
        }
        Ok(draft.finish())
    }

    /// Hands in the claims at these places of the sheet.
    fn hand_in(
        &self,
        group: Vec<usize>,
        sheet: &SheetClaims,
        id: &ImportId,
    ) -> impl Future<Output = (Vec<usize>, Said)> + Send + use<> {
        let submissions = group
            .iter()
            .map(|place| self.submission(&sheet.claims[*place], id))
            .collect();
        let ledger = self.ledger.clone();
        async move {
            let said = ledger.submit_many(submissions).await;
            (group, said)
        }
    }

    fn submission(&self, claim: &SheetClaim, id: &ImportId) -> Submission {
        let first_row = claim.rows.first().copied().unwrap_or(0);
        Submission {
            command_id: id.command(first_row),
            context: self.context.clone(),
            command: claim.asked(),
            correlation: id.as_str().to_owned(),
            causation: String::new(),
            request: self.request.clone(),
        }
    }
}
