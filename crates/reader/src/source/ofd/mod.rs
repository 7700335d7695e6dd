//! OFD (GB/T 33190) to pages. A package names its documents, a document its pages and templates,
//! each by a part of the package; nothing is looked for by the names that writers usually take.
//! A package may hold several documents: all are read, in their order. Seals and remarks are
//! shown on pages and say nothing of their own: they are left out.

mod content;
mod measure;
mod path;

use super::SourceError;
use super::container::{Container, resolved};
use super::page::{Page, Turn};
use super::xml::{self, Node};
use content::{Drawing, Order};
use measure::{Measures, POINTS, rectangle};
use std::collections::BTreeMap;

/// Pages of a package: a report has ten.
const PAGE_LIMIT: usize = 5_000;
/// Documents of a package.
const DOCUMENT_LIMIT: usize = 100;
/// A page that does not say how large it is: A4, in millimetres.
const A4: [f32; 4] = [0.0, 0.0, 210.0, 297.0];
/// Pictures that cover this share of a page are a good part of it.
const PICTURE: f32 = 0.25;

/// The pages of a document.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, SourceError> {
    let mut container = Container::open(bytes)?;
    let main = match container.part("OFD.xml") {
        Ok(Some(main)) => main,
        Ok(None) => return Err(locked(&container).unwrap_or(SourceError::NotThisFormat)),
        Err(error) => return Err(locked(&container).unwrap_or(error)),
    };
    let mut package = Package {
        container,
        drawn: 0,
        pages: Vec::new(),
    };
    for root in roots(&main)? {
        let read = package.document(&root);
        read.map_err(|error| locked(&package.container).unwrap_or(error))?;
    }
    Ok(package.pages)
}

/// A package with a password lists what it encrypts in a part of its own (GM/T 0099).
fn locked(container: &Container<'_>) -> Option<SourceError> {
    let names = container.names();
    let mut names = names.iter().filter_map(|name| name.rsplit('/').next());
    let listed = names.any(|name| name.eq_ignore_ascii_case("Encryptions.xml"));
    listed.then_some(SourceError::Encrypted)
}

/// The main part of each document, as the package names it: that of its current version, if it
/// keeps versions.
fn roots(main: &str) -> Result<Vec<Root>, SourceError> {
    let mut roots = Vec::new();
    let mut root = Root::default();
    let mut is_root = false;
    let mut is_ofd = false;
    xml::walk(main, |node| {
        match node {
            Node::Open { name: "OFD", .. } => is_ofd = true,
            Node::Open {
                name: "DocRoot", ..
            } => is_root = true,
            Node::Close {
                name: "DocRoot", ..
            } => is_root = false,
            Node::Text(text) if is_root => root.document.push_str(text.trim()),
            Node::Open {
                name: "Version",
                tag,
                ..
            } => {
                if tag.text("Current").is_some_and(|is| is == "true") {
                    root.version = tag.text("BaseLoc");
                }
            }
            Node::Close {
                name: "DocBody", ..
            } => {
                roots.push(std::mem::take(&mut root));
                if roots.len() > DOCUMENT_LIMIT {
                    return Err(SourceError::too_large("包内文档数", 100));
                }
            }
            Node::Open { .. } | Node::Close { .. } | Node::Text(_) => {}
        }
        Ok(())
    })?;
    if is_ofd {
        Ok(roots)
    } else {
        Err(SourceError::NotThisFormat)
    }
}

#[derive(Default)]
struct Root {
    document: String,
    version: Option<String>,
}

struct Package<'a> {
    container: Container<'a>,
    /// Characters and lines drawn so far, on all pages.
    drawn: usize,
    pages: Vec<Page>,
}

/// What a document says of its pages.
#[derive(Default)]
struct Layout {
    area: Option<[f32; 4]>,
    /// Parts and order of the templates, by their numbers.
    templates: BTreeMap<String, (String, Order)>,
    pages: Vec<String>,
}

impl Package<'_> {
    fn document(&mut self, root: &Root) -> Result<(), SourceError> {
        let part = match &root.version {
            Some(version) => self
                .current(version)?
                .unwrap_or_else(|| resolved("", &root.document)),
            None => resolved("", &root.document),
        };
        let text = self.part(&part)?;
        let layout = layout(&text, folder(&part))?;
        let mut templates: BTreeMap<&str, Drawing> = BTreeMap::new();
        for part in &layout.pages {
            if self.pages.len() >= PAGE_LIMIT {
                return Err(SourceError::too_large("页数", 5_000));
            }
            let page = self.page(part, &layout, &mut templates)?;
            self.pages.push(page);
        }
        Ok(())
    }

    /// The main part of a version.
    fn current(&mut self, version: &str) -> Result<Option<String>, SourceError> {
        let part = resolved("", version);
        let Some(text) = self.container.part(&part)? else {
            return Ok(None);
        };
        let mut root = String::new();
        let mut is_root = false;
        xml::walk(&text, |node| {
            match node {
                Node::Open {
                    name: "DocRoot", ..
                } => is_root = true,
                Node::Close {
                    name: "DocRoot", ..
                } => is_root = false,
                Node::Text(text) if is_root => root.push_str(text.trim()),
                Node::Open { .. } | Node::Close { .. } | Node::Text(_) => {}
            }
            Ok(())
        })?;
        Ok((!root.is_empty()).then(|| resolved(folder(&part), &root)))
    }

    fn part(&mut self, name: &str) -> Result<String, SourceError> {
        let part = self.container.part(name)?;
        part.ok_or_else(|| SourceError::damaged(format!("缺少 {name}")))
    }

    fn page<'l>(
        &mut self,
        part: &str,
        layout: &'l Layout,
        templates: &mut BTreeMap<&'l str, Drawing>,
    ) -> Result<Page, SourceError> {
        let text = self.part(part)?;
        let content = content::drawing(&text, &mut self.drawn)?;
        for used in &content.templates {
            let known = layout.templates.get_key_value(&used.number);
            let Some((number, (part, _))) = known else {
                continue;
            };
            if !templates.contains_key(number.as_str()) {
                let text = self.part(part)?;
                templates.insert(number, content::drawing(&text, &mut self.drawn)?);
            }
        }
        let area = content.area.or(layout.area).unwrap_or(A4);
        let used = |order: Order| {
            let used = content.templates.iter().filter(move |used| {
                let own = layout.templates.get(&used.number).map(|(_, order)| *order);
                used.order.or(own).unwrap_or_default() == order
            });
            used.filter_map(|used| templates.get(used.number.as_str()))
        };
        let layers: Vec<&Drawing> = used(Order::Below)
            .chain([&content])
            .chain(used(Order::Above))
            .collect();
        // A template costs each page that it stands on.
        let copied = layers.iter().map(|layer| layer.size()).sum::<usize>() - content.size();
        content::count(&mut self.drawn, copied)?;
        Ok(assembled(&layers, area))
    }
}

/// The page that the layers make, its origin where its area begins.
fn assembled(layers: &[&Drawing], [left, top, width, height]: [f32; 4]) -> Page {
    let mut page = Page {
        width: width * POINTS,
        height: height * POINTS,
        ..Page::default()
    };
    let mut pictures = 0.0;
    let mut directions = [0; 4];
    for layer in layers {
        page.glyphs.extend_from_slice(&layer.glyphs);
        page.rules.extend_from_slice(&layer.rules);
        page.unknown += layer.unknown;
        pictures += layer.pictures;
        let each = directions.iter_mut().zip(layer.directions);
        each.for_each(|(sum, more)| *sum += more);
    }
    let (x, y) = (left * POINTS, top * POINTS);
    for glyph in &mut page.glyphs {
        glyph.left -= x;
        glyph.right -= x;
        glyph.top -= y;
        glyph.bottom -= y;
    }
    for rule in &mut page.rules {
        rule.from = (rule.from.0 - x, rule.from.1 - y);
        rule.to = (rule.to.0 - x, rule.to.1 - y);
    }
    page.has_picture = pictures >= width * height * PICTURE && pictures > 0.0;
    let turns = [Turn::None, Turn::Right, Turn::Over, Turn::Left];
    let most = turns
        .into_iter()
        .zip(directions)
        .rev()
        .max_by_key(|(_, count)| *count);
    page.stand_up(most.map_or(Turn::None, |(turn, _)| turn));
    page
}

fn layout(text: &str, folder: &str) -> Result<Layout, SourceError> {
    let mut layout = Layout::default();
    let mut is_document = false;
    let mut is_area = false;
    let mut in_page_area = false;
    let mut area = String::new();
    xml::walk(text, |node| {
        match node {
            Node::Open {
                name: "Document", ..
            } => is_document = true,
            Node::Open {
                name: "PageArea", ..
            } => in_page_area = true,
            Node::Close {
                name: "PageArea", ..
            } => in_page_area = false,
            Node::Open {
                name: "PhysicalBox",
                ..
            } => is_area = in_page_area,
            Node::Close {
                name: "PhysicalBox",
                ..
            } => is_area = false,
            Node::Text(text) if is_area => area.push_str(text),
            Node::Open {
                name: "TemplatePage",
                tag,
                ..
            } => {
                let said = Measures::of(tag);
                let part = resolved(folder, &said.place);
                layout
                    .templates
                    .insert(said.number, (part, said.order.unwrap_or_default()));
            }
            Node::Open {
                name: "Page", tag, ..
            } => {
                layout
                    .pages
                    .push(resolved(folder, &Measures::of(tag).place));
                if layout.pages.len() > PAGE_LIMIT {
                    return Err(SourceError::too_large("页数", 5_000));
                }
            }
            Node::Open { .. } | Node::Close { .. } | Node::Text(_) => {}
        }
        Ok(())
    })?;
    layout.area = rectangle(&area);
    if is_document {
        Ok(layout)
    } else {
        Err(SourceError::damaged("主文件不是 OFD 文档"))
    }
}

fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}
