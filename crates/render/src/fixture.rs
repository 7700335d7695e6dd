//! A report for the tests: every cell states another number.

use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{
    Amount, AnnualReport, Cell, FormBook, MoneyUnit, Number, Section, SectionId, Tables,
};

/// A report of a made-up town on this form.
pub(crate) fn report(form: &str) -> AnnualReport {
    let form = FormBook::statutory().unwrap().get(form).unwrap();
    let mut tables = Tables::absent(form.clone());
    for (index, spec) in form.cells().iter().enumerate() {
        let figure = i64::try_from(index).unwrap() + 1001;
        let number = match spec.kind {
            CellKind::Count => Number::Count(figure),
            CellKind::Change => Number::Count(-figure),
            CellKind::Amount(_) => {
                Number::Amount(Amount::new(figure.into(), Some(MoneyUnit::WanYuan)))
            }
        };
        tables.set(index, Cell::stated(number));
    }
    let mut report = AnnualReport {
        agency: Some(String::from("青石镇人民政府")),
        report_year: Some(form.first_year + 1),
        document_number: Some(String::from("青政发〔2021〕3号")),
        issued_on: Some(jiff::civil::date(2021, 1, 12)),
        tables: Some(tables),
        ..AnnualReport::default()
    };
    report.sections.preamble = PREAMBLE.to_owned();
    report.sections.found = vec![
        section(SectionId::One, OVERVIEW),
        section(SectionId::Five, PROBLEMS),
        section(SectionId::Six, "无。"),
    ];
    report
}

const PREAMBLE: &str =
    "本报告由青石镇党政综合办公室编制，所列数据的统计期限为全年。如有疑问，请与本办公室联系。";

const OVERVIEW: &str = "这一年，青石镇把公开贯穿于决策、执行、管理、服务和结果全过程，群众办事更加方便。
（一）主动公开
镇政府在县政府网站上公开信息二百余条，内容包括机构职能、财政预算决算、民生实事项目进展和突发事件应对情况；同时在便民服务中心设置查阅点，由专人解答。
（二）依申请公开。受理渠道保持畅通，每一件申请都有登记、有答复、有归档。
（三）政府信息管理。新制作的文件在拟稿时确定公开属性，发布前经过三级审核。";

const PROBLEMS: &str = "一是个别栏目更新不够及时；二是解读形式比较单一。\n下一步将按季度检查栏目更新情况，并组织两次业务培训。";

fn section(id: SectionId, text: &str) -> Section {
    Section {
        id,
        heading: String::new(),
        text: text.to_owned(),
        place: None,
    }
}
