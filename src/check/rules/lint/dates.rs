//! Dates in running text: days that exist, weekdays that fit them, and the form 2026年6月9日.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use regex::{Captures, Regex};

use crate::check::rules::lint::reading::{Passage, Reading, mended, pattern};
use crate::finding::rules::{DATE_FORM, IMPOSSIBLE_DATE};
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};

/// A date in Chinese, with or without its year, and the weekday after it.
static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})[日号](?:[（(，,]?\s*(?:星期|周|礼拜)([一二三四五六日天])[）)]?)?",
    )
});

/// A date in digits with signs between them.
static SIGNS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"((?:19|20)[0-9]{2})([-./．])([0-9]{1,2})([-./．])([0-9]{1,2})"));

/// A year of two digits before a month.
static SHORT_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"([0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}日|份)?"));

/// A month or a day with a nought before it.
static NOUGHTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:([0-9]{4}年)(0?[0-9]{1,2})月|(0?[0-9]{1,2})月)(?:(0?[0-9]{1,2})([日号]))?"));

/// A date in English, the day first or the month first, with the weekday before or after it.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    let months = "January|February|March|April|May|June|July|August|September|October|November|December";
    let weekdays = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
    pattern(&format!(
        r"\b(?:({weekdays}),?\s+)?(?:([0-9]{{1,2}})\s+({months})|({months})\s+([0-9]{{1,2}})\b)(?:,?\s+([0-9]{{4}}))?(?:,?\s*\(?({weekdays})\b)?"
    ))
});

/// A day that is written somewhere, as far as it is written.
struct Written {
    span: Range<usize>,
    year: Option<i32>,
    month: u32,
    day: u32,
    weekday: Option<Weekday>,
}

/// Days that do not exist, and weekdays that do not fit.
pub fn impossible(reading: &Reading, findings: &mut Findings) {
    for passage in &reading.passages {
        let mut days = match passage.language {
            Language::Chinese => written(&CHINESE, passage, chinese_day),
            Language::English => written(&ENGLISH, passage, english_day),
        };
        days.extend(written(&SIGNS, passage, day_of_signs));
        days.sort_by_key(|day| day.span.start);
        let mut year = None;
        for day in days {
            year = day.year.or(year);
            findings.extend(fault(passage, &day, year, reading.date));
        }
    }
}

/// The days that `pattern` finds in a passage.
fn written(pattern: &Regex, passage: &Passage, read: fn(&Captures<'_>) -> Option<Written>) -> Vec<Written> {
    let digit = |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit());
    let days = pattern.captures_iter(&passage.text).filter_map(|found| read(&found));
    days.filter(|day| {
        // The months of the old calendar have other days; part of a longer number is no date.
        let head = passage.text[..day.span.start].trim_end();
        !["农历", "阴历", "闰"].iter().any(|sign| head.ends_with(sign))
            && !digit(passage.before(day.span.start))
            && passage.before(day.span.start) != Some('.')
            && !digit(passage.after(day.span.end))
    })
    .collect()
}

fn number<T: std::str::FromStr>(found: &Captures<'_>, group: usize) -> Option<T> {
    found.get(group)?.as_str().parse().ok()
}

fn chinese_day(found: &Captures<'_>) -> Option<Written> {
    let weekday = found.get(4).and_then(|name| "一二三四五六日天".chars().position(|c| name.as_str().starts_with(c)));
    let weekday = weekday.and_then(|at| Weekday::try_from(u8::try_from(at.min(6)).ok()?).ok());
    let span = found.get(0)?.range();
    Some(Written { span, year: number(found, 1), month: number(found, 2)?, day: number(found, 3)?, weekday })
}

fn day_of_signs(found: &Captures<'_>) -> Option<Written> {
    let whole = found.get(0)?;
    (found.get(2)?.as_str() == found.get(4)?.as_str()).then_some(())?;
    Some(Written {
        span: whole.range(),
        year: number(found, 1),
        month: number(found, 3)?,
        day: number(found, 5)?,
        weekday: None,
    })
}

fn english_day(found: &Captures<'_>) -> Option<Written> {
    let months = "January February March April May June July August September October November December";
    let name = found.get(3).or(found.get(4))?.as_str();
    let month = months.split(' ').zip(1..).find(|(month, _)| *month == name)?.1;
    let weekday = found.get(1).or(found.get(7)).and_then(|name| name.as_str().parse().ok());
    let day = number(found, 2).or(number(found, 5))?;
    Some(Written { span: found.get(0)?.range(), year: number(found, 6), month, day, weekday })
}

/// What is wrong with a day. A day without its year is of the year last named in the passage, or else of the year of the
/// document or the next.
fn fault(passage: &Passage, day: &Written, year: Option<i32>, document: Option<NaiveDate>) -> Option<Finding> {
    let place = passage.at(day.span.clone());
    let Written { month, day: number, .. } = *day;
    // A leap year, since the year may be unknown.
    let exists = NaiveDate::from_ymd_opt(day.year.unwrap_or(2024), month, number).is_some();
    if !exists {
        let written = passage.text[day.span.clone()].trim_end_matches(['（', '(', '，', ',', ' ']);
        let message = Said::both(format!("没有 {written} 这一天"), format!("there is no such day as {written}"));
        let help = Said::both("查一查原来的安排，改正日期", "look up what was meant and mend the date");
        return Some(Finding::new(&IMPOSSIBLE_DATE, place, message).help(help));
    }
    let weekday = day.weekday?;
    let years = match (year, document) {
        (Some(year), _) => vec![year],
        (None, Some(date)) => vec![date.year(), date.year() + 1],
        (None, None) => return None,
    };
    let real: Vec<NaiveDate> = years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, month, number)).collect();
    if real.iter().any(|date| date.weekday() == weekday) {
        return None;
    }
    let date = real.first()?;
    let [chinese, english] = weekday_names(date.weekday());
    let message = Said::both(
        format!("{}年{month}月{number}日不是{}", date.year(), weekday_names(weekday)[0]),
        format!("{} is no {}", date.format("%-d %B %Y"), weekday_names(weekday)[1]),
    );
    Some(
        Finding::new(&IMPOSSIBLE_DATE, place, message)
            .expected(Said::both(format!("那天是{chinese}"), format!("that day is a {english}")))
            .help(Said::both("查一查是日期还是星期写错了", "see whether the date or the weekday is the slip")),
    )
}

fn weekday_names(weekday: Weekday) -> [&'static str; 2] {
    match weekday {
        Weekday::Mon => ["星期一", "Monday"],
        Weekday::Tue => ["星期二", "Tuesday"],
        Weekday::Wed => ["星期三", "Wednesday"],
        Weekday::Thu => ["星期四", "Thursday"],
        Weekday::Fri => ["星期五", "Friday"],
        Weekday::Sat => ["星期六", "Saturday"],
        Weekday::Sun => ["星期日", "Sunday"],
    }
}

/// Dates in Chinese that are not written 2026年6月9日.
pub fn forms(reading: &Reading, findings: &mut Findings) {
    for passage in reading.passages.iter().filter(|passage| passage.language == Language::Chinese) {
        let mut wrong = Vec::new();
        for found in SIGNS.captures_iter(&passage.text) {
            wrong.extend(day_of_signs(&found).and_then(|day| {
                let date = NaiveDate::from_ymd_opt(day.year?, day.month, day.day)?;
                Some((day.span, format!("{}年{}月{}日", date.year(), day.month, day.day)))
            }));
        }
        for found in SHORT_YEAR.captures_iter(&passage.text) {
            wrong.extend(found.get(0).map(|whole| (whole.range(), format!("20{}", whole.as_str()))));
        }
        for found in NOUGHTS.captures_iter(&passage.text) {
            wrong.extend(without_noughts(&found));
        }
        wrong.retain(|(span, _)| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            !digit(passage.before(span.start)) && !digit(passage.after(span.end))
        });
        findings.extend(wrong.into_iter().map(|(span, instead)| {
            let written = &passage.text[span.clone()];
            let chinese = format!("日期写成了 `{written}`");
            mended(&DATE_FORM, passage.at(span.clone()), &chinese, &format!("a date is written `{written}`"), &instead)
        }));
    }
}

/// The date at `found` without noughts before month and day, if it has any, and with 日 for 号.
fn without_noughts(found: &Captures<'_>) -> Option<(Range<usize>, String)> {
    let whole = found.get(0)?;
    let text = |group: usize| found.get(group).map_or("", |part| part.as_str());
    let month = if text(2).is_empty() { text(3) } else { text(2) };
    // 6月19号楼 is no date, so that 号 is left alone where the year is missing.
    let (day, sign) = (text(4), if text(1).is_empty() { text(5) } else { text(5).trim_end_matches('号') });
    let sign = if !day.is_empty() && sign.is_empty() { "日" } else { sign };
    let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
    let instead = format!("{}{}月{}{sign}", text(1), plain(month), plain(day));
    (instead != whole.as_str()).then(|| (whole.range(), instead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::{chinese, english, marked};

    fn found(text: &str, rule: fn(&Reading, &mut Findings)) -> Vec<&str> {
        let mut reading = if text.chars().any(|c| c == '月' || c == '年') || !text.contains("ber") {
            chinese(text)
        } else {
            english(text)
        };
        reading.date = NaiveDate::from_ymd_opt(2026, 11, 9);
        let mut findings = Findings::default();
        rule(&reading, &mut findings);
        marked(text, findings.sorted())
    }

    #[test]
    fn days_exist_and_fall_on_their_weekday() {
        for (text, expected) in [
            ("定于2026年2月30日举行", "2026年2月30日"),
            ("6月31日前", "6月31日"),
            ("2026年13月5日", "2026年13月5日"),
            ("2025年2月29日", "2025年2月29日"),
            ("2026年11月20日（星期六）", "2026年11月20日（星期六）"),
            ("2026年6月19日至21日；6月19日（周四）", "6月19日（周四）"),
            ("11月9日（星期日）上午", "11月9日（星期日）"),
            ("2026-02-30", "2026-02-30"),
            ("Saturday, 20 November 2026", "Saturday, 20 November 2026"),
            ("on 31 November", "31 November"),
            ("November 20, 2026 (Saturday)", "November 20, 2026 (Saturday"),
        ] {
            assert_eq!(found(text, impossible), [expected], "{text}");
        }
        for lure in [
            "2026年11月20日（星期五）",
            "2024年2月29日",
            "11月9日（星期一）",
            "1月4日（星期一）",
            "农历2月30日",
            "Friday, 20 November 2026",
            "3—6月30日",
            "每月31日前",
            "127.2026.13.99",
        ] {
            assert_eq!(found(lure, impossible), [""; 0], "{lure}");
        }
    }

    #[test]
    fn dates_are_written_with_year_month_and_day() {
        for (text, place, instead) in [
            ("2026.6.19起", "2026.6.19", "2026年6月19日"),
            ("于2026-06-09完成", "2026-06-09", "2026年6月9日"),
            ("2026/6/19", "2026/6/19", "2026年6月19日"),
            ("26年6月底", "26年6月", "2026年6月"),
            ("2026年06月09日", "2026年06月09日", "2026年6月9日"),
            ("2026年06月", "2026年06月", "2026年6月"),
            ("6月09日", "6月09日", "6月9日"),
            ("2026年6月19号", "2026年6月19号", "2026年6月19日"),
        ] {
            let mut findings = Findings::default();
            forms(&chinese(text), &mut findings);
            let list = findings.sorted();
            assert_eq!(list.len(), 1, "{text}: {list:?}");
            assert!(list[0].help.as_ref().unwrap().text(Language::English).contains(instead), "{text}: {list:?}");
            assert_eq!(marked(text, list), [place]);
        }
        for lure in [
            "2026年6月9日",
            "10月10日",
            "`2026-06-19`",
            "2026—2027年",
            "1998年6月",
            "6月19号楼",
            "版本1.2.3",
            "GB/T 9704-2012",
            "20日",
        ] {
            assert_eq!(found(lure, forms), [""; 0], "{lure}");
        }
    }
}
