//! What a reader has to say about its reading of a document.

use super::Place;

/// A remark on the reading, turned into a finding by the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The bytes are not wholly valid in the encoding they appear to be in.
    Undecodable {
        /// The encoding taken; [`Note::FONTS`] where fonts of pages say what is written.
        encoding: String,
        /// How many places could not be decoded.
        places: usize,
    },
    /// The table tells two forms apart by nothing; the year decided.
    FormFromYear,
    /// Every line occurs once among many: the page has dropped repeated lines, figures are lost.
    RepeatedLinesDropped,
    /// The figures stand where they may belong to the row before or after.
    RowsMayBeShifted,
    /// A row stands twice and says different things.
    RowRepeated {
        /// Identifier of the row.
        row: String,
        /// Where it stands again.
        place: Option<Place>,
    },
    /// Figures inside the tables that no row of the form claims.
    Unplaced {
        /// The characters.
        raw: String,
        /// Where they stand.
        place: Option<Place>,
    },
    /// The rows of more than one report stand in the document.
    SeveralReports,
    /// Pages of a document with text that are pictures: what stands on them is not read.
    PicturePages {
        /// Their numbers, as they stand in the file.
        pages: Vec<u32>,
    },
}

impl Note {
    /// Stands for the encoding of pages whose characters are known from their fonts only.
    pub const FONTS: &str = "字体";
}
