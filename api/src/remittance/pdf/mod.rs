//! An advice as PDF: US Letter, to print and to file, tagged after PDF/UA-1 so that it can be read aloud.
//!
//! [`document`] says what stands on the pages, [`table`] sets tables, [`sheet`] keeps the pages with the structure beside
//! them, [`draw`] hands both to the library, which refuses what PDF/UA-1 forbids. Nothing depends on the day or the machine.

mod document;
mod draw;
mod length;
mod sheet;
mod table;
mod typeface;

use almoner_projections::remittances::Advice;

use super::RenderError;

/// The bytes.
pub(super) fn render(advice: &Advice) -> Result<Vec<u8>, RenderError> {
    let typefaces = typeface::Typefaces::load()?;
    draw::draw(&laid_out(&typefaces, advice), &typefaces, advice)
}

fn laid_out(typefaces: &typeface::Typefaces, advice: &Advice) -> sheet::Pages {
    let mut sheet = sheet::Sheet::new(typefaces);
    document::compose(&mut sheet, advice);
    sheet.finish(&document::footer(advice))
}

/// Every text of every page, in order.
#[cfg(test)]
pub(super) fn texts(advice: &Advice) -> Vec<Vec<String>> {
    let typefaces = typeface::Typefaces::load().expect("the typefaces are in the program");
    let pages = laid_out(&typefaces, advice).drawn;
    let text = |item: sheet::Item| match item {
        sheet::Item::Text { text, .. } => Some(text),
        sheet::Item::Area { .. } => None,
    };
    let page = |items: Vec<sheet::Item>| items.into_iter().filter_map(text).collect();
    pages.into_iter().map(page).collect()
}

/// The texts that stand outside the margins.
#[cfg(test)]
pub(super) fn outside(advice: &Advice) -> Vec<String> {
    let typefaces = typeface::Typefaces::load().expect("the typefaces are in the program");
    let pages = laid_out(&typefaces, advice).drawn;
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
    pages.into_iter().flatten().filter_map(text).collect()
}
