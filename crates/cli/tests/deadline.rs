//! `gongkai deadline …` as other programs call it: output, exit status, messages.

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use std::process::{Command, Output};

    fn gongkai(line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("deadline")
            .args(line.split_whitespace())
            .output()
            .unwrap()
    }

    fn out(output: &Output) -> String {
        String::from_utf8(output.stdout.clone()).unwrap()
    }

    fn complaint(line: &str) -> String {
        let output = gongkai(line);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(output.stdout.is_empty(), "{line}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn json(line: &str, status: i32) -> Value {
        let output = gongkai(&format!("{line} --format json"));
        assert_eq!(output.status.code(), Some(status), "{line}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    #[test]
    fn each_command_gives_the_due_date_and_its_steps() {
        let dates = [
            ("count --from 2026-02-10 --workdays 20", "2026-03-16"),
            ("reply --received 2026-03-02", "2026-03-30"),
            ("reply --received 2026-03-02 --extended-by 20", "2026-04-28"),
            (
                "reply --received 2026-03-02 --suspended 2026-03-09..2026-03-20 --suspended 2026-03-16..2026-03-30",
                "2026-04-21",
            ),
            ("publish --formed 2026-09-18", "2026-10-22"),
            ("publish --formed 2026-09-18 --workdays 7", "2026-09-29"),
        ];
        for (line, due) in dates {
            let object = json(line, 0);
            assert_eq!(object["due"], due, "{line}");
            let keys: Vec<&String> = object.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["due", "steps"]);
            let steps = object["steps"].as_array().unwrap();
            assert_eq!(steps.last().unwrap()["to"], due, "{line}");
        }
    }

    #[test]
    fn a_date_past_the_announced_calendar_is_null_with_a_reason_and_status_1() {
        let object = json("count --from 2026-12-31 --workdays 1", 1);
        assert_eq!(object["due"], Value::Null);
        assert!(object["reason"].as_str().unwrap().contains("2027年"));
        let text = gongkai("count --from 2026-12-31 --workdays 1");
        assert_eq!(text.status.code(), Some(1));
        assert!(out(&text).starts_with("算不出到期日：2027年的放假安排尚未公布"));
    }

    #[test]
    fn a_date_before_the_calendar_is_not_said_to_be_announced_one_day() {
        let object = json("count --from 2010-03-01 --workdays 1", 1);
        let reason = object["reason"].as_str().unwrap();
        assert_eq!(
            reason,
            "算不出到期日：本程序只有2019年以后的放假安排，没有2010年的。请核对日期。"
        );
    }

    #[test]
    fn people_read_the_due_date_with_its_weekday_first() {
        let text = out(&gongkai("reply --received 2026-02-10"));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "2026年3月16日（星期一）");
        assert_eq!(
            lines[2],
            "  2026年2月10日（周二）：收到申请，当日不计入，自次日起算20个工作日  〔民法典第二百零一条第一款；条例第三十三条第二款〕"
        );
        assert!(text.contains("春节放假连同周末共9天，不计  〔国办发明电〔2025〕7号〕"));
        let english = out(&gongkai("reply --received 2026-02-10 --lang en"));
        assert!(english.starts_with("2026-03-16 (Monday)\n"));
    }

    #[test]
    fn what_the_law_does_not_allow_is_refused_with_what_to_do() {
        let refusals = [
            (
                "reply --received 2026-03-02 --extended-by 21",
                "最长不超过20个工作日",
            ),
            (
                "reply --received 2026-03-02 --suspended 2026-03-20..2026-03-10",
                "先写发出之日，后写收到答复之日",
            ),
            (
                "reply --received 2026-03-02 --suspended 2026-02-20..2026-03-10",
                "早于收到申请之日",
            ),
            (
                "publish --formed 2026-03-02 --workdays 21",
                "目录只能规定更短的期限",
            ),
        ];
        for (line, words) in refusals {
            assert!(complaint(line).contains(words), "{line}");
        }
        let english = complaint("reply --received 2026-03-02 --extended-by 21 --lang en");
        assert!(english.contains("the law allows 20 at most"));
    }

    #[test]
    fn a_date_or_number_that_is_none_is_named() {
        for (line, value) in [
            ("count --from 2026-3-2 --workdays 1", "“2026-3-2”"),
            ("count --from 2026-02-30 --workdays 1", "“2026-02-30”"),
            ("count --from 20260302 --workdays 1", "“20260302”"),
            ("count --from 2026-03-02 --workdays 0", "“0”"),
            (
                "reply --received 2026-03-02 --suspended 2026-03-09",
                "“2026-03-09”",
            ),
        ] {
            assert!(complaint(line).starts_with(value), "{line}");
        }
    }

    #[test]
    fn every_statutory_clock_has_a_command() {
        let dates = [
            ("hand-over --formed 2026-09-18", "2026-10-22"),
            ("interpretation --published 2026-09-18", "2026-09-22"),
            ("confirm --arrived 2026-03-02", "2026-03-02"),
            ("correction-notice --received 2026-04-30", "2026-05-13"),
            ("correction --notified 2026-02-10", "2026-03-02"),
            (
                "correction --notified 2026-02-10 --workdays 15",
                "2026-03-09",
            ),
            (
                "delayed-reply --told 2026-03-02 --workdays 40",
                "2026-04-28",
            ),
            ("third-party --received 2026-03-09", "2026-03-30"),
            ("co-maker --received 2026-04-30", "2026-05-25"),
            ("fee --notified 2026-01-05", "2026-02-02"),
            ("report --year 2025", "2026-01-31"),
            ("report --year 2025 --government", "2026-03-31"),
            ("quarterly --year 2025 --quarter 3 --day 8", "2025-10-09"),
            ("reassess --last 2025-09-18", "2026-09-18"),
            ("reconsideration --known 2026-03-02", "2026-05-06"),
            (
                "reconsideration --known 2025-03-03 --told 2026-02-10",
                "2026-03-03",
            ),
            (
                "review-reply --received 2026-03-02 --simplified",
                "2026-03-09",
            ),
            (
                "review-decision --accepted 2026-03-02 --extended-by 30",
                "2026-06-01",
            ),
            ("litigation --decided 2026-02-02", "2026-02-24"),
            ("litigation --lapsed 2026-09-17", "2026-10-08"),
            (
                "litigation --known 2024-01-05 --acted 2023-12-28",
                "2024-07-05",
            ),
        ];
        for (line, due) in dates {
            let object = json(line, 0);
            assert_eq!(object["due"], due, "{line}");
            let steps = object["steps"].as_array().unwrap();
            let cited = |step: &Value| !step["cite"].as_array().unwrap().is_empty();
            assert!(steps.iter().any(cited), "{line}");
        }
    }

    #[test]
    fn who_is_refused_since_2024_goes_to_reconsideration_first() {
        for line in [
            "litigation --known 2024-01-02",
            "litigation --known 2026-03-02 --contested silent",
        ] {
            assert!(complaint(line).contains("应当先申请行政复议"), "{line}");
        }
        let other = gongkai("litigation --known 2026-03-02 --contested other");
        assert!(out(&other).contains("各地做法不一"));
        let english = complaint("litigation --known 2024-01-02 --lang en");
        assert!(english.contains("must ask for reconsideration"));
    }

    #[test]
    fn a_calendar_file_adds_a_year_and_one_that_contradicts_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("2027.toml");
        let year = |year: i16| {
            format!(
                "schema = \"gongkai/workdays/1\"\nyear = {year}\nchecked = 2026-11-22\n[[notice]]\n\
                 title = \"拟定的通知\"\ndate = 2026-11-09\nkind = \"announces\"\n\
                 off = [{{ holiday = \"元旦\", days = [{year}-01-01] }}]\n"
            )
        };
        std::fs::write(&file, year(2027)).unwrap();
        let line = "count --from 2026-12-31 --workdays 1";
        let with = format!("{line} --calendar {}", file.display());
        assert_eq!(json(&with, 0)["due"], "2027-01-04");
        std::fs::write(&file, year(2026)).unwrap();
        assert!(complaint(&with).contains("2026年的放假安排已经有了"));
        let missing = gongkai(&format!(
            "{line} --calendar {}/no.toml",
            folder.path().display()
        ));
        assert_eq!(missing.status.code(), Some(3));
    }

    /// The small share of `.ci/oracle` that every test run can afford, where Python has the calendar.
    #[test]
    fn the_clocks_equal_the_independent_calendar_where_it_is_installed() {
        let has = Command::new("python3")
            .args(["-c", "import chinese_calendar"])
            .output();
        if !has.is_ok_and(|answer| answer.status.success()) {
            return;
        }
        let script = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../bench/oracle/workdays.py"
        );
        let answer = Command::new("python3")
            .args([script, env!("CARGO_BIN_EXE_gongkai")])
            .args(["--every", "7", "--histories", "3000"])
            .output()
            .unwrap();
        assert!(answer.status.success(), "{}", out(&answer));
    }
}
