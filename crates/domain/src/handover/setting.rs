//! What an agency sets up for its hand-over.

use super::{Period, Receiver, Rhythm};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The hand-over of an agency: when, to whom, by which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverSetting {
    /// When.
    pub rhythm: Rhythm,
    /// The document that says so.
    pub source: String,
    /// What was first published from this day on is handed over from here; what came before was
    /// handed over otherwise.
    pub since: Date,
    /// To whom; at least one.
    pub receivers: Vec<Receiver>,
    /// Who hands over: a name.
    pub contact: String,
    /// Their telephone number.
    pub telephone: String,
}

impl HandoverSetting {
    /// The period for which a list is next, where lists were made up to and with a day.
    ///
    /// What was missed comes first, as one period; then the one that runs. Where each item has a
    /// time of its own the period ends today.
    pub fn open_period(&self, settled: Option<Date>, today: Date) -> Period {
        let after = settled.and_then(|last| last.tomorrow().ok());
        let from = after.map_or(self.since, |after| after.max(self.since));
        let Some(current) = self.rhythm.period(today) else {
            let from = from.min(today);
            return Period { from, to: today };
        };
        match current.from.yesterday() {
            Ok(to) if from <= to => Period { from, to },
            _ if from <= current.to => Period { from, ..current },
            // All done already, and something came after.
            _ => current,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MonthDay, Start};
    use super::*;
    use jiff::civil::date;

    fn setting(rhythm: Rhythm) -> HandoverSetting {
        HandoverSetting {
            rhythm,
            source: String::new(),
            since: date(2020, 1, 1),
            receivers: Vec::new(),
            contact: String::new(),
            telephone: String::new(),
        }
    }

    fn half_months() -> HandoverSetting {
        setting(Rhythm::Monthly {
            days: vec![MonthDay::Day(15), MonthDay::Last],
            roll: false,
        })
    }

    fn days(period: Period) -> (Date, Date) {
        (period.from, period.to)
    }

    #[test]
    fn a_period_that_was_missed_comes_before_the_one_that_runs() {
        let open = |settled, today| days(half_months().open_period(settled, today));
        let april = date(2020, 4, 3);
        assert_eq!(open(None, april), (date(2020, 1, 1), date(2020, 3, 31)));
        let settled = Some(date(2020, 3, 15));
        assert_eq!(open(settled, april), (date(2020, 3, 16), date(2020, 3, 31)));
        let settled = Some(date(2020, 3, 31));
        assert_eq!(open(settled, april), (date(2020, 4, 1), date(2020, 4, 15)));
        let settled = Some(date(2020, 4, 15));
        assert_eq!(open(settled, april), (date(2020, 4, 1), date(2020, 4, 15)));
    }

    #[test]
    fn where_each_item_has_its_own_time_a_period_ends_today() {
        let each = setting(Rhythm::Each {
            workdays: 20,
            from: Start::Formed,
        });
        let today = date(2020, 4, 3);
        let period = each.open_period(Some(date(2020, 3, 2)), today);
        assert_eq!(days(period), (date(2020, 3, 3), today));
        assert_eq!(days(each.open_period(Some(today), today)), (today, today));
    }
}
