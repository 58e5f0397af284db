//! Enums that a column holds by their stable codes.

/// Declares an enum whose values are stored, and shown, by a stable code.
macro_rules! codes {
    ($(#[$doc:meta])* pub enum $name:ident {
        $( $(#[$variant_doc:meta])* $variant:ident = $code:literal ),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_doc])* $variant ),+ }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl $crate::table::Cell for $name {
            const KIND: $crate::table::Kind = $crate::table::Kind::Text;
            type Raw = String;

            fn write(&self, sink: &mut impl $crate::table::Sink) {
                sink.text(self.code());
            }

            fn load(raw: String) -> Result<Self, String> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.code() == raw)
                    .ok_or_else(|| format!("{raw} is no {}", stringify!($name)))
            }
        }
    };
}

pub(crate) use codes;
