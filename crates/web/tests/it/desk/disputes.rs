//! Reconsideration and litigation at the desk: from the request to the year's table.

use super::acting::*;
use super::requests::{page, registered};
use crate::browser::TestSite;
use axum::http::StatusCode;

const NEW: &str = "/desk/disputes/new";

#[tokio::test]
async fn a_dispute_is_noted_from_its_request_answered_decided_and_counted() {
    let site = TestSite::demo().await;
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    let request = registered(&mut clerk).await;
    let id = request.rsplit('/').next().unwrap();
    let from = format!("{NEW}?request={id}");
    assert!(page(&mut clerk, &request).await.contains(&from));
    let empty = press(&mut clerk, &from, NEW, &[("before", "演示县人民政府")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("请选择途径") && empty.text().contains("演示县人民政府"));
    let fields = [
        ("road", "litigation.direct"),
        ("before", "演示县人民法院"),
        ("contested", "silent"),
        ("acted_on", "2026-11-16"),
        ("on", "2026-11-17"),
    ];
    let filed = press(&mut clerk, &from, NEW, &fields).await;
    assert_eq!(filed.status, 303, "{}", filed.text());
    let dispute = filed.location().split('?').next().unwrap().to_owned();
    let shown = page(&mut clerk, &dispute).await;
    assert!(shown.contains("应当先申请行政复议") && shown.contains("法院立案"));
    assert!(!shown.contains("提交答辩状和证据"), "not before the notice");
    for step in ["accept", "notified"] {
        let to = format!("{dispute}/{step}");
        let noted = press(&mut clerk, &dispute, &to, &[("on", "2026-11-18")]).await;
        assert_eq!(noted.status, 303, "{}", noted.text());
    }
    let shown = page(&mut clerk, &dispute).await;
    assert!(
        shown.contains("2026年11月18日（星期三）收到通知之日起15日内提交")
            && shown.contains("2026年12月3日（星期四）以前"),
        "{shown}"
    );
    let decide = format!("{dispute}/decide");
    let early = [("ruling", "revoked"), ("on", "2026-11-17")];
    let early = press(&mut clerk, &dispute, &decide, &early).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("日期早于前一步的日期"));
    let end = press(&mut clerk, &dispute, &decide, &[("ruling", "revoked")]).await;
    assert_eq!(end.status, 303, "{}", end.text());
    let list = page(&mut clerk, "/desk/disputes").await;
    assert!(list.contains("演示县人民法院") && list.contains("撤销"));
    assert!(page(&mut clerk, &request).await.contains(&dispute));
    let mut elsewhere = site.signed_in("haibin.clerk").await;
    assert_eq!(elsewhere.get(&dispute).await.status, StatusCode::NOT_FOUND);
    assert!(
        page(&mut elsewhere, "/desk/disputes")
            .await
            .contains("尚未审结 1 件")
    );
}
