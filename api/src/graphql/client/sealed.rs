//! Values that are sealed on the way in and opened on the way out, under the client's own key.

use std::sync::Arc;

use almoner_domain::{
    id::{ClientCode, CommandId},
    ledger::{Command, Role},
    sealed::Sealed,
};
use almoner_journal::ledger::{Answer, SubmitError};
use almoner_projections::clients::{ErasureStatus, SealedField, SealedValueRow};
use async_graphql::{Context, SimpleObject};

use crate::{
    client_keys::{ClientKeysError, Place, Reading, Vault, may_hold},
    graphql::{
        caller::Caller,
        error::{TopError, UserError},
        scalar,
        submit::{refusal, user_error},
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

/// Whether nothing more is to be read about a client: an erasure is approved, or the key is noted as destroyed.
pub(crate) async fn is_erased(
    ctx: &Context<'_>,
    client: &ClientCode,
    status: Option<ErasureStatus>,
) -> Result<bool, TopError> {
    if let Some(ErasureStatus::Approved | ErasureStatus::Erased) = status {
        return Ok(true);
    }
    match ctx.data_unchecked::<Arc<LedgerState>>().vault() {
        Some(vault) => {
            let destroyed = vault.is_destroyed(client).await;
            destroyed.map_err(|error| TopError::internal(&error))
        }
        None => Ok(false),
    }
}

/// What is to be sealed, and the command that carries it.
pub(crate) struct Sealing<'a> {
    pub(crate) command_id: &'a CommandId,
    pub(crate) client: &'a ClientCode,
    pub(crate) field: SealedField,
    pub(crate) subject: &'a str,
    pub(crate) text: &'a str,
}

/// Seals a text and makes the command that carries it, or says why it would be refused.
///
/// A client's key is made by the first value that is accepted: while there is none, the command is tried with an envelope
/// that nobody can open, so that nobody makes keys for clients that are not, or not theirs.
///
/// Where the key is gone, a command that was answered before is answered the same: see [`recalled`].
pub(crate) async fn seal_for_client(
    ctx: &Context<'_>,
    sealing: &Sealing<'_>,
    carry: impl Fn(Sealed) -> Command,
) -> Result<Result<Command, UserError>, TopError> {
    let vault = vault(ctx)?;
    let place = place(sealing.client, sealing.field, sealing.subject);
    let has_key = match vault.has_key(sealing.client).await {
        Ok(has_key) => has_key,
        Err(ClientKeysError::Destroyed { .. }) => {
            return after_erasure(ctx, sealing, &place, &carry).await;
        }
        Err(error) => return Err(TopError::internal(&error)),
    };
    if !has_key {
        let tried = tried(ctx, &carry(unopenable())).await?;
        if let Tried::Denied(refused) | Tried::Refused(refused) = tried {
            return Ok(Err(refused));
        }
    }
    match vault.seal(place.clone(), sealing.text.to_owned()).await {
        Ok(sealed) => Ok(Ok(carry(sealed))),
        Err(ClientKeysError::Destroyed { .. }) => after_erasure(ctx, sealing, &place, &carry).await,
        Err(error) => Err(TopError::internal(&error)),
    }
}

/// What a command about an erased client is answered. Who may not see the client learns nothing of the erasure, nor of what
/// was answered before it.
async fn after_erasure(
    ctx: &Context<'_>,
    sealing: &Sealing<'_>,
    place: &Place,
    carry: &impl Fn(Sealed) -> Command,
) -> Result<Result<Command, UserError>, TopError> {
    let refused = match tried(ctx, &carry(unopenable())).await? {
        Tried::Denied(refused) => return Ok(Err(refused)),
        Tried::Refused(refused) => Some(refused),
        Tried::Accepted => None,
    };
    if let Some(recalled) = recalled(ctx, sealing, place, carry).await? {
        return Ok(recalled);
    }
    Ok(Err(refused.unwrap_or_else(|| UserError {
        code: "CLIENT_ERASED".to_owned(),
        message: "what was held about the client is erased".to_owned(),
        field: Some("client".to_owned()),
    })))
}

/// The command that was answered under the id before, as it was then, if there was one; or the refusal that it was
/// answered with.
///
/// Its text cannot be sealed again, and nothing is kept by which one text could be told from another: that would tell
/// whoever has it what was erased. So it is made with the envelope that its event holds, and all else of it is compared by its
/// fingerprint, as ever. Of the text only the length of the envelope is compared. Of a command that was refused no event
/// holds an envelope: its id stays refused.
async fn recalled(
    ctx: &Context<'_>,
    sealing: &Sealing<'_>,
    place: &Place,
    carry: &impl Fn(Sealed) -> Command,
) -> Result<Option<Result<Command, UserError>>, TopError> {
    let caller = ctx.data_unchecked::<Caller>();
    let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
    let found = journal
        .answered(&caller.organization, sealing.command_id)
        .await?;
    let Some(answered) = found else {
        return Ok(None);
    };
    // The id is another command's, or another text's: the ledger says so.
    let other = carry(unopenable());
    if answered.command != other.name() {
        return Ok(Some(Ok(other)));
    }
    if let Answer::Refused(refused) = answered.answer {
        return Ok(Some(Err(refusal(refused))));
    }
    let recorded = journal.recorded_text(&answered.answer, place.field).await?;
    let sealed = recorded.and_then(|text| Sealed::parse(&text).ok());
    let sealed = sealed.filter(|sealed| may_hold(sealed, sealing.text));
    Ok(Some(Ok(sealed.map_or(other, carry))))
}

/// Why a command that carries a sealed value would be refused, whatever the value; nothing is written.
pub(crate) async fn refusal_of(
    ctx: &Context<'_>,
    carry: impl Fn(Sealed) -> Command,
) -> Result<Option<UserError>, TopError> {
    match tried(ctx, &carry(unopenable())).await? {
        Tried::Denied(refused) | Tried::Refused(refused) => Ok(Some(refused)),
        Tried::Accepted => Ok(None),
    }
}

/// What would come of a command.
enum Tried {
    /// It would be carried out.
    Accepted,
    /// A rule would refuse it.
    Refused(UserError),
    /// The caller may not give it, or names what it may not see.
    Denied(UserError),
}

/// Whether a command would be carried out as the ledger stands; nothing is written.
async fn tried(ctx: &Context<'_>, command: &Command) -> Result<Tried, TopError> {
    let caller = ctx.data_unchecked::<Caller>();
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>().ledger();
    match ledger.preview(&caller.context(), command).await {
        Ok(Ok(_)) => Ok(Tried::Accepted),
        Ok(Err(refusal)) => user_error(SubmitError::Denied(refusal)).map(Tried::Refused),
        Err(error) => user_error(error).map(Tried::Denied),
    }
}

/// An envelope that no key opens.
fn unopenable() -> Sealed {
    let text = format!("sealed-v1.{}.{}.AAAA", "A".repeat(43), "A".repeat(32));
    Sealed::parse(&text).expect("an envelope's form")
}
