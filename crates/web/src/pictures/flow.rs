//! How far the requests of a year got: one bar of all that came, cut by where each is now; the steps that
//! they took as a table.

use super::canvas::{Anchor, Canvas, WIDTH};
use super::parts::widths;
use super::{Picture, Table, share};
use gongkai_domain::request::{Flow, Reached};

const ROW: i64 = 24;
const TOP: i64 = 52;

/// The picture of a year.
pub(crate) fn flow(year: i16, flow: &Flow) -> Picture {
    let title = format!("{year}年收到的申请办到哪一步");
    let sentence = sentence(year, flow);
    let svg = if flow.came == 0 {
        String::new()
    } else {
        draw(flow, &title, &sentence)
    };
    Picture {
        name: "flow",
        title,
        svg,
        table: table(flow),
        ..Picture::saying(sentence)
    }
}

fn at(flow: &Flow, place: Reached) -> u64 {
    flow.at.get(&place).copied().unwrap_or(0)
}

fn draw(flow: &Flow, title: &str, sentence: &str) -> String {
    let places = Reached::ALL.map(|place| at(flow, place));
    let seen = places.iter().filter(|count| **count > 0).count();
    let height = TOP + ROW * i64::try_from(seen).unwrap_or(0) + 4;
    let mut canvas = Canvas::new("flow", height);
    let all = format!("收到{}件", flow.came);
    canvas.text((0, 12), Anchor::Start, &all);
    let mut y = TOP;
    for (number, ((x, wide), place)) in widths(places).into_iter().zip(Reached::ALL).enumerate() {
        let count = at(flow, place);
        if count == 0 {
            continue;
        }
        canvas.part(number, (x, 18), (wide, 24));
        canvas.part(number, (0, y + 2), (14, 12));
        canvas.text((19, y + 13), Anchor::Start, place.zh());
        let figure = format!("{count}件 {}", share(count, flow.came));
        canvas.text((WIDTH, y + 13), Anchor::End, &figure);
        y += ROW;
    }
    canvas.finish(title, sentence)
}

fn sentence(year: i16, flow: &Flow) -> String {
    if flow.came == 0 {
        return format!("{year}年没有收到申请。");
    }
    let open = at(flow, Reached::InHand)
        + at(flow, Reached::AwaitingCorrection)
        + at(flow, Reached::Unconfirmed);
    let open = if open == 0 {
        "都已经办结".to_owned()
    } else {
        format!("还有{open}件没有办结")
    };
    let contested = match (flow.reconsidered, flow.sued) {
        (0, 0) => "没有提起复议和诉讼的".to_owned(),
        (asked, sued) => format!("申请行政复议{asked}件、提起行政诉讼{sued}件"),
    };
    format!(
        "{year}年收到申请{}件，受理{}件，其中要求补正{}件；答复{}件，占收到的{}，{open}；{contested}。",
        flow.came,
        flow.taken_up,
        flow.asked_to_correct,
        flow.replied,
        share(flow.replied, flow.came)
    )
}

fn table(flow: &Flow) -> Table {
    let mut table = Table::figures(&["步骤", "件数", "占收到的"]);
    let row = |name: String, count: u64| vec![name, count.to_string(), share(count, flow.came)];
    let steps = [
        ("收到", flow.came),
        ("受理", flow.taken_up),
        ("其中要求补正", flow.asked_to_correct),
        ("答复", flow.replied),
        ("申请行政复议", flow.reconsidered),
        ("提起行政诉讼", flow.sued),
    ];
    let steps = steps.map(|(name, count)| row(name.to_owned(), count));
    let places = Reached::ALL.map(|place| {
        let name = format!("现在：{}", place.zh());
        row(name, at(flow, place))
    });
    table.rows = steps.into_iter().chain(places).collect();
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_domain::dispute::Road;
    use gongkai_domain::request::{CaseStage, Step};

    #[test]
    fn the_bar_is_all_that_came_and_the_steps_are_read_out() {
        let new = Step {
            stage: CaseStage::InHand,
            received: true,
            asked_to_correct: true,
            replied: false,
            roads: [].into(),
        };
        let replied = Step {
            stage: CaseStage::Served,
            replied: true,
            asked_to_correct: false,
            ..new.clone()
        };
        let contested = Step {
            roads: [Road::Reconsideration].into(),
            ..replied.clone()
        };
        let steps = [new, replied.clone(), replied, contested];
        let picture = flow(2026, &Flow::of(steps));
        assert_eq!(
            picture.sentence,
            "2026年收到申请4件，受理4件，其中要求补正1件；答复3件，占收到的75.0%，还有1件没有办结；申请行政复议1件、提起行政诉讼0件。"
        );
        let bars: Vec<&str> = picture.svg.matches("y=\"18\"").collect();
        assert_eq!(bars.len(), 3);
        assert_eq!(picture.table.rows[3], ["答复", "3", "75.0%"]);
        assert!(picture.svg.len() < 30_000);
    }

    #[test]
    fn a_year_without_requests_is_said_and_not_drawn() {
        let picture = flow(2026, &Flow::default());
        assert_eq!(picture.sentence, "2026年没有收到申请。");
        assert!(picture.svg.is_empty());
        assert_eq!(picture.table.rows[0], ["收到", "0", "—"]);
    }
}
