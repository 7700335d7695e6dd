//! Writes the corpora that fuzzing begins with: generated reports in every layout and format,
//! with and without damage. `cargo run --example seeds [reports of each kind] [folder] [documents]`:
//! documents of one's own, in a folder, are seeds by the ending of their names. Older documents and
//! OFD come from there only: nothing here writes them.

use gongkai_domain::report::{AnnualReport, FormBook};
use gongkai_exchange::{Exchange, Lang, Source};
use gongkai_render::{Format, RenderError, render};
use gongkai_testkit::{Layout, ReportBuilder, Rng, Sample, print, report};
use std::error::Error;
use std::io::Read as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().map_or(Ok(2), |count| count.parse())?;
    let folder = arguments
        .next()
        .map_or(PathBuf::from("corpus"), PathBuf::from);
    if let Some(documents) = arguments.next() {
        copied(&folder, Path::new(&documents))?;
    }
    let mut rng = Rng::new(1);
    for number in 0..count {
        for form in FormBook::statutory()?.forms() {
            let name = format!("{}-{number}", form.id);
            let meant = report(&mut rng, form);
            for layout in Layout::ALL {
                let target = if layout == Layout::Csv {
                    "read_csv"
                } else {
                    "read_text"
                };
                let printed = print(&meant, layout, &mut rng);
                let name = format!("{name}-{}", layout.name());
                write(&folder, target, &name, printed.text.as_bytes())?;
                let damaged = Sample::drawn(&mut rng, form, 4);
                write(
                    &folder,
                    "read_text",
                    &format!("{name}-damaged"),
                    damaged.text.as_bytes(),
                )?;
            }
            for format in Format::ALL {
                let bytes = match render(&meant, format) {
                    Err(RenderError::NoChineseFont) => continue,
                    rendered => rendered?,
                };
                match format {
                    Format::Html => write(&folder, "read_html", &name, &bytes)?,
                    Format::Csv => write(&folder, "read_csv", &name, &bytes)?,
                    Format::Markdown => write(&folder, "read_text", &name, &bytes)?,
                    Format::Pdf => write(&folder, "read_pdf", &name, &bytes)?,
                    Format::Docx => parts(&folder, "read_docx", &name, &bytes, "word/document")?,
                    Format::Xlsx => parts(&folder, "read_xlsx", &name, &bytes, "xl/worksheets/")?,
                }
            }
            exchanged(&folder, &name, &meant)?;
        }
    }
    for form in FormBook::statutory()?.forms() {
        for count in [0, i64::MAX, i64::MIN] {
            let extreme = ReportBuilder::new(form).all(count).build();
            exchanged(&folder, &format!("{}-{count}", form.id), &extreme)?;
        }
    }
    Ok(())
}

/// Documents of one's own, and the parts of those that are containers.
fn copied(folder: &Path, documents: &Path) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(documents)? {
        let path = entry?.path();
        if path.is_dir() {
            copied(folder, &path)?;
            continue;
        }
        let ending = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = || std::fs::read(&path);
        match ending.as_str() {
            "pdf" | "xls" => write(folder, &format!("read_{ending}"), &name, &bytes()?)?,
            "doc" | "wps" => write(folder, "read_doc", &name, &bytes()?)?,
            "odt" => parts(folder, "read_odt", &name, &bytes()?, "content")?,
            "ofd" => parts(folder, "read_ofd", &name, &bytes()?, "Doc_0/Pages/")?,
            _ => {}
        }
    }
    Ok(())
}

fn exchanged(folder: &Path, name: &str, report: &AnnualReport) -> Result<(), Box<dyn Error>> {
    let exchange = Exchange {
        report,
        source: &Source::default(),
        findings: &[],
        lang: Lang::Zh,
    };
    let bytes = serde_json::to_vec(&exchange)?;
    Ok(write(folder, "exchange_json", name, &bytes)?)
}

/// A container whole, and each of its parts whose name begins so.
fn parts(
    folder: &Path,
    target: &str,
    name: &str,
    bytes: &[u8],
    wanted: &str,
) -> Result<(), Box<dyn Error>> {
    write(folder, target, name, bytes)?;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number)?;
        let is_wanted = part.name()?.starts_with(wanted) && part.name()?.ends_with(".xml");
        if is_wanted {
            let mut content = Vec::new();
            part.read_to_end(&mut content)?;
            write(folder, target, &format!("{name}-part-{number}"), &content)?;
        }
    }
    Ok(())
}

fn write(folder: &Path, target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = folder.join(target);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(name), bytes)
}
