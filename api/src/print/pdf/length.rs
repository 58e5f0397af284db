//! Lengths on the page, in whole thousandths of a point, so that the same document is laid out the same everywhere. The only
//! place where a length becomes the floating-point number that the PDF library takes.

use krilla::{geom::Point, text::GlyphId};

/// Thousandths of a point; 72 points are an inch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Length(i32);

impl Length {
    pub(crate) const ZERO: Self = Self(0);

    /// Thousandths of a point.
    pub(crate) const fn milli(thousandths: i32) -> Self {
        Self(thousandths)
    }

    /// Whole points.
    pub(crate) const fn points(points: i32) -> Self {
        Self(points.saturating_mul(1000))
    }

    pub(crate) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(crate) const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many times as much.
    pub(crate) fn times(self, count: usize) -> Self {
        Self(
            self.0
                .saturating_mul(i32::try_from(count).unwrap_or(i32::MAX)),
        )
    }

    /// A part in a thousand of it.
    pub(crate) fn part(self, units: i32, of: i32) -> Self {
        let scaled = i64::from(self.0).saturating_mul(i64::from(units));
        let part = scaled.checked_div(i64::from(of)).unwrap_or(0);
        Self(i32::try_from(part).unwrap_or(i32::MAX))
    }

    /// How many units of a font it is, where `size` is so many of them.
    pub(crate) fn in_units(self, size: Self, units: i32) -> i32 {
        let scaled = i64::from(self.0).saturating_mul(i64::from(units));
        let count = scaled.checked_div(i64::from(size.0)).unwrap_or(0);
        i32::try_from(count).unwrap_or(i32::MAX)
    }

    /// The number that the library takes, in points.
    #[expect(
        clippy::float_arithmetic,
        reason = "the library takes points as floating-point numbers; no amount of money is ever a length"
    )]
    pub(crate) fn library(self) -> f32 {
        let whole = i16::try_from(self.0.div_euclid(1000)).unwrap_or(i16::MAX);
        let rest = i16::try_from(self.0.rem_euclid(1000)).unwrap_or(0);
        f32::from(whole) + f32::from(rest) / 1000.0
    }
}

/// A place on the page, from its upper left corner.
pub(crate) fn point(x: Length, y: Length) -> Point {
    Point::from_xy(x.library(), y.library())
}

/// One glyph of a text, as the library takes it.
#[derive(Debug, Clone)]
pub(crate) struct SetGlyph {
    pub(crate) id: GlyphId,
    /// Where its character stands in the text.
    pub(crate) range: std::ops::Range<usize>,
    /// How far the next glyph is, in units of the font.
    pub(crate) advance: u16,
    /// Units of the font to an em.
    pub(crate) units: u16,
}

impl krilla::text::Glyph for SetGlyph {
    fn glyph_id(&self) -> GlyphId {
        self.id
    }

    fn text_range(&self) -> std::ops::Range<usize> {
        self.range.clone()
    }

    #[expect(
        clippy::float_arithmetic,
        reason = "the library asks for the advance at a size as a floating-point number"
    )]
    fn x_advance(&self, size: f32) -> f32 {
        size * f32::from(self.advance) / f32::from(self.units)
    }

    fn x_offset(&self, _size: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, _size: f32) -> f32 {
        0.0
    }

    fn y_advance(&self, _size: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}
