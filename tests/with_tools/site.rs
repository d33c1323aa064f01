//! The built sites that the trials share, and their pages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::browser::{self, Visit};
use crate::tools;

/// Something made once, by the first trial that asks for it.
type Once<T> = OnceLock<Result<T, String>>;

/// A community of this repository whose site is built.
#[derive(Clone, Copy)]
pub enum Site {
    /// The invented city at the root, with everything that a site can have.
    Example,
    /// The least that a site can have.
    Tiny,
    /// Published figures of Wales, with English as the main language.
    Wales,
}

impl Site {
    /// The folder of the community below the root of the repository.
    pub fn folder(self) -> &'static str {
        match self {
            Site::Example => "",
            Site::Tiny => "tests/communities/tiny",
            Site::Wales => "tests/communities/wales-2019",
        }
    }
}

/// The folder in which sites are built; it is removed with the workshop.
pub struct Workshop {
    folder: TempDir,
    sites: [Once<PathBuf>; 3],
    visits: Once<Vec<Visit>>,
}

impl Workshop {
    /// An empty workshop.
    pub fn open() -> Workshop {
        Workshop {
            folder: TempDir::new().expect("a folder for the sites"),
            sites: Default::default(),
            visits: Once::new(),
        }
    }

    /// The folder itself, for files that a trial makes.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The built site of a community, by the program itself.
    pub fn site(&self, which: Site) -> Result<&Path, String> {
        let place = which as usize;
        let build = || {
            let out = self.folder.path().join(place.to_string());
            let mut command = Command::new(env!("CARGO_BIN_EXE_gongshi"));
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(which.folder());
            tools::output(command.arg("build").arg("--site").arg(from).arg("--out").arg(&out))?;
            Ok(out)
        };
        made(&self.sites[place], build).map(PathBuf::as_path)
    }

    /// What Chromium saw of the example site: of a [`sample`] of its pages, or of every page if the environment says
    /// `GONGSHI_EVERY_PAGE`.
    pub fn visits(&self, spread: usize) -> Result<&[Visit], String> {
        let tour = || {
            let site = self.site(Site::Example)?;
            let all = pages(site)?;
            let pages = if env::var_os("GONGSHI_EVERY_PAGE").is_some() { all } else { sample(site, &all, spread)? };
            browser::tour(site, &pages, self.folder.path())
        };
        made(&self.visits, tour).map(Vec::as_slice)
    }
}

/// What was made, or why it could not be.
fn made<T>(once: &Once<T>, make: impl FnOnce() -> Result<T, String>) -> Result<&T, String> {
    once.get_or_init(make).as_ref().map_err(String::clone)
}

/// The pages of a site, as paths below it, in order.
pub fn pages(site: &Path) -> Result<Vec<String>, String> {
    files(site, "html")
}

/// The files of a site with this ending, as paths below it, in order.
pub fn files(site: &Path, ending: &str) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for entry in WalkDir::new(site).sort_by_file_name() {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|found| found == ending) {
            let below = entry.path().strip_prefix(site).map_err(|error| error.to_string())?;
            files.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
    if files.is_empty() { Err(format!("the site has no {ending} file")) } else { Ok(files) }
}

/// The pages that between them show, in each folder, every `class` that any page of the folder shows: every template in
/// both languages with every part and state of it that occurs; then `spread` pages at even steps.
pub fn sample(site: &Path, pages: &[String], spread: usize) -> Result<Vec<String>, String> {
    let mut shown: BTreeSet<(String, String)> = BTreeSet::new();
    let mut sample = BTreeSet::new();
    for page in pages {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = fs::read_to_string(site.join(page)).map_err(|error| format!("{page}: {error}"))?;
        let classes = text.split(" class=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(class, _)| class);
        let before = shown.len();
        shown.extend(classes.map(|class| (folder.to_owned(), class.to_owned())));
        if shown.len() > before {
            sample.insert(page.clone());
        }
    }
    let step = pages.len().div_ceil(spread.max(1)).max(1);
    sample.extend(pages.iter().step_by(step).cloned());
    Ok(sample.into_iter().collect())
}
