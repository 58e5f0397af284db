//! The two typefaces of a document, Noto Sans regular and bold (SIL Open Font License 1.1): how wide a text is, which glyphs
//! it has, and where it breaks into lines.

use krilla::text::{Font, GlyphId};
use skrifa::{FontRef, MetadataProvider, charmap::Charmap, raw::TableProvider};

use super::{
    draw::PdfRefused,
    length::{Length, SetGlyph},
};

/// What is set for a character that the typeface does not have.
const UNKNOWN: char = '\u{fffd}';

/// Regular or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both weights.
pub(crate) struct Typefaces {
    regular: Typeface,
    bold: Typeface,
}

/// One weight: as the library embeds it, and as texts are measured.
pub(crate) struct Typeface {
    font: Font,
    characters: Charmap<'static>,
    advances: skrifa::raw::tables::hmtx::Hmtx<'static>,
    units: u16,
    /// The glyphs of the characters that most texts are made of, by their code points.
    common: Vec<Option<(u32, u16)>>,
}

impl Typefaces {
    pub(crate) fn load() -> Result<Self, PdfRefused> {
        Ok(Self {
            regular: Typeface::load(notosans::REGULAR_TTF)?,
            bold: Typeface::load(notosans::BOLD_TTF)?,
        })
    }

    pub(crate) fn of(&self, weight: Weight) -> &Typeface {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl Typeface {
    fn load(bytes: &'static [u8]) -> Result<Self, PdfRefused> {
        let unreadable = || PdfRefused("the typeface cannot be read".to_owned());
        let tables = FontRef::new(bytes).map_err(|_| unreadable())?;
        let mut typeface = Self {
            font: Font::new(bytes.into(), 0).ok_or_else(unreadable)?,
            characters: tables.charmap(),
            advances: tables.hmtx().map_err(|_| unreadable())?,
            units: tables.head().map_err(|_| unreadable())?.units_per_em(),
            common: Vec::new(),
        };
        let common = ('\0'..='\u{24f}').map(|character| typeface.glyph(character));
        typeface.common = common.collect();
        Ok(typeface)
    }

    /// The font, as the library embeds it.
    pub(crate) fn font(&self) -> Font {
        self.font.clone()
    }

    /// The text as it can be set: what the typeface lacks is shown as the sign for an unknown character, and what has no
    /// width by itself is left out.
    pub(crate) fn settable(&self, text: &str) -> String {
        let shown = |character| {
            [character, UNKNOWN, '?']
                .into_iter()
                .find(|candidate| self.glyph(*candidate).is_some())
        };
        text.chars()
            .filter(|character| !is_unseen(*character))
            .filter_map(shown)
            .collect()
    }

    /// The glyph of a character, and how far the next one is.
    fn glyph(&self, character: char) -> Option<(u32, u16)> {
        let known = usize::try_from(u32::from(character))
            .ok()
            .and_then(|at| self.common.get(at));
        known.copied().unwrap_or_else(|| {
            let id = self.characters.map(character)?;
            Some((id.to_u32(), self.advances.advance(id).unwrap_or(0)))
        })
    }

    /// The glyphs of a settable text.
    pub(crate) fn glyphs(&self, text: &str) -> Vec<SetGlyph> {
        text.char_indices()
            .filter_map(|(at, character)| {
                let (id, advance) = self.glyph(character)?;
                Some(SetGlyph {
                    id: GlyphId::new(id),
                    range: at..at + character.len_utf8(),
                    advance,
                    units: self.units,
                })
            })
            .collect()
    }

    /// How wide a settable text is.
    pub(crate) fn width(&self, text: &str, size: Length) -> Length {
        size.part(self.units_of(text), i32::from(self.units))
    }

    /// How wide a settable text is, in units of the font.
    fn units_of(&self, text: &str) -> i32 {
        text.chars().fold(0_i32, |sum, character| {
            let advance = self.glyph(character).map_or(0, |(_, advance)| advance);
            sum.saturating_add(i32::from(advance))
        })
    }

    /// The text in lines no wider than this, broken at spaces; a word that is too wide alone is broken anywhere.
    pub(crate) fn lines(&self, text: &str, size: Length, width: Length) -> Vec<String> {
        let text = self.settable(text);
        let most = width.in_units(size, i32::from(self.units));
        let space = self.units_of(" ");
        let mut lines = Vec::new();
        let (mut line, mut used) = (String::new(), 0_i32);
        for word in text.split_whitespace() {
            let wide = self.units_of(word);
            let joined = used.saturating_add(space).saturating_add(wide);
            if !line.is_empty() && joined <= most {
                line.push(' ');
                line.push_str(word);
                used = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = self.broken(word, most, &mut lines);
            used = self.units_of(&line);
        }
        lines.push(line);
        lines
    }

    /// Pushes what of a word fills whole lines, and gives the rest.
    fn broken(&self, word: &str, most: i32, lines: &mut Vec<String>) -> String {
        let (mut rest, mut used) = (String::new(), 0_i32);
        for character in word.chars() {
            let advance = i32::from(self.glyph(character).map_or(0, |(_, advance)| advance));
            if !rest.is_empty() && used.saturating_add(advance) > most {
                lines.push(std::mem::take(&mut rest));
                used = 0;
            }
            rest.push(character);
            used = used.saturating_add(advance);
        }
        rest
    }
}

/// Marks of direction, joiners and other characters that show nothing.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
