//! What is done of a long run, kept beside its output, so that a run that was broken off goes on.
//!
//! A part holds what a fixed number of inputs came to. It appears only when it is complete (written,
//! synced, renamed) and carries a digest of the inputs and settings it was made of: a part whose
//! digest is another one, or whose bytes are damaged, counts as not there.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Record;

/// Inputs of one part.
pub const INPUTS_OF_A_PART: usize = 256;

/// A SHA-256.
pub type Digest = [u8; 32];

/// What one input came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Its reports; none if it was found in a folder and is no report.
    Reports(Vec<Made>),
    /// It could not be read.
    Unreadable {
        /// Its path.
        path: String,
        /// Why, and what to do.
        cause: String,
    },
}

/// What was made of one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// Its text in the output.
    Text(String),
    /// What tables need of it.
    Record(Box<Record>),
}

/// The folder of parts of one run.
#[derive(Debug)]
pub struct Parts {
    folder: PathBuf,
}

impl Parts {
    /// Opens the folder of the run with this output, or makes it: `OUT.parts` beside `OUT`.
    pub fn beside(output: &Path) -> io::Result<Self> {
        let mut name = output.file_name().unwrap_or_default().to_owned();
        name.push(".parts");
        let folder = output.with_file_name(name);
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// What stands for the inputs and settings of a part: everything that its result depends on.
    pub fn digest<'t>(what: impl Iterator<Item = &'t str>) -> Digest {
        let mut digest = Sha256::new();
        for text in what {
            digest.update(text.len().to_le_bytes());
            digest.update(text);
        }
        digest.finalize().into()
    }

    /// Whether a part is there, whole or not.
    pub fn exists(&self, part: usize) -> bool {
        self.path(part).exists()
    }

    /// Whether a part is there, whole, and made of what the digest stands for.
    pub fn holds(&self, part: usize, made_of: &Digest) -> bool {
        fs::read(self.path(part)).is_ok_and(|bytes| content(&bytes, made_of).is_some())
    }

    /// Keeps a part for good.
    pub fn keep(&self, part: usize, made_of: &Digest, outcomes: &[Outcome]) -> io::Result<()> {
        let content = postcard::to_stdvec(outcomes).map_err(io::Error::other)?;
        let partial = self.path(part).with_extension("partial");
        let mut file = fs::File::create(&partial)?;
        file.write_all(made_of)?;
        file.write_all(&Sha256::digest(&content))?;
        file.write_all(&content)?;
        file.sync_all()?;
        fs::rename(&partial, self.path(part))
    }

    /// What the inputs of a part came to.
    pub fn read(&self, part: usize, made_of: &Digest) -> io::Result<Vec<Outcome>> {
        let bytes = fs::read(self.path(part))?;
        let content = content(&bytes, made_of).ok_or(io::ErrorKind::InvalidData)?;
        decoded(content)
    }

    /// Removes the folder: the output is complete.
    pub fn remove(self) -> io::Result<()> {
        fs::remove_dir_all(&self.folder)
    }

    fn path(&self, part: usize) -> PathBuf {
        self.folder.join(format!("{part:08}.part"))
    }
}

/// The content of a part that is whole and made of what the digest stands for.
fn content<'b>(bytes: &'b [u8], made_of: &Digest) -> Option<&'b [u8]> {
    let (digest, rest) = bytes.split_at_checked(made_of.len())?;
    let (sum, content) = rest.split_at_checked(made_of.len())?;
    (digest == made_of && sum == Sha256::digest(content).as_slice()).then_some(content)
}

fn decoded<T: DeserializeOwned>(content: &[u8]) -> io::Result<T> {
    postcard::from_bytes(content).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_damaged_or_made_of_something_else_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.csv");
        let parts = Parts::beside(&output).unwrap();
        let digest = Parts::digest(["a.txt", "12"].into_iter());
        let other = Parts::digest(["a.txt1", "2"].into_iter());
        let outcomes = [Outcome::Reports(vec![Made::Text("一".to_owned())])];
        parts.keep(0, &digest, &outcomes).unwrap();
        assert_eq!(parts.read(0, &digest).unwrap(), outcomes);
        assert!(parts.holds(0, &digest));
        assert!(!parts.holds(0, &other));
        let mut bytes = fs::read(parts.path(0)).unwrap();
        bytes.pop();
        fs::write(parts.path(0), bytes).unwrap();
        assert!(!parts.holds(0, &digest));
        parts.remove().unwrap();
        assert!(!output.with_file_name("out.csv.parts").exists());
    }
}
