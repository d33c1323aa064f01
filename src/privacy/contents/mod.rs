//! From the bytes of a file to the texts in it: what a reader sees, and what is said beside it.

mod markup;

mod office;

mod pdf;

pub mod plain;

use crate::language::Language;

/// What is said in a file.
#[derive(Debug, Default)]
pub struct Content {
    /// The texts; what stands in different ones does not stand together.
    pub texts: Vec<String>,
    /// Why not everything in the file could be read, if so.
    pub unread: Option<Unread>,
}

/// Why the program does not know all that a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// It is a picture, a sound or a film.
    Picture,
    /// Some of its pages are pictures, or write with letters that the file does not name.
    PicturesOfText,
    /// It is locked with a password.
    Locked,
    /// It is in a form of before 2007 that only its own program reads.
    OldForm,
    /// It is damaged, or larger than is safe to unpack.
    Damaged,
    /// Its form is not known.
    Unknown,
}

impl Unread {
    /// The reason in words.
    pub fn reason(self, language: Language) -> &'static str {
        let [zh, en] = match self {
            Unread::Picture => ["图片、音像里的字读不出来", "words in pictures, sound and film cannot be read"],
            Unread::PicturesOfText => {
                ["有的页是图片，或字体没有说明各是什么字", "some pages are pictures, or their letters are not named"]
            }
            Unread::Locked => ["文件加了密码", "it is locked with a password"],
            Unread::OldForm => ["旧格式，只有原来的软件能读", "its old format is read by its own program alone"],
            Unread::Damaged => ["文件损坏或过大", "it is damaged or too large"],
            Unread::Unknown => ["不认识这种文件", "this kind of file is not known"],
        };
        match language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

impl Content {
    fn of(texts: Vec<String>) -> Content {
        Content { texts, unread: None }
    }

    fn unread(reason: Unread) -> Content {
        Content { texts: Vec::new(), unread: Some(reason) }
    }

    fn append(&mut self, other: Content) {
        self.texts.extend(other.texts);
        self.unread = self.unread.or(other.unread);
    }
}

/// The most levels of archives within archives.
const DEEPEST: u8 = 3;

/// What is said in the file at `path` that holds `bytes`; its name is the caller's to read.
pub fn contents(path: &str, bytes: &[u8]) -> Content {
    at_depth(path, bytes, 0)
}

fn at_depth(path: &str, bytes: &[u8], depth: u8) -> Content {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return if depth < DEEPEST { office::archive(bytes, depth) } else { Content::unread(Unread::Damaged) };
    }
    if bytes.starts_with(b"%PDF") {
        return pdf::content(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return match ending.as_str() {
            "xls" | "et" | "xlt" => office::old_workbook(bytes),
            "xlsx" | "docx" | "pptx" | "xlsm" | "docm" => Content::unread(Unread::Locked),
            _ => Content::unread(Unread::OldForm),
        };
    }
    match ending.as_str() {
        "html" | "htm" | "xhtml" | "mhtml" => markup::html(&plain::decoded(bytes)),
        "svg" | "xml" | "atom" | "rss" | "xsl" | "kml" | "gpx" | "fodt" | "fods" => markup::xml(&plain::decoded(bytes)),
        "json" | "geojson" | "webmanifest" | "map" | "jsonld" => plain::json(&plain::decoded(bytes)),
        "ics" | "vcf" | "ifb" => plain::calendar(&plain::decoded(bytes)),
        // Letter forms say nothing by themselves.
        "woff" | "woff2" | "ttf" | "otf" | "eot" => Content::default(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "tif" | "tiff" | "ico" | "heic" | "mp3" | "mp4"
        | "m4a" | "wav" | "ogg" | "webm" | "mov" => Content::unread(Unread::Picture),
        "doc" | "ppt" | "xls" | "wps" | "dps" | "et" if !plain::is_text(bytes) => Content::unread(Unread::OldForm),
        _ if !plain::is_text(bytes) => Content::unread(Unread::Unknown),
        // Programs export pages under the names of other formats.
        _ => {
            let text = plain::decoded(bytes);
            if text
                .trim_start()
                .get(..5)
                .is_some_and(|start| ["<?xml", "<html", "<!doc"].contains(&&*start.to_lowercase()))
            {
                return markup::html(&text);
            }
            plain::content(text)
        }
    }
}
