//! What the database knows about the files in the file store.

use crate::encode::{Row, number};
use crate::public::printable;
use crate::{FileRecord, Store, StoreError, Write};

#[derive(sqlx::FromRow)]
struct FileRow {
    digest: String,
    kind: String,
    size: i64,
    text: Option<String>,
    unread: String,
}

impl Store {
    /// The file of this digest.
    pub async fn file(&self, digest: &str) -> Result<Option<FileRecord>, StoreError> {
        let sql = "SELECT * FROM file WHERE digest = $1";
        let found = row!(self.reader(), FileRow, sql, digest)?;
        found.map(FileRow::file).transpose()
    }

    /// All files, by digest.
    pub async fn files(&self) -> Result<Vec<FileRecord>, StoreError> {
        let found = rows!(self.reader(), FileRow, "SELECT * FROM file ORDER BY digest")?;
        found.into_iter().map(FileRow::file).collect()
    }
}

impl Write {
    /// Notes a file, once its bytes are in the file store. Noted again it stays as it is; only
    /// where its text had not been read, what is known about the text now is taken.
    pub async fn insert_file(&mut self, file: &FileRecord) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO file (digest, kind, size, text, unread) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (digest) DO UPDATE SET text = excluded.text, unread = excluded.unread \
             WHERE file.text IS NULL",
            file.digest.as_str(),
            file.kind.as_str(),
            number(file.size),
            file.text.as_deref().map(printable),
            file.unread.as_str(),
        )?;
        Ok(())
    }
}

impl FileRow {
    fn file(self) -> Result<FileRecord, StoreError> {
        let row = Row {
            table: "file",
            key: &self.digest,
        };
        Ok(FileRecord {
            size: row.number("size", self.size)?,
            digest: self.digest,
            kind: self.kind,
            text: self.text,
            unread: self.unread,
        })
    }
}
