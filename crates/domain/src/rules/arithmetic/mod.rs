//! Sums within a report, driven by the totals and relations of the form.

pub(super) mod balance;
pub(super) mod results_total;
pub(super) mod row_total;
pub(super) mod single_cell;
pub(super) mod stock_covers_year;

mod total;
