//! The answer of a mutation: the subject, where the command stands, and what was wrong with it.

/// Declares the payload of the mutations whose subject is of one kind.
macro_rules! payload {
    ($(#[doc = $doc:literal])+ $payload:ident, $field:ident: $object:ident) => {
        $(#[doc = $doc])+
        #[derive(async_graphql::SimpleObject)]
        #[graphql(complex)]
        pub(crate) struct $payload {
            /// The command, once it was carried out: its receipt is made when it is asked for.
            #[graphql(skip)]
            carried_out: Option<almoner_journal::store::CarriedOut>,
            /// What the command was about, as of its last event: on a repeat, still as of the first answer. None
            /// when the command was refused, or when the read models have not caught up (see `caughtUp`).
            $field: Option<$object>,
            /// The position of the command's last event in the journal: proof that it was carried out. None when
            /// it was refused.
            position: Option<$crate::graphql::scalar::Position>,
            /// The position of the command's first event.
            first_position: Option<$crate::graphql::scalar::Position>,
            /// When it was recorded.
            recorded_at: Option<$crate::graphql::scalar::DateTime>,
            /// The same command was carried out before, under the same id: this is its first answer, and nothing
            /// new was written.
            repeated: bool,
            /// What the command asks for held already: the positions are those of the original, and nothing new
            /// was written.
            already_held: bool,
            /// How far the read models have come.
            read_position: Option<$crate::graphql::scalar::Position>,
            /// The read models have come past the command's last event. When they have not in time, the subject
            /// is missing here: ask for it again in a moment.
            caught_up: bool,
            /// Why the command was not carried out; empty when it was.
            user_errors: Vec<$crate::graphql::error::UserError>,
        }

        #[async_graphql::ComplexObject]
        impl $payload {
            /// The proof that the command's events are in the journal, to be kept by whoever gave it. None when it was
            /// refused. A repeat of the command has a receipt that is as good.
            async fn receipt(
                &self,
                ctx: &async_graphql::Context<'_>,
            ) -> async_graphql::Result<Option<$crate::graphql::journal::Receipt>> {
                $crate::graphql::submit::receipt(ctx, self.carried_out.as_ref()).await
            }
        }

        impl $payload {
            /// What is wrong with a command that was not handed in.
            #[allow(dead_code, reason = "few commands are looked at before they are handed in")]
            pub(crate) fn refused(user_errors: Vec<$crate::graphql::error::UserError>) -> Self {
                Self {
                    carried_out: None,
                    $field: None,
                    position: None,
                    first_position: None,
                    recorded_at: None,
                    repeated: false,
                    already_held: false,
                    read_position: None,
                    caught_up: false,
                    user_errors,
                }
            }

            /// Submits the command, and shows its subject.
            pub(crate) async fn carry_out(
                ctx: &async_graphql::Context<'_>,
                input: &impl $crate::graphql::submit::Input,
            ) -> async_graphql::Result<Self> {
                use $crate::graphql::submit::{Outcome, submit};
                let (subject, scope, answered) = match submit(ctx, input).await? {
                    Outcome::Done { subject, scope, answered } => (subject, scope, answered),
                    Outcome::Refused(user_errors) => return Ok(Self::refused(user_errors)),
                };
                let read = match scope {
                    Some(scope) => $object::of_subject(&scope, &subject).await,
                    None => Ok(None),
                };
                let caught_up = answered.caught_up && read.is_ok();
                let $field = read.unwrap_or_default();
                Ok(Self {
                    carried_out: Some(answered.command),
                    $field,
                    position: Some(answered.position),
                    first_position: Some(answered.first_position),
                    recorded_at: Some(answered.recorded_at),
                    repeated: answered.repeated,
                    already_held: answered.already_held,
                    read_position: Some(answered.read_position),
                    caught_up,
                    user_errors: Vec::new(),
                })
            }
        }
    };
}

pub(crate) use payload;
