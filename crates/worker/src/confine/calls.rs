//! Seccomp: the system calls that reading needs, and no other.
//!
//! A list of what is allowed, not of what is forbidden: new calls of new kernels stay out. What
//! is not on it fails with `EPERM` and does not kill: a library that asks for something
//! harmless (its time zone, the number of processors) must be able to do without it, and one that
//! has been taken over gets no further with an error than with a signal.

use super::ConfineError;

/// Refuses all others, in every thread, for good.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(super) fn refuse() -> Result<(), ConfineError> {
    let refuse = || -> Result<(), seccompiler::Error> {
        let filter: seccompiler::BpfProgram = list::filter()?.try_into()?;
        seccompiler::apply_filter_all_threads(&filter)
    };
    refuse().map_err(|error| super::refused("seccomp", &error))
}

/// Nothing: there are no numbers of calls for this processor.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
#[expect(clippy::unnecessary_wraps, reason = "on other processors it may fail")]
pub(super) fn refuse() -> Result<(), ConfineError> {
    Ok(())
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod list {
    use libc::{
        EPERM, PROT_EXEC, SYS_brk, SYS_clock_gettime, SYS_close, SYS_exit, SYS_exit_group,
        SYS_futex, SYS_getpid, SYS_getrandom, SYS_gettid, SYS_madvise, SYS_mmap, SYS_mprotect,
        SYS_mremap, SYS_munmap, SYS_read, SYS_restart_syscall, SYS_rt_sigaction,
        SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sched_yield, SYS_sigaltstack, SYS_tgkill,
        SYS_write, SYS_writev,
    };
    use seccompiler::{
        BackendError, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
        SeccompFilter, SeccompRule,
    };
    use std::collections::BTreeMap;

    /// Calls with any arguments: the streams that are open, memory, signals to oneself, the end.
    const FREE: [i64; 21] = [
        SYS_read,
        SYS_write,
        SYS_writev,
        SYS_close,
        SYS_brk,
        SYS_munmap,
        SYS_mremap,
        SYS_madvise,
        SYS_futex,
        SYS_sched_yield,
        SYS_getrandom,
        SYS_clock_gettime,
        SYS_getpid,
        SYS_gettid,
        SYS_rt_sigaction,
        SYS_rt_sigprocmask,
        SYS_rt_sigreturn,
        SYS_sigaltstack,
        SYS_restart_syscall,
        SYS_exit,
        SYS_exit_group,
    ];

    /// The list as a program for the kernel.
    pub(super) fn filter() -> Result<SeccompFilter, BackendError> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            FREE.iter().map(|call| (*call, Vec::new())).collect();
        // Memory that can be written is never run.
        let exec = u64::from(PROT_EXEC.unsigned_abs());
        rules.insert(SYS_mmap, vec![only(2, SeccompCmpOp::MaskedEq(exec), 0)?]);
        rules.insert(
            SYS_mprotect,
            vec![only(2, SeccompCmpOp::MaskedEq(exec), 0)?],
        );
        // `abort` signals the process itself.
        let own = u64::from(std::process::id());
        rules.insert(SYS_tgkill, vec![only(0, SeccompCmpOp::Eq, own)?]);
        SeccompFilter::new(
            rules.into_iter().collect(),
            SeccompAction::Errno(EPERM.unsigned_abs()),
            SeccompAction::Allow,
            std::env::consts::ARCH.try_into()?,
        )
    }

    /// The call with this argument only.
    fn only(argument: u8, how: SeccompCmpOp, value: u64) -> Result<SeccompRule, BackendError> {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, how, value)?;
        SeccompRule::new(vec![condition])
    }
}
