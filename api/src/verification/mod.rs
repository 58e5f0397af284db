//! The whole verification of a ledger or of a bundle: the log, what the books mean, and what was stated of the read models.
//!
//! The journal recomputes the log and shows each record in its order; the accounts are folded from these on top.

mod accounts;

use almoner_journal::{
    bundle::{self, BundleError, BundleTrust, Manifest, Source},
    record::Position,
    store::{Journal, ReadError},
    verify::{Fault, FaultKind, KeysInForce, Report, Trusted},
};
use almoner_projections::stating::{self, StatingError};

pub use accounts::{Accounts, ReadEvent};

/// What a verification found.
#[derive(Debug)]
pub struct Verified {
    /// What is wrong, and what was counted.
    pub report: Report,
    /// The accounts, folded from the records.
    pub accounts: Accounts,
}

impl Verified {
    /// Recomputes the log and the accounts of a live ledger; `progress` is told of every record.
    pub async fn ledger(
        journal: &Journal,
        trusted: Trusted<'_>,
        mut progress: impl FnMut(),
    ) -> Result<Self, ReadError> {
        let mut accounts = Accounts::default();
        let visit = |read| {
            progress();
            accounts.take(read)
        };
        let report = journal.verify(trusted, Accounts::read, visit).await?;
        Ok(Self { report, accounts })
    }

    /// Recomputes the log and the accounts of a bundle; `progress` is told how far it has come.
    pub fn bundle(
        source: &Source,
        trust: BundleTrust<'_>,
        progress: impl FnMut(Position),
    ) -> Result<Self, BundleError> {
        // What the manifest says here decides on nothing but what is skipped; the walk holds it against the lines.
        let manifest: Option<Manifest> = source
            .manifest_text()
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok());
        let is_partial = manifest.is_some_and(|manifest| manifest.counts.withheld > 0);
        let mut accounts = Accounts::of(is_partial);
        let visit = |read| accounts.take(read);
        let mut report = bundle::verify(source, trust, Accounts::read, visit, progress)?;
        if is_partial {
            let skipped = "the histories of aggregates, that no account is overdrawn, and closed periods: lines are withheld";
            report.skipped.push(skipped.to_owned());
        }
        Ok(Self { report, accounts })
    }

    /// Holds every statement of the read side against the ledger and against those that the verifier has kept, and adds what does
    /// not hold.
    pub async fn check_statements(
        &mut self,
        url: &str,
        journal: &Journal,
        keys: &KeysInForce,
        held: &[String],
    ) -> Result<(), StatingError> {
        let checked = stating::check_ledger(url, journal, keys, held).await?;
        (self.report.statements, self.report.stated) = (checked.count, checked.last);
        for found in checked.faults {
            self.report.findings.also_by(found.fault, found.by);
        }
        self.report.skipped.extend(checked.skipped);
        Ok(())
    }

    /// Adds what does not hold of the accounts now that all records are in.
    pub fn check_accounts(&mut self) {
        for reason in self.accounts.faults() {
            self.report.findings.also(Fault {
                position: self.report.head,
                kind: FaultKind::Books(reason),
            });
        }
    }
}
