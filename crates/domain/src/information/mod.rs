//! Government information (政府信息): what an agency made or obtained while doing its duties, from
//! registration through review to publication and withdrawal (Regulations, art. 2, 10–20, 26).

mod attachment;
mod attribute;
mod channel;
mod facts;
mod index_number;
mod interpretation;
mod item;
mod listing;
mod stage;
mod topic;

pub use attachment::Attachment;
pub use attribute::{Attribute, Ground};
pub use channel::{Channel, ChannelKind, Posting};
pub use facts::{Carrier, Facts, Gap, Origin, Validity};
pub use index_number::{IndexParts, IndexTemplate, TemplateFault};
pub use interpretation::{Element, Form, Interpretation};
pub use item::{Information, Refused, Tombstone};
pub use listing::Listing;
pub use stage::Stage;
pub use topic::Topic;
