//! The public column as files: the same pages with relative links, for a site that serves nothing
//! but files. A second run writes what has changed, and takes away what is no longer public.
//!
//! Items are read part by part; what is kept of all of them is a digest of each path.

mod agency;
mod folder;

use crate::assets;
use crate::error::WebError;
use crate::pages::column::{View, feeds, home};
use crate::site::Site;
use folder::Folder;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{OfficeError, Tree};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What an export did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Agencies whose columns were written.
    pub agencies: u64,
    /// Published items.
    pub items: u64,
    /// Files that are new or other than before.
    pub written: u64,
    /// Files that were as they should be.
    pub unchanged: u64,
    /// Files of an earlier export that were taken away.
    pub removed: u64,
}

/// Why an export stopped. What was written until then is whole files.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is no such agency.
    #[error("没有网址简称为“{0}”的单位。请核对后重新导出。")]
    NoAgency(String),
    /// The agency has no column of its own.
    #[error("网址简称为“{0}”的单位在上级机关的专栏上公开。请导出“{1}”。")]
    NoColumn(String, String),
    /// A path within the folder is a link to somewhere else.
    #[error("{}是指向别处的链接，没有写入。请删除它，或者换一个文件夹。", .0.display())]
    Link(PathBuf),
    /// A file could not be read or written.
    #[error("{}没有写成功：{source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The records could not be read.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// Data could not be written as JSON.
    #[error("有数据没有生成：{0}")]
    Json(#[from] serde_json::Error),
    /// A page could not be made.
    #[error("有页面没有生成。请联系系统管理员查看日志。")]
    Page,
}

impl From<WebError> for ExportError {
    fn from(error: WebError) -> Self {
        match error {
            WebError::Office(error) => Self::Office(error),
            WebError::Refusal(refusal) => Self::Office(refusal.into()),
            WebError::Forged
            | WebError::Bad(_)
            | WebError::TooLarge
            | WebError::Moved(_)
            | WebError::Internal => Self::Page,
        }
    }
}

/// An agency in the list of all.
#[derive(Serialize)]
struct Listed<'a> {
    slug: &'a str,
    name: &'a str,
    index: String,
}

/// The agencies that have a column, or the one that was asked for.
fn chosen(tree: &Tree, agency: Option<&str>) -> Result<Vec<Agency>, ExportError> {
    let Some(slug) = agency else {
        let all = tree.0.iter();
        let columns = all.filter(|agency| *tree.host(&agency.id) == agency.id);
        return Ok(columns.cloned().collect());
    };
    let unknown = || ExportError::NoAgency(slug.to_owned());
    let found = tree.at(slug).ok_or_else(unknown)?;
    let host = tree.get(tree.host(&found.id)).ok_or_else(unknown)?;
    if host.id == found.id {
        Ok(vec![found.clone()])
    } else {
        Err(ExportError::NoColumn(slug.to_owned(), host.slug.clone()))
    }
}

/// Writes the column of one agency, by its part of addresses, or of all of them into a folder.
///
/// The folder is made if it is not there. Only files under the folder are touched, and of those that an
/// earlier export did not write, only the ones that have the name of a page.
pub async fn site(
    site: &Site,
    out: &Path,
    agency: Option<&str>,
) -> Result<ExportReport, ExportError> {
    let tree = site.office.agencies().await?;
    let chosen = chosen(&tree, agency)?;
    let mut folder = Folder::open(out)?;
    let mut report = ExportReport::default();
    folder.begin("site");
    for (name, bytes) in assets::all() {
        folder.put(&format!("assets/{name}"), bytes)?;
    }
    let shown: Vec<AgencyId> = chosen.iter().map(|agency| agency.id.clone()).collect();
    let view = View::file(site, "/");
    folder.put(
        "index.html",
        home::installation(&tree, &view, &shown)?.as_bytes(),
    )?;
    let listed: Vec<Listed<'_>> = chosen
        .iter()
        .map(|agency| Listed {
            slug: &agency.slug,
            name: agency.name_on(view.today),
            index: format!("{}/index.json", agency.slug),
        })
        .collect();
    let listed = serde_json::to_vec_pretty(&listed)?;
    folder.put("index.json", &listed)?;
    let mut map = folder.draft("sitemap.xml")?;
    map.write(feeds::MAP_BEGIN)?;
    folder.end()?;
    for agency in &chosen {
        folder.begin(&agency.slug);
        report.items += agency::write(site, &mut folder, &mut map, &agency.slug).await?;
        report.agencies += 1;
        folder.end()?;
    }
    map.write(feeds::MAP_END)?;
    folder.finish(map)?;
    Ok(ExportReport {
        written: folder.written,
        unchanged: folder.unchanged,
        removed: folder.removed,
        ..report
    })
}
