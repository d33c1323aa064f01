//! The pages of neighbourhoods, teams and areas, and the lists that lead to them.

use std::collections::{BTreeMap, HashSet};

use chrono::Datelike;

use crate::community::area::{Area, Tier, district, lineage};
use crate::community::clause::Demand;
use crate::community::festival::Festival;
use crate::community::kind::Kind;
use crate::community::marks::Subject;
use crate::community::neighbourhood::{Demonstration, Neighbourhood, Stage};
use crate::community::notice::Notice;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::SubjectKind;
use crate::community::table::Id;
use crate::community::team::{Team, TeamKind};
use crate::compose::address::Which;
use crate::compose::view::{
    AreaItem, Areas, Body, EventItem, Fact, Index, IndexGroup, IndexRow, Link, LinkGroup, NoticeItem, RecordBody,
    Round, State, StepItem, WeightBlock, WeightRow,
};
use crate::compose::voice::{Voice, decimal};
use crate::compose::{body, lists, now, outcome, response, scorecard, teams};
use crate::exact::Exact;
use crate::language::Phrase;

const NOTICES: usize = 12;
const EVENTS: usize = 6;

/// A neighbourhood's page.
pub fn neighbourhood(voice: &Voice<'_>, id: Id<Neighbourhood>) -> Body {
    let neighbourhood = &voice.community.neighbourhoods[id];
    let community = neighbourhood.community;
    let mut facts = Facts::of(voice);
    facts.linked("fact.community", voice.area_with_above(community), voice.href(Which::Area(community)));
    facts.text("fact.kind", neighbourhood.kind.name(voice.language));
    facts.number("fact.households", Some(neighbourhood.households));
    facts.number("fact.residents", neighbourhood.residents);
    facts.number("fact.buildings", neighbourhood.buildings);
    facts.maybe("fact.built", neighbourhood.built.map(|year| Phrase::own(year.to_string())));
    facts.maybe("fact.property-company", neighbourhood.property_company.map(|company| voice.organisation(company)));
    facts.maybe("fact.party-branch", neighbourhood.party_branch.as_ref().map(|branch| voice.phrase(branch)));
    facts.text("fact.owners", neighbourhood.owners_committee.name(voice.language));
    facts.maybe("fact.phone", neighbourhood.phone.clone().map(Phrase::own));
    let direct = |notice: &Notice| notice.neighbourhoods.contains(&id);
    record(RecordBody {
        kicker: voice.say("say.neighbourhood"),
        badges: badges(voice, neighbourhood),
        facts: facts.0,
        rounds: neighbourhood
            .demonstration
            .iter()
            .rev()
            .filter(|round| round.reached(voice.material.as_of).is_some() || round.steps.is_empty())
            .map(|round| self::round(voice, round))
            .collect(),
        weights: None,
        scorecards: scorecard::newest(voice, Subject::Neighbourhood(id)),
        pending: outcome::pending_of_subject(voice, Subject::Neighbourhood(id)),
        parts: Vec::new(),
        notices: notices_about(voice, direct, Some(community)),
        events: events_in(voice, community),
    })
}

fn record(body: RecordBody) -> Body {
    Body::Record(Box::new(body))
}

/// Label and value, in order.
struct Facts<'v, 'a>(Vec<Fact>, &'v Voice<'a>);

impl<'v, 'a> Facts<'v, 'a> {
    fn of(voice: &'v Voice<'a>) -> Facts<'v, 'a> {
        Facts(Vec::new(), voice)
    }
    fn maybe(&mut self, label: &'a str, value: Option<Phrase>) {
        self.0.extend(value.map(|value| Fact { label: self.1.say(label), value, href: None }));
    }
    fn text(&mut self, label: &'a str, value: &str) {
        self.maybe(label, Some(Phrase::own(self.1.capital(value))));
    }
    fn number(&mut self, label: &'a str, value: Option<u32>) {
        self.maybe(label, value.map(|number| Phrase::own(number.to_string())));
    }
    fn linked(&mut self, label: &'a str, value: Phrase, href: String) {
        self.0.push(Fact { label: self.1.say(label), value, href: Some(href) });
    }
}

/// Marks of distinction: ten best first, then the levels at which it stands.
fn badges(voice: &Voice<'_>, neighbourhood: &Neighbourhood) -> Vec<State> {
    let today = voice.material.as_of;
    let mut badges = Vec::new();
    for round in neighbourhood.demonstration.iter().rev() {
        if round.ten_best && round.stands(today) {
            badges.push(State { text: voice.fill("state.ten-best", &[("year", &round.year)]), tone: "good" });
        }
        let tier = round.level.name(voice.language);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("year", &round.year), ("level", &tier)];
        if round.stands(today) {
            badges.push(State { text: voice.fill("state.demonstration", &values), tone: "good" });
        } else if round.reached(today).is_some_and(|step| step.stage == Stage::Withdrawn) {
            badges.push(State { text: voice.fill("state.demonstration-withdrawn", &values), tone: "past" });
        } else if round.reached(today).is_some() {
            badges.push(State { text: voice.fill("state.demonstration-under-way", &values), tone: "open" });
        }
    }
    badges
}

fn round(voice: &Voice<'_>, round: &Demonstration) -> Round {
    let today = voice.material.as_of;
    let reached = round.reached(today).map(|step| step.stage);
    let state = match reached {
        None => voice.state("state.not-begun", "plain"),
        Some(Stage::Named | Stage::Recheck) => voice.state("state.named", "good"),
        Some(Stage::Withdrawn) => voice.state("state.withdrawn", "past"),
        Some(stage) => State { text: stage.name(voice.language).to_owned(), tone: "open" },
    };
    let shown = |stage: &&Stage| **stage <= Stage::Named || round.steps.iter().any(|step| step.stage == **stage);
    let step_item = |stage: &Stage| {
        let step = round.steps.iter().find(|step| step.stage == *stage && step.date <= today);
        StepItem {
            name: stage.name(voice.language).to_owned(),
            done: step.is_some(),
            date: step.map(|step| voice.day(step.date)),
            by: step.map(|step| voice.organisation(step.by)),
            document: step.and_then(|step| step.document.clone()),
        }
    };
    Round {
        title: voice.fill("say.round", &[("year", &round.year), ("level", &round.level.name(voice.language))]),
        state,
        exception: round.exception.as_ref().map(|why| voice.phrase(why)),
        steps: Stage::ALL.iter().filter(shown).map(step_item).collect(),
    }
}

/// Notices about a record: those that name it first, then those for its areas from the nearest up, newest first.
fn notices_about(voice: &Voice<'_>, direct: impl Fn(&Notice) -> bool, area: Option<Id<Area>>) -> Vec<NoticeItem> {
    let mut ids: Vec<Id<Notice>> =
        voice.material.notices.iter().copied().filter(|id| direct(&voice.community.notices[*id])).collect();
    let areas = &voice.community.areas;
    // What goes to the whole city concerns nobody in particular; it stands in the list of notices.
    let near = area.into_iter().flat_map(|area| lineage(areas, area)).filter(|area| areas[*area].level.depth() > 0);
    for area in near {
        ids.extend(voice.material.notices_for.get(&area).into_iter().flatten());
    }
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    lists::notices(voice, ids.iter().take(NOTICES))
}

fn events_in(voice: &Voice<'_>, area: Id<Area>) -> Vec<EventItem> {
    let ids: Vec<Id<Festival>> = lineage(&voice.community.areas, area)
        .into_iter()
        .flat_map(|area| voice.material.events_in.get(&area).into_iter().flatten().copied())
        .take(EVENTS)
        .collect();
    ids.into_iter().map(|id| lists::event(voice, id)).collect()
}

/// A team's page.
pub fn team(voice: &Voice<'_>, id: Id<Team>) -> Body {
    let team = &voice.community.teams[id];
    let mut facts = Facts::of(voice);
    facts.linked(
        "fact.subdistrict",
        voice.area_with_above(team.subdistrict),
        voice.href(Which::Area(team.subdistrict)),
    );
    facts.text("fact.team-kind", team.kind.name(voice.language));
    facts.maybe("fact.posted-by", Some(voice.organisation(team.posted_by)));
    facts.maybe("fact.managed-by", Some(voice.organisation(team.managed_by)));
    facts.number("fact.head-count", Some(team.head_count));
    facts.maybe("fact.since", team.since.map(|since| Phrase::own(voice.date(since))));
    facts.maybe("fact.phone", team.phone.clone().map(Phrase::own));
    let served = LinkGroup {
        title: voice.say("say.communities-served"),
        links: team
            .communities
            .iter()
            .map(|area| voice.link(Which::Area(*area), &voice.community.areas[*area].name))
            .collect(),
    };
    record(RecordBody {
        kicker: voice.say("say.team"),
        badges: Vec::new(),
        facts: facts.0,
        rounds: Vec::new(),
        weights: weights(voice, team.kind),
        scorecards: scorecard::newest(voice, Subject::Team(id)),
        pending: outcome::pending_of_subject(voice, Subject::Team(id)),
        parts: Some(served).filter(|group| !group.links.is_empty()).into_iter().collect(),
        notices: notices_about(voice, |notice| notice.teams.contains(&id), Some(team.subdistrict)),
        events: Vec::new(),
    })
}

/// The weights of the roles that assess a kind of team, beside the floor that a plan sets.
fn weights(voice: &Voice<'_>, kind: TeamKind) -> Option<WeightBlock> {
    let (id, scheme) = voice.community.schemes.iter().find(|(_, scheme)| scheme.subject == SubjectKind::Team)?;
    let kind = Kind::Team(kind);
    let shares = scheme.role_shares(Some(kind));
    let floors: Vec<Option<(&Exact, Link)>> =
        (0..scheme.roles.len()).map(|role| floor(voice, id, scheme, role, kind)).collect();
    let rows = scheme.roles.iter().enumerate().map(|(role, record)| {
        let floor = floors[role].as_ref().map(|(floor, _)| *floor);
        let kept = floor.map(|floor| &scheme.decisive_share(role, Some(kind)) * &Exact::whole(100) >= *floor);
        WeightRow {
            role: voice.phrase(&record.name),
            weight: voice.percent(&shares[role]),
            floor: floor.map(|floor| format!("≥ {}%", decimal(floor))),
            state: kept.map(|kept| {
                if kept { voice.state("state.kept", "good") } else { voice.state("state.not-kept", "warn") }
            }),
        }
    });
    Some(WeightBlock {
        scheme: voice.link(Which::Method(id), &scheme.name),
        rows: rows.collect(),
        source: floors.into_iter().flatten().map(|(_, link)| link).next(),
    })
}

/// The floor in per cent that a plan sets for a role, with the plan.
pub fn floor<'a>(
    voice: &Voice<'a>,
    id: Id<Scheme>,
    scheme: &Scheme,
    role: usize,
    kind: Kind,
) -> Option<(&'a Exact, Link)> {
    voice.community.plans.iter().find_map(|(plan_id, plan)| {
        plan.clauses.iter().find_map(|clause| match &clause.demand {
            Demand::Weight { scheme: of, role: named, kinds, floor }
                if *of == id
                    && named.value == scheme.roles[role].key
                    && (kinds.is_empty() || kinds.contains(&kind)) =>
            {
                Some((&floor.value, voice.link(Which::Plan(plan_id), &plan.title)))
            }
            _ => None,
        })
    })
}

/// An area's page.
pub fn area(voice: &Voice<'_>, id: Id<Area>) -> Body {
    let area = &voice.community.areas[id];
    let mut facts = Facts::of(voice);
    facts.text("fact.level", area.level.name(voice.language));
    if let Some(parent) = area.parent {
        facts.linked("fact.lies-in", voice.area(parent), voice.href(Which::Area(parent)));
    }
    facts.maybe("fact.code", area.code.clone().map(Phrase::own));
    let given = area.demonstration.iter().filter(|(_, year)| *year <= voice.material.as_of.year());
    let badges = given.map(|(tier, year)| State {
        text: voice.fill("state.demonstration-community", &[("level", &tier.name(voice.language)), ("year", year)]),
        tone: "good",
    });
    let (community, material) = (voice.community, voice.material);
    let below = material.areas_below.get(&id).into_iter().flatten();
    let estates = material.neighbourhoods_in.get(&id).into_iter().flatten();
    let teams = material.teams_in.get(&id).into_iter().flatten();
    let groups = [
        (
            "say.areas-below",
            below.map(|id| voice.link(Which::Area(*id), &community.areas[*id].name)).collect::<Vec<_>>(),
        ),
        (
            "say.neighbourhoods",
            estates.map(|id| voice.link(Which::Neighbourhood(*id), &community.neighbourhoods[*id].name)).collect(),
        ),
        ("say.teams", teams.map(|id| voice.link(Which::Team(*id), &community.teams[*id].name)).collect()),
        ("say.levels", now::within(voice, id).into_iter().map(|area| level_link(voice, area)).collect()),
        ("say.responses", response::of_area(voice, id).into_iter().map(|response| response.link).collect()),
        ("say.organisation-charts", body::of_area(voice, id)),
    ];
    record(RecordBody {
        kicker: voice.capital(area.level.name(voice.language)),
        badges: badges.collect(),
        facts: facts.0,
        rounds: Vec::new(),
        weights: None,
        scorecards: scorecard::newest(voice, Subject::Area(id)),
        pending: outcome::pending_of_subject(voice, Subject::Area(id)),
        parts: groups
            .into_iter()
            .filter(|(_, links)| !links.is_empty())
            .map(|(title, links)| LinkGroup { title: voice.say(title), links })
            .collect(),
        notices: notices_about(voice, |_| false, Some(id)),
        events: events_in(voice, id),
    })
}

/// The page of an area's level of risk: `梅影村：低风险`.
fn level_link(voice: &Voice<'_>, area: Id<Area>) -> Link {
    let state = now::state(voice, now::now(voice, area).level());
    let text = voice.fill("say.level-of", &[("area", &voice.area(area).text), ("level", &state.text)]);
    voice.link_text(Which::Level(area), text)
}

/// All neighbourhoods by district.
pub fn neighbourhoods(voice: &Voice<'_>) -> Body {
    let community = voice.community;
    let mut groups: BTreeMap<Option<Id<Area>>, Vec<IndexRow>> = BTreeMap::new();
    for (id, neighbourhood) in community.neighbourhoods.iter() {
        let row = IndexRow {
            link: voice.link(Which::Neighbourhood(id), &neighbourhood.name),
            badges: badges(voice, neighbourhood),
            cells: vec![
                voice.area(neighbourhood.community),
                Phrase::own(voice.capital(neighbourhood.kind.name(voice.language))),
                Phrase::own(neighbourhood.households.to_string()),
            ],
        };
        groups.entry(district(&community.areas, neighbourhood.community)).or_default().push(row);
    }
    let standing = |tier: Tier| {
        let holds = |one: &Neighbourhood| {
            one.demonstration.iter().any(|round| round.level == tier && round.stands(voice.material.as_of))
        };
        community.neighbourhoods.iter().filter(|(_, one)| holds(one)).count()
    };
    Body::Index(Box::new(Index {
        matrix: None,
        intro: voice.fill(
            "say.neighbourhoods-intro",
            &[
                ("n", &community.neighbourhoods.len()),
                ("city", &standing(Tier::City)),
                ("county", &standing(Tier::County)),
            ],
        ),
        chart: None,
        head: ["fact.name", "fact.community", "fact.kind", "fact.households", "fact.status"]
            .map(|key| voice.say(key))
            .to_vec(),
        groups: groups
            .into_iter()
            .map(|(area, rows)| area_group(voice, SubjectKind::Neighbourhood, area, rows))
            .collect(),
    }))
}

fn area_group(voice: &Voice<'_>, kind: SubjectKind, area: Option<Id<Area>>, rows: Vec<IndexRow>) -> IndexGroup {
    IndexGroup {
        anchor: area.map_or_else(|| "elsewhere".to_owned(), |id| voice.community.areas[id].key.to_string()),
        name: area.map_or_else(|| Phrase::own(voice.say("say.group-none")), |id| voice.area(id)),
        href: area.map(|id| voice.href(Which::Area(id))),
        count: voice.subjects(kind, rows.len()),
        rows,
    }
}

/// All teams by district.
pub fn teams(voice: &Voice<'_>) -> Body {
    let community = voice.community;
    let mut groups: BTreeMap<Option<Id<Area>>, Vec<IndexRow>> = BTreeMap::new();
    for (id, team) in community.teams.iter() {
        let row = IndexRow {
            link: voice.link(Which::Team(id), &team.name),
            badges: newest_band(voice, Subject::Team(id)),
            cells: vec![
                Phrase::own(voice.capital(team.kind.name(voice.language))),
                voice.organisation(team.posted_by),
                voice.organisation(team.managed_by),
                Phrase::own(team.head_count.to_string()),
            ],
        };
        groups.entry(district(&community.areas, team.subdistrict)).or_default().push(row);
    }
    let people: u64 = community.teams.iter().map(|(_, team)| u64::from(team.head_count)).sum();
    Body::Index(Box::new(Index {
        matrix: teams::matrix(voice),
        intro: voice.fill("say.teams-intro", &[("n", &community.teams.len()), ("people", &people)]),
        chart: None,
        head: [
            "fact.name",
            "fact.team-kind",
            "fact.posted-by",
            "fact.managed-by",
            "fact.head-count",
            "fact.newest-result",
        ]
        .map(|key| voice.say(key))
        .to_vec(),
        groups: groups.into_iter().map(|(area, rows)| area_group(voice, SubjectKind::Team, area, rows)).collect(),
    }))
}

fn newest_band(voice: &Voice<'_>, subject: Subject) -> Vec<State> {
    let newest = voice.material.assessment.of(subject).next_back();
    let state = newest.and_then(|(ranking, standing)| {
        let band = voice.band(&voice.community.schemes[ranking.scheme], standing.band)?;
        let text = format!("{} {}", voice.period(&ranking.period), band.name.text);
        Some(State { text, tone: if band.rank == 1 { "good" } else { "plain" } })
    });
    state.into_iter().collect()
}

/// The tree of areas.
pub fn areas(voice: &Voice<'_>) -> Body {
    let tops = voice.community.areas.iter().filter(|(_, area)| area.parent.is_none());
    Body::Areas(Areas {
        intro: voice.fill("say.areas-intro", &[("n", &voice.community.areas.len())]),
        areas: tops.map(|(id, _)| branch(voice, id)).collect(),
    })
}

fn branch(voice: &Voice<'_>, id: Id<Area>) -> AreaItem {
    let below: Vec<AreaItem> =
        voice.material.areas_below.get(&id).into_iter().flatten().map(|below| branch(voice, *below)).collect();
    let estates = voice.material.neighbourhoods_in.get(&id).map_or(0, Vec::len);
    let count = if estates > 0 {
        voice.fill("count.n-neighbourhoods", &[("n", &estates)])
    } else if below.is_empty() {
        String::new()
    } else {
        voice.fill("count.n-areas", &[("n", &below.len())])
    };
    let area = &voice.community.areas[id];
    AreaItem {
        link: voice.link(Which::Area(id), &area.name),
        level: area.level.name(voice.language).to_owned(),
        count,
        below,
    }
}
