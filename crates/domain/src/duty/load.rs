//! Reading the files of `statutes/duties/`.

use super::{Duty, Fulfilment, Match, Rhythm, Roll};
use crate::agency::AgencyKind;
use crate::calendar::load::date;
use crate::information::{ChannelKind, Topic};
use serde::Deserialize;
use toml::value::Datetime;

const SCHEMA: &str = "gongkai/duty/1";

/// The file, as `statutes/schema/duty.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyFile {
    schema: String,
    id: String,
    title: String,
    title_en: String,
    act: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    applies_to: Vec<AgencyKind>,
    adjustable: bool,
    by_default: bool,
    rhythm: RhythmFile,
    fulfilled: FulfilledFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RhythmFile {
    kind: String,
    month: Option<i8>,
    day: Option<i8>,
    days: Option<u16>,
    months: Option<u8>,
    after: Option<u8>,
    roll: RollFile,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RollFile {
    None,
    NextWorkday,
    PreviousWorkday,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, tag = "by", rename_all = "kebab-case")]
enum FulfilledFile {
    Posting {
        #[serde(default)]
        words: Vec<String>,
        #[serde(default)]
        topics: Vec<Topic>,
        #[serde(default)]
        channels: Vec<ChannelKind>,
    },
    Mark,
    Guide,
    Reassessment,
}

/// The duty of a file, or what is wrong with it.
pub(super) fn duty(text: &str) -> Result<Duty, String> {
    let file: DutyFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    date(file.checked)?;
    let fulfilled = file.fulfilled.fulfilment();
    if fulfilled == Fulfilment::Posting(Match::default()) {
        return Err("any posting would fulfil it".to_owned());
    }
    Ok(Duty {
        id: file.id,
        title: file.title,
        title_en: file.title_en,
        act: file.act,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        applies_to: file.applies_to,
        adjustable: file.adjustable,
        by_default: file.by_default,
        rhythm: file.rhythm.rhythm()?,
        roll: match file.rhythm.roll {
            RollFile::None => Roll::None,
            RollFile::NextWorkday => Roll::Next,
            RollFile::PreviousWorkday => Roll::Previous,
        },
        fulfilled,
    })
}

impl RhythmFile {
    fn rhythm(&self) -> Result<Rhythm, String> {
        let after = self.after == Some(1);
        let calendar = self.days.is_none() && self.months.is_none();
        let since = self.month.is_none() && self.day.is_none() && self.after.is_none();
        match (self.kind.as_str(), self.month, self.day) {
            ("monthly", None, Some(day)) if calendar => Ok(Rhythm::Monthly { day, after }),
            ("quarterly", None, Some(day)) if calendar => Ok(Rhythm::Quarterly { day, after }),
            ("yearly", month, day) if calendar && month.is_some() == day.is_some() => {
                let on = month.zip(day);
                Ok(Rhythm::Yearly { on, after })
            }
            ("days-since", ..) if since => self.days.map(Rhythm::DaysSince).ok_or("days"),
            ("months-since", ..) if since => self.months.map(Rhythm::MonthsSince).ok_or("months"),
            _ => Err("kind"),
        }
        .map_err(|key| format!("rhythm: {key} does not fit"))
    }
}

impl FulfilledFile {
    fn fulfilment(self) -> Fulfilment {
        match self {
            Self::Posting {
                words,
                topics,
                channels,
            } => Fulfilment::Posting(Match {
                words,
                topics,
                channels,
                categories: Vec::new(),
            }),
            Self::Mark => Fulfilment::Mark,
            Self::Guide => Fulfilment::Guide,
            Self::Reassessment => Fulfilment::Reassessment,
        }
    }
}
