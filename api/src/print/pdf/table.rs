//! Tables that go on over pages: their head is repeated, and rows that belong together stay together.

use super::{
    length::Length,
    sheet::{Align, Item, LEFT, PartId, Role, Sheet, Style, TEXT_WIDTH},
    typeface::Weight,
};

/// Between a cell's edge and its text.
const SIDE: Length = Length::points(4);
const ABOVE: Length = Length::milli(2_200);

const HEAD: Style = Style::new(8_000, Weight::Bold, 0);
const PLAIN: Style = Style::new(8_500, Weight::Regular, 0);
const STRONG: Style = Style::new(8_500, Weight::Bold, 0);
const FINE: Style = Style::new(7_800, Weight::Regular, 40);

/// A column: its title, its width and the side on which its texts stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) title: &'static str,
    pub(crate) width: Length,
    pub(crate) align: Align,
}

/// A column of texts.
pub(crate) const fn left(title: &'static str, points: i32) -> Column {
    Column {
        title,
        width: Length::points(points),
        align: Align::Left,
    }
}

/// A column of numbers.
pub(crate) const fn right(title: &'static str, points: i32) -> Column {
    Column {
        title,
        width: Length::points(points),
        align: Align::Right,
    }
}

/// How a row looks, and whether its first cell names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A row among others; its first cell names it.
    Named,
    /// The head of the rows that follow: bold, on grey.
    Group,
    /// A row of a group.
    Plain,
    /// A small row below one.
    Detail,
    /// A sum: bold, under a line.
    Total,
}

/// A row: a text for every column.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) cells: Vec<String>,
}

impl Row {
    pub(crate) fn new(kind: Kind, cells: impl IntoIterator<Item = String>) -> Self {
        Self {
            kind,
            cells: cells.into_iter().collect(),
        }
    }
}

/// Rows that stay on one page, and what to say where a page begins with them and what they belong to began before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    pub(crate) rows: Vec<Row>,
    pub(crate) continued: Option<String>,
}

impl From<Row> for Block {
    fn from(row: Row) -> Self {
        Self {
            rows: vec![row],
            continued: None,
        }
    }
}

/// Sets a table with a head.
pub(crate) fn set(sheet: &mut Sheet<'_>, within: PartId, columns: &[Column], blocks: &[Block]) {
    let table = sheet.part(within, Role::Table);
    let head = sheet.part(table, Role::TableHead);
    let first = blocks
        .first()
        .map_or(Length::ZERO, |block| height(sheet, columns, block));
    if !sheet.fits(head_height().plus(first)) {
        sheet.turn();
    }
    set_head(sheet, Some(head), columns);
    let body = sheet.part(table, Role::TableBody);
    for block in blocks {
        if !sheet.fits(height(sheet, columns, block)) {
            turn(sheet, columns, block.continued.as_deref());
        }
        for row in &block.rows {
            if !sheet.fits(row_height(sheet, columns, row)) {
                turn(sheet, columns, block.continued.as_deref());
            }
            set_row(sheet, body, columns, row);
        }
    }
}

/// Sets a table without a head: names and values, side by side.
pub(crate) fn set_facts(
    sheet: &mut Sheet<'_>,
    within: PartId,
    widths: &[i32],
    rows: &[Vec<String>],
) {
    let table = sheet.part(within, Role::Table);
    let body = sheet.part(table, Role::TableBody);
    for cells in rows {
        let columns: Vec<(Length, Style, Role)> = widths
            .iter()
            .enumerate()
            .map(|(at, width)| {
                let (style, role) = if at.is_multiple_of(2) {
                    (FINE, Role::RowHeader)
                } else {
                    (PLAIN, Role::Cell)
                };
                (Length::points(*width), style, role)
            })
            .collect();
        let texts: Vec<Vec<String>> = columns
            .iter()
            .zip(cells)
            .map(|((width, style, _), text)| sheet.lines(text, *style, width.minus(SIDE)))
            .collect();
        let lines = texts.iter().map(Vec::len).max().unwrap_or(1);
        let height = PLAIN.leading().times(lines).plus(ABOVE);
        if !sheet.fits(height) {
            sheet.turn();
        }
        let row = sheet.part(body, Role::Row);
        let top = sheet.y();
        let mut x = LEFT;
        for ((width, style, role), lines) in columns.into_iter().zip(texts) {
            let cell = sheet.part(row, role);
            // Small and large texts of a row stand on one line.
            let lower = PLAIN.size.minus(style.size);
            sheet.set(
                Some(cell),
                &lines,
                style,
                (x, width, Align::Left),
                top.plus(lower),
            );
            x = x.plus(width);
        }
        sheet.skip(height);
    }
}

fn turn(sheet: &mut Sheet<'_>, columns: &[Column], continued: Option<&str>) {
    sheet.turn();
    set_head(sheet, None, columns);
    if let Some(text) = continued {
        let lines = sheet.lines(text, FINE, TEXT_WIDTH);
        let top = sheet.y().plus(ABOVE);
        let place = (LEFT.plus(SIDE), TEXT_WIDTH, Align::Left);
        sheet.set(None, &lines, FINE, place, top);
        sheet.skip(FINE.leading().times(lines.len()).plus(ABOVE));
    }
}

fn head_height() -> Length {
    HEAD.leading().plus(ABOVE).plus(ABOVE)
}

fn set_head(sheet: &mut Sheet<'_>, part: Option<PartId>, columns: &[Column]) {
    let row = part.map(|part| sheet.part(part, Role::Row));
    let top = sheet.y();
    let mut x = LEFT;
    for column in columns {
        let cell = row.map(|row| sheet.part(row, Role::ColumnHeader));
        let place = inside(x, column);
        let lines = [column.title.to_owned()];
        sheet.set(cell, &lines, HEAD, place, top.plus(ABOVE));
        x = x.plus(column.width);
    }
    sheet.skip(head_height());
    line(sheet, Length::milli(900), 0);
}

fn inside(x: Length, column: &Column) -> (Length, Length, Align) {
    let width = column.width.minus(SIDE).minus(SIDE);
    (x.plus(SIDE), width, column.align)
}

fn style(kind: Kind) -> Style {
    match kind {
        Kind::Named | Kind::Plain => PLAIN,
        Kind::Group | Kind::Total => STRONG,
        Kind::Detail => FINE,
    }
}

fn texts(sheet: &Sheet<'_>, columns: &[Column], row: &Row) -> Vec<Vec<String>> {
    let style = style(row.kind);
    columns
        .iter()
        .zip(&row.cells)
        .map(|(column, text)| {
            let (_, width, _) = inside(LEFT, column);
            sheet.lines(text, style, width)
        })
        .collect()
}

fn row_height(sheet: &Sheet<'_>, columns: &[Column], row: &Row) -> Length {
    let lines = texts(sheet, columns, row);
    let most = lines.iter().map(Vec::len).max().unwrap_or(1);
    let text = style(row.kind).leading().times(most);
    match row.kind {
        Kind::Detail => text.plus(Length::milli(2_400)),
        Kind::Named | Kind::Group | Kind::Plain | Kind::Total => text.plus(ABOVE).plus(ABOVE),
    }
}

fn height(sheet: &Sheet<'_>, columns: &[Column], block: &Block) -> Length {
    block
        .rows
        .iter()
        .map(|row| row_height(sheet, columns, row))
        .fold(Length::ZERO, Length::plus)
}

fn set_row(sheet: &mut Sheet<'_>, body: PartId, columns: &[Column], row: &Row) {
    let texts = texts(sheet, columns, row);
    let height = row_height(sheet, columns, row);
    let top = sheet.y();
    if row.kind == Kind::Group {
        sheet.draw(Item::Area {
            x: LEFT,
            top,
            width: TEXT_WIDTH,
            height,
            grey: 236,
        });
    }
    if row.kind == Kind::Total {
        line(sheet, Length::milli(900), 0);
    }
    let part = sheet.part(body, Role::Row);
    let above = match row.kind {
        Kind::Detail => Length::ZERO,
        Kind::Named | Kind::Group | Kind::Plain | Kind::Total => ABOVE,
    };
    let mut x = LEFT;
    for (at, (column, lines)) in columns.iter().zip(&texts).enumerate() {
        let names = match row.kind {
            Kind::Named | Kind::Group | Kind::Total => at == 0,
            Kind::Plain | Kind::Detail => false,
        };
        let role = if names { Role::RowHeader } else { Role::Cell };
        let cell = sheet.part(part, role);
        sheet.set(
            Some(cell),
            lines,
            style(row.kind),
            inside(x, column),
            top.plus(above),
        );
        x = x.plus(column.width);
    }
    sheet.skip(height);
    if row.kind == Kind::Named {
        line(sheet, Length::milli(300), 170);
    }
}

/// A line over the whole width, at the place where the sheet is.
fn line(sheet: &mut Sheet<'_>, height: Length, grey: u8) {
    let top = sheet.y();
    sheet.draw(Item::Area {
        x: LEFT,
        top,
        width: TEXT_WIDTH,
        height,
        grey,
    });
}
