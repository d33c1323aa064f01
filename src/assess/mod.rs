//! Stage 3: [`Community`] → [`Assessment`]: exact results with their workings. Cannot fail.
//!
//! Result = Σ over roles and leaf criteria of role share × criterion share × mark in per cent of the full mark. The
//! shares come from the scheme; a role's share on a leaf is its weight among the roles that mark that leaf. Nothing is
//! rounded: places and bands are made from the exact totals.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::community::area::{Area, district};
use crate::community::marks::{Assessor, Period, Sheet, SheetRow, Subject};
use crate::community::register::Community;
use crate::community::scheme::{Grouping, Scheme};
use crate::community::table::Id;
use crate::community::team::TeamKind;
use crate::exact::{Exact, mean, median};
use crate::language::Said;

/// Every result, by scheme and period.
#[derive(Debug)]
pub struct Assessment {
    /// One ranking a scheme and period, in order of scheme and time.
    pub rankings: Vec<Ranking>,
    by_subject: HashMap<Subject, Vec<(usize, usize)>>,
}

/// The results of one scheme in one period.
#[derive(Debug)]
pub struct Ranking {
    /// The scheme.
    pub scheme: Id<Scheme>,
    /// The period.
    pub period: Period,
    /// Within what subjects are compared.
    pub groups: Vec<Group>,
    /// Results in order of group, place and id.
    pub standings: Vec<Standing>,
}

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// Everything together.
    All,
    /// A district or county; `None` for what lies in none.
    District(Option<Id<Area>>),
    /// A kind of team.
    Kind(TeamKind),
}

/// A group of subjects that are compared, with the middle of its results.
#[derive(Debug)]
pub struct Group {
    /// Which.
    pub key: GroupKey,
    /// How many subjects it has.
    pub size: usize,
    /// The median of the totals.
    pub median: Exact,
    /// The median on each leaf of the scheme, in per cent of the full mark.
    pub leaf_medians: Vec<Exact>,
}

/// The result of one subject.
#[derive(Debug)]
pub struct Standing {
    /// Whose.
    pub subject: Subject,
    /// Its group, by position in the ranking.
    pub group: usize,
    /// The exact result, on 0 to 100.
    pub total: Exact,
    /// Its place in the group, 1 the best; equal totals share one and the next is skipped.
    pub place: usize,
    /// How many subjects share the place, itself included.
    pub sharing: usize,
    /// Its band, by position in the scheme.
    pub band: Option<usize>,
    /// The working: its contributions add up to `total`.
    pub terms: Vec<Term>,
    /// The result on each leaf of the scheme, in per cent of the full mark.
    pub leaves: Vec<Exact>,
    /// The day of the last sheet.
    pub marked_on: NaiveDate,
    /// What assessors remarked beside their marks: role, assessor, remark.
    pub remarks: Vec<(usize, Assessor, Said)>,
}

/// One line of a working.
#[derive(Debug)]
pub struct Term {
    /// The role, by position in the scheme.
    pub role: usize,
    /// The leaf, by position among the scheme's leaves.
    pub leaf: usize,
    /// The mark of the role: that of its assessor, or the mean of its assessors.
    pub mark: Exact,
    /// What each assessor gave.
    pub given: Vec<(Assessor, Exact)>,
    /// The role's share on this leaf.
    pub role_share: Exact,
    /// The leaf's share of the whole.
    pub criterion_share: Exact,
    /// role share × criterion share × mark × 100 ÷ full mark.
    pub contribution: Exact,
}

impl Assessment {
    /// Every result of a subject, in order of scheme and time.
    pub fn of(&self, subject: Subject) -> impl DoubleEndedIterator<Item = (&Ranking, &Standing)> {
        self.by_subject.get(&subject).into_iter().flatten().map(|(ranking, standing)| {
            let ranking = &self.rankings[*ranking];
            (ranking, &ranking.standings[*standing])
        })
    }
}

/// Weighs and ranks everything that is fully marked by the day `as_of`.
pub fn assess(community: &Community, as_of: NaiveDate) -> Assessment {
    let mut sheets: BTreeMap<(Id<Scheme>, &Period), Vec<&Sheet>> = BTreeMap::new();
    for sheet in &community.sheets {
        sheets.entry((sheet.scheme, &sheet.period)).or_default().push(sheet);
    }
    let rankings: Vec<Ranking> = sheets
        .into_par_iter()
        .map(|((scheme, period), sheets)| rank(community, scheme, period, &sheets, as_of))
        .filter(|ranking| !ranking.standings.is_empty())
        .collect();
    let mut by_subject: HashMap<Subject, Vec<(usize, usize)>> = HashMap::new();
    for (at, ranking) in rankings.iter().enumerate() {
        for (row, standing) in ranking.standings.iter().enumerate() {
            by_subject.entry(standing.subject).or_default().push((at, row));
        }
    }
    Assessment { rankings, by_subject }
}

fn rank(community: &Community, id: Id<Scheme>, period: &Period, sheets: &[&Sheet], as_of: NaiveDate) -> Ranking {
    let scheme = &community.schemes[id];
    let mut rows: BTreeMap<Subject, Vec<(&Sheet, &SheetRow)>> = BTreeMap::new();
    for sheet in sheets {
        for row in &sheet.rows {
            rows.entry(row.subject).or_default().push((sheet, row));
        }
    }
    let mut shares: HashMap<Option<TeamKind>, Vec<Vec<Exact>>> = HashMap::new();
    for subject in rows.keys() {
        shares.entry(team_kind(community, *subject)).or_insert_with_key(|kind| {
            let roles = scheme.role_shares(*kind);
            (0..scheme.leaves.len()).map(|leaf| scheme.shares_on_leaf(leaf, &roles)).collect()
        });
    }
    let rows: Vec<(Subject, Vec<(&Sheet, &SheetRow)>)> = rows.into_iter().collect();
    let mut weighed: Vec<(GroupKey, Standing)> = rows
        .into_par_iter()
        .filter(|(_, rows)| rows.iter().all(|(sheet, _)| sheet.date <= as_of))
        .map(|(subject, rows)| {
            let standing = weigh(scheme, subject, &rows, &shares[&team_kind(community, subject)]);
            (group_of(community, scheme, subject), standing)
        })
        .collect();
    weighed.sort_by(|(left_group, left), (right_group, right)| {
        left_group.cmp(right_group).then_with(|| right.total.cmp(&left.total)).then(left.subject.cmp(&right.subject))
    });
    let mut groups: Vec<Group> = Vec::new();
    let mut standings: Vec<Standing> = Vec::with_capacity(weighed.len());
    for members in weighed.chunk_by_mut(|left, right| left.0 == right.0) {
        let key = members[0].0;
        groups.push(middle(key, members, scheme));
        place(members);
        for (_, standing) in members {
            standing.group = groups.len() - 1;
        }
    }
    standings.extend(weighed.into_iter().map(|(_, standing)| standing));
    Ranking { scheme: id, period: period.clone(), groups, standings }
}

/// Gives equal totals one place and skips as many after it; `members` stand from the best down.
fn place(members: &mut [(GroupKey, Standing)]) {
    let mut before = 0;
    for equals in members.chunk_by_mut(|(_, left), (_, right)| left.total == right.total) {
        let sharing = equals.len();
        for (_, standing) in equals.iter_mut() {
            standing.place = before + 1;
            standing.sharing = sharing;
        }
        before += sharing;
    }
}

fn middle(key: GroupKey, members: &[(GroupKey, Standing)], scheme: &Scheme) -> Group {
    let middle_of = |numbers: Vec<Exact>| median(numbers).unwrap_or_else(Exact::zero);
    Group {
        key,
        size: members.len(),
        median: middle_of(members.iter().map(|(_, standing)| standing.total.clone()).collect()),
        leaf_medians: (0..scheme.leaves.len())
            .map(|leaf| middle_of(members.iter().map(|(_, standing)| standing.leaves[leaf].clone()).collect()))
            .collect(),
    }
}

fn weigh(scheme: &Scheme, subject: Subject, rows: &[(&Sheet, &SheetRow)], shares: &[Vec<Exact>]) -> Standing {
    let hundred = Exact::whole(100);
    let mut terms = Vec::with_capacity(scheme.roles.len() * scheme.leaves.len());
    let mut leaves = vec![Exact::zero(); scheme.leaves.len()];
    for (role, record) in scheme.roles.iter().enumerate() {
        for (leaf, index) in scheme.leaves.iter().enumerate().filter(|(leaf, _)| record.marks[*leaf]) {
            let criterion = &scheme.criteria[*index];
            let given: Vec<(Assessor, Exact)> = rows
                .iter()
                .filter(|(sheet, _)| sheet.role == role)
                .filter_map(|(sheet, row)| Some((sheet.by, row.marks[leaf].clone()?)))
                .collect();
            let marks: Vec<Exact> = given.iter().map(|(_, mark)| mark.clone()).collect();
            let Some(mark) = mean(&marks) else { continue };
            let role_share = shares[leaf][role].clone();
            let in_per_cent = &(&mark * &hundred) / &criterion.max;
            let weighed = &role_share * &in_per_cent;
            leaves[leaf] = &leaves[leaf] + &weighed;
            terms.push(Term {
                role,
                leaf,
                mark,
                given,
                role_share,
                criterion_share: criterion.share_of_whole.clone(),
                contribution: &weighed * &criterion.share_of_whole,
            });
        }
    }
    let total: Exact = terms.iter().map(|term| &term.contribution).sum();
    Standing {
        subject,
        group: 0,
        band: scheme.band(&total),
        total,
        place: 0,
        sharing: 0,
        terms,
        leaves,
        remarks: rows.iter().filter_map(|(sheet, row)| Some((sheet.role, sheet.by, row.note.clone()?))).collect(),
        marked_on: rows.iter().map(|(sheet, _)| sheet.date).max().unwrap_or_default(),
    }
}

fn team_kind(community: &Community, subject: Subject) -> Option<TeamKind> {
    match subject {
        Subject::Team(id) => Some(community.teams[id].kind),
        _ => None,
    }
}

fn group_of(community: &Community, scheme: &Scheme, subject: Subject) -> GroupKey {
    match (scheme.grouping, subject) {
        (Grouping::District, subject) => {
            let area = match subject {
                Subject::Neighbourhood(id) => Some(community.neighbourhoods[id].community),
                Subject::Team(id) => Some(community.teams[id].subdistrict),
                Subject::Area(id) => Some(id),
                Subject::Entry(id, _) => Some(community.festivals[id].area),
            };
            GroupKey::District(area.and_then(|area| district(&community.areas, area)))
        }
        (Grouping::Kind, Subject::Team(id)) => GroupKey::Kind(community.teams[id].kind),
        _ => GroupKey::All,
    }
}
