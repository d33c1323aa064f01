//! Publicity periods are long enough, end on a working day and come after what must come before them.

use chrono::NaiveDate;

use crate::community::calendar::{Calendar, Known};
use crate::community::ledger::filing::{Filing, FilingPurpose};
use crate::community::notice::{Notice, NoticeKind};
use crate::community::publicity::{DayUnit, Days, Publicity};
use crate::community::register::Community;
use crate::community::table::{Id, Names};
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};
use crate::load::Source;

/// How far past the last day a better one is looked for, in days.
const LOOKED_AHEAD: u32 = 1000;

/// Publicity periods are as long as they must be, by a calendar that is known, and do not end on a day off.
pub fn publicity_is_long_enough(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let calendar = &community.calendar;
    let all = community.notices.iter().filter_map(|(_, notice)| notice.publicity.as_ref());
    for period in all.filter(|period| period.from <= period.until) {
        findings.extend(too_short(period, calendar));
        findings.extend(ends_on_a_day_off(period, calendar));
        findings.extend(calendar_not_known(period, calendar));
    }
}

/// `5个工作日`, `5 working days`.
fn in_words(days: Days) -> [String; 2] {
    let number = days.number;
    let plural = if number == 1 { "day" } else { "days" };
    match days.unit {
        DayUnit::WorkingDays => [format!("{number}个工作日"), format!("{number} working {plural}")],
        DayUnit::CalendarDays => [format!("{number}天"), format!("{number} {plural}")],
    }
}

fn too_short(period: &Publicity, calendar: &Calendar) -> Option<Finding> {
    let days = period.days(calendar);
    if days.number >= period.min_days {
        return None;
    }
    let [zh, en] = in_words(days);
    let [least_zh, least_en] = in_words(Days { number: period.min_days, ..days });
    let [first_zh, first_en] = match period.count_first_day {
        true => ["首日计入", "the first day counted"],
        false => ["首日不计入", "the first day not counted"],
    };
    let long_enough = |until: &NaiveDate| {
        let longer = Publicity { until: *until, ..period.clone() };
        calendar.is_working(*until) && longer.days(calendar).number >= period.min_days
    };
    let near = period.min_days < LOOKED_AHEAD;
    let better = period.until.iter_days().take(LOOKED_AHEAD as usize).find(|until| near && long_enough(until));
    let finding = Finding::new(
        &rules::PUBLICITY_TOO_SHORT,
        period.until_place.clone(),
        Said::both(format!("公示期只有{zh}，{first_zh}"), format!("the publicity period lasts {en}, {first_en}")),
    )
    .expected(Said::both(format!("应不少于{least_zh}"), format!("expected {least_en} or more")));
    Some(finding.help(better.map(|until| {
        Said::both(
            format!("写 `until = {until}`；另有规定的，用 `min_days` 写明"),
            format!("write `until = {until}`; where another length is laid down, say so with `min_days`"),
        )
    })))
}

fn ends_on_a_day_off(period: &Publicity, calendar: &Calendar) -> Option<Finding> {
    let (until, after) = (period.until, calendar.working_day_after(period.until));
    if calendar.is_working(until) {
        return None;
    }
    let holiday = calendar.holiday(until).map(|holiday| &holiday.name);
    let name = |language, weekend: &str| holiday.map_or(weekend.to_owned(), |name| name.text(language).to_owned());
    let (zh, en) = (name(Language::Chinese, "周末"), name(Language::English, "a weekend"));
    Some(
        Finding::new(
            &rules::PUBLICITY_ENDS_ON_HOLIDAY,
            period.until_place.clone(),
            Said::both(
                format!("公示末日 {until} 不是工作日（{zh}）"),
                format!("the last day of publicity, {until}, is no working day ({en})"),
            ),
        )
        .help(Said::both(
            format!("改到下一个工作日：`until = {after}`"),
            format!("move it to the next working day: `until = {after}`"),
        )),
    )
}

fn calendar_not_known(period: &Publicity, calendar: &Calendar) -> Option<Finding> {
    if period.unit != DayUnit::WorkingDays {
        return None;
    }
    let (year, known) = calendar.doubtful_year(period.from, period.until)?;
    let message = match known {
        Known::Provisional => Said::both(
            format!("{year}年的放假调休安排是暂定的，工作日数可能不对"),
            format!("the holidays of {year} are provisional, and the working days may be counted wrongly"),
        ),
        _ => Said::both(
            format!("没有{year}年的放假调休安排，工作日数可能不对"),
            format!("the holidays of {year} are not known, and the working days may be counted wrongly"),
        ),
    };
    Some(Finding::new(&rules::CALENDAR_NOT_KNOWN, period.until_place.clone(), message).help(Said::both(
        format!("在 `data/` 下按国务院办公厅的通知写 `[[holiday_calendar]]`，`id = \"{year}\"`"),
        format!(
            "write a [[holiday_calendar]] with `id = \"{year}\"` below data/, after the notice of the State Council"
        ),
    )))
}

/// What is made public was filed before the publicity begins.
pub fn filings_come_before_publicity(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (id, notice) in community.notices.iter().filter(|(_, notice)| notice.kind == NoticeKind::Publicity) {
        let Some(period) = &notice.publicity else { continue };
        let first: Vec<&Filing> = first_filings(community, id);
        findings.extend(first.into_iter().filter_map(|filing| filed_late(filing, notice, period)));
    }
}

/// The day on which something was lodged: when it was received, or else sent.
fn lodged(filing: &Filing) -> NaiveDate {
    filing.received.as_ref().map_or(filing.sent.value, |received| received.value)
}

/// The first filing of a notice with each body; what is lodged there again, such as the final result, may come later.
fn first_filings(community: &Community, notice: Id<Notice>) -> Vec<&Filing> {
    let all = community.filings.iter().map(|(_, filing)| filing);
    let mut filings: Vec<&Filing> =
        all.filter(|filing| filing.notice == Some(notice) && filing.purpose != FilingPurpose::Copy).collect();
    filings.sort_by_key(|filing| (filing.body, lodged(filing)));
    filings.dedup_by_key(|filing| filing.body);
    filings
}

fn filed_late(filing: &Filing, notice: &Notice, period: &Publicity) -> Option<Finding> {
    let (day, from) = (lodged(filing), period.from);
    if day < from {
        return None;
    }
    let place = filing.received.as_ref().map_or(&filing.sent.place, |received| &received.place).clone();
    let title = |language| notice.title.text(language);
    let (zh, en) = (title(Language::Chinese), title(Language::English));
    let finding = if day > from {
        Finding::new(
            &rules::FILED_AFTER_PUBLICITY,
            place,
            Said::both(
                format!("备案日期 {day} 晚于公示首日 {from}：“{zh}”"),
                format!("filed on {day}, after the publicity began on {from}: {en}"),
            ),
        )
        .help(Said::both(
            "核对日期；确实没有先备案的，备案后重新公示",
            "look at the dates; where it was really not filed first, file it and begin the publicity again",
        ))
    } else {
        Finding::new(
            &rules::FILED_ON_THE_DAY,
            place,
            Said::both(
                format!("备案与公示在同一天 {day}：“{zh}”"),
                format!("filed on {day}, the day on which the publicity began: {en}"),
            ),
        )
        .help(Said::both("下次至少提前一个工作日备案", "file a working day earlier at least"))
    };
    Some(finding.related(period.from_place.clone(), Said::both("公示从这一天开始", "the publicity begins on this day")))
}
