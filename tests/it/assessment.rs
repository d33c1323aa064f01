//! The arithmetic, from files to exact results: what must hold whatever the weights and marks are.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use gongshi::assess::rulebook::Lens;
use gongshi::assess::{Assessment, assess};
use gongshi::check::check;
use gongshi::community::marks::Subject;
use gongshi::community::register::Community;
use gongshi::exact::Exact;
use gongshi::finding::Findings;
use gongshi::load::{Source, SourceFile};
use proptest::prelude::*;

/// A contest among areas: roles, criteria and marks as a clerk would write them.
#[derive(Clone, Debug)]
struct Contest {
    roles: Vec<u32>,
    criteria: Vec<u32>,
    /// By subject, role and criterion, in tenths.
    marks: Vec<Vec<Vec<u32>>>,
}

impl Contest {
    /// The files of the contest, the records in the order that `reversed` says.
    fn source(&self, reversed: bool) -> Source {
        let turned = |mut parts: Vec<String>| {
            if reversed {
                parts.reverse();
            }
            parts.join("\n")
        };
        let areas = (0..self.marks.len())
            .map(|at| format!("[[area]]\nid = \"a{at}\"\nname = \"甲{at}\"\nlevel = \"district\"\nparent = \"city\"\n"))
            .chain(["[[area]]\nid = \"city\"\nname = \"市\"\nlevel = \"city\"\n".to_owned()]);
        let criteria = self.criteria.iter().enumerate().map(|(at, weight)| {
            format!("[[scheme.criterion]]\nid = \"c{at}\"\nname = \"指标{at}\"\nweight = {weight}\n")
        });
        let roles =
            self.roles.iter().enumerate().map(|(at, weight)| {
                format!("[[scheme.role]]\nid = \"r{at}\"\nname = \"角色{at}\"\nweight = {weight}\n")
            });
        let sheets = (0..self.roles.len()).map(|role| {
            let rows = self.marks.iter().enumerate().map(|(subject, marks)| {
                let cells: Vec<String> =
                    marks[role].iter().enumerate().map(|(at, tenths)| format!("c{at} = {}.{}", tenths / 10, tenths % 10)).collect();
                format!("  {{ subject = \"a{subject}\", {} }},", cells.join(", "))
            });
            format!(
                "[[sheet]]\nscheme = \"s\"\nperiod = \"2026\"\nrole = \"r{role}\"\nby = \"o\"\ndate = 2026-01-01\nmarks = [\n{}\n]\n",
                turned(rows.collect())
            )
        });
        let scheme = format!(
            "[[scheme]]\nid = \"s\"\nname = \"办法\"\nsubject = \"area\"\nperiod = \"year\"\ngroup_by = \"all\"\nweights = \"relative\"\n{}\n{}",
            turned(criteria.collect()),
            turned(roles.collect())
        );
        let mut texts = vec![
            "[site]\ntitle = \"站\"\n[[organisation]]\nid = \"o\"\nname = \"单位\"\nkind = \"other\"\n".to_owned(),
            turned(areas.collect()),
            scheme,
            turned(sheets.collect()),
        ];
        if reversed {
            texts.reverse();
        }
        let files =
            texts.into_iter().enumerate().map(|(at, text)| SourceFile { path: format!("data/{at}.toml"), text });
        Source {
            root: PathBuf::new(),
            files: files.collect(),
            assets: BTreeMap::new(),
            ignored: Vec::new(),
            themes: BTreeMap::new(),
        }
    }

    fn assessed(&self, reversed: bool) -> (Community, Assessment) {
        let mut findings = Findings::default();
        let community = check(&self.source(reversed), &mut findings);
        let community = community.unwrap_or_else(|| panic!("{:#?}", findings.sorted()));
        let assessment = assess(&community, NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
        (community, assessment)
    }

    /// Total, place and how many share it, by subject.
    fn results(&self, reversed: bool) -> BTreeMap<String, (Exact, usize, usize)> {
        let (community, assessment) = self.assessed(reversed);
        let standings = assessment.rankings.iter().flat_map(|ranking| &ranking.standings);
        standings
            .map(|standing| {
                let Subject::Area(id) = standing.subject else { panic!("areas are ranked") };
                (community.areas[id].key.to_string(), (standing.total.clone(), standing.place, standing.sharing))
            })
            .collect()
    }
}

fn contests() -> impl Strategy<Value = Contest> {
    (1usize..4, 1usize..5, 1usize..7).prop_flat_map(|(roles, criteria, subjects)| {
        let mark = prop_oneof![0u32..=1000, Just(900), Just(1000)];
        (
            prop::collection::vec(1u32..500, roles),
            prop::collection::vec(1u32..500, criteria),
            prop::collection::vec(prop::collection::vec(prop::collection::vec(mark, criteria), roles), subjects),
        )
            .prop_map(|(roles, criteria, marks)| Contest { roles, criteria, marks })
    })
}

fn whole(number: u32) -> Exact {
    Exact::whole(i64::from(number))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_result_is_the_sum_of_role_weight_times_criterion_weight_times_mark(contest in contests()) {
        let (roles, criteria): (u32, u32) = (contest.roles.iter().sum(), contest.criteria.iter().sum());
        for (subject, (total, _, _)) in contest.results(false) {
            let at: usize = subject[1..].parse().unwrap();
            let mut sum = 0u64;
            for (role, weight) in contest.roles.iter().enumerate() {
                for (criterion, share) in contest.criteria.iter().enumerate() {
                    sum += u64::from(*weight) * u64::from(*share) * u64::from(contest.marks[at][role][criterion]);
                }
            }
            let expected = &Exact::whole(i64::try_from(sum).unwrap()) / &(&whole(roles * 10) * &whole(criteria));
            prop_assert_eq!(total, expected);
        }
    }

    #[test]
    fn equal_marks_give_that_mark_whatever_the_weights(mut contest in contests(), mark in 0u32..=1000) {
        contest.marks.iter_mut().flatten().flatten().for_each(|cell| *cell = mark);
        let size = contest.marks.len();
        for (total, place, sharing) in contest.results(false).into_values() {
            prop_assert_eq!(total, &whole(mark) / &whole(10));
            prop_assert_eq!((place, sharing), (1, size));
        }
    }

    #[test]
    fn the_order_of_files_roles_criteria_and_rows_changes_nothing(contest in contests()) {
        prop_assert_eq!(contest.results(false), contest.results(true));
    }

    #[test]
    fn contributions_add_up_to_the_total_exactly(contest in contests()) {
        let (community, assessment) = contest.assessed(false);
        for standing in assessment.rankings.iter().flat_map(|ranking| &ranking.standings) {
            let scheme = &community.schemes[assessment.rankings[0].scheme];
            let working = standing.working(&community, scheme, Lens::default());
            prop_assert!(working.adds_up);
            let sum: Exact = working.panels.iter().filter_map(|panel| panel.contribution.as_ref()).sum();
            prop_assert_eq!(&sum, &standing.total);
        }
    }

    #[test]
    fn a_place_is_one_more_than_the_number_of_better_ones(contest in contests()) {
        let results = contest.results(false);
        for (total, place, sharing) in results.values() {
            prop_assert_eq!(*place, 1 + results.values().filter(|(other, _, _)| other > total).count());
            prop_assert_eq!(*sharing, results.values().filter(|(other, _, _)| other == total).count());
        }
    }
}

#[test]
fn a_tenth_is_a_tenth_and_ten_of_them_are_one() {
    let contest = Contest { roles: vec![1; 10], criteria: vec![1], marks: vec![vec![vec![1]; 10], vec![vec![1]; 10]] };
    let results = contest.results(false);
    assert!(
        results
            .values()
            .all(|(total, place, sharing)| *total == Exact::parse("0.1").unwrap() && (*place, *sharing) == (1, 2))
    );
}

#[test]
fn shared_places_skip_the_next_one() {
    let marks = [900, 950, 900, 800].map(|mark| vec![vec![mark]]).to_vec();
    let results = Contest { roles: vec![1], criteria: vec![1], marks }.results(false);
    let places: Vec<(usize, usize)> = results.values().map(|(_, place, sharing)| (*place, *sharing)).collect();
    assert_eq!(places, [(2, 2), (1, 1), (2, 2), (4, 1)]);
}
