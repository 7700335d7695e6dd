//! How long one report takes to read, by layout: `cargo bench -p gongkai-reader`.
#![expect(clippy::unwrap_used, reason = "documents of the program's own making")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gongkai_domain::report::FormBook;
use gongkai_reader::Reader;
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

criterion_group!(benches, reading, formats);
criterion_main!(benches);
