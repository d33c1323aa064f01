//! Addresses finer than the street, where they stand beside a person's name. An address alone is that of a place.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use crate::privacy::characters::{is_han, narrow};
use crate::privacy::names::{ends_like_a_place, is_chinese_name, is_pinyin, is_pinyin_surname, surname};
use crate::privacy::{Hit, Kind};

/// A number as doors and buildings have it.
const NUMBER: &str = r"(?:[0-9０-９]{1,4}|[一二三四五六七八九十百零〇两]{1,5})";

/// What is finer than the street: a building and a room, an entrance and a room, a number and a room, a group of a village
/// and a number.
static DETAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?:
        (?:NUM|[A-Za-zＡ-Ｚ甲乙丙丁](?:NUM)?)\s*(?:号楼|栋|幢|座|\#楼|\#)\s*
            (?:[A-Za-z甲乙丙丁东西]?(?:NUM)?\s*(?:单元|门|梯)\s*)?(?:NUM\s*[楼层]\s*)?[A-Za-z]?NUM[A-Za-z]?\s*(?:室|号房|房|户|号)?
      | NUM\s*单元\s*(?:NUM\s*[楼层]\s*)?[A-Za-z]?NUM[A-Za-z]?\s*(?:室|号|户|房)?
      | NUM\s*号(?:院|之NUM)?\s*(?:NUM\s*[楼层]\s*)?[A-Za-z]?NUM[A-Za-z]?\s*(?:室|房|户)
      | NUM\s*[-－—–]\s*NUM(?:\s*[-－—–]\s*NUM)?\s*(?:室|户|房)
      | NUM\s*[-－—–]\s*NUM\s*[-－—–]\s*NUM\s*号?
      | NUM\s*(?:村民小组|组|队|社)\s*NUM\s*号
      | (?:路|街|巷|弄|大道|胡同|村)\s*NUM\s*号
    )";
    Regex::new(&format!("(?x){}", pattern.replace("NUM", NUMBER))).ok()
});

/// The same in English: a room, and a building, entrance, floor or number of a street.
static ENGLISH_DETAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?xi)
        \b(?:room|rm\.?|flat|apartment|apt\.?|suite|unit|building|bldg\.?|block|house|no\.)\s*\#?\s*[a-z]?\d{1,4}[a-z]?
        (?:\s*,?\s*(?:of\s+)?(?:room|rm\.?|flat|apartment|apt\.?|suite|unit|building|bldg\.?|block|entrance|\d+(?:st|nd|rd|th)?\s+floor|floor|no\.|house)\s*\#?\s*(?:[a-z]?\d{1,4}[a-z]?)?)+";
    Regex::new(pattern).ok()
});

/// Words that say whose home or whose number follows.
const OF_PERSONS: &[&str] = &[
    "姓名",
    "户主",
    "业主",
    "住户",
    "房主",
    "产权人",
    "租户",
    "租客",
    "居民",
    "村民",
    "承租人",
    "联系人",
    "申请人",
    "当事人",
    "患者",
    "确诊者",
    "病例",
    "老人",
    "低保户",
    "户代表",
    "楼长",
    "收件人",
    "收货人",
    "受益人",
    "获奖者",
    "学生",
    "家长",
    "监护人",
    "机主",
    "负责人",
    "车主",
    "报修人",
    "举报人",
    "投诉人",
    "独居老人",
    "被访者",
    "志愿者",
    "网格员",
    "党员",
    "儿童",
];

/// Words that join a person with the place where they live.
const LIVING: &[&str] = &["住", "居", "址", "家", "户籍", "现寓", "寓所", "的房", "先生"];

/// Forms of address that follow a name.
const ADDRESSED: &[&str] = &["先生", "女士", "同志", "小姐", "老人", "阿姨", "大爷", "奶奶", "爷爷"];

/// Words that may follow a name at once.
const AFTER_NAMES: &[&str] = &[
    "住", "家", "现", "居", "男", "女", "先生", "女士", "同志", "小姐", "老人", "阿姨", "大爷", "奶奶", "爷爷", "的",
    "户籍", "地址", "位于", "电话", "手机", "身份", "在", "等", "系", "于", "为", "出生",
];

/// Adds the addresses beside a person's name in `text`.
pub fn find(text: &str, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut after = 0;
    for mark in ["室", "单元", "户", "栋", "幢", "号", "房", "座", "-"] {
        let mut done = 0;
        for at in memmem::find_iter(bytes, mark) {
            if at >= done && is_number_before(text, at) {
                let line = line_around(text, at);
                done = line.end;
                in_line(text, line, hits);
            }
        }
        after = after.max(done);
    }
    for mark in ["Room", "room", "ROOM", "Rm", "Flat", "flat", "Apartment", "apartment", "Apt", "Unit", "Suite"] {
        for at in memmem::find_iter(bytes, mark) {
            in_english(text, line_around(text, at), hits);
        }
    }
}

/// Whether the character before `at` can end the number of a door.
fn is_number_before(text: &str, at: usize) -> bool {
    let last = text[..at].trim_end_matches(' ').chars().next_back();
    // 3-2-501 and 2-501室, but no date, for the sake of speed.
    let another_follows = || {
        let rest = text[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        rest.len() < text.len() - at - 1 && rest.starts_with(['-', '室', '户', '房', '号'])
    };
    match last {
        Some(c) if text[at..].starts_with('-') => c.is_ascii_digit() && another_follows(),
        Some(c) => narrow(c).is_ascii_alphanumeric() || "一二三四五六七八九十百零〇两甲乙丙丁".contains(c),
        None => false,
    }
}

/// The line around `at`, at most 300 bytes to either side.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let mut from = at.saturating_sub(300);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (at + 300).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let start = text[from..at].rfind('\n').map_or(from, |end| from + end + 1);
    let end = text[at..to].find('\n').map_or(to, |end| at + end);
    start..end
}

fn push(hits: &mut Vec<Hit>, span: Range<usize>, value: String, shown: String) {
    if !hits.iter().any(|hit| hit.kind == Kind::HomeAddress && hit.span.start < span.end && span.start < hit.span.end) {
        hits.push(Hit { kind: Kind::HomeAddress, span, value, shown });
    }
}

fn in_line(text: &str, line: Range<usize>, hits: &mut Vec<Hit>) {
    let Some(detail) = &*DETAIL else { return };
    let part = &text[line.clone()];
    for found in detail.find_iter(part) {
        let bare =
            ["路", "街", "巷", "弄", "大道", "胡同", "村"].iter().find(|street| found.as_str().starts_with(**street));
        let numbers_only = found.as_str().chars().all(|c| narrow(c).is_ascii_digit() || " -－—–".contains(c));
        let needs_living = bare.is_some() || numbers_only;
        if !is_beside_a_name(part, found.range(), needs_living) {
            continue;
        }
        let start = bare.map_or(found.start(), |street| found.start() + street.len());
        let value: String = part[start..found.end()]
            .chars()
            .map(narrow)
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let locality = locality(&part[..start]);
        let shown = format!("{}***", to_the_street(locality));
        push(hits, line.start + start - locality.len()..line.start + found.end(), value, shown);
    }
}

/// The end of `text` that names where a house stands, back to a sign or the word that it follows.
fn locality(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| is_han(*c) || c.is_ascii_digit()).last();
    let part = start.map_or("", |(at, _)| &text[at..]);
    let after = ["住在", "住址", "住于", "家住", "现住", "居住", "居于", "地址", "位于", "住", "址", "在", "为", "是"]
        .iter()
        .filter_map(|word| part.rfind(word).map(|at| at + word.len()))
        .max();
    &part[after.unwrap_or(0)..]
}

/// A place as far as its township, subdistrict or street.
fn to_the_street(locality: &str) -> &str {
    let end = |words: &[&str]| words.iter().filter_map(|word| locality.find(word).map(|at| at + word.len())).max();
    let length = end(&["街道", "镇", "乡"]).or_else(|| end(&["大道", "路", "街", "巷"])).unwrap_or(0);
    &locality[..length]
}

/// The sentence ends that a name and an address do not lie across.
const STOPS: [char; 8] = ['。', '！', '？', '；', ';', '!', '?', '…'];

/// Whether a person's name stands beside the address at `span` of `line`; `living`, whether only with a word that says so.
fn is_beside_a_name(line: &str, span: Range<usize>, living: bool) -> bool {
    let left = line[..span.start].rsplit(STOPS).next().unwrap_or_default();
    let left = last_characters(left, 48);
    let right = line[span.end..].split(STOPS).next().unwrap_or_default();
    starts(left).any(|at| named_before(left, at, living)) || (!living && named_after(right))
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

/// Where a name can begin in `text`: after no Chinese character, or after a word that says whose name follows.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().map(|(at, _)| at).filter(|at| {
        let before = &text[..*at];
        !before.chars().next_back().is_some_and(is_han) || ends_with_role(before).is_some()
    })
}

/// Whether `text` ends with a word that says whose name follows, perhaps with 为 or a colon.
fn ends_with_role(text: &str) -> Option<()> {
    let text = text.trim_end_matches([' ', ':', '：', '为', '是', '叫', '"', '“', '\t', '=', '|', ',', '，']);
    OF_PERSONS.iter().any(|role| text.ends_with(role)).then_some(())
}

/// The name that `text` begins with, if it ends where a name can.
fn name_at(text: &str) -> Option<&str> {
    let surname = surname(text)?;
    [2, 1].into_iter().find_map(|given| {
        let length: usize = text[surname..].chars().take(given).map(char::len_utf8).sum();
        let (name, rest) = text.split_at(surname + length);
        let ends = !rest.chars().next().is_some_and(is_han) || AFTER_NAMES.iter().any(|word| rest.starts_with(word));
        (name[surname..].chars().count() == given && is_chinese_name(name) && ends).then_some(name)
    })
}

fn named_before(left: &str, at: usize, living: bool) -> bool {
    let Some(name) = name_at(&left[at..]) else { return false };
    let link = &left[at + name.len()..];
    let by_role = ends_with_role(&left[..at]).is_some();
    let addressed = ADDRESSED.iter().any(|word| link.starts_with(word));
    let lives = LIVING.iter().any(|word| link.contains(word));
    // A name in a cell of its own, the address in one of the next.
    let alone = !link.chars().next().is_some_and(is_han);
    let cells = alone && !link.is_empty() && !ends_like_a_place(name) && link.chars().count() <= 40;
    match living {
        true => lives && (by_role || !ends_like_a_place(name)),
        false => by_role || addressed || (lives && !ends_like_a_place(name)) || cells,
    }
}

/// Whether a name follows an address at once: `501室张三`, `501室（户主：张三）`.
fn named_after(right: &str) -> bool {
    let trimmed = right
        .trim_start_matches([' ', ',', '，', '、', ':', '：', '（', '(', '\t', '|', '-', '—', '"', '的', '\u{3000}']);
    let role = OF_PERSONS.iter().find(|role| trimmed.starts_with(**role));
    let name = role.map_or(trimmed, |role| &trimmed[role.len()..]);
    let name = name.trim_start_matches([' ', ':', '：', '为', '是', '"', '\t', ',', '，']);
    let Some(found) = name_at(name) else { return false };
    role.is_some() || (!ends_like_a_place(found) && !name[found.len()..].chars().next().is_some_and(is_han))
}

/// Words before a name that is not of Pinyin.
const TITLES: &[&str] =
    &["Mr", "Mrs", "Ms", "Miss", "Dr", "Resident", "Owner", "Tenant", "Name:", "Householder", "Contact:", "Occupant"];

/// Words after a name that make it one of a place.
const PLACES: &[&str] = &[
    "Road",
    "Street",
    "Garden",
    "Gardens",
    "Community",
    "Court",
    "Estate",
    "Park",
    "Avenue",
    "Lane",
    "Village",
    "Town",
    "District",
    "County",
    "City",
    "Building",
    "Centre",
    "Center",
    "Subdistrict",
    "Neighbourhood",
    "House",
    "Plaza",
    "Square",
    "Station",
];

fn in_english(text: &str, line: Range<usize>, hits: &mut Vec<Hit>) {
    let Some(detail) = &*ENGLISH_DETAIL else { return };
    let part = &text[line.clone()];
    for found in detail.find_iter(part) {
        let left = part[..found.start()].rsplit(['.', ';', '!', '?', '。', '；']).next().unwrap_or_default();
        let right = part[found.end()..].split(['.', ';', '!', '?', '。', '；']).next().unwrap_or_default();
        if is_person_in(last_characters(left, 80)) || is_person_in(&right.chars().take(30).collect::<String>()) {
            let value = found.as_str().to_ascii_uppercase().split_whitespace().collect::<Vec<_>>().join(" ");
            push(hits, line.start + found.start()..line.start + found.end(), value, "***".to_owned());
        }
    }
}

/// Whether a person's name stands in `text`: a surname in Pinyin with a given name, or any after a title.
fn is_person_in(text: &str) -> bool {
    let words: Vec<&str> =
        text.split([' ', ',', '(', ')', '\t', '"', '，', '|']).filter(|word| !word.is_empty()).collect();
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.len() > 1;
    words.windows(2).enumerate().any(|(at, pair)| {
        let next = words.get(at + 2).copied().unwrap_or_default();
        let of_a_place = PLACES.contains(&next) || PLACES.contains(&pair[1]);
        let pinyin = is_pinyin(pair[0]) && is_pinyin(pair[1]);
        let named = pinyin && (is_pinyin_surname(pair[0]) || is_pinyin_surname(pair[1]));
        let titled = TITLES.contains(&pair[0].trim_end_matches('.')) && capital(pair[1].trim_end_matches(':'));
        (named || titled) && !of_a_place
    })
}
