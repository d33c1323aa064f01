//! Working days: weekdays, less the holidays of a year, and the days at weekends that are worked in exchange.
//!
//! The years that the program knows are the TOML files beside this one, in the form that a site writes its own in; a
//! calendar of the site stands instead of the program's of the same year.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use toml::de::{DeTable, DeValue};

use crate::community::festival::check_order;
use crate::community::form::{At, Key, Reading, Value, form};
use crate::community::table::{Names, Record, Table};
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place};
use crate::language::{Language, Said};

form! {
    /// The holidays and make-up working days of a year; the program has those of 2025 and 2026, and provisional ones of 2027.
    /// 一年的放假和调休安排；程序自带2025年、2026年的安排和2027年的暂定安排。
    pub struct HolidayCalendarForm {
        /// The year, as "2026"; it stands instead of the program's own of that year.
        /// 年份，写作 "2026"；写了就代替程序自带的同年安排。
        id: At<Key>,
        /// The holidays, each with its first and last day off.
        /// 各个假期的名称和放假起止日。
        holiday: Vec<HolidayForm>,
        /// Saturdays and Sundays that are worked in exchange for days off.
        /// 调休上班的周六、周日。
        working: Vec<At<NaiveDate>>,
        /// The notice of the State Council: title, number, date.
        /// 国务院办公厅通知的标题、文号和日期。
        basis: Said,
        /// Whether the arrangement of the year is not published yet, so that only the statutory days are known.
        /// 当年的具体安排尚未公布、只有法定放假日的，写 true。
        provisional: Option<bool>,
    }
}

form! {
    /// A holiday.
    /// 一个假期。
    pub struct HolidayForm {
        /// Its name.
        /// 名称。
        name: Said,
        /// First day off.
        /// 放假首日。
        from: At<NaiveDate>,
        /// Last day off.
        /// 放假末日。
        until: At<NaiveDate>,
    }
}

/// The holidays and make-up working days of a year.
#[derive(Clone, Debug)]
pub struct HolidayCalendar {
    /// Its id.
    pub key: Key,
    /// Where it is written.
    pub place: Place,
    /// The year.
    pub year: i32,
    /// The holidays.
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays that are worked.
    pub working: Vec<NaiveDate>,
    /// The notice that arranges them.
    pub basis: Said,
    /// Whether only the statutory days are known.
    pub provisional: bool,
}

/// A holiday.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// Its name.
    pub name: Said,
    /// First day off.
    pub from: NaiveDate,
    /// Last day off.
    pub until: NaiveDate,
}

impl Record for HolidayCalendar {
    const WORD: &'static str = "holiday_calendar";
    type Form = HolidayCalendarForm;
}

impl HolidayCalendar {
    /// Checks one calendar.
    pub fn admit(form: HolidayCalendarForm, _: &Names, findings: &mut Findings) -> Option<HolidayCalendar> {
        let year = (1900..=2100).find(|year: &i32| *form.id.value == *year.to_string());
        let Some(year) = year else {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    form.id.place,
                    Said::both(
                        format!("`{}` 不是年份", &*form.id.value),
                        format!("`{}` is not a year", &*form.id.value),
                    ),
                )
                .expected(Said::both("应为年份，如 \"2026\"", "expected a year such as \"2026\"")),
            );
            return None;
        };
        for holiday in &form.holiday {
            check_order(("from", holiday.from.value), ("until", &holiday.until), findings);
            check_year(year, &holiday.from, findings);
            check_year(year, &holiday.until, findings);
        }
        let off = |day: NaiveDate| form.holiday.iter().any(|one| one.from.value <= day && day <= one.until.value);
        for day in &form.working {
            check_year(year, day, findings);
            check_make_up(day, off(day.value), findings);
        }
        let holiday = |form: HolidayForm| Holiday { name: form.name, from: form.from.value, until: form.until.value };
        Some(HolidayCalendar {
            key: form.id.value,
            place: form.place,
            year,
            holidays: form.holiday.into_iter().map(holiday).collect(),
            working: form.working.into_iter().map(|day| day.value).collect(),
            basis: form.basis,
            provisional: form.provisional.unwrap_or(false),
        })
    }
}

/// Complains about a day that no arrangement of `year` can be about. New Year's break may begin in the December before.
fn check_year(year: i32, day: &At<NaiveDate>, findings: &mut Findings) {
    if day.year() == year || (day.year() == year - 1 && day.month() == 12) {
        return;
    }
    findings.push(
        Finding::new(
            &rules::OUT_OF_RANGE,
            day.place.clone(),
            Said::both(format!("{} 不在 {year} 年", day.value), format!("{} is not in {year}", day.value)),
        )
        .expected(Said::both(format!("应为 {year} 年的日期"), format!("expected a day of {year}"))),
    );
}

/// Complains about a make-up working day that is a weekday or lies in a holiday.
fn check_make_up(day: &At<NaiveDate>, off: bool, findings: &mut Findings) {
    let message = match (is_weekday(day.value), off) {
        (false, false) => return,
        (true, _) => Said::both(
            format!("{} 不是周六、周日", day.value),
            format!("{} is neither a Saturday nor a Sunday", day.value),
        ),
        (false, true) => Said::both(format!("{} 在假期之内", day.value), format!("{} lies in a holiday", day.value)),
    };
    findings.push(Finding::new(&rules::OUT_OF_RANGE, day.place.clone(), message).expected(Said::both(
        "应为假期之外、调休上班的周六或周日",
        "expected a Saturday or Sunday outside the holidays that is worked",
    )));
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// How well the working days of a year are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// By the arrangement of the State Council.
    Arranged,
    /// By the statutory days alone.
    Provisional,
    /// Not at all: weekdays are taken for working days.
    Missing,
}

/// Which days are worked, year by year.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeMap<i32, HolidayCalendar>,
}

impl Calendar {
    /// The program's own years, those of the site standing instead of them.
    pub fn with(own: &Table<HolidayCalendar>) -> Calendar {
        let all = SHIPPED.iter().chain(own.iter().map(|(_, calendar)| calendar));
        Calendar { years: all.map(|calendar| (calendar.year, calendar.clone())).collect() }
    }

    /// Whether a day is a working day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let mut years = self.about(day);
        match years.any(|calendar| calendar.working.contains(&day)) {
            true => true,
            false => is_weekday(day) && self.holiday(day).is_none(),
        }
    }

    /// The holiday that a day lies in.
    pub fn holiday(&self, day: NaiveDate) -> Option<&Holiday> {
        self.about(day).flat_map(|calendar| &calendar.holidays).find(|one| one.from <= day && day <= one.until)
    }

    /// How many working days there are from one day to another, both included.
    pub fn working_days(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        let count = from.iter_days().take_while(|day| *day <= until).filter(|day| self.is_working(*day)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The first working day after a day.
    pub fn working_day_after(&self, day: NaiveDate) -> NaiveDate {
        let after = day.checked_add_days(Days::new(1)).unwrap_or(day);
        after.iter_days().find(|day| self.is_working(*day)).unwrap_or(after)
    }

    /// How well the working days of a year are known.
    pub fn known(&self, year: i32) -> Known {
        match self.years.get(&year) {
            None => Known::Missing,
            Some(calendar) if calendar.provisional => Known::Provisional,
            Some(_) => Known::Arranged,
        }
    }

    /// The first year from one day to another that is not arranged, and how well it is known.
    pub fn doubtful_year(&self, from: NaiveDate, until: NaiveDate) -> Option<(i32, Known)> {
        (from.year()..=until.year()).map(|year| (year, self.known(year))).find(|(_, known)| *known != Known::Arranged)
    }

    /// What the calendars of the years from one day to another stand on.
    pub fn bases(&self, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = &Said> {
        let years = self.years.values().filter(move |calendar| (from.year()..=until.year()).contains(&calendar.year));
        years.map(|calendar| &calendar.basis)
    }

    /// The calendars that can say something of a day: that of its year, and the next, whose first holiday may begin early.
    fn about(&self, day: NaiveDate) -> impl Iterator<Item = &HolidayCalendar> {
        self.years.range(day.year()..=day.year().saturating_add(1)).map(|(_, calendar)| calendar)
    }
}

/// The years that the program knows by itself.
static SHIPPED: LazyLock<Vec<HolidayCalendar>> = LazyLock::new(|| {
    let texts = [include_str!("2025.toml"), include_str!("2026.toml"), include_str!("2027.toml")];
    let mut findings = Findings::default();
    texts.into_iter().flat_map(|text| read(text, &mut findings)).collect()
});

/// The calendars in a text of the program.
fn read(text: &str, findings: &mut Findings) -> Vec<HolidayCalendar> {
    let (table, _) = DeTable::parse_recoverable(text);
    let Some(DeValue::Array(calendars)) = table.get_ref().get(HolidayCalendar::WORD).map(|value| value.get_ref())
    else {
        return Vec::new();
    };
    let forms: Vec<HolidayCalendarForm> = calendars
        .iter()
        .filter_map(|value| {
            HolidayCalendarForm::read(value, &mut Reading::new(FileId(0), 0, Language::Chinese, findings))
        })
        .collect();
    forms.into_iter().filter_map(|form| HolidayCalendar::admit(form, &Names::default(), findings)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Calendar {
        Calendar::with(&Table::default())
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_calendars_of_the_program_have_no_fault() {
        for (text, year) in
            [(include_str!("2025.toml"), 2025), (include_str!("2026.toml"), 2026), (include_str!("2027.toml"), 2027)]
        {
            let mut findings = Findings::default();
            let read = read(text, &mut findings);
            assert!(findings.is_empty(), "{findings:?}");
            assert_eq!(read.iter().map(|calendar| calendar.year).collect::<Vec<_>>(), [year]);
        }
        assert_eq!([2024, 2025, 2026, 2027].map(|year| shipped().known(year)), {
            [Known::Missing, Known::Arranged, Known::Arranged, Known::Provisional]
        });
    }

    /// The days of 2025 and 2026, a line a month, `w` for a working day: as the tables of the Python packages
    /// `chinesecalendar` 1.11.0 and `holidays` 0.109 both have them.
    const TABLES: [(i32, [&str; 12]); 2] = [
        (
            2025,
            [
                ".ww..wwwww..wwwww..wwwww.ww....",
                "....wwww.wwwww..wwwww..wwwww",
                "..wwwww..wwwww..wwwww..wwwww..w",
                "www...wwwww..wwwww..wwwww.wwww",
                ".....wwww..wwwww..wwwww..wwwww.",
                "..wwww..wwwww..wwwww..wwwww..w",
                "wwww..wwwww..wwwww..wwwww..wwww",
                "w..wwwww..wwwww..wwwww..wwwww..",
                "wwwww..wwwww..wwwww..wwwww.www",
                "........www.wwwww..wwwww..wwwww",
                "..wwwww..wwwww..wwwww..wwwww..",
                "wwwww..wwwww..wwwww..wwwww..www",
            ],
        ),
        (
            2026,
            [
                "...wwwwww..wwwww..wwwww..wwwww.",
                ".wwwww..wwwwww.........wwwww",
                ".wwwww..wwwww..wwwww..wwwww..ww",
                "www...wwww..wwwww..wwwww..wwww",
                ".....wwww.wwwww..wwwww..wwwww..",
                "wwwww..wwwww..wwww...wwwww..ww",
                "www..wwwww..wwwww..wwwww..wwwww",
                "..wwwww..wwwww..wwwww..wwwww..w",
                "wwww..wwwww..wwwww.wwwww...www",
                ".......www.wwwww..wwwww..wwwww.",
                ".wwwww..wwwww..wwwww..wwwww..w",
                "wwww..wwwww..wwwww..wwwww..wwww",
            ],
        ),
    ];

    #[test]
    fn every_day_of_2025_and_2026_is_as_other_tables_have_it() {
        let calendar = shipped();
        for (year, months) in TABLES {
            let first = day(year, 1, 1);
            let expected: Vec<bool> = months.concat().chars().map(|mark| mark == 'w').collect();
            assert_eq!(expected.len(), 365);
            for (day, expected) in first.iter_days().zip(&expected) {
                assert_eq!(calendar.is_working(day), *expected, "{day}");
            }
            let all = expected.iter().filter(|working| **working).count();
            assert_eq!(calendar.working_days(first, day(year, 12, 31)) as usize, all);
        }
    }

    #[test]
    fn working_days_are_counted_past_holidays_and_make_up_days() {
        let calendar = shipped();
        // National Day 2026: off from Thursday 1 to Wednesday 7 October, and Saturday the 10th is worked.
        assert_eq!(calendar.working_days(day(2026, 9, 28), day(2026, 10, 10)), 6);
        assert_eq!(calendar.working_day_after(day(2026, 9, 30)), day(2026, 10, 8));
        assert_eq!(calendar.working_day_after(day(2026, 10, 9)), day(2026, 10, 10));
        assert_eq!(calendar.working_days(day(2026, 11, 16), day(2026, 11, 24)), 7);
        assert_eq!(calendar.working_days(day(2026, 11, 24), day(2026, 11, 16)), 0);
        assert_eq!(calendar.holiday(day(2026, 6, 20)).unwrap().name.text(Language::English), "Dragon Boat Festival");
    }

    #[test]
    fn a_holiday_of_the_next_year_may_begin_in_december() {
        let text = "[[holiday_calendar]]\nid = \"2024\"\nbasis = \"x\"\nholiday = [{ name = \"元旦\", from = 2023-12-30, until = 2024-01-01 }]\nworking = [2024-02-04]";
        let mut findings = Findings::default();
        let own: Vec<_> = read(text, &mut findings).into_iter().map(Some).collect();
        let calendar = Calendar::with(&Table::new(own));
        assert!(!calendar.is_working(day(2024, 1, 1)) && calendar.is_working(day(2023, 12, 29)));
        assert!(calendar.is_working(day(2024, 2, 4)) && calendar.holiday(day(2023, 12, 31)).is_some());
        assert_eq!(calendar.doubtful_year(day(2024, 12, 30), day(2027, 1, 4)), Some((2027, Known::Provisional)));
    }
}
