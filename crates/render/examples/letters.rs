//! Writes every letter, of an invented request, as DOCX into a folder, beside it in `pdf/` as PDF, where a
//! Chinese font is installed, and in `templates/` our layout with fields: `letters FOLDER`. With `letters FOLDER TEMPLATES` the letters are made from the
//! templates of another folder, named by the letter. `.ci/letters` turns them into pictures.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::request::letter::{
    Composed, Facts, Known, Letter, LetterBook, Saying, Sender, facts_of,
};
use gongkai_domain::request::{
    Act, Applicant, Arrival, Case, Consulted, Entry, FeeBook, FeeMethod, OutcomeBook,
    ReceiptChannel, Remedy, RequesterKind, Stance, Words,
};
use gongkai_render::Fonts;
use jiff::civil::date;
use std::error::Error;
use std::path::{Path, PathBuf};

const TYPED: &[(&str, &str)] = &[
    ("申请编号", "2026-0012"),
    ("查询编号", "20260302-0012"),
    ("查询码", "7K4M-92QX"),
    ("文号", "青政公复〔2026〕12号"),
    (
        "公开位置",
        "县政府网站“政府信息公开”栏目《青石镇2025年财政决算》，索引号11330000MB00000000/2026-00031。",
    ),
    (
        "提供内容",
        "《青石路改造工程竣工决算书》一份，共18页，纸面复制件，随本答复书邮寄。",
    ),
    (
        "不予公开内容",
        "决算书第9页施工单位的银行账号，第12页至第13页施工人员的身份证号码",
    ),
    ("不予公开依据", "《条例》第十五条"),
    (
        "理由",
        "该信息记录施工单位的成本构成和分包价格，施工单位采取了保密措施，公开会使其在同类工程竞争中受到损害",
    ),
    ("定密依据", "该文件由县发展和改革局定为秘密级，保密期限10年"),
    (
        "查询途径",
        "持身份证明到县不动产登记中心，依照《不动产登记资料查询暂行办法》查询。",
    ),
    (
        "前次申请",
        "2026年1月8日的申请（申请编号：2026-0003），答复书文号青政公复〔2026〕3号，2026年1月20日作出",
    ),
    (
        "检索说明",
        "2026年3月9日，由党政办公室和村镇建设办公室在档案室2015年至2025年工程卷、公文系统中，以“青石路”“改造”“决算”为关键词检索",
    ),
    (
        "补正内容",
        "没有写明需要哪一条道路、哪一年的工程资料。请补充工程名称或者所在地点、建设年份，以及需要的是合同、决算还是验收材料。",
    ),
    (
        "申请情况",
        "您在2026年2月1日至3月1日向本机关提出申请96件，其中81件内容相同或者相近",
    ),
    (
        "延期理由",
        "所申请的信息分散在三个内设机构的档案中，需要逐卷查找",
    ),
    ("批准人", "王明"),
    ("第三方名称", "某某建设工程有限公司"),
    ("共同制作机关", "某县交通运输局"),
    (
        "征求内容",
        "《青石路改造工程竣工决算书》中分部分项工程的单价和分包价格。",
    ),
    ("影响说明", "其中的成本构成和分包价格可能属于商业秘密"),
    (
        "第三方意见",
        "不同意公开，认为成本构成和分包价格属于商业秘密。",
    ),
    (
        "拟公开内容",
        "《青石路改造工程竣工决算书》全文，隐去施工人员的身份证号码。",
    ),
    (
        "公共利益理由",
        "该工程使用财政资金，工程质量问题已经引起沿线居民普遍关注，公开决算有利于公众监督",
    ),
    ("协办单位", "村镇建设办公室"),
    ("协办事项", "青石路改造工程的竣工决算书及其附件。"),
    ("协办期限", "2026年3月16日"),
    (
        "负责公开的机关",
        "某县交通运输局，地址：某县城关镇人民路8号，电话：0577-00000008",
    ),
    (
        "反映渠道",
        "国家信访局网上信访平台，或者县信访局接待大厅（某县城关镇人民路2号）",
    ),
    ("处理说明", "申请材料随本答复书退回。"),
    ("转送机关", "某县人力资源和社会保障局"),
    ("并入申请", "2026-0011"),
    ("材料清单", "申请表1份，身份证复印件1份"),
    ("受送达文书", "《政府信息公开申请答复书》"),
    ("登记人", "李华"),
    ("承办人", "李华"),
    ("保密审查意见", "不涉及国家秘密、工作秘密，同意。"),
    ("法制意见", "事实清楚，适用依据正确。"),
];

fn case() -> Result<Case, Box<dyn Error>> {
    let entry = |day, act| Entry {
        on: date(2026, 3, day),
        act,
    };
    let arrival = Arrival {
        channel: ReceiptChannel::SignedMail,
        arrived: date(2026, 3, 2).at(9, 20, 0, 0),
        submitted: None,
    };
    let kind = RequesterKind::NaturalPerson;
    let by = gongkai_domain::identity::AccountId::from_random(3);
    let acts = vec![
        entry(
            2,
            Act::Register {
                arrival,
                kind,
                split_from: None,
            },
        ),
        entry(5, Act::AskCorrection { workdays: 10 }),
        entry(9, Act::Correct),
        entry(
            10,
            Act::Consult {
                id: 1,
                whom: Consulted::ThirdParty,
            },
        ),
        entry(12, Act::ConsultServed { id: 1 }),
        entry(
            18,
            Act::ConsultAnswered {
                id: 1,
                stance: Stance::Objects,
            },
        ),
        entry(19, Act::AskReasons { workdays: 10 }),
        entry(20, Act::GiveReasons { reasonable: true }),
        entry(
            20,
            Act::Delay {
                until: date(2026, 6, 30),
            },
        ),
        entry(20, Act::ProposeExtension { workdays: 20 }),
        entry(20, Act::Extend { workdays: 20, by }),
        entry(
            20,
            Act::ChargeFee {
                before: 0,
                method: FeeMethod::Items,
                quantity: 45,
                fen: 550_000,
            },
        ),
        entry(23, Act::PayFee),
        entry(23, Act::Withdraw),
    ];
    Ok(Case::replay(acts)?)
}

fn facts() -> Result<Facts, Box<dyn Error>> {
    let case = case()?;
    let calendar = WorkdayCalendar::statutory()?;
    let on = date(2026, 3, 24);
    let applicant = Applicant {
        name: "张建国".to_owned(),
        id_number: "11010519491231002X".to_owned(),
        phone: "13800005678".to_owned(),
        address: "某县青石镇河东村12号".to_owned(),
        postcode: "325600".to_owned(),
        description: "青石路改造工程的竣工决算书，包括分部分项工程的单价和分包价格".to_owned(),
        medium: "纸面".to_owned(),
        delivery: "邮寄".to_owned(),
        ..Applicant::blank(RequesterKind::NaturalPerson)
    };
    let sender = Sender {
        agency: "青石镇人民政府".to_owned(),
        office: "青石镇党政综合办公室".to_owned(),
        address: "某县青石镇建设路1号".to_owned(),
        telephone: "0577-00000000".to_owned(),
        reconsideration_organ: "某县人民政府".to_owned(),
        court: "某县人民法院".to_owned(),
        payment: "持本通知到某县财政局非税收入窗口，或者按缴款码缴纳。".to_owned(),
        ..Sender::default()
    };
    let fee = FeeBook::statutory()?
        .on(on)?
        .compute(FeeMethod::Items, 0, 45)?;
    let words: Words = TYPED
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    Ok(facts_of(&Known {
        clocks: &case.clocks(on, calendar)?,
        case: &case,
        applicant: &applicant,
        sender: &sender,
        fee: Some(&fee),
        words: &words,
    }))
}

/// The letter in our layout, or in that of another template.
fn write(
    folder: &Path,
    letter: &Letter,
    composed: &Composed,
    own: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let Some(own) = own else {
        let name = format!("L{:02}-{}.docx", letter.place, letter.id);
        std::fs::write(folder.join(name), gongkai_render::letter::docx(composed)?)?;
        if let Ok(fonts) = Fonts::system() {
            let name = format!("L{:02}-{}.pdf", letter.place, letter.id);
            let bytes = gongkai_render::letter::pdf(composed, &fonts)?;
            std::fs::write(folder.join("pdf").join(name), bytes)?;
        }
        if let Some(paper) = gongkai_render::letter::template(letter) {
            let name = format!("{}.docx", letter.id);
            std::fs::write(folder.join("templates").join(name), paper.docx()?)?;
        }
        return Ok(());
    };
    let Ok(template) = std::fs::read(own.join(format!("{}.docx", letter.id))) else {
        return Ok(());
    };
    let filled = gongkai_render::template::fill(&template, letter, composed);
    let filled = filled.map_err(|problems| format!("{}: {problems:?}", letter.id))?;
    std::fs::write(folder.join(format!("own-{}.docx", letter.id)), filled)?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("letters FOLDER")?);
    let own = std::env::args_os().nth(2).map(PathBuf::from);
    std::fs::create_dir_all(folder.join("templates"))?;
    std::fs::create_dir_all(folder.join("pdf"))?;
    let (facts, outcomes) = (facts()?, OutcomeBook::statutory()?);
    for letter in LetterBook::statutory()?.all() {
        let said = outcomes
            .all()
            .iter()
            .filter(|outcome| outcome.letter == letter.id);
        let mut outcome = said.clone().next();
        if letter.id == "reply-refused" {
            outcome = said
                .clone()
                .find(|outcome| outcome.id.as_str() == "third-party-rights");
        }
        if letter.id == "approval-form" {
            outcome = outcomes.get(&"partially-granted".into());
        }
        let disputed = outcome.is_some_and(|outcome| outcome.remedy == Remedy::Disputed);
        let saying = Saying {
            on: date(2026, 3, 24),
            outcome,
            remedy: disputed.then_some("disputed-first"),
            draft: false,
        };
        let composed = letter
            .compose(&facts, saying)
            .map_err(|missing| format!("{}: {missing:?}", letter.id))?;
        write(&folder, letter, &composed, own.as_deref())?;
    }
    Ok(())
}
