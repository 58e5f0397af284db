//! Values that are sealed on the way in and opened on the way out, under the client's own key.

use std::sync::Arc;

use almoner_domain::{
    id::ClientCode,
    ledger::{Command, Role},
    sealed::Sealed,
};
use almoner_journal::ledger::SubmitError;
use almoner_projections::clients::{SealedField, SealedValueRow};
use async_graphql::{Context, SimpleObject};

use crate::{
    client_keys::{ClientKeysError, Place, Reading, Vault},
    graphql::{
        caller::Caller,
        error::{TopError, UserError},
        scalar,
        submit::user_error,
    },
    http::LedgerState,
};

/// A value that is held about a client, sealed under the client's own key.
#[derive(SimpleObject)]
pub(crate) struct SealedText {
    /// What it says. None once the client is erased, and none for who may not read it: the sub-awardee whose value it is and
    /// officers may.
    text: Option<String>,
    /// The client is erased: nobody reads it again.
    erased: bool,
    /// There is such a value, and you may not read it.
    withheld: bool,
    /// The position of the event that holds it; the sealed value stays there, and proves nothing but that it was there.
    position: scalar::Position,
}

/// Where a value stands: what its envelope is bound to.
fn place(client: &ClientCode, field: SealedField, subject: &str) -> Place {
    match field {
        SealedField::CaseReference => Place::case_reference(client, subject),
        SealedField::ReconsiderationReason => Place::reconsideration_reason(client, subject),
    }
}

fn vault<'ctx>(ctx: &Context<'ctx>) -> Result<&'ctx Vault, TopError> {
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
    ledger.vault().ok_or(TopError::Unavailable)
}

impl SealedText {
    /// What it says, for who may read it.
    pub(crate) fn into_text(self) -> Option<String> {
        self.text
    }

    /// Opens a value for a caller who may read it. `erased` is what the books say; the key may be gone besides.
    pub(crate) async fn open(
        ctx: &Context<'_>,
        row: SealedValueRow,
        erased: bool,
    ) -> Result<Self, TopError> {
        let caller = ctx.data_unchecked::<Caller>();
        let may = match caller.role {
            Role::Officer => true,
            Role::Subawardee => row.organizations.contains(&caller.organization),
            Role::Grantee | Role::Auditor | Role::Admin => false,
        };
        let position = scalar::Position::of(row.position);
        let vault = vault(ctx)?;
        // Nothing is opened for who may not read it.
        let reading = if erased {
            Ok(Reading::Erased)
        } else if may {
            let place = place(&row.client, row.field, &row.subject);
            vault.read(place, row.sealed).await
        } else {
            match vault.has_key(&row.client).await {
                Ok(_) => Ok(Reading::Unreadable),
                Err(ClientKeysError::Destroyed { .. }) => Ok(Reading::Erased),
                Err(error) => Err(error),
            }
        };
        let (text, erased) = match reading.map_err(|error| TopError::internal(&error))? {
            Reading::Text(text) => (Some(text), false),
            Reading::Erased => (None, true),
            Reading::Unreadable => (None, false),
        };
        Ok(Self {
            text,
            erased,
            withheld: !may && !erased,
            position,
        })
    }
}

/// Seals a text and makes the command that carries it, or says why it would be refused.
///
/// A client's key is made by the first value that is accepted: while there is none, the command is tried with an envelope
/// that nobody can open, so that nobody makes keys for clients that are not, or not theirs.
pub(crate) async fn seal_for_client(
    ctx: &Context<'_>,
    client: &ClientCode,
    field: SealedField,
    subject: &str,
    text: &str,
    carry: impl Fn(Sealed) -> Command,
) -> Result<Result<Command, UserError>, TopError> {
    let vault = vault(ctx)?;
    let erased = match vault.has_key(client).await {
        Ok(true) => false,
        Ok(false) => {
            if let Err(refused) = tried(ctx, &carry(unopenable())).await? {
                return Ok(Err(refused));
            }
            false
        }
        Err(ClientKeysError::Destroyed { .. }) => true,
        Err(error) => return Err(TopError::internal(&error)),
    };
    if !erased {
        let place = place(client, field, subject);
        match vault.seal(place, text.to_owned()).await {
            Ok(sealed) => return Ok(Ok(carry(sealed))),
            Err(ClientKeysError::Destroyed { .. }) => {}
            Err(error) => return Err(TopError::internal(&error)),
        }
    }
    // Who may not see the client learns nothing of the erasure.
    if let Err(refused) = tried(ctx, &carry(unopenable())).await? {
        return Ok(Err(refused));
    }
    Ok(Err(UserError {
        code: "CLIENT_ERASED".to_owned(),
        message: "what was held about the client is erased".to_owned(),
        field: Some("client".to_owned()),
    }))
}

/// Why a command that carries a sealed value would be refused, whatever the value; nothing is written.
pub(crate) async fn refusal_of(
    ctx: &Context<'_>,
    carry: impl Fn(Sealed) -> Command,
) -> Result<Option<UserError>, TopError> {
    Ok(tried(ctx, &carry(unopenable())).await?.err())
}

/// Whether a command would be carried out as the ledger stands; nothing is written.
async fn tried(ctx: &Context<'_>, command: &Command) -> Result<Result<(), UserError>, TopError> {
    let caller = ctx.data_unchecked::<Caller>();
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>().ledger();
    match ledger.preview(&caller.context(), command).await {
        Ok(Ok(_)) => Ok(Ok(())),
        Ok(Err(refusal)) => user_error(SubmitError::Denied(refusal)).map(Err),
        Err(error) => user_error(error).map(Err),
    }
}

/// An envelope that no key opens.
fn unopenable() -> Sealed {
    let text = format!("sealed-v1.{}.{}.AAAA", "A".repeat(43), "A".repeat(32));
    Sealed::parse(&text).expect("an envelope's form")
}
