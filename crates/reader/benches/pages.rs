//! How long a report on fixed pages takes to take apart, and to read:
//! `cargo bench -p gongkai-reader --bench pages`.
#![expect(
    clippy::unwrap_used,
    reason = "what cannot be set up fails the benchmark"
)]
#![expect(dead_code, reason = "the tests use more of the writer")]

#[path = "../tests/it/pages/paper.rs"]
mod paper;
#[path = "../tests/it/pages/writer.rs"]
mod writer;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gongkai_domain::report::FormBook;
use gongkai_reader::{Document, Reader};
use gongkai_testkit::{Rng, report};
use paper::{Ruling, Style, papers};
use std::hint::black_box;
use writer::{Font, Manner, pdf};

fn pages(criterion: &mut Criterion) {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let form = book.forms().last().unwrap();
    let report = report(&mut Rng::new(1), form);
    let mut group = criterion.benchmark_group("pages");
    for (name, ruling, font) in [
        ("ruled", Ruling::Full, Font::Mapped),
        ("gbk", Ruling::Full, Font::Gbk { inside: false }),
        ("dashed", Ruling::Dashed, Font::Mapped),
        ("no lines", Ruling::None, Font::Mapped),
    ] {
        let bytes = pdf(&papers(&report, Style::ruled(ruling)), Manner::font(font));
        group.throughput(Throughput::Elements(1));
        let id = BenchmarkId::new("apart", name);
        group.bench_with_input(id, bytes.as_slice(), |bencher, bytes| {
            bencher.iter(|| black_box(Document::of(black_box(bytes), "a.pdf")));
        });
        let id = BenchmarkId::new("read", name);
        group.bench_with_input(id, bytes.as_slice(), |bencher, bytes| {
            bencher.iter(|| black_box(reader.read(black_box(bytes), "a.pdf")));
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
