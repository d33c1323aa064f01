//! Drives the program from outside: a copy of a community in a scratch folder, changed as the test needs, one command.
//!
//! ```ignore
//! let ran = Program::on("tests/communities/tiny").with("data/more.toml", "[[taem]]").run(&["check", "--lang", "en"]);
//! assert_eq!(ran.code, 1);
//! ```

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use chrono::NaiveDate;
use gongshi::check::Scope;
use gongshi::edition::Edition;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The folder of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What is looked at where a test reads a community itself: everything, whatever the day.
pub fn scope() -> Scope {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    Scope { edition: Edition::Review, as_of: None, today }
}

/// The program and the scratch folder it works in; the folder goes when the last that knows it goes.
#[derive(Clone)]
pub struct Program {
    folder: Rc<TempDir>,
    threads: Option<usize>,
}

/// What a command gave.
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
    program: Program,
}

impl Program {
    /// In an empty folder.
    pub fn empty() -> Program {
        Program { folder: Rc::new(TempDir::new().unwrap()), threads: None }
    }

    /// On a copy of a community of the repository: of its folders `data`, `content` and `themes`.
    pub fn on(community: &str) -> Program {
        let program = Program::empty();
        for part in ["data", "content", "themes"] {
            let from = root().join(community).join(part);
            if from.exists() {
                copy(&from, &program.folder().join(part));
            }
        }
        program
    }

    /// On a copy of the example community.
    pub fn on_example() -> Program {
        Program::on(".")
    }

    /// With the files of `folder` laid over the community; an empty file `<path>.removed` there takes `<path>` away.
    pub fn overlaid(self, folder: &Path) -> Program {
        copy(folder, self.folder());
        for removed in
            files(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "removed"))
        {
            fs::remove_file(self.folder().join(&removed)).unwrap();
            fs::remove_file(self.folder().join(removed.with_extension(""))).unwrap();
        }
        self
    }

    /// With one file more, or another content of it.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Program {
        write(&self.folder().join(path), content.as_ref());
        self
    }

    /// With `from`, which a file must hold once, replaced by `to`.
    pub fn replacing(self, path: &str, from: &str, to: &str) -> Program {
        let text = fs::read_to_string(self.folder().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{path}: {from}");
        self.with(path, text.replace(from, to))
    }

    /// With so many threads.
    pub fn threads(self, threads: usize) -> Program {
        Program { threads: Some(threads), ..self }
    }

    /// The scratch folder, which commands run in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program with `args`.
    pub fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongshi"));
        command.args(args).current_dir(self.folder()).env("LC_ALL", "C");
        command.envs(self.threads.map(|threads| ("RAYON_NUM_THREADS", threads.to_string())));
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran {
            code: output.status.code().expect("the program was not ended by a signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            program: self.clone(),
        }
    }
}

impl Ran {
    /// The folder that `build` writes into.
    pub fn out(&self) -> PathBuf {
        self.program.folder().join("public")
    }

    /// The program again, on the same scratch folder.
    pub fn program(&self) -> Program {
        self.program.clone()
    }
}

/// The files below `folder`, by their paths there, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned()).collect()
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        write(&to.join(&path), &fs::read(from.join(&path)).unwrap());
    }
}

fn write(path: &Path, content: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}
