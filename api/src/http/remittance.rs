//! Remittance advices as files, for whoever may read them by GraphQL: the same token, the same rows.

use std::{sync::Arc, time::Duration};

use almoner_domain::id::{OrganizationId, PaymentId};
use almoner_projections::{client_reads::Way, read::AsOf, remittances::Advice};
use axum::{
    body::Body,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    error::RequestError,
    graphql::authenticate,
    state::{AppState, LedgerState},
};
use crate::{
    graphql::{Caller, TopError, open_for, read_moment},
    remittance::{Format, render},
};

/// How long a file may take in all.
const TIME_MAX: Duration = Duration::from_secs(30);

/// The moment that is asked about, as the address says it; the latest if it says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Moment {
    position: Option<String>,
    time: Option<String>,
}

/// `/l/<ledger>/remittances/<payment>/<organization>.<pdf, json or csv>`.
pub(crate) async fn file(
    State(state): State<AppState>,
    Path((ledger, payment, file)): Path<(String, String, String)>,
    moment: Result<Query<Moment>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let answered = async {
        let ledger = state.ledger(&ledger).ok_or(RequestError::LedgerUnknown)?;
        let caller = authenticate(&state, ledger, &headers)?;
        let Query(moment) = moment.map_err(|_| MOMENT_MALFORMED)?;
        answer(ledger, &caller, &payment, &file, &moment).await
    };
    match tokio::time::timeout(TIME_MAX, answered).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => error.into_response(),
        Err(_elapsed) => RequestError::TimedOut.into_response(),
    }
}

const MOMENT_MALFORMED: RequestError =
    RequestError::RequestMalformed("the moment is ?position=4711 or ?time=2024-10-01T14:30:00Z");

async fn answer(
    ledger: &Arc<LedgerState>,
    caller: &Caller,
    payment: &str,
    file: &str,
    moment: &Moment,
) -> Result<Response, RequestError> {
    let (organization, extension) = file.rsplit_once('.').ok_or(RequestError::PathUnknown)?;
    let format = Format::of_extension(extension).ok_or(RequestError::PathUnknown)?;
    // What cannot be an id is the id of nothing.
    let (Ok(payment), Ok(organization)) = (
        PaymentId::parse(payment),
        OrganizationId::parse(organization),
    ) else {
        return Err(RequestError::RemittanceUnknown);
    };
    if moment.position.is_some() && moment.time.is_some() {
        return Err(MOMENT_MALFORMED);
    }
    let moment = read_moment(moment.position.as_deref(), moment.time.as_deref())?;
    let found = read(ledger, caller, moment, &payment, &organization).await?;
    let advice = found.ok_or(RequestError::RemittanceUnknown)?;
    let asked = format!("remittance advice {}", format.extension());
    ledger.record_read(caller, Way::Download, &asked).await?;
    // Setting hundreds of claims takes a moment in which other requests go on.
    let made = tokio::task::spawn_blocking(move || {
        render(&advice, format).map(|bytes| (format.file_name(&advice), bytes))
    });
    let (name, bytes) = match made.await {
        Ok(Ok(made)) => made,
        Ok(Err(error)) => {
            tracing::error!(%error, "a remittance advice cannot be rendered");
            return Err(RequestError::Internal);
        }
        Err(error) => {
            tracing::error!(%error, "a remittance advice cannot be rendered");
            return Err(RequestError::Internal);
        }
    };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(format.media_type()),
    );
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    // Nobody on the way keeps it, and no browser either.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    Ok(response)
}

async fn read(
    ledger: &Arc<LedgerState>,
    caller: &Caller,
    moment: AsOf,
    payment: &PaymentId,
    organization: &OrganizationId,
) -> Result<Option<Advice>, RequestError> {
    let (view, _turn) = open_for(ledger, caller, moment).await?;
    let found = view.remittance_advice(payment, organization).await;
    Ok(found.map_err(TopError::from)?)
}
