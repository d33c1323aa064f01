//! How one page says things: its language, its links, its numbers and dates.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use crate::assess::change::first_of_line;
use crate::assess::safety::{Safety, safety};
use crate::assess::{Assessment, GroupKey, Ranking, Standing};
use crate::chart;
use crate::chart::content::{Chart, Length};
use crate::community::area::{Area, lineage};
use crate::community::festival::Festival;
use crate::community::marks::{Assessor, Period, Subject};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::notice::Notice;
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::SubjectKind;
use crate::community::table::Id;
use crate::community::team::Team;
use crate::compose::address::{Which, full_path, path, period_path, relative};
use crate::compose::spread::Spread;
use crate::compose::view::{BandMark, ChartBlock, Day, Link, State};
use crate::edition::Edition;
use crate::exact::{Exact, Rounding};
use crate::judge::Judgement;
use crate::language::{Language, Phrase, Said, Words};
use crate::load::Asset;
use crate::release::HeldBack;
use crate::release::published::Changed;

/// A result and the ranking it stands in.
pub type Result<'a> = (&'a Ranking, &'a Standing);

/// What all pages are made from.
pub struct Material<'a> {
    /// The facts.
    pub community: &'a Community,
    /// The results.
    pub assessment: &'a Assessment,
    /// What became of the clauses of plans.
    pub judgement: &'a Judgement,
    /// The day the site is built for.
    pub as_of: NaiveDate,
    /// The interface texts, Chinese and English.
    pub words: [Words; 2],
    /// Other files of the site, by path under `content/`.
    pub assets: &'a BTreeMap<String, Asset>,
    /// The notices for each area, newest first.
    pub notices_for: HashMap<Id<Area>, Vec<Id<Notice>>>,
    /// The events in each area, latest first.
    pub events_in: HashMap<Id<Area>, Vec<Id<Festival>>>,
    /// The areas directly below each area.
    pub areas_below: HashMap<Id<Area>, Vec<Id<Area>>>,
    /// The neighbourhoods of each community.
    pub neighbourhoods_in: HashMap<Id<Area>, Vec<Id<Neighbourhood>>>,
    /// The teams that work in or serve each area.
    pub teams_in: HashMap<Id<Area>, Vec<Id<Team>>>,
    /// How safe the places of each ranking are, where that was worked out.
    pub safeties: Vec<Option<Safety>>,
    /// How the results are spread, by ranking and group.
    pub spreads: Vec<Vec<Spread>>,
    /// Notices in order, newest first.
    pub notices: Vec<Id<Notice>>,
    /// Plans by their numbers.
    pub plans: Vec<Id<Plan>>,
    /// For whom.
    pub edition: Edition,
    /// What the public edition does not hold.
    pub held: &'a [HeldBack],
    /// What has changed since the last public edition, where there is one.
    pub changes: Option<&'a [Changed]>,
}

impl<'a> Material<'a> {
    /// Gathers what pages are made from.
    pub fn new(
        community: &'a Community,
        assessment: &'a Assessment,
        judgement: &'a Judgement,
        as_of: NaiveDate,
        words: [Words; 2],
        assets: &'a BTreeMap<String, Asset>,
    ) -> Material<'a> {
        let mut notices: Vec<Id<Notice>> = community.notices.iter().map(|(id, _)| id).collect();
        notices.sort_by_key(|id| (std::cmp::Reverse(community.notices[*id].published), *id));
        let mut plans: Vec<Id<Plan>> = community.plans.iter().map(|(id, _)| id).collect();
        plans.sort_by_key(|id| (community.plans[*id].number, *id));
        let mut notices_for: HashMap<Id<Area>, Vec<Id<Notice>>> = HashMap::new();
        for id in &notices {
            for area in &community.notices[*id].audience {
                notices_for.entry(*area).or_default().push(*id);
            }
        }
        let mut festivals: Vec<Id<Festival>> = community.festivals.ids().collect();
        festivals.sort_by_key(|id| (std::cmp::Reverse(community.festivals[*id].date), *id));
        let mut events_in: HashMap<Id<Area>, Vec<Id<Festival>>> = HashMap::new();
        for id in festivals {
            events_in.entry(community.festivals[id].area).or_default().push(id);
        }
        let parents = community.areas.iter().filter_map(|(id, area)| Some((area.parent?, id)));
        let homes = community.neighbourhoods.iter().map(|(id, one)| (one.community, id));
        let teams = community.teams.iter().flat_map(|(id, team)| {
            std::iter::once(team.subdistrict).chain(team.communities.iter().copied()).map(move |area| (area, id))
        });
        Material {
            areas_below: grouped(parents),
            neighbourhoods_in: grouped(homes),
            teams_in: grouped(teams),
            safeties: Vec::new(),
            spreads: assessment.rankings.par_iter().map(Spread::of_groups).collect(),
            community,
            assessment,
            judgement,
            edition: Edition::Review,
            held: &[],
            changes: None,
            as_of,
            words,
            assets,
            notices_for,
            events_in,
            notices,
            plans,
        }
    }
}

impl<'a> Material<'a> {
    /// The position of a ranking in the assessment.
    pub fn position(&self, ranking: &Ranking) -> usize {
        let same = |other: &Ranking| other.scheme == ranking.scheme && other.period == ranking.period;
        self.assessment.rankings.iter().position(same).unwrap_or_default()
    }

    /// For an edition, with what the public one does not hold and what has changed since the last.
    pub fn for_edition(&mut self, edition: Edition, held: &'a [HeldBack], changes: Option<&'a [Changed]>) {
        (self.edition, self.held, self.changes) = (edition, held, changes);
    }

    /// Works out how safe the places are in the rankings that are `wanted`.
    pub fn work_out_safety(&mut self, wanted: impl Fn(&Ranking) -> bool + Sync) {
        let (community, rankings) = (self.community, &self.assessment.rankings);
        let work_out = |ranking: &Ranking| {
            let compared = ranking.groups.iter().any(|group| group.size > 1);
            (compared && wanted(ranking)).then(|| safety(community, ranking))
        };
        self.safeties = rankings.par_iter().map(work_out).collect();
    }
}

/// What belongs to each area, in order.
fn grouped<T>(pairs: impl Iterator<Item = (Id<Area>, T)>) -> HashMap<Id<Area>, Vec<T>> {
    let mut groups: HashMap<Id<Area>, Vec<T>> = HashMap::new();
    for (area, one) in pairs {
        groups.entry(area).or_default().push(one);
    }
    groups
}

/// The point of view of one page.
pub struct Voice<'a> {
    /// What pages are made from.
    pub material: &'a Material<'a>,
    /// The facts.
    pub community: &'a Community,
    /// The page's language.
    pub language: Language,
    /// The page's path below the root of the site.
    pub here: String,
}

impl<'a> Voice<'a> {
    /// The voice of page `which` in `language`.
    pub fn new(material: &'a Material<'a>, which: Which, language: Language) -> Voice<'a> {
        let here = full_path(language, &path(material.community, material.assessment, which));
        Voice { material, community: material.community, language, here }
    }

    /// The interface texts of the page's language.
    pub fn words(&self) -> &'a Words {
        match self.language {
            Language::Chinese => &self.material.words[0],
            Language::English => &self.material.words[1],
        }
    }

    /// The interface text of `key`.
    pub fn say(&self, key: &'a str) -> String {
        self.words().say(key).to_owned()
    }

    /// The interface text of `key` with its blanks filled.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        self.words().fill(key, values)
    }

    /// A text of the data.
    pub fn phrase(&self, said: &Said) -> Phrase {
        said.phrase(self.language)
    }

    /// The way to another page in the same language.
    pub fn href(&self, which: Which) -> String {
        self.href_in(which, self.language)
    }

    /// The way to a page in a given language.
    pub fn href_in(&self, which: Which, language: Language) -> String {
        relative(&self.here, &full_path(language, &path(self.community, self.material.assessment, which)))
    }

    /// The way to a file below the root of the site.
    pub fn file(&self, file: &str) -> String {
        relative(&self.here, file)
    }

    /// A link with a text of the data.
    pub fn link(&self, which: Which, said: &Said) -> Link {
        Link { href: self.href(which), text: self.phrase(said) }
    }

    /// A link with a text of the interface.
    pub fn link_text(&self, which: Which, text: impl Into<String>) -> Link {
        Link { href: self.href(which), text: Phrase::own(text) }
    }

    /// A day in words and for machines.
    pub fn day(&self, date: NaiveDate) -> Day {
        Day { text: self.date(date), iso: date.to_string() }
    }

    /// A day in words: `2026年7月1日`, `1 July 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.language {
            Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Language::English => format!("{} {} {}", date.day(), month(date), date.year()),
        }
    }

    /// The month of a day in words: `2026年7月`, `July 2026`.
    pub fn month(&self, date: NaiveDate) -> String {
        match self.language {
            Language::Chinese => format!("{}年{}月", date.year(), date.month()),
            Language::English => format!("{} {}", month(date), date.year()),
        }
    }

    /// A month of any year for the head of a narrow column: `7月`, `Jul`.
    pub fn short_month(&self, date: NaiveDate) -> String {
        match self.language {
            Language::Chinese => format!("{}月", date.month()),
            Language::English => month(date)[..3].to_owned(),
        }
    }

    /// A day in words with the day of the week.
    pub fn date_with_weekday(&self, date: NaiveDate) -> String {
        let at = date.weekday().num_days_from_monday() as usize;
        match self.language {
            Language::Chinese => {
                format!("{}（星期{}）", self.date(date), ["一", "二", "三", "四", "五", "六", "日"][at])
            }
            Language::English => {
                const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
                format!("{}, {}", DAYS[at], self.date(date))
            }
        }
    }

    /// From one day to another in words; one day alone when they are the same.
    pub fn days(&self, from: NaiveDate, until: NaiveDate) -> String {
        if from == until {
            return self.date(from);
        }
        match self.language {
            Language::Chinese if from.year() == until.year() => {
                format!("{}至{}月{}日", self.date(from), until.month(), until.day())
            }
            Language::Chinese => format!("{}至{}", self.date(from), self.date(until)),
            Language::English if from.year() == until.year() => {
                format!("{} {} to {}", from.day(), month(from), self.date(until))
            }
            Language::English => format!("{} to {}", self.date(from), self.date(until)),
        }
    }

    /// A state of the interface.
    pub fn state(&self, key: &'a str, tone: &'static str) -> State {
        State { text: self.say(key), tone }
    }

    /// A share as per cent: `70%`, `12.5%`, `≈33.3333%`.
    pub fn percent(&self, share: &Exact) -> String {
        format!("{}%", decimal(&(share * &Exact::whole(100))))
    }

    /// A period in words.
    pub fn period(&self, period: &Period) -> String {
        match period {
            Period::Festival(id) => self.community.festivals[*id].name.text(self.language).to_owned(),
            other => other.name(self.language),
        }
    }

    /// The id of a result's scorecard on the page of its subject: the newest of a line of schemes has that of the scheme,
    /// earlier ones are told apart by their periods.
    pub fn anchor(&self, ranking: &Ranking, subject: Subject) -> String {
        if let Subject::Entry(_, entry) = subject {
            return format!("entry-{}", entry + 1);
        }
        let scheme = &*self.community.schemes[ranking.scheme].key;
        let line = self.line(ranking.scheme, subject);
        let newest =
            line.last().is_none_or(|(newest, _)| (newest.scheme, &newest.period) == (ranking.scheme, &ranking.period));
        match newest {
            true => format!("scorecard-{scheme}"),
            false => format!("scorecard-{scheme}-{}", period_path(self.community, &ranking.period)),
        }
    }

    /// The results of a subject over time, one list a line of schemes that follow one another, the oldest first.
    pub fn lines(&self, subject: Subject) -> Vec<Vec<Result<'a>>> {
        let mut lines: Vec<(Id<Scheme>, Vec<Result<'_>>)> = Vec::new();
        for (ranking, standing) in self.material.assessment.of(subject) {
            let first = first_of_line(self.community, ranking.scheme);
            match lines.iter_mut().find(|(scheme, _)| *scheme == first) {
                Some((_, results)) => results.push((ranking, standing)),
                None => lines.push((first, vec![(ranking, standing)])),
            }
        }
        for (_, results) in &mut lines {
            results.sort_by(|(left, _), (right, _)| left.period.cmp(&right.period));
        }
        lines.into_iter().map(|(_, results)| results).collect()
    }

    /// The results of a subject over time under a scheme and those before and after it.
    pub fn line(&self, scheme: Id<Scheme>, subject: Subject) -> Vec<Result<'a>> {
        let lines = self.lines(subject).into_iter();
        lines.filter(|results| results.iter().any(|(ranking, _)| ranking.scheme == scheme)).flatten().collect()
    }

    /// The name of an organisation.
    pub fn organisation(&self, id: Id<Organisation>) -> Phrase {
        self.phrase(&self.community.organisations[id].name)
    }

    /// The name of an area.
    pub fn area(&self, id: Id<Area>) -> Phrase {
        self.phrase(&self.community.areas[id].name)
    }

    /// The area with the areas it lies in below the city: `芙蓉街道 · 榕湖区`.
    pub fn area_with_above(&self, id: Id<Area>) -> Phrase {
        let areas = &self.community.areas;
        let line = lineage(areas, id).into_iter().filter(|above| areas[*above].level.depth() > 0);
        let names: Vec<&str> = line.map(|above| areas[above].name.text(self.language)).collect();
        match (names.is_empty(), self.language) {
            (true, _) => self.area(id),
            (false, Language::Chinese) => Phrase::own(names.into_iter().rev().collect::<Vec<_>>().concat()),
            (false, Language::English) => Phrase::own(names.join(", ")),
        }
    }

    /// The name of an assessor.
    pub fn assessor(&self, by: Assessor) -> Phrase {
        match by {
            Assessor::Organisation(id) => self.organisation(id),
            Assessor::Judge(festival, judge) => {
                self.phrase(&self.community.festivals[festival].judges[judge as usize].1)
            }
        }
    }

    /// The name of what was assessed.
    pub fn subject(&self, subject: Subject) -> Phrase {
        self.phrase(self.subject_name(subject))
    }

    /// The name of what was assessed, in every language it has.
    pub fn subject_name(&self, subject: Subject) -> &'a Said {
        match subject {
            Subject::Neighbourhood(id) => &self.community.neighbourhoods[id].name,
            Subject::Team(id) => &self.community.teams[id].name,
            Subject::Area(id) => &self.community.areas[id].name,
            Subject::Entry(id, entry) => &self.community.festivals[id].entries[entry as usize].name,
        }
    }

    /// So many subjects of a kind: `37个小区`, `37 neighbourhoods`.
    pub fn subjects(&self, kind: SubjectKind, count: usize) -> String {
        self.fill(&format!("count.subjects-{}", kind.word()), &[("n", &count)])
    }

    /// A word that stands alone: in English with a capital.
    pub fn capital(&self, text: &str) -> String {
        let mut letters = text.chars();
        match (self.language, letters.next()) {
            (Language::English, Some(first)) => first.to_uppercase().chain(letters).collect(),
            _ => text.to_owned(),
        }
    }

    /// The name of a group.
    pub fn group(&self, key: GroupKey) -> Phrase {
        match key {
            GroupKey::All => Phrase::own(self.say("say.group-all")),
            GroupKey::District(Some(id)) => self.area(id),
            GroupKey::District(None) => Phrase::own(self.say("say.group-none")),
            GroupKey::Kind(kind) => Phrase::own(kind.name(self.language)),
        }
    }

    /// The band of a result.
    pub fn band(&self, scheme: &Scheme, band: Option<usize>) -> Option<BandMark> {
        band.map(|at| BandMark { name: self.phrase(&scheme.bands[at].name), rank: at + 1 })
    }

    /// A chart, drawn.
    pub fn chart(&self, chart: Chart) -> ChartBlock {
        let svg = chart::draw(&chart, self.language);
        ChartBlock { title: chart.title, summary: chart.summary, svg, table: chart.table }
    }
}

fn month(date: NaiveDate) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[date.month0() as usize]
}

/// A number in full where it ends within twelve places, else about: `9.25`, `≈33.3333`.
pub fn decimal(number: &Exact) -> String {
    number.finite_text(12).unwrap_or_else(|| format!("≈{}", number.rounded_text(4, Rounding::HalfUp)))
}

/// The length of a bar with the text beside it.
pub fn length(number: &Exact, text: impl Into<String>) -> Length {
    Length { value: number.for_drawing(), text: text.into() }
}

/// A difference with its sign: `+1.25`, `−0.50`, `0.00`.
pub fn signed(number: &Exact, digits: u32) -> String {
    let text = number.rounded_text(digits, Rounding::HalfUp);
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None if number.is_zero() || text.chars().all(|c| matches!(c, '0' | '.')) => text,
        None => format!("+{text}"),
    }
}

/// `第2名（并列）`.
pub fn place(voice: &Voice<'_>, standing: &Standing) -> String {
    let key = if standing.sharing > 1 { "count.place-shared" } else { "count.place" };
    voice.fill(key, &[("n", &standing.place)])
}
