//! A request among the things to do today: its number, why it is there, and its one next step.

use super::{AT, standing};
use gongkai_domain::request::NextStep;
use gongkai_office::{RequestTask, RequestToDo};

/// What the home page says of it: title, note, address of the step, name of the step.
pub(in crate::pages::desk) struct Words {
    pub(in crate::pages::desk) href: String,
    pub(in crate::pages::desk) title: String,
    pub(in crate::pages::desk) note: &'static str,
    pub(in crate::pages::desk) act: String,
    pub(in crate::pages::desk) act_name: String,
}

/// The words of a task; nothing in them tells who asks.
pub(in crate::pages::desk) fn line(task: &RequestTask) -> Words {
    let href = format!("{AT}/{}", task.request.id);
    let button = match &task.what {
        RequestToDo::Open | RequestToDo::Overdue => None,
        RequestToDo::AskCorrection => {
            Some(("/act/ask-correction".to_owned(), "告知补正".to_owned()))
        }
        RequestToDo::Step(next) => standing::of_step(next).map(|button| (button.path, button.name)),
    };
    let (path, name) = button.unwrap_or((String::new(), "打开".to_owned()));
    Words {
        title: format!("政府信息公开申请 {}", task.request.number),
        note: note(&task.what),
        act: format!("{href}{path}"),
        act_name: name,
        href,
    }
}

fn note(what: &RequestToDo) -> &'static str {
    match what {
        RequestToDo::Open => "新收到的申请，还没有人打开",
        RequestToDo::AskCorrection => "内容不明确的，要在这天以前一次性告知补正；明确的不用办",
        RequestToDo::Overdue => "已经超过答复期限，请督促经办人尽快答复",
        RequestToDo::Step(next) => match next {
            NextStep::Confirm => "到达当天要与申请人确认收到",
            NextStep::Extend => "报请延期，要在答复期限届满以前批准并告知",
            NextStep::NoteCorrectionServed => "补正告知书发出以后，登记申请人收到的日期",
            NextStep::NoteFeeServed => "收费通知发出以后，登记申请人收到的日期",
            NextStep::NoteConsultServed(_) => "征求意见书发出以后，登记对方收到的日期",
            NextStep::CloseConsultation(_) => "征求意见到期，没有收到答复",
            NextStep::End(_) => "可以终止办理",
            NextStep::Draft => "还没有提交答复",
            NextStep::Review => "答复等您审批",
            NextStep::Sign => "审批已经走完，等编号盖章",
            NextStep::Serve => "答复书已经制发，等送达",
            NextStep::Wait(_) | NextStep::Archive | NextStep::Nothing => "",
        },
    }
}
