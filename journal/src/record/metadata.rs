//! Who asked for a record, through what, and as part of what: flat strings in a fixed order.

use serde::{Deserialize, Serialize};

/// The metadata of a record. The order of the fields is the order in which they are stored, and is
/// frozen; a value that is not known is the empty string, never absent, but for the last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metadata {
    /// The client-minted id of the command.
    pub command_id: String,
    /// The command's name.
    pub command: String,
    /// HMAC-SHA256 of the caller's canonical input, in hexadecimal.
    pub fingerprint: String,
    /// The principal who asked.
    pub actor: String,
    /// The role in which the principal asked.
    pub role: String,
    /// The organization for which the principal asked.
    pub organization: String,
    /// What this belongs to: the id that all commands of one undertaking share.
    pub correlation: String,
    /// What brought this about: the id of the command or record before it.
    pub causation: String,
    /// The id of the request through which it came.
    pub request: String,
    /// The name and version of the program that wrote it.
    pub program: String,
    /// How far the refusals of the ledger had come, as `LAST:CHAIN`. The first command after a refusal says so, and no other:
    /// a line without it is as it was before there was this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusals: Option<String>,
}

impl Metadata {
    /// The stored text: compact JSON, fields in their frozen order.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a struct of strings always has a JSON form")
    }
}
