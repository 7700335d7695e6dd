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

impl Target {
    /// The identifier of the cell that the target means in this column of the form.
    pub fn cell_id(&self, column: &str) -> String {
        match self {
            Self::Row(row) => format!("{row}.{column}"),
            Self::Cell(cell) => cell.clone(),
        }
    }
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
