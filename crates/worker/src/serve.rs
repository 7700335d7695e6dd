//! What the child does: give up everything, then take documents apart until there are no more.

use crate::confine::{ConfineError, confine};
use crate::frame::{Answer, READY, Request, asked};
use gongkai_reader::{Document, SourceError};
use std::fs::File;
use std::io::{self, BufReader, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How much is read at once: most documents are read in one go.
const AT_ONCE: usize = 1 << 17;

/// How a document is taken apart: it is handed to the function given, or refused.
pub type Take<'t> =
    &'t dyn Fn(&[u8], &str, &mut dyn FnMut(&Document<'_>)) -> Result<(), SourceError>;

/// Why a child does not serve. For the developer: nobody else starts one.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Its limits were refused by the system.
    #[error("cannot be confined: {0}")]
    Unconfined(#[from] ConfineError),
    /// Its parent speaks another language, or is gone.
    #[error("cannot speak with the parent: {0}")]
    Io(#[from] io::Error),
}

/// Takes apart what comes on standard input, in a process that has given up everything else.
/// Returns when the input ends. The process must have no other threads.
pub fn serve() -> Result<(), ServeError> {
    serve_by(&|bytes, name, say| Document::with(bytes, name, say))
}

/// The same by another reader, for tests.
pub fn serve_by(take: Take<'_>) -> Result<(), ServeError> {
    let (input, mut output) = streams()?;
    let mut input = BufReader::with_capacity(AT_ONCE, input);
    // A panic is an answer like any other; what it says on the way is of no use to the parent,
    // who looks for the last words of a process that is dying.
    std::panic::set_hook(Box::new(|_| {}));
    confine()?;
    output.write_all(READY)?;
    let (mut request, mut answer) = (Request::default(), Answer::default());
    while asked(&mut input, &mut request)? {
        answer_to(&request, take, &mut answer);
        answer.send(&mut output)?;
    }
    Ok(())
}

/// Takes one document apart. A panic costs the document, not the process.
fn answer_to(request: &Request, take: Take<'_>, answer: &mut Answer) {
    let came = catch_unwind(AssertUnwindSafe(|| {
        take(&request.bytes, &request.name, &mut |document| {
            answer.put(Ok(document));
        })
    }));
    match came {
        Ok(Ok(())) => {}
        Ok(Err(refusal)) => answer.put(Err(&refusal)),
        Err(_panic) => answer.put(Err(&SourceError::Damaged {
            what: String::from("内容前后矛盾，读不下去"),
        })),
    }
}

/// Standard input and output without the buffers of the library, which look for ends of lines.
#[cfg(unix)]
fn streams() -> io::Result<(File, File)> {
    use std::os::fd::AsFd as _;
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    Ok((input.into(), output.into()))
}

/// Standard input and output without the buffers of the library, which look for ends of lines.
#[cfg(windows)]
fn streams() -> io::Result<(File, File)> {
    use std::os::windows::io::AsHandle as _;
    let input = io::stdin().as_handle().try_clone_to_owned()?;
    let output = io::stdout().as_handle().try_clone_to_owned()?;
    Ok((input.into(), output.into()))
}
