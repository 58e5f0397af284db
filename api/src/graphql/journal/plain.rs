//! Plain words about a client, of a time before they were sealed: once the client is erased they are in the record lines
//! alone, and nothing here tells them.

use async_graphql::Context;
use serde_json::Value;

use super::StateChange;
use crate::graphql::{client::is_erased, error::TopError, scope::Scope};
use almoner_projections::audit_trail::AuditRow;

/// The type of event that may have such words, and its field.
const RECONSIDERED: &str = "ClaimReconsidered";
pub(crate) const REASON: &str = "reason";

/// What a claim's state calls its reconsideration.
const RECONSIDERATION: &str = "reconsidered";

/// Whether an event has plain words about a client who is erased.
pub(super) async fn has_erased(
    ctx: &Context<'_>,
    scope: &Scope,
    row: &AuditRow,
    payload: &Value,
) -> Result<bool, TopError> {
    let has_words = row.event_type == RECONSIDERED && payload.get(REASON).is_some();
    Ok(has_words && of_erased(ctx, scope, row).await?)
}

/// A claim's states without such words, where its client is erased.
pub(super) async fn without_erased(
    ctx: &Context<'_>,
    scope: &Scope,
    row: &AuditRow,
    change: StateChange,
) -> Result<StateChange, TopError> {
    let mut bare = change.clone();
    let found = [strip(&mut bare.before), strip(&mut bare.after)].contains(&true);
    Ok(if found && of_erased(ctx, scope, row).await? {
        bare
    } else {
        change
    })
}

async fn of_erased(ctx: &Context<'_>, scope: &Scope, row: &AuditRow) -> Result<bool, TopError> {
    let Some(client) = &row.client else {
        return Ok(false);
    };
    let status = scope.client(client).await?;
    is_erased(ctx, client, status.and_then(|client| client.row.erasure)).await
}

/// Takes the plain reason of a reconsideration out of a state, and says whether there was one.
fn strip(state: &mut Value) -> bool {
    match state {
        Value::Object(fields) => {
            let reason = fields
                .get_mut(RECONSIDERATION)
                .and_then(|found| found.get_mut(REASON))
                .filter(|reason| {
                    let text = reason.as_str();
                    text.is_some_and(|text| almoner_domain::sealed::Sealed::parse(text).is_err())
                });
            if let Some(reason) = reason {
                *reason = Value::Null;
                return true;
            }
            strip_all(fields.values_mut())
        }
        Value::Array(values) => strip_all(values.iter_mut()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn strip_all<'value>(values: impl Iterator<Item = &'value mut Value>) -> bool {
    let mut found = false;
    for value in values {
        found |= strip(value);
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn plain_words_go_from_a_state_and_sealed_ones_stay() {
        let sealed = format!("sealed-v1.{}.{}.AAAA", "k".repeat(43), "n".repeat(32));
        let state = |reason: Value| json!({ "Denied": { "file": { "reconsidered": { "decision": "UPHELD", "reason": reason } }, "reason": "NOT_COVERED" } });
        let mut plain = state(json!("No receipt was found"));
        assert!(strip(&mut plain));
        assert_eq!(plain, state(Value::Null));
        let mut kept = state(json!(sealed));
        assert!(!strip(&mut kept));
        assert_eq!(kept, state(json!(sealed)));
    }
}
