//! The four requests of 2020, each brought to another end.

use super::{Desk, words};
use crate::OfficeError;
use gongkai_domain::request::{Act, ReceiptChannel, Stance};
use jiff::civil::date;

impl Desk<'_> {
    /// The four of 2020: disclosed, disclosed in part, withheld for a third party, not there.
    pub(super) async fn year(&self) -> Result<(), OfficeError> {
        let in_person = ReceiptChannel::InPerson;
        let first = self
            .file(
                0,
                date(2020, 3, 9),
                in_person,
                "2019年镇区道路维修工程的决算表",
            )
            .await?;
        let supplied = words([(
            "supplied",
            "2019年镇区道路维修工程决算表1份，纸质，当面领取",
        )]);
        self.answer(&first, date(2020, 3, 18), "granted", supplied)
            .await?;

        let second = self
            .file(
                1,
                date(2020, 5, 12),
                in_person,
                "2019年临时救助对象名单和金额",
            )
            .await?;
        let part = words([
            ("supplied", "2019年临时救助人数、次数和金额汇总表1份"),
            ("withheld", "救助对象的姓名、住址、身体和家庭情况"),
            ("ground", "《中华人民共和国政府信息公开条例》第十五条"),
        ]);
        self.answer(&second, date(2020, 5, 28), "partially-granted", part)
            .await?;

        let third = self
            .file(
                2,
                date(2020, 8, 4),
                in_person,
                "某企业申请补贴时提交的工艺说明",
            )
            .await?;
        self.consult(&third, date(2020, 8, 6)).await?;
        let act = Act::ConsultAnswered {
            id: 1,
            stance: Stance::Objects,
        };
        let said = words([("reason", "属于本公司的技术秘密，不同意公开")]);
        self.step(&third, date(2020, 8, 20), act, said).await?;
        let kept = words([(
            "reason",
            "涉及企业的技术秘密，企业不同意公开且有合理理由，不公开不会对公共利益造成重大影响",
        )]);
        self.answer(&third, date(2020, 9, 2), "third-party-rights", kept)
            .await?;

        let fourth = self
            .file(3, date(2020, 11, 3), in_person, "1987年村道放样的原始手稿")
            .await?;
        self.search(&fourth, date(2020, 11, 9)).await?;
        let nothing = words([("note", "档案室和规划建设机构都没有这份手稿")]);
        self.answer(&fourth, date(2020, 11, 16), "not-existing", nothing)
            .await
    }
}
