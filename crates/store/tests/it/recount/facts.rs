//! Invented offices in plain tables, and what SQL counts over them.

use gongkai_testkit::{DisputeFact, RecordFact, RequestFact, Rng, YearFacts};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Between the number of an office and that of the same with one record changed.
pub(super) const OTHER: i64 = 1_000_000;

/// An office, the same with one record changed, and which; 0 for what was typed.
pub(super) type Office = (i64, YearFacts, YearFacts, u32);

/// The tables of a ledger with its columns, as `law.sql` has them.
const LEDGERS: [(&str, &[&str]); 5] = [
    ("normative", &["made_on", "published_on", "repealed_on"]),
    ("power", &["kind", "from", "until"]),
    ("fee", &["from", "until"]),
    ("decision", &["on", "kind", "count"]),
    ("procurement", &["on", "projects", "amount"]),
];

/// Some offices in a database in memory.
pub(super) struct Batch {
    on: SqliteConnection,
    cells: BTreeMap<i64, BTreeMap<String, String>>,
    changed: BTreeMap<i64, BTreeSet<String>>,
}

impl Batch {
    pub(super) async fn open() -> Self {
        let mut on = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let law = sqlx::raw_sql(include_str!("law.sql"));
        law.execute(&mut on).await.unwrap();
        Self {
            on,
            cells: BTreeMap::new(),
            changed: BTreeMap::new(),
        }
    }

    /// Writes the facts of these offices instead of those before, and counts.
    pub(super) async fn count(&mut self, offices: &[Office]) {
        let mut tables = Tables::default();
        for (number, facts, other, touched) in offices {
            tables.facts(*number, facts);
            tables.facts(number + OTHER, other);
            tables.row("touched", *number, &[Some(touched.to_string())]);
        }
        self.run(&tables.statements()).await;
        self.run(include_str!("count.sql")).await;
        self.cells.clear();
        self.changed.clear();
        let sql = "SELECT set_no, cell, said FROM cell";
        let cells: Vec<(i64, String, String)> =
            sqlx::query_as(sql).fetch_all(&mut self.on).await.unwrap();
        for (set, cell, said) in cells {
            self.cells.entry(set).or_default().insert(cell, said);
        }
        let sql = include_str!("changed.sql");
        let changed: Vec<(i64, String)> =
            sqlx::query_as(sql).fetch_all(&mut self.on).await.unwrap();
        for (set, cell) in changed {
            self.changed.entry(set).or_default().insert(cell);
        }
    }

    async fn run(&mut self, sql: &str) {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        sql.execute(&mut self.on).await.unwrap();
    }

    /// What the cells of an office say; those of sections three and four that are not here are zero.
    pub(super) fn cells(&self, set: i64) -> &BTreeMap<String, String> {
        &self.cells[&set]
    }

    /// The cells that the changed record should change.
    pub(super) fn changed(&self, set: i64) -> BTreeSet<String> {
        self.changed.get(&set).cloned().unwrap_or_default()
    }
}

/// Rows by table, each as its values between brackets.
#[derive(Default)]
struct Tables(BTreeMap<&'static str, Vec<String>>);

impl Tables {
    fn row(&mut self, table: &'static str, set: i64, values: &[Option<String>]) {
        let values = values.iter().map(|value| {
            value
                .as_ref()
                .map_or_else(|| "NULL".to_owned(), |text| format!("'{text}'"))
        });
        let values: Vec<String> = values.collect();
        let row = format!("({set}, {})", values.join(", "));
        self.0.entry(table).or_default().push(row);
    }

    fn facts(&mut self, set: i64, facts: &YearFacts) {
        let year = facts.year;
        let form = if year <= 2020 { "2019" } else { "2021" };
        let days = [
            format!("{year}-01-01"),
            format!("{year}-12-31"),
            format!("{}-12-31", year - 1),
        ];
        let mut report = vec![Some(form.to_owned())];
        report.extend(days.map(Some));
        self.row("report", set, &report);
        for one in &facts.requests {
            self.row("request", set, &request(one));
        }
        for one in &facts.disputes {
            self.row("dispute", set, &dispute(one));
        }
        for one in &facts.records {
            if let Some((table, columns)) = LEDGERS.iter().find(|(key, _)| *key == one.ledger) {
                let values = columns.iter().map(|column| one.values.get(column).cloned());
                let id = Some(one.id.to_string());
                let values: Vec<_> = std::iter::once(id).chain(values).collect();
                self.row(table, set, &values);
            }
        }
        for (cell, text) in &facts.typed {
            self.row("typed", set, &[Some(cell.clone()), Some(text.clone())]);
        }
    }

    /// The SQL that empties all tables and writes these rows.
    fn statements(&self) -> String {
        let counted = ["contribution", "in_use", "cell"];
        let all = counted.iter().chain(self.0.keys());
        let mut sql = String::new();
        for table in all {
            let _ = write!(sql, "DELETE FROM {table};");
        }
        for (table, rows) in &self.0 {
            let _ = write!(sql, "INSERT INTO {table} VALUES {};", rows.join(","));
        }
        sql
    }
}

fn request(one: &RequestFact) -> Vec<Option<String>> {
    let ended = one.ended.as_ref();
    vec![
        Some(one.id.to_string()),
        Some(one.kind.code().to_owned()),
        Some(one.received.to_string()),
        ended.map(|(outcome, _)| outcome.clone()),
        ended.map(|(_, on)| on.to_string()),
    ]
}

fn dispute(one: &DisputeFact) -> Vec<Option<String>> {
    let again = one.appealed.and_then(|(_, again)| again);
    vec![
        Some(one.id.to_string()),
        Some(one.road.zh().to_owned()),
        Some(one.filed.to_string()),
        one.ruled.map(|(ruling, _)| ruling.zh().to_owned()),
        one.ruled.map(|(_, on)| on.to_string()),
        one.appealed.map(|(on, _)| on.to_string()),
        again.map(|(ruling, _)| ruling.zh().to_owned()),
        again.map(|(_, on)| on.to_string()),
    ]
}

/// The same office with one record changed, added or taken away, and which that is.
pub(super) fn changed(rng: &mut Rng, facts: &YearFacts) -> (YearFacts, u32) {
    let mut other = facts.clone();
    let touched = match rng.below(5) {
        0 => {
            let new = RequestFact::invented(rng, facts.year, facts.next());
            other.requests.push(new);
            facts.next()
        }
        1 => replace(rng, &mut other.requests, |rng, one| {
            *one = RequestFact::invented(rng, facts.year, one.id);
            one.id
        }),
        2 => replace(rng, &mut other.disputes, |rng, one| {
            *one = DisputeFact::invented(rng, facts.year, one.id);
            one.id
        }),
        3 => replace(rng, &mut other.records, change),
        _ if rng.chance(50) => {
            let gone = other.requests.pop();
            gone.map_or(0, |one| one.id)
        }
        _ => 0,
    };
    if touched == 0 && other.requests.len() == facts.requests.len() {
        let typed = other.typed.keys().cloned().collect::<Vec<_>>();
        if let Some(cell) = typed.get(rng.below(typed.len())) {
            other
                .typed
                .insert(cell.clone(), rng.between(0, 99).to_string());
        }
    }
    (other, touched)
}

fn replace<T>(rng: &mut Rng, all: &mut [T], change: impl Fn(&mut Rng, &mut T) -> u32) -> u32 {
    let at = rng.below(all.len());
    all.get_mut(at).map_or(0, |one| change(rng, one))
}

/// Changes an end or a number, never the day from which a ledger is in use.
fn change(rng: &mut Rng, one: &mut RecordFact) -> u32 {
    let (column, value) = match one.ledger {
        "normative" => ("repealed_on", "made_on"),
        "power" | "fee" => ("until", "from"),
        "decision" => ("count", ""),
        "procurement" if rng.chance(50) => ("projects", ""),
        "procurement" => ("amount", ""),
        _ => ("measure", ""),
    };
    let new = match one.values.get(value) {
        Some(first) if rng.chance(50) => Some(first.clone()),
        Some(_) => None,
        None => Some(rng.below(70).to_string()),
    };
    match new {
        Some(new) => one.values.insert(column, new),
        None => one.values.remove(column),
    };
    one.id
}
