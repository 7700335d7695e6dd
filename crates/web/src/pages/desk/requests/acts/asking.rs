//! What is asked of others on the way: opinions, reasons, more time, a fee. Articles 32 to 35 and 42.

use super::{About, Ask, Form, NOTHING, choices, number, question};
use gongkai_domain::calendar::dates;
use gongkai_domain::request::{Act, Consultation, Consulted, FeeMethod, FeeRefused, Stance};

/// The questions that are open, with whom they went to.
fn open(about: &About<'_>) -> Vec<(String, String)> {
    let open = about
        .case
        .consultations
        .iter()
        .filter(|asked| asked.is_open());
    let name = |asked: &Consultation| {
        let whom = about.asked.get(&asked.id).map_or("", String::as_str);
        let words = format!(
            "第{}份：{}{whom}，{}发出",
            asked.id,
            asked.whom.zh(),
            asked.sent
        );
        (asked.id.to_string(), words)
    };
    open.map(name).collect()
}

fn tried(about: &About<'_>, act: fn(u16) -> Act) -> Vec<Act> {
    let open = about
        .case
        .consultations
        .iter()
        .filter(|asked| asked.is_open());
    open.map(|asked| act(asked.id)).collect()
}

const WHICH: Ask = Ask::Choice("id", "哪一份征求意见书", "", open);

fn consult(id: u16) -> Act {
    Act::Consult {
        id,
        whom: Consulted::ThirdParty,
    }
}

fn next_id(about: &About<'_>) -> u16 {
    let ids = about.case.consultations.iter().map(|asked| asked.id);
    ids.max().unwrap_or(0).saturating_add(1)
}

/// Pages for which there is a fee under every scale: tried to find out whether one can be charged at all.
const MANY: u32 = 1000;

/// The entry of a fee, as the program computes it.
fn fee(about: &About<'_>, method: FeeMethod, quantity: u32) -> Result<Act, FeeRefused> {
    let before = match method {
        FeeMethod::Items => about.before,
        FeeMethod::Pages => 0,
    };
    let sum = about.case.fee_for(method, before, quantity)?;
    Ok(Act::ChargeFee {
        method,
        before,
        quantity,
        fen: sum.fen,
    })
}

pub(super) const FORMS: &[Form] = &[
    Form {
        code: "consult",
        title: "征求意见",
        help: "信息涉及第三方的，书面征求意见，第三方自收到征求意见书起15个工作日内提出意见，逾期不提出的由本机关决定；与其他机关共同制作的，对方15个工作日内不答复视为同意。征求第三方和其他机关意见的时间不计算在答复期限内；请内部机构协助查找的照常计算。",
        cite: "条例第三十二条至第三十四条",
        button: "登记发出",
        day: "发出的日期",
        asks: &[
            Ask::Choice("whom", "征求谁的意见", "", |_| {
                choices(Consulted::ALL.map(|whom| (whom.code(), whom.zh())))
            }),
            Ask::Words("name", "收件人", "第三方、机关或者内部机构的名称", 1, true),
            Ask::Words(
                "question",
                "征求什么意见",
                "哪些信息涉及对方，请对方就是否同意公开、理由答复",
                3,
                true,
            ),
            Ask::File("file", "征求意见书", "letter", false),
        ],
        tries: |about| vec![consult(next_id(about))],
        make: |posted, about, problems| {
            let found = Consulted::ALL.into_iter();
            let mut found = found.filter(|whom| whom.code() == posted.text("whom"));
            let whom = found.next();
            if whom.is_none() {
                problems.add("whom", "请选择征求谁的意见。");
            }
            Some(Act::Consult {
                id: next_id(about),
                whom: whom?,
            })
        },
    },
    Form {
        code: "consult-served",
        title: "登记征求意见书已送达",
        help: "第三方和共同制作机关的15个工作日从收到征求意见书起算，收到的日期要登记。",
        cite: "条例第三十二条、第三十四条",
        button: "登记送达",
        day: "对方收到的日期",
        asks: &[
            WHICH,
            Ask::Words("note", "怎样知道已经收到", "签收单号、回执、电话", 1, false),
            Ask::File("file", "送达凭证", "evidence", false),
        ],
        tries: |about| tried(about, |id| Act::ConsultServed { id }),
        make: |posted, _, problems| {
            Some(Act::ConsultServed {
                id: question(posted, problems)?,
            })
        },
    },
    Form {
        code: "consult-answered",
        title: "登记对方意见",
        help: "第三方不同意公开且有合理理由的，不予公开；不公开可能对公共利益造成重大影响的，可以决定公开，并把决定和理由书面告知第三方。",
        cite: "条例第三十二条、第三十四条",
        button: "登记意见",
        day: "收到意见的日期",
        asks: &[
            WHICH,
            Ask::Choice("stance", "对方意见", "", |_| {
                choices(Stance::ALL.map(|stance| (stance.code(), stance.zh())))
            }),
            Ask::Words("reason", "理由", "照对方的书面意见填写", 3, false),
            Ask::File("file", "对方的书面意见", "evidence", false),
        ],
        tries: |about| {
            tried(about, |id| Act::ConsultAnswered {
                id,
                stance: Stance::Agrees,
            })
        },
        make: |posted, _, problems| {
            let mut stances = Stance::ALL.into_iter();
            let stance = stances.find(|stance| stance.code() == posted.text("stance"));
            if stance.is_none() {
                problems.add("stance", "请选择对方的意见。");
            }
            Some(Act::ConsultAnswered {
                id: question(posted, problems)?,
                stance: stance?,
            })
        },
    },
    Form {
        code: "consult-closed",
        title: "征求意见到期或者不再等",
        help: "第三方逾期没有提出意见的，由本机关依照条例的规定决定是否公开；共同制作机关逾期不答复的，视为同意公开。登记以后继续办理答复。",
        cite: "条例第三十二条、第三十四条",
        button: "登记结束征求意见",
        day: "结束的日期",
        asks: &[
            WHICH,
            Ask::Words("note", "说明", "到期没有答复，或者为什么不再等", 2, false),
        ],
        tries: |about| tried(about, |id| Act::ConsultClosed { id }),
        make: |posted, _, problems| {
            Some(Act::ConsultClosed {
                id: question(posted, problems)?,
            })
        },
    },
    Form {
        code: "ask-reasons",
        title: "要求申请人说明理由",
        help: "申请公开的数量、频次明显超过合理范围的，可以要求申请人说明理由。理由不合理的，告知不予处理；理由合理、但不能按期答复的，可以确定延迟答复的合理期限并告知。等待期间答复期限照常计算。",
        cite: "条例第三十五条",
        button: "发出告知",
        day: "发出的日期",
        asks: &[
            Ask::Words(
                "facts",
                "数量、频次情况",
                "什么时间里提出了多少件、内容怎样相近",
                3,
                true,
            ),
            Ask::Short(
                "workdays",
                "说明理由的期限（工作日）",
                "",
                |about| about.setting.correction_days.to_string(),
            ),
            Ask::File("file", "说明理由告知书", "letter", true),
        ],
        tries: |_| vec![Act::AskReasons { workdays: 1 }],
        make: |posted, _, problems| {
            let workdays = number(posted, "workdays", problems)?;
            Some(Act::AskReasons { workdays })
        },
    },
    Form {
        code: "give-reasons",
        title: "登记申请人的理由",
        help: "照申请人的说明登记，并写明本机关认为是否合理。",
        cite: "条例第三十五条",
        button: "登记理由",
        day: "收到的日期",
        asks: &[
            Ask::Choice("reasonable", "理由是否合理", "", |_| {
                choices([("yes", "合理"), ("no", "不合理")])
            }),
            Ask::Words("reason", "理由", "", 3, true),
            Ask::File("file", "申请人的说明", "evidence", false),
        ],
        tries: |_| vec![Act::GiveReasons { reasonable: true }],
        make: |posted, _, problems| match posted.text("reasonable") {
            "yes" => Some(Act::GiveReasons { reasonable: true }),
            "no" => Some(Act::GiveReasons { reasonable: false }),
            _ => {
                problems.add("reasonable", "请选择理由是否合理。");
                None
            }
        },
    },
    Form {
        code: "delay",
        title: "确定延迟答复的日期",
        help: "理由合理，但不能在规定的期限内答复的，可以确定延迟答复的合理期限并告知申请人。",
        cite: "条例第三十五条",
        button: "确定并告知",
        day: "告知的日期",
        asks: &[
            Ask::Short("until", "延迟到哪一天答复", "例如 2026-1-5", NOTHING),
            Ask::Words("reason", "理由", "", 2, true),
            Ask::File("file", "延迟答复告知书", "letter", true),
        ],
        tries: |about| {
            let until = about.today.tomorrow().unwrap_or(about.today);
            vec![Act::Delay { until }]
        },
        make: |posted, about, problems| {
            let until = dates::typed(posted.text("until"), about.today)
                .ok()
                .flatten();
            if until.is_none() {
                problems.add("until", dates::EXPLANATION);
            }
            Some(Act::Delay { until: until? })
        },
    },
    Form {
        code: "propose-extension",
        title: "报请延期",
        help: "需要延长答复期限的，要经政府信息公开工作机构负责人同意并告知申请人，延长最多20个工作日，而且要在原来的期限届满以前办完。",
        cite: "条例第三十三条第二款",
        button: "报负责人审批",
        day: "",
        asks: &[
            Ask::Short("workdays", "延长几个工作日", "1到20", |_| {
                "20".to_owned()
            }),
            Ask::Words("reason", "理由", "为什么不能按期答复", 3, true),
        ],
        tries: |_| vec![Act::ProposeExtension { workdays: 1 }],
        make: |posted, _, problems| {
            let workdays = number(posted, "workdays", problems)?;
            Some(Act::ProposeExtension { workdays })
        },
    },
    Form {
        code: "extend",
        title: "批准延期",
        help: "由政府信息公开工作机构负责人办理。批准的天数不能多于报请的天数；批准以后，经办人要在原期限届满以前把延期告知书送达申请人。",
        cite: "条例第三十三条第二款",
        button: "同意延期",
        day: "",
        asks: &[
            Ask::Short("workdays", "同意延长几个工作日", "", |about| {
                let proposed = about.case.proposed.map(|(_, workdays)| workdays);
                proposed.map(|days| days.to_string()).unwrap_or_default()
            }),
            Ask::Words("note", "说明", "", 2, false),
        ],
        tries: |about| {
            vec![Act::Extend {
                workdays: 1,
                by: about.account.clone(),
            }]
        },
        make: |posted, about, problems| {
            Some(Act::Extend {
                workdays: number(posted, "workdays", problems)?,
                by: about.account.clone(),
            })
        },
    },
    Form {
        code: "charge-fee",
        title: "通知缴纳信息处理费",
        help: "申请公开的数量、频次明显超过合理范围的，可以收取信息处理费，按件或者按量只能选一种。收费通知要在答复期限内发出；申请人自收到通知起20个工作日内缴费，缴费以后答复期限重新计算，逾期不缴的视为放弃申请。",
        cite: "条例第四十二条、国办函〔2020〕109号",
        button: "发出收费通知",
        day: "发出的日期",
        asks: &[
            Ask::Choice("method", "计收方式", "", |_| {
                choices([("items", "按件计收"), ("pages", "按量（页）计收")])
            }),
            Ask::Short(
                "quantity",
                "件数或者页数",
                "金额由系统按规定的档次累进计算，本月已经计的件数也由系统接着算",
                NOTHING,
            ),
            Ask::Working("basis", "怎样算的"),
            Ask::File("file", "收费通知", "letter", true),
        ],
        tries: |about| {
            let pages = fee(about, FeeMethod::Pages, MANY);
            let unknown = Act::ChargeFee {
                method: FeeMethod::Pages,
                before: 0,
                quantity: MANY,
                fen: 0,
            };
            vec![pages.unwrap_or(unknown)]
        },
        make: |posted, about, problems| {
            let method = match posted.text("method") {
                "items" => Some(FeeMethod::Items),
                "pages" => Some(FeeMethod::Pages),
                _ => {
                    problems.add("method", "请选择按件还是按量计收。");
                    None
                }
            };
            let quantity = number(posted, "quantity", problems);
            match fee(about, method?, quantity?) {
                Ok(act) => Some(act),
                Err(refused) => {
                    problems.add("quantity", refused.to_string());
                    None
                }
            }
        },
    },
    Form {
        code: "fee-served",
        title: "登记收费通知已送达",
        help: "缴费的20个工作日从申请人收到收费通知起算，收到的日期要登记。",
        cite: "国办函〔2020〕109号",
        button: "登记送达",
        day: "申请人收到的日期",
        asks: &[
            Ask::Words("note", "怎样知道已经收到", "签收单号、回执、电话", 1, false),
            Ask::File("file", "送达凭证", "evidence", false),
        ],
        tries: |_| vec![Act::FeeServed],
        make: |_, _, _| Some(Act::FeeServed),
    },
    Form {
        code: "pay-fee",
        title: "登记已经缴费",
        help: "申请人缴费的，从缴费的次日起重新计算答复期限。",
        cite: "国办函〔2020〕109号",
        button: "登记缴费",
        day: "缴费的日期",
        asks: &[
            Ask::Words("note", "票据号码", "", 1, false),
            Ask::File("file", "缴费凭证", "evidence", false),
        ],
        tries: |_| vec![Act::PayFee],
        make: |_, _, _| Some(Act::PayFee),
    },
];
