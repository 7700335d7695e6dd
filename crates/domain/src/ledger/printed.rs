//! A ledger as the sheet that offices print and publish: heads in groups, marks in the cells.
//!
//! A printed cell may say what several columns hold: a list of channels with ■ and □ before them, a
//! time limit in a sentence. Here is how such a cell is written, and what it says when it is read;
//! what it leaves open is an error that says what to write, or stays empty, and is never guessed.

use super::{Column, Kind, Ledger, Values};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How a ledger is printed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// What the form is called: 目录表（公开样式）.
    pub name: String,
    /// What the title of a sheet says behind the agency and the name of the sheet.
    pub title: String,
    /// The column by which there is a sheet each, and the one that names what it does not know.
    pub by: [String; 2],
    /// The choice of the first for what only the second names.
    pub other: String,
    /// What a name of a sheet may have behind the name of its choice: 领域.
    #[serde(default)]
    pub endings: Vec<String>,
    /// The line below the table.
    pub remark: String,
    /// Its columns in order.
    #[serde(rename = "column")]
    pub columns: Vec<PrintedColumn>,
}

/// A column of the printed sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedColumn {
    /// The column of the ledger.
    pub of: String,
    /// Its heads from the top: the group, then its own.
    pub heads: Vec<String>,
    /// Width in characters, a Chinese one counted two.
    pub width: u16,
    /// Whether equal cells below each other are printed as one.
    #[serde(default)]
    pub down: bool,
    /// The column whose choices stand in the same cell behind □; those of its own stand behind ■.
    #[serde(default)]
    pub open: Option<String>,
    /// The columns for the kind and the number of working days of a limit that the cell words.
    #[serde(default)]
    pub says: Option<[String; 2]>,
}

/// Marks before what must be, and before what may be.
const MUST: [char; 6] = ['■', '☑', '√', '✓', '✔', '◼'];
const MAY: [char; 3] = ['□', '☐', '◻'];
/// What a cell of a column of yes and no says when it says yes.
const YES: &str = "√";

impl Printed {
    /// The printed column that shows a column of the ledger under its own name.
    pub fn column(&self, key: &str) -> Option<&PrintedColumn> {
        self.columns.iter().find(|column| column.of == key)
    }

    /// The name of the sheet on which a record with these values stands.
    pub fn sheet(&self, ledger: &Ledger, values: &Values) -> String {
        let [by, other] = &self.by;
        let key = values.get(by).unwrap_or_default();
        let own = values.get(other).filter(|_| key == self.other);
        let shown = || ledger.column(by).map(|column| column.shown(key));
        own.map(ToOwned::to_owned)
            .or_else(shown)
            .unwrap_or_default()
    }

    /// What the name of a sheet says of the column by which sheets are made: one of its choices, or
    /// nothing if it names none of them.
    pub fn choice<'l>(&self, ledger: &'l Ledger, name: &str) -> Option<&'l str> {
        let [by, _] = &self.by;
        let column = ledger.column(by)?;
        let name = self.stem(name);
        let known = column.choices.iter().find(|choice| {
            let mut names = std::iter::once(&choice.zh).chain(&choice.aliases);
            names.any(|known| self.stem(known) == name)
        });
        known.map(|choice| choice.key.as_str())
    }

    /// The name of a sheet without its number and what stands behind the name of the field.
    pub fn stem(&self, name: &str) -> String {
        let name = bare(name);
        let numbered = |one: char| one.is_ascii_digit() || matches!(one, '.' | '、' | '．' | '-');
        let mut stem = name.trim_start_matches(numbered);
        while let Some(shorter) = self.endings.iter().find_map(|end| stem.strip_suffix(end)) {
            stem = shorter;
        }
        stem.to_owned()
    }
}

impl PrintedColumn {
    /// The columns of the ledger that its cells speak of, its own first.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let others = self.open.iter().chain(self.says.iter().flatten());
        std::iter::once(&self.of).chain(others).map(String::as_str)
    }

    /// What stands in its cell for these values.
    pub fn text(&self, ledger: &Ledger, values: &Values) -> String {
        let shown = |key: &str| {
            let text = values.get(key).unwrap_or_default();
            ledger.column(key).map_or_else(String::new, |column| {
                if text.is_empty() {
                    String::new()
                } else {
                    column.shown(text)
                }
            })
        };
        let Some(column) = ledger.column(&self.of) else {
            return String::new();
        };
        if let Some(open) = &self.open {
            return marks(column, values.get(&self.of), values.get(open));
        }
        if column.kind == Kind::Yes {
            let yes = values.get(&self.of) == Some("yes");
            return if yes { YES.to_owned() } else { String::new() };
        }
        match &self.says {
            Some([kind, days]) if values.get(&self.of).is_none() => values
                .get(days)
                .map_or_else(|| shown(kind), |days| format!("{days}个工作日内")),
            Some(_) | None => shown(&self.of),
        }
    }

    /// What a cell says, by columns of the ledger; or what is wrong with it and what to write.
    pub fn read(&self, ledger: &Ledger, text: &str) -> Result<Vec<(String, String)>, String> {
        let own = (self.of.clone(), text.to_owned());
        if let (Some(open), Some(column)) = (&self.open, ledger.column(&self.of)) {
            let [must, may] = marked(column, text)?;
            return Ok(vec![(self.of.clone(), must), (open.clone(), may)]);
        }
        if let Some([kind, days]) = &self.says {
            let kinds = ledger.column(kind);
            let limit = kinds
                .and_then(|kinds| limit(kinds, text))
                .unwrap_or_default();
            return Ok(vec![own, (kind.clone(), limit.0), (days.clone(), limit.1)]);
        }
        Ok(vec![own])
    }
}

/// Text without white space and with brackets of one width, as names are compared.
fn bare(text: &str) -> String {
    let one = |one: char| match one {
        '(' => '（',
        ')' => '）',
        other => other,
    };
    text.chars()
        .filter(|one| !one.is_whitespace())
        .map(one)
        .collect()
}

/// Names with ■ and □ before them, in the order of the choices.
fn marks(column: &Column, must: Option<&str>, may: Option<&str>) -> String {
    let has = |keys: Option<&str>, key: &str| {
        keys.is_some_and(|keys| keys.split(' ').any(|one| one == key))
    };
    let line = |choice: &super::Choice| {
        let mark = if has(must, &choice.key) {
            '■'
        } else if has(may, &choice.key) {
            '□'
        } else {
            return None;
        };
        Some(format!("{mark}{}", choice.zh))
    };
    column
        .choices
        .iter()
        .filter_map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The names behind ■ and those behind □, as keys with a space between.
fn marked(column: &Column, text: &str) -> Result<[String; 2], String> {
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    let mut rest = text;
    let first = rest.find(is_mark).unwrap_or(rest.len());
    let before = rest.get(..first).unwrap_or_default().trim();
    if !before.is_empty() {
        return Err(format!(
            "“{before}”前面没有■或者□，分不清是必选还是可选。请在每个渠道前面写■（必选）或者□（可选）。"
        ));
    }
    rest = rest.get(first..).unwrap_or_default();
    while let Some(mark) = rest.chars().next() {
        let behind = rest.get(mark.len_utf8()..).unwrap_or_default();
        let end = behind.find(is_mark).unwrap_or(behind.len());
        let [must, may] = &mut found;
        let set = if MUST.contains(&mark) { must } else { may };
        set.extend(names(column, mark, behind.get(..end).unwrap_or_default())?);
        rest = behind.get(end..).unwrap_or_default();
    }
    let [must, may] = &found;
    if let Some(both) = must
        .intersection(may)
        .next()
        .and_then(|at| column.choices.get(*at))
    {
        return Err(format!("“{}”前面既有■又有□。请只留一个。", both.zh));
    }
    Ok(found.map(|set| keys(column, &set)))
}

fn is_mark(one: char) -> bool {
    MUST.contains(&one) || MAY.contains(&one)
}

fn keys(column: &Column, places: &BTreeSet<usize>) -> String {
    let keys = places.iter().filter_map(|at| column.choices.get(*at));
    keys.map(|choice| choice.key.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The places of the choices that are named behind one mark.
fn names(column: &Column, mark: char, text: &str) -> Result<Vec<usize>, String> {
    let blank = |one: char| {
        one.is_whitespace()
            || matches!(
                one,
                '、' | '，' | ',' | '；' | ';' | '_' | '＿' | '。' | '：'
            )
    };
    let text = text.trim_matches(blank);
    if text.is_empty() {
        return Err(format!(
            "“{mark}”后面没有写渠道。请补上，或者删掉这个符号。"
        ));
    }
    if let Some(at) = place(column, text) {
        return Ok(vec![at]);
    }
    let parts = text
        .split(['、', '，', ',', '；', ';', '\n'])
        .map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| {
            place(column, part).ok_or_else(|| {
                let known: Vec<&str> = column.choices.iter().map(|one| one.zh.as_str()).collect();
                format!(
                    "“{part}”不在可选范围内。请从这些里面选：{}；都不是的写“其他”，说明写在备注里。",
                    known.join("、")
                )
            })
        })
        .collect()
}

fn place(column: &Column, name: &str) -> Option<usize> {
    let name = bare(name);
    column.choices.iter().position(|choice| {
        let mut names = std::iter::once(&choice.zh).chain(&choice.aliases);
        names.any(|known| bare(known) == name)
    })
}

/// The kind of a limit and its working days, where its words leave no doubt: one number of working
/// days and nothing else, or the word of one other kind and no number.
fn limit(kinds: &Column, text: &str) -> Option<(String, String)> {
    let text = bare(text);
    let (rest, days) = workdays(&text);
    let in_days = kinds
        .choices
        .iter()
        .find(|choice| choice.zh.contains("工作日"))?;
    let named = kinds.choices.iter().filter(|choice| {
        let mut names = std::iter::once(&choice.zh).chain(&choice.aliases);
        choice.key != in_days.key && names.any(|name| rest.contains(name.as_str()))
    });
    let named: Vec<&super::Choice> = named.collect();
    let period = |one: char| one.is_ascii_digit() || matches!(one, '月' | '季' | '年' | '周');
    if rest.contains(period) || rest.contains("小时") {
        return None;
    }
    let mut days = days.iter();
    match (days.next(), days.next(), named.as_slice()) {
        (Some(only), None, []) => Some((in_days.key.clone(), only.to_string())),
        (None, None, [only]) => Some((only.key.clone(), String::new())),
        _ => None,
    }
}

/// The text without its numbers of working days, and the different ones of them.
fn workdays(text: &str) -> (String, BTreeSet<u32>) {
    let mut rest = String::new();
    let mut days = BTreeSet::new();
    let mut parts = text.split("工作日").peekable();
    while let Some(part) = parts.next() {
        let before = part.strip_suffix('个').unwrap_or(part);
        let digits = before
            .chars()
            .rev()
            .take_while(|one| numeral(*one).is_some())
            .count();
        let cut = before.char_indices().rev().nth(digits.saturating_sub(1));
        let cut = cut.map_or(before.len(), |(at, _)| at);
        let number = before.get(cut..).and_then(number);
        match number.filter(|_| digits > 0 && parts.peek().is_some()) {
            Some(number) => {
                days.insert(number);
                rest.push_str(before.get(..cut).unwrap_or_default());
            }
            None => rest.push_str(part),
        }
    }
    (rest, days)
}

/// A figure of a number, in half or full width or in Chinese; ten is the eleventh.
fn numeral(one: char) -> Option<u32> {
    const CHINESE: &str = "〇一二三四五六七八九十";
    let wide = |one: char| {
        u32::from(one)
            .checked_sub(u32::from('０'))
            .filter(|digit| *digit < 10)
    };
    let chinese = || CHINESE.chars().position(|known| known == one);
    let chinese = || chinese().and_then(|at| u32::try_from(at).ok());
    one.to_digit(10).or_else(|| wide(one)).or_else(chinese)
}

/// A number of at most two or three figures: 20, 二十, 十五, 二〇.
fn number(text: &str) -> Option<u32> {
    let figures: Option<Vec<u32>> = text.chars().map(numeral).collect();
    match figures?.as_slice() {
        [10] => Some(10),
        [10, ones @ 1..=9] => Some(10 + ones),
        [tens @ 1..=9, 10] => tens.checked_mul(10),
        [tens @ 1..=9, 10, ones @ 1..=9] => tens.checked_mul(10)?.checked_add(*ones),
        figures if figures.len() <= 3 && figures.iter().all(|one| *one < 10) => figures
            .iter()
            .try_fold(0_u32, |sum, one| sum.checked_mul(10)?.checked_add(*one)),
        _ => None,
    }
}
