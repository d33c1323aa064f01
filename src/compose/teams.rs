//! Who posts, manages and assesses each kind of sunk-down team, and how the kinds add up in each of these ways: the slogans
//! of plan 7 (3+1+4, 2+2+4, 1+1+6) come out of the records.

use std::collections::BTreeMap;

use crate::community::clause::Demand;
use crate::community::kind::Kind;
use crate::community::organisation::{Organisation, OrganisationKind};
use crate::community::plan::Plan;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::SubjectKind;
use crate::community::table::Id;
use crate::community::team::{Team, TeamKind};
use crate::compose::address::Which;
use crate::compose::view::work::{Matrix, MatrixPart, MatrixRow, MatrixSum};
use crate::compose::voice::{Voice, decimal};
use crate::exact::Exact;

/// At what level an organisation stands that posts or manages a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sphere {
    Community,
    Subdistrict,
    District,
}

impl Sphere {
    fn of(voice: &Voice<'_>, organisation: Id<Organisation>) -> Sphere {
        match kind(voice, organisation) {
            OrganisationKind::Community => Sphere::Community,
            OrganisationKind::Subdistrict => Sphere::Subdistrict,
            _ => Sphere::District,
        }
    }
}

/// The kind of an organisation. The government and the Party committee of a town or village count among those of their
/// level, as their counterparts in sub-districts and communities do.
fn kind(voice: &Voice<'_>, organisation: Id<Organisation>) -> OrganisationKind {
    let body = &voice.community.organisations[organisation];
    let depth = body.area.map(|area| voice.community.areas[area].level.depth());
    match (body.kind, depth) {
        (OrganisationKind::Government | OrganisationKind::Party, Some(2)) => OrganisationKind::Subdistrict,
        (OrganisationKind::Government | OrganisationKind::Party, Some(3)) => OrganisationKind::Community,
        (kind, _) => kind,
    }
}

/// The teams of a kind.
struct Row<'a> {
    kind: TeamKind,
    teams: Vec<&'a Team>,
    weight: Option<Exact>,
    floor: Option<Exact>,
}

impl Row<'_> {
    /// What most teams of the kind have in common; of what is equally common, the first.
    fn most<T: Ord + Copy>(&self, of: impl Fn(&Team) -> T) -> Option<T> {
        let mut counts: BTreeMap<T, usize> = BTreeMap::new();
        for team in &self.teams {
            *counts.entry(of(team)).or_default() += 1;
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(one, _)| one)
    }

    fn posted(&self, voice: &Voice<'_>) -> Option<Sphere> {
        self.most(|team| Sphere::of(voice, team.posted_by))
    }

    fn managed(&self, voice: &Voice<'_>) -> Option<Sphere> {
        self.most(|team| Sphere::of(voice, team.managed_by))
    }

    /// The least that the community weighs: by the plan, or else by the scheme.
    fn least(&self) -> Option<&Exact> {
        self.floor.as_ref().or(self.weight.as_ref())
    }
}

/// What the weights are from: the scheme, the role, the plan.
struct Weights<'a> {
    scheme: Id<Scheme>,
    role: usize,
    plan: Option<Id<Plan>>,
    floors: Vec<(&'a [Kind], &'a Exact)>,
}

/// The matrix, where there are teams.
pub fn matrix(voice: &Voice<'_>) -> Option<Matrix> {
    let weights = weights(voice);
    let rows: Vec<Row<'_>> = TeamKind::ALL
        .iter()
        .map(|kind| row(voice, *kind, weights.as_ref()))
        .filter(|row| !row.teams.is_empty())
        .collect();
    let scheme = weights.as_ref().map(|weights| &voice.community.schemes[weights.scheme]);
    (!rows.is_empty()).then(|| Matrix {
        intro: voice.fill("say.matrix-intro", &[("n", &rows.len())]),
        plan: weights
            .as_ref()
            .and_then(|weights| weights.plan)
            .map(|id| voice.link(Which::Plan(id), &voice.community.plans[id].title)),
        scheme: weights
            .as_ref()
            .zip(scheme)
            .map(|(weights, scheme)| voice.link(Which::Method(weights.scheme), &scheme.name)),
        role: weights.as_ref().zip(scheme).map(|(weights, scheme)| voice.phrase(&scheme.roles[weights.role].name)),
        sums: sums(voice, &rows),
        rows: rows.iter().map(|row| matrix_row(voice, row)).collect(),
    })
}

/// The newest scheme for teams, and the role of which plans say how much it weighs at least.
fn weights<'a>(voice: &Voice<'a>) -> Option<Weights<'a>> {
    let schemes = &voice.community.schemes;
    let followed = |id: Id<Scheme>| schemes.iter().any(|(_, other)| other.follows == Some(id));
    let (id, scheme) = schemes.iter().find(|(id, scheme)| scheme.subject == SubjectKind::Team && !followed(*id))?;
    let demands = voice.community.plans.iter().flat_map(|(plan, record)| {
        record.clauses.iter().filter_map(move |clause| match &clause.demand {
            Demand::Weight { scheme, role, kinds, floor } if *scheme == id => Some((plan, role, kinds, &floor.value)),
            _ => None,
        })
    });
    let demands: Vec<_> = demands.collect();
    let named = demands.first().map(|(_, role, ..)| &role.value);
    let role = named.and_then(|key| scheme.roles.iter().position(|role| role.key == *key)).unwrap_or(0);
    Some(Weights {
        scheme: id,
        role,
        plan: demands.first().map(|(plan, ..)| *plan),
        floors: demands.into_iter().map(|(_, _, kinds, floor)| (&kinds[..], floor)).collect(),
    })
}

fn row<'a>(voice: &Voice<'a>, kind: TeamKind, weights: Option<&Weights<'_>>) -> Row<'a> {
    let teams = voice.community.teams.iter().map(|(_, team)| team).filter(|team| team.kind == kind).collect();
    let own = Kind::Team(kind);
    let weight = weights.and_then(|weights| {
        let shares = voice.community.schemes[weights.scheme].role_shares(Some(own));
        shares.get(weights.role).map(|share| share * &Exact::whole(100))
    });
    let floors = weights.into_iter().flat_map(|weights| &weights.floors);
    let floor = floors.filter(|(kinds, _)| kinds.is_empty() || kinds.contains(&own)).map(|(_, floor)| (*floor).clone());
    Row { kind, teams, weight, floor: floor.max() }
}

fn matrix_row(voice: &Voice<'_>, row: &Row<'_>) -> MatrixRow {
    let bodies = |of: fn(&Team) -> Id<Organisation>| {
        let mut kinds: Vec<(OrganisationKind, usize)> = Vec::new();
        for team in &row.teams {
            let kind = kind(voice, of(team));
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((kind, 1)),
            }
        }
        let differ = kinds.len() > 1;
        let text = |(kind, count): (OrganisationKind, usize)| {
            let name = voice.capital(kind.name(voice.language));
            if differ { voice.fill("count.named", &[("name", &name), ("n", &count)]) } else { name }
        };
        kinds.into_iter().map(text).collect()
    };
    MatrixRow {
        kind: voice.capital(row.kind.name(voice.language)),
        teams: row.teams.len().to_string(),
        people: row.teams.iter().map(|team| u64::from(team.head_count)).sum::<u64>().to_string(),
        posted_by: bodies(|team| team.posted_by),
        managed_by: bodies(|team| team.managed_by),
        weight: row.weight.as_ref().map(|weight| format!("{}%", decimal(weight))),
        floor: row.floor.as_ref().map(|floor| format!("≥ {}%", decimal(floor))),
    }
}

/// The kinds by who posts them, by who manages them, by the least weight of the community.
fn sums(voice: &Voice<'_>, rows: &[Row<'_>]) -> Vec<MatrixSum> {
    let posted = parts(rows, |row| match (row.posted(voice)?, row.managed(voice)?) {
        (Sphere::Community, _) => Some((0, "say.posted-by-community")),
        (Sphere::Subdistrict, _) => Some((1, "say.posted-by-subdistrict")),
        (Sphere::District, Sphere::District) => Some((3, "say.posted-by-district")),
        (Sphere::District, _) => Some((2, "say.posted-and-handed-over")),
    });
    let managed = parts(rows, |row| match row.managed(voice)? {
        Sphere::Community => Some((0, "say.managed-by-community")),
        Sphere::Subdistrict => Some((1, "say.managed-by-subdistrict")),
        Sphere::District => Some((2, "say.managed-by-district")),
    });
    let mut sums = vec![
        sum(voice, "say.by-posting", posted.into_iter().map(|(key, rows)| (voice.say(key), rows)).collect()),
        sum(voice, "say.by-managing", managed.into_iter().map(|(key, rows)| (voice.say(key), rows)).collect()),
    ];
    sums.extend(by_weight(voice, rows).map(|parts| sum(voice, "say.by-weight", parts)));
    sums
}

/// The rows in parts, in the order that `part` gives them.
fn parts<'r, 'a>(
    rows: &'r [Row<'a>],
    part: impl Fn(&Row<'_>) -> Option<(usize, &'static str)>,
) -> Vec<(&'static str, Vec<&'r Row<'a>>)> {
    let mut parts: BTreeMap<(usize, &'static str), Vec<&Row<'_>>> = BTreeMap::new();
    for row in rows {
        if let Some(part) = part(row) {
            parts.entry(part).or_default().push(row);
        }
    }
    parts.into_iter().map(|((_, key), rows)| (key, rows)).collect()
}

/// The kinds of which the community weighs most, each by itself, and the others together: `1+1+6`.
fn by_weight<'r, 'a>(voice: &Voice<'_>, rows: &'r [Row<'a>]) -> Option<Vec<(String, Vec<&'r Row<'a>>)>> {
    let highest = rows.iter().filter_map(Row::least).max()?;
    let (most, others): (Vec<&Row<'_>>, Vec<&Row<'_>>) = rows.iter().partition(|row| row.least() == Some(highest));
    let lowest = others.iter().filter_map(|row| row.least()).min()?;
    let name = |weight: &Exact| voice.fill("say.weight-of-community", &[("weight", &decimal(weight))]);
    let each = most.into_iter().map(|row| (name(highest), vec![row]));
    Some(each.chain([(name(lowest), others.clone())]).collect())
}

fn sum(voice: &Voice<'_>, by: &'static str, parts: Vec<(String, Vec<&Row<'_>>)>) -> MatrixSum {
    let numbers: Vec<String> = parts.iter().map(|(_, rows)| rows.len().to_string()).collect();
    let kinds: usize = parts.iter().map(|(_, rows)| rows.len()).sum();
    let part = |(name, rows): (String, Vec<&Row<'_>>)| {
        let names: Vec<String> = rows.iter().map(|row| voice.capital(row.kind.name(voice.language))).collect();
        MatrixPart {
            number: rows.len().to_string(),
            name,
            kinds: names.join(&voice.say("say.list-comma")),
            teams: voice.subjects(SubjectKind::Team, rows.iter().map(|row| row.teams.len()).sum()),
        }
    };
    MatrixSum {
        by: voice.say(by),
        formula: numbers.join("+"),
        total: voice.fill("count.n-kinds", &[("n", &kinds)]),
        parts: parts.into_iter().map(part).collect(),
    }
}
