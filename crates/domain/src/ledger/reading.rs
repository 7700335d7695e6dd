//! Texts as people type them, to the values of a record.

use super::values::amount;
use super::{Column, Kind, Ledger, Values};
use crate::calendar::dates;
use crate::information::Gap;
use jiff::civil::Date;

/// Characters of a line and of a text at most.
const LINE: usize = 200;
const TEXT: usize = 4000;

impl Ledger {
    /// The values that these texts mean, column by column; or every column that is not as it must
    /// be, with what to do. Empty texts are nothing filled in.
    pub fn read<'t>(
        &'static self,
        typed: impl Fn(&str) -> Option<&'t str>,
        today: Date,
    ) -> Result<Values, Vec<Gap>> {
        let mut values = Values::default();
        let mut gaps = Vec::new();
        for column in &self.columns {
            let text = typed(&column.key).map(str::trim).unwrap_or_default();
            match column.read(text, today) {
                Ok(Some(value)) => values.set(&column.key, value),
                Ok(None) if column.required => gaps.push(column.gap(column.ask())),
                Ok(None) => {}
                Err(message) => gaps.push(column.gap(message)),
            }
        }
        gaps.extend(self.order(&values));
        if gaps.is_empty() {
            Ok(values)
        } else {
            Err(gaps)
        }
    }

    /// What stands in the form at first.
    pub fn defaults(&self, today: Date) -> Values {
        let mut values = Values::default();
        for column in &self.columns {
            match column.default.as_deref() {
                Some("today") => values.set(&column.key, today.to_string()),
                Some(text) => values.set(&column.key, text.to_owned()),
                None => {}
            }
        }
        values
    }

    /// Days that lie before those that they must not lie before.
    fn order(&'static self, values: &Values) -> Vec<Gap> {
        let wrong = self.columns.iter().filter_map(|column| {
            let first = self.column(column.not_before.as_deref()?)?;
            let early = values.day(&column.key)? < values.day(&first.key)?;
            early.then(|| column.gap(format!("{}不能早于{}。", column.zh, first.zh)))
        });
        wrong.collect()
    }
}

impl Column {
    fn gap(&'static self, message: String) -> Gap {
        Gap {
            field: &self.key,
            message,
        }
    }

    /// What to say where it is empty and must not be.
    fn ask(&self) -> String {
        match self.kind {
            Kind::Choice | Kind::Choices => format!("请选择{}：{}。", self.zh, self.names()),
            Kind::Text | Kind::Long | Kind::Date | Kind::Count | Kind::Money | Kind::Yes => {
                format!("请填写{}。", self.zh)
            }
        }
    }

    /// The names of its choices.
    fn names(&self) -> String {
        let names: Vec<&str> = self
            .choices
            .iter()
            .map(|choice| choice.zh.as_str())
            .collect();
        names.join("、")
    }

    /// A text in the one form of the column's kind; nothing for an empty one.
    pub fn read(&self, text: &str, today: Date) -> Result<Option<String>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        let read = match self.kind {
            Kind::Text => self.at_most(text, LINE)?,
            Kind::Long => self.at_most(text, TEXT)?,
            Kind::Date => return self.read_day(text, today),
            Kind::Count => self.read_count(text)?,
            Kind::Money => read_money(text)?,
            Kind::Yes => return self.read_yes(text),
            Kind::Choice => self.read_choice(text)?,
            Kind::Choices => self.read_choices(text)?,
        };
        Ok(Some(read))
    }

    fn at_most(&self, text: &str, most: usize) -> Result<String, String> {
        let text = text.replace("\r\n", "\n");
        let length = text.chars().count();
        if length > most {
            return Err(format!("{}最多{most}个字，现在有{length}个字。", self.zh));
        }
        if self.kind == Kind::Text {
            return Ok(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Ok(text)
    }

    fn read_day(&self, text: &str, today: Date) -> Result<Option<String>, String> {
        let Ok(day) = dates::typed(text, today) else {
            return Err(format!("“{text}”不是日期。{}", dates::EXPLANATION));
        };
        if self.past && day.is_some_and(|day| day > today) {
            return Err(format!("{}不能晚于今天。", self.zh));
        }
        Ok(day.map(|day| day.to_string()))
    }

    fn read_count(&self, text: &str) -> Result<String, String> {
        let plain: String = text.chars().filter_map(digit).collect();
        let count: u32 = plain
            .parse()
            .map_err(|_x| format!("“{text}”不是数。{}请填写0或者正整数。", self.zh))?;
        Ok(count.to_string())
    }

    fn read_yes(&self, text: &str) -> Result<Option<String>, String> {
        match text {
            "yes" | "是" | "√" | "✓" | "✔" | "☑" | "■" | "1" | "true" | "有" => {
                Ok(Some("yes".to_owned()))
            }
            "no" | "否" | "□" | "☐" | "0" | "false" | "×" | "无" => {
                Ok(Some("no".to_owned()))
            }
            _ => Err(format!("“{text}”看不懂。{}请填写“是”或者“否”。", self.zh)),
        }
    }

    fn read_choice(&self, text: &str) -> Result<String, String> {
        let choice = self.choice(text).ok_or_else(|| {
            let names = self.names();
            format!(
                "“{text}”不在可选范围内。{}请从这些里面选：{names}。",
                self.zh
            )
        })?;
        Ok(choice.key.clone())
    }

    fn read_choices(&self, text: &str) -> Result<String, String> {
        // A name may itself hold what stands between names.
        if let Some(choice) = self.choice(text) {
            return Ok(choice.key.clone());
        }
        let parts = text.split(['、', ',', '，', ';', '；', '\n', ' ']);
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        let mut keys = parts
            .map(|part| self.read_choice(part))
            .collect::<Result<Vec<_>, _>>()?;
        let position = |key: &String| self.choices.iter().position(|choice| choice.key == *key);
        keys.sort_by_key(position);
        keys.dedup();
        Ok(keys.join(" "))
    }

    /// A value as people read it: choices by their names, yes and no in Chinese.
    pub fn shown(&self, text: &str) -> String {
        let name = |key: &str| {
            self.choice(key)
                .map_or_else(|| key.to_owned(), |one| one.zh.clone())
        };
        match self.kind {
            Kind::Choice => name(text),
            Kind::Choices => text.split(' ').map(name).collect::<Vec<_>>().join("、"),
            Kind::Yes if text == "yes" => "是".to_owned(),
            Kind::Yes => "否".to_owned(),
            Kind::Text | Kind::Long | Kind::Date | Kind::Count | Kind::Money => text.to_owned(),
        }
    }
}

/// A figure's sign in half width; nothing for what only groups digits.
fn digit(one: char) -> Option<char> {
    match one {
        '０'..='９' | '．' => char::from_u32(u32::from(one).saturating_sub(0xFEE0)),
        ',' | '，' | ' ' | '\u{3000}' => None,
        other => Some(other),
    }
}

fn read_money(text: &str) -> Result<String, String> {
    let plain: String = text.chars().map(|one| digit(one).unwrap_or(one)).collect();
    let amount = amount(&plain).filter(|amount| !amount.printed().is_sign_negative());
    let amount = amount
        .ok_or_else(|| format!("“{text}”不是金额。请写数和单位，例如 76.3 万元、24220 元。"))?;
    let unit = amount
        .unit()
        .map_or(String::new(), |unit| format!(" {unit}"));
    Ok(format!("{}{unit}", amount.printed()))
}
