//! A folder that is brought up to date: whole files only, the changed ones only, and none outside.
//!
//! Each part of the site (its own pages, each agency) keeps a list of its files beside them, in
//! `.gongkai/`. What stands in the old list and was not written again is taken away.

use super::ExportError;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};

/// Where the lists are.
const LISTS: &str = ".gongkai";

/// The folder.
pub(super) struct Folder {
    root: PathBuf,
    /// Folders that have been looked at: they are there, and no links.
    known: BTreeSet<PathBuf>,
    part: String,
    list: Option<Draft>,
    seen: BTreeSet<[u8; 16]>,
    pub(super) written: u64,
    pub(super) unchanged: u64,
    pub(super) removed: u64,
}

/// A file that is being written beside the one it is to replace.
pub(super) struct Draft {
    path: String,
    beside: PathBuf,
    file: BufWriter<File>,
}

impl Draft {
    /// Goes on with a text.
    pub(super) fn write(&mut self, text: &str) -> Result<(), ExportError> {
        let done = self.file.write_all(text.as_bytes());
        done.map_err(|source| failed(&self.beside, source))
    }
}

fn failed(path: &Path, source: std::io::Error) -> ExportError {
    ExportError::File {
        path: path.to_owned(),
        source,
    }
}

fn mark(path: &str) -> [u8; 16] {
    let digest = Sha256::digest(path.as_bytes());
    let mut mark = [0; 16];
    mark.iter_mut()
        .zip(digest.iter())
        .for_each(|(to, from)| *to = *from);
    mark
}

/// Whether a path of ours stays in the folder.
fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

impl Folder {
    /// Opens a folder, and makes it if it is not there.
    pub(super) fn open(root: &Path) -> Result<Self, ExportError> {
        fs::create_dir_all(root).map_err(|source| failed(root, source))?;
        Ok(Self {
            root: root.to_owned(),
            known: BTreeSet::new(),
            part: String::new(),
            list: None,
            seen: BTreeSet::new(),
            written: 0,
            unchanged: 0,
            removed: 0,
        })
    }

    /// Begins a part of the site.
    pub(super) fn begin(&mut self, part: &str) {
        part.clone_into(&mut self.part);
        self.seen.clear();
    }

    fn list_path(&self) -> String {
        format!("{LISTS}/{}.txt", self.part)
    }

    /// Makes sure that the folders above a path are there and no links; gives the path on the disk.
    fn place(&mut self, path: &str) -> Result<PathBuf, ExportError> {
        if !is_inside(path) {
            return Err(ExportError::Link(self.root.join(path)));
        }
        let full = self.root.join(path);
        let mut above = self.root.clone();
        let parents = Path::new(path)
            .parent()
            .into_iter()
            .flat_map(Path::components);
        for part in parents {
            above.push(part);
            if self.known.contains(&above) {
                continue;
            }
            match fs::symlink_metadata(&above) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(ExportError::Link(above)),
                Err(_) => fs::create_dir(&above).map_err(|source| failed(&above, source))?,
            }
            self.known.insert(above.clone());
        }
        Ok(full)
    }

    fn note(&mut self, path: &str) -> Result<(), ExportError> {
        if self.list.is_none() {
            let at = self.list_path();
            self.list = Some(self.unlisted(&at)?);
        }
        if self.seen.insert(mark(path))
            && let Some(list) = &mut self.list
        {
            list.write(path)?;
            list.write("\n")?;
        }
        Ok(())
    }

    /// Writes a file, if it is not as it should be.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let full = self.place(path)?;
        self.note(path)?;
        if is_file(&full) && fs::read(&full).is_ok_and(|there| there == bytes) {
            self.unchanged += 1;
            return Ok(());
        }
        let beside = beside(&full);
        // What an interrupted run left, or a link that somebody put there, is not to be followed.
        let _ = fs::remove_file(&beside);
        let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, &full));
        done.map_err(|source| failed(&full, source))?;
        self.written += 1;
        Ok(())
    }

    /// Whether a file of this size is there already; if so it counts as unchanged.
    pub(super) fn has(&mut self, path: &str, size: u64) -> Result<bool, ExportError> {
        let full = self.place(path)?;
        let there = is_file(&full) && fs::metadata(&full).is_ok_and(|found| found.len() == size);
        if there {
            self.note(path)?;
            self.unchanged += 1;
        }
        Ok(there)
    }

    /// Begins a file that is written piece by piece.
    pub(super) fn draft(&mut self, path: &str) -> Result<Draft, ExportError> {
        self.note(path)?;
        self.unlisted(path)
    }

    fn unlisted(&mut self, path: &str) -> Result<Draft, ExportError> {
        let beside = beside(&self.place(path)?);
        let _ = fs::remove_file(&beside);
        let file = File::create(&beside).map_err(|source| failed(&beside, source))?;
        Ok(Draft {
            path: path.to_owned(),
            beside,
            file: BufWriter::new(file),
        })
    }

    /// Puts it in its place, if what is there is not the same.
    pub(super) fn finish(&mut self, draft: Draft) -> Result<(), ExportError> {
        if self.settle(draft)? {
            self.written += 1;
        } else {
            self.unchanged += 1;
        }
        Ok(())
    }

    /// Whether it was put in its place.
    fn settle(&mut self, mut draft: Draft) -> Result<bool, ExportError> {
        let full = self.root.join(&draft.path);
        draft.file.flush().map_err(|source| failed(&full, source))?;
        drop(draft.file);
        let same = is_file(&full) && is_same(&full, &draft.beside).unwrap_or(false);
        let done = if same {
            fs::remove_file(&draft.beside)
        } else {
            fs::rename(&draft.beside, &full)
        };
        done.map_err(|source| failed(&full, source))?;
        Ok(!same)
    }

    /// Ends a part: what its last list has and this one has not is taken away.
    pub(super) fn end(&mut self) -> Result<(), ExportError> {
        let at = self.root.join(self.list_path());
        if is_file(&at) {
            let file = File::open(&at).map_err(|source| failed(&at, source))?;
            for line in BufReader::new(file).lines() {
                self.drop_if_gone(&line.map_err(|source| failed(&at, source))?)?;
            }
        }
        if let Some(list) = self.list.take() {
            self.settle(list)?;
        }
        Ok(())
    }

    fn drop_if_gone(&mut self, path: &str) -> Result<(), ExportError> {
        // The list may have been changed by others: only files of this part, only in the folder.
        let own = self.part == "site" || path.starts_with(&format!("{}/", self.part));
        if !own || !is_inside(path) || self.seen.contains(&mark(path)) {
            return Ok(());
        }
        let full = self.place(path)?;
        if is_file(&full) {
            fs::remove_file(&full).map_err(|source| failed(&full, source))?;
            self.removed += 1;
        }
        let mut above = full.parent();
        while let Some(folder) = above.filter(|folder| *folder != self.root) {
            // Only an empty folder can be removed.
            if fs::remove_dir(folder).is_err() {
                break;
            }
            self.known.remove(folder);
            above = folder.parent();
        }
        Ok(())
    }
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

fn is_same(one: &Path, other: &Path) -> std::io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut here, mut there) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let read = one.read(&mut here)?;
        if read == 0 {
            return Ok(true);
        }
        let (Some(here), Some(there)) = (here.get(..read), there.get_mut(..read)) else {
            return Ok(false);
        };
        other.read_exact(there)?;
        if here != there {
            return Ok(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_somebody_changed_takes_away_nothing_outside() {
        let base = tempfile::tempdir().unwrap();
        let out = base.path().join("out");
        fs::write(base.path().join("precious"), "x").unwrap();
        let mut folder = Folder::open(&out).unwrap();
        folder.begin("haibin");
        folder.put("haibin/a.html", b"a").unwrap();
        folder.put("other.html", b"b").unwrap();
        folder.end().unwrap();
        let list = out.join(".gongkai/haibin.txt");
        fs::write(
            &list,
            "../precious\nhaibin/../../precious\nother.html\nhaibin/a.html\n",
        )
        .unwrap();
        folder.begin("haibin");
        folder.put("haibin/b.html", b"b").unwrap();
        folder.end().unwrap();
        assert!(base.path().join("precious").exists());
        assert!(out.join("other.html").exists());
        assert!(!out.join("haibin/a.html").exists());
        assert_eq!(folder.removed, 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_another_folder_is_not_written_through() {
        let base = tempfile::tempdir().unwrap();
        let (out, elsewhere) = (base.path().join("out"), base.path().join("elsewhere"));
        fs::create_dir_all(&out).unwrap();
        fs::create_dir_all(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, out.join("haibin")).unwrap();
        let mut folder = Folder::open(&out).unwrap();
        folder.begin("haibin");
        assert!(matches!(
            folder.put("haibin/a.html", b"a"),
            Err(ExportError::Link(_))
        ));
        assert!(!elsewhere.join("a.html").exists());
    }
}
