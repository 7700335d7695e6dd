//! What happens to a request: the entries of a case.

use super::{Arrival, OutcomeId, RequesterKind};
use crate::access::Role;
use crate::identity::{AccountId, InformationId, RequestId};
use crate::review::{ReviewChain, Taken};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was typed with an entry, by the name of its field; kept sealed beside it.
pub type Words = BTreeMap<String, String>;

/// One entry: what happened on which day. When it was written down the event log says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The day in China on which it happened, which the clocks use.
    pub on: Date,
    /// What.
    pub act: Act,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// A request was registered (article 45). Always the first entry, and only that.
    Register {
        /// How and when it came.
        arrival: Arrival,
        /// Who asks, as the report counts them.
        kind: RequesterKind,
        /// The request of which this is a part: 一事一申请.
        #[serde(default)]
        split_from: Option<RequestId>,
    },
    /// Requester and office have confirmed the receipt to each other (article 31).
    Confirm,
    /// The requester was tried to be reached, without success.
    TryToConfirm,
    /// The requester was told what to correct (article 30): once, within seven working days.
    AskCorrection {
        /// Working days in which to correct, from the day on which the notice was received.
        workdays: u16,
    },
    /// That notice reached the requester.
    CorrectionServed,
    /// The corrected request came: the time to reply begins anew.
    Correct,
    /// Somebody was asked by letter (articles 32, 33, 34).
    Consult {
        /// Its number within the case.
        id: u16,
        /// Whom.
        whom: Consulted,
    },
    /// That letter was received.
    ConsultServed {
        /// Which.
        id: u16,
    },
    /// The answer came.
    ConsultAnswered {
        /// To which.
        id: u16,
        /// What it says.
        stance: Stance,
    },
    /// The question was given up, or taken as answered by silence after its time.
    ConsultClosed {
        /// Which.
        id: u16,
    },
    /// The requester was asked why so many or so often (article 35).
    AskReasons {
        /// Working days in which to answer.
        workdays: u16,
    },
    /// The reasons came.
    GiveReasons {
        /// Whether the office holds them for reasonable.
        reasonable: bool,
    },
    /// A later day was set and told for a request with good reasons (article 35).
    Delay {
        /// That day.
        until: Date,
    },
    /// An extension was proposed to the head of the office.
    ProposeExtension {
        /// By how many working days.
        workdays: u16,
    },
    /// The head of the office agreed, and the requester was told (article 33).
    Extend {
        /// By how many working days.
        workdays: u16,
        /// Who agreed.
        by: AccountId,
    },
    /// A notice to pay the processing fee was sent (国办函〔2020〕109号).
    ChargeFee {
        /// How it was computed.
        method: FeeMethod,
        /// Items of the same requester counted before in the calendar month; none by page.
        #[serde(default)]
        before: u32,
        /// Items or pages.
        quantity: u32,
        /// How much, in fen.
        fen: u64,
    },
    /// That notice reached the requester.
    FeeServed,
    /// The fee was paid: the time to reply begins anew.
    PayFee,
    /// The records were searched; who, where, with which words and what was found lies beside.
    Search {
        /// How many hits.
        hits: u32,
    },
    /// A draft of the reply went into review.
    Submit {
        /// How the request is to end.
        outcome: OutcomeId,
        /// The agency's chain as it stands.
        chain: ReviewChain,
        /// Who submitted, who takes no further step.
        by: AccountId,
        /// Their name.
        name: String,
    },
    /// A step of that review was taken; remarks lie beside.
    Review {
        /// The step.
        taken: Taken,
        /// The role in which it was taken.
        role: Role,
    },
    /// The reply was signed and numbered: the answer is made.
    Reply {
        /// Number of the document.
        number: String,
    },
    /// The reply was served (国办公开办函〔2016〕235号).
    Serve {
        /// How.
        way: Way,
    },
    /// The requester took the request back.
    Withdraw,
    /// The request goes on in another of the same requester.
    Merge {
        /// That other.
        into: RequestId,
    },
    /// The request ends without a reply: not corrected, not paid, withdrawn, merged.
    End {
        /// How.
        outcome: OutcomeId,
    },
    /// What was asked for becomes public for all (article 44).
    MakePublic {
        /// The item registered for it.
        information: InformationId,
    },
    /// The folder went to the archive (article 45).
    Archive,
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consulted {
    /// A third party whose rights disclosure may harm (article 32).
    ThirdParty,
    /// An agency that made the information too (article 34): silence is consent.
    CoMaker,
    /// Another agency (article 33, paragraph 3).
    OtherAgency,
    /// A unit of one's own that helps to search: the clock runs on.
    Assisting,
}

impl Consulted {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::ThirdParty,
        Self::CoMaker,
        Self::OtherAgency,
        Self::Assisting,
    ];

    /// Its mark in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ThirdParty => "third_party",
            Self::CoMaker => "co_maker",
            Self::OtherAgency => "other_agency",
            Self::Assisting => "assisting",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ThirdParty => "第三方",
            Self::CoMaker => "共同制作机关",
            Self::OtherAgency => "其他机关",
            Self::Assisting => "协助查找的内部机构",
        }
    }

    /// Whether the time for it does not count (article 33, paragraph 3).
    pub const fn stops_the_clock(self) -> bool {
        !matches!(self, Self::Assisting)
    }
}

/// What somebody who was asked says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// 同意公开.
    Agrees,
    /// 部分同意.
    AgreesInPart,
    /// 不同意公开.
    Objects,
}

impl Stance {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agrees, Self::AgreesInPart, Self::Objects];

    /// Its mark in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::AgreesInPart => "agrees_in_part",
            Self::Objects => "objects",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Agrees => "同意公开",
            Self::AgreesInPart => "部分同意公开",
            Self::Objects => "不同意公开",
        }
    }
}

/// How the processing fee is computed; one of the two for a request, never both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeMethod {
    /// 按件计收.
    Items,
    /// 按量计收.
    Pages,
}

/// How a letter is served, and with that when it counts as served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 直接送达: the day on which the requester signs.
    Direct,
    /// 委托其他行政机关送达: the same.
    Entrusted,
    /// 邮寄送达: the day on which it was handed to the post.
    Post,
    /// 通过申请人选择的网络渠道送达: the day on which it was there to be fetched.
    Online,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Entrusted, Self::Post, Self::Online];

    /// Its mark in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Entrusted => "entrusted",
            Self::Post => "post",
            Self::Online => "online",
        }
    }

    /// Its name on a page, with the day that counts.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Direct => "直接送达（申请人签收之日）",
            Self::Entrusted => "委托送达（申请人签收之日）",
            Self::Post => "邮寄送达（交邮之日，限邮政企业）",
            Self::Online => "网上送达（可以查看之日）",
        }
    }
}
