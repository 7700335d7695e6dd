//! How long one report takes to read, by layout: `cargo bench -p gongkai-reader`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gongkai_domain::report::FormBook;
use gongkai_reader::Reader;
use gongkai_testkit::{Layout, Rng, print, report};
use std::hint::black_box;

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

criterion_group!(benches, reading);
criterion_main!(benches);
