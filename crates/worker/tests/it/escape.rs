//! What a child has given up.
#![cfg(target_os = "linux")]

use crate::{probes, said};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;

/// The error with which the system refuses.
const REFUSED: &str = "Operation not permitted";

fn refused(name: &str) {
    let said = said(&probes(1), name).unwrap();
    assert!(said.contains(REFUSED), "{name}: {said}");
}

#[test]
fn no_file_is_opened_listed_written_or_removed() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("kept");
    std::fs::write(&kept, "secret").unwrap();
    refused("open /etc/passwd");
    refused("open /proc/self/environ");
    refused("list /");
    refused(&format!("open {}", kept.display()));
    refused(&format!("write {}", folder.path().join("new").display()));
    refused(&format!("remove {}", kept.display()));
    assert_eq!(std::fs::read(&kept).unwrap(), b"secret");
}

#[test]
fn no_connection_goes_out() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    refused(&format!("connect {}", listener.local_addr().unwrap()));
    refused("datagram");
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let _listening = UnixListener::bind(&socket).unwrap();
    refused(&format!("socket {}", socket.display()));
}

#[test]
fn no_program_and_no_thread_is_started() {
    refused("run /bin/true");
    refused("thread");
}

#[test]
fn a_child_sees_nothing_of_the_environment_of_its_parent() {
    assert!(std::env::vars_os().count() > 0);
    // All it has is what it is given: how much the allocator sets aside.
    assert_eq!(said(&probes(1), "environment").unwrap(), "1");
}
