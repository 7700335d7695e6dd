//! All forms known, embedded in the program.

use super::{Form, FormError};
use std::sync::{Arc, LazyLock};

/// The forms, newest last.
#[derive(Debug, Clone)]
pub struct FormBook {
    forms: Vec<Arc<Form>>,
}

/// Name and text of each file of `statutes/report-form/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/report_forms.rs"));

static STATUTORY: LazyLock<Result<FormBook, FormError>> =
    LazyLock::new(|| FormBook::from_texts(EMBEDDED.iter().copied()));

impl FormBook {
    /// The forms that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, FormError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Loads forms from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, FormError> {
        let mut forms = texts
            .into_iter()
            .map(|(file, text)| Form::from_toml(file, text).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        forms.sort_by_key(|form| form.first_year);
        for (earlier, later) in forms.iter().zip(forms.iter().skip(1)) {
            if earlier
                .last_year
                .is_none_or(|last| last >= later.first_year)
            {
                let cause = format!("its report years overlap those of form {}", earlier.id);
                return Err(FormError::invalid(&later.id, cause));
            }
        }
        let book = Self { forms };
        book.check_correspondences()?;
        Ok(book)
    }

    /// Rows said to correspond must exist in the other form, where that is known, and have the
    /// same columns.
    fn check_correspondences(&self) -> Result<(), FormError> {
        let entries = self
            .forms
            .iter()
            .flat_map(|form| form.correspondences.iter().map(move |entry| (form, entry)));
        for (form, entry) in entries {
            let Some(other) = self.get(&entry.form) else {
                continue;
            };
            let columns = other.column_ids(&entry.row);
            if columns.is_empty() {
                let cause = format!("form {} has no row {}", entry.form, entry.row);
                return Err(FormError::invalid(&form.id, cause));
            }
            if let Some(row) = entry
                .rows
                .iter()
                .find(|row| form.column_ids(row) != columns)
            {
                let cause = format!(
                    "{row} has other columns than {} of form {}",
                    entry.row, other.id
                );
                return Err(FormError::invalid(&form.id, cause));
            }
        }
        Ok(())
    }

    /// The texts that the program carries, by file name.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// All forms, oldest first.
    pub fn forms(&self) -> &[Arc<Form>] {
        &self.forms
    }

    /// The form with this identifier.
    pub fn get(&self, id: &str) -> Option<&Arc<Form>> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form that reports of this year must use; `None` if no form known applies to it.
    pub fn for_year(&self, year: i16) -> Option<&Arc<Form>> {
        self.forms.iter().find(|form| form.applies_to(year))
    }
}
