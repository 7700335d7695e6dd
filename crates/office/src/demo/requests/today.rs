//! What lies on the desks today: at every office one that nobody has opened, and others on their way.

use super::{Desk, words};
use crate::OfficeError;
use crate::demo::year::by;
use gongkai_domain::access::Role;
use gongkai_domain::dispute::{Contested, Move, Road, Turn};
use gongkai_domain::request::{Act, ReceiptChannel, Way, Words};
use gongkai_domain::review::{Remark, Verdict};

impl Desk<'_> {
    /// What lies on the desks today.
    pub(super) async fn current(&self) -> Result<(), OfficeError> {
        let online = ReceiptChannel::Online;
        self.file(
            4,
            self.before(1),
            online,
            "今年农田水渠清淤的中标单位和合同金额",
        )
        .await?;
        match self.place.sketch.slug {
            "xiangzhi" => {
                self.in_review().await?;
                self.sent_back().await?;
                self.pressing(18).await
            }
            "wucheng" => {
                self.unconfirmed().await?;
                self.awaiting_correction().await
            }
            "haibin" => {
                self.consulting().await?;
                self.agreed().await?;
                self.dispute().await
            }
            "sizhang" => {
                self.extension().await?;
                self.awaiting_correction().await
            }
            _ => {
                self.pressing(24).await?;
                self.consulting().await
            }
        }
    }

    async fn in_review(&self) -> Result<(), OfficeError> {
        let asked = "今年上半年公用经费的支出明细";
        let id = self
            .file(5, self.before(9), ReceiptChannel::InPerson, asked)
            .await?;
        let supplied = words([("supplied", "上半年公用经费支出明细表1份，电子件")]);
        self.submit(&id, self.before(1), "granted", supplied).await
    }

    async fn sent_back(&self) -> Result<(), OfficeError> {
        let asked = "去年征地补偿的标准和发放名单";
        let id = self
            .file(6, self.before(12), ReceiptChannel::SignedMail, asked)
            .await?;
        let draft = words([
            ("supplied", "补偿标准文件1份"),
            ("withheld", "发放名单"),
            ("ground", "条例第十五条"),
        ]);
        self.submit(&id, self.before(3), "partially-granted", draft)
            .await?;
        let reviewer = by(self.place, Role::Reviewer, 0, self.before(2), 15)?;
        let view = self.office.request(&reviewer, &id).await?;
        let remark = Remark {
            field: "withheld".to_owned(),
            text: "写明不公开的是姓名、住址和账号，金额汇总可以公开。".to_owned(),
        };
        let verdict = Verdict::send_back(vec![remark]);
        let sent = self
            .office
            .review_reply(&reviewer, &id, view.row.revision, verdict);
        sent.await.map(|_| ())
    }

    /// Received so many working days ago and not answered.
    async fn pressing(&self, workdays: u32) -> Result<(), OfficeError> {
        let asked = "镇卫生院迁建项目的立项批复";
        let day = self.before(workdays);
        let id = self.file(7, day, ReceiptChannel::InPerson, asked).await?;
        self.search(&id, self.before(workdays.saturating_sub(2)))
            .await
    }

    async fn unconfirmed(&self) -> Result<(), OfficeError> {
        let asked = "村级组织换届选举的结果公告";
        let day = self.before(0);
        let id = self
            .file(5, day, ReceiptChannel::OrdinaryMail, asked)
            .await?;
        let note = words([("note", "信上没有电话，已经按地址寄了确认函")]);
        self.step(&id, day, Act::TryToConfirm, note).await
    }

    async fn awaiting_correction(&self) -> Result<(), OfficeError> {
        let asked = "有关拆迁的所有文件";
        let id = self
            .file(6, self.before(8), ReceiptChannel::InPerson, asked)
            .await?;
        let unclear = words([
            (
                "unclear",
                "“有关拆迁的所有文件”范围不明确，请写明是哪个项目、哪一年、哪一类文件",
            ),
            (
                "guidance",
                "可以写成“2024年某路拓宽工程的房屋征收决定和补偿方案”",
            ),
        ]);
        let ask = Act::AskCorrection { workdays: 15 };
        self.step(&id, self.before(5), ask, unclear).await?;
        self.step(&id, self.before(4), Act::CorrectionServed, Words::new())
            .await
    }

    async fn consulting(&self) -> Result<(), OfficeError> {
        let asked = "环卫保洁外包合同";
        let id = self
            .file(5, self.before(11), ReceiptChannel::SignedMail, asked)
            .await?;
        self.consult(&id, self.before(9)).await
    }

    async fn agreed(&self) -> Result<(), OfficeError> {
        let asked = "便民服务大厅排队叫号系统的采购价格";
        let id = self
            .file(6, self.before(10), ReceiptChannel::InPerson, asked)
            .await?;
        let supplied = words([("supplied", "采购合同中的价格条款复印件1份")]);
        self.submit(&id, self.before(4), "granted", supplied)
            .await?;
        self.carry(&id, self.before(2)).await
    }

    /// Somebody to whom nothing was given went to the county, which has accepted it.
    async fn dispute(&self) -> Result<(), OfficeError> {
        let asked = "村级集体资产清查的中介服务费";
        let id = self
            .file(3, self.before(42), ReceiptChannel::InPerson, asked)
            .await?;
        let reason = words([("reason", "属于内部管理事务，不涉及公众的权利义务")]);
        let day = self.before(30);
        self.submit(&id, day, "internal-affairs", reason).await?;
        self.carry(&id, day).await?;
        let number = format!("海滨公复〔{}〕001号（演示）", day.year());
        self.step(&id, day, Act::Reply { number }, Words::new())
            .await?;
        self.step(&id, day, Act::Serve { way: Way::Post }, Words::new())
            .await?;
        let file = Move::File {
            road: Road::Reconsideration,
            before: "演示县人民政府".to_owned(),
            request: Some(id),
            contested: Contested::Refused,
            acted_on: day,
        };
        let clerk = by(self.place, Role::Clerk, 0, self.before(3), 11)?;
        let agency = &self.place.agency.id;
        let on = self.before(12);
        let filed = self
            .office
            .file_dispute(&clerk, agency, Turn { on, step: file })
            .await?;
        let turns = [
            (self.before(8), Move::Accept { simplified: false }),
            (self.before(4), Move::Notified),
        ];
        for (revision, (on, step)) in (0_u64..).zip(turns) {
            let turn = Turn { on, step };
            let noted = self.office.advance_dispute(&clerk, &filed, revision, turn);
            noted.await?;
        }
        Ok(())
    }

    async fn extension(&self) -> Result<(), OfficeError> {
        let asked = "近五年全部信访事项的办理结果统计";
        let id = self
            .file(5, self.before(17), ReceiptChannel::InPerson, asked)
            .await?;
        self.search(&id, self.before(15)).await?;
        let act = Act::ProposeExtension { workdays: 20 };
        let why = words([("reason", "涉及五年的记录，要逐年核对，不能在原期限内答复")]);
        self.step(&id, self.before(1), act, why).await
    }
}
