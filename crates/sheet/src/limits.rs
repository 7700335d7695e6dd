//! How much of a file is read at most.

/// How much of a file is read at most; what is beyond is an error, never cut off silently.
///
/// The defaults hold the ledgers of a county for a decade and fit into the memory of a small
/// server. The shape of a packed file is bounded by [`crate::read_within`] itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of all parts of a packed file together, unpacked.
    pub unpacked_bytes: u64,
    /// Sheets.
    pub sheets: usize,
    /// Rows with content, of all sheets together.
    pub rows: usize,
    /// Columns of a sheet: the last one that holds something.
    pub columns: usize,
    /// Cells of all sheets together, blanks between others counted.
    pub cells: usize,
    /// Bytes of text of all cells together.
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 << 20,
            unpacked_bytes: 256 << 20,
            sheets: 256,
            rows: 200_000,
            columns: 512,
            cells: 4_000_000,
            text_bytes: 128 << 20,
        }
    }
}
