//! A ledger of 10,000 rows and 20 columns: written, read, pasted.

use criterion::{Criterion, criterion_group, criterion_main};
use gongkai_sheet::{Cell, Column, ColumnKind, Table, read, read_pasted, write};
use jiff::civil::date;
use rust_decimal::Decimal;
use std::hint::black_box;

const ROWS: i64 = 10_000;

/// Twenty columns: five of each of text, whole numbers, amounts and days.
fn ledger() -> Table {
    const KINDS: [ColumnKind; 4] = [
        ColumnKind::Text,
        ColumnKind::Integer,
        ColumnKind::Money,
        ColumnKind::Date,
    ];
    let columns = (0..20).map(|n| Column::new(format!("第{n}列"), KINDS[n % 4]));
    let cells = |row: i64| {
        let text = Cell::Text(format!("关于第{row}号事项办理情况的通知"));
        let day = date(2026, 1, 5).checked_add(jiff::Span::new().days(row % 300));
        let amount = Decimal::new(row * 7 + 3, 1);
        let four = [
            text,
            Cell::from(row),
            Cell::from(amount),
            Cell::from(day.unwrap_or_default()),
        ];
        four.iter().cycle().take(20).cloned().collect()
    };
    Table {
        title: String::from("移交登记"),
        columns: columns.collect(),
        rows: (0..ROWS).map(cells).collect(),
        ..Table::default()
    }
}

fn bench(criterion: &mut Criterion) {
    let table = ledger();
    let bytes = write(&table).unwrap_or_default();
    let lines = table.rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        cells.join("\t")
    });
    let pasted = lines.collect::<Vec<_>>().join("\r\n");
    let mut group = criterion.benchmark_group("ledger of 10,000 rows and 20 columns");
    group.sample_size(10);
    group.bench_function("write", |b| b.iter(|| write(black_box(&table))));
    group.bench_function("read", |b| b.iter(|| read(black_box(&bytes))));
    group.bench_function("paste", |b| b.iter(|| read_pasted(black_box(&pasted))));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
