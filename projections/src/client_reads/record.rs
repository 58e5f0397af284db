//! Writes down that clients were read of.

use super::{Reading, Way};
use crate::read::{ReadError, Reader, Touched};

impl Reader {
    /// Records what an answer tells of clients, before it is given: one statement, and none where it tells of no client.
    /// Who cannot record it must not give the answer.
    pub async fn record_read(&self, reading: &Reading, touched: &Touched) -> Result<(), ReadError> {
        let clients = touched.pending();
        if clients.is_empty() {
            return Ok(());
        }
        let codes: Vec<&str> = clients.codes.iter().map(String::as_str).collect();
        let claims: Vec<&str> = clients.claims.iter().map(String::as_str).collect();
        sqlx::query("SELECT record_client_read($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(&reading.actor)
            .bind(&reading.role)
            .bind(&reading.organization)
            .bind(reading.way.map(Way::as_str))
            .bind(&reading.operation)
            .bind(&reading.request)
            .bind(codes)
            .bind(claims)
            .execute(self.pool())
            .await?;
        touched.settle(clients);
        Ok(())
    }

    /// Records an export of everything, or of all but what may be told in aggregates only, before it is written.
    pub async fn record_export(&self, reading: &Reading, whole: bool) -> Result<(), ReadError> {
        sqlx::query("SELECT record_client_export($1, $2, $3, $4, $5, $6)")
            .bind(&reading.actor)
            .bind(&reading.role)
            .bind(&reading.organization)
            .bind(reading.way.map(Way::as_str))
            .bind(&reading.operation)
            .bind(whole)
            .execute(self.pool())
            .await?;
        Ok(())
    }
}
