//! Text → forms: TOML files and the front matter of Markdown files, read in parallel.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::community::document::{Text, Texts, TwinForm};
use crate::community::form::{At, Form, Key, Reading, Value};
use crate::community::register::{Forms, Front, TEXT_FOLDERS};
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place};
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

/// Reads every file into forms, and tells the language of texts without an ending.
pub fn read(source: &Source, findings: &mut Findings) -> (Forms, Language) {
    let files: Vec<(FileId, &SourceFile)> = source.with_ids().collect();
    let mut parsed: Vec<Parsed<'_>> = files.into_par_iter().map(|(id, file)| parse(id, file)).collect();
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
    read_texts(texts, main, &mut forms, findings);
    (forms, main)
}

fn main_language(file: &Parsed<'_>) -> Option<Language> {
    let site = file.table.get_ref().get("site")?.get_ref().as_table()?;
    Language::from_tag(site.get("language")?.get_ref().as_str()?)
}

fn parse(id: FileId, file: &SourceFile) -> Parsed<'_> {
    let mut findings = Findings::default();
    let text = file.text.as_str();
    let (range, body) = if file.path.ends_with(".md") {
        match front_matter(text) {
            Some(found) => found,
            None => {
                if !text.is_empty() {
                    findings.push(
                        Finding::new(
                            &rules::MISSING_FRONT_MATTER,
                            Place { file: id, span: 0..text.find('\n').unwrap_or(text.len()) },
                            Said::both("文件不以 `+++` 开头，或没有第二个 `+++`", "the file does not begin with `+++`, or lacks the second one"),
                        )
                        .help(Said::both(
                            "第一行写 `+++`，然后写 `title = \"…\"` 等，再写一行 `+++`",
                            "write `+++`, then `title = \"…\"` and so on, then another line `+++`",
                        )),
                    );
                }
                (0..0, 0)
            }
        }
    } else {
        (0..text.len(), text.len())
    };
    let offset = range.start;
    let (table, errors) = DeTable::parse_recoverable(&text[range]);
    let sound = errors.is_empty();
    let mut line = None;
    for error in errors {
        let span = error.span().map_or(0..0, |span| span.start + offset..span.end + offset);
        let at = text[..span.start.min(text.len())].matches('\n').count();
        // One slip often upsets the rest of its line; the first complaint is the one that tells.
        if line == Some(at) {
            continue;
        }
        line = Some(at);
        findings.push(
            Finding::new(
                &rules::TOML_SYNTAX,
                Place { file: id, span: span.clone() },
                Said::both(format!("TOML 读不懂：{}", error.message()), error.message()),
            )
            .help(slip(line_at(text, span.start))),
        );
    }
    let sound = sound && !findings.any_error();
    Parsed { id, file, offset, body, table, findings, sound }
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

fn line_at(text: &str, at: usize) -> &str {
    let at = (0..=at.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |index| index + 1);
    let end = text[at..].find('\n').map_or(text.len(), |index| at + index);
    &text[start..end]
}

/// The slips that Chinese input methods cause, explained.
fn slip(line: &str) -> Option<Said> {
    let outside = outside_quotes(line);
    let full_width_digit = outside.chars().find(|c| ('０'..='９').contains(c));
    if outside.contains(['“', '”', '＂']) {
        Some(Said::both("用了中文引号 “ ”，请改为英文引号 \"", "Chinese quotes “ ” are used; write \""))
    } else if outside.contains('，') {
        Some(Said::both("用了中文逗号，请改为英文逗号，或删去行尾的逗号", "a Chinese comma is used; write , or remove it at the end of the line"))
    } else if outside.contains(['＝', '：']) {
        Some(Said::both("用了全角符号，请改为英文的 =", "a full-width sign is used; write ="))
    } else if outside.contains(['［', '］', '【', '】', '｛', '｝']) {
        Some(Said::both("用了全角括号，请改为英文的 [ ] { }", "full-width brackets are used; write [ ] { }"))
    } else if let Some(digit) = full_width_digit {
        let plain = char::from_u32(u32::from(digit) - u32::from('０') + u32::from('0')).unwrap_or('0');
        Some(Said::both(format!("全角数字 {digit}，请改为 {plain}"), format!("a full-width digit {digit}; write {plain}")))
    } else if outside.contains('年') && outside.contains('月') {
        Some(Said::both("日期请写作 2026-07-01", "write dates as 2026-07-01"))
    } else if outside.split('=').next().is_some_and(|key| !key.is_ascii()) {
        Some(Said::both("键名只用英文字母、数字、`-`、`_`，如 `name`", "a key is ASCII letters, digits, `-`, `_`, such as `name`"))
    } else {
        None
    }
}

fn outside_quotes(line: &str) -> String {
    let mut outside = String::new();
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            '#' if !quoted => break,
            other if !quoted => outside.push(other),
            _ => {}
        }
    }
    outside
}

fn read_data(file: &Parsed<'_>, main: Language) -> (Forms, Findings) {
    let mut forms = Forms::default();
    let mut findings = Findings::default();
    let mut reading = Reading { file: file.id, offset: 0, language: main, findings: &mut findings };
    for (word, value) in file.table.get_ref() {
        forms.read(word, value, &mut reading);
    }
    // What an unreadable file lacks or has too much of says nothing; its syntax is complained about already.
    if file.sound { (forms, findings) } else { (forms, Findings::default()) }
}

fn read_texts(texts: Vec<Parsed<'_>>, main: Language, forms: &mut Forms, findings: &mut Findings) {
    for (folder, word) in TEXT_FOLDERS {
        let mut by_id: BTreeMap<&str, (Option<&Parsed<'_>>, Option<&Parsed<'_>>)> = BTreeMap::new();
        for file in &texts {
            let Some(name) = file.file.path.strip_prefix(folder).and_then(|name| name.strip_suffix(".md")) else { continue };
            match name.strip_suffix(&format!(".{}", main.other().ending())) {
                Some(id) => by_id.entry(id).or_default().1 = Some(file),
                None => by_id.entry(name).or_default().0 = Some(file),
            }
        }
        for (id, (first, second)) in by_id {
            match first {
                None => {
                    let file = second.map(|file| Place { file: file.id, span: 0..0 });
                    findings.push(
                        Finding::new(
                            &rules::MISSING_TWIN,
                            file,
                            Said::both(
                                format!("只有译文，没有 {folder}{id}.md"),
                                format!("there is only a translation and no {folder}{id}.md"),
                            ),
                        )
                        .help(Said::both("先写主要语言的正文", "write the text in the main language")),
                    );
                }
                Some(first) => read_text(word, id, first, second, main, forms, findings),
            }
        }
    }
}

fn read_text(
    word: &str,
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
        let mut reading = Reading { file: second.id, offset: second.offset, language: main.other(), findings };
        second.sound.then(|| TwinForm::from_table(second.table.get_ref(), 0..0, &mut reading)).flatten()
    });
    if second.is_none() {
        findings.push(
            Finding::new(
                &rules::MISSING_TWIN,
                Place { file: first.id, span: 0..0 },
                Said::both(format!("`{id}` 没有{}版", other_name(main)[0]), format!("`{id}` has no {} version", other_name(main)[1])),
            )
            .help(Said::both(
                format!("加一个文件 {id}.{}.md", main.other().ending()),
                format!("add a file {id}.{}.md", main.other().ending()),
            )),
        );
    }
    let mut reading = Reading { file: first.id, offset: 0, language: main, findings };
    let written = Spanned::new(0..0, DeValue::String(id.into()));
    let Some(id) = At::<Key>::read(&written, &mut reading) else { return };
    if first.sound {
        let reading = Reading { file: first.id, offset: first.offset, language: main, findings };
        forms.read_text(word, id, twin, texts, &mut Front { table: first.table.get_ref(), reading });
    }
}

fn other_name(main: Language) -> [&'static str; 2] {
    match main.other() {
        Language::Chinese => ["中文", "Chinese"],
        Language::English => ["英文", "English"],
    }
}

fn text_of(file: &Parsed<'_>) -> Text {
    Text { file: file.id, start: file.body, markdown: file.file.text[file.body..].into() }
}
