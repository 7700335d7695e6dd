//! Reading a form from its TOML file and refusing one that contradicts itself.

use super::file::{BlockFile, ColumnFile, FormFile, RowFile, SectionFile, TableFile};
use super::{
    Block, CellKind, CellSpec, Column, Correspondence, Form, Heading, RowSpec, SectionContent,
    Table, TableLayout,
};
use crate::report::{MoneyUnit, SectionId};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Why a form file cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FormError {
    /// The file is not TOML of the expected shape.
    #[error("{file}: {cause}")]
    Syntax {
        /// The file.
        file: String,
        /// What the parser says.
        cause: String,
    },
    /// The file contradicts itself.
    #[error("form {form}: {cause}")]
    Invalid {
        /// The form.
        form: String,
        /// What is wrong.
        cause: String,
    },
}

impl FormError {
    pub(super) fn invalid(form: &str, cause: impl Into<String>) -> Self {
        Self::Invalid {
            form: form.to_owned(),
            cause: cause.into(),
        }
    }
}

const SCHEMA: &str = "gongkai/report-form/1";

impl Form {
    /// Loads and validates a form.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, FormError> {
        let parsed: FormFile = toml::from_str(text).map_err(|error| FormError::Syntax {
            file: file.to_owned(),
            cause: error.to_string(),
        })?;
        Loader {
            id: parsed.id.clone(),
        }
        .form(parsed)
    }
}

pub(super) struct Loader {
    id: String,
}

impl Loader {
    pub(super) fn fail<T>(&self, cause: impl Into<String>) -> Result<T, FormError> {
        Err(FormError::invalid(&self.id, cause))
    }

    fn form(&self, file: FormFile) -> Result<Form, FormError> {
        if file.schema != SCHEMA {
            return self.fail(format!(
                "schema is {}, this program reads {SCHEMA}",
                file.schema
            ));
        }
        self.date(file.checked)?;
        let mut form = Form {
            from: self.date(file.from)?,
            id: file.id,
            title: file.title,
            cite: file.cite,
            first_year: file.first_year,
            last_year: file.last_year,
            headings: file
                .section
                .into_iter()
                .map(|s| self.heading(s))
                .collect::<Result<_, _>>()?,
            tables: Vec::new(),
            relations: Vec::new(),
            correspondences: file
                .correspondence
                .into_iter()
                .map(|c| Correspondence {
                    form: c.form,
                    row: c.row,
                    rows: c.rows,
                })
                .collect(),
            rows: Vec::new(),
            cells: Vec::new(),
            index: BTreeMap::new(),
        };
        for table in file.table {
            self.table(table, &mut form)?;
        }
        for relation in file.relation {
            let relation = self.relation(relation, &form)?;
            form.relations.push(relation);
        }
        self.check_correspondences(&form)?;
        Ok(form)
    }

    fn date(&self, value: toml::value::Datetime) -> Result<Date, FormError> {
        value
            .to_string()
            .parse()
            .or_else(|_| self.fail(format!("{value} is not a date")))
    }

    fn heading(&self, file: SectionFile) -> Result<Heading, FormError> {
        let content = match file.content.as_str() {
            "narrative" => SectionContent::Narrative,
            "table" => SectionContent::Table,
            other => return self.fail(format!("section content {other} is unknown")),
        };
        let section = self.section(&file.id)?;
        Ok(Heading {
            section,
            label: file.heading,
            variants: file.variants,
            content,
        })
    }

    fn section(&self, name: &str) -> Result<SectionId, FormError> {
        SectionId::from_name(name)
            .map_or_else(|| self.fail(format!("section {name} is unknown")), Ok)
    }

    fn table(&self, file: TableFile, form: &mut Form) -> Result<(), FormError> {
        let layout = match file.layout.as_str() {
            "blocks" => TableLayout::Blocks,
            "matrix" => TableLayout::Matrix,
            "line" => TableLayout::Line,
            other => return self.fail(format!("layout {other} is unknown")),
        };
        if layout != TableLayout::Blocks && file.block.len() != 1 {
            return self.fail(format!("table {} must have one block", file.id));
        }
        let section = self.section(&file.section)?;
        let at = form.tables.len();
        form.tables.push(Table {
            id: file.id,
            section,
            layout,
            blocks: Vec::new(),
        });
        for (number, block) in file.block.into_iter().enumerate() {
            let block = self.block(block, (at, number), form)?;
            if let Some(table) = form.tables.last_mut() {
                table.blocks.push(block);
            }
        }
        Ok(())
    }

    fn block(
        &self,
        file: BlockFile,
        (table, block): (usize, usize),
        form: &mut Form,
    ) -> Result<Block, FormError> {
        let columns = self.columns(file.columns)?;
        let first = form.rows.len();
        let totals: Vec<Vec<String>> = file.rows.iter().map(|row| row.total_of.clone()).collect();
        for row in file.rows {
            self.row(row, &columns, (table, block), form)?;
        }
        for (number, total_of) in totals.iter().enumerate() {
            let parts = total_of
                .iter()
                .map(|id| self.position(form.rows.iter().map(|row| &row.id), id))
                .collect::<Result<Vec<_>, _>>()?;
            if let Some(row) = form.rows.get_mut(first + number) {
                row.total_of = parts;
            }
        }
        let rows = first..form.rows.len();
        self.check_row_totals(first, columns.len(), form)?;
        Ok(Block {
            title: file.title,
            corner: file.corner,
            cite: file.cite,
            columns,
            rows,
        })
    }

    /// A total row adds up its parts column by column: they must have as many as it has.
    fn check_row_totals(&self, first: usize, width: usize, form: &Form) -> Result<(), FormError> {
        let rows = form.rows.iter().skip(first);
        let parts = rows
            .flat_map(|row| &row.total_of)
            .filter_map(|&part| form.rows.get(part));
        match parts.into_iter().find(|part| part.width != width) {
            Some(part) => self.fail(format!(
                "a total names {}, which has other columns",
                part.id
            )),
            None => Ok(()),
        }
    }

    fn columns(&self, files: Vec<ColumnFile>) -> Result<Vec<Column>, FormError> {
        let ids: Vec<String> = files.iter().map(|column| column.id.clone()).collect();
        files
            .into_iter()
            .map(|file| {
                let total_of = file
                    .total_of
                    .iter()
                    .map(|id| self.position(ids.iter(), id))
                    .collect::<Result<_, _>>()?;
                let kind = self.kind(&file.kind, file.unit.as_deref())?;
                let (id, label, path) = (file.id, file.label, file.path);
                Ok(Column {
                    id,
                    label,
                    variants: file.variants,
                    path,
                    kind,
                    total_of,
                })
            })
            .collect()
    }

    fn kind(&self, kind: &str, unit: Option<&str>) -> Result<CellKind, FormError> {
        match (kind, unit) {
            ("count", Some(_)) => Ok(CellKind::Count),
            ("change", Some(_)) => Ok(CellKind::Change),
            ("amount", None) => Ok(CellKind::Amount(None)),
            ("amount", Some(name)) => match MoneyUnit::from_name(name) {
                Some(unit) => Ok(CellKind::Amount(Some(unit))),
                None => self.fail(format!("{name} is no unit of money")),
            },
            _ => self.fail(format!(
                "a column of kind {kind} with unit {unit:?} is unknown"
            )),
        }
    }

    fn row(
        &self,
        file: RowFile,
        columns: &[Column],
        (table, block): (usize, usize),
        form: &mut Form,
    ) -> Result<(), FormError> {
        let first_cell = form.cells.len();
        let row = form.rows.len();
        for (column, spec) in columns.iter().enumerate() {
            let id = format!("{}.{}", file.id, spec.id);
            if form.index.insert(id.clone(), form.cells.len()).is_some() {
                return self.fail(format!("cell {id} stands twice"));
            }
            form.cells.push(CellSpec {
                id,
                table,
                row,
                column,
                kind: spec.kind,
            });
        }
        form.rows.push(RowSpec {
            id: file.id,
            label: file.label,
            variants: file.variants,
            path: file.path,
            total_of: Vec::new(),
            table,
            block,
            first_cell,
            width: columns.len(),
        });
        Ok(())
    }

    fn position<'a>(
        &self,
        mut ids: impl Iterator<Item = &'a String>,
        id: &str,
    ) -> Result<usize, FormError> {
        ids.position(|known| known == id).map_or_else(
            || self.fail(format!("a total names {id}, which does not exist")),
            Ok,
        )
    }

    fn check_correspondences(&self, form: &Form) -> Result<(), FormError> {
        let rows = form.correspondences.iter().flat_map(|entry| &entry.rows);
        match rows.into_iter().find(|id| form.row(id).is_none()) {
            Some(id) => self.fail(format!("a correspondence names {id}, which does not exist")),
            None => Ok(()),
        }
    }
}
