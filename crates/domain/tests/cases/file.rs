//! A case file: a report as a jurist would note it down, and the findings expected.

use gongkai_domain::report::statement::ListPart;
use gongkai_domain::report::{
    Amount, AnnualReport, Cell, CellState, FormBook, MoneyUnit, Note, Number, Section, SectionId,
    Statement, StatementKind, Tables,
};
use gongkai_domain::rules::Finding;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A report, that of the year before where a rule needs it, and what the rule must find.
pub(crate) struct Case {
    pub(crate) report: AnnualReport,
    pub(crate) prior: Option<AnnualReport>,
    pub(crate) expect: Vec<Seen>,
    /// The codes of all rules that find something by default, for a whole report.
    pub(crate) found: Vec<String>,
}

/// A finding as a case file words it.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    rule: String,
    severity: String,
    outcome: String,
    #[serde(default)]
    cells: Vec<String>,
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    /// What the case shows.
    #[serde(rename = "about")]
    _about: String,
    report: ReportFile,
    prior: Option<ReportFile>,
    #[serde(default)]
    expect: Vec<Seen>,
    #[serde(default)]
    found: Vec<String>,
}

/// A report; rows, cells and tables are named by their identifiers, a row standing for its cells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportFile {
    agency: Option<String>,
    year: Option<i16>,
    title_year: Option<i16>,
    issued_on: Option<String>,
    period: Option<(String, String)>,
    /// Without a form there are no tables.
    form: Option<String>,
    /// What every cell states that is not named below; without it the cells are absent.
    fill: Option<i64>,
    #[serde(default)]
    cells: BTreeMap<String, toml::Value>,
    /// The characters that stand in a cell, where they matter.
    #[serde(default)]
    raw: BTreeMap<String, String>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    blank: Vec<String>,
    #[serde(default)]
    unclear: BTreeMap<String, String>,
    /// The text of sections; a section not named says a few words of no consequence.
    #[serde(default)]
    sections: BTreeMap<String, String>,
    #[serde(default)]
    without_sections: Vec<String>,
    #[serde(default)]
    statement: Vec<StatementFile>,
    #[serde(default)]
    note: Vec<NoteFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementFile {
    kind: String,
    value: i64,
    label: Option<String>,
    section: Option<String>,
    #[serde(default)]
    approximate: bool,
    /// Number of the enumeration it belongs to.
    list: Option<u32>,
    #[serde(default)]
    complete: bool,
    /// Which statement of the file is the whole, counted from one.
    whole: Option<usize>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum NoteFile {
    Undecodable { places: usize },
    Recognised { program: String },
    FormFromYear,
    RepeatedLinesDropped,
    RowsMayBeShifted,
    RowRepeated { row: String },
    Unplaced { raw: String },
    SeveralReports,
}

/// `cases/rules` or `cases/reports`.
pub(crate) fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../cases")
        .join(name)
}

impl Case {
    /// Loads `cases/rules/<code>/<name>.toml`.
    pub(crate) fn load(code: &str, name: &str) -> Self {
        Self::read(&folder("rules").join(code).join(name).with_extension("toml"))
    }

    /// Loads a case file.
    pub(crate) fn read(path: &Path) -> Self {
        let at = path.display().to_string();
        let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{at}: {e}"));
        let file: CaseFile = toml::from_str(&text).unwrap_or_else(|e| panic!("{at}: {e}"));
        Self {
            report: report(&file.report, &at),
            prior: file.prior.map(|prior| report(&prior, &at)),
            expect: file.expect,
            found: file.found,
        }
    }
}

/// The report that a case notes down.
pub(crate) fn report(file: &ReportFile, at: &str) -> AnnualReport {
    let date = |text: &String| text.parse().unwrap();
    AnnualReport {
        agency: file.agency.clone(),
        report_year: file.year,
        title_year: file.title_year,
        issued_on: file.issued_on.as_ref().map(date),
        period: file
            .period
            .as_ref()
            .map(|(from, to)| (date(from), date(to))),
        tables: file.form.as_deref().map(|form| tables(file, form, at)),
        sections: gongkai_domain::report::Sections {
            preamble: String::new(),
            found: SectionId::ALL
                .into_iter()
                .filter_map(|id| section(file, id))
                .collect(),
        },
        statements: file.statement.iter().map(statement).collect(),
        notes: file.note.iter().map(note).collect(),
        ..AnnualReport::default()
    }
}

fn tables(file: &ReportFile, form: &str, at: &str) -> Tables {
    let form = FormBook::statutory().unwrap().get(form).unwrap();
    let mut tables = Tables::absent(form.clone());
    let indices = |name: &str| -> Vec<usize> {
        let specs = form.cells().iter().enumerate();
        let named = specs.filter(|(_, spec)| {
            spec.id == name
                || form.rows()[spec.row].id == name
                || form.tables[spec.table].id == name
        });
        let found: Vec<usize> = named.map(|(index, _)| index).collect();
        assert!(!found.is_empty(), "{at}: {name} is no cell, row or table");
        found
    };
    for (index, spec) in form.cells().iter().enumerate() {
        if let Some(fill) = file.fill {
            tables.set(index, Cell::stated(number(&fill.into(), spec.kind)));
        }
    }
    for (name, value) in &file.cells {
        for index in indices(name) {
            tables.set(index, Cell::stated(number(value, form.cells()[index].kind)));
        }
    }
    for (name, raw) in &file.raw {
        for index in indices(name) {
            let cell = tables.at(index).clone();
            tables.set(
                index,
                Cell {
                    raw: Some(raw.as_str().into()),
                    ..cell
                },
            );
        }
    }
    for index in file.absent.iter().flat_map(|name| indices(name)) {
        tables.set(index, Cell::absent());
    }
    for index in file.blank.iter().flat_map(|name| indices(name)) {
        tables.set(index, Cell::blank());
    }
    for (name, raw) in &file.unclear {
        let raw = Some(raw.as_str().into());
        let cell = Cell {
            state: CellState::Unclear,
            raw,
            ..Cell::blank()
        };
        for index in indices(name) {
            tables.set(index, cell.clone());
        }
    }
    tables
}

/// A count, or an amount such as `76.3万元`.
fn number(value: &toml::Value, kind: gongkai_domain::report::form::CellKind) -> Number {
    use gongkai_domain::report::form::CellKind;
    let count = || value.as_integer().unwrap().to_string();
    let text = value.as_str().map_or_else(count, str::to_owned);
    match kind {
        CellKind::Count | CellKind::Change => Number::Count(text.parse().unwrap()),
        CellKind::Amount(head) => {
            let unit = MoneyUnit::ALL
                .into_iter()
                .find(|unit| text.ends_with(unit.name()));
            let figure = text.trim_end_matches(unit.map_or("", MoneyUnit::name));
            Number::Amount(Amount::new(figure.parse().unwrap(), unit.or(head)))
        }
    }
}

fn section(file: &ReportFile, id: SectionId) -> Option<Section> {
    if file.without_sections.iter().any(|name| name == id.name()) {
        return None;
    }
    let book = FormBook::statutory().unwrap();
    let heading = book.forms()[0].heading(id).unwrap().label.clone();
    let text = file
        .sections
        .get(id.name())
        .map_or("本年工作按计划进行。", String::as_str);
    Some(Section {
        id,
        heading,
        text: text.to_owned(),
        place: None,
    })
}

fn statement(file: &StatementFile) -> Statement {
    let list = file.list.map(|number| ListPart {
        number,
        complete: file.complete,
        whole: file.whole.map(|whole| whole - 1),
    });
    Statement {
        kind: StatementKind::from_name(&file.kind).unwrap(),
        value: file.value,
        label: file.label.clone(),
        raw: file.value.to_string(),
        place: None,
        section: file
            .section
            .as_deref()
            .map(|name| SectionId::from_name(name).unwrap()),
        approximate: file.approximate,
        list,
    }
}

fn note(file: &NoteFile) -> Note {
    match file {
        NoteFile::Undecodable { places } => Note::Undecodable {
            encoding: String::from("GB18030"),
            places: *places,
        },
        NoteFile::Recognised { program } => Note::Recognised {
            program: program.clone(),
        },
        NoteFile::FormFromYear => Note::FormFromYear,
        NoteFile::RepeatedLinesDropped => Note::RepeatedLinesDropped,
        NoteFile::RowsMayBeShifted => Note::RowsMayBeShifted,
        NoteFile::RowRepeated { row } => Note::RowRepeated {
            row: row.clone(),
            place: None,
        },
        NoteFile::Unplaced { raw } => Note::Unplaced {
            raw: raw.clone(),
            place: None,
        },
        NoteFile::SeveralReports => Note::SeveralReports,
    }
}

/// A finding in the words of a case file.
pub(crate) fn seen(finding: &Finding) -> Seen {
    Seen {
        rule: finding.rule.to_owned(),
        severity: finding.severity.name().to_owned(),
        outcome: finding.outcome.name().to_owned(),
        cells: finding.cells.clone(),
        zh: finding.message.zh.clone(),
        en: finding.message.en.clone(),
    }
}

/// Findings as they would stand in a case file.
pub(crate) fn as_toml(findings: &[Seen]) -> String {
    let blocks = findings.iter().map(|seen| {
        format!(
            "[[expect]]\nrule = {:?}\nseverity = {:?}\noutcome = {:?}\ncells = {:?}\nzh = '''{}'''\nen = '''{}'''\n",
            seen.rule, seen.severity, seen.outcome, seen.cells, seen.zh, seen.en
        )
    });
    blocks.collect::<Vec<_>>().join("\n")
}
