//! Questions to the read models, as of any position, by whoever may ask.
//!
//! A [`Reader`] gives a [`View`] for a viewer and a moment; all questions of a request go through one view. What the
//! viewer may not see is not there: row-level security hides it beneath every query.

mod control;
mod error;
mod list;
mod page;
mod reader;
mod touched;
mod view;
mod viewer;

pub use control::Control;
pub use error::ReadError;
pub(crate) use list::as_of;
pub use page::{Cursor, FIRST_MAX, Page, Paged};
pub use reader::{AsOf, Reader};
pub use touched::Touched;
pub use view::View;
pub use viewer::Viewer;
