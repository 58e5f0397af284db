//! Pages in the making: what is drawn where, and the structure that it belongs to.

use super::{
    length::Length,
    typeface::{Typefaces, Weight},
};

/// US Letter, with margins that leave room for the holes of a file.
pub(crate) const WIDTH: Length = Length::points(612);
pub(crate) const HEIGHT: Length = Length::points(792);
pub(crate) const LEFT: Length = Length::points(54);
pub(crate) const TEXT_WIDTH: Length = Length::points(504);
const TOP: Length = Length::points(50);
const BOTTOM: Length = Length::points(730);
const FOOTER: Length = Length::points(756);

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) size: Length,
    pub(crate) weight: Weight,
    /// From 0, black, to 255, white.
    pub(crate) grey: u8,
}

impl Style {
    pub(crate) const fn new(milli: i32, weight: Weight, grey: u8) -> Self {
        Self {
            size: Length::milli(milli),
            weight,
            grey,
        }
    }

    /// From line to line.
    pub(crate) fn leading(self) -> Length {
        self.size.part(1350, 1000)
    }
}

/// On which side a text stands in its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// What a part of the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Section,
    /// Of this level, from 1.
    Heading(u16),
    Paragraph,
    Table,
    TableHead,
    TableBody,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
}

/// A part of the document, by its place among the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartId(usize);

impl PartId {
    pub(crate) fn of(self, parts: &[Part]) -> Option<&Part> {
        parts.get(self.0)
    }
}

/// What a part is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Child {
    Part(PartId),
    /// A text on a page, by its number.
    Text(usize),
}

/// A part of the document.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) role: Role,
    /// What a heading says.
    pub(crate) title: Option<String>,
    pub(crate) children: Vec<Child>,
}

/// What a text on a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The document: a text of this number.
    Text(usize),
    /// Every page, not the document: the footer, a header that is repeated.
    Repeated,
}

/// What is drawn.
#[derive(Debug)]
pub(crate) enum Item {
    Text {
        mark: Mark,
        x: Length,
        baseline: Length,
        text: String,
        style: Style,
    },
    /// A filled rectangle, for the eye alone.
    Area {
        x: Length,
        top: Length,
        width: Length,
        height: Length,
        grey: u8,
    },
}

/// The pages, once they are all there.
pub(crate) struct Pages {
    /// What is drawn, page by page.
    pub(crate) drawn: Vec<Vec<Item>>,
    pub(crate) parts: Vec<Part>,
    pub(crate) texts: usize,
    /// The headings of the second level, with their page and height: the outline.
    pub(crate) outline: Vec<(String, usize, Length)>,
}

/// Pages in the making.
pub(crate) struct Sheet<'a> {
    typefaces: &'a Typefaces,
    pages: Vec<Vec<Item>>,
    y: Length,
    parts: Vec<Part>,
    texts: usize,
    outline: Vec<(String, usize, Length)>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(typefaces: &'a Typefaces) -> Self {
        Self {
            typefaces,
            pages: vec![Vec::new()],
            y: TOP,
            parts: vec![Part {
                role: Role::Document,
                title: None,
                children: Vec::new(),
            }],
            texts: 0,
            outline: Vec::new(),
        }
    }

    /// The whole document.
    pub(crate) fn root() -> PartId {
        PartId(0)
    }

    pub(crate) fn part(&mut self, within: PartId, role: Role) -> PartId {
        let part = PartId(self.parts.len());
        self.parts.push(Part {
            role,
            title: None,
            children: Vec::new(),
        });
        self.adopt(within, Child::Part(part));
        part
    }

    fn adopt(&mut self, within: PartId, child: Child) {
        if let Some(part) = self.parts.get_mut(within.0) {
            part.children.push(child);
        }
    }

    /// How far down the page it is.
    pub(crate) fn y(&self) -> Length {
        self.y
    }

    pub(crate) fn skip(&mut self, height: Length) {
        self.y = self.y.plus(height);
    }

    /// Whether so much fits on what is left of the page.
    pub(crate) fn fits(&self, height: Length) -> bool {
        self.y.plus(height) <= BOTTOM
    }

    pub(crate) fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// The lines of a text in a width.
    pub(crate) fn lines(&self, text: &str, style: Style, width: Length) -> Vec<String> {
        let typeface = self.typefaces.of(style.weight);
        typeface.lines(text, style.size, width)
    }

    /// Sets lines from `top` on, in a column that begins at `x`; they belong to `part`, or else to no part.
    pub(crate) fn set(
        &mut self,
        part: Option<PartId>,
        lines: &[String],
        style: Style,
        (x, width, align): (Length, Length, Align),
        top: Length,
    ) {
        let typeface = self.typefaces.of(style.weight);
        for (at, line) in lines.iter().enumerate() {
            let left = match align {
                Align::Left => x,
                Align::Right => x.plus(width).minus(typeface.width(line, style.size)),
            };
            let baseline = top
                .plus(style.size.part(1060, 1000))
                .plus(style.leading().times(at));
            // The break of a line is a space to whoever hears the text. An empty cell is a cell nevertheless.
            let more = at + 1 < lines.len() || line.is_empty();
            let text = if more {
                format!("{line} ")
            } else {
                line.clone()
            };
            let mark = match part {
                Some(part) => {
                    let number = self.texts;
                    self.texts += 1;
                    if let Some(part) = self.parts.get_mut(part.0) {
                        part.children.push(Child::Text(number));
                    }
                    Mark::Text(number)
                }
                None => Mark::Repeated,
            };
            self.draw(Item::Text {
                mark,
                x: left,
                baseline,
                text,
                style,
            });
        }
    }

    pub(crate) fn draw(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    /// A heading, which stays with so much of what follows.
    pub(crate) fn heading(
        &mut self,
        within: PartId,
        level: u16,
        text: &str,
        style: Style,
        keep: Length,
    ) {
        let lines = self.lines(text, style, TEXT_WIDTH);
        let height = style.leading().times(lines.len());
        if !self.fits(height.plus(keep)) {
            self.turn();
        }
        if level > 1 {
            let page = self.pages.len().saturating_sub(1);
            self.outline.push((text.to_owned(), page, self.y));
        }
        let part = self.part(within, Role::Heading(level));
        if let Some(heading) = self.parts.get_mut(part.0) {
            heading.title = Some(text.to_owned());
        }
        self.set(
            Some(part),
            &lines,
            style,
            (LEFT, TEXT_WIDTH, Align::Left),
            self.y,
        );
        self.skip(height);
    }

    /// A paragraph over the whole width; it goes on over pages.
    pub(crate) fn paragraph(&mut self, within: PartId, text: &str, style: Style) {
        let part = self.part(within, Role::Paragraph);
        for line in self.spaced(text, style) {
            if !self.fits(style.leading()) {
                self.turn();
            }
            let place = (LEFT, TEXT_WIDTH, Align::Left);
            self.set(Some(part), &[line], style, place, self.y);
            self.skip(style.leading());
        }
    }

    /// Lines that are set one by one, with the space that the break of a line is.
    fn spaced(&self, text: &str, style: Style) -> Vec<String> {
        let mut lines = self.lines(text, style, TEXT_WIDTH);
        let last = lines.len().saturating_sub(1);
        for line in lines.iter_mut().take(last) {
            line.push(' ');
        }
        lines
    }

    /// The pages, each with its footer: a text on the left, and its number on the right.
    pub(crate) fn finish(mut self, footer: &str) -> Pages {
        let style = Style::new(7_500, Weight::Regular, 70);
        let typeface = self.typefaces.of(style.weight);
        let count = self.pages.len();
        let footer = typeface.settable(footer);
        for (at, page) in self.pages.iter_mut().enumerate() {
            let number = format!("Page {} of {count}", at + 1);
            let width = typeface.width(&number, style.size);
            page.push(Item::Area {
                x: LEFT,
                top: FOOTER.minus(Length::points(12)),
                width: TEXT_WIDTH,
                height: Length::milli(500),
                grey: 150,
            });
            for (x, text) in [
                (LEFT, footer.clone()),
                (LEFT.plus(TEXT_WIDTH).minus(width), number),
            ] {
                page.push(Item::Text {
                    mark: Mark::Repeated,
                    x,
                    baseline: FOOTER,
                    text,
                    style,
                });
            }
        }
        Pages {
            drawn: self.pages,
            parts: self.parts,
            texts: self.texts,
            outline: self.outline,
        }
    }
}
