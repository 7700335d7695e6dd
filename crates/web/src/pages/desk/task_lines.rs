//! Lines of 今天要办 that are about no item: messages, hand-over, the annual report.

use super::deadline;
use super::reports::address;
use super::tasks::Line;
use crate::caller::Caller;
use crate::words::short_date;
use gongkai_office::{Calendars, HandoverTask, MessageTask, ReportTask, ReportToDo, ToDo};
use jiff::civil::Date;

/// Messages that have waited long.
pub(super) fn message(calendars: &Calendars, task: &MessageTask, today: Date) -> Line {
    let left = deadline::distance(task.due_on, today, calendars.of(&task.agency.id));
    let waiting = &task.waiting;
    let all = format!("/desk/freshness?agency={}#messages", task.agency.slug);
    let (href, title) = match waiting.messages.as_slice() {
        [one] => (format!("/desk/record/{}", one.record), one.title.clone()),
        several => (all, format!("{} 件{}", several.len(), waiting.ledger.noun)),
    };
    let oldest = waiting.messages.first();
    let days = oldest.map_or(0, |oldest| oldest.days);
    Line {
        class: left.class,
        date: short_date(&task.due_on, &today),
        state: left.words,
        act: href.clone(),
        href,
        title: format!("答复：{title}"),
        note: format!(
            "{}里等了 {days} 天还没有答复，超过 {} 检查时一票否决",
            waiting.ledger.zh,
            waiting.rule.limit.zh()
        ),
        act_name: "答复".to_owned(),
    }
}

/// What of the hand-over to archive and library is due.
pub(super) fn hand_over(calendars: &Calendars, caller: &Caller, task: &HandoverTask) -> Line {
    let today = caller.cx.today();
    let left = task
        .due_on
        .map(|due| deadline::distance(due, today, calendars.of(&task.agency)));
    let list = format!("/desk/handover?agency={}", task.agency);
    let (href, title, note, act_name) = match &task.what {
        ToDo::List(items) => {
            let title = format!("向档案馆、图书馆移交 {items} 件信息");
            (
                list,
                title,
                "已经公开，还没有移交".to_owned(),
                "生成移交清单",
            )
        }
        ToDo::Zero => {
            let title = "向档案馆、图书馆交零报告".to_owned();
            (
                list,
                title,
                "这一期没有公开信息，也要报告".to_owned(),
                "生成零报告",
            )
        }
        ToDo::Deliver(id, number) => {
            let title = format!("送交移交清单：{number}");
            let note = "清单已经生成，送到接收单位后登记".to_owned();
            (format!("/desk/handover/{id}"), title, note, "登记送交")
        }
        ToDo::Replace(items) => {
            let title = format!("撤换已移交的 {items} 件信息");
            let note = "移交以后更正或者撤回了，报批后撤换".to_owned();
            (format!("{list}#changes"), title, note, "撤换")
        }
    };
    Line {
        class: left.as_ref().map_or("", |left| left.class),
        date: task
            .due_on
            .map(|due| short_date(&due, &today))
            .unwrap_or_default(),
        state: left.map_or_else(|| "没有期限".to_owned(), |left| left.words),
        act: href.clone(),
        href,
        title,
        note,
        act_name: act_name.to_owned(),
    }
}

/// The next step of the annual report.
pub(super) fn report(calendars: &Calendars, task: &ReportTask, today: Date) -> Line {
    let left = task
        .due_on
        .map(|due| deadline::distance(due, today, calendars.of(&task.agency.id)));
    let href = address(task.year, &task.agency.slug);
    let (title, note, act_name) = match &task.what {
        ReportToDo::Complete => ("填写", "数已经算好，补填系统里没有的", "填写"),
        ReportToDo::Lock => ("审定", "已经填好，等您审定", "审定"),
        ReportToDo::HandIn => ("报送", "已经审定，还没有报送", "报送"),
        ReportToDo::Correct(_) => ("修改", "", "看退回意见"),
        ReportToDo::Publish => ("公布", "已经报送，还没有公布", "公布"),
    };
    let returned = match &task.what {
        ReportToDo::Correct(said) => format!("退回：{}", said.join("；")),
        ReportToDo::Complete | ReportToDo::Lock | ReportToDo::HandIn | ReportToDo::Publish => {
            note.to_owned()
        }
    };
    Line {
        class: left.as_ref().map_or("", |left| left.class),
        date: task
            .due_on
            .map(|due| short_date(&due, &today))
            .unwrap_or_default(),
        state: left.map_or_else(String::new, |left| left.words),
        act: href.clone(),
        href,
        title: format!("{title}{}年年度报告", task.year),
        note: match &task.reminder {
            Some(reminder) => format!("{returned}。催办：{reminder}"),
            None => returned,
        },
        act_name: act_name.to_owned(),
    }
}
