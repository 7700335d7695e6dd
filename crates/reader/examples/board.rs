//! Scores of the reader on damaged reports with known truth: `board [samples] [seed] [layout] [damage]`.

use gongkai_domain::report::FormBook;
use gongkai_reader::Reader;
use gongkai_testkit::{Board, Damage, Layout, Rng, Sample, damaged, report};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments
        .next()
        .and_then(|a| a.parse().ok())
        .unwrap_or(2000);
    let seed: u64 = arguments.next().and_then(|a| a.parse().ok()).unwrap_or(1);
    let (layout, damage) = (arguments.next(), arguments.next());
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut board = Board::default();
    let mut rng = Rng::new(seed);
    let mut shown = 0;
    for number in 0..count {
        let form = &book.forms()[number % book.forms().len()];
        let sample = match &damage {
            None => Sample::drawn(&mut rng, form, 3),
            Some(name) => {
                let r = report(&mut rng, form);
                let l = match layout.as_deref() {
                    Some("any") | None => rng.pick(&Layout::ALL),
                    Some(l) => *Layout::ALL.iter().find(|k| k.name() == l).expect("layout"),
                };
                let d: Vec<Damage> = Damage::ALL
                    .into_iter()
                    .filter(|d| d.name() == name)
                    .collect();
                damaged(&r, l, &d, &mut rng)
            }
        };
        let reading = reader
            .read(
                sample.text.as_bytes(),
                if sample.layout.name().contains("csv") {
                    "a.csv"
                } else {
                    "a.txt"
                },
            )
            .unwrap();
        let tables = reading.report.tables.as_ref();
        let wrong = sample.errors(tables);
        if !wrong.is_empty() && shown < 12 {
            shown += 1;
            println!(
                "#{number} {:?} {:?}\n   {}",
                sample.layout,
                sample.damages,
                wrong
                    .iter()
                    .take(4)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("\n   ")
            );
            std::fs::write(format!("/tmp/board-{number}.txt"), &sample.text).unwrap();
        }
        if damage.is_some() {
            let s = gongkai_testkit::Score::of(&sample, tables);
            if s.found < s.must && shown < 12 {
                shown += 1;
                println!(
                    "#{number} {:?} {:?} found {}/{}",
                    sample.layout, sample.damages, s.found, s.must
                );
                {
                    let miss: Vec<_> = sample.missed(tables).into_iter().take(3).collect();
                    println!("   {}", miss.join("\n   "));
                }
                if false && let Some(t) = tables {
                    let miss: Vec<_> = t
                        .iter()
                        .filter(|(spec, c)| {
                            c.number().is_none()
                                && matches!(
                                    sample.truth.cell(&spec.id),
                                    gongkai_testkit::CellTruth::MustRead(_)
                                )
                        })
                        .map(|(s, c)| format!("{} {:?} {:?}", s.id, c.state, c.raw))
                        .take(3)
                        .collect();
                    println!("   {}", miss.join("\n   "));
                }
                std::fs::write(format!("/tmp/board-{number}.txt"), &sample.text).unwrap();
            }
        }
        board.add(&sample, tables);
    }
    println!("{board}");
}
