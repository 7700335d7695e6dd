//! x
use super::*;
#[test]
fn seeds() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/seeds");
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.extension().is_none_or(|x| x != "txt") { continue; }
        let text = std::fs::read_to_string(&p).unwrap();
        let mut section = None;
        let mut ps = Vec::new();
        for (i, l) in text.split('\n').enumerate() {
            let t = l.trim();
            for (n, s) in [("一、", SectionId::One), ("二、", SectionId::Two), ("三、", SectionId::Three), ("四、", SectionId::Four), ("五、", SectionId::Five), ("六、", SectionId::Six)] {
                if t.starts_with(n) && t.chars().count() < 30 { section = Some(s); }
            }
            if t.is_empty() || matches!(section, Some(SectionId::Two | SectionId::Three | SectionId::Four)) { continue; }
            ps.push(Passage { section, text: l, place: Place::Text { line: i as u32 + 1, column: 1 } });
        }
        println!("=== {p:?}");
        for s in statements(&ps) { println!("{:?} {} {:?} {:?} | {} | {:?}", s.kind, s.value, s.label, s.list, s.raw, s.place); }
        let n = 2000;
        let now = std::time::Instant::now();
        for _ in 0..n { std::hint::black_box(statements(&ps)); }
        println!("{} chars {:?}", ps.iter().map(|p| p.text.chars().count()).sum::<usize>(), now.elapsed() / n);
    }
}
#[test]
fn timing() {
    let p = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/seeds/000_d00a2679fa720ff6.txt");
    let text = std::fs::read_to_string(p).unwrap();
    let ps: Vec<_> = text.split('\n').take(52).enumerate().filter(|(_, l)| !l.trim().is_empty()).map(|(i, l)| Passage { section: Some(SectionId::One), text: l, place: Place::Text { line: i as u32 + 1, column: 1 } }).collect();
    let n = 50000;
    let t = |name: &str, f: &mut dyn FnMut()| { let mut best = std::time::Duration::MAX; for _ in 0..5 { let now = std::time::Instant::now(); for _ in 0..n/5 { f(); } best = best.min(now.elapsed() / (n/5)); } println!("{name} {best:?}"); };
    let flow = Flow::of(&ps);
    t("flow", &mut || { std::hint::black_box(Flow::of(&ps)); });
    t("spans", &mut || { std::hint::black_box(sentence::spans(flow.text())); });
    let spans = sentence::spans(flow.text());
    println!("{} of {} {} {}", spans.iter().filter(|s| s.states).count(), spans.len(), spans.iter().filter(|s| s.states).map(|s| s.range.len()/3).sum::<usize>(), flow.text().chars().count());
    let mut w = sentence::Words::default();
    t("words", &mut || { for s in &spans { if s.states { w.read(flow.text(), s.range.clone()); } } });
    t("reading", &mut || { std::hint::black_box(Reading::of(&flow)); });
    t("all", &mut || { std::hint::black_box(statements(&ps)); });
}
#[test]
fn samples() {
    let text = std::fs::read_to_string("/tmp/narr/samples.txt").unwrap();
    for block in text.split("\n\n") {
        let ps: Vec<_> = block.lines().enumerate().map(|(i, l)| Passage { section: Some(SectionId::One), text: l, place: Place::Text { line: i as u32 + 1, column: 1 } }).collect();
        println!("--- {}", block.chars().take(400).collect::<String>());
        for s in statements(&ps) { println!("    {:?} {}{} {:?} {} | {}", s.kind, s.value, if s.approximate { "~" } else { "" }, s.label, s.list.map_or(String::new(), |l| format!("#{}{}{:?}", l.number, if l.complete { "!" } else { "?" }, l.whole)), s.raw); }
    }
}
