//! Weights by logistic regression, shares by isotonic regression.

/// Cells for which the same speaks.
pub(super) struct Group {
    /// Positions of its weights.
    pub(super) parts: Vec<usize>,
    /// How many are right.
    pub(super) right: f64,
    /// How many are wrong.
    pub(super) wrong: f64,
}

/// Weights in thousandths, and from which score on how many in a million are right.
pub(super) struct Model {
    pub(super) weights: Vec<i64>,
    pub(super) steps: Vec<(i64, i64)>,
}

/// How many weights there are.
const WEIGHTS: usize = 52;
/// Holds weights back that few cells speak for.
const RIDGE: f64 = 0.05;
/// Rounds of Newton's method.
const ROUNDS: usize = 60;

impl Model {
    fn score(&self, parts: &[usize]) -> i64 {
        parts.iter().map(|part| self.weights[*part]).sum()
    }

    /// How many in a million are right of the cells for which this speaks.
    pub(super) fn share(&self, parts: &[usize]) -> i64 {
        let score = self.score(parts);
        let step = self.steps.iter().rev().find(|(from, _)| *from <= score);
        step.map_or(0, |(_, share)| *share)
    }
}

/// The model that explains the groups best.
pub(super) fn model(groups: &[Group]) -> Model {
    let mut weights = vec![0.0; WEIGHTS];
    for _ in 0..ROUNDS {
        newton(groups, &mut weights);
    }
    let mut model = Model {
        weights: weights
            .iter()
            .map(|weight| rounded(weight * 1000.0))
            .collect(),
        steps: Vec::new(),
    };
    model.steps = steps(&model, groups);
    model
}

/// One step towards the weights under which the counts are most probable.
fn newton(groups: &[Group], weights: &mut [f64]) {
    let mut slope: Vec<f64> = weights.iter().map(|weight| -RIDGE * weight).collect();
    let mut bend = vec![vec![0.0; WEIGHTS]; WEIGHTS];
    for (at, row) in bend.iter_mut().enumerate() {
        row[at] = RIDGE;
    }
    for group in groups {
        let score: f64 = group.parts.iter().map(|part| weights[*part]).sum();
        let share = 1.0 / (1.0 + (-score).exp());
        let count = group.right + group.wrong;
        for &part in &group.parts {
            slope[part] += group.right - count * share;
            for &other in &group.parts {
                bend[part][other] += count * share * (1.0 - share);
            }
        }
    }
    for (weight, step) in weights.iter_mut().zip(solved(bend, slope)) {
        *weight += step.clamp(-1.0, 1.0);
    }
}

/// Solves linear equations whose matrix is symmetric and positive.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot_row = matrix[at].clone();
        let pivot_right = right[at];
        for row in at + 1..size {
            let factor = matrix[row][at] / pivot_row[at];
            for column in at..size {
                matrix[row][column] -= factor * pivot_row[column];
            }
            right[row] -= factor * pivot_right;
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size)
            .map(|column| matrix[at][column] * right[column])
            .sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

/// Neighbouring scores pooled until the share of right cells grows with the score.
fn steps(model: &Model, groups: &[Group]) -> Vec<(i64, i64)> {
    let mut sorted: Vec<(i64, f64, f64)> = groups
        .iter()
        .map(|group| (model.score(&group.parts), group.right, group.wrong))
        .collect();
    sorted.sort_by_key(|group| group.0);
    let mut pools: Vec<(i64, f64, f64)> = Vec::new();
    for group in sorted {
        pools.push(group);
        while let [.., before, last] = pools.as_slice()
            && (share(before) >= share(last) || last.1 + last.2 < FEW)
        {
            let joined = (before.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    if let Some(first) = pools.first_mut() {
        first.0 = i64::from(i32::MIN);
    }
    pools
        .iter()
        .map(|pool| (pool.0, rounded(share(pool) * 1e6)))
        .collect()
}

/// Too few cells to say anything of a score of their own.
const FEW: f64 = 300.0;

/// The share of right cells, never one: half a wrong cell is always still to come.
fn share((_, right, wrong): &(i64, f64, f64)) -> f64 {
    (right + 0.5) / (right + wrong + 1.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "weights and shares are small"
)]
fn rounded(value: f64) -> i64 {
    value.round() as i64
}
