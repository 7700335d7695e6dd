//! What a process of its own costs a document: the same page here, in a child, and only there and
//! back. `cargo run --release -p gongkai-worker --example overhead here|there|nothing [threads]`,
//! after `cargo build --release -p gongkai-worker`. Under load, what `time` says of it counts: it
//! includes the children.

use gongkai_reader::{Apart as _, Document};
use gongkai_worker::{Program, Workers};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many documents a thread takes apart.
const ROUNDS: u32 = 4000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let threads = arguments.next().map_or(Ok(1), |count| count.parse())?;
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).ok_or("no folder")?;
    let probe = Program::new(folder.join("gongkai-worker-probe"), &[]);
    let workers = Workers::at_most(threads, probe);
    let page = page();
    let pieces = Document::of(&page, "a.html")?.pieces.len();
    let took = match what.as_str() {
        "here" => measured(threads, || Document::of(&page, "a.html").is_ok()),
        "there" => measured(threads, || workers.document(&page, "parse.html").is_ok()),
        _ => measured(threads, || workers.document(&page, "nothing").is_ok()),
    };
    writeln!(
        std::io::stdout(),
        "{what}: {} bytes, {pieces} pieces, {threads} threads: {took:?} a document and thread",
        page.len(),
    )?;
    Ok(())
}

/// The time of a document.
fn measured(threads: usize, one: impl Fn() -> bool + Sync) -> Duration {
    assert!(one(), "taken apart");
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| (0..ROUNDS).for_each(|_| assert!(one(), "taken apart")));
        }
    });
    begun.elapsed() / ROUNDS
}

/// A page of fifty thousand bytes with as many cells as a report.
fn page() -> Vec<u8> {
    let mut page = String::from("<html><body><table>");
    for row in 0..60 {
        page.push_str("<tr>");
        for column in 0..12 {
            let _ = write!(
                page,
                "<td style=\"border:1px solid black;padding:2pt 4pt\">{}</td>",
                row * column
            );
        }
        page.push_str("</tr>");
    }
    page.push_str("</table></body></html>");
    page.into_bytes()
}
