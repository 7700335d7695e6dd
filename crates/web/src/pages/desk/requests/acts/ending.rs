//! Searching, signing, serving, and the ends of a request: articles 36 to 40 and 45.

use super::{About, Ask, Form, choices, number};
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Outcome, OutcomeBook, OutcomeId, Way};

/// Ends without a reply that are possible now.
fn ends(about: &About<'_>) -> Vec<&'static Outcome> {
    let book = OutcomeBook::statutory().ok();
    let all = book.map(OutcomeBook::all).unwrap_or_default();
    let by_history = |outcome: &&Outcome| {
        outcome.needs.iter().all(|need| need.field().is_none())
            && is_likely(about, outcome.id.as_str())
    };
    all.iter()
        .filter(|outcome| !outcome.replies)
        .filter(by_history)
        .collect()
}

/// Whether the history has what this end is about; the periods are the domain's.
fn is_likely(about: &About<'_>, id: &str) -> bool {
    let case = about.case;
    match id {
        "uncorrected" => case
            .correction
            .is_some_and(|asked| asked.corrected.is_none()),
        "unpaid" => case.fee.is_some_and(|fee| fee.paid.is_none()),
        "withdrawn" => case.withdrawn.is_some(),
        "merged" => case.merged.is_some(),
        _ => true,
    }
}

fn end(outcome: &Outcome) -> Act {
    Act::End {
        outcome: outcome.id.clone(),
    }
}

pub(super) const FORMS: &[Form] = &[
    Form {
        code: "search",
        title: "登记检索",
        help: "答复信息不存在、没有现成信息的，要尽到合理检索的义务。谁、在哪里、用什么词检索、找到什么，都记下来，复议和诉讼时是证据。",
        cite: "条例第三十六条第（四）项",
        button: "登记检索",
        day: "检索的日期",
        asks: &[
            Ask::Words(
                "where",
                "在哪里检索",
                "档案室、业务系统、文件柜、相关机构",
                2,
                true,
            ),
            Ask::Words("keywords", "用什么词", "", 1, true),
            Ask::Words("who", "谁检索", "不填是您本人", 1, false),
            Ask::Short("hits", "找到几件", "没有找到填 0", |_| {
                String::new()
            }),
            Ask::Words("found", "找到了什么", "", 2, false),
            Ask::File("file", "检索结果截图等", "evidence", false),
        ],
        tries: |_| vec![Act::Search { hits: 0 }],
        make: |posted, _, problems| {
            let hits = number(posted, "hits", problems)?;
            Some(Act::Search { hits })
        },
    },
    Form {
        code: "reply",
        title: "制发答复书",
        help: "审批已经走完。答复书编号、盖章以后就是本机关作出的答复，作出的日期不能晚于答复期限。",
        cite: "条例第三十三条、第三十六条",
        button: "登记已制发",
        day: "答复书落款日期",
        asks: &[Ask::Short(
            "number",
            "文号",
            "与答复书上印的一致",
            |about| about.number.clone(),
        )],
        tries: |_| {
            vec![Act::Reply {
                number: "1".to_owned(),
            }]
        },
        make: |posted, _, _| {
            Some(Act::Reply {
                number: posted.text("number").to_owned(),
            })
        },
    },
    Form {
        code: "serve",
        title: "登记送达",
        help: "按申请人要求的方式送达。直接送达和委托送达以签收之日为准，邮寄以交邮之日为准，网上以可以查看之日为准。",
        cite: "国办公开办函〔2016〕235号",
        button: "登记送达",
        day: "送达日期",
        asks: &[
            Ask::Choice("way", "送达方式", "", |_| {
                choices(Way::ALL.map(|way| (way.code(), way.zh())))
            }),
            Ask::Words("tracking", "邮件号码或者签收人", "", 1, false),
            Ask::File("letter", "盖章的答复书", "letter", true),
            Ask::File("supplied", "提供的信息", "supplied", true),
            Ask::File("file", "送达凭证", "evidence", false),
        ],
        tries: |_| vec![Act::Serve { way: Way::Direct }],
        make: |posted, _, problems| {
            let mut ways = Way::ALL.into_iter();
            let way = ways.find(|way| way.code() == posted.text("way"));
            if way.is_none() {
                problems.add("way", "请选择送达方式。");
            }
            Some(Act::Serve { way: way? })
        },
    },
    Form {
        code: "withdraw",
        title: "登记申请人撤回",
        help: "申请人在答复以前可以撤回申请。登记以后用“终止办理”结束。",
        cite: "国办公开办函〔2021〕30号（表三）",
        button: "登记撤回",
        day: "撤回的日期",
        asks: &[
            Ask::Words("note", "说明", "书面撤回，还是当面、电话表示撤回", 2, false),
            Ask::File("file", "撤回材料", "evidence", false),
        ],
        tries: |_| vec![Act::Withdraw],
        make: |_, _, _| Some(Act::Withdraw),
    },
    Form {
        code: "merge",
        title: "并入另一件申请",
        help: "同一申请人内容相同的几件申请，可以并在一件里答复。登记以后用“终止办理”结束这一件。",
        cite: "国办公开办函〔2021〕30号（表三）",
        button: "登记并入",
        day: "",
        asks: &[
            Ask::Choice(
                "into",
                "并入哪一件",
                "同一申请人还在办理的申请",
                |about| {
                    let others = about.others.iter();
                    let one = |(id, number): &(RequestId, String)| (id.to_string(), number.clone());
                    others.map(one).collect()
                },
            ),
            Ask::Words("note", "说明", "", 2, false),
        ],
        tries: |about| {
            let others = about.others.iter();
            others
                .map(|(id, _)| Act::Merge { into: id.clone() })
                .collect()
        },
        make: |posted, about, problems| {
            let into = posted.text("into").parse::<RequestId>().ok();
            let into = into.filter(|id| about.others.iter().any(|(other, _)| other == id));
            if into.is_none() {
                problems.add("into", "请选择同一申请人的另一件申请。");
            }
            Some(Act::Merge { into: into? })
        },
    },
    Form {
        code: "end",
        title: "终止办理",
        help: "到期不补正、到期不缴费、申请人撤回、并入另一件申请的，不再答复，这里结束办理。期限有没有过，由程序按工作日核对。",
        cite: "条例第三十条、国办函〔2020〕109号、国办公开办函〔2021〕30号（表三）",
        button: "终止办理",
        day: "",
        asks: &[
            Ask::Choice("outcome", "为什么终止", "", |about| {
                let one =
                    |outcome: &Outcome| (outcome.id.as_str().to_owned(), outcome.title.clone());
                ends(about).into_iter().map(one).collect()
            }),
            Ask::Words("note", "说明", "", 2, false),
        ],
        tries: |about| ends(about).into_iter().map(end).collect(),
        make: |posted, about, problems| {
            let chosen = OutcomeId::from(posted.text("outcome"));
            let found = ends(about).into_iter().find(|outcome| outcome.id == chosen);
            if found.is_none() {
                problems.add("outcome", "请选择为什么终止办理。");
            }
            found.map(end)
        },
    },
    Form {
        code: "archive",
        title: "归档",
        help: "申请、往来文书、审批和送达凭证一起归档。归档以后案卷不能再改。",
        cite: "条例第四十五条",
        button: "登记归档",
        day: "归档日期",
        asks: &[Ask::Words("shelf", "案卷号或者存放位置", "", 1, false)],
        tries: |_| vec![Act::Archive],
        make: |_, _, _| Some(Act::Archive),
    },
];
