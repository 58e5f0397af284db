//! A sub-awardee's own reference of a case, which is held sealed. The reference is fictional.

use almoner_domain::{id::ClientCode, ledger::RecordCaseReference};

use super::script::{Cast, Scene, Step, day};
use crate::client_keys::{ClientKeysError, Place, Vault};

/// The sub-awardee of the per-capita contract.
const SUB_AWARDEE: &str = "borough-example";

/// Seals the reference; nothing where the client is erased.
pub(super) async fn record(
    client: &ClientCode,
    vault: &Vault,
) -> Result<Vec<Step>, ClientKeysError> {
    let place = Place::case_reference(client, SUB_AWARDEE);
    let reference = match vault
        .seal(place, "File 17 of 2008 (fictional)".to_owned())
        .await
    {
        Ok(reference) => reference,
        Err(ClientKeysError::Destroyed { .. }) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut scene = Scene::new("case-reference");
    let recorded = RecordCaseReference {
        client: client.clone(),
        reference,
        effective_on: day("2008-11-03"),
    };
    scene.on(day("2008-11-03"), Cast::Subawardee(SUB_AWARDEE), recorded);
    Ok(scene.into_steps())
}
