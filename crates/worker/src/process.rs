//! One child from its parent's side: started, asked, stopped.

use crate::PATIENCE;
use crate::frame::{READY, answered, ask};
use gongkai_reader::{Document, SourceError};
use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Read as _};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How much is written and read at once.
const AT_ONCE: usize = 1 << 17;
/// After how many documents a child makes room for a fresh one.
const MOST_DOCUMENTS: u32 = 4096;
/// After how much time of work.
const MOST_WORK: Duration = Duration::from_secs(20);
/// The processor time of a child, in seconds: its work, the last document, and some more.
#[cfg(target_os = "linux")]
pub(crate) const MOST_SECONDS: u64 = 40;

/// The program that a child runs: it calls [`crate::serve`] and nothing else.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
}

impl Program {
    /// A program with its arguments.
    pub fn new(path: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        Self {
            path: path.into(),
            arguments: arguments.iter().map(OsString::from).collect(),
        }
    }

    /// The program that is running, with other arguments.
    pub fn itself(arguments: &[&str]) -> io::Result<Self> {
        // This name leads to the running program even after an update has replaced its file.
        let path = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe()?
        };
        Ok(Self::new(path, arguments))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Keys of a bucket are in the environment of a server, never in that of a child; an
        // interrupt at the terminal is for the parent.
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            command.env_clear().current_dir("/").process_group(0);
            // The allocator of the program would set a gigabyte aside at once; what is mapped
            // when a child is confined comes on top of what it may have.
            command.env("MIMALLOC_ARENA_RESERVE", "1024");
        }
        command
    }
}

/// Why a child gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Death {
    /// It took too long.
    Late,
    /// It asked for too much memory.
    Memory,
    /// It crashed, or said something that is no answer.
    Crash,
    /// It could not be started.
    Unborn,
}

impl Death {
    /// What is said of the document.
    pub(crate) const fn stopped(self) -> SourceError {
        let what = match self {
            Self::Late => "用时过长",
            Self::Memory => "内存过多",
            Self::Crash => "异常中止",
            Self::Unborn => "读取进程启动不了",
        };
        let what = std::borrow::Cow::Borrowed(what);
        SourceError::Stopped { what }
    }
}

/// A child with what it has done.
#[derive(Debug)]
pub(crate) struct Process {
    watched: Arc<Watched>,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    answer: Vec<u8>,
    served: u32,
    worked: Duration,
    /// When it last answered.
    pub(crate) idle_since: Instant,
}

impl Process {
    /// Starts one; `watch` is told of it before anybody waits for it.
    pub(crate) fn start(
        program: &Program,
        watch: impl FnOnce(&Arc<Watched>),
    ) -> Result<Self, Death> {
        let mut child = program.command().spawn().map_err(|_unborn| Death::Unborn)?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let watched = Arc::new(Watched::new(child));
        let (Some(input), Some(output), Some(errors)) = streams else {
            watched.end();
            return Err(Death::Unborn);
        };
        watch(&watched);
        let mut process = Self {
            watched,
            input: BufWriter::with_capacity(AT_ONCE, input),
            output: BufReader::with_capacity(AT_ONCE, output),
            errors,
            answer: Vec::new(),
            served: 0,
            worked: Duration::ZERO,
            idle_since: Instant::now(),
        };
        let mut ready = [0; READY.len()];
        process.watched.begin();
        let read = process.output.read_exact(&mut ready);
        let in_time = process.watched.finish();
        if read.is_err() || !in_time || ready != *READY {
            return Err(Death::Unborn);
        }
        Ok(process)
    }

    /// What it answers for a document.
    pub(crate) fn ask(
        &mut self,
        bytes: &[u8],
        name: &str,
    ) -> Result<Result<Document<'static>, SourceError>, Death> {
        let begun = self.watched.begin();
        let asked = ask(&mut self.input, bytes, name);
        let came = asked.and_then(|()| answered(&mut self.output, &mut self.answer));
        let in_time = self.watched.finish();
        self.idle_since = Instant::now();
        self.served += 1;
        self.worked += self.idle_since.duration_since(begun);
        if !in_time {
            return Err(Death::Late);
        }
        came.map_err(|_none| self.last_words())
    }

    /// Whether a fresh one should take its place.
    pub(crate) fn is_worn(&self) -> bool {
        self.served >= MOST_DOCUMENTS || self.worked >= MOST_WORK
    }

    /// What it died of. The library says so when memory is refused.
    fn last_words(&mut self) -> Death {
        self.watched.end();
        let mut words = Vec::new();
        let _ = (&mut self.errors).take(1 << 12).read_to_end(&mut words);
        if String::from_utf8_lossy(&words).contains("memory allocation of") {
            Death::Memory
        } else {
            Death::Crash
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing unanswered is sent on the way out: what it is told no longer matters.
        self.watched.end();
    }
}

/// A child as the one sees it that looks at the clock.
#[derive(Debug)]
pub(crate) struct Watched {
    child: Mutex<Child>,
    /// Until when it must have answered.
    until: Mutex<Option<Instant>>,
    late: AtomicBool,
}

impl Watched {
    fn new(child: Child) -> Self {
        Self {
            child: Mutex::new(child),
            until: Mutex::new(None),
            late: AtomicBool::new(false),
        }
    }

    fn begin(&self) -> Instant {
        let now = Instant::now();
        *held(&self.until) = Some(now + PATIENCE);
        now
    }

    /// Whether it was not too late.
    fn finish(&self) -> bool {
        *held(&self.until) = None;
        !self.late.load(Ordering::Acquire)
    }

    /// Ends it if its time is over.
    pub(crate) fn look(&self, now: Instant) {
        let until = held(&self.until);
        if until.is_some_and(|until| until < now) {
            self.late.store(true, Ordering::Release);
            drop(until);
            let _ = held(&self.child).kill();
        }
    }

    /// Ends it and waits until it is gone.
    fn end(&self) {
        let mut child = held(&self.child);
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// What a lock holds. Nobody leaves it half changed, so a panic elsewhere does not matter.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
