//! `gongkai report render --to pdf` as a clerk calls it: a file, or what to do.

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::{Command, Output};

    const REPORT: &str = "# 青石镇人民政府2021年政府信息公开工作年度报告\n\n## 一、总体情况\n\n全年主动公开信息二十四条。\n\n## 五、存在的主要问题及改进情况\n\n解读形式单一，下一步增加图解。\n\n## 六、其他需要报告的事项\n\n无。\n";

    fn rendered(folder: &Path, more: &[&str]) -> Output {
        let report = folder.join("report.md");
        std::fs::write(&report, REPORT).unwrap();
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["report", "render", "--to", "pdf", "-o"])
            .arg(folder.join("report.pdf"))
            .arg(report)
            .args(more)
            .output()
            .unwrap()
    }

    #[test]
    fn a_report_becomes_a_tagged_pdf_or_the_package_with_the_font_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let output = rendered(folder.path(), &[]);
        let told = String::from_utf8_lossy(&output.stderr);
        if told.contains("中文字体") {
            assert!(
                told.contains("fonts-noto-cjk") && told.contains("--font"),
                "{told}"
            );
            return;
        }
        assert!(output.status.success(), "{told}");
        let pdf = std::fs::read(folder.path().join("report.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
    }

    #[test]
    fn a_font_file_that_is_none_is_named_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let font = folder.path().join("字体.ttf");
        std::fs::write(&font, "no font").unwrap();
        let output = rendered(folder.path(), &["--font", font.to_str().unwrap()]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(told.contains("字体.ttf"), "{told}");
        assert!(!folder.path().join("report.pdf").exists());
    }
}
