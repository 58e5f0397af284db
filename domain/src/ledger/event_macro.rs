//! One way to declare a domain event: an enum of complete facts, each with its stored version; and one to declare an
//! aggregate's events as groups of them.

/// Declares an enum of events in the past tense. Each variant names its stored version; the enum serialises
/// with the variant's name under `type`, and implements [`cqrs_es::DomainEvent`].
///
/// A released form keeps its fields for ever. A field that is added is an `Option`, or has `#[serde(default)]`, and is
/// left out of the stored form while it says nothing (`skip_serializing_if`); it raises the minor version, under
/// which the older minor ones are still read.
macro_rules! domain_event {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident {
            $(
                $(#[$($doc:tt)+])*
                $variant:ident { $( $(#[$($field_doc:tt)+])* $field:ident : $type:ty ),* $(,)? } = $version:literal
            ),+ $(,)?
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "type")]
        pub enum $name {
            $( $(#[$($doc)+])* $variant { $( $(#[$($field_doc)+])* $field: $type ),* } ),+
        }

        impl $name {
            /// Every event type with its current version.
            pub const TYPES: &[(&'static str, &'static str)] = &[$((stringify!($variant), $version)),+];

            /// Every event type in words: its name, what it says happened, and each field with what it says; the lines of
            /// the descriptions in this source, which are written for a grant officer.
            pub(crate) const WORDS: &[$crate::ledger::Described] = &[$((
                stringify!($variant),
                $crate::ledger::lines_of!(@ [] $([$($doc)+])*),
                &[$((stringify!($field), $crate::ledger::lines_of!(@ [] $([$($field_doc)+])*))),*],
            )),+];

            /// The type's name, as stored.
            pub fn name(&self) -> &'static str {
                match self { $( Self::$variant { .. } => stringify!($variant) ),+ }
            }

            /// The version of the stored form.
            pub fn version(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $version ),+ }
            }

            /// Reads the stored form of the type `name`. The same as the form's own `Deserialize`, which has to
            /// look for the type first and keeps what it passes on the way; who knows the type reads straight on.
            pub fn parse(name: &str, payload: &str) -> Result<Self, serde_json::Error> {
                match name {
                    $( stringify!($variant) => {
                        #[derive(serde::Deserialize)]
                        struct Fields<'payload> {
                            #[serde(rename = "type", borrow)]
                            tag: std::borrow::Cow<'payload, str>,
                            $( $(#[$($field_doc)+])* $field: $type ),*
                        }
                        let Fields { tag, $( $field ),* } = serde_json::from_str(payload)?;
                        if tag != name {
                            return Err(serde::de::Error::custom(format!(
                                "stored as {name}, but it is {tag}"
                            )));
                        }
                        Ok(Self::$variant { $( $field ),* })
                    } )+
                    _ => Err(serde::de::Error::custom(format!("no event is called {name}"))),
                }
            }
        }

        impl cqrs_es::DomainEvent for $name {
            fn event_type(&self) -> String {
                self.name().to_owned()
            }

            fn event_version(&self) -> String {
                self.version().to_owned()
            }
        }
    };
}

/// Declares the events of an aggregate as groups, each an enum of [`domain_event`]. A stored form is that of its group: the
/// groups are how the code is arranged, and no ledger knows of them.
macro_rules! domain_events {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident {
            $( $(#[$group_doc:meta])* $group:ident($event:ident) ),+ $(,)?
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(untagged)]
        pub enum $name {
            $( $(#[$group_doc])* $group($event) ),+
        }

        impl $name {
            /// Every event type with its current version.
            pub const TYPES: &[(&'static str, &'static str)] =
                &$crate::ledger::joined::<_, { 0 $( + $event::TYPES.len() )+ }>(&[$( $event::TYPES ),+]);

            /// Every event type in words, as its group has it.
            pub(crate) const WORDS: &[$crate::ledger::Described] =
                &$crate::ledger::joined::<_, { 0 $( + $event::WORDS.len() )+ }>(&[$( $event::WORDS ),+]);

            /// The type's name, as stored.
            pub fn name(&self) -> &'static str {
                match self { $( Self::$group(event) => event.name() ),+ }
            }

            /// The version of the stored form.
            pub fn version(&self) -> &'static str {
                match self { $( Self::$group(event) => event.version() ),+ }
            }

            /// Reads the stored form of the type `name`.
            pub fn parse(name: &str, payload: &str) -> Result<Self, serde_json::Error> {
                $( if $event::TYPES.iter().any(|(known, _)| *known == name) {
                    return $event::parse(name, payload).map(Self::$group);
                } )+
                Err(serde::de::Error::custom(format!("no event is called {name}")))
            }
        }

        $( impl From<$event> for $name {
            fn from(event: $event) -> Self {
                Self::$group(event)
            }
        } )+

        impl cqrs_es::DomainEvent for $name {
            fn event_type(&self) -> String {
                self.name().to_owned()
            }

            fn event_version(&self) -> String {
                self.version().to_owned()
            }
        }
    };
}

/// The lists of groups as one list, of `N` in all; the first list is not empty.
pub(crate) const fn joined<T: Copy, const N: usize>(lists: &[&[T]]) -> [T; N] {
    let mut joined = [lists[0][0]; N];
    let (mut at, mut list) = (0, 0);
    while list < lists.len() {
        let mut next = 0;
        while next < lists[list].len() {
            joined[at] = lists[list][next];
            at += 1;
            next += 1;
        }
        list += 1;
    }
    joined
}

/// The lines of a description; attributes of another kind are passed over.
macro_rules! lines_of {
    (@ [$($line:expr,)*]) => { &[$($line),*] };
    (@ [$($line:expr,)*] [doc = $next:expr] $($rest:tt)*) => {
        $crate::ledger::lines_of!(@ [$($line,)* $next,] $($rest)*)
    };
    (@ [$($line:expr,)*] [$($other:tt)+] $($rest:tt)*) => {
        $crate::ledger::lines_of!(@ [$($line,)*] $($rest)*)
    };
}

pub(crate) use {domain_event, domain_events, lines_of};
