//! Limits of resources: memory, processor time, files.

use super::{ConfineError, refused};
use crate::MEMORY;
use crate::process::MOST_SECONDS;
use rlimit::Resource;

/// Sets them for good for a process that has mapped so many bytes: the upper limits too, which
/// cannot be raised again.
pub(super) fn set(mapped: u64) -> Result<(), ConfineError> {
    let memory = mapped.saturating_add(MEMORY);
    let limits = [
        // Address space, not memory used: it can be refused at the moment of asking, and a
        // reader that asks for a gigabyte is stopped whether or not it would have touched it.
        (Resource::AS, memory),
        // For a child whose parent has been stopped and cannot lose patience.
        (Resource::CPU, MOST_SECONDS),
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        // Not one more than those open.
        (Resource::NOFILE, 0),
        (Resource::NPROC, 0),
    ];
    for (resource, limit) in limits {
        let set = resource.set(limit, limit);
        set.map_err(|error| refused(&format!("{resource:?}"), &error))?;
    }
    Ok(())
}

/// Bytes that the process has mapped: program, libraries, stack.
pub(super) fn mapped() -> Result<u64, ConfineError> {
    let status = std::fs::read_to_string("/proc/self/status");
    let status = status.map_err(|error| refused("/proc/self/status", &error))?;
    let mut lines = status.lines();
    let size = lines.find_map(|line| line.strip_prefix("VmSize:"));
    let size = size.and_then(|size| size.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    let size = size.ok_or_else(|| refused("/proc/self/status", &"no VmSize"))?;
    Ok(size.saturating_mul(1024))
}
