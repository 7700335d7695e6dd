//! The package: one ZIP that a stranger can verify. Its format is described in `docs/handover.md`.
//!
//! The same batch gives the same bytes: entries carry no time and stand in a fixed order. Names are
//! plain letters, so that every program unpacks them alike; the true names stand in `item.json`.

use super::papers::{self, Sender};
use crate::OfficeError;
use crate::packing::{machine, zipped};
use gongkai_domain::event::hex;
use gongkai_domain::handover::{Batch, Line};
use gongkai_domain::information::{Attachment, Topic};
use gongkai_store::PublicItem;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

pub(super) const LIST_DOCX: &str = "list.docx";
pub(super) const LIST_XLSX: &str = "list.xlsx";
pub(super) const NOTE_DOCX: &str = "note.docx";
pub(super) const NOTE_XLSX: &str = "note.xlsx";
const MANIFEST: &str = "manifest.sha256";
/// Changes when the package does.
const FORMAT: &str = "gongkai/handover/1";

/// An item of the package: its line, what the public sees of it, its files.
pub(super) struct Content {
    pub(super) line: Line,
    pub(super) item: Option<Box<PublicItem>>,
    pub(super) files: Vec<File>,
}

/// A file of an item.
pub(super) struct File {
    pub(super) attachment: Attachment,
    pub(super) bytes: Vec<u8>,
}

/// A package made.
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    /// SHA-256 of its manifest.
    pub(super) manifest: String,
}

type Pieces = Vec<(String, Vec<u8>)>;

/// Makes the package of a batch. The manifest names every file but itself and the delivery note,
/// which names the manifest.
pub(super) fn pack(
    batch: &Batch,
    sender: &Sender,
    contents: Vec<Content>,
) -> Result<Packed, OfficeError> {
    let list = papers::list(batch, sender);
    let mut pieces: Pieces = vec![
        ("README.txt".to_owned(), lines(&read_me(batch, sender))),
        ("batch.json".to_owned(), pretty(&described(batch, sender))?),
        (LIST_DOCX.to_owned(), list.docx().map_err(machine)?),
        (LIST_XLSX.to_owned(), list.xlsx().map_err(machine)?),
    ];
    for (number, content) in (1..).zip(contents) {
        item(&mut pieces, number, content)?;
    }
    let manifest = manifest(&pieces);
    let digest = sha256(manifest.as_bytes());
    let note = papers::note(batch, sender, &digest);
    pieces.push((MANIFEST.to_owned(), manifest.into_bytes()));
    pieces.push((NOTE_DOCX.to_owned(), note.docx().map_err(machine)?));
    pieces.push((NOTE_XLSX.to_owned(), note.xlsx().map_err(machine)?));
    Ok(Packed {
        bytes: zipped(&pieces)?,
        manifest: digest,
    })
}

/// One entry of a package.
pub(super) fn entry(package: Vec<u8>, name: &str) -> Result<Vec<u8>, OfficeError> {
    let mut archive = ZipArchive::new(Cursor::new(package)).map_err(machine)?;
    let mut entry = archive.by_name(name).map_err(machine)?;
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(machine)?;
    Ok(bytes)
}

/// The lines of `sha256sum`: digest, two blanks, name.
fn manifest(pieces: &Pieces) -> String {
    let lines = pieces
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes)));
    lines.collect()
}

fn item(pieces: &mut Pieces, number: u32, content: Content) -> Result<(), OfficeError> {
    let folder = format!("items/{number:04}");
    let mut files = Vec::new();
    for (at, file) in (1_u32..).zip(&content.files) {
        let path = format!("{folder}/files/{at:02}.{}", file.attachment.kind);
        files.push(json!({
            "path": path, "name": file.attachment.name, "kind": file.attachment.kind,
            "size": file.attachment.size, "sha256": file.attachment.digest,
        }));
    }
    let paths = files
        .iter()
        .map(|file| file["path"].as_str().unwrap_or_default().to_owned());
    let paths: Vec<String> = paths.collect();
    let about = metadata(&content, &files);
    pieces.push((format!("{folder}/item.json"), pretty(&about)?));
    if let Some(item) = &content.item {
        pieces.push((format!("{folder}/text.txt"), lines(&text(item))));
    }
    let bytes = content.files.into_iter().map(|file| file.bytes);
    pieces.extend(paths.into_iter().zip(bytes));
    Ok(())
}

/// What is public about an item; not where its paper lies and who filled it in.
fn metadata(content: &Content, files: &[Value]) -> Value {
    let line = &content.line;
    let mut about = json!({
        "format": FORMAT,
        "id": line.information, "version": line.version, "withdrawn": line.withdrawn,
        "index_number": line.index_number, "title": line.title,
        "document_number": line.document_number, "dated_on": line.dated_on,
        "published_on": line.published_on, "files": files,
    });
    let facts = content
        .item
        .as_ref()
        .map(|item| (&item.facts, &item.category_name));
    if let (Some((facts, category)), Some(about)) = (facts, about.as_object_mut()) {
        let further = [
            ("formed_on", json!(facts.formed_on)),
            ("issuing_organ", json!(facts.issuing_organ)),
            ("category", json!(category)),
            ("topic", json!(facts.topic.map(Topic::zh))),
            ("summary", json!(facts.summary)),
            ("keywords", json!(facts.keywords)),
            ("carrier", json!(facts.carrier)),
            ("origin", json!(facts.origin)),
            ("validity", json!(facts.validity)),
            ("normative", json!(facts.normative)),
        ];
        about.extend(further.map(|(name, value)| (name.to_owned(), value)));
    }
    about
}

/// The item as plain text: what its public page says.
fn text(item: &PublicItem) -> String {
    let facts = &item.facts;
    let dated = facts.dated_on.map(papers::day_zh).unwrap_or_default();
    let fields = [
        ("索引号", item.index_number.clone()),
        ("文号", facts.document_number.clone()),
        ("发布机构", facts.issuing_organ.clone()),
        ("成文日期", dated),
        ("公开日期", papers::day_zh(item.first_published_on)),
        ("类别", item.category_name.clone()),
        ("内容概述", facts.summary.clone()),
    ];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let mut text = format!(
        "{}

",
        facts.title
    );
    for (name, value) in fields {
        text.extend([
            name, "：", &value, "
",
        ]);
    }
    text.extend([
        "
",
        &facts.body,
        "
",
    ]);
    text
}

fn described(batch: &Batch, sender: &Sender) -> Value {
    json!({
        "format": FORMAT,
        "sender": sender.name,
        "number": batch.number,
        "kind": batch.kind,
        "period": batch.period,
        "due_on": batch.due_on,
        "made_on": batch.made_on,
        "receivers": batch.receivers,
        "count": batch.items.len(),
        "items": batch.items,
    })
}

fn read_me(batch: &Batch, sender: &Sender) -> String {
    format!(
        "政府信息公开移交电子包\n\n\
         移交单位：{}\n编　　号：{}（{}）\n期　　次：{}\n件　　数：{}件\n\n\
         一、怎样核对\n\
         把本压缩包解开，在解开的文件夹里运行：\n\n\
         \x20   sha256sum -c manifest.sha256\n\n\
         每一行都显示“成功”（OK），说明文件与移交时一致，没有缺少，也没有改动。\n\
         再运行 sha256sum manifest.sha256，得到的值的前16位应当与纸质《政府信息公开交接文据》\n\
         上印的“电子包校验值”相同，说明这个电子包就是那份文据所移交的。\n\
         没有 sha256sum 的电脑，可以用系统自带的命令逐个计算，例如 Windows 的\n\
         certutil -hashfile 文件名 SHA256，与 manifest.sha256 里的值对照。\n\n\
         二、里面有什么\n\
         list.docx、list.xlsx　　送交目录表\n\
         note.docx、note.xlsx　　交接文据（印有 manifest.sha256 的校验值，所以不列在里面）\n\
         batch.json　　　　　　　本期的说明：单位、期次、件数、目录\n\
         items/0001/item.json　　第1件的元数据：索引号、名称、文号、日期、附件原名等\n\
         items/0001/text.txt　　 第1件的正文\n\
         items/0001/files/　　　 第1件的附件，按目录顺序编号，原名见 item.json\n\
         manifest.sha256　　　　 以上各文件的 SHA-256 校验值\n",
        sender.name,
        batch.number,
        batch.kind.zh(),
        papers::period(batch),
        batch.items.len(),
    )
}

/// UTF-8 with the line ends of old Windows programs.
fn lines(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

fn pretty(value: &Value) -> Result<Vec<u8>, OfficeError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(machine)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
