//! A claim sheet as it is sent.

use almoner_domain::ledger::Role;
use async_graphql::InputObject;
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    graphql::{caller::Caller, read::Fields, scalar},
    intake::{Defaults, ImportId},
};

/// A claim sheet, CSV or XLSX, with a line for each line of a claim. `docs/claim-sheets.md` tells what its columns are;
/// the template is served at `/claims/template.csv`. A request has at most 256 KiB, which is some 1,500 lines of CSV;
/// `almoner import claims` takes 50,000.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimBatchSubmitInput {
    /// The id that you mint for this import. Sending the same sheet again under it does nothing new; send a corrected
    /// sheet under another.
    pub(crate) command_id: scalar::CommandId,
    /// The sheet as text: CSV. Give this or `base64`.
    pub(crate) text: Option<String>,
    /// The file, CSV or XLSX, in base 64. Give this or `text`.
    pub(crate) base64: Option<String>,
    /// The sub-award of every line that does not name one.
    pub(crate) sub_award: Option<scalar::SubAwardId>,
    /// The accounting date of every line that does not name one.
    pub(crate) effective_on: Option<scalar::Date>,
}

/// A claim sheet that can be read.
pub(super) struct Sent {
    pub(super) id: ImportId,
    pub(super) bytes: Vec<u8>,
    pub(super) defaults: Defaults,
    /// Which of the two fields the sheet came in.
    pub(super) field: &'static str,
}

impl ClaimBatchSubmitInput {
    /// Reads all fields; what is wrong with them is in `fields` when there is no sheet.
    pub(super) fn read(&self, caller: &Caller, fields: &mut Fields) -> Option<Sent> {
        let may = Role::Subawardee;
        if caller.role != may {
            let message = format!("claims are for the role {}", may.as_str());
            fields.refuse("commandId", "FORBIDDEN", message);
            return None;
        }
        let id: Option<almoner_domain::id::CommandId> = fields.read("commandId", &self.command_id);
        let sub_award = fields.read_optional("subAward", self.sub_award.as_ref());
        let effective_on = fields.read_optional("effectiveOn", self.effective_on.as_ref());
        let (bytes, field) = match (&self.text, &self.base64) {
            (Some(text), None) => (Some(text.clone().into_bytes()), "text"),
            (None, Some(encoded)) => {
                let decoded = STANDARD.decode(encoded.trim()).ok();
                if decoded.is_none() {
                    let message = "it is not base 64; send the bytes of the file so encoded";
                    fields.refuse("base64", "BASE64_MALFORMED", message.to_owned());
                }
                (decoded, "base64")
            }
            (Some(_), Some(_)) | (None, None) => {
                let message = "send the sheet as text or as base64, and not as both";
                fields.refuse("text", "SHEET_FIELDS", message.to_owned());
                (None, "text")
            }
        };
        Some(Sent {
            id: ImportId::from(id?),
            bytes: bytes?,
            defaults: Defaults {
                sub_award: sub_award?,
                effective_on: effective_on?,
            },
            field,
        })
    }
}
