//! What does not reconcile, in the supervisor's browser: the list and the workbook.

use crate::browser::TestSite;

const AT: &str = "/desk/supervision/reconcile";

#[tokio::test]
async fn a_supervisor_sees_what_reconciles_and_what_nobody_can_decide() {
    let site = TestSite::demo().await;
    let mut supervisor = site.signed_in("supervisor").await;
    let page = supervisor.get(&format!("{AT}?year=2021")).await.text();
    assert!(page.contains("能核对的都对得上"), "{page}");
    assert!(page.contains("没有同样含义的栏目"));
    let page = supervisor.get(&format!("{AT}?year=2023")).await.text();
    assert!(page.contains("没有当作0"));
    let book = supervisor.get(&format!("{AT}?year=2021&as=xlsx")).await;
    assert_eq!(book.status, 200);
    assert!(book.bytes.starts_with(b"PK"));
    let mut clerk = site.signed_in("haibin.clerk").await;
    assert_eq!(clerk.get(AT).await.status, 403);
}
