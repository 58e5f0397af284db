//! A sub-awardee's own reference of a case, which is sealed before it goes anywhere.

use almoner_domain::{
    id::ClientCode,
    ledger::{Command, RecordCaseReference},
    text::Label,
};
use almoner_projections::clients::SealedField;
use async_graphql::{Context, InputObject};
use chrono::NaiveDate;

use super::{Sealing, seal_for_client};
use crate::{
    graphql::{
        caller::Caller,
        error::{TopError, UserError},
        read::Fields,
        scalar,
        submit::Ready,
    },
    intake::looks_personal,
};

/// Records your own reference of a case, so that you find it in your files. It is sealed under a key of the client's own:
/// you and officers read it, until the client is erased. It is no place for a name or a number that others gave the client.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientCaseReferenceRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// Your reference of the case, up to 80 characters.
    pub(crate) reference: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

/// What was read of the input.
struct Given {
    client: ClientCode,
    reference: Label,
    effective_on: NaiveDate,
}

impl ClientCaseReferenceRecordInput {
    /// The command, with the reference sealed; or what is wrong with it.
    pub(crate) async fn seal(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Result<Ready, Vec<UserError>>, TopError> {
        let mut fields = Fields::default();
        let id: Option<almoner_domain::id::CommandId> = fields.read("commandId", &self.command_id);
        let given = self.given(&mut fields);
        let errors = fields.into_errors();
        let (Some(id), Some(given), true) = (id, given, errors.is_empty()) else {
            return Ok(Err(errors));
        };
        let caller = ctx.data_unchecked::<Caller>();
        let carry = |reference| {
            Command::from(RecordCaseReference {
                client: given.client.clone(),
                reference,
                effective_on: given.effective_on,
            })
        };
        let sealing = Sealing {
            command_id: &id,
            client: &given.client,
            field: SealedField::CaseReference,
            subject: caller.organization.as_str(),
            text: given.reference.as_str(),
        };
        let sealed = seal_for_client(ctx, &sealing, carry).await?;
        let command_id = self.command_id.clone();
        Ok(sealed
            .map(|command| Ready::new(command_id, command))
            .map_err(|refused| vec![refused]))
    }

    fn given(&self, fields: &mut Fields) -> Option<Given> {
        let client = fields.read("client", &self.client);
        let reference: Option<Label> = fields.read("reference", &self.reference);
        if let Some(seen) = looks_personal(&self.reference) {
            let message = format!("the reference looks like {seen}; give a reference of your own");
            fields.refuse("reference", "PERSONAL_DATA", message);
        }
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Given {
            client: client?,
            reference: reference?,
            effective_on: effective_on?,
        })
    }
}
