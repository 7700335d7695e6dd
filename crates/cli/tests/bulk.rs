//! Many documents to one file, as a researcher runs it: the same bytes whatever the number of
//! threads and however often it was broken off; what cannot be read is listed.

#[cfg(test)]
mod tests {
    use gongkai_domain::report::FormBook;
    use gongkai_testkit::{Layout, Rng, print, report};
    use serde_json::Value;
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Output, Stdio};
    use std::time::Duration;

    fn invented(folder: &Path, count: usize) {
        let mut rng = Rng::new(3);
        let forms = FormBook::statutory().unwrap().forms();
        fs::create_dir_all(folder).unwrap();
        for at in 0..count {
            let report = report(&mut rng, &forms[at % forms.len()]);
            let text = print(&report, Layout::PipeRow, &mut rng).text;
            fs::write(folder.join(format!("{at:05}.txt")), text).unwrap();
        }
    }

    fn gongkai(folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.current_dir(folder).arg("report");
        command
    }

    fn read(folder: &Path, line: &str) -> Output {
        let words = line.split_whitespace();
        gongkai(folder).arg("read").args(words).output().unwrap()
    }

    #[test]
    fn the_same_bytes_for_one_two_and_five_threads() {
        let folder = tempfile::tempdir().unwrap();
        invented(&folder.path().join("in"), 40);
        for (format, layout) in [("parquet", "long"), ("csv", "wide"), ("xlsx", "findings")] {
            let out = |threads: u32| {
                let line = format!(
                    "in --format {format} --layout {layout} --threads {threads} -o {threads}.{format}"
                );
                assert!(read(folder.path(), &line).status.success());
                fs::read(folder.path().join(format!("{threads}.{format}"))).unwrap()
            };
            let one = out(1);
            assert!(out(2) == one && out(5) == one, "{format}");
        }
    }

    #[test]
    fn what_is_not_read_is_said_an_empty_file_is_no_report_and_no_file_is_read_twice() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 2);
        fs::write(folder.join("in/空.pdf"), b"").unwrap();
        fs::write(folder.join("in/说明.rtf"), b"{\\rtf1}").unwrap();
        let out = read(folder, "in in/00000.txt ./in --format jsonl -o out.jsonl");
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(3), "{said}");
        assert!(
            said.contains("空.pdf：") && said.contains("文件是空的"),
            "{said}"
        );
        assert!(
            said.contains("1个文件没有读") && said.contains("说明.rtf"),
            "{said}"
        );
        let reports = fs::read_to_string(folder.join("out.jsonl")).unwrap();
        assert_eq!(reports.lines().count(), 2);
        let same = read(folder, "in --format csv -o a.csv --errors a.csv");
        assert_eq!(same.status.code(), Some(2));
    }

    #[test]
    fn reports_of_one_agency_and_year_are_said_to_be_counted_twice() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 1);
        fs::copy(folder.join("in/00000.txt"), folder.join("in/1.txt")).unwrap();
        let out = gongkai(folder).args(["stats", "in"]).output().unwrap();
        let said = String::from_utf8(out.stdout).unwrap();
        assert!(said.contains("其中1份与另一份是同一机关同一年度"), "{said}");
    }

    /// As the administrator of a machine: a file that is written aside takes the place of what is there.
    #[cfg(unix)]
    #[test]
    fn a_pipe_or_a_device_is_written_to_and_stays() {
        use std::os::unix::fs::FileTypeExt as _;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 1);
        let pipe = folder.join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let reader = Command::new("cat")
            .arg(&pipe)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = read(folder, "in --format json -o pipe");
        assert!(out.status.success(), "{out:?}");
        let read = reader.wait_with_output().unwrap().stdout;
        assert!(serde_json::from_slice::<Value>(&read).is_ok());
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }

    #[test]
    fn a_run_that_was_killed_goes_on_and_ends_in_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 900);
        fs::write(folder.join("in/00100.txt"), b"\x89PNG\r\n\x1a\n").unwrap();
        let whole = read(folder, "in --format parquet -o whole.parquet");
        assert_eq!(whole.status.code(), Some(3));
        let line = "read in --format parquet -o out.parquet --resume";
        for milliseconds in [5, 90, 230, 410, 610] {
            let mut run = gongkai(folder)
                .args(line.split_whitespace())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(milliseconds));
            run.kill().unwrap();
            run.wait().unwrap();
        }
        let last = read(folder, line.trim_start_matches("read "));
        assert_eq!(last.status.code(), Some(3));
        let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
        assert!(bytes("out.parquet") == bytes("whole.parquet"));
        let mut left: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(left, ["in", "out.parquet", "whole.parquet"]);
    }

    /// A run that ends with the first of its two parts kept.
    fn broken_off(folder: &Path) {
        invented(&folder.join("in"), 300);
        // The second part can never be completed.
        let parts = folder.join("out.csv.parts");
        fs::create_dir_all(parts.join("00000001.part")).unwrap();
        let broken = read(folder, "in --format csv -o out.csv --resume");
        assert!(!broken.status.success() && !folder.join("out.csv").exists());
        assert!(parts.join("00000000.part").is_file());
        fs::remove_dir(parts.join("00000001.part")).unwrap();
    }

    #[test]
    fn files_that_changed_while_a_run_was_broken_off_are_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        broken_off(folder);
        fs::copy(folder.join("in/00007.txt"), folder.join("in/00003.txt")).unwrap();
        let again = read(folder, "in --format csv -o out.csv --resume");
        let told = String::from_utf8_lossy(&again.stderr).into_owned();
        assert!(again.status.success() && told.contains("变了"), "{told}");
        read(folder, "in --format csv -o whole.csv");
        let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
        assert!(bytes("out.csv") == bytes("whole.csv"));
    }

    #[test]
    fn a_run_taken_up_with_another_recogniser_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        broken_off(folder);
        let line = "in --format csv -o out.csv --resume --ocr cat";
        let again = read(folder, line);
        let told = String::from_utf8_lossy(&again.stderr).into_owned();
        assert!(again.status.success() && told.contains("变了"), "{told}");
    }

    #[test]
    fn what_cannot_be_read_is_passed_over_and_listed_with_its_cause() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 3);
        fs::write(folder.join("in/picture.TXT"), b"\x89PNG\r\n\x1a\n").unwrap();
        let output = read(
            folder,
            "in --format csv --layout wide -o out.csv --errors bad.jsonl",
        );
        assert_eq!(output.status.code(), Some(3));
        let rows = fs::read_to_string(folder.join("out.csv")).unwrap();
        assert_eq!(rows.lines().count(), 4);
        let listed = fs::read_to_string(folder.join("bad.jsonl")).unwrap();
        let listed: Value = serde_json::from_str(&listed).unwrap();
        assert_eq!(listed["path"], "in/picture.TXT");
        assert!(listed["cause"].as_str().unwrap().contains("图片"));
    }

    #[test]
    fn what_makes_no_sense_is_said_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        invented(&folder.path().join("in"), 1);
        for line in [
            "in --format parquet",
            "in --format xlsx -o -",
            "in --format json --layout wide -o out",
            "in --format csv --resume",
            "in - --format csv -o out --resume",
        ] {
            assert_eq!(read(folder.path(), line).status.code(), Some(2), "{line}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn statistics_are_the_same_from_documents_and_from_what_was_read_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 12);
        read(folder, "in --format jsonl -o all.jsonl");
        let stats = |line: &str| {
            let words = line.split_whitespace();
            let output = gongkai(folder).arg("stats").args(words).output().unwrap();
            assert!(output.status.success(), "{line}");
            String::from_utf8(output.stdout).unwrap()
        };
        let object = stats("in --format json");
        assert_eq!(object, stats("all.jsonl --format json"));
        let object: Value = serde_json::from_str(&object).unwrap();
        assert_eq!(object["all"]["reports"], 12);
        let years = object["years"].as_array().unwrap().iter();
        let reports: i64 = years.map(|year| year["reports"].as_i64().unwrap()).sum();
        assert_eq!(reports, 12);
        let page = stats("in --format html");
        assert!(page.contains("<svg class=\"pic\"") && page.contains("各年度"));
        assert!(stats("in --by year").starts_with("共12份报告"));
    }

    #[test]
    fn the_dictionary_names_every_column_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        invented(&folder.join("in"), 1);
        for layout in ["long", "wide", "findings"] {
            read(
                folder,
                &format!("in --format csv --layout {layout} -o out.csv"),
            );
            let text = fs::read_to_string(folder.join("out.csv")).unwrap();
            let head = text
                .lines()
                .next()
                .unwrap()
                .trim_start_matches('\u{feff}')
                .to_owned();
            let words = ["columns", "--layout", layout, "--format", "json"];
            let output = gongkai(folder).args(words).output().unwrap();
            let dictionary: Value = serde_json::from_slice(&output.stdout).unwrap();
            let columns = dictionary["columns"].as_array().unwrap().iter();
            let names: Vec<&str> = columns.map(|one| one["name"].as_str().unwrap()).collect();
            assert_eq!(names.join(","), head);
        }
    }
}
