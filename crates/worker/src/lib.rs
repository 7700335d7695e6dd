//! Documents that may be hostile, taken apart in processes that can do nothing else.
//!
//! A parser of PDF or of older Office files trusts the numbers in a file: how many pages, how
//! large a picture, where the next object stands. A file made for it can make it allocate all
//! memory, run for ever, or do worse. So such a file goes to a child ([`serve`]) that has given up
//! everything but reading its input and writing its output, and the parent ([`Workers`]) takes
//! its answer with suspicion, for no longer than [`PATIENCE`].
//!
//! What holds where:
//!
//! | | Linux, x86-64 and ARM64 | other Linux | macOS, BSD | Windows |
//! |---|---|---|---|---|
//! | ten seconds a document, by the parent | yes | yes | yes | yes |
//! | a crash, or all memory, costs one document | yes | yes | yes | yes |
//! | memory, processor time, files, no core | yes | yes | no | no |
//! | Landlock: no path, no TCP, no signal to others | from Linux 5.13 | from Linux 5.13 | no | no |
//! | seccomp: no system call but those of the list | yes | no | no | no |
//!
//! A child on Linux that cannot take its limits takes no documents either.

mod confine;
mod frame;
mod serve;

mod pool;
mod process;

pub use pool::Workers;
pub use process::Program;
pub use serve::{ServeError, Take, serve, serve_by};

use std::time::Duration;

/// How long a document may take: a report takes a few milliseconds.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How many bytes a child may map above what it holds when it begins: a report takes a few
/// million.
pub const MEMORY: u64 = 256 << 20;
