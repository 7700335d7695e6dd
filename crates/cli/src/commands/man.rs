//! `gongkai man`: the manual pages.

use crate::output::Status;
use anyhow::Result;
use std::io::Write;
use std::path::Path;

pub(crate) fn run(folder: Option<&Path>) -> Result<Status> {
    let command = crate::usage::command();
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
        clap_mangen::generate_to(command, folder)?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        std::io::stdout().write_all(&page)?;
    }
    Ok(Status::Clean)
}
