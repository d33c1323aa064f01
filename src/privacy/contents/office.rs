//! Office documents: archives of XML (Office Open XML, OpenDocument), and workbooks, whose rows are read as rows.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Sheets, Xls, open_workbook_auto_from_rs};
use zip::ZipArchive;

use crate::privacy::contents::{Content, Unread, at_depth, markup, plain};

/// The most bytes that one part is unpacked to.
const LARGEST_PART: u64 = 64 << 20;

/// The most bytes that all parts are unpacked to.
const LARGEST: u64 = 256 << 20;

/// What the parts of an archive say, with their names; rows of a workbook also as rows, since a name and an address may
/// stand in two cells of one.
pub fn archive(bytes: &[u8], depth: u8) -> Content {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Content::unread(Unread::Damaged) };
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let is_document = names.iter().any(|name| name == "[Content_Types].xml" || name == "META-INF/manifest.xml");
    let mut content = Content::default();
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else {
            content.unread = Some(Unread::Locked);
            continue;
        };
        let name = part.name().unwrap_or_default().into_owned();
        let mut unpacked = Vec::new();
        let most = LARGEST_PART.min(left);
        if part.by_ref().take(most).read_to_end(&mut unpacked).is_err() || unpacked.len() as u64 == most {
            content.unread = Some(Unread::Damaged);
            continue;
        }
        left -= unpacked.len() as u64;
        match is_document {
            true => content.append(part_of_document(&name, &unpacked, depth)),
            false => {
                content.append(at_depth(&name, &unpacked, depth + 1));
                content.texts.push(name);
            }
        }
    }
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if is_document && (has("xl/") || has("content.xml")) {
        content.texts.extend(open_workbook_auto_from_rs(Cursor::new(bytes)).ok().map(rows));
    }
    content
}

/// What one part of a document says. Pictures and letter forms in it are its looks; the words are in its XML.
fn part_of_document(name: &str, bytes: &[u8], depth: u8) -> Content {
    if name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml") {
        let mut content = markup::office(&plain::decoded(bytes));
        content
            .texts
            .extend(name.contains("sheet").then(|| content.texts.first().map(|text| whole_numbers(text))).flatten());
        return content;
    }
    match name.contains("embeddings/") {
        true => at_depth(name, bytes, depth + 1),
        false => Content::default(),
    }
}

/// The numbers of a sheet that are written with an exponent (`1.3800138E10`), written out.
fn whole_numbers(text: &str) -> String {
    let whole = |cell: &str| {
        let (mantissa, exponent) = cell.trim().split_once(['E', 'e'])?;
        let exponent: usize = exponent.trim_start_matches('+').parse().ok().filter(|exponent| *exponent < 30)?;
        let (units, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = [units, fraction].concat().bytes().all(|byte| byte.is_ascii_digit());
        (all_digits && fraction.len() <= exponent).then(|| format!("{units}{fraction:0<exponent$}\n"))
    };
    text.lines().filter_map(whole).collect()
}

/// What a workbook of before 2007 says.
pub fn old_workbook(bytes: &[u8]) -> Content {
    match Xls::new(Cursor::new(bytes)) {
        Ok(workbook) => Content::of(vec![rows(Sheets::Xls(workbook))]),
        Err(calamine::XlsError::Password) => Content::unread(Unread::Locked),
        Err(_) => Content::unread(Unread::Damaged),
    }
}

/// The rows of a workbook, the cells of each with tabs between them.
fn rows<R: Read + std::io::Seek>(mut workbook: Sheets<R>) -> String {
    let mut said = String::new();
    for (name, range) in workbook.worksheets() {
        said.extend([&name, "\n"]);
        for row in range.rows() {
            let cells: Vec<String> = row.iter().map(Data::to_string).collect();
            said.extend([&cells.join("\t"), "\n"]);
        }
    }
    said
}
