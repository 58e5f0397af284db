//! Reports as files, and their sidecars, for whoever may read what they tell: the same token, the same rows.

use std::{sync::Arc, time::Duration};

use almoner_projections::{
    client_reads::Way,
    reports::{Parameters, Question, QuestionError, Report, ReportError, ReportName},
};
use axum::{
    body::Body,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{
    error::RequestError,
    graphql::authenticate,
    state::{AppState, LedgerState},
};
use crate::{
    graphql::{Caller, TopError, open_for, read_moment},
    report::{Format, control, path, render},
};

/// How long a file may take in all.
const TIME_MAX: Duration = Duration::from_secs(30);

const MOMENT_MALFORMED: RequestError =
    RequestError::RequestMalformed("the moment is ?position=4711 or ?time=2024-10-01T14:30:00Z");

/// `/l/<ledger>/reports/<name>.<pdf, xlsx, csv or json>`, and `.control` after it for the sidecar.
pub(crate) async fn file(
    State(state): State<AppState>,
    Path((ledger, file)): Path<(String, String)>,
    said: Result<Query<Vec<(String, String)>>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let answered = async {
        let ledger = state.ledger(&ledger).ok_or(RequestError::LedgerUnknown)?;
        let caller = authenticate(&state, ledger, &headers)?;
        let Query(said) =
            said.map_err(|_| RequestError::RequestMalformed("the address cannot be read"))?;
        answer(ledger, &caller, &file, &said).await
    };
    match tokio::time::timeout(TIME_MAX, answered).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => error.into_response(),
        Err(_elapsed) => RequestError::TimedOut.into_response(),
    }
}

/// `/l/<ledger>/key`: the public key of the ledger, for anybody: with it, checkpoints and sidecars are checked.
pub(crate) async fn key(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    let Some(ledger) = state.ledger(&name) else {
        return RequestError::LedgerUnknown.into_response();
    };
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    match ledger.ledger().signing_keys().await {
        Ok(keys) => {
            let key = keys.last().map(|known| format!("{}\n", known.key));
            ([(header::CONTENT_TYPE, text)], key.unwrap_or_default()).into_response()
        }
        Err(error) => unreadable(&error),
    }
}

/// `/l/<ledger>/keys`: every key that signed, for anybody: a line each, with the position of the event that brought it.
pub(crate) async fn keys(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    let Some(ledger) = state.ledger(&name) else {
        return RequestError::LedgerUnknown.into_response();
    };
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    match ledger.ledger().signing_keys().await {
        Ok(keys) => {
            let lines = keys
                .iter()
                .map(|known| format!("{} {}\n", known.since, known.key));
            ([(header::CONTENT_TYPE, text)], lines.collect::<String>()).into_response()
        }
        Err(error) => unreadable(&error),
    }
}

fn unreadable(error: &almoner_journal::store::ReadError) -> Response {
    tracing::error!(%error, "the keys of the ledger cannot be read");
    RequestError::from(TopError::Unavailable).into_response()
}

async fn answer(
    ledger: &Arc<LedgerState>,
    caller: &Caller,
    file: &str,
    said: &[(String, String)],
) -> Result<Response, RequestError> {
    let suffix = format!(".{}", control::EXTENSION);
    let (file, is_control) = match file.strip_suffix(&suffix) {
        Some(file) => (file, true),
        None => (file, false),
    };
    let (name, format) = Format::split(file).ok_or(RequestError::PathUnknown)?;
    let question = question(name, said)?;
    if !Format::of(question.name()).contains(&format) {
        return Err(RequestError::PathUnknown);
    }
    let moment = |key: &str| {
        let mut found = said.iter().filter(|(known, _)| known == key);
        let first = found.next().map(|(_, text)| text.as_str());
        if found.next().is_some() {
            return Err(MOMENT_MALFORMED);
        }
        Ok(first)
    };
    let (position, time) = (moment("position")?, moment("time")?);
    if position.is_some() && time.is_some() {
        return Err(MOMENT_MALFORMED);
    }
    let report = {
        let (view, _turn) = open_for(ledger, caller, read_moment(position, time)?).await?;
        view.report(&question).await.map_err(refused)?
    };
    let asked = format!("report {file}");
    ledger.record_read(caller, Way::Download, &asked).await?;
    let signer = ledger.ledger().signer().await.map_err(|error| {
        tracing::error!(%error, "a report cannot be signed");
        RequestError::Internal
    })?;
    // Setting thousands of rows takes a moment in which other requests go on.
    let made = tokio::task::spawn_blocking(move || {
        let bytes = render(&report, format)?;
        Ok::<_, crate::report::RenderError>(if is_control {
            let note = control::sign(&report, format, &bytes, &signer);
            (report, note.into_bytes())
        } else {
            (report, bytes)
        })
    });
    let (report, bytes) = match made.await {
        Ok(Ok(made)) => made,
        Ok(Err(error)) => {
            tracing::error!(%error, "a report cannot be rendered");
            return Err(RequestError::Internal);
        }
        Err(error) => {
            tracing::error!(%error, "a report cannot be rendered");
            return Err(RequestError::Internal);
        }
    };
    let mut response = Body::from(bytes).into_response();
    response
        .headers_mut()
        .extend(headers(&report, format, is_control));
    Ok(response)
}

fn question(name: &str, said: &[(String, String)]) -> Result<Question, RequestError> {
    let pairs = said
        .iter()
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .filter(|(key, _)| !["position", "time"].contains(key));
    let asked =
        ReportName::parse(name).and_then(|name| Question::try_new(name, Parameters::read(pairs)?));
    asked.map_err(|error| refused(error.into()))
}

/// What is not there is not found; what is asked wrongly is told so.
fn refused(error: ReportError) -> RequestError {
    match error {
        ReportError::Question(QuestionError::NameUnknown { .. }) => RequestError::ReportUnknown,
        ReportError::SubjectUnknown { .. } => RequestError::ReportSubjectUnknown,
        ReportError::Question(_)
        | ReportError::NotApplicable { .. }
        | ReportError::PeriodNotEnded { .. }
        | ReportError::PeriodUnknown { .. }
        | ReportError::Unliquidated { .. }
        | ReportError::OutOfRange
        | ReportError::Broken(_)
        | ReportError::Read(_) => RequestError::Read(TopError::from(error)),
    }
}

fn headers(report: &Report, format: Format, is_control: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut name = format.file_name(report);
    let mut media_type = format.media_type();
    if is_control {
        name = format!("{name}.{}", control::EXTENSION);
        media_type = control::MEDIA_TYPE;
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    // Nobody on the way keeps it, and no browser either.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    let mut put = |header: HeaderName, text: String| {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(header, value);
        }
    };
    put(
        header::CONTENT_DISPOSITION,
        format!("attachment; filename=\"{name}\""),
    );
    // The latest moment is another one soon: the same file for good, and its sidecar, have addresses of their own.
    put(header::CONTENT_LOCATION, path(report, format, is_control));
    if !is_control {
        let sidecar = path(report, format, true);
        put(header::LINK, format!("<{sidecar}>; rel=\"describedby\""));
    }
    headers
}
