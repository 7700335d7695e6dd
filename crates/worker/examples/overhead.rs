//! What a process of its own costs a document: the same page here and in a child.
//! `cargo run --release -p gongkai-worker --example overhead [threads]`, after
//! `cargo build --release -p gongkai-worker`.

use gongkai_reader::{Apart as _, Document};
use gongkai_worker::{Program, Workers};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many documents are taken apart for a figure.
const ROUNDS: u32 = 4000;

fn main() -> Result<(), Box<dyn Error>> {
    let threads = std::env::args()
        .nth(1)
        .map_or(Ok(1), |count| count.parse())?;
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).ok_or("no folder")?;
    let workers = Workers::at_most(
        threads,
        Program::new(folder.join("gongkai-worker-probe"), &[]),
    );
    let page = page();
    let pieces = Document::of(&page, "a.html")?.pieces.len();
    let here = measured(threads, || Document::of(&page, "a.html").is_ok());
    let there = measured(threads, || workers.document(&page, "parse.html").is_ok());
    let nothing = measured(threads, || workers.document(&page, "nothing").is_ok());
    writeln!(
        std::io::stdout(),
        "{} bytes, {pieces} pieces, {threads} threads; a document: here {here:?}, in a child \
         {there:?}, only there and back {nothing:?}",
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
