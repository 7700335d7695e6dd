//! A report against the same agency's report of the year before.

pub(super) mod carry_over;
pub(super) mod in_force_stock;
pub(super) mod jump;
pub(super) mod prior_items;
pub(super) mod text_copied;
