//! From the coming of a request to its correction: articles 30 and 31.

use super::{About, Ask, Form, number};
use gongkai_domain::request::Act;

const WORKDAYS: fn(&About<'_>) -> String = |about| about.setting.correction_days.to_string();

pub(super) const FORMS: &[Form] = &[
    Form {
        code: "confirm",
        title: "登记确认收到",
        help: "平常信函、传真、电子邮件和转来的申请，要在收到的当天与申请人确认，双方确认的那一天是收到申请之日，答复期限从次日起算。",
        cite: "条例第三十一条",
        button: "登记确认",
        day: "双方确认的日期",
        asks: &[Ask::Words(
            "note",
            "确认经过",
            "打电话、发短信还是回邮件，谁接的",
            2,
            false,
        )],
        tries: |_| vec![Act::Confirm],
        make: |_, _, _| Some(Act::Confirm),
    },
    Form {
        code: "try-to-confirm",
        title: "登记联系不上",
        help: "试过联系申请人、没有联系上的，每次都记下来，以后说得清为什么没有当天确认。",
        cite: "条例第三十一条",
        button: "记下这一次",
        day: "联系的日期",
        asks: &[Ask::Words(
            "note",
            "确认经过",
            "用什么方式、联系了几次、结果怎样",
            2,
            true,
        )],
        tries: |_| vec![Act::TryToConfirm],
        make: |_, _, _| Some(Act::TryToConfirm),
    },
    Form {
        code: "ask-correction",
        title: "告知补正",
        help: "申请内容不明确的，要在收到申请之日起7个工作日内一次性告知申请人作出补正，说明需要补正的事项和合理的补正期限。补正以后，答复期限重新计算；到期不补正又没有正当理由的，视为放弃申请。",
        cite: "条例第三十条",
        button: "发出补正告知",
        day: "发出的日期",
        asks: &[
            Ask::Words(
                "unclear",
                "需要补正的事项",
                "一次说全：哪里不明确，要补充什么。写进补正告知书",
                4,
                true,
            ),
            Ask::Words(
                "guidance",
                "怎样补正",
                "可以怎样写，例如补充年份、项目名称、文号",
                2,
                false,
            ),
            Ask::Short(
                "workdays",
                "补正期限（工作日）",
                "从申请人收到告知书起算；默认是本单位设置的天数",
                WORKDAYS,
            ),
            Ask::File("file", "补正告知书", "letter", true),
        ],
        tries: |_| vec![Act::AskCorrection { workdays: 1 }],
        make: |posted, _, problems| {
            let workdays = number(posted, "workdays", problems)?;
            Some(Act::AskCorrection { workdays })
        },
    },
    Form {
        code: "correction-served",
        title: "登记补正告知书已送达",
        help: "补正期限从申请人收到补正告知书起算，收到的日期要登记。",
        cite: "条例第三十条",
        button: "登记送达",
        day: "申请人收到的日期",
        asks: &[
            Ask::Words("note", "怎样知道已经收到", "签收单号、回执、电话", 1, false),
            Ask::File("file", "送达凭证", "evidence", false),
        ],
        tries: |_| vec![Act::CorrectionServed],
        make: |_, _, _| Some(Act::CorrectionServed),
    },
    Form {
        code: "correct",
        title: "登记申请人补正",
        help: "申请人补正的，以收到补正的日期重新起算答复期限。网上补正的自动登记，这里登记书面、当面补正的。",
        cite: "条例第三十条",
        button: "登记补正",
        day: "收到补正的日期",
        asks: &[
            Ask::Words(
                "description",
                "补正以后的申请内容",
                "照申请人的补正材料填写",
                4,
                true,
            ),
            Ask::File("file", "补正材料", "correction", false),
        ],
        tries: |_| vec![Act::Correct],
        make: |_, _, _| Some(Act::Correct),
    },
];
