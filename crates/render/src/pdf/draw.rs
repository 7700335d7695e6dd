//! Pages to a file: glyphs, frames, and the tree of tags over them (PDF/UA-1).

use super::flow::TextKind;
use super::glyphs::Glyphs;
use super::lines::Run;
use super::nodes::{Kind, Node, Scope, Span};
use super::pages::{Drawn, Laid, Page};
use crate::RenderError;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node as TagNode, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{GlyphId, KrillaGlyph};
use std::num::{NonZeroU16, NonZeroU32};

const LANGUAGE: &str = "zh-CN";

/// What was drawn of each node.
type Parts = Vec<Vec<Identifier>>;

/// The file. No time of writing, no author: the same pages, the same bytes.
pub(super) fn write(title: &str, laid: &Laid, glyphs: &Glyphs) -> Result<Vec<u8>, RenderError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| refused(&error))?;
    let mut document = krilla::Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut parts: Parts = laid.nodes.iter().map(|_node| Vec::new()).collect();
    let settings = PageSettings::from_wh(laid.sheet.width, laid.sheet.height);
    for page in &laid.pages {
        let mut sheet = document.start_page_with(settings.clone().unwrap_or_default());
        let mut surface = sheet.surface();
        draw(&mut surface, page, glyphs, &mut parts);
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(laid));
    document.set_tag_tree(tree(&laid.nodes, parts));
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language(LANGUAGE.to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|error| refused(&error))
}

fn refused(error: &dyn std::fmt::Debug) -> RenderError {
    RenderError::Writer {
        format: "PDF",
        cause: format!("{error:?}"),
    }
}

fn draw(surface: &mut Surface<'_>, page: &Page, glyphs: &Glyphs, parts: &mut Parts) {
    frames(surface, page);
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: luma::Color::black().into(),
        ..Fill::default()
    }));
    for line in &page.lines {
        let kind = match line.owner {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        };
        let identifier = surface.start_tagged(kind);
        line.runs
            .iter()
            .for_each(|run| put(surface, run, line, glyphs));
        surface.end_tagged();
        if let Some(part) = line.owner.and_then(|owner| parts.get_mut(owner)) {
            part.push(identifier);
        }
    }
}

fn put(surface: &mut Surface<'_>, run: &Run, line: &Drawn, glyphs: &Glyphs) {
    let Some(font) = glyphs.faces.get(run.face) else {
        return;
    };
    let mut begin = 0;
    let drawn = run.glyphs.iter().map(|(id, width, end)| {
        let text = begin..*end;
        begin = *end;
        let (id, advance) = (GlyphId::new(u32::from(*id)), width / run.size);
        KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, text, None)
    });
    let drawn: Vec<KrillaGlyph> = drawn.collect();
    let start = Point::from_xy(line.x + run.x, line.baseline);
    surface.draw_glyphs(start, &drawn, font.clone(), &run.text, run.size, false);
}

/// The frames of cells, half a point wide.
fn frames(surface: &mut Surface<'_>, page: &Page) {
    let mut path = PathBuilder::new();
    for [left, top, right, bottom] in &page.frames {
        if let Some(rect) = Rect::from_ltrb(*left, *top, *right, *bottom) {
            path.push_rect(rect);
        }
    }
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: luma::Color::black().into(),
        width: 0.5,
        ..Stroke::default()
    }));
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Layout,
    )));
    surface.draw_path(&path);
    surface.end_tagged();
}

/// The tree of tags. Children stand behind their parents, so that it is built from the end.
fn tree(nodes: &[Node], parts: Parts) -> TagTree {
    let mut children: Vec<Vec<TagNode>> = parts
        .into_iter()
        .map(|part| part.into_iter().map(TagNode::from).collect())
        .collect();
    let mut roots = Vec::new();
    for (number, node) in nodes.iter().enumerate().rev() {
        let mut own = children.pop().unwrap_or_default();
        // What only holds others got them in reverse.
        if !matches!(node.kind, Kind::Text(_) | Kind::Cell(..)) {
            own.reverse();
        }
        let group = TagNode::from(TagGroup::with_children(tag(node), own));
        match node.parent.filter(|parent| *parent < number) {
            Some(parent) => {
                if let Some(of) = children.get_mut(parent) {
                    of.push(group);
                }
            }
            None => roots.push(group),
        }
    }
    roots.reverse();
    TagTree::from(roots).with_lang(Some(LANGUAGE.to_owned()))
}

fn tag(node: &Node) -> TagKind {
    match node.kind {
        Kind::Text(TextKind::Paragraph) => Tag::P.into(),
        // A heading has words, or it is none.
        Kind::Text(_) if node.text.is_empty() => Tag::P.into(),
        Kind::Text(kind) => {
            let level = NonZeroU16::new(level(kind)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(node.text.clone())).into()
        }
        Kind::Table => Tag::Table.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Body => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Cell(scope, span) => cell(scope, span),
    }
}

const fn level(kind: TextKind) -> u16 {
    match kind {
        TextKind::Title => 1,
        TextKind::Heading => 2,
        TextKind::Subheading | TextKind::Paragraph => 3,
    }
}

fn cell(scope: Scope, span: Span) -> TagKind {
    let several = |number: usize| {
        let number = u32::try_from(number).ok().filter(|number| *number > 1)?;
        NonZeroU32::new(number)
    };
    let (columns, rows) = (several(span.columns), several(span.rows));
    let label = |scope: TableHeaderScope| {
        let tag = Tag::TH(scope).with_col_span(columns);
        tag.with_row_span(rows).into()
    };
    match scope {
        Scope::Nothing => Tag::TD.with_col_span(columns).with_row_span(rows).into(),
        Scope::Column => label(TableHeaderScope::Column),
        Scope::Row => label(TableHeaderScope::Row),
    }
}

/// The title and the headings, for finding one's way.
fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    let mut place = |number: usize, node: &Node| {
        let found = laid.pages.iter().enumerate().find_map(|(page, drawn)| {
            let line = drawn.lines.iter().find(|line| line.owner == Some(number))?;
            Some((page, line.baseline - 2.0 * SIZE))
        });
        if let Some((page, y)) = found {
            let at = XyzDestination::new(page, Point::from_xy(0.0, y.max(0.0)));
            outline.push_child(OutlineNode::new(node.text.clone(), at));
        }
    };
    for (number, node) in laid.nodes.iter().enumerate() {
        match node.kind {
            Kind::Text(TextKind::Title | TextKind::Heading) => place(number, node),
            Kind::Text(TextKind::Subheading | TextKind::Paragraph)
            | Kind::Table
            | Kind::Head
            | Kind::Body
            | Kind::Row
            | Kind::Cell(..) => {}
        }
    }
    outline
}

/// The size of text; an entry of the outline leads two lines above its heading.
const SIZE: f32 = 16.0;
