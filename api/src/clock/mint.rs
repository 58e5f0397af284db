//! Mints what must be unique or unguessable: ids that sort by time, and client codes that tell nothing.

use almoner_domain::id::ClientCode;
use uuid::{Builder, Uuid};

use super::Clock;

/// Crockford's base 32: no I, L, O or U, so that a code survives being read aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The system gives no random bytes: nothing can be minted.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random bytes: {0}")]
pub struct MintError(getrandom::Error);

impl MintError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        "RANDOMNESS_MISSING"
    }
}

/// Mints ids by a clock and the system's randomness.
#[derive(Debug, Clone)]
pub struct Mint {
    clock: Clock,
}

impl Mint {
    /// A mint that stamps its ids by this clock.
    pub fn new(clock: Clock) -> Self {
        Self { clock }
    }

    /// A UUID of version 7: the milliseconds of its making, then 74 random bits.
    ///
    /// # Errors
    /// [`MintError`] when the system gives no random bytes.
    pub fn uuid(&self) -> Result<Uuid, MintError> {
        // Before 1970 is no time that this program runs in.
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or(0);
        Ok(Builder::from_unix_timestamp_millis(millis, &random()?).into_uuid())
    }

    /// A client's code: `C-` and 16 characters of Crockford's base 32, 80 random bits, in upper case. It is
    /// drawn, never derived: from a person's data nobody can compute it (see the rules on
    /// confidentiality).
    ///
    /// # Errors
    /// [`MintError`] when the system gives no random bytes.
    pub fn client_code(&self) -> Result<ClientCode, MintError> {
        let bytes: [u8; 10] = random()?;
        let bits = bytes
            .iter()
            .fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let characters = (0..16_u32).rev().map(|place| {
            let digit = usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0);
            char::from(ALPHABET[digit])
        });
        let code: String = "C-".chars().chain(characters).collect();
        Ok(ClientCode::parse(&code).expect("drawn from the alphabet of the codes, in their shape"))
    }
}

fn random<const N: usize>() -> Result<[u8; N], MintError> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(MintError)?;
    Ok(bytes)
}
