//! Which media types a caller sends and takes.

use axum::http::{HeaderMap, HeaderValue, header};

use super::RequestError;

/// What a caller takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Accepted {
    /// One answer.
    Answer(MediaType),
    /// `text/event-stream`: answers as they come, to a subscription.
    EventStream,
}

/// The media types of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status says what became of the request.
    GraphqlResponse,
    /// `application/json`: whatever became of a well-formed request, the status is 200.
    Json,
}

impl MediaType {
    /// The header's value.
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }
}

/// The media type that the caller likes best of those that can be sent. Without a header it is plain JSON.
pub(super) fn of(headers: &HeaderMap) -> Result<Accepted, RequestError> {
    let mut values = headers.get_all(header::ACCEPT).iter().peekable();
    if values.peek().is_none() {
        return Ok(Accepted::Answer(MediaType::Json));
    }
    let mut best: Option<(u16, Accepted)> = None;
    for value in values {
        let text = value.to_str().map_err(|_| RequestError::NotAcceptable)?;
        for range in text.split(',') {
            let Some((quality, accepted)) = read_range(range) else {
                continue;
            };
            if best.as_ref().is_none_or(|(most, _)| quality > *most) {
                best = Some((quality, accepted));
            }
        }
    }
    best.map(|(_, accepted)| accepted)
        .ok_or(RequestError::NotAcceptable)
}

/// The quality, in thousandths above zero, and what to send for a media range; nothing if it cannot be served.
fn read_range(range: &str) -> Option<(u16, Accepted)> {
    let mut parts = range.split(';').map(str::trim);
    let accepted = match parts.next()?.to_ascii_lowercase().as_str() {
        "application/graphql-response+json" => Accepted::Answer(MediaType::GraphqlResponse),
        "application/json" | "application/*" | "*/*" => Accepted::Answer(MediaType::Json),
        "text/event-stream" => Accepted::EventStream,
        _ => return None,
    };
    let mut quality = 1000;
    for part in parts {
        let (name, value) = part.split_once('=')?;
        if name.trim().eq_ignore_ascii_case("q") {
            quality = read_quality(value.trim())?;
        } else if name.trim().eq_ignore_ascii_case("charset") && !is_utf8(value) {
            return None;
        }
    }
    (quality > 0).then_some((quality, accepted))
}

fn read_quality(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{fraction:0<3}");
    let thousandths: u16 = digits.get(..3)?.parse().ok()?;
    match whole {
        "1" => Some(1000),
        "0" => Some(thousandths),
        _ => None,
    }
}

/// The body says of itself that it is JSON in UTF-8.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), RequestError> {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let mut parts = text.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case("application/json"));
    let is_utf8 = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => is_utf8(value),
        Some(_) | None => true,
    });
    if is_json && is_utf8 {
        Ok(())
    } else {
        Err(RequestError::MediaTypeUnsupported)
    }
}

fn is_utf8(charset: &str) -> bool {
    let charset = charset.trim().trim_matches('"');
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &'static str) -> Result<Accepted, RequestError> {
        let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
        of(&headers)
    }

    #[test]
    fn the_best_liked_media_type_is_sent() {
        assert_eq!(of(&HeaderMap::new()), Ok(Accepted::Answer(MediaType::Json)));
        assert_eq!(accepted("*/*"), Ok(Accepted::Answer(MediaType::Json)));
        assert_eq!(
            accepted("application/json"),
            Ok(Accepted::Answer(MediaType::Json))
        );
        assert_eq!(
            accepted("application/graphql-response+json, application/json;q=0.9"),
            Ok(Accepted::Answer(MediaType::GraphqlResponse))
        );
        assert_eq!(
            accepted("application/graphql-response+json;q=0.1, application/json"),
            Ok(Accepted::Answer(MediaType::Json))
        );
        assert_eq!(accepted("text/event-stream"), Ok(Accepted::EventStream));
        assert_eq!(
            accepted("application/json, text/event-stream;q=0.5"),
            Ok(Accepted::Answer(MediaType::Json))
        );
        assert_eq!(accepted("text/html"), Err(RequestError::NotAcceptable));
        assert_eq!(
            accepted("application/json;q=0"),
            Err(RequestError::NotAcceptable)
        );
        assert_eq!(
            accepted("application/json; charset=latin1"),
            Err(RequestError::NotAcceptable)
        );
    }

    #[test]
    fn only_json_in_utf_8_is_taken() {
        let taken = |content_type: &'static str| {
            let value = HeaderValue::from_static(content_type);
            check_content_type(&HeaderMap::from_iter([(header::CONTENT_TYPE, value)])).is_ok()
        };
        assert!(taken("application/json"));
        assert!(taken("Application/JSON; charset=UTF-8"));
        for other in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/json; charset=iso-8859-1",
            "application/jsonx",
            "",
        ] {
            assert!(!taken(other), "{other:?}");
        }
        assert!(check_content_type(&HeaderMap::new()).is_err());
    }
}
