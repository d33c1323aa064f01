//! What the reader of TOML complains about, said for people who do not know TOML, and the slips behind it.

use std::ops::Range;

use chrono::NaiveDate;
use toml::de::Error;

use crate::finding::rules;
use crate::finding::{FileId, Finding, Place};
use crate::language::Said;

/// A list that does not end swallows all that follows it; this is what the reader says when it meets the next field.
const SWALLOWED: &str = "unexpected `=` in array";

/// What the reader says of a row whose list does not begin, or has ended already.
const ORPHAN: &str = "invalid key-value pair";

/// What the reader says of every field of a record whose header is missing.
const AGAIN: &str = "duplicate key";

/// A complaint of the reader: where, what, in which line, and on how many lines below it goes on.
struct Complaint<'e> {
    span: Range<usize>,
    message: &'e str,
    line: usize,
    below: usize,
}

/// Findings for `errors` in the TOML that begins at `offset` in `text`, one for each slip.
pub fn complaints(file: FileId, text: &str, offset: usize, errors: &[Error]) -> Vec<Finding> {
    let slips = slips(text, offset, errors);
    slips.into_iter().map(|complaint| finding(file, text, &complaint)).collect()
}

/// The errors without those that only follow from another: one slip often upsets the rest of its line, a list that does
/// not end the rest of the file, and a missing header every line of its record.
fn slips<'e>(text: &str, offset: usize, errors: &'e [Error]) -> Vec<Complaint<'e>> {
    let mut found: Vec<Complaint<'e>> = errors
        .iter()
        .map(|error| {
            let span = error.span().map_or(offset..offset, |span| span.start + offset..span.end + offset);
            let span = floor(text, span.start)..ceiling(text, span.end);
            let line = text[..span.start].matches('\n').count();
            Complaint { span, message: error.message(), line, below: 0 }
        })
        .collect();
    found.sort_by_key(|complaint| (complaint.line, telling(complaint.message), complaint.span.start));
    found.dedup_by_key(|complaint| complaint.line);
    let mut slips: Vec<Complaint<'e>> = Vec::new();
    for complaint in found {
        match slips.last_mut() {
            Some(last) if last.message.starts_with(SWALLOWED) => break,
            Some(last) if last.goes_on(&complaint) => last.below = complaint.line - last.line,
            // A header that a list has swallowed.
            Some(last)
                if complaint.message.starts_with(SWALLOWED) && line_at(text, last.span.start).starts_with('[') =>
            {
                *last = complaint;
            }
            _ => slips.push(complaint),
        }
    }
    slips
}

impl Complaint<'_> {
    /// Whether `next` says the same of one of the next lines.
    fn goes_on(&self, next: &Complaint<'_>) -> bool {
        let same =
            [ORPHAN, AGAIN].iter().any(|start| self.message.starts_with(start) && next.message.starts_with(start));
        same && next.line - self.line - self.below <= 3
    }
}

fn finding(file: FileId, text: &str, complaint: &Complaint<'_>) -> Finding {
    let Complaint { span, message, below, .. } = complaint;
    let line = line_at(text, span.start);
    let [zh, en] = said(message, line);
    let finding = Finding::new(&rules::TOML_SYNTAX, Place { file, span: span.clone() }, Said::both(zh, en));
    if message.starts_with(SWALLOWED) {
        let finding = finding.help(Said::both("在列表末尾加上 `]`", "write `]` at the end of the list"));
        return match open_list(text, span.start) {
            Some(span) => finding.related(Place { file, span }, Said::both("列表从这里开始", "the list begins here")),
            None => finding,
        };
    }
    if message.starts_with(AGAIN) && *below > 0 {
        return finding.help(Said::both(
            "若从这里开始另一条记录，在上面加上它的 `[[…]]` 行",
            "if another record begins here, write its `[[…]]` line above",
        ));
    }
    finding.help(slip(line).or_else(|| remedy(message)))
}

/// Which of several complaints about a line tells most: the lowest.
fn telling(message: &str) -> u8 {
    match message {
        _ if message.starts_with(SWALLOWED) => 0,
        _ if message.starts_with("unclosed") => 1,
        _ if message.starts_with(AGAIN) => 3,
        _ => 2,
    }
}

/// The last `= [` before `at` that opens a list which does not end in its line.
fn open_list(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = line_start(text, at);
    while end > 0 {
        let start = line_start(text, end - 1);
        let line = outside_quotes(&text[start..end]);
        if line.contains('=') && line.matches('[').count() > line.matches(']').count() {
            let open = start + text[start..end].find('[')?;
            return Some(open..open + 1);
        }
        end = start;
    }
    None
}

/// What the reader says, and what we say for it in Chinese and English.
const SAID: &[(&str, [&str; 2])] = &[
    ("string values must be quoted", ["文字没有写在英文引号里", "a text is not in \"quotes\""]),
    ("unexpected key or value", ["值的后面还有别的内容", "something follows the value"]),
    (
        "invalid basic string",
        [
            "文字缺少收尾的引号，或含有不能用的字符",
            "the text lacks its closing quote, or holds a character that it cannot",
        ],
    ),
    ("invalid literal string", ["文字缺少收尾的引号", "the text lacks its closing '"]),
    ("invalid multi-line", ["多行文字缺少收尾的三个引号", "the text of several lines lacks its closing quotes"]),
    ("missing escaped value", ["文字里的 `\\` 用法不对", "`\\` is not used rightly in the text"]),
    ("too few unicode value digits", ["文字里的 `\\u` 用法不对", "`\\u` is not used rightly in the text"]),
    ("key with no value", ["这里缺少 `=`", "`=` is missing here"]),
    ("missing assignment", ["这里缺少 `=`", "`=` is missing here"]),
    ("extra `=`", ["多了一个 `=`", "there is one `=` too many"]),
    ("extra assignment", ["多了一个 `=`", "there is one `=` too many"]),
    (SWALLOWED, ["上面的列表没有收尾", "the list above this line does not end"]),
    (ORPHAN, ["这里的内容不属于任何字段", "what stands here belongs to no field"]),
    ("missing array opening", ["这里缺少 `[`", "`[` is missing here"]),
    ("missing inline table opening", ["这里缺少 `{`", "`{` is missing here"]),
    ("missing table open", ["这里缺少 `[`", "`[` is missing here"]),
    ("missing opening quote", ["文字缺少开头的引号", "the text lacks its opening quote"]),
    ("missing value", ["`=` 后面没有值", "no value follows `=`"]),
    ("invalid unquoted key", ["字段名里有不能用的字符", "the name of a field cannot hold this character"]),
    ("unquoted keys cannot be empty", ["`=` 前面没有字段名", "no field's name stands before `=`"]),
    ("missing key", ["这里缺少字段名", "a field's name is missing here"]),
    (AGAIN, ["字段或表写了两次", "a field or table is written twice"]),
    ("missing comma", ["这里缺少英文逗号", "a comma is missing here"]),
    ("extra comma", ["多了一个逗号", "there is one comma too many"]),
    ("unclosed array table", ["缺少收尾的 `]]`", "the closing `]]` is missing"]),
    ("unclosed table", ["缺少收尾的 `]`", "the closing `]` is missing"]),
    ("unclosed array", ["列表缺少收尾的 `]`", "the list lacks its closing `]`"]),
    ("unclosed inline table", ["缺少收尾的 `}`", "the closing `}` is missing"]),
    ("invalid inline table element", ["`{ }` 里有读不懂的内容", "something unreadable stands within `{ }`"]),
    ("invalid date-time", ["日期或时刻写法不对", "a date or time is written wrongly"]),
    ("invalid date", ["没有这一天，或日期写法不对", "there is no such day, or the date is written wrongly"]),
    ("invalid time", ["时刻写法不对", "a time is written wrongly"]),
    ("unexpected leading zero", ["数前面多了 0", "a number begins with 0"]),
    ("`_` may only go between digits", ["`_` 只能写在数字之间", "`_` may only stand between digits"]),
    ("invalid integer number", ["数写得不对", "a number is written wrongly"]),
    ("invalid mantissa", ["数写得不对", "a number is written wrongly"]),
    ("invalid fraction", ["小数写得不对", "a decimal is written wrongly"]),
    ("invalid float", ["值读不懂", "the value is unreadable"]),
    ("invalid boolean", ["值读不懂", "the value is unreadable"]),
    ("invalid value", ["值读不懂", "the value is unreadable"]),
    ("invalid comment character", ["注释里有不能用的控制字符", "the comment holds a control character"]),
    ("cannot recurse further", ["括号套得太深", "brackets stand too deep within one another"]),
];

/// What is the matter: in Chinese, in English.
fn said(message: &str, line: &str) -> [String; 2] {
    if message.starts_with("string values must be quoted") && outside_quotes(line).trim_end().ends_with('=') {
        return ["`=` 后面没有值", "no value follows `=`"].map(str::to_owned);
    }
    match SAID.iter().find(|(start, _)| message.starts_with(start)) {
        Some((_, said)) => said.map(str::to_owned),
        None => [format!("TOML 读不懂：{message}"), message.to_owned()],
    }
}

/// What to do about a complaint that no slip explains.
fn remedy(message: &str) -> Option<Said> {
    let remedies = [
        (AGAIN, ["删去其中一个", "remove one of the two"]),
        ("invalid basic string", ["在文字末尾加上 \"", "write \" at the end of the text"]),
        ("missing escaped value", ["写作 `\\\\`，或改用 `/`", "write `\\\\`, or `/` instead"]),
        (
            ORPHAN,
            [
                "若是列表的一行，看看上面是否缺少 `字段 = [`",
                "if it is a row of a list, see whether `field = [` is missing above it",
            ],
        ),
        ("missing opening quote", ["在文字开头加上 \"", "write \" at the beginning of the text"]),
        ("missing comma", ["在两项之间加上英文逗号", "write , between the two"]),
        ("unexpected leading zero", ["去掉前面的 0", "remove the 0"]),
        ("invalid date", ["日期写作 2026-07-01", "write dates as 2026-07-01"]),
        (
            "invalid time",
            ["日期写作 2026-07-01，时刻写作 \"09:30\"", "write dates as 2026-07-01 and times as \"09:30\""],
        ),
        (
            "string values must be quoted",
            ["写上值（文字用英文引号 \"…\"），或删去这一行", "write a value, a text in \"…\", or remove the line"],
        ),
    ];
    let remedy = remedies.into_iter().find(|(start, _)| message.starts_with(start));
    remedy.map(|(_, [zh, en])| Said::both(zh, en))
}

/// The slips that input methods and habits of writing cause, explained.
fn slip(line: &str) -> Option<Said> {
    let outside = outside_quotes(line);
    let said = |zh: &str, en: &str| Some(Said::both(zh, en));
    let value = outside.split_once('=').map_or("", |(_, value)| value.trim());
    let number = value.replace([',', '，'], "");
    if outside.contains(['“', '”', '＂', '‘', '’']) {
        said("用了中文引号，请改为英文引号 \"", "Chinese quotes are used; write \"")
    } else if outside.contains(['［', '］', '【', '】', '｛', '｝']) {
        said("用了全角括号，请改为英文的 [ ] { }", "full-width brackets are used; write [ ] { }")
    } else if outside.contains(['＝', '：']) {
        said("用了全角符号，请改为英文的 =", "a full-width sign is used; write =")
    } else if outside.contains(':') && !outside.contains('=') {
        said("字段和值之间写 =，不写冒号", "write = between a field and its value, not a colon")
    } else if let Some(plain) = plain_digits(value) {
        Some(Said::both(format!("用了全角数字，请改为 {plain}"), format!("full-width digits are used; write {plain}")))
    } else if value.contains([',', '，']) && is_number(&number) {
        Some(Said::both(format!("数里不写逗号，请改为 {number}"), format!("a number has no commas; write {number}")))
    } else if outside.contains('，') {
        said(
            "用了中文逗号，请改为英文逗号，或删去行尾的逗号",
            "a Chinese comma is used; write , or remove it at the end of the line",
        )
    } else if let Some(date) = date(value) {
        Some(Said::both(format!("日期请写作 {date}"), format!("write the date as {date}")))
    } else if value.ends_with(['%', '％']) {
        let number = value.trim_end_matches(['%', '％']);
        Some(Said::both(format!("百分数只写数：{number}"), format!("write a percentage without its sign: {number}")))
    } else if outside.split('=').next().is_some_and(|key| !key.is_ascii()) {
        said("字段名只用英文，如 `name`", "names of fields are ASCII, such as `name`")
    } else {
        None
    }
}

/// The value with ASCII digits, if it has full-width ones.
fn plain_digits(value: &str) -> Option<String> {
    let plain = |c| char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or('0');
    let wide = |c: char| ('０'..='９').contains(&c);
    let digits = || {
        value.chars().map(|c| {
            if wide(c) {
                plain(c)
            } else if c == '．' {
                '.'
            } else {
                c
            }
        })
    };
    value.contains(wide).then(|| digits().collect())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The date that `value` means: 2026年3月1日, 2026/3/1, 2026.3.1, 2026-3-1.
fn date(value: &str) -> Option<String> {
    let parts: Vec<u32> = value
        .trim_end_matches('日')
        .split(['年', '月', '/', '.', '-'])
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [year, month, day] = parts[..] else { return None };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (1000..=9999).contains(&year).then(|| date.to_string())
}

/// What of a line stands outside quotes and comments.
fn outside_quotes(line: &str) -> String {
    let mut outside = String::new();
    let mut quoted = false;
    let mut escaped = false;
    for character in line.chars() {
        match character {
            '"' if !escaped => quoted = !quoted,
            '#' if !quoted => break,
            other if !quoted => outside.push(other),
            _ => {}
        }
        escaped = quoted && character == '\\' && !escaped;
    }
    outside
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}

fn ceiling(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|index| text.is_char_boundary(*index)).unwrap_or(text.len())
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |index| index + 1)
}

fn line_at(text: &str, at: usize) -> &str {
    let at = floor(text, at);
    let start = line_start(text, at);
    let end = text[at..].find('\n').map_or(text.len(), |index| at + index);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_written_as_people_write_it_is_understood() {
        for written in ["2026年3月1日", "2026/3/1", "2026.03.01", "2026-3-1"] {
            assert_eq!(date(written).as_deref(), Some("2026-03-01"), "{written}");
        }
        for other in ["92.5", "2026-13-01", "2026-02-30", "三月一日", ""] {
            assert_eq!(date(other), None, "{other}");
        }
    }

    #[test]
    fn what_stands_in_quotes_or_comments_is_no_slip() {
        assert_eq!(outside_quotes("name = \"甲，\\\"乙\" # ，"), "name =  ");
        assert!(slip("name = \"甲，乙\"").is_none());
    }
}
