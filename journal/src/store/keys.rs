//! The keys that the log was signed with, as its own events say.

use almoner_domain::ledger::{Event, StreamId};
use almoner_domain::signing::{Signed, SigningEvent};

use super::{Journal, ReadError};
use crate::ledger::KeyInForce;
use crate::record::Position;

impl Journal {
    /// Every key with which checkpoints were signed, in their order; the last one is in force. Where none was ever replaced,
    /// `first` is the only one: nothing that is stored says which it is.
    pub async fn signing_keys(&self, first: &str) -> Result<Vec<KeyInForce>, ReadError> {
        let mut keys = Vec::new();
        for record in self
            .stream(&StreamId::signing(&Signed::Checkpoints))
            .await?
        {
            let Event::Signing(SigningEvent::SigningKeyRotated { from, to, .. }) =
                record.event()?
            else {
                continue;
            };
            if keys.is_empty() {
                keys.push(KeyInForce {
                    since: Position::ZERO,
                    key: from.to_string(),
                });
            }
            keys.push(KeyInForce {
                since: record.position,
                key: to.to_string(),
            });
        }
        if keys.is_empty() {
            keys.push(KeyInForce {
                since: Position::ZERO,
                key: first.to_owned(),
            });
        }
        Ok(keys)
    }
}
