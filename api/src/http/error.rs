//! A request that GraphQL never sees, or that it cannot be asked.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    graphql::{LimitError, TopError},
    token::TokenError,
};

/// Why a request is refused before anything is carried out. Each has its status and its stable code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RequestError {
    /// Nothing is served there.
    #[error("nothing is served at this path; / says what is")]
    PathUnknown,
    /// No such ledger.
    #[error("there is no ledger of this name here; / lists those that are served")]
    LedgerUnknown,
    /// Another method than the path takes.
    #[error("this path takes {allow}")]
    MethodNotAllowed {
        /// The methods that it takes.
        allow: &'static str,
    },
    /// The body is no JSON by its own words.
    #[error("send the query as application/json in UTF-8")]
    MediaTypeUnsupported,
    /// The caller accepts nothing that can be sent.
    #[error(
        "answers are application/graphql-response+json or application/json in UTF-8; accept one of them"
    )]
    NotAcceptable,
    /// Who asks is not known.
    #[error("{0}")]
    Token(TokenError),
    /// The body is too large.
    #[error("a request has at most {most} bytes")]
    BodyTooLarge {
        /// The most bytes.
        most: usize,
    },
    /// The body took too long, or broke off.
    #[error("the request did not arrive in time, or broke off")]
    BodyIncomplete,
    /// The body is not JSON.
    #[error("the body is not JSON: {0}")]
    JsonMalformed(String),
    /// Several operations in one request.
    #[error("one request carries one operation: send an object, not a list")]
    BatchUnsupported,
    /// The body is JSON, but no GraphQL request.
    #[error("{0}")]
    RequestMalformed(&'static str),
    /// The query asks for too much.
    #[error("{0}")]
    Limit(LimitError),
    /// The query is not GraphQL.
    #[error("the query cannot be read: {message}")]
    QueryMalformed {
        /// What the parser says.
        message: String,
        /// Line and column, from 1.
        at: Option<(usize, usize)>,
    },
    /// A subscription that is to be answered once.
    #[error(
        "a subscription is answered as a stream: accept text/event-stream, or speak graphql-transport-ws over a WebSocket"
    )]
    SubscriptionUnstreamed,
    /// A query or a mutation that is to be answered as a stream.
    #[error("only subscriptions are streamed: POST queries and mutations, and accept JSON")]
    StreamOfOther,
    /// All places for subscriptions are taken.
    #[error("there are too many subscriptions here: end one, or try again in a while")]
    SubscriptionsTooMany,
    /// The tree does not have the tile, or its path is written otherwise.
    #[error("the log has no such tile; the checkpoint says how far it reaches")]
    TileUnknown,
    /// The caller's role reads no record lines.
    #[error("entries of the log are read by officers and auditors; tiles of hashes are public")]
    EntriesForbidden,
    /// Records of the tile are about clients of whom only aggregates may be told to the caller.
    #[error(
        "the tile has records of clients of whom only aggregates may be told to you: take the bundle of `almoner export`, \
         which has the leaf hash in place of each"
    )]
    EntriesWithheld,
    /// No such command was carried out, or the caller may not see it.
    #[error("no command of this id was carried out for the organization, or you may not see it")]
    ReceiptUnknown,
    /// There is no such remittance, or the caller may not see it.
    #[error("there is no remittance advice of this payment to this organization")]
    RemittanceUnknown,
    /// The client is not erased, or the caller may not see it.
    #[error("there is no erased client of this code, or you may not see it")]
    ErasureUnknown,
    /// There is no report of this name.
    #[error("there is no report of this name; docs and the schema say which there are")]
    ReportUnknown,
    /// There is nothing of that name to report on, or the caller may not see it.
    #[error("there is nothing of that name to report on, or you may not see it")]
    ReportSubjectUnknown,
    /// What was asked for cannot be read.
    #[error(transparent)]
    Read(#[from] TopError),
    /// It took longer than a request may.
    #[error(
        "the answer took too long; a mutation may have been carried out: repeat it with the same commandId"
    )]
    TimedOut,
    /// Something is broken, and was logged.
    #[error("something is broken here; the request's id leads to what was logged")]
    Internal,
}

impl RequestError {
    /// The stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::PathUnknown => "PATH_UNKNOWN",
            Self::LedgerUnknown => "LEDGER_UNKNOWN",
            Self::MethodNotAllowed { .. } => "METHOD_NOT_ALLOWED",
            Self::MediaTypeUnsupported => "MEDIA_TYPE_UNSUPPORTED",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::Token(error) => error.code(),
            Self::BodyTooLarge { .. } => "BODY_TOO_LARGE",
            Self::BodyIncomplete => "BODY_INCOMPLETE",
            Self::JsonMalformed(_) => "JSON_MALFORMED",
            Self::BatchUnsupported => "BATCH_UNSUPPORTED",
            Self::RequestMalformed(_) => "REQUEST_MALFORMED",
            Self::Limit(error) => error.code(),
            Self::QueryMalformed { .. } => "QUERY_MALFORMED",
            Self::SubscriptionUnstreamed => "SUBSCRIPTION_UNSTREAMED",
            Self::StreamOfOther => "STREAM_UNSUPPORTED",
            Self::SubscriptionsTooMany => "SUBSCRIPTIONS_TOO_MANY",
            Self::TileUnknown => "TILE_UNKNOWN",
            Self::EntriesForbidden => "ENTRIES_FORBIDDEN",
            Self::EntriesWithheld => "ENTRIES_WITHHELD",
            Self::ReceiptUnknown => "RECEIPT_UNKNOWN",
            Self::RemittanceUnknown => "REMITTANCE_UNKNOWN",
            Self::ErasureUnknown => "ERASURE_UNKNOWN",
            Self::ReportUnknown => "REPORT_UNKNOWN",
            Self::ReportSubjectUnknown => "REPORT_SUBJECT_UNKNOWN",
            Self::Read(error) => error.code(),
            Self::TimedOut => "TIMED_OUT",
            Self::Internal => "INTERNAL",
        }
    }

    /// The status, where the caller is answered by HTTP's means.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::PathUnknown
            | Self::LedgerUnknown
            | Self::TileUnknown
            | Self::ReceiptUnknown
            | Self::RemittanceUnknown
            | Self::ErasureUnknown
            | Self::ReportUnknown
            | Self::ReportSubjectUnknown => StatusCode::NOT_FOUND,
            Self::EntriesForbidden | Self::EntriesWithheld => StatusCode::FORBIDDEN,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::MediaTypeUnsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::Token(_) => StatusCode::UNAUTHORIZED,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyIncomplete => StatusCode::REQUEST_TIMEOUT,
            Self::JsonMalformed(_)
            | Self::BatchUnsupported
            | Self::RequestMalformed(_)
            | Self::Limit(_)
            | Self::SubscriptionUnstreamed
            | Self::StreamOfOther
            | Self::QueryMalformed { .. } => StatusCode::BAD_REQUEST,
            Self::SubscriptionsTooMany => StatusCode::SERVICE_UNAVAILABLE,
            Self::Read(error) => match error {
                TopError::Argument { .. } => StatusCode::BAD_REQUEST,
                TopError::Unavailable
                | TopError::Overloaded
                | TopError::OutcomeUnknown
                | TopError::ReadNotRecorded => StatusCode::SERVICE_UNAVAILABLE,
                TopError::TooSlow => StatusCode::GATEWAY_TIMEOUT,
                TopError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The query is not GraphQL, though the request is one: who accepts `application/json` alone gets this with
    /// status 200, as GraphQL over HTTP says.
    pub(crate) fn is_of_query(&self) -> bool {
        matches!(self, Self::QueryMalformed { .. })
    }

    /// Headers that belong to the error.
    pub(crate) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Self::MethodNotAllowed { allow } = self {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if let Self::Token(error) = self {
            let challenge = if *error == TokenError::Missing {
                "Bearer realm=\"almoner\""
            } else {
                "Bearer realm=\"almoner\", error=\"invalid_token\""
            };
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static(challenge),
            );
        }
        headers
    }

    /// The error as GraphQL shows it; the request's id is added on the way out.
    pub(crate) fn body(&self) -> serde_json::Value {
        let mut error = json!({
            "message": self.to_string(),
            "extensions": { "code": self.code() },
        });
        if let Self::QueryMalformed {
            at: Some((line, column)),
            ..
        } = self
        {
            error["locations"] = json!([{ "line": line, "column": column }]);
        }
        json!({ "errors": [error] })
    }
}

impl IntoResponse for RequestError {
    fn into_response(self) -> Response {
        (self.status(), self.headers(), Json(self.body())).into_response()
    }
}
