//! A call: who, the names in its path, and what stands behind the question mark, read strictly: a
//! name that is not known is an error and not passed over.

use super::{LAST_PAGE, PAGE, Problem};
use crate::Site;
use crate::caller::Caller;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use gongkai_domain::agency::Agency;
use gongkai_office::{Context, Office};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::str::FromStr;

/// A call of the interface.
pub(crate) struct Call {
    pub(super) site: Site,
    pub(super) caller: Caller,
    at: BTreeMap<String, String>,
    asked: Vec<(String, String)>,
}

impl Call {
    pub(super) fn cx(&self) -> &Context {
        &self.caller.cx
    }

    /// A name in the path.
    pub(super) fn name(&self, name: &str) -> &str {
        self.at.get(name).map_or("", String::as_str)
    }

    /// An identity in the path; what is none leads nowhere.
    pub(super) fn id<T: FromStr>(&self) -> Result<T, Problem> {
        self.name("id").parse().map_err(|_no_id| Problem::unknown())
    }

    /// The year in the path.
    pub(super) fn year(&self) -> Result<i16, Problem> {
        year(self.name("year")).ok_or_else(Problem::unknown)
    }

    /// The agency in the path.
    pub(super) async fn agency(&self) -> Result<Agency, Problem> {
        let tree = self.site.office.agencies().await?;
        let agency = tree.at(self.name("slug")).cloned();
        agency.ok_or_else(Problem::unknown)
    }

    /// What was asked for, if it is only what may be asked for.
    pub(super) fn asked(&self, known: &[&str]) -> Result<Asked<'_>, Problem> {
        let mut errors = Vec::new();
        for (at, (name, value)) in self.asked.iter().enumerate() {
            let before = self.asked.iter().take(at);
            if !known.contains(&name.as_str()) {
                errors.push((name.clone(), "没有这个查询参数。".to_owned()));
            } else if before.into_iter().any(|(other, _)| other == name) {
                errors.push((name.clone(), "这个查询参数只能出现一次。".to_owned()));
            } else if value.contains('\0') || value.chars().count() > 200 {
                errors.push((name.clone(), "最多200个字，不能有控制字符。".to_owned()));
            }
        }
        if errors.is_empty() {
            Ok(Asked(&self.asked))
        } else {
            Err(Problem::fields(errors))
        }
    }
}

/// What stands behind the question mark.
pub(super) struct Asked<'c>(&'c [(String, String)]);

impl Asked<'_> {
    /// A text; nothing where it is not there.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A value of a kind; nothing where it is not there.
    pub(super) fn value<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
        message: &str,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        let value = read(text).ok_or_else(|| Problem::field(name, message))?;
        Ok(Some(value))
    }

    /// The page, from 1, and the rows before it.
    pub(super) fn page(&self) -> Result<(u64, u64), Problem> {
        let read = |text: &str| digits(text).filter(|page| (1..=LAST_PAGE).contains(page));
        let page = self
            .value("page", read, "请填写1到10000的页码。")?
            .unwrap_or(1);
        Ok((page, page.saturating_sub(1).saturating_mul(PAGE)))
    }

    /// The year.
    pub(super) fn year(&self) -> Result<Option<i16>, Problem> {
        self.value("year", year, "请填写2000到2100的年份。")
    }
}

/// A number in nothing but digits.
pub(super) fn digits(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let leading = text.len() > 1 && text.starts_with('0');
    (plain && !leading).then(|| text.parse().ok()).flatten()
}

/// A day as 2026-01-05, and in no other way.
pub(super) fn day(text: &str) -> Option<Date> {
    let day: Date = text.parse().ok()?;
    (day.to_string() == text).then_some(day)
}

fn year(text: &str) -> Option<i16> {
    let year = i16::try_from(digits(text)?).ok()?;
    (2000..=2100).contains(&year).then_some(year)
}

impl FromRequestParts<Site> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let internal = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "程序出了问题。");
        let caller = parts.extensions.get::<Caller>().cloned();
        let at = Path::<BTreeMap<String, String>>::from_request_parts(parts, site).await;
        let Path(at) = at.map_err(|_no_text| Problem::unknown())?;
        let asked = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let Query(asked) = asked.map_err(|_broken| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "查询参数没有读懂。请检查网址里的编码。",
            )
        })?;
        let mut site = site.clone();
        if let Some(office) = parts.extensions.get::<Office>() {
            // The office for this call, which came with a key.
            site.office = office.clone();
        }
        Ok(Self {
            site,
            caller: caller.ok_or_else(internal)?,
            at,
            asked,
        })
    }
}
