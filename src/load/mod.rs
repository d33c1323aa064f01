//! Stage 1: disk → [`Source`]. Reads everything, understands nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place};
use crate::language::Said;

/// The files of a site, with their places.
#[derive(Debug)]
pub struct Source {
    /// The folder of the site.
    pub root: PathBuf,
    /// TOML and Markdown, in order of path. A [`FileId`] is a position here.
    pub files: Vec<SourceFile>,
    /// Other files under `content/`, by their path there: images, attachments.
    pub assets: BTreeMap<String, Asset>,
    /// Files below `data/` that are not read, since their names do not end in `.toml`.
    pub ignored: Vec<String>,
    /// The files of the themes under `themes/`, by theme and by path.
    pub themes: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
}

/// A text file.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path below the folder of the site, with `/`.
    pub path: String,
    /// Its text, without a byte-order mark and with lines that end in a line feed alone.
    pub text: String,
}

/// A file that goes to the site as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it is.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
}

/// Why the files could not be read at all.
#[derive(Debug)]
pub struct LoadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl Source {
    /// The file of that id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file with its id.
    pub fn with_ids(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(u32::try_from(index).unwrap_or(u32::MAX)), file))
    }
}

/// Reads the site in `root`: `data/`, `content/` and `themes/`.
///
/// # Errors
/// When `root` has no folder `data`, or a file or folder in the three cannot be read. A file that is no UTF-8 text is a
/// finding instead.
pub fn load(root: &Path, findings: &mut Findings) -> Result<Source, LoadError> {
    let data = root.join("data");
    fs::read_dir(&data).map_err(|cause| LoadError { path: data.clone(), cause })?;
    let mut texts = Vec::new();
    let mut assets = BTreeMap::new();
    let mut ignored = Vec::new();
    for folder in ["data", "content"] {
        for path in walk(&root.join(folder))? {
            let relative = relative(root, &path);
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("toml") if folder == "data" => texts.push((relative, path)),
                Some("md") if folder == "content" => texts.push((relative, path)),
                _ if folder == "content" => {
                    let bytes = fs::metadata(&path).map(|meta| meta.len());
                    let bytes = bytes.map_err(|cause| LoadError { path: path.clone(), cause })?;
                    assets.insert(
                        relative.strip_prefix("content/").unwrap_or(&relative).to_owned(),
                        Asset { path, bytes },
                    );
                }
                _ => ignored.push(relative),
            }
        }
    }
    texts.sort();
    ignored.sort();
    let read: Vec<(String, Vec<u8>)> = texts
        .into_par_iter()
        .map(|(relative, path)| {
            fs::read(&path).map(|bytes| (relative, bytes)).map_err(|cause| LoadError { path, cause })
        })
        .collect::<Result<_, _>>()?;
    let mut files = Vec::with_capacity(read.len());
    for (path, bytes) in read {
        let file = FileId(u32::try_from(files.len()).unwrap_or(u32::MAX));
        files.push(SourceFile { path, text: text_of(bytes, file, findings) });
    }
    Ok(Source { root: root.to_owned(), files, assets, ignored, themes: load_themes(root)? })
}

/// The bytes of a file that goes to the site as it is.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(asset: &Asset) -> Result<Vec<u8>, LoadError> {
    fs::read(&asset.path).map_err(|cause| LoadError { path: asset.path.clone(), cause })
}

/// Adds the TOML file at `path`, which need not lie in the site, after all others.
///
/// # Errors
/// When it cannot be read.
pub fn add(source: &mut Source, path: &Path, findings: &mut Findings) -> Result<FileId, LoadError> {
    let bytes = fs::read(path).map_err(|cause| LoadError { path: path.to_owned(), cause })?;
    let file = FileId(u32::try_from(source.files.len()).unwrap_or(u32::MAX));
    let text = text_of(bytes, file, findings);
    source.files.push(SourceFile { path: path.to_string_lossy().into_owned(), text });
    Ok(file)
}

/// The bytes of a file, if there is one.
///
/// # Errors
/// When it is there and cannot be read.
pub fn file(path: &Path) -> Result<Option<Vec<u8>>, LoadError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(LoadError { path: path.to_owned(), cause }),
    }
}

/// The text of a file without a byte-order mark, its lines ending in a line feed alone. What is no UTF-8 is a finding, and its text is what can be read of it.
fn text_of(bytes: Vec<u8>, file: FileId, findings: &mut Findings) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.replace("\r\n", "\n"),
            None if text.contains('\r') => text.replace("\r\n", "\n"),
            None => text,
        },
        Err(error) => {
            let (text, guess) = guessed(error.as_bytes());
            let at = error.utf8_error().valid_up_to().min(text.len());
            let broken =
                text[at..].chars().take_while(|c| *c == char::REPLACEMENT_CHARACTER).map(char::len_utf8).sum::<usize>();
            findings.push(
                Finding::new(
                    &rules::NOT_UTF8,
                    Place { file, span: at..at + broken },
                    Said::both("从这里起不是 UTF-8 文字", "from here on it is not UTF-8 text"),
                )
                .help(guess),
            );
            text
        }
    }
}

/// What can be read of a text that is no UTF-8, and the encoding that it seems to be in.
fn guessed(bytes: &[u8]) -> (String, Said) {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        let help = Said::both("文件是 UTF-16 编码；请另存为 UTF-8", "it is in UTF-16; save it again as UTF-8");
        (String::from_utf16_lossy(&units), help)
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => (
            String::from_utf8_lossy(bytes).into_owned(),
            Said::both(
                "文件像是 GBK（ANSI）编码；请用编辑器另存为 UTF-8",
                "it looks like GBK (ANSI); save it again from the editor as UTF-8",
            ),
        ),
    }
}

fn load_themes(root: &Path) -> Result<BTreeMap<String, BTreeMap<String, Vec<u8>>>, LoadError> {
    let folder = root.join("themes");
    let mut themes: BTreeMap<String, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    for path in walk(&folder)? {
        let relative = relative(&folder, &path);
        if let Some((theme, file)) = relative.split_once('/') {
            let bytes = fs::read(&path).map_err(|cause| LoadError { path: path.clone(), cause })?;
            themes.entry(theme.to_owned()).or_default().insert(file.to_owned(), bytes);
        }
    }
    Ok(themes)
}

/// The files below `folder`, hidden ones left out; none when there is no such folder.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let shown =
        |name: &std::ffi::OsStr| !name.to_str().is_some_and(|name| name.starts_with('.') || name.ends_with('~'));
    let mut files = Vec::new();
    for entry in WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || shown(entry.file_name()))
    {
        let entry = entry.map_err(|error| LoadError {
            path: error.path().unwrap_or(folder).to_owned(),
            cause: error.into_io_error().unwrap_or_else(|| io::Error::other("a circle of links")),
        })?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
