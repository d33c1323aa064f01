//! Text → forms: TOML files and the front matter of Markdown files, read in parallel.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::check::syntax;
use crate::community::document::{Text, Texts, TwinForm};
use crate::community::form::{At, Form, Key, Reading, bad_id};
use crate::community::register::{Forms, Front, TEXT_FOLDERS};
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place, listing, suggestion};
use crate::language::{Language, Said};
use crate::load::{Source, SourceFile};

/// A file whose TOML was parsed.
struct Parsed<'s> {
    id: FileId,
    file: &'s SourceFile,
    /// Where its TOML begins, in bytes.
    offset: usize,
    /// Where its Markdown begins, in bytes.
    body: usize,
    table: Spanned<DeTable<'s>>,
    findings: Findings,
    sound: bool,
}

impl Parsed<'_> {
    /// The place that stands for the whole file.
    fn first_line(&self) -> Place {
        Place { file: self.id, span: 0..self.file.text.lines().next().unwrap_or_default().len() }
    }
}

/// Reads every file into forms, and tells the language of texts without an ending.
pub fn read(source: &Source, findings: &mut Findings) -> (Forms, Language) {
    let files: Vec<(FileId, &SourceFile)> = source.with_ids().collect();
    let unreadable = findings.files(&rules::NOT_UTF8);
    let mut parsed: Vec<Parsed<'_>> =
        files.into_par_iter().map(|(id, file)| parse(id, file, !unreadable.contains(&id))).collect();
    for file in &mut parsed {
        findings.append(std::mem::take(&mut file.findings));
    }
    let main = parsed.iter().find_map(main_language).unwrap_or(Language::Chinese);
    let (texts, data): (Vec<_>, Vec<_>) = parsed.into_iter().partition(|file| file.file.path.ends_with(".md"));
    let read: Vec<(Forms, Findings)> = data.par_iter().map(|file| read_data(file, main)).collect();
    let mut forms = Forms::default();
    for (more, found) in read {
        forms.append(more);
        findings.append(found);
    }
    read_texts(&texts, main, &mut forms, findings);
    (forms, main)
}

fn main_language(file: &Parsed<'_>) -> Option<Language> {
    let site = file.table.get_ref().get("site")?.get_ref().as_table()?;
    Language::from_tag(site.get("language")?.get_ref().as_str()?)
}

fn parse(id: FileId, file: &SourceFile, readable: bool) -> Parsed<'_> {
    let mut findings = Findings::default();
    let text = file.text.as_str();
    let (range, body) = match front_matter(text) {
        _ if !file.path.ends_with(".md") => (0..text.len(), text.len()),
        Some(found) => found,
        None => {
            findings.push(without_front_matter(id, text));
            (0..0, 0)
        }
    };
    let offset = range.start;
    let (table, errors) = DeTable::parse_recoverable(&text[range]);
    findings.extend(syntax::complaints(id, text, offset, &errors));
    if !readable {
        // What an unreadable file says says nothing; its encoding is complained about already.
        findings = Findings::default();
    }
    let sound = readable && findings.is_empty();
    Parsed { id, file, offset, body, table, findings, sound }
}

fn without_front_matter(file: FileId, text: &str) -> Finding {
    let first = text.lines().next().unwrap_or_default();
    let (message, help) = match first.trim_end() {
        "+++" => (
            Said::both(
                "文件头没有结束：缺少第二行 `+++`",
                "the front matter does not end: the second line `+++` is missing",
            ),
            Said::both("在文件头与正文之间加一行 `+++`", "put a line `+++` between the front matter and the text"),
        ),
        "---" => (
            Said::both("文件头写在 `---` 之间", "the front matter stands between lines `---`"),
            Said::both(
                "改为两行 `+++`，中间写 TOML，如 `title = \"…\"`",
                "write two lines `+++` with TOML between them, such as `title = \"…\"`",
            ),
        ),
        _ => (
            Said::both("文件没有文件头", "the file has no front matter"),
            Said::both(
                "开头先写一行 `+++`，接着写 `title = \"…\"` 等字段，再写一行 `+++`，然后是正文",
                "begin with a line `+++`, then fields such as `title = \"…\"`, then another line `+++`, then the text",
            ),
        ),
    };
    Finding::new(&rules::MISSING_FRONT_MATTER, Place { file, span: 0..first.len() }, message).help(help)
}

/// Where the TOML of a front matter stands, and where the text after it begins.
fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let first = text.find('\n')?;
    if text[..first].trim_end() != "+++" {
        return None;
    }
    let mut at = first + 1;
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((first + 1..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn read_data(file: &Parsed<'_>, main: Language) -> (Forms, Findings) {
    let mut forms = Forms::default();
    let mut findings = Findings::default();
    let (records, fields): (Vec<_>, Vec<_>) = file.table.get_ref().iter().partition(|(_, value)| is_record(value));
    // Fields that stand in no record are those of one whose header is missing.
    findings.extend(fields.first().map(|(word, _)| headless(file.id, word)));
    if !file.sound || !fields.is_empty() {
        forms.unread.extend(ids_in(&file.file.text).map(|id| ("", id.into())));
    }
    let mut reading = Reading::new(file.id, 0, main, &mut findings);
    for (word, value) in records {
        forms.read(word, value, &mut reading);
    }
    (forms, findings)
}

fn is_record(value: &Spanned<DeValue<'_>>) -> bool {
    match value.get_ref() {
        DeValue::Table(_) => true,
        DeValue::Array(items) => items.iter().any(|item| item.get_ref().is_table()),
        _ => false,
    }
}

fn headless(file: FileId, word: &Spanned<DeString<'_>>) -> Finding {
    Finding::new(
        &rules::UNKNOWN_KIND,
        Place { file, span: word.span() },
        Said::both(
            format!("字段 `{}` 不在任何记录里", word.get_ref()),
            format!("the field `{}` stands in no record", word.get_ref()),
        ),
    )
    .help(Said::both(
        "在它上面加上记录的种类，如 `[[team]]`；设置写在 `[site]` 下",
        "write the kind of its record above it, such as `[[team]]`; settings stand below `[site]`",
    ))
}

/// The ids in a file that cannot be read as TOML: what stands in quotes of any sort after `id`.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    const QUOTES: [char; 4] = ['"', '\'', '“', '”'];
    let quoted = text.match_indices("id").filter_map(|(at, id)| {
        let value = text[at + id.len()..].trim_start_matches([' ', '\t']).strip_prefix(['=', '＝'])?;
        value.trim_start_matches([' ', '\t']).strip_prefix(QUOTES)
    });
    quoted.filter_map(|text| text.split(QUOTES).next())
}

/// The texts in a folder, by id: the one in the main language and its twin.
type Versions<'f, 's> = BTreeMap<&'s str, (Option<&'f Parsed<'s>>, Option<&'f Parsed<'s>>)>;

fn read_texts(texts: &[Parsed<'_>], main: Language, forms: &mut Forms, findings: &mut Findings) {
    refuse_other_folders(texts, findings);
    for (folder, word) in TEXT_FOLDERS {
        let mut by_id = Versions::new();
        for file in texts {
            let Some(name) = file.file.path.strip_prefix(folder).and_then(|name| name.strip_suffix(".md")) else {
                continue;
            };
            match name.strip_suffix(&format!(".{}", main.other().ending())) {
                Some(id) => by_id.entry(id).or_default().1 = Some(file),
                None => by_id.entry(name).or_default().0 = Some(file),
            }
        }
        for (id, versions) in by_id {
            match versions {
                (None, second) => findings.extend(second.map(|second| without_first(second, folder, id, main))),
                (Some(first), second) => read_text(word, id, first, second, main, forms, findings),
            }
        }
    }
}

/// A text that stands in no folder of texts would be read by nobody.
fn refuse_other_folders(texts: &[Parsed<'_>], findings: &mut Findings) {
    let known = || TEXT_FOLDERS.iter().map(|(folder, _)| *folder);
    for file in texts.iter().filter(|text| !known().any(|folder| text.file.path.starts_with(folder))) {
        let folder = file.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        findings.push(
            Finding::new(
                &rules::UNKNOWN_KIND,
                file.first_line(),
                Said::both(
                    format!("文件夹 `{folder}` 不放正文"),
                    format!("the folder `{folder}` is not one for texts"),
                ),
            )
            .help(Said::both(
                format!("移到下列文件夹之一：{}", listing(known()).replace(", ", "、")),
                format!("move the file to one of {}", listing(known())),
            ))
            .help(suggestion(&format!("{folder}/"), known())),
        );
    }
}

fn without_first(second: &Parsed<'_>, folder: &str, id: &str, main: Language) -> Finding {
    let [zh, en] = main.names();
    Finding::new(
        &rules::MISSING_TWIN,
        second.first_line(),
        Said::both(
            format!("只有译文，没有 {folder}{id}.md，这一页不会生成"),
            format!("there is only this translation and no {folder}{id}.md, so no page is made"),
        ),
    )
    .help(Said::both(
        format!("加一个文件 {folder}{id}.md，写{zh}正文"),
        format!("add a file {folder}{id}.md with the text in {en}"),
    ))
}

fn read_text(
    word: &'static str,
    id: &str,
    first: &Parsed<'_>,
    second: Option<&Parsed<'_>>,
    main: Language,
    forms: &mut Forms,
    findings: &mut Findings,
) {
    let mut texts = Texts::default();
    texts.set(main, text_of(first));
    let twin = second.and_then(|second| {
        texts.set(main.other(), text_of(second));
        let mut reading = Reading::new(second.id, second.offset, main.other(), findings);
        second.sound.then(|| TwinForm::from_table(second.table.get_ref(), 0..0, &mut reading)).flatten()
    });
    if second.is_none() {
        findings.push(without_second(first, id, main));
    }
    let key = Key::new(id).map(|value| At { value, place: first.first_line() });
    if key.is_none() {
        findings.push(misnamed(first, id));
    }
    match key.filter(|_| first.sound) {
        Some(key) => {
            let reading = Reading::new(first.id, first.offset, main, findings);
            forms.read_text(word, key, twin, texts, &mut Front { table: first.table.get_ref(), reading });
        }
        None => forms.unread.push((word, id.into())),
    }
}

fn misnamed(file: &Parsed<'_>, id: &str) -> Finding {
    let help = match Key::mended(id) {
        Some(mended) => Said::both(
            format!("文件名就是编号，也是网址；可改名为 {mended}.md"),
            format!("the name of the file is its id and address; {mended}.md would do"),
        ),
        None => Said::both(
            "文件名就是编号，也是网址；请改名，例如用拼音：tongzhi-2026.md",
            "the name of the file is its id and address; rename it, such as notice-2026.md",
        ),
    };
    bad_id(id, file.first_line()).help(help)
}

fn without_second(first: &Parsed<'_>, id: &str, main: Language) -> Finding {
    let [zh, en] = main.other().names();
    let ending = main.other().ending();
    Finding::new(
        &rules::MISSING_TWIN,
        first.first_line(),
        Said::both(format!("`{id}` 没有{zh}版"), format!("`{id}` has no {en} version")),
    )
    .help(Said::both(format!("在旁边加一个文件 {id}.{ending}.md"), format!("add a file {id}.{ending}.md beside it")))
}

fn text_of(file: &Parsed<'_>) -> Text {
    Text { file: file.id, start: file.body, markdown: file.file.text[file.body..].into() }
}
