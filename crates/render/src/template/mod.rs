//! An office's own template: a DOCX with fields such as `{{申请人}}`, which takes the place of ours.
//!
//! Fields are found also where Word has split them over runs. Nothing else of the document is touched
//! but a paragraph that is one field of several lines: it is repeated for each line. A template is
//! refused, with every problem named, if it uses a field that does not exist or is not known, or lacks a
//! part that the law wants in the letter; what was filled in is read again before anybody gets it.

mod near;
mod part;

use gongkai_domain::request::letter::{Composed, FIELDS, Facts, Field, Letter};
use part::Marked;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The largest part of a template that is read, in bytes.
const LARGEST_PART: u64 = 16 << 20;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Problem {
    /// The file is no DOCX.
    #[error("这不是DOCX文档，或者文件已经损坏：{0}。请用Word或者WPS另存为“.docx”以后再上传。")]
    NotDocx(String),
    /// The document carries programs.
    #[error("模板里带有宏，不能使用。请另存为不带宏的“.docx”以后再上传。")]
    Macros,
    /// A field is opened and not closed in its paragraph.
    #[error("“{0}”没有写完，字段要写成{{{{申请人}}}}的样子，放在同一段里。")]
    Unfinished(String),
    /// No such field.
    #[error("没有“{name}”这个字段{}。", nearest(.near.as_deref()))]
    Unknown {
        /// As it is written.
        name: String,
        /// The known name that is most like it.
        near: Option<String>,
    },
    /// The field exists, but nothing is known for it.
    #[error(
        "模板用到“{0}”，但是这份文书还没有这项内容。请补填，或者在模板里写成{{{{{0}?}}}}，没有时留空。"
    )]
    Empty(String),
    /// A part that the law wants is not there.
    #[error("模板缺少法定内容，请加上字段{}。", names(.0))]
    Lacks(Vec<String>),
    /// What was filled in cannot be read again.
    #[error("填好的文书读回后不一致：{0}。请检查模板。")]
    Reread(String),
}

fn nearest(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("，是不是“{near}”"))
}

fn names(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("{{{{{name}}}}}")).collect();
    names.join("或者")
}

/// Fills an office's template for a letter that is composed. The composed letter has passed every test of
/// ours, so what its facts say is complete; what its template leaves out is found here.
pub fn fill(docx: &[u8], letter: &Letter, composed: &Composed) -> Result<Vec<u8>, Vec<Problem>> {
    let asked = letter.statutory_fields(composed);
    let template = Template::open(docx).map_err(|problem| vec![problem])?;
    let mut problems = template.problems(&asked);
    problems.extend(template.empty(&composed.facts));
    if !problems.is_empty() {
        return Err(problems);
    }
    let filled = template
        .filled(docx, &composed.facts)
        .map_err(|problem| vec![problem])?;
    reread(&filled, &template, &composed.facts).map_err(|problem| vec![problem])?;
    Ok(filled)
}

/// What is wrong with a template as such, before there is a letter; each of `asked` is a part of which
/// one field must be there.
pub fn check(docx: &[u8], asked: &[Vec<&str>]) -> Result<(), Vec<Problem>> {
    let template = Template::open(docx).map_err(|problem| vec![problem])?;
    let problems = template.problems(asked);
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// The parts of a template in which fields may stand.
struct Template {
    parts: Vec<(String, Marked)>,
}

impl Template {
    fn open(docx: &[u8]) -> Result<Self, Problem> {
        let mut archive = archive(docx)?;
        let names = archive.file_names().map(|name| name.map(Into::into));
        let names: Vec<String> = names.collect::<Result<_, _>>().map_err(not_docx)?;
        if names.iter().any(|name| name.ends_with("vbaProject.bin")) {
            return Err(Problem::Macros);
        }
        if !names.iter().any(|name| name == "word/document.xml") {
            return Err(Problem::NotDocx("没有正文".to_owned()));
        }
        let mut parts = Vec::new();
        for name in names.into_iter().filter(|name| may_hold_fields(name)) {
            let text = text_of(&mut archive, &name)?;
            parts.push((name, Marked::read(text).map_err(not_docx)?));
        }
        Ok(Self { parts })
    }

    /// The names of its fields as written, `?` included.
    fn fields(&self) -> BTreeSet<&str> {
        let parts = self.parts.iter();
        parts.flat_map(|(_, part)| part.fields()).collect()
    }

    fn problems(&self, asked: &[Vec<&str>]) -> Vec<Problem> {
        let open = self.parts.iter().flat_map(|(_, part)| part.unfinished());
        let mut problems: Vec<Problem> = open
            .map(|text| Problem::Unfinished(text.to_owned()))
            .collect();
        let used: BTreeSet<&str> = self.fields().into_iter().map(plain).collect();
        for name in used.iter().filter(|name| Field::of_name(name).is_none()) {
            let known = FIELDS.iter().map(|field| field.name);
            problems.push(Problem::Unknown {
                name: (*name).to_owned(),
                near: near::nearest(name, known).map(str::to_owned),
            });
        }
        for any in asked {
            if !any.iter().any(|name| used.contains(name)) {
                problems.push(Problem::Lacks(
                    any.iter().map(|name| (*name).to_owned()).collect(),
                ));
            }
        }
        problems
    }

    /// Fields that must be known and are not.
    fn empty(&self, facts: &Facts) -> Vec<Problem> {
        let known = |name: &str| facts.get(name).is_some() || Field::of_name(name).is_none();
        let fields = self.fields().into_iter();
        let missing = fields.filter(|name| !name.ends_with('?') && !known(name));
        missing
            .map(|name| Problem::Empty(name.to_owned()))
            .collect()
    }

    /// The document with its fields filled; parts without fields are copied as they are.
    fn filled(&self, docx: &[u8], facts: &Facts) -> Result<Vec<u8>, Problem> {
        let mut from = archive(docx)?;
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for at in 0..from.len() {
            let file = from.by_index_raw(at).map_err(not_docx)?;
            let name = file.name().map_err(not_docx)?.into_owned();
            let part = self.parts.iter().find(|(known, _)| *known == name);
            match part.filter(|(_, part)| part.fields().next().is_some()) {
                None => to.raw_copy_file(file).map_err(not_docx)?,
                Some((name, part)) => {
                    to.start_file(name, options).map_err(not_docx)?;
                    let text = part.filled(|name| facts.get(plain(name)).unwrap_or_default());
                    to.write_all(text.as_bytes()).map_err(not_docx)?;
                }
            }
        }
        Ok(to.finish().map_err(not_docx)?.into_inner())
    }
}

/// Reads the filled document again: no field is left, and every value that was used stands in it.
fn reread(filled: &[u8], template: &Template, facts: &Facts) -> Result<(), Problem> {
    let again = Template::open(filled)?;
    let left: Vec<&str> = again.fields().into_iter().collect();
    let values = facts.iter().map(|(_, text)| text);
    // A value may itself speak of braces: only what no value says is a field left over.
    let values = values.collect::<String>();
    if let Some(left) = left.iter().find(|name| !values.contains(**name)) {
        return Err(Problem::Reread(format!("还有没填的字段“{left}”")));
    }
    let text: String = again
        .parts
        .iter()
        .map(|(_, part)| squeezed(&part.text()))
        .collect();
    for name in template.fields() {
        let value = facts.get(plain(name)).unwrap_or_default();
        let lost = value
            .lines()
            .find(|line| !text.contains(&squeezed(&part::printable(line))));
        if lost.is_some() {
            return Err(Problem::Reread(format!("“{}”没有写进去", plain(name))));
        }
    }
    Ok(())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn plain(name: &str) -> &str {
    name.trim_end_matches('?')
}

fn may_hold_fields(name: &str) -> bool {
    let part = name
        .strip_prefix("word/")
        .and_then(|name| name.strip_suffix(".xml"));
    part.is_some_and(|part| {
        part == "document" || part.starts_with("header") || part.starts_with("footer")
    })
}

fn archive(docx: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Problem> {
    ZipArchive::new(Cursor::new(docx)).map_err(not_docx)
}

fn text_of(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Problem> {
    let file = archive.by_name(name).map_err(not_docx)?;
    let mut text = String::new();
    file.take(LARGEST_PART)
        .read_to_string(&mut text)
        .map_err(not_docx)?;
    Ok(text)
}

fn not_docx(error: impl std::fmt::Display) -> Problem {
    Problem::NotDocx(error.to_string())
}

#[cfg(test)]
mod tests;
