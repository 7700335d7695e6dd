//! Annual reports are public: the gate before publication lets nearly all of them pass, however
//! their tables were flattened.

use gongkai_domain::leak::inspect;
use gongkai_domain::report::FormBook;
use gongkai_testkit::{Layout, Rng, print, report};

#[test]
fn of_two_thousand_invented_reports_at_most_ten_raise_an_alarm() {
    let book = FormBook::statutory().unwrap();
    let mut rng = Rng::new(20_211);
    let mut alarms = Vec::new();
    for number in 0..2_000 {
        let form = &book.forms()[number % book.forms().len()];
        let meant = report(&mut rng, form);
        let layout = rng.pick(&Layout::ALL);
        let text = print(&meant, layout, &mut rng).text;
        let around = |at: usize, end: usize| {
            let chars = text.char_indices();
            let near = chars.filter(|(place, _)| (at.saturating_sub(60)..end + 30).contains(place));
            near.map(|(_, c)| c).collect::<String>()
        };
        let found = inspect(&text).into_iter();
        alarms.extend(found.map(|leak| (leak.kind, around(leak.bytes.start, leak.bytes.end))));
    }
    // Only figures that lost every separator make a number that looks like a telephone or a card.
    assert!(alarms.len() <= 10, "{alarms:#?}");
}
