//! Sums within a report and between years, driven by the totals and relations of the form.

pub(super) mod balance;
pub(super) mod row_total;
