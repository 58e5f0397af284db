//! Why a request has no principal.

/// Why a token is refused, each with what to do. None repeats the token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The request has no `Authorization` header.
    #[error(
        "no access token: send the header `Authorization: Bearer <token>` (`almoner token` makes one)"
    )]
    Missing,
    /// What was sent is not a token, or lacks what every token says.
    #[error(
        "the access token cannot be read: send `Authorization: Bearer <token>`, the token whole and unchanged"
    )]
    Malformed,
    /// Its time is over.
    #[error("the access token has expired: get a new one (`almoner token` makes one)")]
    Expired,
    /// Its signature, algorithm, issuer or audience is not ours, or it is not for this ledger.
    #[error(
        "the access token is not valid here: get one that this deployment has issued (`almoner token` makes one)"
    )]
    Invalid,
}

impl TokenError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "TOKEN_MISSING",
            Self::Malformed => "TOKEN_MALFORMED",
            Self::Expired => "TOKEN_EXPIRED",
            Self::Invalid => "TOKEN_INVALID",
        }
    }
}
