//! One file a command.

mod deadline;
mod man;
mod office;
mod report;
mod worker;

pub(crate) use report::{Checked, finding_line};

use crate::arguments::{Arguments, Command};
use crate::output::Status;
use anyhow::Result;

/// Runs what the arguments ask for.
pub(crate) fn run(arguments: Arguments) -> Result<Status> {
    match arguments.command {
        Command::Report(command) => report::run(command, &arguments.general),
        Command::Deadline(command) => deadline::run(&command, &arguments.general),
        Command::Demo(demo) => office::demo(&demo, &arguments.general),
        Command::Generate(generate) => office::generate(&generate, &arguments.general),
        Command::Serve(serve) => office::serve(&serve),
        Command::Export(export) => office::export(&export, &arguments.general),
        Command::Verify(place) => office::verify(&place),
        Command::Backup(backup) => office::backup(&backup, &arguments.general),
        Command::Restore(restore) => office::restore(&restore, &arguments.general),
        Command::Worker => worker::run(),
        Command::Completions { shell } => {
            clap_complete::generate(
                shell,
                &mut crate::usage::command(),
                "gongkai",
                &mut std::io::stdout(),
            );
            Ok(Status::Clean)
        }
        Command::Man { output } => man::run(output.as_deref()),
    }
}
