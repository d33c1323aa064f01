//! Stage 6: bytes → disk. The only writer.
//!
//! A site is written beside the one that stands and takes its place in one step, so that whoever looks sees the old one
//! or the new one and never half of either. A ledger in the site says which files are ours; no other is ever removed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The name of the ledger in the site.
pub const LEDGER: &str = ".gongshi-ledger.json";

/// What was written to a site: every file with its digest.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// The version of the program.
    pub version: String,
    /// The day the site is built for.
    pub as_of: String,
    /// SHA-256 by path.
    pub files: BTreeMap<String, String>,
}

/// A file that was written.
#[derive(Debug)]
pub struct Written {
    path: String,
    digest: String,
    /// How many bytes.
    pub bytes: u64,
}

/// Why a site could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// The folder holds files and no ledger: it is not ours to replace.
    NotOurs(PathBuf),
    /// A file in the folder is not ours and stands where the site needs one of its own.
    InTheWay(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

/// A site being written beside the one that stands.
pub struct Publication {
    out: PathBuf,
    work: TempDir,
    before: Option<Ledger>,
}

impl Publication {
    /// Begins a site that will stand in `out`.
    ///
    /// # Errors
    /// When `out` holds files but no ledger, or the folder above it cannot be written to.
    pub fn begin(out: &Path) -> Result<Publication, PublishError> {
        let out = if out.exists() {
            out.canonicalize().map_err(|error| PublishError::Io(out.to_owned(), error))?
        } else {
            absolute(out)?
        };
        let before = match fs::read(out.join(LEDGER)) {
            Ok(bytes) => serde_json::from_slice(&bytes).ok(),
            Err(_) => None,
        };
        let holds_files = fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some());
        if before.is_none() && (holds_files || out.is_file()) {
            return Err(PublishError::NotOurs(out));
        }
        let above = out.parent().unwrap_or(Path::new("/")).to_owned();
        fs::create_dir_all(&above).map_err(|error| PublishError::Io(above.clone(), error))?;
        let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let work = tempfile::Builder::new()
            .prefix(&format!(".{name}.new-"))
            .tempdir_in(&above)
            .map_err(|error| PublishError::Io(above, error))?;
        Ok(Publication { out, work, before })
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
        let digest = Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Written { path: path.to_owned(), digest, bytes: bytes.len() as u64 })
    }

    /// Copies a file into the new site.
    ///
    /// # Errors
    /// What the system says.
    pub fn copy(&self, path: &str, from: &Path) -> Result<Written, PublishError> {
        let bytes = fs::read(from).map_err(|error| PublishError::Io(from.to_owned(), error))?;
        self.write(path, &bytes)
    }

    /// Puts the new site in the place of the old one. Files in the folder that are not ours move over to the new site.
    ///
    /// # Errors
    /// When a file that is not ours is in the way, or the system refuses; the old site then stands as it was.
    pub fn finish(self, written: Vec<Written>, as_of: &str) -> Result<(), PublishError> {
        let files: BTreeMap<String, String> = written.into_iter().map(|file| (file.path, file.digest)).collect();
        let strangers = self.strangers()?;
        if let Some(path) = strangers.iter().find(|path| files.contains_key(*path)) {
            return Err(PublishError::InTheWay(self.out.join(path)));
        }
        let ledger = Ledger { version: env!("CARGO_PKG_VERSION").into(), as_of: as_of.into(), files };
        let path = self.work.path().join(LEDGER);
        let failed = |error| PublishError::Io(path.clone(), error);
        let mut file = fs::File::create(&path).map_err(failed)?;
        serde_json::to_writer_pretty(&mut file, &ledger).map_err(|error| failed(error.into()))?;
        file.write_all(b"\n").map_err(failed)?;
        open_to_all(self.work.path()).map_err(failed)?;
        let work = self.work.path();
        if self.out.exists() {
            exchange(work, &self.out).map_err(|error| PublishError::Io(self.out.clone(), error))?;
            // The old site now stands at `work`; what is not ours goes home before the rest is dropped.
            for path in strangers {
                let target = self.out.join(&path);
                let moved = target
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| fs::rename(work.join(&path), &target));
                if let Err(error) = moved {
                    let kept = self.work.keep();
                    return Err(PublishError::Io(kept.join(path), error));
                }
            }
            drop(self.work);
        } else {
            fs::rename(work, &self.out).map_err(|error| PublishError::Io(self.out.clone(), error))?;
            let _ = self.work.keep();
        }
        Ok(())
    }

    /// The files in the old site that its ledger does not name.
    fn strangers(&self) -> Result<Vec<String>, PublishError> {
        let Some(before) = &self.before else { return Ok(Vec::new()) };
        let mut strangers = Vec::new();
        for entry in walkdir::WalkDir::new(&self.out).min_depth(1) {
            let entry = entry.map_err(|error| PublishError::Io(self.out.clone(), error.into()))?;
            let below = entry.path().strip_prefix(&self.out).unwrap_or(entry.path());
            let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            if !entry.file_type().is_dir() && path != LEDGER && !before.files.contains_key(&path) {
                strangers.push(path);
            }
        }
        Ok(strangers)
    }
}

fn absolute(path: &Path) -> Result<PathBuf, PublishError> {
    std::path::absolute(path).map_err(|error| PublishError::Io(path.to_owned(), error))
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
        let publication = Publication::begin(out)?;
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
