//! When a request counts as received: article 31 of the Regulations.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// By which way a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptChannel {
    /// 当面提交.
    InPerson,
    /// 口头提出，由工作人员代填: for those to whom writing is difficult (article 29).
    Oral,
    /// 邮寄，需要签收.
    SignedMail,
    /// 平常信函，不需要签收.
    OrdinaryMail,
    /// 本机关网上申请: handed in on our own pages, which answer at once with a receipt.
    Online,
    /// 传真.
    Fax,
    /// 电子邮件 to the published address.
    Email,
    /// 寄给本机关其他机构或者工作人员，转来的.
    PassedOn,
}

/// What is known of the coming of a request. Both times are kept, whichever of them counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The way.
    pub channel: ReceiptChannel,
    /// When it reached the agency, in China's time.
    pub arrived: DateTime,
    /// When the requester sent it or handed it in, as far as known.
    #[serde(default)]
    pub submitted: Option<DateTime>,
}

/// The day of receipt, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The day; none before both sides have confirmed.
    pub on: Option<Date>,
    /// Why this day, in Chinese.
    pub zh: &'static str,
    /// The law.
    pub cite: &'static str,
}

impl ReceiptChannel {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 8] = [
        Self::InPerson,
        Self::Oral,
        Self::SignedMail,
        Self::OrdinaryMail,
        Self::Online,
        Self::Fax,
        Self::Email,
        Self::PassedOn,
    ];

    /// Its mark in forms and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Oral => "oral",
            Self::SignedMail => "signed_mail",
            Self::OrdinaryMail => "ordinary_mail",
            Self::Online => "online",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::PassedOn => "passed_on",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::InPerson => "当面提交",
            Self::Oral => "口头提出，工作人员代填",
            Self::SignedMail => "邮寄（挂号、快递，有签收）",
            Self::OrdinaryMail => "平常信函（没有签收）",
            Self::Online => "网上申请",
            Self::Fax => "传真",
            Self::Email => "电子邮件",
            Self::PassedOn => "其他机构或者人员转来",
        }
    }

    /// The way of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }

    /// Whether the day of receipt is the day on which requester and office confirmed it to each other.
    pub const fn is_confirmed(self) -> bool {
        matches!(
            self,
            Self::OrdinaryMail | Self::Fax | Self::Email | Self::PassedOn
        )
    }
}

impl Arrival {
    /// The day of receipt. `confirmed` is the day on which both sides confirmed it.
    pub fn receipt(&self, confirmed: Option<Date>) -> Receipt {
        let arrived = Some(self.arrived.date());
        let (on, zh, cite) = match self.channel {
            ReceiptChannel::InPerson | ReceiptChannel::Oral => (
                arrived,
                "当面提交的，以提交之日为收到申请之日",
                "条例第三十一条第（一）项",
            ),
            ReceiptChannel::SignedMail => (
                arrived,
                "以邮寄方式提交的，以签收之日为收到申请之日",
                "条例第三十一条第（二）项",
            ),
            ReceiptChannel::OrdinaryMail => (
                confirmed,
                "以平常信函提交的，收到当日与申请人确认，确认之日为收到申请之日",
                "条例第三十一条第（二）项",
            ),
            ReceiptChannel::Online => (
                arrived,
                "网上提交成功，系统当即出具回执，双方确认，以当日为收到申请之日",
                "条例第三十一条第（三）项、最高人民法院指导案例26号",
            ),
            ReceiptChannel::Fax | ReceiptChannel::Email => (
                confirmed,
                "通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日",
                "条例第三十一条第（三）项",
            ),
            ReceiptChannel::PassedOn => (
                confirmed,
                "寄给其他机构或者人员的，以本机关公开工作机构实际收到并确认之日为收到申请之日",
                "国办公开办函〔2015〕207号",
            ),
        };
        Receipt { on, zh, cite }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn receipt(channel: ReceiptChannel, confirmed: Option<Date>) -> Option<Date> {
        let arrived = date(2026, 3, 2).at(16, 40, 0, 0);
        let arrival = Arrival {
            channel,
            arrived,
            submitted: None,
        };
        arrival.receipt(confirmed).on
    }

    #[test]
    fn what_is_handed_in_signed_for_or_sent_on_our_pages_is_received_that_day() {
        for channel in ReceiptChannel::ALL {
            let at_once = receipt(channel, None) == Some(date(2026, 3, 2));
            assert_eq!(at_once, !channel.is_confirmed(), "{channel:?}");
            assert_eq!(ReceiptChannel::of_code(channel.code()), Some(channel));
        }
    }

    #[test]
    fn letters_faxes_and_mails_are_received_on_the_day_of_confirmation_and_not_before() {
        for channel in [
            ReceiptChannel::OrdinaryMail,
            ReceiptChannel::Fax,
            ReceiptChannel::Email,
        ] {
            assert_eq!(receipt(channel, None), None);
            let confirmed = date(2026, 3, 4);
            assert_eq!(receipt(channel, Some(confirmed)), Some(confirmed));
        }
    }
}
