//! What the leak gate says, as a checklist in words.

use gongkai_domain::leak::{Gravity, LeakKind};
use gongkai_office::LeakReport;

/// One line of the checklist.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub(super) class: &'static str,
    pub(super) badge: &'static str,
    pub(super) state: &'static str,
    pub(super) words: String,
}

/// The checklist.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    pub(super) checks: Vec<Check>,
    /// Findings that stop publication.
    pub(super) blocking: usize,
    /// Places that a person has to look at and then says so.
    pub(super) doubts: usize,
    /// On what ground a second person let them pass; empty if nobody did.
    pub(super) passed: String,
}

/// Findings shown of one kind; a list of thousands helps nobody.
const MOST: usize = 30;

impl Gate {
    /// The checklist of a report.
    pub(super) fn of(report: &LeakReport, passed: Option<&str>) -> Self {
        let mut checks = Vec::new();
        let mut found: Vec<_> = report.found.iter().collect();
        // What stops publication first, each kind in the order of its places.
        found.sort_by_key(|(_, leak)| std::cmp::Reverse(leak.gravity));
        for (place, leak) in found.into_iter().take(MOST) {
            let stops = leak.gravity == Gravity::Blocking;
            checks.push(Check {
                class: if stops { "is-block" } else { "" },
                badge: if stops { "badge-late" } else { "badge-today" },
                state: if stops { "不能发布" } else { "请再看" },
                words: format!("“{place}”：{}", leak.message.zh),
            });
        }
        if let Some(more) = report
            .found
            .len()
            .checked_sub(MOST)
            .filter(|more| *more > 0)
        {
            checks.push(look(format!("还有 {more} 处没有列出，请先处理上面的。")));
        }
        for (name, why) in &report.unread {
            checks.push(look(format!("附件“{name}”：{why}。")));
        }
        let clear: Vec<&str> = clear(report).into_iter().map(LeakKind::label).collect();
        if !clear.is_empty() {
            checks.push(Check {
                class: "",
                badge: "badge-good",
                state: "没有发现",
                words: clear.join("、"),
            });
        }
        Self {
            checks,
            blocking: report.blocking(),
            doubts: report.doubts(),
            passed: passed.unwrap_or_default().to_owned(),
        }
    }

    /// Whether it stands in the way of publication.
    pub(super) fn stops(&self) -> bool {
        self.blocking > 0 && self.passed.is_empty()
    }
}

fn look(words: String) -> Check {
    Check {
        class: "",
        badge: "badge-today",
        state: "请再看",
        words,
    }
}

/// The kinds of which nothing was found.
fn clear(report: &LeakReport) -> Vec<LeakKind> {
    let found = |kind: &LeakKind| report.found.iter().any(|(_, leak)| leak.kind == *kind);
    let kinds = LeakKind::ALL.into_iter();
    kinds.filter(|kind| !found(kind)).collect()
}
