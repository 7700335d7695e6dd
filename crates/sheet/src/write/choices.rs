//! What may be typed into a cell: lists to choose from, whole numbers, amounts, days.
//!
//! A short list stands in the rule itself; a longer one, or one with commas, on a sheet that
//! people do not see. Lists stop what is not in them; the other rules only warn, because a ledger
//! of last year may say 不详 where a day belongs, and the import tells what to do about it.

use super::names;
use crate::{Column, ColumnKind};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Workbook,
    XlsxError,
};

/// Units that a list in the rule itself may have.
const SHORT: usize = 255;
const YES_NO: [&str; 2] = ["是", "否"];

/// The lists that need a sheet of their own.
pub(super) struct Choices {
    sheet: String,
    lists: Vec<Vec<String>>,
}

impl Choices {
    /// None yet, for a workbook with sheets of these names.
    pub(super) fn new(names: &[String]) -> Self {
        Self {
            sheet: names::unused("选项", names),
            lists: Vec::new(),
        }
    }

    /// The rule for a column, if it has one.
    pub(super) fn rule(&mut self, column: &Column) -> Result<Option<DataValidation>, XlsxError> {
        if !column.choices.is_empty() {
            return self.list(&column.choices).map(Some);
        }
        if column.kind == ColumnKind::YesNo {
            return self.list(&YES_NO.map(str::to_owned)).map(Some);
        }
        of_kind(column.kind)?
            .map(|rule| {
                rule.set_error_title("请核对")?
                    .set_error_message(advice(column.kind))
                    .map(|rule| rule.set_error_style(DataValidationErrorStyle::Warning))
            })
            .transpose()
    }

    fn list(&mut self, choices: &[String]) -> Result<DataValidation, XlsxError> {
        let units: usize = choices.iter().map(|c| c.encode_utf16().count() + 1).sum();
        let plain = |c: &String| !c.contains([',', '"', '\n', '\r']) && c.trim() == c;
        let rule = if units <= SHORT && choices.iter().all(plain) {
            DataValidation::new().allow_list_strings(choices)?
        } else {
            DataValidation::new().allow_list_formula(Formula::new(self.placed(choices)))
        };
        rule.set_error_title("请从列表中选择")?
            .set_error_message("请点开单元格右侧的箭头，从列表中选择一项。")
    }

    /// Where a list stands on the sheet; equal lists stand there once.
    fn placed(&mut self, choices: &[String]) -> String {
        let known = self.lists.iter().position(|list| list == choices);
        let number = known.unwrap_or(self.lists.len());
        if known.is_none() {
            self.lists.push(choices.to_vec());
        }
        let column = u16::try_from(number).unwrap_or(u16::MAX);
        let column = rust_xlsxwriter::column_number_to_name(column);
        format!(
            "='{}'!${column}$1:${column}${}",
            self.sheet,
            choices.len().max(1)
        )
    }

    /// Adds the sheet with the lists to the workbook, if there are any.
    pub(super) fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet().set_name(&self.sheet)?;
        sheet.set_very_hidden(true);
        for (column, list) in (0_u16..).zip(&self.lists) {
            for (row, choice) in (0_u32..).zip(list) {
                sheet.write_string(row, column, choice)?;
            }
        }
        Ok(())
    }
}

fn of_kind(kind: ColumnKind) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    Ok(match kind {
        ColumnKind::Integer => {
            Some(rule.allow_whole_number(DataValidationRule::Between(-999_999_999, 999_999_999)))
        }
        ColumnKind::Money => {
            Some(rule.allow_decimal_number(DataValidationRule::Between(-1.0e12, 1.0e12)))
        }
        ColumnKind::Date | ColumnKind::DateTime => Some(rule.allow_date(
            DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(1949, 1, 1)?),
        )),
        ColumnKind::Text | ColumnKind::LongText | ColumnKind::YesNo => None,
    })
}

const fn advice(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Integer => "这里应填整数，例如：12。",
        ColumnKind::Money => "这里应填数字，例如：76.30，不带单位。",
        ColumnKind::Date => "这里应填日期，例如：2026-01-05。",
        ColumnKind::DateTime => "这里应填日期和时间，例如：2026-01-05 09:30。",
        ColumnKind::Text | ColumnKind::LongText | ColumnKind::YesNo => "",
    }
}
