//! One record, copied into every read model that it changes. Pure: it reads and changes memory alone.

use almoner_domain::{
    ledger::Event,
    posting::{Transaction, post},
};

use super::{ApplyError, ReadModels};
use crate::feed::Recorded;
use crate::{
    audit_trail, award_actions, award_cash, award_income, awards, claims, clients, measures,
    organizations, oversight, payments, period_closes, postings, programmes, remittances,
    sub_award_actions, sub_award_shares, sub_award_terms, sub_awards,
};

/// A record with what it posts.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) recorded: Recorded,
    pub(crate) transaction: Option<Transaction>,
}

impl From<Recorded> for Prepared {
    fn from(recorded: Recorded) -> Self {
        let transaction = post(&recorded.event);
        Self {
            recorded,
            transaction,
        }
    }
}

impl ReadModels {
    /// Copies one record. After an error the models are not to be written: some hold half of it.
    pub(crate) fn apply(&mut self, prepared: &Prepared) -> Result<(), ApplyError> {
        let recorded = &prepared.recorded;
        let position = recorded.position;
        match &recorded.event {
            Event::Programme(event) => programmes::apply::apply(self, position, event)?,
            Event::Organization(event) => organizations::apply::apply(self, position, event)?,
            Event::Award(event) => {
                awards::apply::apply(self, position, event)?;
                sub_award_shares::apply::apply(self, position, event);
                award_cash::apply::apply(self, position, event)?;
                award_income::apply::apply(self, position, event)?;
                award_actions::apply::apply(self, position, event)?;
            }
            Event::SubAward(event) => {
                sub_awards::apply::apply(self, position, event)?;
                sub_award_terms::apply::apply(self, position, event)?;
                sub_award_actions::apply::apply(self, position, event)?;
            }
            Event::Client(event) => clients::apply::apply(self, position, event)?,
            Event::Claim(event) => claims::apply::apply(self, position, event)?,
            Event::Payment(event) => {
                payments::apply::apply(self, position, event)?;
                remittances::apply::apply(self, position, event)?;
            }
            Event::Oversight(event) => oversight::apply::apply(self, position, event)?,
            Event::Closing(event) => period_closes::apply::apply(self, position, event)?,
            Event::Measure(event) => measures::apply::apply(self, recorded, event)?,
            Event::Signing(_) => {}
        }
        if let Some(transaction) = &prepared.transaction {
            postings::apply::apply(self, recorded, transaction)?;
        }
        audit_trail::apply::apply(self, recorded)?;
        Ok(())
    }
}
