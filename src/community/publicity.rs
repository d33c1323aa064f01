//! Publicity periods: how long they are, how far they are on a day, what objections came in.

use chrono::NaiveDate;

use crate::community::calendar::Calendar;
use crate::community::festival::check_order;
use crate::community::form::{At, Name, form, words};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Names};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;

/// How long a publicity period is at least where nothing else is said, in working days.
const MIN_DAYS: u32 = 5;

words! {
    /// In what a period is counted.
    pub enum DayUnit {
        /// Working days.
        WorkingDays = "working_days" ("工作日", "working days"),
        /// Every day of the calendar.
        CalendarDays = "calendar_days" ("自然日", "calendar days"),
    }
}

form! {
    /// A publicity period.
    /// 公示期。
    pub struct PublicityForm {
        /// First day.
        /// 首日。
        from: At<NaiveDate>,
        /// Last day.
        /// 末日。
        until: At<NaiveDate>,
        /// How many days it lasts at least; 5 unless said otherwise.
        /// 最少天数；不写则为5。
        min_days: Option<u32>,
        /// What days are counted; working days unless said otherwise.
        /// 按工作日还是自然日计；不写则按工作日。
        unit: Option<DayUnit>,
        /// Whether the first day counts; it does unless `false` is written, which is the count of article 201 of the Civil Code.
        /// 首日是否计入；不写则计入，写 false 则按《民法典》第二百零一条不计入。
        count_first_day: Option<bool>,
        /// On what basis.
        /// 依据。
        basis: Said,
        /// What is made public.
        /// 对象。
        object: Said,
        /// How to object.
        /// 异议渠道。
        channel: Said,
        /// Who receives objections.
        /// 受理单位。
        receiving_unit: Name<Organisation>,
        /// Office phone.
        /// 受理电话。
        phone: Option<String>,
        /// What objections came in; written once all of them are settled, counts only.
        /// 异议办理情况；全部办结后填写，只写件数。
        objections: Option<ObjectionsForm>,
    }
}

form! {
    /// The objections that came in within a publicity period.
    /// 公示期内收到的异议。
    pub struct ObjectionsForm {
        /// How many.
        /// 收到件数。
        received: u32,
        /// How many of them were found to be right.
        /// 其中查实（成立）的件数。
        upheld: At<u32>,
        /// The day on which the last was settled; without any, the day that this was established.
        /// 全部办结之日；没有收到的，为确认之日。
        closed: At<NaiveDate>,
    }
}

/// A publicity period.
#[derive(Clone, Debug)]
pub struct Publicity {
    /// First day.
    pub from: NaiveDate,
    /// Where it is written.
    pub from_place: Place,
    /// Last day.
    pub until: NaiveDate,
    /// Where it is written.
    pub until_place: Place,
    /// How many days it lasts at least.
    pub min_days: u32,
    /// What days are counted.
    pub unit: DayUnit,
    /// Whether the first day counts.
    pub count_first_day: bool,
    /// On what basis.
    pub basis: Said,
    /// What is made public.
    pub object: Said,
    /// How to object.
    pub channel: Said,
    /// Who receives objections.
    pub receiving_unit: Id<Organisation>,
    /// Office phone.
    pub phone: Option<String>,
    /// What objections came in, once all are settled.
    pub objections: Option<Objections>,
}

/// The objections that came in within a publicity period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objections {
    /// How many.
    pub received: u32,
    /// How many of them were found to be right.
    pub upheld: u32,
    /// The day on which all were settled.
    pub closed: NaiveDate,
}

/// A number of days of a sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// How many.
    pub number: u32,
    /// Of what sort.
    pub unit: DayUnit,
}

/// How far a publicity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicityStage {
    /// It has not begun.
    ToCome,
    /// It is running; objections can be raised.
    Running,
    /// It is over, and not all objections are known to be settled.
    ObjectionsOpen,
    /// It is over, and all objections are settled.
    ObjectionsClosed,
}

impl Publicity {
    /// Checks one period and looks up what it names.
    pub fn admit(form: PublicityForm, names: &Names, findings: &mut Findings) -> Option<Publicity> {
        check_order(("from", form.from.value), ("until", &form.until), findings);
        let objections = form.objections.map(|objections| admit_objections(objections, form.until.value, findings));
        Some(Publicity {
            from: form.from.value,
            from_place: form.from.place,
            until: form.until.value,
            until_place: form.until.place,
            min_days: form.min_days.unwrap_or(MIN_DAYS),
            unit: form.unit.unwrap_or(DayUnit::WorkingDays),
            count_first_day: form.count_first_day.unwrap_or(true),
            basis: form.basis,
            object: form.object,
            channel: form.channel,
            receiving_unit: names.resolve(&form.receiving_unit, findings)?,
            phone: form.phone,
            objections,
        })
    }

    /// How long it lasts.
    pub fn days(&self, calendar: &Calendar) -> Days {
        self.days_until(self.until, calendar)
    }

    /// How many of its days have begun on a day within it, that day included; none where that day is not counted.
    pub fn day(&self, today: NaiveDate, calendar: &Calendar) -> Option<Days> {
        let within = self.from <= today && today <= self.until;
        (within && self.counts(today, calendar)).then(|| self.days_until(today, calendar))
    }

    /// How many of its days are over or running by the end of a day.
    pub fn days_until(&self, day: NaiveDate, calendar: &Calendar) -> Days {
        let day = day.min(self.until);
        let all = match self.unit {
            DayUnit::WorkingDays => calendar.working_days(self.from, day),
            DayUnit::CalendarDays => u32::try_from((day - self.from).num_days() + 1).unwrap_or(0),
        };
        let first = day >= self.from && !self.count_first_day && self.is_of_unit(self.from, calendar);
        Days { number: all - u32::from(first), unit: self.unit }
    }

    /// Whether a day within it is one of those that are counted.
    fn counts(&self, day: NaiveDate, calendar: &Calendar) -> bool {
        self.is_of_unit(day, calendar) && (self.count_first_day || day != self.from)
    }

    fn is_of_unit(&self, day: NaiveDate, calendar: &Calendar) -> bool {
        self.unit == DayUnit::CalendarDays || calendar.is_working(day)
    }

    /// How far it is on a day.
    pub fn stage(&self, as_of: NaiveDate) -> PublicityStage {
        if as_of < self.from {
            PublicityStage::ToCome
        } else if as_of <= self.until {
            PublicityStage::Running
        } else if self.settled(as_of).is_some() {
            PublicityStage::ObjectionsClosed
        } else {
            PublicityStage::ObjectionsOpen
        }
    }

    /// What objections came in, once the period is over and all are settled.
    pub fn settled(&self, as_of: NaiveDate) -> Option<Objections> {
        self.objections.filter(|objections| self.until < as_of && objections.closed <= as_of)
    }
}

fn admit_objections(form: ObjectionsForm, until: NaiveDate, findings: &mut Findings) -> Objections {
    check_order(("until", until), ("closed", &form.closed), findings);
    if form.upheld.value > form.received {
        findings.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                form.upheld.place.clone(),
                Said::both(
                    format!("查实 {} 件，多于收到的 {} 件", form.upheld.value, form.received),
                    format!("{} upheld are more than the {} received", form.upheld.value, form.received),
                ),
            )
            .expected(Said::both(
                format!("应不多于 {}", form.received),
                format!("expected {} or fewer", form.received),
            )),
        );
    }
    Objections { received: form.received, upheld: form.upheld.value, closed: form.closed.value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::community::table::Table;
    use crate::finding::FileId;
    use crate::language::Language;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn publicity(from: NaiveDate, until: NaiveDate) -> Publicity {
        let place = Place { file: FileId(0), span: 0..0 };
        let said = || Said::only(Language::English, "x");
        Publicity {
            from,
            from_place: place.clone(),
            until,
            until_place: place,
            min_days: MIN_DAYS,
            unit: DayUnit::WorkingDays,
            count_first_day: true,
            basis: said(),
            object: said(),
            channel: said(),
            receiving_unit: Id::first(),
            phone: None,
            objections: None,
        }
    }

    fn calendar() -> Calendar {
        Calendar::with(&Table::default())
    }

    #[test]
    fn working_days_are_counted_with_the_first_or_without_it() {
        // Over National Day: 28 to 30 September, then 8, 9 and, worked, Saturday 10 October.
        let mut period = publicity(day(9, 28), day(10, 10));
        assert_eq!(period.days(&calendar()).number, 6);
        period.count_first_day = false;
        assert_eq!(period.days(&calendar()).number, 5);
        period.unit = DayUnit::CalendarDays;
        assert_eq!(period.days(&calendar()).number, 12);
        period.count_first_day = true;
        assert_eq!(period.days(&calendar()).number, 13);
    }

    #[test]
    fn a_first_day_off_is_no_day_to_leave_out() {
        let mut period = publicity(day(11, 15), day(11, 20));
        assert_eq!(period.days(&calendar()).number, 5);
        period.count_first_day = false;
        assert_eq!(period.days(&calendar()).number, 5);
    }

    #[test]
    fn days_are_numbered_while_it_runs() {
        let period = publicity(day(11, 16), day(11, 24));
        let number = |at| period.day(at, &calendar()).map(|days| days.number);
        assert_eq!([day(11, 15), day(11, 16), day(11, 20), day(11, 21), day(11, 24), day(11, 25)].map(number), {
            [None, Some(1), Some(5), None, Some(7), None]
        });
        assert_eq!(period.days_until(day(11, 21), &calendar()).number, 5);
        assert_eq!(period.days_until(day(11, 1), &calendar()).number, 0);
    }

    #[test]
    fn a_publicity_goes_from_one_stage_to_the_next() {
        use PublicityStage::{ObjectionsClosed, ObjectionsOpen, Running, ToCome};
        let mut period = publicity(day(11, 9), day(11, 13));
        let stages = |period: &Publicity| {
            [day(11, 8), day(11, 9), day(11, 13), day(11, 14), day(11, 16)].map(|at| period.stage(at))
        };
        assert_eq!(stages(&period), [ToCome, Running, Running, ObjectionsOpen, ObjectionsOpen]);
        period.objections = Some(Objections { received: 2, upheld: 0, closed: day(11, 16) });
        assert_eq!(stages(&period), [ToCome, Running, Running, ObjectionsOpen, ObjectionsClosed]);
        // Objections may come in to the end of the last day, whatever was settled on it.
        period.objections = Some(Objections { received: 0, upheld: 0, closed: day(11, 13) });
        assert_eq!(stages(&period), [ToCome, Running, Running, ObjectionsClosed, ObjectionsClosed]);
        assert_eq!(period.settled(day(11, 13)), None);
    }
}
