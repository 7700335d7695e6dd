//! An office for a test, in a folder of its own.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_office::{KEY_LENGTH, Keyring, Office, demo};
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::Mutex;

/// An empty office; its folder goes with the value.
pub(crate) struct World {
    pub(crate) office: Office,
    folder: TempDir,
}

/// The password of everybody in the demonstration.
pub(crate) const PASSWORD: &str = "演示口令清风徐来";

/// The office over a folder, as another process would open it.
pub(crate) async fn open(folder: &Path) -> Office {
    open_with(folder, calendar()).await
}

/// The same by a program that carries another calendar.
pub(crate) async fn open_with(folder: &Path, calendar: WorkdayCalendar) -> Office {
    parts(folder, calendar).await.0
}

fn calendar() -> WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap().clone()
}

/// The office, and the store that closes with it.
async fn parts(folder: &Path, calendar: WorkdayCalendar) -> (Office, Store) {
    let store = Store::open(&Location::Sqlite(folder.join("gongkai.db")))
        .await
        .unwrap();
    let files = FileStore::Folder(folder.join("files"));
    let office = Office::new(store.clone(), files, Arc::new(calendar))
        .with_cheap_passwords()
        .with_keyring(Keyring::of(&[7; KEY_LENGTH]).unwrap());
    (office, store)
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Demonstrations that were filled, by the time at which they were.
static FILLED: Mutex<BTreeMap<Timestamp, TempDir>> = Mutex::const_new(BTreeMap::new());

impl World {
    /// The demonstration as it stands at a time: filled once for all tests, then copied.
    pub(crate) async fn demo(now: Timestamp) -> Self {
        let mut filled = FILLED.lock().await;
        if let Entry::Vacant(place) = filled.entry(now) {
            let folder = tempfile::tempdir().unwrap();
            let (office, store) = parts(folder.path(), calendar()).await;
            demo::fill(&office, now, PASSWORD).await.unwrap();
            store.close().await;
            place.insert(folder);
        }
        let folder = tempfile::tempdir().unwrap();
        copy(filled[&now].path(), folder.path());
        drop(filled);
        let office = open(folder.path()).await;
        Self { office, folder }
    }

    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = open(folder.path()).await;
        Self { office, folder }
    }

    /// Where everything lies.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
