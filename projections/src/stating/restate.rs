//! Statements signed anew to say what their rows say: what an insider with the key could do.
//!
//! Nothing but a drill on a copy calls this; on a ledger the triggers refuse it.

use almoner_journal::merkle::Hash;
use almoner_journal::note::{ReadStatement, Signer};
use sqlx::{PgConnection, Row};

use super::turn::StatingError;

/// Signs every statement with the roots that stand beside it, each naming the one before it.
pub async fn restate(connection: &mut PgConnection, signer: &Signer) -> Result<(), StatingError> {
    let rows = sqlx::query(
        "SELECT position, streams_root, rows_root, note FROM read_statements ORDER BY position",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut previous = None;
    for row in rows {
        let position: i64 = row.try_get(0)?;
        let broken = || StatingError::Statement { position };
        let note: &str = row.try_get(3)?;
        let body = note.rfind("\n\n").and_then(|end| note.get(..=end));
        let said = body.and_then(|body| ReadStatement::parse(body).ok());
        let mut said = said.ok_or_else(broken)?;
        said.streams.root = Hash::try_from(row.try_get::<&[u8], _>(1)?).map_err(|_| broken())?;
        said.rows.root = Hash::try_from(row.try_get::<&[u8], _>(2)?).map_err(|_| broken())?;
        said.previous = previous;
        previous = Some((said.position, said.digest()));
        sqlx::query("UPDATE read_statements SET note = $1 WHERE position = $2")
            .bind(signer.sign(&said.body()))
            .bind(position)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
