//! How long documents take to read: `pace SECONDS FOLDER…` reads the files of each folder again
//! and again and prints the time of one, taken apart and as a whole.
#![expect(clippy::print_stdout, reason = "a report of figures")]
#![expect(clippy::unwrap_used, reason = "a tool of the developers")]

use gongkai_domain::report::FormBook;
use gongkai_reader::{Document, Reader};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    let mut arguments = std::env::args().skip(1);
    let seconds: f64 = arguments.next().unwrap().parse().unwrap();
    let stage = std::env::var("STAGE").unwrap_or_default();
    for folder in arguments {
        let mut files = Vec::new();
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path).unwrap()));
        }
        files.sort();
        files.retain(|(name, bytes)| Document::of(bytes, name).is_ok());
        let documents: Vec<_> = files
            .iter()
            .map(|(name, bytes)| Document::of(bytes, name).unwrap())
            .collect();
        let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        print!("{folder:30} {:>6} B", size / files.len());
        if stage != "report" {
            let whole = pace(seconds, files.len(), || {
                for (name, bytes) in &files {
                    let _done = black_box(reader.read(bytes, name));
                }
            });
            print!("  read {whole:>7.1} µs");
        }
        if stage != "read" {
            let report = pace(seconds, files.len(), || {
                for document in &documents {
                    black_box(reader.read_document(document));
                }
            });
            print!("  outline+align+narrative {report:>7.1} µs");
        }
        println!();
    }
}

/// The shortest round, per document, in microseconds.
fn pace(seconds: f64, documents: usize, mut round: impl FnMut()) -> f64 {
    let start = Instant::now();
    let mut best = f64::MAX;
    while start.elapsed().as_secs_f64() < seconds {
        let begun = Instant::now();
        round();
        best = best.min(begun.elapsed().as_secs_f64());
    }
    best * 1e6 / f64::from(u32::try_from(documents).unwrap())
}
