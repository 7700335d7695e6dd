//! Relations between cells, as the form or the meaning of its columns states them.

/// Σ left = Σ right, or Σ left ≥ Σ right, over rows (in every column) or single cells.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The rule that reports it when it does not hold.
    pub rule: String,
    /// The terms of the left side.
    pub left: Vec<Term>,
    /// How the sides compare.
    pub operator: Operator,
    /// The terms of the right side.
    pub right: Vec<Term>,
    /// Where it is stated.
    pub cite: String,
    /// The relation in cells: once for each column of its rows, or once for single cells.
    pub instances: Vec<Instance>,
}

/// A relation between cells.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The cells of the left side.
    pub left: Vec<CellTerm>,
    /// The cells of the right side.
    pub right: Vec<CellTerm>,
}

/// One cell of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellTerm {
    /// Index of the cell in the form that states the relation.
    pub cell: usize,
    /// Whether it is taken from the report of the year before.
    pub prior: bool,
    /// Whether it is subtracted.
    pub negative: bool,
}

impl Instance {
    /// All cells, those of the left side first.
    pub fn terms(&self) -> impl Iterator<Item = CellTerm> {
        self.left.iter().chain(&self.right).copied()
    }

    /// The cells of the report that the relation is about, without those of the year before.
    pub fn own_cells(&self) -> impl Iterator<Item = usize> {
        self.terms()
            .filter(|term| !term.prior)
            .map(|term| term.cell)
    }
}

/// How the two sides of a relation compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Both sides are the same.
    Equal,
    /// The left side is at least the right side.
    AtLeast,
}

/// One term of a relation.
#[derive(Debug, Clone)]
pub struct Term {
    /// What it names.
    pub target: Target,
    /// Whether it is taken from the report of the year before.
    pub prior: bool,
    /// Whether it is subtracted.
    pub negative: bool,
}

/// What a term names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A row: the relation holds in each of its columns.
    Row(String),
    /// One cell.
    Cell(String),
}

impl Relation {
    /// All terms, with the sign they have on the left side.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.left.iter().chain(&self.right)
    }

    /// Whether the relation needs the report of the year before.
    pub fn spans_years(&self) -> bool {
        self.terms().any(|term| term.prior)
    }
}
