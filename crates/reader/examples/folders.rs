//! Measures the reader on folders of documents.
//!
//! `folders digest COUNT FOLDER…` prints what it makes of that many invented reports of every
//! layout and damage and of all files of the folders, as one number each: two versions of the
//! reader that read alike print the same lines. `folders pace SECONDS FOLDER…` reads the files of
//! each folder again and again and prints the time of one, as a whole and without the taking
//! apart; `read` and `report` in place of `pace` do only the one or the other, for a profiler.
//! `folders once FILE…` reads each file from the disk once, in one thread, and prints how many it
//! read in a second of processor time: what a tool that is asked for one run over them would do.
#![expect(clippy::print_stdout, reason = "a report of figures")]
#![expect(clippy::unwrap_used, reason = "a tool of the developers")]

use gongkai_domain::report::FormBook;
use gongkai_reader::{Document, Reader};
use gongkai_testkit::{Damage, Layout, Rng, damaged, report};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("digest") => digests(book, &reader, arguments),
        Some(stage @ ("pace" | "read" | "report")) => paces(&reader, stage, arguments),
        Some("once") => once(&reader, &arguments.collect::<Vec<_>>()),
        _ => println!(
            "folders digest COUNT FOLDER… | folders pace SECONDS FOLDER… | folders once FILE…"
        ),
    }
}

fn digests(book: &FormBook, reader: &Reader, mut arguments: impl Iterator<Item = String>) {
    let count = arguments.next().and_then(|count| count.parse().ok());
    for number in 0..count.unwrap_or(0) {
        let mut rng = Rng::new(number);
        let form = &book.forms()[rng.below(book.forms().len())];
        let layout = rng.pick(&Layout::ALL);
        let kinds = rng.below(5);
        let damages = rng.sample(Damage::ALL.len(), kinds);
        let damages: Vec<Damage> = damages.into_iter().map(|at| Damage::ALL[at]).collect();
        let text = damaged(&report(&mut rng, form), layout, &damages, &mut rng).text;
        let csv = layout == Layout::Csv;
        let name = if csv { "a.csv" } else { "a.txt" };
        print(reader, &format!("invented {number}"), name, text.as_bytes());
    }
    for folder in arguments {
        let files = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.is_file()) {
            let name = file.to_string_lossy();
            print(reader, &name, &name, &std::fs::read(file).unwrap());
        }
    }
}

/// Prints the digest of a report and of the document it was read from.
fn print(reader: &Reader, title: &str, name: &str, bytes: &[u8]) {
    let document = format!("{:?}", Document::of(bytes, name));
    let report = format!("{:?}", reader.read(bytes, name));
    println!(
        "{:016x} {:016x} {title}",
        digest(&document),
        digest(&report)
    );
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn paces(reader: &Reader, stage: &str, mut arguments: impl Iterator<Item = String>) {
    let seconds: f64 = arguments.next().unwrap().parse().unwrap();
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
            let whole = pace(seconds, &files, |(name, bytes)| {
                let _done = black_box(reader.read(bytes, name));
            });
            print!("  read {whole:>7.1} µs");
        }
        if stage != "read" {
            let report = pace(seconds, &documents, |document| {
                black_box(reader.read_document(document));
            });
            print!("  outline+align+narrative {report:>7.1} µs");
        }
        println!();
    }
}

/// Reads each file once; prints the count of those read and the seconds of the processor.
fn once(reader: &Reader, files: &[String]) {
    let start = processor_seconds();
    let read = files.iter().filter(|file| {
        let bytes = std::fs::read(file).unwrap();
        black_box(reader.read(&bytes, file)).is_ok()
    });
    let read = read.count();
    println!("{read} {:.6}", processor_seconds() - start);
}

/// What the process has used of the processor so far, in user and system together (Linux).
fn processor_seconds() -> f64 {
    let said = std::fs::read_to_string("/proc/self/schedstat").unwrap();
    let nanoseconds: f64 = said.split(' ').next().unwrap().parse().unwrap();
    nanoseconds / 1e9
}

/// The mean of the shortest times of each document, in microseconds: what else the machine does
/// only makes a time longer.
fn pace<T>(seconds: f64, documents: &[T], mut read: impl FnMut(&T)) -> f64 {
    let start = Instant::now();
    let mut best = vec![f64::MAX; documents.len()];
    while start.elapsed().as_secs_f64() < seconds {
        for (document, best) in documents.iter().zip(&mut best) {
            let begun = Instant::now();
            read(document);
            *best = best.min(begun.elapsed().as_secs_f64());
        }
    }
    let count = f64::from(u32::try_from(documents.len()).unwrap());
    best.iter().sum::<f64>() * 1e6 / count
}
