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
