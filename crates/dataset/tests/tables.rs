//! The same reports in every layout and every kind of file say the same.

#[cfg(test)]
mod tests {
    use gongkai_dataset::{Encoding, Layout, Record, Table, Writer};
    use gongkai_domain::report::{AnnualReport, Cell, CellState, FormBook, MoneyUnit};
    use gongkai_domain::rules;
    use gongkai_exchange::{Lang, Source};
    use gongkai_testkit::{ReportBuilder, Rng, report};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, Row};
    use std::collections::BTreeMap;
    use std::io::Cursor;

    const FEES: &str = "proactive.fees.amount";
    const NEW: &str = "requests.new.total";

    fn book() -> &'static FormBook {
        FormBook::statutory().unwrap()
    }

    fn record(report: &AnnualReport) -> Record {
        let findings = rules::inspect(report, book(), |rule| rule.by_default);
        let source = Source {
            path: "青石镇/年报.txt".to_owned(),
            sha256: "00".repeat(32),
            media_type: "text/plain".to_owned(),
        };
        Record::new(report, &source, &findings, Lang::Zh)
    }

    /// Zero, blank, doubtful, missing, and money with and without a unit.
    fn by_hand() -> Vec<Record> {
        let form = book().get("2021").unwrap();
        let all = || ReportBuilder::new(form).all(1);
        let reports = [
            all()
                .count(NEW, 0)
                .amount(FEES, "76.3005", Some(MoneyUnit::WanYuan)),
            all().blank(NEW).amount(FEES, "24220", None),
            all().absent(NEW).amount(FEES, "0", None),
            all().cell(NEW, CellState::Unclear).blank(FEES),
        ];
        reports
            .into_iter()
            .map(|one| record(&one.build()))
            .collect()
    }

    fn invented(count: usize) -> Vec<Record> {
        let mut rng = Rng::new(7);
        let forms = book().forms();
        let one = |at: usize| record(&report(&mut rng, &forms[at % forms.len()]));
        (0..count).map(one).collect()
    }

    fn file(encoding: Encoding, layout: Layout, records: &[Record], threads: usize) -> Vec<u8> {
        let table = Table::new(layout, book());
        let out = Cursor::new(Vec::new());
        let mut writer = Writer::new(encoding, table, out, threads).unwrap();
        for record in records {
            writer.add(record.clone()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn rows(layout: Layout, records: &[Record]) -> Vec<Row> {
        let bytes = file(Encoding::Parquet, layout, records, 1);
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows = reader.get_row_iter(None).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn field<'r>(row: &'r Row, name: &str) -> &'r Field {
        let found = row.get_column_iter().find(|(column, _)| *column == name);
        found.unwrap().1
    }

    fn text(row: &Row, name: &str) -> String {
        let field = field(row, name);
        if let Field::Str(text) = field {
            return text.clone();
        }
        field.to_string()
    }

    #[test]
    fn zero_blank_doubtful_and_missing_are_four_things_in_parquet() {
        let rows = rows(Layout::Long, &by_hand());
        let new = rows.iter().filter(|row| text(row, "cell") == NEW);
        let told: Vec<(String, String)> = new
            .map(|row| (text(row, "state"), text(row, "count")))
            .collect();
        let expected = [
            ("stated", "0"),
            ("blank", "null"),
            ("missing", "null"),
            ("doubtful", "null"),
        ];
        assert_eq!(
            told,
            expected.map(|(state, count)| (state.to_owned(), count.to_owned()))
        );
    }

    #[test]
    fn a_doubtful_number_is_offered_and_not_counted() {
        let form = book().get("2021").unwrap();
        let mut doubted = ReportBuilder::new(form).all(1).build();
        let tables = doubted.tables.as_mut().unwrap();
        let at = form.cells().iter().position(|spec| spec.id == NEW).unwrap();
        let mut seven = Cell::of_count(7);
        seven.doubt();
        tables.set(at, seven);
        let rows = rows(Layout::Long, &[record(&doubted)]);
        let told = |cell: &str| {
            let row = rows.iter().find(|row| text(row, "cell") == cell).unwrap();
            ["state", "count", "offered"].map(|name| text(row, name))
        };
        assert_eq!(told(NEW), ["doubtful", "null", "7.0000000000"]);
        assert_eq!(told("requests.new.business"), ["stated", "1", "null"]);
    }

    #[test]
    fn money_is_exact_in_yuan_and_has_no_value_without_a_unit() {
        let long = rows(Layout::Long, &by_hand());
        let fees: Vec<&Row> = long
            .iter()
            .filter(|row| text(row, "cell") == FEES)
            .collect();
        let yuan: Vec<String> = fees.iter().map(|row| text(row, "yuan")).collect();
        assert_eq!(yuan, ["763005.0000000000", "null", "0.0000000000", "null"]);
        let printed: Vec<String> = fees.iter().map(|row| text(row, "printed")).collect();
        assert_eq!(
            printed,
            ["76.3005000000", "24220.0000000000", "0.0000000000", "null"]
        );
        let wide = rows_states(&rows(Layout::Wide, &by_hand()), FEES);
        assert_eq!(wide, ["stated", "no_unit", "stated", "blank"]);
    }

    fn rows_states(rows: &[Row], cell: &str) -> Vec<String> {
        let column = format!("{cell}.state");
        rows.iter().map(|row| text(row, &column)).collect()
    }

    #[test]
    fn wide_and_long_agree_on_every_cell() {
        let records = [by_hand(), invented(40)].concat();
        let wide = rows(Layout::Wide, &records);
        let mut cells = 0;
        for row in rows(Layout::Long, &records) {
            let Field::Long(number) = field(&row, "report") else {
                panic!("a report has a number");
            };
            let report = &wide[usize::try_from(*number - 1).unwrap()];
            let cell = text(&row, "cell");
            let yuan = field(&row, "yuan");
            let value = if *yuan == Field::Null {
                field(&row, "count")
            } else {
                yuan
            };
            assert_eq!(field(report, &cell), value, "{cell}");
            let state = text(report, &format!("{cell}.state"));
            assert_eq!(state.replace("no_unit", "stated"), text(&row, "state"));
            cells += 1;
        }
        let counted = wide.iter().map(|row| text(row, "cells"));
        let counted: i64 = counted.map(|count| count.parse::<i64>().unwrap()).sum();
        assert_eq!(counted, cells);
    }

    #[test]
    fn a_cell_that_the_form_lacks_has_neither_value_nor_state_in_the_wide_table() {
        let records = invented(2);
        let wide = rows(Layout::Wide, &records);
        for (row, record) in wide.iter().zip(&records) {
            let states = row
                .get_column_iter()
                .filter(|(name, _)| name.strip_suffix(".state").is_some());
            let known = states.filter(|(_, state)| **state != Field::Null).count();
            assert_eq!(known, record.cells.len());
        }
    }

    #[test]
    fn the_bytes_are_the_same_whatever_the_number_of_threads() {
        let records = invented(1100);
        for encoding in [Encoding::Csv, Encoding::Jsonl, Encoding::Parquet] {
            let one = file(encoding, Layout::Long, &records, 1);
            for threads in [2, 5] {
                assert!(
                    file(encoding, Layout::Long, &records, threads) == one,
                    "{encoding:?}"
                );
            }
        }
    }

    #[test]
    fn a_workbook_is_the_same_bytes_each_time() {
        let records = by_hand();
        let one = file(Encoding::Xlsx, Layout::Wide, &records, 1);
        assert!(file(Encoding::Xlsx, Layout::Wide, &records, 3) == one);
    }

    #[test]
    fn csv_and_json_lines_hold_what_parquet_holds() {
        let records = by_hand();
        let table = Table::new(Layout::Long, book());
        let csv = file(Encoding::Csv, Layout::Long, &records, 1);
        let csv = String::from_utf8(csv).unwrap();
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let names: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let columns: Vec<&str> = table.columns().iter().map(|column| &*column.name).collect();
        assert_eq!(names, columns);
        let json = file(Encoding::Jsonl, Layout::Long, &records, 1);
        let json = String::from_utf8(json).unwrap();
        let parquet = rows(Layout::Long, &records);
        assert_eq!(json.lines().count(), parquet.len());
        for ((row, record), line) in parquet.iter().zip(reader.records()).zip(json.lines()) {
            let record = record.unwrap();
            let record: BTreeMap<&str, &str> = columns.iter().copied().zip(record.iter()).collect();
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            for name in ["cell", "state", "count", "label"] {
                let told = text(row, name).replace("null", "");
                assert_eq!(record[name], told);
                let in_json = object[name].as_str().map_or_else(
                    || object[name].to_string().replace("null", ""),
                    str::to_owned,
                );
                assert_eq!(in_json, told);
            }
        }
    }

    #[test]
    fn findings_have_a_row_each() {
        let records = invented(30);
        let findings: usize = records.iter().map(|record| record.findings.len()).sum();
        let rows = rows(Layout::Findings, &records);
        assert_eq!(rows.len(), findings);
    }

    #[test]
    fn a_file_without_reports_has_its_columns() {
        for layout in Layout::ALL {
            let bytes = file(Encoding::Parquet, layout, &[], 1);
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
            let columns = reader
                .metadata()
                .file_metadata()
                .schema_descr()
                .num_columns();
            assert_eq!(columns, Table::new(layout, book()).columns().len());
        }
    }

    #[test]
    fn every_column_has_a_name_of_its_own_and_a_meaning_in_both_languages() {
        for layout in Layout::ALL {
            let table = Table::new(layout, book());
            let columns = table.columns();
            let names: std::collections::BTreeSet<&str> =
                columns.iter().map(|column| &*column.name).collect();
            assert_eq!(names.len(), columns.len());
            assert!(
                columns
                    .iter()
                    .all(|column| !column.zh.is_empty() && !column.en.is_empty())
            );
        }
    }

    #[test]
    fn the_dictionary_stands_in_the_metadata_of_the_file() {
        let bytes = file(Encoding::Parquet, Layout::Long, &by_hand(), 1);
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let metadata = reader
            .metadata()
            .file_metadata()
            .key_value_metadata()
            .unwrap();
        let entry = metadata
            .iter()
            .find(|entry| entry.key == "gongkai.columns")
            .unwrap();
        let dictionary: serde_json::Value =
            serde_json::from_str(entry.value.as_ref().unwrap()).unwrap();
        let columns = dictionary["columns"].as_array().unwrap();
        assert_eq!(
            columns.len(),
            Table::new(Layout::Long, book()).columns().len()
        );
    }
}
