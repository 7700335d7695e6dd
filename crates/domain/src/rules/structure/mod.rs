//! What the report consists of, which year it is of, and what its reader remarked.

pub(super) mod form_for_year;
pub(super) mod form_uncertain;
pub(super) mod no_table;
pub(super) mod period_mismatch;
pub(super) mod picture_page;
pub(super) mod repeated_lines_dropped;
pub(super) mod row_repeated;
pub(super) mod rows_missing;
pub(super) mod rows_shifted;
pub(super) mod section_five_empty;
pub(super) mod section_missing;
pub(super) mod several_reports;
pub(super) mod table_missing;
pub(super) mod title_year;
pub(super) mod undecodable_text;
pub(super) mod unplaced_figure;
pub(super) mod year_unknown;
