//! Documents to annual reports: bytes in, a report and what can be said of its reading out.
//!
//! Three layers that know nothing of each other's business: [`source`] turns a format into
//! pieces with places, `align` lays the pieces onto the rows of a form whose labels are known in
//! advance, `narrative` reads the numbers that the text states. Reading never fails on a bad
//! report and never invents: a cell without a figure in the document gets none.

pub mod source;

mod narrative;
