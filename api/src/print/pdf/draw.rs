//! Hands the pages and their structure to the PDF library.

use std::num::NonZeroU16;

use chrono::{DateTime as Instant, Datelike, Timelike, Utc};
use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Configuration, Validator},
    destination::XyzDestination,
    geom::{PathBuilder, Rect},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{
        ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
        TagKind, TagTree,
    },
};

use super::{
    length::{Length, point},
    sheet::{Child, HEIGHT, Item, Mark, Pages, Part, Role, WIDTH},
    typeface::Typefaces,
};

/// The language of a document's own words.
const LANGUAGE: &str = "en-US";

/// The library refused the pages.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PdfRefused(pub(crate) String);

/// What a document says of itself outside its pages.
pub(crate) struct Imprint {
    /// Its title, by which a reader announces it.
    pub(crate) title: String,
    /// What it is, in a sentence.
    pub(crate) description: String,
    /// Who answers for it.
    pub(crate) author: String,
    /// The instant that stands for its creation: that of the position as of which it was read.
    pub(crate) recorded_at: Instant<Utc>,
    /// What tells it from every other document.
    pub(crate) id: String,
}

/// The bytes, or why the library refuses them.
pub(crate) fn draw(
    pages: &Pages,
    typefaces: &Typefaces,
    imprint: Imprint,
) -> Result<Vec<u8>, PdfRefused> {
    let settings = SerializeSettings {
        configuration: Configuration::new_with_validator(Validator::UA1),
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(imprint));
    let mut texts: Vec<Option<Identifier>> = vec![None; pages.texts];
    for items in &pages.drawn {
        let size = PageSettings::from_wh(WIDTH.library(), HEIGHT.library());
        let mut page = document.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        for item in items {
            draw_item(&mut surface, typefaces, item, &mut texts);
        }
        surface.finish();
        page.finish();
    }
    document.set_outline(outline(pages));
    document.set_tag_tree(tag_tree(&pages.parts, &texts));
    document
        .finish()
        .map_err(|error| PdfRefused(format!("{error:?}")))
}

fn draw_item(
    surface: &mut Surface<'_>,
    typefaces: &Typefaces,
    item: &Item,
    texts: &mut [Option<Identifier>],
) {
    match item {
        Item::Text {
            mark,
            x,
            baseline,
            text,
            style,
        } => {
            let tag = match mark {
                Mark::Text(_) => ContentTag::Span(SpanTag::empty()),
                Mark::Repeated => ContentTag::Artifact(ArtifactType::Other),
            };
            let identifier = surface.start_tagged(tag);
            if let Mark::Text(number) = mark
                && let Some(slot) = texts.get_mut(*number)
            {
                *slot = Some(identifier);
            }
            let typeface = typefaces.of(style.weight);
            surface.set_fill(Some(fill(style.grey)));
            surface.draw_glyphs(
                point(*x, *baseline),
                &typeface.glyphs(text),
                typeface.font(),
                text,
                style.size.library(),
                false,
            );
            surface.end_tagged();
        }
        Item::Area {
            x,
            top,
            width,
            height,
            grey,
        } => {
            let mut path = PathBuilder::new();
            let area = Rect::from_xywh(
                x.library(),
                top.library(),
                width.library(),
                height.library(),
            );
            let Some(path) = area.and_then(|area| {
                path.push_rect(area);
                path.finish()
            }) else {
                return;
            };
            surface.start_tagged(ContentTag::Artifact(ArtifactType::Other));
            surface.set_fill(Some(fill(*grey)));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
}

fn fill(grey: u8) -> Fill {
    Fill {
        paint: luma::Color::new(grey).into(),
        ..Fill::default()
    }
}

fn metadata(imprint: Imprint) -> Metadata {
    let at = imprint.recorded_at;
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Metadata::new()
        .title(imprint.title)
        .description(imprint.description)
        .language(LANGUAGE.to_owned())
        .authors(vec![imprint.author])
        .creator("Almoner".to_owned())
        .producer("Almoner".to_owned())
        .creation_date(
            DateTime::new(u16::try_from(at.year()).unwrap_or(1970))
                .month(small(at.month()))
                .day(small(at.day()))
                .hour(small(at.hour()))
                .minute(small(at.minute()))
                .second(small(at.second()))
                .utc_offset_hour(0)
                .utc_offset_minute(0),
        )
        .document_id(imprint.id)
}

fn outline(pages: &Pages) -> Outline {
    let mut outline = Outline::new();
    for (text, page, y) in &pages.outline {
        let place = XyzDestination::new(*page, point(Length::ZERO, *y));
        outline.push_child(OutlineNode::new(text.clone(), place));
    }
    outline
}

fn tag_tree(parts: &[Part], texts: &[Option<Identifier>]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for node in parts
        .first()
        .into_iter()
        .flat_map(|root| nodes(root, parts, texts))
    {
        tree.push(node);
    }
    tree
}

/// What a part is made of, for the library; parts nest no deeper than document, section, table, body, row and cell.
fn nodes(part: &Part, parts: &[Part], texts: &[Option<Identifier>]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for child in &part.children {
        match child {
            Child::Text(number) => {
                let identifier = texts.get(*number).copied().flatten();
                nodes.extend(identifier.map(Node::from));
            }
            Child::Part(id) => {
                if let Some(below) = id.of(parts) {
                    nodes.push(group(below, parts, texts).into());
                }
            }
        }
    }
    nodes
}

fn group(part: &Part, parts: &[Part], texts: &[Option<Identifier>]) -> TagGroup {
    TagGroup::with_children(tag(part), nodes(part, parts, texts))
}

fn tag(part: &Part) -> TagKind {
    match part.role {
        Role::Document | Role::Section => Tag::Section.into(),
        Role::Heading(level) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, part.title.clone()).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}
