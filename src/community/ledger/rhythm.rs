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
            } else if last > as_of && self.until.as_ref().is_none_or(|until| last <= until.value) {
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
    use crate::community::form::Key;
    use crate::finding::{FileId, Place};

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

    fn days(texts: &[&str]) -> Vec<NaiveDate> {
        texts.iter().map(|text| day(text)).collect()
    }

    fn at(text: &str) -> At<NaiveDate> {
        At { value: day(text), place: place() }
    }

    fn place() -> Place {
        Place { file: FileId(0), span: 0..0 }
    }

    fn span(from: &str, until: &str) -> Span {
        Span { place: place(), from: day(from), until: at(until) }
    }

    /// Due once each period since `from`, with nothing in its log.
    fn rhythm(every: Every, from: &str) -> Rhythm {
        Rhythm {
            key: Key::new("meeting").unwrap(),
            place: place(),
            name: Said::both("例会", "Meeting"),
            plan: Id::first(),
            area: Id::first(),
            by: None,
            every,
            times: None,
            due: None,
            from: day(from),
            until: None,
            span: Vec::new(),
            done: Vec::new(),
            missed: Vec::new(),
            late: Vec::new(),
            note: None,
        }
    }

    #[test]
    fn of_every_cadence_the_periods_that_ended_are_counted_and_the_running_one_is_not() {
        let cases = [
            (Every::Day, "2026-11-16", 5, None),
            (Every::Week, "2026-11-02", 2, Some(["2026-11-16", "2026-11-22"])),
            (Every::Month, "2026-08-01", 3, Some(["2026-11-01", "2026-11-30"])),
            (Every::Quarter, "2026-01-01", 3, Some(["2026-10-01", "2026-12-31"])),
            (Every::HalfYear, "2025-07-01", 2, Some(["2026-07-01", "2026-12-31"])),
            (Every::Year, "2024-01-01", 2, Some(["2026-01-01", "2026-12-31"])),
        ];
        for (every, from, periods, running) in cases {
            let kept = rhythm(every, from).kept(day("2026-11-20"));
            assert_eq!(kept.periods, periods, "{every:?}");
            assert_eq!(kept.missed.len(), periods, "{every:?}: nothing was done");
            assert_eq!(kept.missed[0], day(from), "{every:?}");
            assert_eq!(kept.running, running.map(|days| days.map(day)), "{every:?}");
        }
    }

    #[test]
    fn a_period_ends_with_its_last_day() {
        let meeting = rhythm(Every::Week, "2026-11-09");
        assert_eq!(meeting.kept(day("2026-11-14")).periods, 0, "Saturday");
        assert_eq!(meeting.kept(day("2026-11-15")).periods, 1, "Sunday");
        assert_eq!(meeting.kept(day("2026-11-15")).running, None);
        assert_eq!(meeting.kept(day("2026-11-08")), Kept::default(), "before it begins");
    }

    #[test]
    fn a_start_in_the_middle_of_a_period_is_first_due_in_the_next() {
        let kept = rhythm(Every::Week, "2026-11-05").kept(day("2026-11-20"));
        assert_eq!((kept.periods, kept.missed), (1, days(&["2026-11-09"])), "a Thursday");
        let kept = rhythm(Every::Quarter, "2026-02-01").kept(day("2026-11-20"));
        assert_eq!((kept.periods, kept.missed), (2, days(&["2026-04-01", "2026-07-01"])));
        let kept = rhythm(Every::Year, "2026-01-02").kept(day("2026-12-31"));
        assert_eq!((kept.periods, kept.running), (0, None));
    }

    #[test]
    fn an_end_in_the_middle_of_a_period_leaves_that_period_out() {
        let ended = |until| Rhythm { until: Some(at(until)), ..rhythm(Every::Month, "2026-08-01") };
        for (until, periods) in [("2026-10-30", 2), ("2026-10-31", 3), ("2026-11-05", 3), ("2026-11-25", 3)] {
            let kept = ended(until).kept(day("2026-11-20"));
            assert_eq!((kept.periods, kept.running), (periods, None), "{until}");
        }
        assert!(ended("2026-11-30").kept(day("2026-11-20")).running.is_some());
    }

    #[test]
    fn one_day_done_keeps_its_period_whichever_day_it_was() {
        let done = days(&["2026-10-04", "2026-10-05", "2026-10-18"]);
        let kept = Rhythm { done, ..rhythm(Every::Week, "2026-09-28") }.kept(day("2026-10-18"));
        assert_eq!((kept.periods, kept.missed), (3, Vec::new()));
        assert_eq!(kept.last, Some(day("2026-10-18")));
    }

    #[test]
    fn within_a_stretch_all_is_done_but_what_is_named_as_missed() {
        let log = Rhythm {
            span: vec![span("2026-10-01", "2026-10-10"), span("2026-10-13", "2026-10-20")],
            missed: days(&["2026-10-05"]),
            ..rhythm(Every::Day, "2026-10-01")
        };
        let kept = log.kept(day("2026-10-20"));
        assert_eq!(kept.periods, 20);
        assert_eq!(kept.missed, days(&["2026-10-05", "2026-10-11", "2026-10-12"]));
        assert_eq!(log.kept(day("2026-10-04")).missed, Vec::new(), "what comes later is not known yet");
    }

    #[test]
    fn a_stretch_keeps_only_the_periods_that_lie_in_it_whole() {
        let log = Rhythm { span: vec![span("2026-10-07", "2026-10-30")], ..rhythm(Every::Week, "2026-10-05") };
        let kept = log.kept(day("2026-11-01"));
        assert_eq!((kept.periods, kept.missed), (4, days(&["2026-10-05", "2026-10-26"])));
    }

    #[test]
    fn what_was_done_late_was_done_and_is_told_as_late() {
        let log = Rhythm {
            due: "10:30".parse().ok(),
            done: days(&["2026-10-01", "2026-10-02"]),
            late: days(&["2026-10-02", "2026-10-03"]),
            ..rhythm(Every::Day, "2026-10-01")
        };
        let kept = log.kept(day("2026-10-04"));
        assert_eq!(kept.missed, days(&["2026-10-04"]));
        assert_eq!(kept.late, days(&["2026-10-02", "2026-10-03"]));
        assert_eq!(log.kept(day("2026-10-02")).late, days(&["2026-10-02"]));
    }

    #[test]
    fn twice_a_period_is_not_kept_by_once() {
        let twice = |done: &[&str]| Rhythm { times: Some(2), done: days(done), ..rhythm(Every::Week, "2026-11-02") };
        let by = day("2026-11-15");
        assert_eq!(twice(&["2026-11-02", "2026-11-05", "2026-11-09", "2026-11-12"]).kept(by).missed, Vec::new());
        assert_eq!(twice(&["2026-11-02", "2026-11-05", "2026-11-09"]).kept(by).missed, days(&["2026-11-09"]));
        let stretch = vec![span("2026-11-02", "2026-11-15")];
        let log = Rhythm { span: stretch, missed: days(&["2026-11-10"]), ..twice(&[]) };
        assert_eq!(log.kept(by).missed, days(&["2026-11-09"]));
    }

    #[test]
    fn the_running_period_says_how_often_it_was_done_so_far() {
        let log = Rhythm { done: days(&["2026-11-16", "2026-11-21"]), ..rhythm(Every::Week, "2026-11-16") };
        let kept = log.kept(day("2026-11-20"));
        assert_eq!((kept.periods, kept.done_in_running), (0, 1), "the 21st is still to come");
        assert_eq!(kept.last, Some(day("2026-11-16")));
        let log = Rhythm { span: vec![span("2026-11-16", "2026-12-31")], ..rhythm(Every::Week, "2026-11-16") };
        assert_eq!(log.kept(day("2026-11-20")).done_in_running, 1);
    }
}
