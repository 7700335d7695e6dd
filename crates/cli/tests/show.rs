//! `gongkai report show` as people call it: every number leads to its place and back.

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    fn gongkai(arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(arguments)
            .env_remove("GONGKAI_OCR")
            .output()
            .unwrap()
    }

    fn example(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../examples")
            .join(name)
    }

    fn page(document: &Path) -> String {
        let output = gongkai(&["report", "show", document.to_str().unwrap()]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The values of an attribute, in the order of the page.
    fn values<'p>(page: &'p str, before: &str) -> Vec<&'p str> {
        let parts = page.split(before).skip(1);
        parts.filter_map(|rest| rest.split('"').next()).collect()
    }

    /// Every link leads to a place of the page that is there once; how many cells lead to the source.
    fn linked(page: &str) -> usize {
        let ids = values(page, " id=\"");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "a place twice");
        let links = values(page, "href=\"#");
        for link in &links {
            assert!(known.contains(link), "#{link} leads nowhere");
        }
        for foreign in ["<script", "http:", "https:", "@import", "url("] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        links.iter().filter(|link| link.starts_with("s-")).count()
    }

    /// The example as a document of another kind.
    fn rendered(folder: &Path, kind: &str) -> PathBuf {
        let file = folder.join(format!("年报.{kind}"));
        let source = example("township-2021.txt");
        let output = gongkai(&[
            "report",
            "render",
            source.to_str().unwrap(),
            "--to",
            kind,
            "-o",
            file.to_str().unwrap(),
        ]);
        assert!(output.status.success(), "{output:?}");
        file
    }

    #[test]
    fn every_number_of_a_text_leads_to_its_characters_and_back() {
        for name in ["township-2020.txt", "township-2021.txt", "street-2021.txt"] {
            let page = page(&example(name));
            let stated = page.matches(" class=\"stated").count();
            assert!(stated > 100, "{name}");
            assert!(linked(&page) >= stated, "{name}");
        }
    }

    #[test]
    fn every_number_of_a_document_a_workbook_and_a_web_page_leads_to_its_cell() {
        let folder = tempfile::tempdir().unwrap();
        for kind in ["docx", "xlsx", "html", "csv", "md"] {
            let page = page(&rendered(folder.path(), kind));
            let stated = page.matches(" class=\"stated").count();
            assert!(stated > 100, "{kind}");
            assert!(linked(&page) >= stated, "{kind}");
        }
    }

    #[test]
    fn a_cell_in_doubt_shows_what_stands_there_and_states_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let text = std::fs::read_to_string(example("township-2021.txt")).unwrap();
        let doubtful = text
            .replace("| 187 |", "| 7 8 |")
            .replace("全年", "全年<b>");
        assert!(doubtful.contains("7 8") && doubtful.contains("<b>"));
        let file = folder.path().join("年报.txt");
        std::fs::write(&file, doubtful).unwrap();
        let page = page(&file);
        linked(&page);
        assert!(page.contains("class=\"unclear\""), "no cell in doubt");
        assert!(page.contains("原文“7 8”") && page.contains("认不准"));
        assert!(page.contains("全年&lt;b&gt;") && !page.contains("<b>"));
    }

    #[test]
    fn data_already_read_have_no_source_to_show() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("年报.json");
        let source = example("township-2021.txt");
        let read = gongkai(&[
            "report",
            "read",
            source.to_str().unwrap(),
            "-o",
            file.to_str().unwrap(),
        ]);
        assert!(read.status.success());
        let output = gongkai(&["report", "show", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&output.stderr).contains("原文件"));
    }
}
