//! `gongkai export site`: the public column as files for another site.

use super::{clock, existing, wait};
use crate::arguments::{Export, General};
use crate::output::{Status, complain};
use anyhow::{Context as _, Result};
use gongkai_web::{Site, SiteSettings, export};

/// Writes the public column into a folder; run again, it writes what has changed.
pub(crate) fn run(arguments: &Export, general: &General) -> Result<Status> {
    let Export::Site(site) = arguments;
    wait(async {
        let office = existing(&site.place).await?;
        let served = Site {
            office,
            clock,
            settings: SiteSettings {
                demo: site.demo(),
                base: site.base_url.clone(),
                ..SiteSettings::default()
            },
        };
        let report = export::site(&served, &site.output, site.agency.as_deref()).await;
        let report = report.with_context(|| format!("{}：导出没有完成", site.output.display()))?;
        if !general.quiet {
            complain(&format!(
                "{}：{}个单位，{}条信息；新写或者改写{}个文件，未变{}个，删去{}个。请把整个文件夹放到网站上。",
                site.output.display(),
                report.agencies,
                report.items,
                report.written,
                report.unchanged,
                report.removed
            ));
        }
        Ok(Status::Clean)
    })
}
