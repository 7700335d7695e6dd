//! The commands that run and look after an installation.

mod bucket;
mod demo;
mod export;
mod generate;
mod keys;
mod report;
mod serve;
mod upkeep;

pub(super) use demo::run as demo;
pub(super) use export::run as export;
pub(super) use generate::run as generate;
pub(super) use report::run as build_report;
pub(super) use serve::run as serve;
pub(super) use upkeep::{backup, restore, verify};

use crate::arguments::Place;
use anyhow::{Context, Result};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_office::Office;
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use jiff::Timestamp;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

/// The records of an installation that uses no PostgreSQL.
const RECORDS: &str = "gongkai.db";
/// Its files.
const FILES: &str = "files";
/// Where its files are instead, with the keys.
const BUCKET: &str = "s3.toml";

/// Where an installation's clock comes from.
pub(super) fn clock() -> Timestamp {
    Timestamp::now()
}

/// Runs what takes its time beside other things.
fn wait<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}

/// Opens an installation, and makes it if there is none yet.
async fn open(place: &Place) -> Result<Office> {
    open_by(place, keys::Absent::Make).await
}

/// The same; what is done about a key that is not there is for the caller to say.
async fn open_by(place: &Place, absent: keys::Absent) -> Result<Office> {
    std::fs::create_dir_all(&place.data).with_context(|| {
        format!(
            "{}：不能建立数据文件夹，请检查写入权限",
            place.data.display()
        )
    })?;
    let files = files(&place.data).await?;
    let location = match &place.database {
        Some(url) => Location::Postgres(url.clone()),
        None => Location::Sqlite(place.data.join(RECORDS)),
    };
    let store = Store::open(&location)
        .await
        .with_context(|| match &place.database {
            Some(_) => "连接不上 PostgreSQL，请核对地址、用户和密码，并确认服务已经启动".to_owned(),
            None => format!(
                "{}：数据库打不开，请检查写入权限和磁盘空间",
                place.data.display()
            ),
        })?;
    let calendar = Arc::new(WorkdayCalendar::statutory()?.clone());
    let path = place.key_file.clone();
    let path = path.unwrap_or_else(|| place.data.join(keys::FILE));
    let sealed = store.sealed_request().await?;
    let keyring = keys::open(&path, sealed.as_ref(), absent)?;
    let workers = Arc::new(crate::load::workers()?);
    let office = Office::new(store, files, calendar).with_isolation(workers);
    Ok(match keyring {
        Some(keyring) => office.with_keyring(keyring),
        None => office,
    })
}

/// The bucket where there is one, else the folder; never some here and some there.
async fn files(data: &Path) -> Result<FileStore> {
    let (folder, settings) = (data.join(FILES), data.join(BUCKET));
    let Some(bucket) = bucket::open(&settings)? else {
        return Ok(FileStore::Folder(folder));
    };
    if folder.exists() {
        anyhow::bail!(
            "{}：附件已有一部分在这个文件夹里。请先把里面的文件按原来的路径复制到存储桶的 prefix 之下（tmp 不用），给文件夹改名，再重试；或者移走 {}",
            folder.display(),
            settings.display()
        );
    }
    let files = FileStore::S3(bucket);
    let checked = files.check().await;
    checked.with_context(|| format!("{}：附件的存储桶用不了", settings.display()))?;
    Ok(files)
}

/// Opens an installation that is there.
async fn existing(place: &Place) -> Result<Office> {
    if place.database.is_none() && !is_installation(&place.data) {
        anyhow::bail!(
            "{}：里面没有数据。请核对文件夹；新安装请先运行 gongkai serve --data {}",
            place.data.display(),
            place.data.display()
        );
    }
    open(place).await
}

fn is_installation(data: &Path) -> bool {
    data.join(RECORDS).exists()
}
