//! The papers of a batch: 送交目录表, and 交接文据 on one page.

use gongkai_domain::agency::Agency;
use gongkai_domain::handover::{Batch, BatchKind, HandoverSetting, Line};
use gongkai_render::paper::{Block, Cell, Paper, Table};
use jiff::civil::Date;

/// Who hands over.
pub(super) struct Sender {
    pub(super) name: String,
    pub(super) contact: String,
    pub(super) telephone: String,
}

impl Sender {
    /// The agency under its name of a day, with whom it named to be asked.
    pub(super) fn of(agency: &Agency, setting: &HandoverSetting, on: Date) -> Self {
        Self {
            name: agency.name_on(on).to_owned(),
            contact: setting.contact.clone(),
            telephone: setting.telephone.clone(),
        }
    }
}

/// The columns of the list with their widths.
const COLUMNS: [(&str, usize); 11] = [
    ("序号", 5),
    ("索引号", 17),
    ("信息名称", 28),
    ("文号", 13),
    ("成文日期", 11),
    ("公开日期", 11),
    ("页数", 5),
    ("附件", 5),
    ("纸质份数", 6),
    ("电子份数及格式", 11),
    ("备注", 9),
];

/// A place for a day to be written by hand.
const BLANK_DAY: &str = "　　年　　月　　日";

/// 送交目录表, on sheets that lie.
pub(super) fn list(batch: &Batch, sender: &Sender) -> Paper {
    let name = match batch.kind {
        BatchKind::Regular | BatchKind::Zero => "政府信息送交目录表",
        BatchKind::Replacement(_) => "政府信息撤换目录表",
    };
    let mut rows = vec![COLUMNS.map(|(name, _)| Cell::head(name)).to_vec()];
    let lines = (1..).zip(&batch.items);
    rows.extend(lines.map(|(number, line)| row(batch, number, line)));
    if batch.items.is_empty() {
        let words = "本期没有公开应当移交的政府信息（零报告）";
        rows.push(vec![Cell::centred(words).over(COLUMNS.len())]);
    }
    rows.push(foot(batch, sender));
    let widths = COLUMNS.map(|(_, width)| width).to_vec();
    Paper {
        title: name.to_owned(),
        number: batch.number.clone(),
        lying: true,
        blocks: vec![
            Block::Line(format!(
                "移交单位：{}　　　接收单位：{}",
                sender.name,
                houses(batch)
            )),
            Block::Line(format!(
                "期次：{}　　　本期件数：{}件　　　移交日期：{BLANK_DAY}",
                period(batch),
                batch.items.len()
            )),
            Block::Table(Table {
                widths,
                head: 1,
                large: false,
                rows,
            }),
            Block::Line(format!(
                "注：份数为各接收单位合计（{}）。本表送每个接收单位2份，签收盖章后退回移交单位1份。",
                copies(batch)
            )),
        ],
    }
}

fn row(batch: &Batch, number: u64, line: &Line) -> Vec<Cell> {
    let count = |count: u64| {
        if line.withdrawn {
            Cell::centred("")
        } else {
            Cell::count(count)
        }
    };
    let (paper, electronic) = sums(batch);
    let formats = format!("{electronic}（{}）", line.formats);
    let formats = if line.withdrawn { "" } else { &formats };
    let pages = line
        .pages
        .map(|pages| pages.to_string())
        .unwrap_or_default();
    vec![
        Cell::count(number),
        Cell::centred(&line.index_number),
        Cell::text(&line.title),
        Cell::centred(&line.document_number),
        Cell::centred(&line.dated_on.map(|day| day.to_string()).unwrap_or_default()),
        Cell::centred(&line.published_on.to_string()),
        Cell::centred(&pages),
        count(u64::from(line.attachments)),
        count(paper),
        Cell::centred(formats),
        Cell::centred(&remark(batch, line)),
    ]
}

fn remark(batch: &Batch, line: &Line) -> String {
    match (&batch.kind, line.withdrawn) {
        (BatchKind::Replacement(_), true) => "已撤回公开，请撤下".to_owned(),
        (BatchKind::Replacement(_), false) => format!("第{}版，换下原件", line.version),
        (BatchKind::Regular | BatchKind::Zero, _) => String::new(),
    }
}

/// Where both sides sign: the sender and every house.
fn foot(batch: &Batch, sender: &Sender) -> Vec<Cell> {
    let sent = format!(
        "移交单位（盖章）\n移交人：{}\n联系方式：{}\n \n日期：{BLANK_DAY}",
        sender.contact, sender.telephone
    );
    let taken = batch.receivers.iter().map(|house| {
        let name = &house.name;
        format!("{name}（盖章）\n接收人签收：\n联系方式：\n \n日期：{BLANK_DAY}")
    });
    let texts: Vec<String> = std::iter::once(sent).chain(taken).collect();
    let widths = COLUMNS.map(|(_, width)| width);
    let cells = texts.iter().zip(parts(&widths, texts.len()));
    cells
        .map(|(text, columns)| Cell::text(text).over(columns))
        .collect()
}

/// Columns put together into so many groups of about the same width.
fn parts(widths: &[usize], groups: usize) -> Vec<usize> {
    let whole: usize = widths.iter().sum();
    let groups = groups.clamp(1, widths.len());
    let mut parts = vec![0_usize; groups];
    let mut before = 0;
    for (at, width) in widths.iter().enumerate() {
        let middle = before + width / 2;
        let rest = widths.len() - at;
        let open = parts.iter().filter(|columns| **columns == 0).count();
        let last = groups - open;
        // Every group gets a column, even if the widths speak against it.
        let wanted = (middle * groups / whole.max(1)).min(groups - 1);
        let group = if rest <= open {
            last
        } else {
            wanted.clamp(last.saturating_sub(1), last.min(groups - 1))
        };
        if let Some(columns) = parts.get_mut(group) {
            *columns += 1;
        }
        before += width;
    }
    parts
}

/// 政府信息公开交接文据: one page, sealed by the sender and by every house.
pub(super) fn note(batch: &Batch, sender: &Sender, manifest: &str) -> Paper {
    let copies_of_note = batch.receivers.len() + 2;
    let mut rows = facts(batch, sender, manifest);
    rows.extend(seals(batch, sender));
    Paper {
        title: "政府信息公开交接文据".to_owned(),
        number: format!("{}　　一式{copies_of_note}份，本份为第　　份", batch.number),
        lying: false,
        blocks: vec![
            Block::Table(Table {
                widths: vec![1; 12],
                head: 0,
                large: true,
                rows,
            }),
            Block::Line(format!(
                "注：本文据由移交单位、各接收单位和政府信息公开工作主管部门各执1份，共{copies_of_note}份，\
                 加盖各方印章后生效。电子包校验值是 manifest.sha256 的 SHA-256 值的前16位。"
            )),
        ],
    }
}

fn facts(batch: &Batch, sender: &Sender, manifest: &str) -> Vec<Vec<Cell>> {
    let field = |name: &str, value: &str| vec![Cell::head(name).over(3), Cell::text(value).over(9)];
    let pair = |first: (&str, &str), second: (&str, &str)| {
        vec![
            Cell::head(first.0).over(3),
            Cell::text(first.1).over(3),
            Cell::head(second.0).over(3),
            Cell::text(second.1).over(3),
        ]
    };
    let present = batch.items.iter().filter(|line| !line.withdrawn);
    let count = u64::try_from(present.clone().count()).unwrap_or(u64::MAX);
    let files: u64 = present.map(|line| u64::from(line.attachments)).sum();
    let (paper, electronic) = sums(batch);
    let (words, ground) = contents(batch);
    let mut rows = vec![
        field("移交单位", &sender.name),
        field("接收单位", &houses(batch)),
        field("移交内容", &words),
    ];
    rows.extend(ground.map(|ground| field("撤换依据", &ground)));
    rows.extend([
        pair(
            ("移交件数", &format!("{}件", batch.items.len())),
            ("附件", &format!("{files}个")),
        ),
        pair(
            ("纸质文本", &format!("{}份", paper * count)),
            ("电子文本", &format!("{}份", electronic * count)),
        ),
        field("电子包校验值", &short(manifest)),
        field(
            "交接说明",
            "根据《中华人民共和国政府信息公开条例》第二十五条移交。纸质文本与电子文本内容一致，\
             目录见《送交目录表》，交接各方已当面核对。",
        ),
    ]);
    rows
}

/// What is handed over, and on what ground something is replaced.
fn contents(batch: &Batch) -> (String, Option<String>) {
    let days = period(batch);
    match &batch.kind {
        BatchKind::Regular => (format!("{days}主动公开的政府信息"), None),
        BatchKind::Zero => (format!("{days}没有公开应当移交的政府信息（零报告）"), None),
        BatchKind::Replacement(why) => {
            let ground = format!("{}（{}批准）", why.reason.trim(), why.approval.trim());
            ("撤换以前移交的政府信息".to_owned(), Some(ground))
        }
    }
}

/// Signatures side by side, at most three in a row.
fn seals(batch: &Batch, sender: &Sender) -> Vec<Vec<Cell>> {
    let sent = format!(
        "移交单位（盖章）\n \n \n \n移交人：{}\n电话：{}\n日期：{BLANK_DAY}",
        sender.contact, sender.telephone
    );
    let taken = batch.receivers.iter().map(|house| {
        let name = &house.name;
        format!("{name}（盖章）\n \n \n \n接收人：\n电话：\n日期：{BLANK_DAY}")
    });
    let texts: Vec<String> = std::iter::once(sent).chain(taken).collect();
    let row = |texts: &[String]| {
        let columns = 12 / texts.len().max(1);
        texts
            .iter()
            .map(|text| Cell::text(text).over(columns))
            .collect()
    };
    texts.chunks(3).map(row).collect()
}

/// The first sixteen digits in fours, to be compared by eye.
fn short(digest: &str) -> String {
    let digits: Vec<char> = digest.chars().take(16).collect();
    let fours = digits.chunks(4).map(|four| four.iter().collect::<String>());
    fours.collect::<Vec<_>>().join(" ")
}

fn houses(batch: &Batch) -> String {
    let names = batch.receivers.iter().map(|house| house.name.as_str());
    names.collect::<Vec<_>>().join("、")
}

fn copies(batch: &Batch) -> String {
    let one = batch.receivers.iter().map(|house| {
        format!(
            "{}纸质{}份、电子{}份",
            house.name, house.paper, house.electronic
        )
    });
    one.collect::<Vec<_>>().join("；")
}

/// Copies of an item on paper and electronic, of all houses together.
fn sums(batch: &Batch) -> (u64, u64) {
    let houses = batch.receivers.iter();
    let paper = houses.clone().map(|house| u64::from(house.paper)).sum();
    (paper, houses.map(|house| u64::from(house.electronic)).sum())
}

/// 2020年3月1日至3月15日.
pub(super) fn period(batch: &Batch) -> String {
    let (from, to) = (batch.period.from, batch.period.to);
    if from == to {
        return day_zh(to);
    }
    if from.year() == to.year() {
        return format!("{}至{}月{}日", day_zh(from), to.month(), to.day());
    }
    format!("{}至{}", day_zh(from), day_zh(to))
}

/// 2020年3月15日.
pub(super) fn day_zh(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn every_house_has_a_place_to_sign_however_many_there_are() {
        let widths = super::COLUMNS.map(|(_, width)| width);
        for groups in 1..=widths.len() {
            let parts = parts(&widths, groups);
            assert_eq!(parts.iter().sum::<usize>(), widths.len(), "{groups}");
            assert!(parts.iter().all(|columns| *columns > 0), "{parts:?}");
        }
    }
}
