//! An office for a test, in a folder of its own.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_office::{KEY_LENGTH, Keyring, Office};
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use std::path::Path;
use std::sync::Arc;

/// An empty office; its folder goes with the value.
pub(crate) struct World {
    pub(crate) office: Office,
    folder: tempfile::TempDir,
}

/// The office over a folder, as another process would open it.
pub(crate) async fn open(folder: &Path) -> Office {
    open_with(folder, WorkdayCalendar::statutory().unwrap().clone()).await
}

/// The same by a program that carries another calendar.
pub(crate) async fn open_with(folder: &Path, calendar: WorkdayCalendar) -> Office {
    let store = Store::open(&Location::Sqlite(folder.join("gongkai.db")))
        .await
        .unwrap();
    let files = FileStore::Folder(folder.join("files"));
    Office::new(store, files, Arc::new(calendar))
        .with_cheap_passwords()
        .with_keyring(Keyring::of(&[7; KEY_LENGTH]).unwrap())
}

impl World {
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
