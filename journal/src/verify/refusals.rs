//! Refused commands, against what the records that followed them name.

use futures::TryStreamExt;
use sqlx::PgConnection;

use super::walk::{Naming, Walk};
use super::{Contradiction, FaultKind};
use crate::refusal::{self, Refusals};
use crate::store::{ReadError, StoredRefusal, select_refusals};

/// What was checked.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Refusals that records name.
    pub(super) named: u64,
    /// Refusals that none names yet.
    pub(super) unnamed: u64,
    /// What could not be checked.
    pub(super) skipped: Vec<String>,
}

/// Goes through the refusals and the records that name them, both in their order.
struct Course {
    namings: std::vec::IntoIter<Naming>,
    next: Option<Naming>,
    refusals: Refusals,
    /// What was wrong since the last naming, if anything.
    is_wrong: bool,
}

/// Checks every refusal, and that there are no others.
pub(super) async fn check(
    connection: &mut PgConnection,
    walk: &mut Walk,
) -> Result<Checked, ReadError> {
    let (namings, head, unnumbered) = walk.namings();
    let mut namings = namings.into_iter();
    let mut course = Course {
        next: namings.next(),
        namings,
        refusals: Refusals::NONE,
        is_wrong: false,
    };
    let mut rows = sqlx::query(select_refusals!(
        "WHERE refusal_number IS NOT NULL ORDER BY refusal_number"
    ))
    .fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        course.refusal(&StoredRefusal::decode(&row)?, walk);
    }
    drop(rows);
    // What is named from here on is not there.
    while let Some(naming) = course.next {
        let reason = format!("refusal {} is missing", course.refusals.last + 1);
        course.wrong(walk, Some(naming), reason);
        course.refusals.last = naming.named.last;
        course.refusals.named = naming.named.last;
        course.next = course.namings.next();
    }
    let last = i64::try_from(course.refusals.last).map_err(ReadError::malformed)?;
    if !course.is_wrong
        && (last, course.refusals.chain.as_bytes().as_slice()) != (head.0, head.1.as_slice())
    {
        let reason = if last == head.0 {
            format!(
                "one of the refusals after {} was edited",
                course.refusals.named
            )
        } else {
            format!("the head counts {} refusals, and {last} are there", head.0)
        };
        course.wrong(walk, None, reason);
    }
    let named = course.refusals.named;
    if i64::try_from(named) != Ok(head.2) {
        let reason = format!(
            "records name {named} refusals, and the head says {}",
            head.2
        );
        course.wrong(walk, None, reason);
    }
    let found: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM commands WHERE first_position IS NULL AND refusal_number IS NULL",
    )
    .fetch_one(&mut *connection)
    .await?;
    if found != unnumbered {
        let reason = format!(
            "{found} refusals have no number, and the head says that {unnumbered} have none"
        );
        course.wrong(walk, None, reason);
    }
    let mut skipped = Vec::new();
    if found > 0 {
        skipped.push(format!(
            "{found} refused commands from before refusals stood under a root"
        ));
    }
    Ok(Checked {
        named,
        unnamed: course.refusals.last.saturating_sub(named),
        skipped,
    })
}

impl Course {
    fn refusal(&mut self, refusal: &StoredRefusal, walk: &mut Walk) {
        let number = refusal.number;
        let expected = self.refusals.last + 1;
        if number != expected {
            let naming = self.over(expected);
            self.wrong(walk, naming, format!("refusal {expected} is missing"));
            // What follows is counted from here on, so that one gap is one fault.
            self.refusals.last = number.saturating_sub(1);
            while let Some(naming) = self.next.filter(|naming| naming.named.last < number) {
                (self.refusals.chain, self.refusals.named) =
                    (naming.named.chain, naming.named.last);
                self.next = self.namings.next();
            }
        }
        if refusal.digest != refusal.line().digest() {
            let (id, naming) = (&refusal.command_id, self.over(number));
            let reason = format!("refusal {number}, of {id}, was edited");
            self.wrong(walk, naming, reason);
        }
        // The chain goes on from what is stored: an edit that was told is not told again by all that follow.
        self.refusals.take(refusal.digest);
        while let Some(naming) = self.next.filter(|naming| naming.named.last <= number) {
            if naming.named.last != self.refusals.last || naming.named.chain != self.refusals.chain
            {
                if !self.is_wrong {
                    let (from, to) = (self.refusals.named + 1, naming.named.last);
                    self.wrong(walk, Some(naming), refusal::edited(from, to));
                }
                self.refusals.chain = naming.named.chain;
            }
            self.is_wrong = false;
            self.refusals.named = naming.named.last;
            self.next = self.namings.next();
        }
    }

    /// The record that names a refusal.
    fn over(&self, number: u64) -> Option<Naming> {
        self.next
            .filter(|naming| naming.named.last >= number)
            .or_else(|| {
                let mut rest = self.namings.as_slice().iter().copied();
                rest.find(|naming| naming.named.last >= number)
            })
    }

    /// Tells of a fault at the record that names the refusal, or after the last one.
    fn wrong(&mut self, walk: &mut Walk, naming: Option<Naming>, reason: String) {
        self.is_wrong = true;
        let position = naming.map_or_else(|| walk.last(), |naming| naming.position);
        let checkpoint = naming.and_then(|naming| naming.checkpoint);
        walk.faults.add_contradicted(
            position,
            FaultKind::Refusal(reason),
            checkpoint.map(Contradiction::Issued),
        );
    }
}
