//! Scans and pictures: said, or handed to the command that the user names.
#![cfg(unix)]

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    /// A page on which no character stands.
    const PAGES: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n\
        trailer\n<</Root 1 0 R>>\n%%EOF\n";

    struct Scan {
        folder: tempfile::TempDir,
    }

    impl Scan {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("扫描.pdf"), PAGES).unwrap();
            Self { folder }
        }

        /// The command of a program that does what the script says.
        fn program(&self, script: &str) -> String {
            let file = self.folder.path().join("my ocr.sh");
            std::fs::write(&file, script).unwrap();
            format!("sh '{}'", file.display())
        }

        fn read(&self, command: Option<&str>, variable: Option<&str>) -> Output {
            let mut gongkai = Command::new(env!("CARGO_BIN_EXE_gongkai"));
            gongkai.args(["report", "read", "--format", "json"]);
            gongkai.arg(self.folder.path().join("扫描.pdf"));
            gongkai.env_remove("GONGKAI_OCR");
            if let Some(variable) = variable {
                gongkai.env("GONGKAI_OCR", variable);
            }
            if let Some(command) = command {
                gongkai.args(["--ocr", command]);
            }
            gongkai.output().unwrap()
        }
    }

    fn example() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/township-2021.txt")
    }

    fn told(output: &Output) -> String {
        assert_eq!(output.status.code(), Some(3), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    #[test]
    fn a_scan_is_said_to_be_one_and_the_option_is_named() {
        let told = told(&Scan::new().read(None, None));
        assert!(told.contains("扫描件") && told.contains("--ocr"), "{told}");
    }

    #[test]
    fn what_a_command_recognises_is_read_said_to_be_recognised_and_never_certain() {
        let scan = Scan::new();
        let script = format!(
            "test \"${{1##*.}}\" = pdf && cmp -s \"$1\" '{}' && cat '{}'",
            scan.folder.path().join("扫描.pdf").display(),
            example().display()
        );
        let command = scan.program(&script);
        for (option, variable) in [
            (Some(command.clone()), None),
            (Some(format!("{command} {{}} -l")), None),
            (None, Some(command.clone())),
        ] {
            let output = scan.read(option.as_deref(), variable.as_deref());
            assert!(output.status.success(), "{output:?}");
            let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(report["source"]["media_type"], "application/pdf");
            assert_eq!(report["notes"][0]["kind"], "recognised");
            let findings = report["findings"].as_array().unwrap();
            assert!(findings.iter().any(|one| one["rule"] == "recognised-text"));
            for (id, cell) in report["cells"].as_object().unwrap() {
                let sure = cell["confidence"].as_f64().unwrap_or(1.0);
                assert!(sure <= 0.9, "{id}: {cell}");
            }
        }
    }

    #[test]
    fn a_command_that_fails_says_nothing_or_is_not_there_is_said() {
        let scan = Scan::new();
        let failing = scan.program("echo first >&2; echo 缺少语言包 >&2; exit 1");
        let told_of = |command: &str| told(&scan.read(Some(command), None));
        assert!(told_of(&failing).contains("缺少语言包"));
        let silent = scan.program("exit 0");
        assert!(told_of(&silent).contains("没有认出来"));
        assert!(told_of("/nowhere/ocr").contains("找不到"));
    }
}
