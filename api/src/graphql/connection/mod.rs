//! Lists, a page at a time: Relay connections with opaque cursors. They go forward; those of events backward too.

mod cursor;
mod page;
mod window;

use std::borrow::Cow;

use async_graphql::{Object, OutputType, SimpleObject, TypeName};

pub(crate) use cursor::Cursor;
pub(crate) use page::Page;
pub(crate) use window::Window;

use super::scalar;

/// A page of a list.
pub(crate) struct Connection<T> {
    edges: Vec<Edge<T>>,
    page_info: PageInfo,
    as_of: scalar::Position,
}

/// An item of a list with its cursor.
pub(crate) struct Edge<T> {
    cursor: String,
    node: T,
}

/// Where a page stands in its list.
#[derive(Clone, SimpleObject)]
pub(crate) struct PageInfo {
    /// There are items after this page.
    has_next_page: bool,
    /// The page did not begin at the start of the list.
    has_previous_page: bool,
    /// The cursor of the first item; none of an empty page.
    start_cursor: Option<String>,
    /// The cursor of the last item: give it as `after` to get the next page. None of an empty page.
    end_cursor: Option<String>,
}

impl<T> Connection<T> {
    /// A page of items, each after its key, read as of a position.
    pub(crate) fn new(
        items: impl IntoIterator<Item = (String, T)>,
        page: &Page,
        has_next_page: bool,
        as_of: scalar::Position,
    ) -> Self {
        Self::between(items, (page.after.is_some(), has_next_page), as_of)
    }

    /// A page of items, each after its key, with whether there are others before and after it.
    pub(crate) fn between(
        items: impl IntoIterator<Item = (String, T)>,
        (has_previous_page, has_next_page): (bool, bool),
        as_of: scalar::Position,
    ) -> Self {
        let edges: Vec<Edge<T>> = items
            .into_iter()
            .map(|(key, node)| Edge {
                cursor: Cursor(key).to_string(),
                node,
            })
            .collect();
        let page_info = PageInfo {
            has_next_page,
            has_previous_page,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Self {
            edges,
            page_info,
            as_of,
        }
    }
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", <T as OutputType>::type_name()).into()
    }
}

impl<T: OutputType> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", <T as OutputType>::type_name()).into()
    }
}

/// A page of a list, in a fixed order.
#[Object(name_type)]
impl<T: OutputType> Connection<T> {
    /// The items of the page.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// The items of the page, each with its cursor.
    async fn edges(&self) -> &[Edge<T>] {
        &self.edges
    }

    /// Where the page stands in its list.
    async fn page_info(&self) -> &PageInfo {
        &self.page_info
    }

    /// The position in the journal as of which the list was read. Ask for the list with it as `asOf` to get the
    /// same for ever.
    async fn as_of(&self) -> &scalar::Position {
        &self.as_of
    }
}

/// An item of a list, with its cursor.
#[Object(name_type)]
impl<T: OutputType> Edge<T> {
    /// The item.
    async fn node(&self) -> &T {
        &self.node
    }

    /// Its place in the list: give it as `after` to get what follows.
    async fn cursor(&self) -> &str {
        &self.cursor
    }
}
