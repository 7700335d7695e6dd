//! The text of an attachment in all its layers, and the parts that could not be read.

use super::{AttachmentKind, Refused, kind_of, layers, office, shown};
use crate::source::container::Container;
use crate::source::decode::decode;
use crate::source::xlsx::layers::Cells;
use crate::source::{Document, SourceError};
use std::borrow::Cow;
use std::ops::Range;

/// What an attachment says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct AttachmentText {
    /// All text, layer after layer.
    pub text: String,
    /// Where each layer stands in it.
    pub layers: Vec<Layer>,
    /// What was not read. Empty only if everything was.
    pub parts_unread: Vec<Unread>,
}

/// A layer of text: the body, a header, a hidden worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// What it is called, in Chinese.
    pub label: String,
    /// Its bytes in [`AttachmentText::text`].
    pub bytes: Range<usize>,
}

/// A part whose text is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The name of the part; empty for the whole file.
    pub part: String,
    /// Why.
    pub why: TextUnknown,
}

/// Why the text of a part is not known. The words are for the clerk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextUnknown {
    /// PDF and OFD: fixed pages hold more than they show.
    #[error(
        "{format} 页面上的文字已检查，其中的图片、批注、内嵌文件和不显示的文字没有检查，请翻看一遍"
    )]
    NotShown {
        /// The format.
        format: &'static str,
    },
    /// All pages are pictures.
    #[error("{pages} 页都是图片，里面的文字没有检查，请逐页核对有无身份证号、手机号等个人信息")]
    Scan {
        /// How many pages there are.
        pages: u32,
    },
    /// Some pages are pictures.
    #[error("第 {pages} 页是图片，里面的文字没有检查，请核对有无身份证号、手机号等个人信息")]
    PicturePages {
        /// Their numbers.
        pages: String,
    },
    /// Reading took too much of something.
    #[error("没有检查完（{what}），请人工核对有无身份证号、手机号等个人信息")]
    Stopped {
        /// Of what, in Chinese.
        what: Cow<'static, str>,
    },
    /// A picture.
    #[error("图片里的文字没有检查，请人工核对")]
    Picture,
    /// An old Office format holds more than its text.
    #[error(
        "正文已检查，旧版文件的页眉页脚、批注、图片和隐藏内容没有检查，请另存为 DOCX 或 XLSX 后重新上传，或人工核对"
    )]
    OldFormat,
    /// A file in a file.
    #[error("内嵌的文件没有检查，请取出单独上传，或人工核对")]
    Embedded,
    /// Bytes in an encoding that is not known.
    #[error("有 {places} 处文字认不出来，请人工核对")]
    Undecodable {
        /// How many places.
        places: usize,
    },
    /// It is broken or beyond a bound.
    #[error("没有读成（{0}）")]
    Failed(Refused),
}

impl AttachmentText {
    pub(super) fn unread(&mut self, part: &str, why: TextUnknown) {
        let part = part.to_owned();
        self.parts_unread.push(Unread { part, why });
    }

    pub(super) fn layer(&mut self, label: String, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
        let bytes = start..self.text.len();
        self.layers.push(Layer { label, bytes });
    }

    fn plain(&mut self, label: &str, bytes: &[u8]) {
        let decoded = decode(bytes);
        self.layer(label.to_owned(), &decoded.text);
        if decoded.broken > 0 {
            let places = decoded.broken;
            self.unread(label, TextUnknown::Undecodable { places });
        }
    }
}

/// The text of a file in its layers; where those cannot be told apart, what the `document` shows.
pub(super) fn of(
    bytes: &[u8],
    kind: AttachmentKind,
    document: &Result<Document<'_>, SourceError>,
) -> AttachmentText {
    use AttachmentKind as Kind;
    match kind {
        Kind::Docx | Kind::Pptx => in_layers(|text| parts(bytes, text)),
        Kind::Xlsx => in_layers(|text| workbook(bytes, text)),
        Kind::Zip => in_layers(|text| packed(bytes, text)),
        Kind::Txt | Kind::Html | Kind::Json | Kind::Csv => in_layers(|text| {
            text.plain("正文", bytes);
            Ok(())
        }),
        Kind::Pdf => shown::text(document, TextUnknown::NotShown { format: "PDF" }),
        Kind::Ofd => shown::text(document, TextUnknown::NotShown { format: "OFD" }),
        Kind::Doc | Kind::Xls => shown::text(document, TextUnknown::OldFormat),
        Kind::Jpg | Kind::Png => in_layers(|text| {
            text.unread("", TextUnknown::Picture);
            Ok(())
        }),
    }
}

fn in_layers(read: impl FnOnce(&mut AttachmentText) -> Result<(), SourceError>) -> AttachmentText {
    let mut text = AttachmentText::default();
    if let Err(error) = read(&mut text) {
        text.unread("", TextUnknown::Failed(error.into()));
    }
    text
}

fn parts(bytes: &[u8], text: &mut AttachmentText) -> Result<(), SourceError> {
    let mut container = Container::open(bytes)?;
    for name in container.names() {
        part(&mut container, &name, text, |xml| {
            Ok((label(&name), layers::text(xml, false)?))
        });
    }
    Ok(())
}

fn workbook(bytes: &[u8], text: &mut AttachmentText) -> Result<(), SourceError> {
    let mut container = Container::open(bytes)?;
    let mut cells = Cells::new(&mut container)?;
    let names = container.names();
    for name in names
        .iter()
        .filter(|name| !name.ends_with("sharedStrings.xml"))
    {
        part(&mut container, name, text, |xml| {
            let known = cells.label(name).map(str::to_owned);
            if !name.starts_with("xl/worksheets/") || name.contains("_rels") {
                return Ok((
                    known.unwrap_or_else(|| label(name)),
                    layers::text(xml, false)?,
                ));
            }
            let rows = cells.rows(xml)? + &layers::text(xml, true)?;
            Ok((known.unwrap_or_else(|| label(name)), rows))
        });
    }
    text.layer(String::from("没有显示的文字"), &cells.unshown());
    Ok(())
}

/// Reads a part of an Office document, or says why not.
fn part(
    container: &mut Container<'_>,
    name: &str,
    text: &mut AttachmentText,
    read: impl FnOnce(&str) -> Result<(String, String), SourceError>,
) {
    if !office::is_xml(name) && !office::is_vml(name) {
        if let Some(why) = unreadable(name) {
            text.unread(name, why);
        }
        return;
    }
    match container
        .part(name)
        .and_then(|xml| read(&xml.unwrap_or_default()))
    {
        Ok((label, layer)) => text.layer(label, &layer),
        Err(error) => text.unread(name, TextUnknown::Failed(error.into())),
    }
}

/// Parts that are no XML. Folders, fonts and settings of printers say nothing.
fn unreadable(name: &str) -> Option<TextUnknown> {
    let silent = name.ends_with('/') || name.contains("fonts/") || name.contains("printerSettings");
    let picture = name.contains("media/") || name.contains("thumbnail");
    match (silent, picture) {
        (true, _) => None,
        (_, true) => Some(TextUnknown::Picture),
        (_, false) => Some(TextUnknown::Embedded),
    }
}

/// The names of a packed folder's files, and what its plain texts say. What is packed or a
/// document itself is not followed.
fn packed(bytes: &[u8], text: &mut AttachmentText) -> Result<(), SourceError> {
    let mut container = Container::open(bytes)?;
    let names = container.names();
    text.layer(String::from("压缩包内的文件名"), &names.join("\n"));
    for (index, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.ends_with('/'))
    {
        match container.bytes(index, name) {
            Ok(inner) => match kind_inside(&inner) {
                Some(AttachmentKind::Txt) => text.plain(name, &inner),
                Some(AttachmentKind::Jpg | AttachmentKind::Png) => {
                    text.unread(name, TextUnknown::Picture);
                }
                _ => text.unread(name, TextUnknown::Embedded),
            },
            Err(error) => text.unread(name, TextUnknown::Failed(error.into())),
        }
    }
    Ok(())
}

/// What a packed file is; nothing that is packed again is opened.
fn kind_inside(bytes: &[u8]) -> Option<AttachmentKind> {
    let nested = bytes.starts_with(b"PK");
    if nested { None } else { kind_of(bytes).ok() }
}

/// What a part of an Office document is called.
fn label(name: &str) -> String {
    const LABELS: [(&str, &str); 11] = [
        ("_rels/", "链接"),
        ("document.xml", "正文"),
        ("header", "页眉"),
        ("footer", "页脚"),
        ("omments", "批注"),
        ("footnotes", "脚注"),
        ("endnotes", "尾注"),
        ("docProps/", "文件属性"),
        ("notesSlides/", "备注"),
        ("slides/", "幻灯片"),
        ("pivotCache", "数据透视表缓存"),
    ];
    let known = LABELS.iter().find(|(part, _)| name.contains(part));
    known.map_or_else(|| name.to_owned(), |(_, label)| (*label).to_owned())
}
