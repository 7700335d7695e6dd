//! Files that are packed folders: Office documents, OFD, ZIP. What they are is said by their
//! parts, and every part is unpacked once to see that it is no bomb.

use super::sniff::is_executable;
use super::{AttachmentKind, Refused};
use crate::source::container::{Container, Weighed};
use crate::source::xml;

/// The part of an Office document that names the types of all others.
const TYPES: &str = "[Content_Types].xml";
/// Types of the main parts that are taken.
const MAIN: [(&str, AttachmentKind); 3] = [
    ("wordprocessingml.document.main+xml", AttachmentKind::Docx),
    ("spreadsheetml.sheet.main+xml", AttachmentKind::Xlsx),
    ("presentationml.presentation.main+xml", AttachmentKind::Pptx),
];

/// What a packed file is.
pub(super) fn kind(bytes: &[u8]) -> Result<AttachmentKind, Refused> {
    let mut container = Container::open(bytes)?;
    let names = container.names();
    for weighed in container.weigh()? {
        match weighed {
            Weighed::Encrypted => return Err(Refused::Encrypted),
            Weighed::Open { head } if is_executable(&head) => return Err(Refused::Executable),
            Weighed::Open { .. } => {}
        }
    }
    let has = |name: &str| names.iter().any(|known| known == name);
    if has(TYPES) {
        return office(&mut container, &names);
    }
    if has("OFD.xml") {
        return Ok(AttachmentKind::Ofd);
    }
    if has("META-INF/MANIFEST.MF") || has("AndroidManifest.xml") {
        return Err(Refused::Executable);
    }
    if has("mimetype") {
        return Err(Refused::Unsupported {
            format: "ODF 或 EPUB 文件",
            instead: "另存为 DOCX、XLSX 或 PDF",
        });
    }
    if names.is_empty() {
        return Err(Refused::Empty);
    }
    Ok(AttachmentKind::Zip)
}

/// Exactly one main part of a known type, no macros, every part of XML well formed.
fn office(container: &mut Container<'_>, names: &[String]) -> Result<AttachmentKind, Refused> {
    let types = container.part(TYPES)?.unwrap_or_default();
    let macros = names.iter().any(|name| name.ends_with("vbaProject.bin"));
    if macros || types.contains("macroEnabled") {
        return Err(Refused::Macros);
    }
    for name in names.iter().filter(|name| is_xml(name)) {
        let text = container.part(name)?.unwrap_or_default();
        xml::walk(&text, |_| Ok(()))?;
    }
    let kinds = MAIN.iter().filter(|(main, _)| types.contains(main));
    let kinds: Vec<AttachmentKind> = kinds.map(|(_, kind)| *kind).collect();
    match kinds.as_slice() {
        [kind] => Ok(*kind),
        [] => Err(Refused::Unknown),
        _ => Err(Refused::damaged("同时含有几种文件的主体")),
    }
}

/// Whether a part of an Office document is XML.
pub(super) fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xml", ".rels"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Whether a part is a drawing for old versions: nearly XML, often not quite.
pub(super) fn is_vml(name: &str) -> bool {
    [".vml", ".VML"].iter().any(|ending| name.ends_with(ending))
}
