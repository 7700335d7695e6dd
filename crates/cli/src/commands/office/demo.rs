//! `gongkai demo`: an invented installation, filled and ready.

use super::serve::{listen, serve};
use super::{clock, is_installation, open, wait};
use crate::arguments::{DEMO_LOGINS as LOGINS, Demo, General, Place};
use crate::output::{Status, complain, print};
use anyhow::{Result, bail};
use gongkai_office::demo::{Login, fill};
use gongkai_office::fresh_token;
use gongkai_web::SiteSettings;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// Fills a folder and serves it.
pub(crate) fn run(arguments: &Demo, general: &General) -> Result<Status> {
    let temporary = match arguments.data {
        None => Some(tempfile::tempdir()?),
        Some(_) => None,
    };
    let data = match (&arguments.data, &temporary) {
        (Some(data), _) => data.clone(),
        (None, Some(folder)) => folder.path().to_owned(),
        (None, None) => PathBuf::new(),
    };
    wait(async {
        let place = Place {
            key_file: None,
            data: data.clone(),
            database: None,
        };
        let known = std::fs::read_to_string(data.join(LOGINS)).ok();
        if known.is_none() && is_installation(&data) {
            bail!(
                "{}：里面是正式数据，不能用来演示。请换一个文件夹",
                data.display()
            );
        }
        let office = open(&place).await?.with_cheap_passwords();
        let of_what = match known {
            // Filled by another run, or by another command.
            Some(_) => "里面都是演示用的数据",
            None => "机关名称和数字取自公开的年度报告，人员和内容都是虚构的",
        };
        let logins = if let Some(logins) = known {
            logins
        } else {
            if !general.quiet {
                complain("正在准备演示数据，大约需要十秒……");
            }
            fill_folder(&office, &data).await?
        };
        if arguments.no_serve {
            print(&logins);
            return Ok(Status::Clean);
        }
        let listener = listen(arguments.listen, true).await?;
        let address = listener.local_addr()?;
        print(&format!(
            "演示已经准备好：{of_what}。\n\n\
             公开专栏  http://{address}/\n工作台    http://{address}/desk\n\n{logins}\n按 Ctrl+C 结束。"
        ));
        let settings = SiteSettings {
            demo: true,
            ..SiteSettings::default()
        };
        serve(office, listener, settings).await
    })
}

async fn fill_folder(office: &gongkai_office::Office, data: &Path) -> Result<String> {
    let password = format!("kaifang-{}", fresh_token()?.get(..8).unwrap_or_default());
    let logins = fill(office, clock(), &password).await?;
    let token = gongkai_office::demo::token(office, clock()).await?;
    let text = format!(
        "{}\n接口令牌（xiangzhi.clerk 的全部用途，说明见 /api）：{token}\n",
        table(&logins, &password, FIRST)
    );
    std::fs::write(data.join(LOGINS), &text)?;
    Ok(text)
}

/// With which account to begin.
const FIRST: &str = "先用 xiangzhi.clerk 登录，今天要办的事都在首页。";

/// The logins as a table with Chinese in it.
pub(super) fn table(logins: &[Login], password: &str, first: &str) -> String {
    let mut text = format!("密码（所有账号相同）：{password}\n{first}\n\n");
    let cell = |text: &str, width: usize| {
        let blanks = width.saturating_sub(text.width());
        format!("{text}{} ", " ".repeat(blanks))
    };
    for login in logins {
        let place = cell(&login.place, 14);
        let name = cell(&login.name, 9);
        let account = cell(&login.login, 29);
        let _ = writeln!(text, "{place}{account}{name}{}", login.role.zh());
    }
    text
}
