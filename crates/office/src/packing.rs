//! Files packed into one. The same files give the same bytes: entries carry no time.

use crate::OfficeError;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Names and bytes as a ZIP, in their order.
pub(crate) fn zipped<N: AsRef<str>>(pieces: &[(N, Vec<u8>)]) -> Result<Vec<u8>, OfficeError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in pieces {
        archive
            .start_file(name.as_ref(), options)
            .map_err(machine)?;
        archive.write_all(bytes).map_err(machine)?;
    }
    Ok(archive.finish().map_err(machine)?.into_inner())
}

/// What the machine failed at, in its own words.
pub(crate) fn machine(error: impl std::fmt::Display) -> OfficeError {
    OfficeError::Internal(error.to_string())
}
