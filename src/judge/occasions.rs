//! Recurring duties, cases that call for a response, levels of risk, clusters, events, lists in a plan's own text.

use chrono::{Days, NaiveDate};

use crate::community::area::{Area, lineage};
use crate::community::clause::{Counted, LevelRule};
use crate::community::festival::{ChangeForm, Festival};
use crate::community::ledger::infection::RiskLevel;
use crate::community::ledger::response::{Response, ResponseTier};
use crate::community::ledger::rhythm::{Every, Rhythm};
use crate::community::ledger::{Datum, Ledger};
use crate::community::table::{Id, Record};
use crate::exact::Exact;
use crate::judge::levels::rule_holds;
use crate::judge::{Bench, Case, EventFault, Seen};
use crate::language::Language;
use crate::markdown;

impl Bench<'_> {
    /// The recurring duties for areas at a level of risk; all of them where no level is asked for.
    pub fn rhythms_at(&self, rhythms: &[Id<Rhythm>], when: Option<RiskLevel>) -> Vec<Id<Rhythm>> {
        let area = |id: &Id<Rhythm>| self.community.rhythms.get(*id).map(|rhythm| rhythm.area);
        let at = |area: Id<Area>| self.levels.around(self.community, area, self.as_of);
        let meant = |id: &Id<Rhythm>| when.is_none() || area(id).and_then(at) == when;
        rhythms.iter().copied().filter(meant).collect()
    }

    /// Each recurring duty with how it was kept. One whose first period still runs counts once it was done.
    pub fn rhythms(&self, rhythms: &[Id<Rhythm>], every: Every, times: u32, in_time: bool) -> Vec<Case> {
        let case = |id: &Id<Rhythm>| {
            let rhythm = self.community.rhythms.get(*id)?;
            let kept = rhythm.kept(self.as_of);
            let done = kept.periods > 0 || kept.done_in_running >= rhythm.times();
            let often = rhythm.every <= every && (rhythm.every < every || rhythm.times() >= times as usize);
            let good = often && kept.missed.is_empty() && (!in_time || kept.late.is_empty());
            done.then(|| Case {
                of: rhythm.name.clone().into(),
                line: Some((Rhythm::WORD, rhythm.key().0.clone())),
                book: Some(Rhythm::WORD),
                place: Some(rhythm.place().clone()),
                seen: Seen::Rhythm(*id, kept),
                kept: good,
            })
        };
        rhythms.iter().filter_map(case).collect()
    }

    /// Each first day on which the cases of an area within some days reach a number, with the response that answered.
    pub fn windows(&self, days: u32, cases: &Exact) -> Vec<Case> {
        let mut found = Vec::new();
        for (_, series) in self.community.case_series.iter().filter(|(_, series)| self.concerns(series.area)) {
            let mut reported: Vec<(NaiveDate, &Exact)> = series
                .day
                .iter()
                .map(|day| (day.date, &day.local.value))
                .filter(|(day, _)| *day <= self.as_of)
                .collect();
            reported.sort();
            let mut above = false;
            for (date, _) in &reported {
                let begin = *date - Days::new(u64::from(days) - 1);
                let within = reported.iter().filter(|(day, _)| (begin..=*date).contains(day));
                let sum = within.fold(Exact::zero(), |sum, (_, local)| &sum + *local);
                let reaches = sum >= *cases;
                if reaches && !above {
                    let answer = self.answer(series.area, *date);
                    found.push(Case {
                        of: Datum::Area(series.area),
                        line: Some(("case_series", series.key().0.clone())),
                        book: Some("case_series"),
                        place: Some(series.place().clone()),
                        kept: answer.is_some(),
                        seen: Seen::Alarm(*date, sum, answer),
                    });
                }
                above = reaches;
            }
        }
        found
    }

    /// The response of the clustered tier that stood, in the area or around it, on the day or the day after.
    fn answer(&self, area: Id<Area>, date: NaiveDate) -> Option<Id<Response>> {
        let areas = &self.community.areas;
        let stood = |response: &Response| {
            let near = lineage(areas, area).contains(&response.area) || lineage(areas, response.area).contains(&area);
            let open = response.began <= date + Days::new(1) && response.decided.is_none_or(|end| date <= end);
            let told = response.reported <= date + Days::new(1);
            near && open && told && response.tier == ResponseTier::Clustered
        };
        self.community.responses.iter().find(|(_, response)| stood(response)).map(|(id, _)| id)
    }

    /// Each area in which a condition made its level, with the first day on which a lower level was ordered.
    pub fn level(&self, rule: &LevelRule) -> Vec<Case> {
        let case = |area: Id<Area>| {
            let held: Vec<_> = self
                .levels
                .history(area)
                .iter()
                .filter(|day| day.computed == Some(rule.level))
                .filter(|day| day.cases.as_ref().is_some_and(|cases| rule_holds(rule, cases, day.clusters)))
                .collect();
            let lower = held.iter().find(|day| day.ordered.is_some_and(|ordered| ordered < rule.level));
            (!held.is_empty()).then(|| Case {
                of: Datum::Area(area),
                line: None,
                book: Some("case_series"),
                place: None,
                kept: lower.is_none(),
                seen: Seen::Level(area, rule.level, held.len(), lower.map(|day| day.date)),
            })
        };
        let areas = self.levels.areas().into_iter().filter(|area| self.concerns(*area));
        areas.filter_map(case).collect()
    }

    /// Each cluster with its cases; one that lasts longer than the days does not count as one.
    pub fn clusters(&self, cases: &Exact, days: u32) -> Vec<Case> {
        let clusters = self.community.clusters.iter().filter(|(_, one)| one.last <= self.as_of);
        let case = |one: &crate::community::ledger::infection::Cluster| {
            let number = Exact::whole(i64::from(one.cases));
            let short = (one.last - one.first).num_days() < i64::from(days);
            Case {
                of: Datum::Area(one.area),
                line: Some(("cluster", one.key().0.clone())),
                book: Some("cluster"),
                place: Some(one.place().clone()),
                kept: number >= *cases && short,
                seen: Seen::Number(number, None),
            }
        };
        clusters.filter(|(_, one)| self.concerns(one.area)).map(|(_, one)| case(one)).collect()
    }

    /// Each event while the plan is in force, in the areas it is for; of one that does not say how many people it expects
    /// nothing is known where only their number counts.
    pub fn events(&self, people: Option<&Exact>, levels: &[RiskLevel]) -> Vec<Case> {
        let from = self.plan.valid_from.unwrap_or(self.plan.date);
        let during =
            |event: &Festival| event.until >= from && self.plan.valid_until.is_none_or(|until| event.date <= until);
        let events = self.community.festivals.iter().filter(|(_, event)| during(event) && self.concerns(event.area));
        let known = |event: &Festival| {
            people.is_none() || event.expected_people.is_some() || !levels.is_empty() || event.change.is_some()
        };
        let case = |(id, event): (Id<Festival>, &Festival)| {
            let fault = self.event_fault(event, event.date, people, levels);
            let changed = event.change.as_ref().is_some_and(|change| self.mends(event, change, people, levels));
            Case {
                of: event.name.clone().into(),
                line: Some((Festival::WORD, event.key.0.clone())),
                book: Some(Festival::WORD),
                place: Some(event.place.clone()),
                kept: fault == EventFault::None || changed,
                seen: Seen::Event(id, fault),
            }
        };
        events.filter(|(_, event)| known(event)).map(case).collect()
    }

    /// Whether a change came in time, and the day that an event was moved to is within the limit.
    fn mends(&self, event: &Festival, change: &ChangeForm, people: Option<&Exact>, levels: &[RiskLevel]) -> bool {
        let fits = |day| self.event_fault(event, day, people, levels) == EventFault::None;
        change.decided <= event.date && change.to.is_none_or(fits)
    }

    fn event_fault(
        &self,
        event: &Festival,
        day: NaiveDate,
        people: Option<&Exact>,
        levels: &[RiskLevel],
    ) -> EventFault {
        let level = self.levels.around(self.community, event.area, day.min(self.as_of));
        if let Some(level) = level.filter(|level| levels.contains(level)) {
            return EventFault::Level(level);
        }
        let expected = event.expected_people.map(|people| Exact::whole(i64::from(people)));
        match (expected, people) {
            (Some(expected), Some(most)) if expected > *most => EventFault::People,
            _ => EventFault::None,
        }
    }

    /// How many the plan's own text lists below the heading.
    pub fn listed(&self, count: Counted, number: &Exact) -> Vec<Case> {
        let plan = self.plan.same_text_as.and_then(|id| self.community.plans.get(id)).unwrap_or(self.plan);
        let (Some(under), Some((text, language))) = (&self.clause.under, plan.texts.within(Language::Chinese)) else {
            return Vec::new();
        };
        let count = match count {
            Counted::Headings => markdown::Counted::Headings,
            Counted::Items => markdown::Counted::Items,
            Counted::Rows => markdown::Counted::Rows,
        };
        let found = markdown::listed_below(&text.markdown, language, &under.value, count);
        let kept = found.is_some_and(|found| Exact::whole(i64::try_from(found).unwrap_or(i64::MAX)) == *number);
        vec![Case { of: Datum::Nothing, line: None, book: None, place: None, seen: Seen::Listed(found), kept }]
    }
}
