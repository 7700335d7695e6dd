//! The sums that the form itself states between the cells of one report.

use super::relation::Operator;
use super::{Form, RowSpec};

/// Cells that add up: those on the left to those on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// Indices of the cells on the left.
    pub left: Vec<usize>,
    /// Indices of the cells on the right.
    pub right: Vec<usize>,
}

impl Equation {
    /// All cells, those of the left side first.
    pub fn cells(&self) -> impl Iterator<Item = usize> {
        self.left.iter().chain(&self.right).copied()
    }
}

impl Form {
    /// The sums of the form: totals of rows, totals of columns, and what came in equals what went
    /// out (notices 60 of 2019 and 30 of 2021, heads and notes of the tables). Some follow from
    /// others.
    pub fn equations(&self) -> Vec<Equation> {
        let rows = self.rows().iter();
        let mut equations: Vec<Equation> = rows.flat_map(|row| self.sums_of(row)).collect();
        let balances = self
            .relations
            .iter()
            .filter(|relation| relation.operator == Operator::Equal);
        for instance in balances.flat_map(|relation| &relation.instances) {
            if instance.terms().any(|term| term.prior || term.negative) {
                continue;
            }
            let cells = |terms: &[super::CellTerm]| terms.iter().map(|term| term.cell).collect();
            equations.push(Equation {
                left: cells(&instance.left),
                right: cells(&instance.right),
            });
        }
        equations
    }

    fn sums_of<'f>(&'f self, row: &'f RowSpec) -> impl Iterator<Item = Equation> + 'f {
        let columns = self.block_of(row).map(|block| block.columns.as_slice());
        let columns = columns.unwrap_or_default().iter().enumerate();
        let across = columns.filter(|(_, column)| !column.total_of.is_empty());
        let across = across.map(|(number, column)| Equation {
            left: column
                .total_of
                .iter()
                .map(|part| row.first_cell + part)
                .collect(),
            right: vec![row.first_cell + number],
        });
        let parts: Vec<&RowSpec> = row
            .total_of
            .iter()
            .filter_map(|&at| self.rows().get(at))
            .collect();
        let down = (0..row.width).filter(|_| !row.total_of.is_empty());
        let down = down.map(move |column| Equation {
            left: parts.iter().map(|part| part.first_cell + column).collect(),
            right: vec![row.first_cell + column],
        });
        across.chain(down)
    }
}

#[cfg(test)]
mod tests {
    use crate::report::FormBook;

    #[test]
    fn the_forms_state_forty_and_forty_two_sums() {
        let book = FormBook::statutory().unwrap();
        let counts = book.forms().iter().map(|form| form.equations().len());
        assert_eq!(counts.collect::<Vec<_>>(), [40, 42]);
    }

    #[test]
    fn every_cell_of_the_request_table_stands_in_two_sums_at_least() {
        for form in FormBook::statutory().unwrap().forms() {
            let equations = form.equations();
            for (at, spec) in form.cells().iter().enumerate() {
                let sums = equations
                    .iter()
                    .filter(|sum| sum.cells().any(|cell| cell == at));
                let few = if spec.id.starts_with("requests.") {
                    2
                } else {
                    0
                };
                assert!(sums.count() >= few, "{}", spec.id);
            }
        }
    }
}
