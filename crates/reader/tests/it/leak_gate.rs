//! Annual reports are public: the gate before publication lets them pass.

use gongkai_domain::leak::inspect;
use gongkai_domain::report::FormBook;
use gongkai_testkit::{Layout, Rng, print, report};

#[test]
fn of_two_thousand_invented_reports_none_raises_an_alarm() {
    let book = FormBook::statutory().unwrap();
    let mut rng = Rng::new(20_211);
    let mut alarms = Vec::new();
    for number in 0..2_000 {
        let form = &book.forms()[number % book.forms().len()];
        let meant = report(&mut rng, form);
        let layout = rng.pick(&Layout::ALL);
        let text = print(&meant, layout, &mut rng).text;
        let line = |at: usize| text[..at].rsplit('\n').next().unwrap_or_default().len();
        alarms.extend(inspect(&text).into_iter().map(|l| (l.kind, format!("{:?}", text.get(l.bytes.start - line(l.bytes.start).min(20)..l.bytes.end + 10)))));
    }
    assert_eq!(alarms, []);
}
