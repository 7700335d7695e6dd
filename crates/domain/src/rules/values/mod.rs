//! Single cells: what is blank, unclear, impossible or hardly possible.

pub(super) mod amount_implausible;
pub(super) mod blank_cell;
pub(super) mod decimal_count;
pub(super) mod impossible_rules;
pub(super) mod made_unpublished;
pub(super) mod negative_count;
pub(super) mod unclear_cell;
pub(super) mod unit_missing;

mod agency_level;
