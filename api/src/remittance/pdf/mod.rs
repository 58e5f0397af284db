//! An advice as PDF: US Letter, to print and to file. [`document`] says what stands on the pages.

mod claims;
mod document;

use almoner_projections::remittances::Advice;

use super::RenderError;
use crate::print::pdf::{draw, sheet, typeface::Typefaces};

/// The bytes.
pub(super) fn render(advice: &Advice) -> Result<Vec<u8>, RenderError> {
    let typefaces = Typefaces::load()?;
    let pages = laid_out(&typefaces, advice);
    Ok(draw::draw(&pages, &typefaces, document::imprint(advice))?)
}

fn laid_out(typefaces: &Typefaces, advice: &Advice) -> sheet::Pages {
    let mut sheet = sheet::Sheet::new(typefaces);
    document::compose(&mut sheet, advice);
    sheet.finish(&document::footer(advice))
}

/// Every text of every page, in order.
#[cfg(test)]
pub(super) fn texts(advice: &Advice) -> Vec<Vec<String>> {
    let typefaces = Typefaces::load().expect("the typefaces are in the program");
    crate::print::pdf::texts(laid_out(&typefaces, advice))
}

/// The texts that stand outside the margins.
#[cfg(test)]
pub(super) fn outside(advice: &Advice) -> Vec<String> {
    let typefaces = Typefaces::load().expect("the typefaces are in the program");
    crate::print::pdf::outside(laid_out(&typefaces, advice), &typefaces)
}
