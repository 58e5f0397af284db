//! Which clients an answer tells of: noted beneath every question, from the rows themselves, so that no way to a client
//! is forgotten.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use almoner_domain::id::{ClaimId, ClientCode};
use sqlx::{Column, Row, postgres::PgRow};

/// What was read of clients so far, and what of it was recorded. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Touched(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    pending: Clients,
    recorded: Clients,
}

/// Clients by their codes, and claims, each of which is a client's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Clients {
    pub(crate) codes: BTreeSet<String>,
    pub(crate) claims: BTreeSet<String>,
}

impl Clients {
    pub(crate) fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.claims.is_empty()
    }
}

impl Touched {
    /// A client is told of that no row was read of.
    pub fn client(&self, code: &ClientCode) {
        let mut noted = self.noted();
        let Noted { pending, recorded } = &mut *noted;
        note(code.as_str(), &mut pending.codes, &recorded.codes);
    }

    /// A claim is told of that no row was read of.
    pub fn claim(&self, claim: &ClaimId) {
        let mut noted = self.noted();
        let Noted { pending, recorded } = &mut *noted;
        note(claim.as_str(), &mut pending.claims, &recorded.claims);
    }

    /// Notes whom rows tell of: by the column of the client's code, or where there is none by that of the claim.
    pub(crate) fn rows(&self, rows: &[PgRow]) {
        let Some(first) = rows.first() else { return };
        let column = |name: &str| {
            first
                .columns()
                .iter()
                .position(|column| column.name() == name)
        };
        let (client, claim) = (column("client"), column("claim"));
        if client.is_none() && claim.is_none() {
            return;
        }
        let mut noted = self.noted();
        let Noted { pending, recorded } = &mut *noted;
        for row in rows {
            let text =
                |at: Option<usize>| at.and_then(|at| row.try_get::<Option<&str>, _>(at).ok()?);
            if let Some(code) = text(client) {
                note(code, &mut pending.codes, &recorded.codes);
            } else if let Some(claim) = text(claim) {
                note(claim, &mut pending.claims, &recorded.claims);
            }
        }
    }

    /// What was noted and is not recorded yet.
    pub(crate) fn pending(&self) -> Clients {
        self.noted().pending.clone()
    }

    /// This was recorded: who goes on reading of the same clients for the same answer adds nothing.
    pub(crate) fn settle(&self, clients: Clients) {
        let mut noted = self.noted();
        for code in clients.codes {
            noted.pending.codes.remove(&code);
            noted.recorded.codes.insert(code);
        }
        for claim in clients.claims {
            noted.pending.claims.remove(&claim);
            noted.recorded.claims.insert(claim);
        }
    }

    /// What is read from now on is another answer, and recorded anew.
    pub fn begin_anew(&self) {
        self.noted().recorded = Clients::default();
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn note(id: &str, pending: &mut BTreeSet<String>, recorded: &BTreeSet<String>) {
    if !recorded.contains(id) && !pending.contains(id) {
        pending.insert(id.to_owned());
    }
}
