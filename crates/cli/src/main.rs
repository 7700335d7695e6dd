//! The one program `gongkai`: arguments in, exit status out; everything else is in its modules.

mod arguments;
mod batch;
mod commands;
mod grid_text;
mod html;
mod input;
mod load;
mod ocr;
mod output;
mod sarif;
mod usage;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match usage::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    match commands::run(arguments) {
        Ok(status) => status.into(),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            output::Status::Internal.into()
        }
    }
}
