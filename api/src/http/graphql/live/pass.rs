//! Who subscribes, and until when the token is good.

use chrono::{DateTime, Utc};

use super::RequestError;
use crate::{
    clock::Clock,
    graphql::Caller,
    http::state::{AppState, LedgerState},
    token::bearer,
};

/// Who subscribes.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub(super) caller: Caller,
    expires_at: DateTime<Utc>,
}

impl Pass {
    /// The pass that an `Authorization` header, or what stands for it, gives.
    pub(super) fn read(
        state: &AppState,
        ledger: &LedgerState,
        authorization: Option<&str>,
        request: &str,
    ) -> Result<Self, RequestError> {
        let token = bearer(authorization).map_err(RequestError::Token)?;
        let (principal, expires_at) = state
            .verifier()
            .verify_until(token)
            .map_err(RequestError::Token)?;
        let caller = Caller::of(&principal, ledger.name(), state.clock().now())
            .map_err(RequestError::Token)?;
        Ok(Self {
            caller: Caller {
                request: request.to_owned(),
                ..caller
            },
            expires_at,
        })
    }

    /// The token's time is over.
    pub(super) fn is_over(&self, clock: &Clock) -> bool {
        clock.now() >= self.expires_at
    }
}
