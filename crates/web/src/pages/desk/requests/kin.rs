//! Other requests of the same person, with the evidence for repeated and bulk requests.

use super::AT;
use gongkai_office::{RequestView, Similar};

/// A request of the same person.
pub(super) struct Kin {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) arrived: String,
    pub(super) stage: &'static str,
    /// 87%.
    pub(super) likeness: String,
    /// Whether it asks for nearly the same.
    pub(super) alike: bool,
    pub(super) description: String,
}

/// From which likeness on, in thousandths, it is pointed out.
const ALIKE: u16 = 700;

pub(super) fn of(similar: &[Similar]) -> Vec<Kin> {
    let one = |other: &Similar| Kin {
        href: format!("{AT}/{}", other.row.id),
        number: other.row.number.clone(),
        arrived: other.row.arrived.date().to_string(),
        stage: other.row.stage.zh(),
        likeness: format!("{}%", other.likeness / 10),
        alike: other.likeness >= ALIKE,
        description: other.description.clone(),
    };
    similar.iter().map(one).collect()
}

/// What the others come to, in a sentence.
pub(super) fn sentence(view: &RequestView, similar: &[Similar]) -> String {
    let arrived = view.row.arrived.date();
    let same_month = |other: &&Similar| {
        let day = other.row.arrived.date();
        (day.year(), day.month()) == (arrived.year(), arrived.month())
    };
    let month = similar.iter().filter(same_month).count() + 1;
    let alike = similar
        .iter()
        .filter(|other| other.likeness >= ALIKE)
        .count();
    let alike = if alike == 0 {
        "没有内容相近的".to_owned()
    } else {
        format!("有{alike}件内容相近，请看是不是重复申请（条例第三十六条第（六）项）")
    };
    format!(
        "同一申请人向本机关共提出{}件，{}年{}月提出{month}件；{alike}。",
        similar.len() + 1,
        arrived.year(),
        arrived.month()
    )
}
