//! The moment that a question is about.

use almoner_journal::record::Position;
use almoner_projections::read;
use async_graphql::OneofObject;

use crate::graphql::{error::TopError, read::read_argument, scalar};

/// The moment that a question is about: one of the two.
#[derive(Debug, Clone, OneofObject)]
pub(crate) enum AsOf {
    /// After the event of this position; `"0"` is before the first.
    Position(scalar::Position),
    /// After the last event that was recorded at this instant or before it.
    Time(scalar::DateTime),
}

/// A moment that is given as text: a position or an instant; the latest if it is neither.
pub(crate) fn read_moment(
    position: Option<&str>,
    time: Option<&str>,
) -> Result<read::AsOf, TopError> {
    let position = position.map(|text| AsOf::Position(scalar::Position(text.to_owned())));
    let time = time.map(|text| AsOf::Time(scalar::DateTime(text.to_owned())));
    moment(position.or(time))
}

/// What a root field says, as the read models take it.
pub(super) fn moment(as_of: Option<AsOf>) -> Result<read::AsOf, TopError> {
    Ok(match as_of {
        None => read::AsOf::Latest,
        Some(AsOf::Time(instant)) => read::AsOf::Time(read_argument("asOf", &instant)?),
        Some(AsOf::Position(position)) => {
            let position: Position = position.0.parse().map_err(|_| TopError::Argument {
                field: "asOf",
                code: "POSITION_MALFORMED",
                message: "a position is a whole number from 0 on, as text such as \"4711\""
                    .to_owned(),
            })?;
            read::AsOf::Position(position.to_bigint())
        }
    })
}
