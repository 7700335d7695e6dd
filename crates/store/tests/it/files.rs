//! Files: in the folder by their digests, in the database as rows.

use crate::bed::{self, Bed};
use crate::bucket::Bucket;
use crate::fixtures::*;
use gongkai_store::FileRecord;
use gongkai_store::files::{FileError, FileStore, S3Error, S3Settings, S3Store};

on_both_engines!(a_file_noted_twice_is_one_and_gains_a_text_but_loses_none);

async fn a_file_noted_twice_is_one_and_gains_a_text_but_loses_none(bed: &Bed) {
    let read = FileRecord {
        text: Some("决算\0公开".to_owned()),
        unread: String::new(),
        ..file('a')
    };
    let mut write = bed.store.write().await.unwrap();
    for record in [&file('b'), &file('a'), &read, &file('a')] {
        write.insert_file(record).await.unwrap();
    }
    write.commit(events()).await.unwrap();
    let kept = FileRecord {
        text: Some("决算公开".to_owned()),
        ..read
    };
    assert_eq!(bed.store.files().await.unwrap(), [kept.clone(), file('b')]);
    assert_eq!(bed.store.file(&kept.digest).await.unwrap(), Some(kept));
    assert_eq!(bed.store.file("c").await.unwrap(), None);
}

#[test]
fn bytes_in_a_folder_are_kept_once_under_their_digest_and_given_back_only_unaltered() {
    bed::run(async {
        let bed = Bed::sqlite().await;
        let root = bed.folder.join("files");
        let change = |place: &str, bytes: Option<&[u8]>| match bytes {
            Some(bytes) => std::fs::write(root.join(place), bytes).unwrap(),
            None => std::fs::remove_file(root.join(place)).unwrap(),
        };
        keeps_its_promises(&FileStore::Folder(root.clone()), change).await;
        assert_eq!(std::fs::read_dir(root.join("tmp")).unwrap().count(), 0);
        bed.clear().await;
    });
}

#[test]
fn bytes_in_a_bucket_are_kept_once_under_their_digest_and_given_back_only_unaltered() {
    let Some(bucket) = Bucket::fresh() else {
        return;
    };
    bed::run(async {
        let change = |place: &str, bytes: Option<&[u8]>| bucket.change(place, bytes);
        let files = FileStore::S3(S3Store::new(bucket.settings()).unwrap());
        keeps_its_promises(&files, change).await;
    });
}

#[test]
fn a_bucket_that_is_not_there_is_found_before_the_first_file() {
    let Some(bucket) = Bucket::fresh() else {
        return;
    };
    bed::run(async {
        let elsewhere = S3Settings {
            bucket: "no-such-bucket".to_owned(),
            ..bucket.settings()
        };
        let files = FileStore::S3(S3Store::new(elsewhere).unwrap());
        let checked = files.check().await;
        assert!(matches!(checked, Err(FileError::S3(S3Error::NoBucket))));
        let files = FileStore::S3(S3Store::new(bucket.settings()).unwrap());
        files.check().await.unwrap();
    });
}

/// What every kind of store has to do; `change` does to a file what others can do.
async fn keeps_its_promises(files: &FileStore, change: impl Fn(&str, Option<&[u8]>)) {
    files.check().await.unwrap();
    assert_eq!(files.list().await.unwrap(), Vec::<String>::new());
    let digest = files.put(b"abc".to_vec()).await.unwrap();
    assert_eq!(
        digest,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(files.put(b"abc".to_vec()).await.unwrap(), digest);
    assert_eq!(files.list().await.unwrap(), std::slice::from_ref(&digest));
    assert_eq!(files.get(&digest).await.unwrap(), b"abc");
    assert!(files.exists(&digest).await.unwrap());
    let empty = files.put(Vec::new()).await.unwrap();
    assert_eq!(files.get(&empty).await.unwrap(), b"");
    assert_eq!(files.list().await.unwrap(), [digest.clone(), empty.clone()]);

    let place = format!("ba/78/{digest}");
    change(&place, Some(b"abd"));
    assert!(matches!(
        files.get(&digest).await,
        Err(FileError::Altered(_))
    ));
    files.put(b"abc".to_vec()).await.unwrap();
    assert_eq!(files.get(&digest).await.unwrap(), b"abc");
    change(&place, None);
    assert!(matches!(
        files.get(&digest).await,
        Err(FileError::Missing(_))
    ));
    assert!(!files.exists(&digest).await.unwrap());
    assert_eq!(files.list().await.unwrap(), [empty]);
    let outside = files.get("../../../etc/passwd").await;
    assert!(matches!(outside, Err(FileError::NotADigest(_))));
}
