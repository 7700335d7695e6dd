//! What the reader makes of many documents, as one number each: `digest COUNT [FOLDER]…` reads
//! that many invented reports of every layout and damage, and all files of the folders. Two
//! versions of the reader that read alike print the same lines.
#![expect(clippy::print_stdout, reason = "a report of figures")]
#![expect(clippy::unwrap_used, reason = "a tool of the developers")]

use gongkai_domain::report::FormBook;
use gongkai_reader::{Document, Reader};
use gongkai_testkit::{Damage, Layout, Rng, damaged, report};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;

fn main() {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut arguments = std::env::args().skip(1);
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
        print(
            &reader,
            &format!("invented {number}"),
            name,
            text.as_bytes(),
        );
    }
    for folder in arguments {
        let files = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.is_file()) {
            let name = file.to_string_lossy();
            print(&reader, &name, &name, &std::fs::read(file).unwrap());
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
