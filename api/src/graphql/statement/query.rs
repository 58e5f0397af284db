//! What can be asked of statements.

use std::sync::Arc;

use almoner_domain::ledger::StreamId;
use almoner_projections::stating::{ProveError, Proved};
use async_graphql::{Context, Object, Result};

use super::object::{BalanceProof, MapProof, ReadStatement, StreamProof};
use crate::{
    graphql::{
        error::TopError,
        journal::StreamKind,
        scalar,
        scope::{AsOf, Scope},
    },
    http::LedgerState,
};

/// What can be asked of statements.
#[derive(Default)]
pub(crate) struct StatementQuery;

#[Object]
impl StatementQuery {
    /// What the ledger states of its read models: the last statement at a moment or before it. Of a moment after the last
    /// statement it is `NOT_YET_STATED`; so the answer for a moment stays the same for ever.
    async fn read_statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At which moment or before it; the latest if it is left out.")]
        as_of: Option<AsOf>,
    ) -> Result<ReadStatement> {
        let is_asked_for = as_of.is_some();
        let scope = Scope::of(ctx, as_of).await?;
        let statement = scope.view().statement(is_asked_for).await;
        Ok(ReadStatement(
            statement.map_err(|error| refused("asOf", error))?,
        ))
    }

    /// The proof of how many events there are of one thing, and that there are no more; or that there is nothing of this id.
    /// None where you may not see it, and whether there is anything is not for you to know.
    async fn stream_proof(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "type", desc = "What it is.")] kind: StreamKind,
        #[graphql(desc = "Its id in the ledger.")] id: String,
        #[graphql(
            desc = "Under the last statement at this moment or before it; the latest if it is left out."
        )]
        as_of: Option<AsOf>,
    ) -> Result<Option<StreamProof>> {
        let id = plain("id", id)?;
        let is_asked_for = as_of.is_some();
        let scope = Scope::of(ctx, as_of).await?;
        let stream = StreamId {
            kind: kind.into(),
            id,
        };
        let proved = async {
            let statement = scope.view().statement(is_asked_for).await?;
            let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
            scope.view().prove_stream(journal, statement, &stream).await
        };
        let proved = proved.await.map_err(|error| refused("asOf", error))?;
        Ok(proved.map(|proved| StreamProof {
            version: proved.end.map(|(version, _)| scalar::Position::of(version)),
            last_position: proved.end.map(|(_, last)| scalar::Position::of(last)),
            proof: MapProof(proved.proved),
        }))
    }

    /// The proof of what a row of a read model was, without showing any other; or that there was none. None where you may not
    /// see it, and whether there is one is not for you to know.
    async fn row_proof(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The table, such as `awards`. One that there is not is TABLE_UNKNOWN.")]
        table: String,
        #[graphql(
            desc = "What names the row, column by column. Another number of parts, or a number or day that is spelled otherwise, is KEY_MALFORMED."
        )]
        key: Vec<String>,
        #[graphql(
            desc = "Under the last statement at this moment or before it; the latest if it is left out."
        )]
        as_of: Option<AsOf>,
    ) -> Result<Option<MapProof>> {
        let proved = row(ctx, &table, &key, as_of).await?;
        Ok(proved.map(MapProof))
    }

    /// The proof of what an account held, without showing any other. None where you may not see it.
    async fn balance_proof(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account, such as `90ZV0134:unassigned` or `90ZV0134:SA-1:accrued`.")]
        account: String,
        #[graphql(
            desc = "Under the last statement at this moment or before it; the latest if it is left out."
        )]
        as_of: Option<AsOf>,
    ) -> Result<Option<BalanceProof>> {
        let is_asked_for = as_of.is_some();
        let account = plain("account", account)?;
        let scope = Scope::of(ctx, as_of).await?;
        let proved = async {
            let statement = scope.view().statement(is_asked_for).await?;
            let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
            scope
                .view()
                .prove_balance(journal, statement, &account)
                .await
        };
        let proved = proved.await.map_err(|error| refused("asOf", error))?;
        Ok(proved.map(|proved| {
            let (balance, position) = proved.held.unzip();
            BalanceProof {
                balance: balance.map(scalar::Money::of),
                position: position.map(scalar::Position::of),
                proof: MapProof(proved.proved),
            }
        }))
    }
}

async fn row(
    ctx: &Context<'_>,
    table: &str,
    key: &[String],
    as_of: Option<AsOf>,
) -> Result<Option<Proved>, TopError> {
    let is_asked_for = as_of.is_some();
    let scope = Scope::of(ctx, as_of).await?;
    let proved = async {
        let statement = scope.view().statement(is_asked_for).await?;
        let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
        scope.view().prove_row(journal, statement, table, key).await
    };
    let field = |error: &ProveError| match error {
        ProveError::TableUnknown => "table",
        ProveError::KeyMalformed { .. } => "key",
        ProveError::NotYetStated { .. }
        | ProveError::Contradicted { .. }
        | ProveError::StatedOtherwise { .. }
        | ProveError::Read(_)
        | ProveError::Journal(_) => "asOf",
    };
    proved.await.map_err(|error| refused(field(&error), error))
}

/// An id as the ledger may have it: visible characters, and not too many.
fn plain(field: &'static str, text: String) -> Result<String, TopError> {
    let is_plain =
        (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain {
        return Ok(text);
    }
    Err(TopError::Argument {
        field,
        code: "KEY_MALFORMED",
        message: "it has 1 to 200 visible characters".to_owned(),
    })
}

/// What there is no proof of is the argument's fault; what was changed since it was stated is told, and logged.
fn refused(field: &'static str, error: ProveError) -> TopError {
    match error {
        ProveError::Read(error) => error.into(),
        ProveError::Journal(error) => error.into(),
        ProveError::NotYetStated { .. }
        | ProveError::TableUnknown
        | ProveError::KeyMalformed { .. }
        | ProveError::StatedOtherwise { .. }
        | ProveError::Contradicted { .. } => {
            if let ProveError::Contradicted { .. } = &error {
                tracing::error!(%error, "what is kept is not what was stated");
            }
            TopError::Argument {
                field,
                code: error.code(),
                message: error.to_string(),
            }
        }
    }
}
