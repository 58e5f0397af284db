//! States and territories, and the ten HHS regions that partition them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One of the ten HHS regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Region(u8);

/// There is no HHS region of this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{0} is not an HHS region; they are numbered 1 to 10")]
pub struct RegionError(pub u8);

impl RegionError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "REGION_UNKNOWN"
    }
}

impl TryFrom<u8> for Region {
    type Error = RegionError;

    fn try_from(number: u8) -> Result<Self, RegionError> {
        if (1..=10).contains(&number) {
            Ok(Self(number))
        } else {
            Err(RegionError(number))
        }
    }
}

impl From<Region> for u8 {
    fn from(region: Region) -> Self {
        region.0
    }
}

/// There is no state or territory of this postal code in any HHS region.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not the postal code of a state or territory")]
pub struct StateError(pub String);

impl StateError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        "STATE_UNKNOWN"
    }
}

macro_rules! states {
    ($($region:literal: $($code:ident)+;)+) => {
        /// A state, district, territory or freely associated state, by postal code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "a postal code says it all")]
        pub enum State { $($($code,)+)+ }

        impl State {
            /// Every state and territory, region by region.
            pub const ALL: &[Self] = &[$($(Self::$code,)+)+];

            /// The HHS region that it belongs to.
            pub fn region(self) -> Region {
                match self { $($(Self::$code)|+ => Region($region),)+ }
            }

            /// The postal code.
            pub fn code(self) -> &'static str {
                match self { $($(Self::$code => stringify!($code),)+)+ }
            }

            /// Reads a postal code in capitals.
            pub fn parse(text: &str) -> Result<Self, StateError> {
                match text {
                    $($(stringify!($code) => Ok(Self::$code),)+)+
                    _ => Err(StateError(text.to_owned())),
                }
            }
        }
    };
}

states! {
    1: CT ME MA NH RI VT;
    2: NJ NY PR VI;
    3: DE DC MD PA VA WV;
    4: AL FL GA KY MS NC SC TN;
    5: IL IN MI MN OH WI;
    6: AR LA NM OK TX;
    7: IA KS MO NE;
    8: CO MT ND SD UT WY;
    9: AZ CA HI NV AS GU MP FM MH PW;
    10: AK ID OR WA;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_regions_partition_the_states() {
        assert_eq!(State::ALL.len(), 59);
        assert_eq!(
            State::ALL
                .iter()
                .map(|state| state.code())
                .collect::<BTreeSet<_>>()
                .len(),
            59
        );
        let regions: BTreeSet<_> = State::ALL.iter().map(|state| state.region()).collect();
        assert_eq!(regions.len(), 10);
        assert_eq!(State::parse("CO").unwrap().region(), Region(8));
        assert!(State::parse("XX").is_err());
        assert!(Region::try_from(11).is_err());
    }
}
