//! An office for a test, in a folder of its own.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_office::Office;
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use std::sync::Arc;

/// An empty office; its folder goes with the value.
pub(crate) struct World {
    pub(crate) office: Office,
    _folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::Sqlite(folder.path().join("gongkai.db")))
            .await
            .unwrap();
        let files = FileStore::Folder(folder.path().join("files"));
        let calendar = Arc::new(WorkdayCalendar::statutory().unwrap().clone());
        let office = Office::new(store, files, calendar).with_cheap_passwords();
        Self {
            office,
            _folder: folder,
        }
    }
}
