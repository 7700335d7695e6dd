//! Where results and messages go: results to standard output or a file, messages to standard
//! error, and the exit status that scripts rely on.

use anyhow::{Context, Result};
use gongkai_exchange::Lang;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit status of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Done, nothing to complain of.
    Clean,
    /// Done, and findings of severity error.
    Findings,
    /// The arguments make no sense.
    Usage,
    /// Some input could not be read.
    Unreadable,
    /// The program could not do its work.
    Internal,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Usage => 2,
            Status::Unreadable => 3,
            Status::Internal => 4,
        })
    }
}

/// Text in both languages of the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// Chinese.
    pub(crate) zh: &'static str,
    /// English.
    pub(crate) en: &'static str,
}

impl Words {
    /// The words in one language.
    pub(crate) const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Says something to the person at the terminal.
#[expect(
    clippy::print_stderr,
    reason = "the one place where messages leave the program"
)]
pub(crate) fn complain(message: &str) {
    eprintln!("{message}");
}

/// Shows help.
#[expect(
    clippy::print_stdout,
    reason = "the one place where help leaves the program"
)]
pub(crate) fn print(text: &str) {
    println!("{}", text.trim_end());
}

/// Whether standard output is a terminal: people read tables, programs read JSON.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether an error only says that the reader of our output has gone (`| head`).
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<io::Error>());
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Standard output, or a file that appears only when it is complete.
pub(crate) enum Sink {
    /// Standard output.
    Standard(BufWriter<io::Stdout>),
    /// What is there and no file: a device, a pipe. Nothing takes its place.
    Device(BufWriter<fs::File>),
    /// A file beside the one it will become.
    File {
        writer: BufWriter<fs::File>,
        partial: Partial,
        path: PathBuf,
    },
}

/// A file under way: gone unless it has become what it should.
pub(crate) struct Partial(PathBuf);

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Sink {
    /// Opens the output; `None` or `-` is standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Self::Standard(BufWriter::with_capacity(
                1 << 16,
                io::stdout(),
            )));
        };
        let refused = || {
            format!(
                "{}：无法写入，请检查文件夹是否存在、是否有写入权限",
                path.display()
            )
        };
        if fs::metadata(path).is_ok_and(|is| !is.is_file() && !is.is_dir()) {
            let device = fs::OpenOptions::new().write(true).open(path);
            let device = device.with_context(refused)?;
            return Ok(Self::Device(BufWriter::with_capacity(1 << 16, device)));
        }
        // A link goes on leading to its file.
        let path = &fs::canonicalize(path).unwrap_or_else(|_absent| path.to_owned());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let partial = path.with_file_name(format!(".{name}.partial"));
        let file = fs::File::create(&partial).with_context(refused)?;
        let writer = BufWriter::with_capacity(1 << 16, file);
        Ok(Self::File {
            writer,
            partial: Partial(partial),
            path: path.to_owned(),
        })
    }

    /// Completes the output.
    pub(crate) fn close(self) -> Result<()> {
        match self {
            Self::Standard(mut writer) => writer.flush().map_err(Into::into),
            Self::Device(mut writer) => writer.flush().map_err(Into::into),
            Self::File {
                mut writer,
                partial,
                path,
            } => {
                writer.flush()?;
                writer.get_ref().sync_all()?;
                fs::rename(&partial.0, &path)
                    .with_context(|| format!("{}：无法写入", path.display()))
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(writer) => writer.write(bytes),
            Self::Device(writer) | Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(writer) => writer.flush(),
            Self::Device(writer) | Self::File { writer, .. } => writer.flush(),
        }
    }
}

/// Only a file can be positioned.
impl Seek for Sink {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Standard(_) => Err(io::ErrorKind::NotSeekable.into()),
            Self::Device(writer) | Self::File { writer, .. } => writer.seek(to),
        }
    }
}
