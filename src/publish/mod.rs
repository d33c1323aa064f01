//! Stage 9: bytes → disk. The only writer.
//!
//! A site is written beside the one that stands and takes its place in one step, so that whoever looks sees the old one
//! or the new one and never half of either. A ledger in the site says which files are ours; no other is ever removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::edition::Edition;

/// The name of the ledger in the site.
pub const LEDGER: &str = ".gongshi-ledger.json";

/// What was written to a site.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// The version of the program.
    pub version: String,
    /// The edition: `public` or `review`.
    #[serde(default = "public")]
    pub edition: String,
    /// The day the site is built for.
    pub as_of: String,
    /// Every file, by path.
    pub files: BTreeMap<String, Print>,
}

/// What sites are that say nothing of their edition.
fn public() -> String {
    Edition::Public.word().to_owned()
}

/// What a file was when it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
}

impl Print {
    fn of(bytes: &[u8]) -> Print {
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            sha256.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            sha256.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        Print { sha256, bytes: bytes.len() as u64 }
    }
}

/// A file that was written.
#[derive(Debug)]
pub struct Written {
    path: String,
    print: Print,
}

impl Written {
    /// How many bytes.
    pub fn bytes(&self) -> u64 {
        self.print.bytes
    }
}

/// Why a site could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// The folder holds files and no ledger: it is not ours to replace.
    NotOurs(PathBuf),
    /// It is a file, not a folder.
    NoFolder(PathBuf),
    /// Another edition stands there: an edition for review never takes the place of what is public, nor the other way
    /// round.
    OtherEdition(PathBuf, Edition),
    /// A file in the folder is not ours and stands where the site needs one of its own.
    InTheWay(PathBuf),
    /// A file of the site was changed by somebody else since it was written.
    Changed(PathBuf),
    /// Files that are not ours could not be moved to the new site; they are kept in this folder.
    KeptAside(PathBuf, io::Error),
    /// The system refused.
    Io(PathBuf, io::Error),
}

/// A site being written beside the one that stands.
pub struct Publication {
    out: PathBuf,
    work: TempDir,
    edition: Edition,
    before: Option<Ledger>,
}

impl Publication {
    /// Begins a site that will stand in `out`.
    ///
    /// # Errors
    /// When `out` holds files but no ledger, or another edition, or the folder above it cannot be written to.
    pub fn begin(out: &Path, edition: Edition) -> Result<Publication, PublishError> {
        let io = |error| PublishError::Io(out.to_owned(), error);
        let out = if out.exists() { out.canonicalize() } else { std::path::absolute(out) }.map_err(io)?;
        if out.is_file() {
            return Err(PublishError::NoFolder(out));
        }
        let before: Option<Ledger> =
            fs::read(out.join(LEDGER)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let holds_files = fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some());
        if before.is_none() && holds_files {
            return Err(PublishError::NotOurs(out));
        }
        if before.as_ref().is_some_and(|before| before.edition != edition.word()) {
            return Err(PublishError::OtherEdition(out, edition));
        }
        let above = out.parent().unwrap_or(Path::new("/")).to_owned();
        fs::create_dir_all(&above).map_err(|error| PublishError::Io(above.clone(), error))?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let work = tempfile::Builder::new()
            .prefix(&format!(".{name}.new-"))
            .tempdir_in(&above)
            .map_err(|error| PublishError::Io(above, error))?;
        Ok(Publication { out, work, edition, before })
    }

    /// Writes one file of the new site.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, PublishError> {
        let target = self.work.path().join(path);
        let failed = |error| PublishError::Io(target.clone(), error);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&target, bytes).map_err(failed)?;
        Ok(Written { path: path.to_owned(), print: Print::of(bytes) })
    }

    /// Puts the new site in the place of the old one. What is not ours in the folder moves over to the new site.
    ///
    /// # Errors
    /// When a file that is not ours is in the way, one of ours was changed by somebody else, or the system refuses; the
    /// old site then stands as it was. Only when what is not ours cannot be moved does the new site stand already.
    pub fn finish(self, written: Vec<Written>, as_of: &str) -> Result<(), PublishError> {
        let files: BTreeMap<String, Print> = written.into_iter().map(|file| (file.path, file.print)).collect();
        let strangers = self.strangers(&files)?;
        let (version, edition) = (env!("CARGO_PKG_VERSION").into(), self.edition.word().into());
        let ledger = Ledger { version, edition, as_of: as_of.into(), files };
        let path = self.work.path().join(LEDGER);
        let failed = |error| PublishError::Io(path.clone(), error);
        let mut file = fs::File::create(&path).map_err(failed)?;
        serde_json::to_writer_pretty(&mut file, &ledger).map_err(|error| failed(error.into()))?;
        file.write_all(b"\n").map_err(failed)?;
        open_to_all(self.work.path()).map_err(failed)?;
        let work = self.work.path();
        if !self.out.exists() {
            fs::rename(work, &self.out).map_err(|error| PublishError::Io(self.out.clone(), error))?;
            let _ = self.work.keep();
            return Ok(());
        }
        exchange(work, &self.out).map_err(|error| PublishError::Io(self.out.clone(), error))?;
        // The old site now stands at `work`; what is not ours goes home before the rest is dropped.
        let move_home = |path: &PathBuf| {
            let target = self.out.join(path);
            target.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::rename(work.join(path), target)
        };
        match strangers.iter().map(move_home).filter_map(Result::err).next() {
            None => Ok(()),
            Some(error) => Err(PublishError::KeptAside(self.work.keep(), error)),
        }
    }

    /// What stands in the old site and is not ours: files that its ledger does not name, and whole folders that hold
    /// nothing of ours, old or new.
    fn strangers(&self, new: &BTreeMap<String, Print>) -> Result<Vec<PathBuf>, PublishError> {
        let Some(before) = &self.before else { return Ok(Vec::new()) };
        let needed = folders(new.keys());
        let ours: BTreeSet<&str> = needed.iter().copied().chain(folders(before.files.keys())).collect();
        let ledger_time = fs::metadata(self.out.join(LEDGER)).and_then(|meta| meta.modified()).ok();
        let mut strangers = Vec::new();
        let mut entries = walkdir::WalkDir::new(&self.out).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| PublishError::Io(self.out.clone(), error.into()))?;
            let below = entry.path().strip_prefix(&self.out).unwrap_or(entry.path()).to_owned();
            // A name that is no text cannot be one of ours.
            let path = text_of(&below);
            let is_folder = entry.file_type().is_dir();
            match path.as_deref() {
                Some(LEDGER) => {}
                Some(path) if is_folder && ours.contains(path) && !new.contains_key(path) => {}
                Some(path) if !is_folder && before.files.contains_key(path) => {
                    if is_changed(entry.path(), &before.files[path], ledger_time) {
                        return Err(PublishError::Changed(self.out.join(path)));
                    }
                }
                path => {
                    let in_the_way = |path: &str| new.contains_key(path) || needed.contains(path);
                    let under_a_file =
                        below.ancestors().skip(1).filter_map(text_of).any(|above| new.contains_key(&above));
                    if under_a_file || path.is_some_and(in_the_way) {
                        return Err(PublishError::InTheWay(self.out.join(below)));
                    }
                    if is_folder {
                        entries.skip_current_dir();
                    }
                    strangers.push(below);
                }
            }
        }
        Ok(strangers)
    }
}

/// The folders that hold files.
fn folders<'a>(paths: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    paths.flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect()
}

/// A path with `/` between its parts; `None` when it is no text.
fn text_of(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// Whether a file of ours holds other bytes than we wrote. The ledger was written last: a file that is older and as long
/// as it was is not read again.
fn is_changed(file: &Path, print: &Print, ledger_time: Option<SystemTime>) -> bool {
    let Ok(meta) = fs::symlink_metadata(file) else { return false };
    let older = matches!((meta.modified(), ledger_time), (Ok(time), Some(ledger)) if time <= ledger);
    if meta.is_file() && meta.len() == print.bytes && older {
        return false;
    }
    fs::read(file).is_ok_and(|bytes| Print::of(&bytes) != *print)
}

/// A temporary folder is its maker's alone; a site is for everybody to read.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Lets two folders change places, in one step where the system can.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    fs::rename(new, old).inspect_err(|_| {
        let _ = fs::rename(&aside, old);
    })?;
    fs::rename(&aside, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(out: &Path, files: &[(&str, &str)]) -> Result<(), PublishError> {
        let publication = Publication::begin(out, Edition::Public)?;
        let written =
            files.iter().map(|(path, text)| publication.write(path, text.as_bytes())).collect::<Result<_, _>>()?;
        publication.finish(written, "2026-11-20")
    }

    #[test]
    fn a_second_site_replaces_the_first_and_keeps_what_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        publish(&out, &[("index.html", "1"), ("teams/a.html", "1")]).unwrap();
        fs::create_dir(out.join("own")).unwrap();
        fs::write(out.join("own/notes.txt"), "typed by hand").unwrap();
        publish(&out, &[("index.html", "2")]).unwrap();
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "2");
        assert_eq!(fs::read_to_string(out.join("own/notes.txt")).unwrap(), "typed by hand");
        assert!(!out.join("teams").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[test]
    fn a_folder_that_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("thesis.txt"), "ten years of work").unwrap();
        assert!(matches!(publish(&out, &[("index.html", "1")]), Err(PublishError::NotOurs(_))));
        assert_eq!(fs::read_to_string(out.join("thesis.txt")).unwrap(), "ten years of work");
    }

    #[test]
    fn whole_folders_that_are_not_ours_move_over_with_what_is_empty_in_them() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        publish(&out, &[("index.html", "1"), ("teams/a.html", "1")]).unwrap();
        fs::create_dir_all(out.join(".git/refs/heads")).unwrap();
        fs::write(out.join("teams/own.txt"), "typed by hand").unwrap();
        publish(&out, &[("index.html", "2")]).unwrap();
        assert!(out.join(".git/refs/heads").is_dir());
        assert_eq!(fs::read_to_string(out.join("teams/own.txt")).unwrap(), "typed by hand");
        assert!(!out.join("teams/a.html").exists());
    }

    #[test]
    fn a_file_of_ours_that_somebody_changed_is_not_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        publish(&out, &[("index.html", "1")]).unwrap();
        fs::write(out.join("index.html"), "1 and more").unwrap();
        assert!(matches!(publish(&out, &[("index.html", "2")]), Err(PublishError::Changed(_))));
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "1 and more");
    }

    #[test]
    fn a_stranger_where_a_folder_is_needed_or_below_where_a_file_is_needed_is_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        publish(&out, &[("index.html", "1")]).unwrap();
        fs::write(out.join("pages"), "typed by hand").unwrap();
        assert!(matches!(publish(&out, &[("pages/a.html", "2")]), Err(PublishError::InTheWay(_))));
        fs::create_dir(out.join("own")).unwrap();
        fs::write(out.join("own/notes.txt"), "typed by hand").unwrap();
        assert!(matches!(publish(&out, &[("own", "2")]), Err(PublishError::InTheWay(_))));
        assert_eq!(fs::read_to_string(out.join("own/notes.txt")).unwrap(), "typed by hand");
    }

    #[cfg(unix)]
    #[test]
    fn a_stranger_whose_name_is_no_text_is_kept() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        publish(&out, &[("index.html", "1")]).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"\xc4\xe3.txt");
        fs::write(out.join(name), "typed by hand").unwrap();
        publish(&out, &[("index.html", "2")]).unwrap();
        assert_eq!(fs::read_to_string(out.join(name)).unwrap(), "typed by hand");
    }

    #[test]
    fn a_file_that_is_not_ours_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        publish(&out, &[("index.html", "1")]).unwrap();
        fs::write(out.join("extra.html"), "typed by hand").unwrap();
        assert!(matches!(publish(&out, &[("extra.html", "2")]), Err(PublishError::InTheWay(_))));
        assert_eq!(fs::read_to_string(out.join("extra.html")).unwrap(), "typed by hand");
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "1");
    }
}
