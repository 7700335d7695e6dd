//! `gongkai generate`: a large invented installation, for measuring and for trying out.

use super::demo::table;
use super::{clock, open, wait};
use crate::arguments::{DEMO_LOGINS as LOGINS, General, Generate};
use crate::output::{Status, complain, print};
use anyhow::{Result, bail};
use gongkai_office::generate::{FIRST_YEAR, Plan, Step, fill};
use gongkai_office::{fresh_token, today};
use std::time::Instant;

/// How often it is said how far it has come: after so many units.
const SAID: u32 = 100;

/// With which account to begin.
const FIRST: &str =
    "用 supervisor 登录看全县；其余单位的账号是 unit-0002.clerk、unit-0002.head 等等。";

/// Fills an empty installation and prints its accounts.
pub(crate) fn run(arguments: &Generate, general: &General) -> Result<Status> {
    let plan = plan(arguments)?;
    let password = format!("kaifang-{}", fresh_token()?.get(..8).unwrap_or_default());
    let logins = wait(async {
        let office = open(&arguments.place).await?;
        if !office.is_new().await? {
            bail!("这里已经有数据，不能再生成。请换一个空的文件夹或者空的数据库");
        }
        let (begun, quiet) = (Instant::now(), general.quiet);
        let told = |step, units: u32| {
            if !quiet && (units == plan.units || units.is_multiple_of(SAID)) {
                let seconds = begun.elapsed().as_secs();
                complain(&format!("{}：{units}家，已用{seconds}秒", name(step)));
            }
        };
        Ok(fill(&office, &plan, &password, told).await?)
    })?;
    let text = table(&logins, &password, FIRST);
    std::fs::write(arguments.place.data.join(LOGINS), &text)?;
    print(&format!(
        "{text}\n全部机关、人员和内容都是虚构的。用 gongkai demo --data 打开，页面上标明是演示。\n"
    ));
    Ok(Status::Clean)
}

fn plan(arguments: &Generate) -> Result<Plan> {
    let last_year = today(clock()).year() - 1;
    let until = arguments.until.unwrap_or(last_year);
    let first = until.saturating_sub(arguments.years).saturating_add(1);
    if first < FIRST_YEAR || until > last_year {
        bail!("只能生成{FIRST_YEAR}年到{last_year}年的数据。请改 --years 或者 --until");
    }
    Ok(Plan {
        units: arguments.units,
        years: (first, until),
        items: arguments.items_per_year,
        requests: arguments.requests_per_year,
        seed: arguments.seed,
    })
}

fn name(step: Step) -> String {
    match step {
        Step::Units => "单位".to_owned(),
        Step::Work(year) => format!("{year}年的信息、申请和台账"),
        Step::Reports(year) => format!("{year}年的年度报告"),
    }
}
