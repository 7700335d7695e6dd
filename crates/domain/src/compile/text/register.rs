//! What the register of information comes to in a year.

/// Counts over the register of information and what came of requests beside their number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterCounts {
    /// Items first published in the year.
    pub published: u64,
    /// Of these, within their limit (art. 26).
    pub in_time: u64,
    /// Of these, late.
    pub late: u64,
    /// Items first published since disclosure began, at the end of the year.
    pub published_ever: u64,
    /// Items handed over to archive and library in the year.
    pub handed_over: u64,
    /// Interpretations published in the year.
    pub interpretations: u64,
    /// Postings of the year by channel.
    pub by_channel: Vec<(String, u64)>,
    /// Items first published in the year by category.
    pub by_category: Vec<(String, u64)>,
    /// Notices of a fee sent in the year.
    pub fees_noticed: u64,
    /// Processing fees paid in the year, in fen.
    pub fees_paid_fen: u64,
}
