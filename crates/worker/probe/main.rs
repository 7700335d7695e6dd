//! A child that is confined like the real one and does what the name of its document asks for:
//! the tests have it try to break out, and to run wild. A document called `parse` it takes apart.

use gongkai_reader::{Document, SourceError};
use gongkai_worker::ServeError;
use std::fs;
use std::io;
use std::net::{TcpStream, UdpSocket};
use std::process::Command;

fn main() -> Result<(), ServeError> {
    gongkai_worker::serve_by(&take)
}

fn take(bytes: &[u8], name: &str, say: &mut dyn FnMut(&Document<'_>)) -> Result<(), SourceError> {
    if name.starts_with("parse.") {
        return Document::with(bytes, name, say);
    }
    let (what, argument) = name.split_once(' ').unwrap_or((name, ""));
    let tried = match what {
        "panic" => panic!("asked for"),
        "abort" => std::process::abort(),
        "loop" => loop {
            std::hint::spin_loop();
        },
        "allocate" => Ok(allocated().to_string()),
        "overflow" => Ok(depth(bytes.len()).to_string()),
        _ => attempt(what, argument),
    };
    match tried {
        Ok(text) => say(&saying(&text)),
        Err(error) => say(&saying(&format!("refused: {error}"))),
    }
    Ok(())
}

/// What a process can do that has given up nothing.
fn attempt(what: &str, argument: &str) -> io::Result<String> {
    match what {
        "open" => fs::read_to_string(argument),
        "list" => fs::read_dir(argument).map(|_| String::from("listed")),
        "write" => fs::write(argument, "x").map(|()| String::from("written")),
        "remove" => fs::remove_file(argument).map(|()| String::from("removed")),
        "connect" => TcpStream::connect(argument).map(|_| String::from("connected")),
        "datagram" => UdpSocket::bind("127.0.0.1:0").map(|_| String::from("bound")),
        #[cfg(unix)]
        "socket" => {
            std::os::unix::net::UnixStream::connect(argument).map(|_| String::from("connected"))
        }
        "run" => Command::new(argument).status().map(|_| String::from("ran")),
        "thread" => std::thread::Builder::new()
            .spawn(|| {})
            .map(|_| String::from("spawned")),
        "environment" => Ok(std::env::vars_os().count().to_string()),
        _ => Ok(String::from("read")),
    }
}

/// A gigabyte, touched.
fn allocated() -> u64 {
    let block = vec![1_u8; 1 << 30];
    block.iter().map(|byte| u64::from(*byte)).sum()
}

/// Deeper than any stack, unless `seed` is nothing.
fn depth(seed: usize) -> usize {
    let here = std::hint::black_box([seed; 64]);
    match here.iter().sum::<usize>() {
        0 => 0,
        _ => depth(seed) + 1,
    }
}

/// The document of one line.
fn saying(text: &str) -> Document<'static> {
    Document::of(text.as_bytes(), "a.txt").unwrap_or_else(|error| panic!("{error}"))
}
