//! Documents that crash, loop or ask for all memory cost themselves and nobody else.

use crate::{probes, said, stopped};
use gongkai_reader::SourceError;
use gongkai_worker::{PATIENCE, Program, Workers};
use std::time::Instant;

#[test]
fn a_document_that_asks_for_a_gigabyte_is_stopped_and_the_next_is_read() {
    let workers = probes(1);
    assert_eq!(stopped(said(&workers, "allocate")), "内存过多");
    assert_eq!(said(&workers, "read").unwrap(), "read");
}

#[test]
fn a_document_that_loops_is_stopped_and_its_neighbour_is_read_meanwhile() {
    let workers = probes(2);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let looping = scope.spawn(|| stopped(said(&workers, "loop")));
        assert_eq!(said(&workers, "read").unwrap(), "read");
        assert!(begun.elapsed() < PATIENCE);
        assert_eq!(looping.join().unwrap(), "用时过长");
    });
    assert!(begun.elapsed() >= PATIENCE);
    assert_eq!(said(&workers, "read").unwrap(), "read");
}

#[test]
fn a_document_that_crashes_the_reader_is_stopped() {
    let workers = probes(1);
    assert_eq!(stopped(said(&workers, "abort")), "异常中止");
    assert_eq!(stopped(said(&workers, "overflow")), "异常中止");
    assert_eq!(said(&workers, "read").unwrap(), "read");
}

#[test]
fn a_panic_is_a_damaged_file_and_the_child_lives_on() {
    let workers = probes(1);
    let came = said(&workers, "panic");
    assert!(matches!(came, Err(SourceError::Damaged { .. })), "{came:?}");
    assert_eq!(said(&workers, "read").unwrap(), "read");
}

#[test]
fn a_program_that_is_no_child_reads_nothing() {
    for path in ["/bin/true", "/nowhere"] {
        let workers = Workers::at_most(1, Program::new(path, &[]));
        assert_eq!(stopped(said(&workers, "read")), "读取进程启动不了");
    }
}
