//! Children killed from outside cost no document.
#![cfg(target_os = "linux")]

use crate::said;
use gongkai_worker::{Program, Workers};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

#[test]
fn two_hundred_documents_from_eight_threads_are_answered_while_children_are_killed() {
    // A name of its own, by which its children are told from those of other tests.
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("prey");
    std::fs::copy(env!("CARGO_BIN_EXE_gongkai-worker-probe"), &program).unwrap();
    let workers = Workers::at_most(8, Program::new(&program, &[]));
    let (done, killed) = (AtomicBool::new(false), AtomicUsize::new(0));
    let answers: Vec<_> = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                killed.fetch_add(usize::from(kill_one(&program)), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(25));
            }
        });
        let ask = |thread: usize| {
            let workers = &workers;
            move || {
                let mut answers = Vec::new();
                for number in 0..25 {
                    std::thread::sleep(Duration::from_millis(10));
                    answers.push(said(workers, &format!("read {thread} {number}")));
                }
                answers
            }
        };
        let threads: Vec<_> = (0..8).map(|thread| scope.spawn(ask(thread))).collect();
        let joined = threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap());
        let answers = joined.collect();
        done.store(true, Ordering::Relaxed);
        answers
    });
    assert_eq!(answers.len(), 200);
    assert!(killed.into_inner() > 0, "nothing was killed");
    let refused = answers.iter().filter(|answer| answer.is_err()).count();
    assert_eq!(refused, 0, "{answers:?}");
}

/// Kills one process that runs this program; whether there was one.
fn kill_one(program: &Path) -> bool {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let runs = |entry: &std::fs::DirEntry| {
        std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program)
    };
    let mut prey = processes.filter(runs);
    prey.next().is_some_and(|entry| {
        let id = entry.file_name();
        Command::new("kill")
            .arg("-9")
            .arg(id)
            .status()
            .unwrap()
            .success()
    })
}
