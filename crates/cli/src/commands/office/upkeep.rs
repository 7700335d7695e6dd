//! `gongkai verify`, `backup` and `restore`.

use super::keys::Absent;
use super::{existing, is_installation, open_by, wait};
use crate::arguments::{Backup, General, Place, Restore};
use crate::output::{Status, complain, print};
use anyhow::{Context, Result, bail};
use gongkai_office::check_backup;

/// Walks the event chain and reads every file.
pub(crate) fn verify(place: &Place) -> Result<Status> {
    wait(async {
        let office = existing(place).await?;
        let report = office.verify().await?;
        for found in &report.breaks {
            complain(&found.to_string());
        }
        for (digest, wrong) in &report.bad_files {
            complain(&format!("附件 {digest}：{wrong}"));
        }
        print(&format!(
            "操作记录 {} 条，附件 {} 个。\n最后一条记录的摘要：{}\n",
            report.entries, report.files, report.head
        ));
        if report.is_whole() && office.has_keyring() {
            print("没有发现改动或者缺失。请把摘要抄存到别处，下次核对，可以发现末尾被删。");
            return Ok(Status::Clean);
        }
        if report.is_whole() {
            complain("记录和附件没有发现改动或者缺失，但是没有能打开申请人信息的密钥。");
            return Ok(Status::Findings);
        }
        let wrong = report.breaks.len() + report.bad_files.len();
        complain(&format!(
            "有{wrong}处不符。请停止使用，保留现场，用最近的备份恢复到另一个文件夹后比对。"
        ));
        Ok(Status::Findings)
    })
}

/// Writes a backup while others go on working.
pub(crate) fn backup(arguments: &Backup, general: &General) -> Result<Status> {
    wait(async {
        let office = existing(&arguments.place).await?;
        let report = office.backup(&arguments.output).await;
        let report = report.with_context(|| {
            format!(
                "{}：备份没有完成，请检查磁盘空间和写入权限",
                arguments.output.display()
            )
        })?;
        if !general.quiet {
            complain(&format!(
                "{}：数据 {} 字节，附件 {} 个。请把备份复制到另一台机器。",
                arguments.output.display(),
                report.records,
                report.files
            ));
        }
        Ok(Status::Clean)
    })
}

/// Puts a backup into an empty installation.
pub(crate) fn restore(arguments: &Restore, general: &General) -> Result<Status> {
    let data = &arguments.place.data;
    if arguments.place.database.is_none() && is_installation(data) {
        bail!(
            "{}：里面已经有数据，不能覆盖。请恢复到一个空文件夹",
            data.display()
        );
    }
    if !arguments.backup.exists() {
        complain(&format!(
            "{}：没有这个文件，请核对路径",
            arguments.backup.display()
        ));
        return Ok(Status::Unreadable);
    }
    check_backup(&arguments.backup).with_context(|| arguments.backup.display().to_string())?;
    wait(async {
        let office = open_by(&arguments.place, Absent::Leave).await?;
        let report = office
            .restore(&arguments.backup, &data.join("restore"))
            .await?;
        if !general.quiet {
            complain(&format!(
                "已恢复到 {}：数据 {} 字节，附件 {} 个。请运行 gongkai verify 核验。",
                data.display(),
                report.records,
                report.files
            ));
        }
        // Opened again, it says whether the key to what was restored is there.
        open_by(&arguments.place, Absent::Leave).await?;
        Ok(Status::Clean)
    })
}
