//! What the ledger made of each claim, read back from its own records.

use std::collections::BTreeMap;

use almoner_domain::{
    claim::{AdjudicatedLine, ClaimEvent, Finding, Outcome, content_digest},
    id::ClaimId,
    ledger::{Event, StreamId, SubmitClaim},
    money::Money,
};
use almoner_journal::{
    ledger::{Answer, Ledger, SubmitError},
    record::Position,
    store::{ReadError, Record},
};

use crate::intake::claims::SheetClaim;

/// Records between two claims of a group that are read along rather than asked for again.
const GAP_MAX: u64 = 64;
/// Records that are read at once.
const RECORDS_MAX: u32 = 4_000;

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) enum Answered {
    /// It is in the books.
    Accepted {
        /// Where its command begins, where that was this import's.
        first: Option<Position>,
        /// Where it stands.
        position: Position,
        /// Whether this import put it there, or put it there before.
        by: By,
        /// What adjudication made of it.
        adjudicated: Adjudicated,
    },
    /// A rule, or the door of the ledger, said no.
    Refused {
        /// The stable code.
        code: String,
        /// What to do.
        message: String,
        /// The field of the claim that it is about.
        field: Option<String>,
        /// Whether the sub-award is the sender's: then the claim may be named.
        is_named: bool,
    },
    /// The id of the import was used for another sheet.
    IdReused,
    /// Nobody knows.
    Nothing,
}

/// Who put a claim into the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum By {
    /// This import, now or at an earlier try.
    ThisImport,
    /// An earlier import, or whoever claims one at a time: it is skipped here.
    Another,
}

/// What adjudication made of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct Adjudicated {
    pub(in crate::intake) outcome: Outcome,
    pub(in crate::intake) lines: Vec<AdjudicatedLine>,
    pub(in crate::intake) findings: Vec<Finding>,
    pub(in crate::intake) billed: Money,
    pub(in crate::intake) adjusted: Money,
    pub(in crate::intake) payable: Money,
}

/// What to do about a number that is taken.
const TAKEN: &str = "the number is of another claim that was taken before; to correct that one, send it again with the \
                     next version, or give this one another number";

/// The number, or the version of it, is taken: by the same claim, or by another.
fn is_taken(code: &str, version: u32) -> bool {
    match code {
        "CLAIM_NUMBER_USED" => true,
        "CLAIM_REPLACED" => version > 1,
        _ => false,
    }
}

/// Reads the answers to a group of claims, in their order.
pub(super) async fn read(
    ledger: &Ledger,
    group: &[&SheetClaim],
    said: Vec<Result<Answer, SubmitError>>,
) -> Result<Vec<Answered>, ReadError> {
    let adjudicated = adjudicated(ledger, &said).await?;
    let mut answers = Vec::with_capacity(group.len());
    for (claim, said) in group.iter().zip(said) {
        answers.push(answer(ledger, claim, said, &adjudicated).await?);
    }
    Ok(answers)
}

async fn answer(
    ledger: &Ledger,
    claim: &SheetClaim,
    said: Result<Answer, SubmitError>,
    adjudicated: &BTreeMap<String, Adjudicated>,
) -> Result<Answered, ReadError> {
    let id = claim.id();
    Ok(match said {
        Ok(Answer::Accepted(accepted)) => {
            let adjudicated = adjudicated.get(id.as_str()).cloned().ok_or_else(|| {
                ReadError::Malformed(format!("the records of claim {id} hold no adjudication"))
            })?;
            let by = if accepted.no_op {
                By::Another
            } else {
                By::ThisImport
            };
            Answered::Accepted {
                first: Some(accepted.first),
                position: accepted.last,
                by,
                adjudicated,
            }
        }
        Ok(Answer::Refused(refused)) if is_taken(&refused.code, claim.version) => {
            match held(ledger, &id, &claim.command).await? {
                Some(held) => held,
                None => Answered::Refused {
                    code: refused.code,
                    message: TAKEN.to_owned(),
                    field: refused.field,
                    is_named: true,
                },
            }
        }
        Ok(Answer::Refused(refused)) => Answered::Refused {
            code: refused.code,
            message: refused.message,
            field: refused.field,
            is_named: true,
        },
        Err(error) => unanswered(error),
    })
}

fn unanswered(error: SubmitError) -> Answered {
    match error {
        // What the sheet calls a sub-award may be anything: it is not repeated.
        SubmitError::Denied(refusal) if refusal.code == "UNKNOWN_SUB_AWARD" => Answered::Refused {
            code: refusal.code.to_owned(),
            message: "you hold no sub-award of this id; write it as the award letter has it"
                .to_owned(),
            field: Some("subAward".to_owned()),
            is_named: false,
        },
        SubmitError::Denied(refusal) => Answered::Refused {
            code: refusal.code.to_owned(),
            message: refusal.message,
            field: refusal.field.map(str::to_owned),
            is_named: false,
        },
        SubmitError::RecordTooLarge { .. } => Answered::Refused {
            code: "RECORD_TOO_LARGE".to_owned(),
            message: error.to_string(),
            field: None,
            is_named: false,
        },
        SubmitError::CommandIdReused { .. } => Answered::IdReused,
        SubmitError::Overloaded
        | SubmitError::Unavailable
        | SubmitError::OutcomeUnknown
        | SubmitError::SigningKeyNotHeld { .. }
        | SubmitError::Broken(_) => Answered::Nothing,
    }
}

/// A claim of this number that was taken before with the same content: it is skipped, whatever its accounting date.
async fn held(
    ledger: &Ledger,
    id: &ClaimId,
    command: &SubmitClaim,
) -> Result<Option<Answered>, ReadError> {
    let records = ledger.journal().stream(&StreamId::claim(id)).await?;
    let asked = content_digest(
        &command.sub_award,
        &command.client,
        command.service_month,
        &command.lines,
    );
    let mut is_same = false;
    let mut found = None;
    for record in &records {
        let Event::Claim(event) = record.event()? else {
            continue;
        };
        if let ClaimEvent::ClaimSubmitted { content_digest, .. }
        | ClaimEvent::ClaimReplacementSubmitted { content_digest, .. } = &event
        {
            is_same = *content_digest == asked;
        } else if let Some((_, adjudicated)) = of_event(event) {
            found = Some(Answered::Accepted {
                first: None,
                position: record.position,
                by: By::Another,
                adjudicated,
            });
        }
    }
    Ok(found.filter(|_| is_same))
}

/// The adjudications among the records of what was accepted, by claim.
async fn adjudicated(
    ledger: &Ledger,
    said: &[Result<Answer, SubmitError>],
) -> Result<BTreeMap<String, Adjudicated>, ReadError> {
    let mut ranges: Vec<(Position, Position)> = said
        .iter()
        .filter_map(|said| match said {
            Ok(Answer::Accepted(accepted)) => Some((accepted.first, accepted.last)),
            Ok(Answer::Refused(_)) | Err(_) => None,
        })
        .collect();
    ranges.sort_unstable();
    let mut joined: Vec<(Position, Position)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some((_, end)) if first <= end.plus(GAP_MAX) => *end = last.max(*end),
            Some(_) | None => joined.push((first, last)),
        }
    }
    let mut found = BTreeMap::new();
    for (first, last) in joined {
        let mut after = before(first);
        while after < last {
            let count = u32::try_from(last.get() - after.get()).unwrap_or(RECORDS_MAX);
            let records = ledger
                .journal()
                .records(after, count.min(RECORDS_MAX))
                .await?;
            let Some(end) = records.last().map(|record| record.position) else {
                break;
            };
            for record in &records {
                if let Some((claim, adjudicated)) = of_record(record)? {
                    found.insert(claim.as_str().to_owned(), adjudicated);
                }
            }
            after = end;
        }
    }
    Ok(found)
}

fn before(position: Position) -> Position {
    Position::try_from(position.get().saturating_sub(1)).unwrap_or(Position::ZERO)
}

fn of_record(record: &Record) -> Result<Option<(ClaimId, Adjudicated)>, ReadError> {
    if record.event_type != "ClaimAdjudicated" {
        return Ok(None);
    }
    let Event::Claim(event) = record.event()? else {
        return Ok(None);
    };
    Ok(of_event(event))
}

fn of_event(event: ClaimEvent) -> Option<(ClaimId, Adjudicated)> {
    let (ClaimEvent::ClaimAdjudicated {
        claim,
        outcome,
        lines,
        findings,
        billed,
        adjusted,
        payable,
        ..
    }
    | ClaimEvent::ClaimReadjudicated {
        claim,
        outcome,
        lines,
        findings,
        billed,
        adjusted,
        payable,
        ..
    }) = event
    else {
        return None;
    };
    let adjudicated = Adjudicated {
        outcome,
        lines,
        findings,
        billed,
        adjusted,
        payable,
    };
    Some((claim, adjudicated))
}
