//! What is done again and again, held against a log of when it was done: reports, disinfection, meetings, inspections.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use crate::community::area::Area;
use crate::community::festival::check_order;
use crate::community::form::{At, words};
use crate::community::ledger::{item, ledger, word_columns};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::finding::Findings;
use crate::language::Said;

words! {
    /// How often.
    pub enum Every {
        Day = "day" ("每日", "every day"),
        Week = "week" ("每周", "every week"),
        Month = "month" ("每月", "every month"),
        Quarter = "quarter" ("每季度", "every quarter"),
        HalfYear = "half_year" ("每半年", "every half-year"),
        Year = "year" ("每年", "every year"),
    }
}

word_columns!(Every);

impl Every {
    /// The first day of the period that `day` lies in; weeks begin on Mondays.
    pub fn first_day(self, day: NaiveDate) -> NaiveDate {
        let month = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        match self {
            Every::Day => day,
            Every::Week => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
            Every::Month => month(day.month()),
            Every::Quarter => month(day.month0() / 3 * 3 + 1),
            Every::HalfYear => month(day.month0() / 6 * 6 + 1),
            Every::Year => month(1),
        }
    }

    /// The first day of the next period.
    pub fn next(self, first: NaiveDate) -> NaiveDate {
        match self {
            Every::Day => first + Days::new(1),
            Every::Week => first + Days::new(7),
            Every::Month => first + Months::new(1),
            Every::Quarter => first + Months::new(3),
            Every::HalfYear => first + Months::new(6),
            Every::Year => first + Months::new(12),
        }
    }
}

item! {
    /// A stretch of time in which something was done every time, and in time.
    /// 每次都按时完成的一段时间。
    pub struct Span, SpanForm {
        /// First day.
        /// 起始日期。
        from: NaiveDate,
        /// Last day.
        /// 截止日期。
        until: At<NaiveDate>,
    }
    called |span| Said::both(format!("{}—{}", span.from, span.until.value), format!("{}–{}", span.from, span.until.value))
}

ledger! {
    /// Something that is done again and again, and the log of when it was done.
    /// 周期性工作和完成记录。
    pub struct Rhythm, RhythmForm = "rhythm" ("周期性工作", "Recurring duties") {
        /// What is done.
        /// 事项。
        name: Said = ("事项", "Duty"),
        /// The plan that asks for it.
        /// 所属方案。
        plan: Id<Plan> = ("方案", "Plan"),
        /// The area.
        /// 区域。
        area: Id<Area> = ("区域", "Area"),
        /// Who does it.
        /// 责任单位。
        by: Option<Id<Organisation>> = ("责任单位", "By"),
        /// How often.
        /// 周期。
        every: Every = ("周期", "Every"),
        /// How many times in each period, 1 unless said otherwise.
        /// 每个周期的次数，默认 1。
        times: Option<u32> = ("次数", "Times"),
        /// The time of day by which it is due.
        /// 每次的截止时刻。
        due: Option<NaiveTime> = ("截止时刻", "Due by"),
        /// Since when it is kept.
        /// 起始日期。
        from: NaiveDate = ("起", "From"),
        /// Until when; open when there is none.
        /// 截止日期；长期的不写。
        until: Option<At<NaiveDate>> = ("止", "Until"),
        /// Stretches of time in which it was done every time.
        /// 每次都完成的时段。
        span: Vec<Span> = ("连续完成时段", "Stretches"),
        /// Days on which it was done.
        /// 完成日期。
        done: Vec<NaiveDate> = ("完成日期", "Done"),
        /// Days within a stretch on which it was not done.
        /// 时段内未完成的日期。
        missed: Vec<NaiveDate> = ("未完成日期", "Missed"),
        /// Days on which it was done too late.
        /// 迟于截止时刻的日期。
        late: Vec<NaiveDate> = ("迟报日期", "Late"),
        /// A remark.
        /// 说明。
        note: Option<Said> = ("说明", "Remark"),
    }
    check { spans_are_in_order }
}

fn spans_are_in_order(form: &RhythmForm, findings: &mut Findings) {
    for span in &form.span {
        check_order(("from", span.from), ("until", &span.until), findings);
    }
    if let Some(until) = &form.until {
        check_order(("from", form.from), ("until", until), findings);
    }
}

/// How well a rhythm was kept, in the periods that ended by a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many periods have ended.
    pub periods: usize,
    /// The first days of those in which it was done too few times.
    pub missed: Vec<NaiveDate>,
    /// The days on which it was done, but late.
    pub late: Vec<NaiveDate>,
    /// The first and the last day of the period that is running, if one is.
    pub running: Option<[NaiveDate; 2]>,
    /// How often it was done in the running period.
    pub done_in_running: usize,
    /// The last day on which it was done.
    pub last: Option<NaiveDate>,
}

impl Rhythm {
    /// How many times it is due in each period.
    pub fn times(&self) -> usize {
        self.times.unwrap_or(1) as usize
    }

    /// How often it was done from one day to another, both included.
    fn done_between(&self, first: NaiveDate, last: NaiveDate) -> usize {
        let within = |day: &&NaiveDate| (first..=last).contains(*day);
        // What was done late was done.
        let late = self.late.iter().filter(within).filter(|day| !self.done.contains(day)).count();
        let alone = self.done.iter().filter(within).count() + late;
        let missed = self.missed.iter().filter(within).count();
        let spanned = self.span.iter().any(|span| span.from <= first && last <= span.until.value);
        match spanned {
            true => (self.done.iter().filter(within).count() + self.times()).saturating_sub(missed),
            false => alone,
        }
    }

    /// How well it was kept by the end of the day `as_of`. The running period is not judged.
    ///
    /// A period that the rhythm began or ends in the middle of counts only if it is a whole one: a weekly meeting that
    /// starts on a Thursday is first due in the week after.
    pub fn kept(&self, as_of: NaiveDate) -> Kept {
        let until = self.until.as_ref().map_or(as_of, |until| until.value.min(as_of));
        let mut kept = Kept::default();
        let mut first = self.every.first_day(self.from);
        if first < self.from {
            first = self.every.next(first);
        }
        while first <= until {
            let next = self.every.next(first);
            let last = next - Days::new(1);
            let done = self.done_between(first, last.min(as_of));
            if last <= until {
                kept.periods += 1;
                if done < self.times() {
                    kept.missed.push(first);
                }
            } else if last > as_of {
                kept.running = Some([first, last]);
                kept.done_in_running = done;
            }
            first = next;
        }
        kept.late = self.late.iter().copied().filter(|day| *day <= as_of).collect();
        let spanned = self.span.iter().filter(|span| span.from <= as_of).map(|span| span.until.value.min(as_of));
        kept.last = self.done.iter().copied().filter(|day| *day <= as_of).chain(spanned).max();
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_begin_on_mondays_and_on_firsts_of_months() {
        let cases = [
            (Every::Day, "2026-11-20", "2026-11-20", "2026-11-21"),
            (Every::Week, "2026-11-20", "2026-11-16", "2026-11-23"),
            (Every::Month, "2026-12-20", "2026-12-01", "2027-01-01"),
            (Every::Quarter, "2026-11-20", "2026-10-01", "2027-01-01"),
            (Every::HalfYear, "2026-06-30", "2026-01-01", "2026-07-01"),
            (Every::Year, "2026-02-28", "2026-01-01", "2027-01-01"),
        ];
        for (every, of, first, next) in cases {
            assert_eq!(every.first_day(day(of)), day(first));
            assert_eq!(every.next(day(first)), day(next));
        }
    }
}
