//! The column as files.

use super::office::{SLUG, facts, file, links, publish, whole, withdraw};
use crate::browser::TestSite;
use gongkai_web::export;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

#[tokio::test]
async fn an_exported_site_has_no_dead_links_and_none_to_the_server() {
    let site = TestSite::demo().await;
    let mut facts = facts("带附件的公告");
    facts.attachments = vec![file(&site, "名单.txt", b"x").await];
    publish(&site, facts).await;
    let out = tempfile::tempdir().unwrap();
    let report = export::site(&whole(&site), out.path(), None).await.unwrap();
    assert_eq!((report.agencies, report.items), (6, 386));
    let mut reached: BTreeSet<PathBuf> = BTreeSet::new();
    let mut next = vec![out.path().join("index.html")];
    while let Some(page) = next.pop() {
        if !reached.insert(page.clone()) || page.extension().is_none_or(|end| end != "html") {
            continue;
        }
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(!text.contains("<form"), "{}", page.display());
        for link in links(&text) {
            assert!(
                !link.starts_with('/') && !link.contains("//"),
                "{}: {link}",
                page.display()
            );
            let link = link.split('#').next().unwrap();
            let target = page.parent().unwrap().join(link);
            let target = target.canonicalize();
            assert!(target.is_ok(), "{}: {link}", page.display());
            next.extend(target.ok().filter(|target| target.is_file()));
        }
    }
    let is_item = |path: &&PathBuf| path.parent().unwrap().ends_with("item");
    let items = reached.iter().filter(is_item);
    assert_eq!(
        items
            .filter(|path| path.extension().unwrap() == "html")
            .count(),
        386
    );
}

#[tokio::test]
async fn a_second_export_writes_nothing_and_a_withdrawal_leaves_only_its_tombstone() {
    let site = TestSite::demo().await;
    let mut facts = facts("要撤回的公告");
    facts.attachments = vec![file(&site, "名单.txt", b"x").await];
    let item = publish(&site, facts).await;
    let out = tempfile::tempdir().unwrap();
    let whole = whole(&site);
    std::fs::create_dir_all(out.path().join(SLUG)).unwrap();
    std::fs::write(out.path().join("wucheng/own.html"), "x").unwrap();
    let first = export::site(&whole, out.path(), Some(SLUG)).await.unwrap();
    assert_eq!((first.unchanged, first.removed), (0, 0));
    let second = export::site(&whole, out.path(), Some(SLUG)).await.unwrap();
    assert_eq!((second.written, second.removed), (0, 0));
    assert_eq!(second.unchanged, first.written);
    withdraw(&site, &item, "附件有误").await;
    let third = export::site(&whole, out.path(), Some(SLUG)).await.unwrap();
    assert_eq!(
        third.removed, 10,
        "data, text, file, the lists of a topic and a year of which it was all, and the pictures of that year with four tables"
    );
    let left: Vec<PathBuf> = files(out.path());
    let of_item = |path: &&PathBuf| path.to_str().unwrap().contains(item.id.as_str());
    assert_eq!(left.iter().filter(of_item).count(), 1);
    for path in left {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("要撤回的公告"), "{}", path.display());
        let only = path.ends_with(format!("{}.html", item.id));
        assert_eq!(text.contains("附件有误"), only, "{}", path.display());
    }
    assert!(
        out.path().join("wucheng/own.html").exists(),
        "what we did not write stays"
    );
}

#[tokio::test]
async fn an_unknown_agency_is_not_exported() {
    let site = TestSite::demo().await;
    let out = tempfile::tempdir().unwrap();
    let answer = export::site(&whole(&site), out.path(), Some("nowhere")).await;
    assert!(matches!(answer, Err(export::ExportError::NoAgency(_))));
}
