//! A progressive scale: bands of units, each with its rate.

use crate::request::FeeMethod;
use serde::Deserialize;

/// Within what the units of a requester are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountedPer {
    /// All units of a calendar month.
    CalendarMonth,
    /// Those of the request alone.
    Request,
}

/// How one method charges.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub(super) method: FeeMethod,
    pub(super) unit: String,
    pub(super) unit_en: String,
    pub(super) per: CountedPer,
    bands: Vec<Band>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    from: u32,
    to: Option<u32>,
    yuan: u64,
    width: Option<u32>,
    #[serde(default)]
    rise: u64,
}

/// One line of the working.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeLine {
    /// First unit that falls into the band.
    pub from: u32,
    /// Last unit that falls into it.
    pub to: u32,
    /// How many.
    pub count: u32,
    /// Fen a unit.
    pub rate: u64,
    /// Fen together.
    pub sum: u64,
}

impl Scale {
    /// The lines for the units after `before` up to `last`; none if numbers run over.
    pub(super) fn lines(&self, before: u32, last: u32) -> Option<Vec<FeeLine>> {
        let mut lines = Vec::new();
        for band in &self.bands {
            let mut at = *band;
            // A band with a width goes on in steps, each dearer than the one before.
            while at.from <= last {
                let step = at.width.map(|width| at.from.saturating_add(width - 1));
                let end = at.to.or(step).unwrap_or(u32::MAX).min(last);
                let from = at.from.max(before.checked_add(1)?);
                if from <= end {
                    lines.push(at.line(from, end)?);
                }
                let (Some(width), true) = (at.width, end < last) else {
                    break;
                };
                at.from = at.from.checked_add(width)?;
                at.yuan = at.yuan.checked_add(at.rise)?;
            }
        }
        Some(lines)
    }

    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let mut next = 1;
        for (number, band) in (1..).zip(&self.bands) {
            let is_last = number == self.bands.len();
            if band.from != next {
                return Some("a band does not begin where the one before ends");
            }
            if band.to.is_none() != is_last || (band.width.is_some() && !is_last) {
                return Some("only the last band is open");
            }
            if band.width == Some(0) || band.to.is_some_and(|to| to < band.from) {
                return Some("a band without units");
            }
            next = band.to.unwrap_or(u32::MAX).saturating_add(1);
        }
        None
    }
}

impl Band {
    fn line(self, from: u32, to: u32) -> Option<FeeLine> {
        let count = to.checked_sub(from)?.checked_add(1)?;
        let rate = self.yuan.checked_mul(100)?;
        Some(FeeLine {
            from,
            to,
            count,
            rate,
            sum: rate.checked_mul(u64::from(count))?,
        })
    }
}
