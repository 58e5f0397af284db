//! What a witness answers.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// What a witness made of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It extends what was cosigned before: the signature lines.
    Cosigned(String),
    /// The request cannot be read, or names a larger old size than the checkpoint's.
    Malformed,
    /// No key of the log signed it.
    Unsigned,
    /// The witness does not know the log.
    OriginUnknown,
    /// The log thinks that another size was cosigned last, or shows another tree of that size: this is the size.
    Conflict(u64),
    /// The proof does not show that it extends what was cosigned before.
    Inconsistent,
    /// The witness cannot remember it, and so does not sign.
    Broken,
}

impl IntoResponse for Verdict {
    fn into_response(self) -> Response {
        let (status, media_type, body) = match self {
            Self::Cosigned(lines) => (StatusCode::OK, TEXT, lines),
            Self::Malformed => (
                StatusCode::BAD_REQUEST,
                TEXT,
                "not an add-checkpoint request\n".to_owned(),
            ),
            Self::Unsigned => (
                StatusCode::FORBIDDEN,
                TEXT,
                "the checkpoint is not signed with a key of the log\n".to_owned(),
            ),
            Self::OriginUnknown => (
                StatusCode::NOT_FOUND,
                TEXT,
                "this witness does not know the log\n".to_owned(),
            ),
            Self::Conflict(size) => (
                StatusCode::CONFLICT,
                "text/x.tlog.size",
                format!("{size}\n"),
            ),
            Self::Inconsistent => (
                StatusCode::UNPROCESSABLE_ENTITY,
                TEXT,
                "the proof does not show that the checkpoint extends the last one\n".to_owned(),
            ),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                TEXT,
                "the witness cannot remember checkpoints at the moment\n".to_owned(),
            ),
        };
        let media_type = HeaderValue::from_static(media_type);
        (status, [(header::CONTENT_TYPE, media_type)], body).into_response()
    }
}

const TEXT: &str = "text/plain; charset=utf-8";
