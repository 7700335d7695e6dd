//! The relations of a form file, resolved into cells.

use super::file::RelationFile;
use super::load::Loader;
use super::{CellTerm, Form, FormError, Instance, Operator, Relation, Target, Term};

impl Loader {
    pub(super) fn relation(&self, file: RelationFile, form: &Form) -> Result<Relation, FormError> {
        let operator = match file.op.as_str() {
            "=" => Operator::Equal,
            ">=" => Operator::AtLeast,
            other => return self.fail(format!("operator {other} is unknown")),
        };
        let side = |terms: &[String]| {
            terms
                .iter()
                .map(|term| self.term(term, form))
                .collect::<Result<Vec<_>, _>>()
        };
        let (left, right) = (side(&file.left)?, side(&file.right)?);
        let instances = self.instances(&left, &right, form)?;
        Ok(Relation {
            rule: file.rule,
            left,
            operator,
            right,
            cite: file.cite,
            instances,
        })
    }

    /// A relation between rows holds in each of their columns, which must be the same; one
    /// between cells holds once.
    fn instances(
        &self,
        left: &[Term],
        right: &[Term],
        form: &Form,
    ) -> Result<Vec<Instance>, FormError> {
        if left.is_empty() || right.is_empty() {
            return self.fail("a relation has a side without terms");
        }
        let width = self.common_width(left.iter().chain(right), form)?;
        let side = |terms: &[Term], column: usize| {
            terms
                .iter()
                .filter_map(|term| cell_term(term, column, form))
                .collect()
        };
        let instance = |column| Instance {
            left: side(left, column),
            right: side(right, column),
        };
        Ok((0..width).map(instance).collect())
    }

    /// How many columns the rows of a relation share; one for single cells.
    fn common_width<'a>(
        &self,
        terms: impl Iterator<Item = &'a Term>,
        form: &Form,
    ) -> Result<usize, FormError> {
        let mut columns = terms.map(|term| term.target.columns(form));
        let first = columns.next().unwrap_or_default();
        if columns.all(|other| other == first) {
            Ok(first.len())
        } else {
            self.fail("a relation joins rows of different columns, or rows and cells")
        }
    }

    fn term(&self, text: &str, form: &Form) -> Result<Term, FormError> {
        let (negative, rest) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (prior, id) = rest
            .strip_prefix("prior:")
            .map_or((false, rest), |id| (true, id));
        let target = if form.row(id).is_some() {
            Target::Row(id.to_owned())
        } else if form.cell_index(id).is_some() {
            Target::Cell(id.to_owned())
        } else {
            return self.fail(format!("a relation names {id}, which does not exist"));
        };
        Ok(Term {
            target,
            prior,
            negative,
        })
    }
}

impl Target {
    /// The columns in which a target stands: those of its row, or one without a name.
    fn columns<'a>(&self, form: &'a Form) -> Vec<&'a str> {
        match self {
            Self::Row(id) => form.column_ids(id),
            Self::Cell(_) => vec![""],
        }
    }
}

fn cell_term(term: &Term, column: usize, form: &Form) -> Option<CellTerm> {
    let cell = match &term.target {
        Target::Row(id) => form.row(id)?.first_cell + column,
        Target::Cell(id) => form.cell_index(id)?,
    };
    Some(CellTerm {
        cell,
        prior: term.prior,
        negative: term.negative,
    })
}
