//! What fulfils a duty.

use crate::identity::{CategoryId, InformationId};
use crate::information::{ChannelKind, Topic};
use jiff::civil::Date;

/// What fulfils a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fulfilment {
    /// A posting.
    Posting(Match),
    /// A person's word that it is done, with the day and a note.
    Mark,
    /// The day on which the guide was last gone through.
    Guide,
    /// The assessment of every withheld item.
    Reassessment,
}

/// What is asked of a posting. All that is asked must hold; nothing asked is nothing met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Match {
    /// One of these words in the title.
    pub words: Vec<String>,
    /// One of these items of article 20.
    pub topics: Vec<Topic>,
    /// In a channel of one of these kinds.
    pub channels: Vec<ChannelKind>,
    /// In one of these categories of the agency's own.
    pub categories: Vec<CategoryId>,
}

/// A posting that was made, as far as duties ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedFact {
    /// The day.
    pub on: Date,
    /// The item.
    pub information: InformationId,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: Option<CategoryId>,
    /// The item of article 20 of its category.
    pub topic: Option<Topic>,
    /// The kind of channel.
    pub channel: ChannelKind,
}

impl Match {
    /// Whether a posting is what is asked for.
    pub fn is_met_by(&self, posted: &PostedFact) -> bool {
        let asked = *self != Self::default();
        let word = |word: &String| posted.title.contains(word.as_str());
        let category = |category: &CategoryId| Some(category) == posted.category.as_ref();
        asked
            && holds(&self.words, word)
            && holds(&self.topics, |topic| Some(*topic) == posted.topic)
            && holds(&self.channels, |kind| *kind == posted.channel)
            && holds(&self.categories, category)
    }
}

/// Whether one of these fits, or none is asked for.
fn holds<T>(asked: &[T], fits: impl Fn(&T) -> bool) -> bool {
    asked.is_empty() || asked.iter().any(fits)
}
