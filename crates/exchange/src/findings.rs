//! Findings as JSON, in one of two languages.

use crate::places;
use gongkai_domain::rules::{Finding, Message};
use serde_json::{Value, json};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// A message in this language.
    pub fn of(self, message: &Message) -> &str {
        match self {
            Self::Zh => &message.zh,
            Self::En => &message.en,
        }
    }
}

/// One finding.
pub fn finding_json(finding: &Finding, lang: Lang) -> Value {
    let mut value = json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "outcome": finding.outcome.name(),
        "message": lang.of(&finding.message),
        "cells": finding.cells,
    });
    if let (Some(place), Value::Object(object)) = (&finding.place, &mut value) {
        object.insert(String::from("at"), places::to_json(place));
    }
    value
}
