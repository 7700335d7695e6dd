//! How long one report takes to read: `cargo bench -p gongkai-reader`.
//!
//! Invented texts by layout, and the files of the folder that `GONGKAI_DOCUMENTS` names (DOCX,
//! HTML, XLSX as `gongkai report render`, an office suite or a site writes them): as a whole, taken
//! apart only, and from what they were taken apart into, whole, its tables alone, its text alone.
#![expect(clippy::unwrap_used, reason = "documents of the program's own making")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gongkai_domain::report::FormBook;
use gongkai_reader::source::PieceKind;
use gongkai_reader::{Document, Reader};
use gongkai_testkit::{Layout, Rng, print, report};
use std::hint::black_box;

#[path = "../tests/it/paper/mod.rs"]
mod paper;

fn reading(criterion: &mut Criterion) {
    let Ok(book) = FormBook::statutory() else {
        return;
    };
    let reader = Reader::new(book);
    for form in book.forms() {
        let mut group = criterion.benchmark_group(format!("form {}", form.id));
        for layout in Layout::ALL {
            let mut rng = Rng::new(1);
            let text = print(&report(&mut rng, form), layout, &mut rng).text;
            group.throughput(Throughput::Bytes(text.len() as u64));
            let name = if layout == Layout::Csv {
                "a.csv"
            } else {
                "a.txt"
            };
            let id = BenchmarkId::from_parameter(layout.name());
            group.bench_with_input(id, text.as_bytes(), |bencher, bytes| {
                bencher.iter(|| black_box(reader.read(black_box(bytes), name)));
            });
        }
        group.finish();
    }
}

fn documents(criterion: &mut Criterion) {
    let folder = std::env::var_os("GONGKAI_DOCUMENTS").map(std::fs::read_dir);
    let (Some(Ok(folder)), Ok(book)) = (folder, FormBook::statutory()) else {
        return;
    };
    let reader = Reader::new(book);
    for file in folder.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let Ok(bytes) = std::fs::read(file.path()) else {
            continue;
        };
        let Ok(document) = Document::of(&bytes, &name) else {
            continue;
        };
        let mut group = criterion.benchmark_group(&name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("read", |bencher| {
            bencher.iter(|| black_box(reader.read(black_box(&bytes), &name)));
        });
        group.bench_function("take apart", |bencher| {
            bencher.iter(|| black_box(Document::of(black_box(&bytes), &name)));
        });
        let (mut tables, mut text) = (document.clone(), document.clone());
        tables.pieces.retain(|piece| piece.kind != PieceKind::Text);
        text.pieces.retain(|piece| piece.kind == PieceKind::Text);
        for (part, document) in [("report", document), ("tables", tables), ("text", text)] {
            group.bench_function(part, |bencher| {
                bencher.iter(|| black_box(reader.read_document(black_box(&document))));
            });
        }
        group.finish();
    }
}

/// Formats of other programs whose documents can be made here.
fn formats(criterion: &mut Criterion) {
    let Ok(book) = FormBook::statutory() else {
        return;
    };
    let reader = Reader::new(book);
    for form in book.forms() {
        let mut group = criterion.benchmark_group(format!("formats, form {}", form.id));
        let items = paper::items(&report(&mut Rng::new(1), form));
        let mut documents = vec![(String::from("odt"), paper::odt::document(&items))];
        for (number, manner) in paper::ofd::MANNERS.into_iter().enumerate() {
            let bytes = paper::ofd::document(&items, manner);
            documents.push((format!("ofd {number}"), bytes));
        }
        for (name, bytes) in documents {
            group.throughput(Throughput::Elements(1));
            group.bench_with_input(
                BenchmarkId::from_parameter(name),
                &bytes,
                |bencher, bytes| {
                    bencher.iter(|| black_box(reader.read(black_box(bytes), "a")));
                },
            );
        }
        group.finish();
    }
}

criterion_group!(benches, reading, formats, documents);
criterion_main!(benches);
