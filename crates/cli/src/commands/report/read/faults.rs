//! The list of inputs that could not be read, as a file: path and cause.

use crate::output::Sink;
use anyhow::Result;
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// The list under way: JSON lines if its name says so, else CSV.
pub(super) enum Faults {
    Csv(Box<csv::Writer<Sink>>),
    Jsonl(Sink),
}

impl Faults {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let sink = Sink::open(Some(path))?;
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            return Ok(Self::Jsonl(sink));
        }
        let mut sink = sink;
        sink.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(sink);
        writer.write_record(["path", "cause"])?;
        Ok(Self::Csv(Box::new(writer)))
    }

    pub(super) fn add(&mut self, path: &str, cause: &str) -> Result<()> {
        match self {
            Self::Csv(writer) => writer.write_record([path, cause])?,
            Self::Jsonl(sink) => writeln!(sink, "{}", json!({ "path": path, "cause": cause }))?,
        }
        Ok(())
    }

    pub(super) fn close(self) -> Result<()> {
        match self {
            Self::Csv(writer) => {
                let sink = writer
                    .into_inner()
                    .map_err(csv::IntoInnerError::into_error)?;
                sink.close()
            }
            Self::Jsonl(sink) => sink.close(),
        }
    }
}
