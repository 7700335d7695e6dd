//! `gongkai report build`: the annual report compiled from the records of an installation.

use super::{clock, existing, wait};
use crate::arguments::{Build, BuildFormat, General};
use crate::commands::report::gravest_first;
use crate::grid_text;
use crate::load::Loaded;
use crate::output::{self, Sink, Status, complain};
use anyhow::{Result, bail};
use gongkai_domain::access::Actor;
use gongkai_domain::agency::Agency;
use gongkai_exchange::{Exchange, Lang, Source};
use gongkai_office::{Context, ReportView, Tree};
use std::io::Write as _;

/// Compiles the report of an agency for a year and prints it; says on the side what is still asked for.
pub(crate) fn run(arguments: &Build, general: &General) -> Result<Status> {
    let view = wait(async {
        let office = existing(&arguments.place).await?;
        let tree = office.agencies().await?;
        let agency = named(&tree, &arguments.agency)?;
        let cx = Context {
            actor: Actor::Program,
            now: clock(),
            origin: "命令行".to_owned(),
        };
        let form = arguments.form.as_deref();
        let view = office.annual_report(&cx, agency, arguments.year, form);
        Ok(Box::pin(view).await?)
    })?;
    print(arguments, general, &view)?;
    let unanswered = view.unanswered();
    if unanswered > 0 && !general.quiet {
        complain(&format!(
            "{}：{}年的报告还有{unanswered}格没有数字，本系统没有这些台账。请在工作台的“年度报告”里填写。",
            view.agency, view.year
        ));
    }
    Ok(Status::Clean)
}

/// The agency of this name: a full or short name that it has or had, or its part of public addresses.
fn named<'t>(tree: &'t Tree, name: &str) -> Result<&'t Agency> {
    let is = |agency: &&Agency| {
        let mut names = agency.names.iter();
        agency.slug == name || names.any(|one| one.name == name || one.short == name)
    };
    let mut found = tree.0.iter().filter(is);
    match (found.next(), found.next()) {
        (Some(agency), None) => Ok(agency),
        (Some(_), Some(_)) => {
            bail!("有几个单位叫做“{name}”。请改用它在网址里的名称，例如 xiangzhi")
        }
        (None, _) => {
            let all = tree.0.iter();
            let names: Vec<&str> = all
                .filter_map(|agency| Some(agency.names.last()?.name.as_str()))
                .take(12)
                .collect();
            bail!("没有叫做“{name}”的单位。现有：{}", names.join("、"))
        }
    }
}

fn print(arguments: &Build, general: &General, view: &ReportView) -> Result<()> {
    let lang = Lang::from(general.lang);
    let terminal = output::is_terminal() && arguments.output.output.is_none();
    let default = if terminal {
        BuildFormat::Table
    } else {
        BuildFormat::Json
    };
    let mut findings = view.findings.clone();
    gravest_first(&mut findings);
    let loaded = Loaded {
        source: Source {
            path: arguments.place.data.display().to_string(),
            sha256: String::new(),
            media_type: "application/vnd.gongkai.records".to_owned(),
        },
        report: view.report(),
    };
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    match arguments.format.unwrap_or(default) {
        BuildFormat::Json => {
            let exchange = Exchange {
                report: &loaded.report,
                source: &loaded.source,
                findings: &findings,
                lang,
            };
            writeln!(sink, "{}", serde_json::to_string(&exchange)?)?;
        }
        BuildFormat::Table => {
            sink.write_all(grid_text::report(&loaded, &findings, lang).as_bytes())?;
        }
    }
    sink.close()
}
