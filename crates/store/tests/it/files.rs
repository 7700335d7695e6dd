//! Files: in the folder by their digests, in the database as rows.

use crate::bed::{self, Bed};
use crate::fixtures::*;
use gongkai_store::FileRecord;
use gongkai_store::files::{FileError, FileStore};

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
fn bytes_are_kept_once_under_their_digest_and_given_back_only_unaltered() {
    bed::run(async {
        let bed = Bed::sqlite().await;
        let root = bed.folder.join("files");
        let files = FileStore::Folder(root.clone());
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
        assert_eq!(std::fs::read_dir(root.join("tmp")).unwrap().count(), 0);

        let path = root.join("ba/78").join(&digest);
        std::fs::write(&path, b"abd").unwrap();
        assert!(matches!(
            files.get(&digest).await,
            Err(FileError::Altered(_))
        ));
        files.put(b"abc".to_vec()).await.unwrap();
        assert_eq!(files.get(&digest).await.unwrap(), b"abc");
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(
            files.get(&digest).await,
            Err(FileError::Missing(_))
        ));
        assert!(!files.exists(&digest).await.unwrap());
        let outside = files.get("../../../etc/passwd").await;
        assert!(matches!(outside, Err(FileError::NotADigest(_))));
        bed.clear().await;
    });
}
