//! Stage 8: what may leave. Every file of the site is read as its readers will read it, and no personal data goes out.
//!
//! What is found in a file of the site is told at the place in the files that people write, since that is where it is
//! mended. The files that people write are read by themselves as well, so that a check without a build finds the same.

mod sources;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::community::form::At;
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place};
use crate::inspect::sources::Written;
use crate::language::{Language, Said};
use crate::load::Source;
use crate::privacy::contents::{Unread, contents};
use crate::privacy::{Hit, Kind, scan};

/// Something personal, spelt in one way.
type Datum = (Kind, String);

/// The folder of the site that files of people go to as they are.
pub const FILES: &str = "files/";

/// What is known of personal data in a site while its files are written.
pub struct Inspection<'a> {
    source: &'a Source,
    exemptions: Vec<At<String>>,
    checked: BTreeSet<String>,
    /// Fractions that the program worked out: a long numerator can look like the number of a phone.
    fractions: HashSet<String>,
    written: BTreeMap<Datum, Written>,
    met: Mutex<Met>,
}

/// What was met in files of the site.
#[derive(Default)]
struct Met {
    data: BTreeMap<Datum, Reach>,
    unread: BTreeMap<String, Unread>,
}

/// Which files something reaches.
struct Reach {
    shown: String,
    count: usize,
    /// The first two in order of path.
    first: BTreeSet<String>,
}

impl<'a> Inspection<'a> {
    /// Of the site that is made from `source`. What `exemptions` say may be shown, and files below `content/` that are in
    /// `checked` were looked through by somebody.
    pub fn new(source: &'a Source, exemptions: Vec<At<String>>, checked: BTreeSet<String>) -> Inspection<'a> {
        let written = sources::written(source);
        Inspection { source, exemptions, checked, fractions: HashSet::new(), written, met: Mutex::default() }
    }

    /// Knowing fractions that the program worked out.
    pub fn knowing(&mut self, fractions: impl IntoIterator<Item = String>) {
        self.fractions.extend(fractions);
    }

    /// Whether a hit is a part of a fraction that the program worked out.
    fn is_worked_out(&self, text: &str, hit: &Hit) -> bool {
        if self.fractions.is_empty() {
            return false;
        }
        let of_fraction = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'/' | b'-');
        let before = text.as_bytes()[..hit.span.start].iter().rev().take_while(|byte| of_fraction(byte)).count();
        let after = text.as_bytes()[hit.span.end..].iter().take_while(|byte| of_fraction(byte)).count();
        self.fractions.contains(&text[hit.span.start - before..hit.span.end + after])
    }

    fn met(&self) -> MutexGuard<'_, Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a file of the site, and its name.
    pub fn look(&self, path: &str, bytes: &[u8]) {
        let content = contents(path, bytes);
        let hits: BTreeMap<Datum, String> = content
            .texts
            .iter()
            .map(String::as_str)
            .chain([path])
            .flat_map(|text| scan(text).into_iter().filter(|hit| !self.is_worked_out(text, hit)))
            .map(|hit| ((hit.kind, hit.value.clone()), hit.masked().to_owned()))
            .collect();
        if hits.is_empty() && content.unread.is_none() {
            return;
        }
        let mut met = self.met();
        for (datum, shown) in hits {
            let reach = met.data.entry(datum).or_insert(Reach { shown, count: 0, first: BTreeSet::new() });
            reach.count += 1;
            reach.first.insert(path.to_owned());
            if reach.first.len() > 2 {
                reach.first.pop_last();
            }
        }
        met.unread.extend(content.unread.map(|reason| (path.to_owned(), reason)));
    }

    /// Tells what must not leave, and what could not be read.
    pub fn complain(self, findings: &mut Findings) {
        let sound = !findings.any_error();
        let Met { data, unread } = std::mem::take(&mut *self.met());
        let mut exempt: BTreeMap<Datum, usize> = BTreeMap::new();
        for (index, exemption) in self.exemptions.iter().enumerate() {
            exempt.extend(scan(&exemption.value).into_iter().map(|hit| ((hit.kind, hit.value), index)));
        }
        let mut used = BTreeSet::new();
        for (datum, written) in &self.written {
            let elsewhere = |place: &&Place| !self.exemptions.iter().any(|exemption| holds(&exemption.place, place));
            match exempt.get(datum) {
                Some(index) if written.places.iter().any(|place| elsewhere(&place)) || !written.themes.is_empty() => {
                    used.insert(*index);
                }
                Some(_) => {}
                None => findings.extend(self.of_written(datum, written, data.get(datum))),
            }
        }
        for (datum, reach) in data.iter().filter(|(datum, _)| !self.written.contains_key(*datum)) {
            match exempt.get(datum) {
                Some(index) => _ = used.insert(*index),
                None => findings.extend(self.of_reached(datum, reach)),
            }
        }
        // What one exempt text reaches is known only of what was written or made.
        used.extend(exempt.iter().filter(|(datum, _)| data.contains_key(*datum)).map(|(_, index)| *index));
        // With other faults, attached files were not read, and the permission may be for one of them.
        let idle = self.exemptions.iter().enumerate().filter(|(index, _)| sound && !used.contains(index));
        findings.extend(idle.map(|(_, exemption)| of_idle(exemption)));
        self.complain_of_unread(&unread, findings);
    }

    /// One finding for every place where something personal is written.
    fn of_written(&self, datum: &Datum, written: &Written, reach: Option<&Reach>) -> Vec<Finding> {
        let reaches = reach.map(reaching);
        let of_place = |place: &Place| finding(datum.0, &written.shown, Some(place.clone()), reaches.as_ref(), None);
        let of_theme = |path: &String| finding(datum.0, &written.shown, None, reaches.as_ref(), Some(path));
        written.places.iter().map(of_place).chain(written.themes.iter().map(of_theme)).collect()
    }

    /// Findings on something that no file of people says as it stands: it is in a file that they attach, or made of parts.
    fn of_reached(&self, datum: &Datum, reach: &Reach) -> Vec<Finding> {
        let whole = sources::literally(self.source, &datum.1);
        if !whole.is_empty() {
            let reaches = reaching(reach);
            return whole
                .into_iter()
                .map(|place| finding(datum.0, &reach.shown, Some(place), Some(&reaches), None))
                .collect();
        }
        let attached: Vec<&String> = reach.first.iter().filter(|path| path.starts_with(FILES)).collect();
        if attached.is_empty() {
            return vec![finding(datum.0, &reach.shown, None, Some(&reaching(reach)), None)];
        }
        let of_file = |path: &&String| {
            let place = sources::attaching(self.source, &path[FILES.len()..]);
            finding(datum.0, &reach.shown, place, None, Some(&format!("content/{}", &path[FILES.len()..])))
        };
        attached.iter().map(of_file).collect()
    }

    /// One finding for every text that attaches files which nobody has looked through.
    fn complain_of_unread(&self, unread: &BTreeMap<String, Unread>, findings: &mut Findings) {
        let mut by_text: BTreeMap<Option<FileId>, Attached<'_>> = BTreeMap::new();
        for (path, reason) in unread {
            let own = path.strip_prefix(FILES);
            let of_theme = self.source.themes.values().any(|files| files.contains_key(path));
            if own.map_or(!of_theme, |own| self.checked.contains(own)) {
                continue;
            }
            let place = own.and_then(|own| sources::attaching(self.source, own));
            let entry = by_text.entry(place.as_ref().map(|place| place.file)).or_insert((place, Vec::new()));
            entry.1.push((own.unwrap_or(path), *reason));
        }
        findings.extend(by_text.into_values().map(|(place, files)| of_unread(place, &files)));
    }
}

/// Where a text attaches the first of its files that could not be read, and all of them.
type Attached<'a> = (Option<Place>, Vec<(&'a str, Unread)>);

fn holds(outer: &Place, inner: &Place) -> bool {
    outer.file == inner.file && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end
}

/// How many files something reaches, and the first two.
fn reaching(reach: &Reach) -> Said {
    let names: Vec<&str> = reach.first.iter().map(String::as_str).collect();
    let (count, more) = (reach.count, reach.count > names.len());
    let files = if count == 1 { "file" } else { "files" };
    Said::both(
        format!("，会出现在 {count} 个文件里：{}{}", names.join("、"), if more { "等" } else { "" }),
        format!("; it would reach {count} {files}: {}{}", names.join(", "), if more { ", …" } else { "" }),
    )
}

/// The finding on something personal, written at `place` or else in the file `within`.
fn finding(kind: Kind, shown: &str, place: Option<Place>, reaches: Option<&Said>, within: Option<&String>) -> Finding {
    let reaches = |language| reaches.map_or("", |said| said.text(language));
    let [zh, en] =
        within.map_or(["这里".to_owned(), String::new()], |path| [format!("{path} 里"), format!(" in {path}")]);
    let [zh, en] = match (&place, within) {
        (None, None) => ["页面上".to_owned(), " on a page, made of several parts".to_owned()],
        _ => [zh, en],
    };
    let message = Said::both(
        format!("{zh}有{} {shown}{}", kind.name(Language::Chinese), reaches(Language::Chinese)),
        format!("personal data{en}: {} {shown}{}", kind.name(Language::English), reaches(Language::English)),
    );
    let help = match kind {
        Kind::HomeAddress if shown.starts_with('*') => Said::both(
            "删去姓名，或者删去楼栋和房号；确须公开的，写一条 `[[disclosure]]`，写明依据",
            "leave out the name, or the building and the room; if it must be shown, write a [[disclosure]] with its basis",
        ),
        Kind::HomeAddress => Said::both(
            format!(
                "删去姓名，或者写到 `{}` 为止；确须公开的，写一条 `[[disclosure]]`，写明依据",
                shown.trim_end_matches('*')
            ),
            format!(
                "leave out the name, or stop at `{}`; if it must be shown, write a [[disclosure]] with its basis",
                shown.trim_end_matches('*')
            ),
        ),
        _ => Said::both(
            format!("删去，或者写成 `{shown}`；确须公开的，写一条 `[[disclosure]]`，写明依据"),
            format!("leave it out, or write `{shown}`; if it must be shown, write a [[disclosure]] with its basis"),
        ),
    };
    Finding::new(&rules::PERSONAL_DATA, place, message).help(help)
}

fn of_idle(exemption: &At<String>) -> Finding {
    let message = match scan(&exemption.value).is_empty() {
        true => Said::both("这不是会被拦下的个人信息", "this is no personal data that the gate would stop"),
        false => Said::both("别处没有写到它", "it is written nowhere else"),
    };
    Finding::new(&rules::IDLE_DISCLOSURE, exemption.place.clone(), message)
        .help(Said::both("照页面上的写法改正，或删去这条记录", "write it as it is shown, or remove the record"))
}

fn of_unread(place: Option<Place>, files: &[(&str, Unread)]) -> Finding {
    let said = |language, join: &str| {
        let one = |(path, reason): &(&str, Unread)| match language {
            Language::Chinese => format!("{path}（{}）", reason.reason(language)),
            Language::English => format!("{path} ({})", reason.reason(language)),
        };
        let more = if files.len() > 3 { format!("{join}…") } else { String::new() };
        files.iter().take(3).map(one).collect::<Vec<_>>().join(join) + &more
    };
    let message = Said::both(
        format!("没法查里面有没有个人信息：{}", said(Language::Chinese, "、")),
        format!("cannot look for personal data in {}", said(Language::English, ", ")),
    );
    Finding::new(&rules::UNSCANNED_FILE, place, message).help(Said::both(
        "请人看一遍，列为附件并写上 `checked = 日期`",
        "let somebody look through it, attach it, and write `checked = DATE` there",
    ))
}
