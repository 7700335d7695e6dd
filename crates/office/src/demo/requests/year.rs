//! The four requests of 2020, each brought to another end.

use super::{Desk, words};
use crate::OfficeError;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, ReceiptChannel, Words};
use jiff::civil::{Date, date};

impl Desk<'_> {
    /// The four of 2020: to be made first, still unclear, a petition, a printed publication.
    pub(super) async fn year(&self) -> Result<(), OfficeError> {
        let first = self.asked(0, date(2020, 3, 9), "近十年道路维修费用的逐年比较分析");
        let first = first.await?;
        self.search(&first, date(2020, 3, 12)).await?;
        let made = words([(
            "reason",
            "本机关没有这样的分析报告，需要汇总、加工后重新制作",
        )]);
        self.answer(&first, date(2020, 3, 18), "needs-creation", made)
            .await?;
        self.unclear().await?;

        let third = self.asked(2, date(2020, 8, 4), "要求处理邻居占用村道，并公开处理结果");
        let third = third.await?;
        let petition = words([("reason", "以公开申请的形式进行投诉，请按信访程序提出")]);
        self.answer(&third, date(2020, 8, 13), "petition", petition)
            .await?;

        let fourth = self.asked(3, date(2020, 11, 3), "提供本县县志1987年的一卷");
        let printed = words([(
            "where_public",
            "县志是公开出版物，可以到县图书馆查阅或者向出版社购买",
        )]);
        self.answer(&fourth.await?, date(2020, 11, 16), "publication", printed)
            .await
    }

    /// Unclear, corrected, and unclear still.
    async fn unclear(&self) -> Result<(), OfficeError> {
        let second = self
            .asked(1, date(2020, 5, 12), "有关我家的所有材料")
            .await?;
        let asked = words([
            ("unclear", "没有写明是哪一类材料、哪一年、什么事项"),
            ("guidance", "可以写成“某年某户临时救助的审批表”"),
        ]);
        let ask = Act::AskCorrection { workdays: 10 };
        self.step(&second, date(2020, 5, 15), ask, asked).await?;
        self.step(
            &second,
            date(2020, 5, 18),
            Act::CorrectionServed,
            Words::new(),
        )
        .await?;
        let corrected = words([("description", "就是我家的所有材料，你们自己清楚")]);
        self.step(&second, date(2020, 5, 22), Act::Correct, corrected)
            .await?;
        let still = words([("reason", "补正后仍然没有写明是哪一类材料、哪一年、什么事项")]);
        self.answer(&second, date(2020, 5, 28), "still-unclear", still)
            .await
    }

    async fn asked(&self, who: usize, on: Date, what: &str) -> Result<RequestId, OfficeError> {
        self.file(who, on, ReceiptChannel::InPerson, what).await
    }
}
