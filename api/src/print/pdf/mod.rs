//! Documents as PDF: US Letter, to print and to file, tagged after PDF/UA-1 so that they can be read aloud.
//!
//! `table` sets tables, `sheet` keeps the pages with the structure beside them, `draw` hands both to the library, which
//! refuses what PDF/UA-1 forbids. Nothing depends on the day or the machine. What stands on the pages, a document's own
//! module says.

pub(crate) mod draw;
pub(crate) mod length;
pub(crate) mod sheet;
pub(crate) mod table;
pub(crate) mod typeface;

pub use draw::PdfRefused;

/// Every text of every page, in order.
#[cfg(test)]
pub(crate) fn texts(pages: sheet::Pages) -> Vec<Vec<String>> {
    let text = |item: sheet::Item| match item {
        sheet::Item::Text { text, .. } => Some(text),
        sheet::Item::Area { .. } => None,
    };
    let page = |items: Vec<sheet::Item>| items.into_iter().filter_map(text).collect();
    pages.drawn.into_iter().map(page).collect()
}

/// The texts that stand outside the margins.
#[cfg(test)]
pub(crate) fn outside(pages: sheet::Pages, typefaces: &typeface::Typefaces) -> Vec<String> {
    let text = |item: sheet::Item| match item {
        sheet::Item::Text {
            text,
            x,
            baseline,
            style,
            ..
        } => {
            let width = typefaces
                .of(style.weight)
                .width(text.trim_end(), style.size);
            let right = sheet::LEFT.plus(sheet::TEXT_WIDTH);
            let inside = x >= sheet::LEFT && x.plus(width) <= right && baseline < sheet::HEIGHT;
            (!inside).then_some(text)
        }
        sheet::Item::Area { .. } => None,
    };
    pages.drawn.into_iter().flatten().filter_map(text).collect()
}
