//! The template of a claim sheet, for anybody: headings, and nothing else.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// `/claims/template.csv`.
pub(crate) async fn csv() -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"claims.csv\""),
        ),
    ];
    (headers, crate::intake::template()).into_response()
}
