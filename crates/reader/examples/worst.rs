//! Time and memory of the reader on hostile documents: `worst [kilobytes] [part of a name]`.
//! Each is read at this size, twice and four times it: what grows faster than its size shows.
#![expect(clippy::print_stdout, reason = "a report of figures")]
#![expect(clippy::unwrap_used, reason = "documents of the program's own making")]

#[path = "../tests/it/hostile.rs"]
mod hostile;

use gongkai_domain::report::FormBook;
use gongkai_reader::Reader;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.next().and_then(|size| size.parse().ok());
    let size: usize = size.unwrap_or(256) << 10;
    let wanted = arguments.next().unwrap_or_default();
    let reader = Reader::new(FormBook::statutory().unwrap());
    println!(
        "{:28} {:>8} {:>9} {:>9} {:>7}  result",
        "document", "KiB", "ms", "ms/MiB", "MiB"
    );
    for factor in [1, 2, 4] {
        for (name, file, bytes) in hostile::documents(size * factor) {
            if !name.contains(&wanted) {
                continue;
            }
            let before = forget_peak();
            let start = Instant::now();
            let result = match reader.read(&bytes, file) {
                Ok(reading) => reading.report.tables.map_or("no tables", |_| "tables"),
                Err(_) => "refused",
            };
            let milliseconds = start.elapsed().as_secs_f64() * 1e3;
            let mebibytes = f64::from(u32::try_from(bytes.len()).unwrap()) / f64::from(1 << 20);
            println!(
                "{name:28} {:>8} {milliseconds:>9.1} {:>9.1} {:>7}  {result}",
                bytes.len() >> 10,
                milliseconds / mebibytes,
                (peak().saturating_sub(before)) >> 10,
            );
        }
    }
}

/// The memory in use, from which the highest is counted anew; in KiB, zero where it is unknown.
fn forget_peak() -> u64 {
    let _unknown = std::fs::write("/proc/self/clear_refs", "5");
    peak()
}

/// The highest memory in use so far, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let digits = line.and_then(|line| line.split_whitespace().next());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
