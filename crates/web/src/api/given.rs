//! The body of a call: one JSON object of known members, each read as what it is to be.

use super::Problem;
use super::call::day;
use crate::Site;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::str::FromStr;

/// Bytes of a body.
pub(super) const LARGEST: usize = 1024 * 1024;

/// The members of a body that have not been taken out yet, and what was wrong with those that were.
#[derive(Debug, Default)]
pub(crate) struct Given {
    members: Map<String, Value>,
    /// What stands before the names of members in errors.
    prefix: String,
    errors: Vec<(String, String)>,
}

impl Given {
    /// Over the members of an object within a body.
    pub(super) fn within(name: &str, members: Map<String, Value>) -> Self {
        Self {
            members,
            prefix: format!("{name}."),
            errors: Vec::new(),
        }
    }

    /// That a member is not as it must be.
    pub(super) fn wrong(&mut self, name: &str, message: impl Into<String>) {
        self.errors
            .push((format!("{}{name}", self.prefix), message.into()));
    }

    /// A member of any kind; nothing where it is not there. `null` is there.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.members.remove(name)
    }

    /// A text of at most so many characters; empty where there is none.
    pub(super) fn text(&mut self, name: &str, most: usize) -> String {
        match self.take(name) {
            None => String::new(),
            Some(Value::String(text)) if text.chars().count() <= most => text,
            Some(_) => {
                self.wrong(name, format!("请填写文字，最多{most}个字。"));
                String::new()
            }
        }
    }

    /// A text that must be there.
    pub(super) fn required_text(&mut self, name: &str, most: usize) -> String {
        if !self.members.contains_key(name) {
            self.wrong(name, "缺少这一项。");
        }
        self.text(name, most)
    }

    /// An identity; nothing where there is none.
    pub(super) fn id<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let text = self.text(name, 32);
        let id = text.parse().ok();
        if id.is_none() && !text.is_empty() {
            self.wrong(name, "不是编号：32位小写十六进制数字。");
        }
        id
    }

    /// A day that must be there.
    pub(super) fn day(&mut self, name: &str) -> Option<Date> {
        let found = self.take(name);
        let read = found.as_ref().and_then(Value::as_str).and_then(day);
        if read.is_none() {
            self.wrong(name, "请填写日期，例如 2026-01-05。");
        }
        read
    }

    /// Yes or no; no where it is not there.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        match self.take(name) {
            None => false,
            Some(Value::Bool(yes)) => yes,
            Some(_) => {
                self.wrong(name, "请填写 true 或者 false。");
                false
            }
        }
    }

    /// The revision that the caller had before them.
    pub(super) fn revision(&mut self) -> u64 {
        let found = self.take("revision").and_then(|value| value.as_u64());
        if found.is_none() {
            self.wrong("revision", "请填写读取时得到的 revision。");
        }
        found.unwrap_or_default()
    }

    /// The members of an object that must be there.
    pub(super) fn object(&mut self, name: &str) -> Self {
        if let Some(Value::Object(members)) = self.take(name) {
            return Self::within(name, members);
        }
        self.wrong(name, "请填写一个对象。");
        Self::default()
    }

    /// The names of the members that have not been taken out.
    pub(super) fn names(&self) -> Vec<String> {
        self.members.keys().cloned().collect()
    }

    /// What was wrong with an object within.
    pub(super) fn join(&mut self, within: Self) {
        if let Err(errors) = within.errors() {
            self.errors.extend(errors);
        }
    }

    /// That everything was as it must be, and nothing was there that is not known.
    pub(super) fn finish(self) -> Result<(), Problem> {
        self.errors().map_err(Problem::fields)
    }

    fn errors(mut self) -> Result<(), Vec<(String, String)>> {
        for name in self.names() {
            self.wrong(&name, "没有这个字段。");
        }
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(self.errors)
        }
    }
}

impl FromRequest<Site> for Given {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|value| value.to_str().ok()).unwrap_or("");
        let kind = kind.split(';').next().unwrap_or("").trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            let detail = "请用 application/json 提交。";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let bytes = axum::body::to_bytes(request.into_body(), LARGEST).await;
        let bytes = bytes.map_err(|_too_large| {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "提交的内容太大，最多1 MB。")
        })?;
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|_broken| Problem::new(StatusCode::BAD_REQUEST, "提交的内容不是 JSON。"))?;
        if has_control(&value) {
            let detail = "文字里不能有编码为0的控制字符。";
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail));
        }
        let Value::Object(members) = value else {
            let detail = "请提交一个 JSON 对象。";
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail));
        };
        Ok(Self {
            members,
            ..Self::default()
        })
    }
}

/// Whether a text holds the one character that PostgreSQL cannot store.
fn has_control(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(values) => values.iter().any(has_control),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| name.contains('\0') || has_control(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
