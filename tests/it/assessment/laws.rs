//! What must hold whatever the weights, the tree, the roles and the marks are.

use gongshi::assess::Why;
use gongshi::exact::{Exact, Rounding};
use proptest::prelude::*;

use crate::assessment::case::{Results, number};
use crate::assessment::contest::{
    ALL_SCALES, COMBINES, Cell, Combine, Contest, PLAIN, SCALES, Scale, Sort, WAYS, Way, contests,
};

const EVERY_WAY: &[Way] = &[Way::Weighted, Way::Geometric, Way::Sum, Way::Max, Way::Min];
const EMPTIES: &[Cell] = &[Cell::LeftOut, Cell::Open, Cell::Zero];

/// Nothing goes below nought, so that there can be roots.
const RISING: Sort = Sort {
    ways: EVERY_WAY,
    combines: COMBINES,
    scales: SCALES,
    factors: &[10, 25],
    by_total: false,
    empties: EMPTIES,
    subjects: 5,
};

/// Anything but roots.
const ANY: Sort = Sort {
    ways: WAYS,
    combines: COMBINES,
    scales: ALL_SCALES,
    factors: &[10, -10, 0, 5],
    by_total: true,
    empties: EMPTIES,
    subjects: 6,
};

/// Results that are sums of role share × criterion share × mark.
const LINEAR: Sort = Sort { ways: &[Way::Weighted, Way::Sum], ..ANY };

const BANDS: &str =
    r#"band = [{ id = "a", from = 80, quota = 30 }, { id = "b", from = 60, quota = 40 }, { id = "c", from = 20 }]"#;

/// Tie-breakers of every sort for a contest.
fn breakers(contest: &Contest) -> String {
    let last = contest.criteria.len() - 1;
    let leaf = contest.roles[0].marks[0];
    format!(
        "tie_breaker = [{{ marks = 90 }}, {{ criterion = \"c{last}\", prefer = \"lower\" }}, \
         {{ role = \"r0\", criterion = \"c{leaf}\" }}, {{ marks_from = 50, role = \"r0\" }}, {{ role = \"r0\" }}]"
    )
}

/// Every cell that holds a mark, as role, assessor, subject and leaf.
fn marks(contest: &Contest) -> Vec<[usize; 4]> {
    let mut found = Vec::new();
    for (role, record) in contest.roles.iter().enumerate() {
        for assessor in 0..record.people.len() {
            for subject in 0..contest.subjects {
                let is_mark = |leaf: &&usize| matches!(contest.cells[role][assessor][subject][**leaf], Cell::Mark(..));
                found.extend(record.marks.iter().filter(is_mark).map(|leaf| [role, assessor, subject, *leaf]));
            }
        }
    }
    found
}

/// Roundings that may be declared.
fn rounds() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        r#"round = [{ at = "panel", digits = 0 }]"#,
        r#"round = [{ at = "component", digits = 1 }, { at = "section", digits = 0, rounding = "half_even" }]"#,
        r#"round = [{ at = "component", digits = 0, cumulative = true }]"#,
        r#"round = [{ at = "contribution", digits = 0 }, { at = "section", digits = 0, cumulative = true }]"#,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn equal_marks_give_that_mark_whatever_the_weights_and_the_tree(
        mut contest in contests(Sort { scales: &[PLAIN], factors: &[10], empties: &[], by_total: true, ..RISING }),
        mark in 0i64..=1000,
    ) {
        // Where points are added at the top there is no share of the full mark.
        if contest.way == Way::Sum {
            contest.way = Way::Weighted;
        }
        contest.cells.iter_mut().flatten().flatten().flatten().for_each(|cell| *cell = Cell::Mark(mark, 0));
        let results = contest.case().results();
        for standing in &results.assessment.rankings[0].standings {
            prop_assert_eq!(&standing.total, &(&Exact::whole(mark) / &Exact::whole(10)));
            prop_assert_eq!((standing.place, standing.sharing), (1, contest.subjects));
        }
    }

    #[test]
    fn equal_shares_of_full_marks_give_that_share_whatever_they_are_marked_on(
        mut contest in contests(Sort {
            scales: &[PLAIN, Scale::Plain { low: 0, high: 7, zero: 0 }, Scale::Plain { low: 20, high: 85, zero: 20 },
                Scale::Falling { zero: 30, full: 5 }, Scale::Ratio],
            empties: &[Cell::LeftOut],
            ..RISING
        }),
        mark in 0i64..=1000,
    ) {
        if contest.way == Way::Sum {
            contest.way = Way::Geometric;
        }
        let cells = contest.cells.iter_mut().flatten().flatten().flatten();
        cells.filter(|cell| **cell != Cell::LeftOut).for_each(|cell| *cell = Cell::Mark(mark, 4));
        let results = contest.case().results();
        for standing in &results.assessment.rankings[0].standings {
            prop_assert_eq!(&standing.total, &(&Exact::whole(mark) / &Exact::whole(10)));
        }
    }

    #[test]
    fn the_order_of_files_sheets_rows_roles_and_criteria_changes_nothing(contest in contests(ANY)) {
        let contest = contest.clone().with(&breakers(&contest)).with(BANDS);
        let turned = Contest { turned: true, ..contest.clone() };
        prop_assert_eq!(contest.case().results().text(), turned.case().reversed().results().text());
    }

    #[test]
    fn contributions_add_up_to_the_total_wherever_it_is_said_that_they_do(
        contest in contests(ANY),
        rounds in rounds(),
        limits in prop::sample::select(vec!["", "least = 20\nmost = 50"]),
    ) {
        let results = contest.with(rounds).with(limits).case().results();
        for standing in &results.assessment.rankings[0].standings {
            let working = results.working(results.key(standing.subject));
            if working.adds_up {
                let sum: Exact = working.panels.iter().filter_map(|panel| panel.contribution.as_ref()).sum();
                prop_assert_eq!(&sum, &standing.total);
            }
        }
    }

    #[test]
    fn contributions_add_up_wherever_points_are_weighed_or_added(contest in contests(LINEAR)) {
        let results = contest.case().results();
        for standing in &results.assessment.rankings[0].standings {
            let working = results.working(results.key(standing.subject));
            let sum: Exact = working.panels.iter().filter_map(|panel| panel.contribution.as_ref()).sum();
            prop_assert!(working.adds_up);
            prop_assert_eq!(&sum, &standing.total);
        }
    }

    #[test]
    fn places_and_bands_do_not_depend_on_the_decimals_that_are_printed(contest in contests(ANY)) {
        let contest = contest.clone().with(&breakers(&contest)).with(BANDS);
        let with = |digits: u32| contest.clone().with(&format!("digits = {digits}")).case().results().text();
        prop_assert_eq!(with(0), with(2));
        prop_assert_eq!(with(0), with(12));
    }

    #[test]
    fn what_is_printed_contradicts_neither_the_order_nor_the_bands(contest in contests(ANY), digits in 0u32..4) {
        let bands = r#"band = [{ id = "a", from = 60.25 }, { id = "b", from = 30.125 }]"#;
        let contest = contest.with(&format!("digits = {digits}")).with(bands);
        let results = contest.case().results();
        let ranking = &results.assessment.rankings[0];
        let scheme = results.scheme(ranking);
        let printed = |at: usize| {
            let standing = &ranking.standings[at];
            Exact::parse(&standing.total.rounded_text(standing.digits, Rounding::HalfUp)).unwrap()
        };
        for (at, standing) in ranking.standings.iter().enumerate() {
            prop_assert!(standing.digits >= digits);
            prop_assert_eq!(scheme.band(&printed(at)), standing.band);
            if at > 0 {
                let above = &ranking.standings[at - 1];
                prop_assert_eq!(printed(at - 1).cmp(&printed(at)), above.total.cmp(&standing.total));
            }
        }
    }

    #[test]
    fn a_place_is_one_more_than_the_number_of_better_ones(contest in contests(ANY)) {
        let results = contest.case().results();
        let standings = &results.assessment.rankings[0].standings;
        for standing in standings {
            let better = standings.iter().filter(|other| other.total > standing.total).count();
            let equal = standings.iter().filter(|other| other.total == standing.total).count();
            prop_assert_eq!((standing.place, standing.sharing), (better + 1, equal));
        }
    }

    #[test]
    fn tie_breakers_only_part_those_who_are_equal(contest in contests(ANY)) {
        let plain = contest.case().results();
        let broken = contest.clone().with(&breakers(&contest)).case().results();
        for standing in &broken.assessment.rankings[0].standings {
            let before = plain.standing(broken.key(standing.subject));
            prop_assert_eq!(&standing.total, &before.total);
            let places = before.place..before.place + before.sharing;
            prop_assert!(places.contains(&standing.place) && places.contains(&(standing.place + standing.sharing - 1)));
        }
    }

    #[test]
    fn a_quota_is_kept_and_nobody_passes_who_was_turned_away(contest in contests(Sort { subjects: 9, ..RISING })) {
        let results = contest.with(BANDS).case().results();
        let ranking = &results.assessment.rankings[0];
        let size = ranking.standings.len();
        for (band, quota) in [30, 40].into_iter().enumerate() {
            let inside = ranking.standings.iter().filter(|standing| standing.band == Some(band)).count();
            prop_assert!(inside <= size * quota / 100);
        }
        let rank = |at: usize| ranking.standings[at].band.unwrap_or(usize::MAX);
        for at in 1..size {
            prop_assert!(rank(at - 1) <= rank(at));
            if ranking.standings[at - 1].place == ranking.standings[at].place {
                prop_assert_eq!(rank(at - 1), rank(at));
            }
        }
    }

    #[test]
    fn a_better_mark_never_lowers_the_total_nor_worsens_the_place(
        contest in contests(Sort { ways: EVERY_WAY, ..RISING }),
        chosen in any::<prop::sample::Index>(),
        by in 1i64..=600,
        rounds in rounds(),
    ) {
        let contest = contest.with(rounds);
        let all = marks(&contest);
        prop_assume!(!all.is_empty());
        let [role, assessor, subject, leaf] = all[chosen.index(all.len())];
        let mut better = contest.clone();
        if let Cell::Mark(mark, _) = &mut better.cells[role][assessor][subject][leaf] {
            *mark = (*mark + by).min(1000);
        }
        let (before, after) = (contest.case().results(), better.case().results());
        let key = format!("a{subject}");
        let (before, after) = (before.standing(&key), after.standing(&key));
        prop_assert!(after.total >= before.total, "{} < {}", number(&after.total), number(&before.total));
        prop_assert!(after.place <= before.place);
    }

    #[test]
    fn multiplying_relative_weights_changes_nothing(contest in contests(RISING), times in 2i64..1000) {
        let many = Contest { times, ..contest.clone() };
        prop_assert_eq!(contest.case().results().text(), many.case().results().text());
    }

    #[test]
    fn an_alternative_gives_what_the_scheme_would_give_with_those_weights(
        contest in contests(Sort { by_total: true, ..RISING }),
        weights in prop::collection::vec(1i64..=9, 10),
    ) {
        let mut other = contest.clone();
        for (record, weight) in other.criteria.iter_mut().zip(&weights) {
            record.weight = *weight;
        }
        for (role, weight) in other.roles.iter_mut().zip(weights.iter().rev()) {
            role.weight = *weight;
        }
        let weighed = |at: &usize| matches!(contest.way_above(*at), Way::Weighted | Way::Geometric);
        let own = (0..contest.criteria.len()).filter(weighed);
        let criteria: Vec<String> = own.map(|at| format!("c{at} = {}", other.criteria[at].weight)).collect();
        let roles = other.roles.iter().enumerate();
        let roles: Vec<String> = roles.map(|(at, role)| format!("r{at} = {}", role.weight)).collect();
        let alternative = format!(
            "alternative = [{{ id = \"other\", roles = {{ {} }}, criteria = {{ {} }} }}]",
            roles.join(", "), criteria.join(", ")
        );
        let ties = breakers(&contest);
        let beside = contest.with(&ties).with(BANDS).with(&alternative).case().results();
        let official = other.with(&ties).with(BANDS).case().results();
        let [beside_lines, official_lines] = [
            beside.lines(&beside.assessment.rankings[0].alternatives[0]),
            official.lines(&official.assessment.rankings[0]),
        ];
        prop_assert_eq!(beside_lines, official_lines);
    }

    #[test]
    fn a_criterion_that_is_left_out_everywhere_might_as_well_not_be_there(
        mut contest in contests(Sort { empties: &[], ..RISING }),
        chosen in any::<prop::sample::Index>(),
    ) {
        let leaves = contest.leaves();
        prop_assume!(leaves.len() > 1);
        let out = leaves[chosen.index(leaves.len())];
        contest.cells.iter_mut().flatten().flatten().for_each(|row| row[out] = Cell::LeftOut);
        let mut without = contest.clone();
        // Ids keep their numbers: the criterion goes, and what it lay within if nothing else did.
        let mut gone = Some(out);
        let mut all_gone = Vec::new();
        while let Some(at) = gone {
            all_gone.push(at);
            let within = without.criteria[at].within;
            let parts = match within {
                Some(within) => &mut without.criteria[within].parts,
                None => &mut without.parts,
            };
            parts.retain(|part| *part != at);
            gone = within.filter(|within| without.criteria[*within].parts.is_empty());
        }
        without.roles.iter_mut().for_each(|role| role.marks.retain(|leaf| *leaf != out));
        prop_assume!(without.roles.iter().all(|role| !role.marks.is_empty()));
        let shorter = without.case_without(&all_gone);
        prop_assert_eq!(contest.case().results().text(), shorter.results().text());
    }

    #[test]
    fn the_bounds_of_one_open_result_hold_all_that_it_can_come_to(
        contest in contests(Sort { empties: &[Cell::LeftOut, Cell::Zero], combines: NOT_SUMS, ..ANY }),
        holes in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
        rounds in rounds(),
        marks in prop::collection::vec((0i64..=1000, 0i64..30), 3),
    ) {
        let holes = hole(&contest, &holes, true);
        check_bounds(&contest.with(rounds), &holes, &marks)?;
    }

    #[test]
    fn the_bounds_of_several_open_results_hold_whatever_they_all_come_to(
        contest in contests(Sort { empties: &[Cell::LeftOut, Cell::Zero], combines: NOT_SUMS, ..ANY }),
        holes in prop::collection::vec(any::<prop::sample::Index>(), 1..9),
        rounds in rounds(),
        marks in prop::collection::vec((0i64..=1000, 0i64..30), 8),
    ) {
        let holes = hole(&contest, &holes, false);
        check_bounds(&contest.with(rounds), &holes, &marks)?;
    }

    #[test]
    fn the_places_of_open_results_hold_when_ties_are_broken_and_results_rounded(
        contest in contests(Sort { empties: &[Cell::LeftOut, Cell::Zero], combines: NOT_SUMS, ..ANY }),
        holes in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
        marks in prop::collection::vec((0i64..=1000, 0i64..30), 5),
        ranked in prop::sample::select(vec!["exact", "rounded"]),
    ) {
        let holes = hole(&contest, &holes, false);
        let ties = breakers(&contest);
        let contest = contest.with(&ties).with(&format!("digits = 0\nrank_from = \"{ranked}\""));
        check_bounds(&contest, &holes, &marks)?;
    }

    #[test]
    fn running_totals_make_rounded_parts_add_up(
        contest in contests(Sort { ways: &[Way::Sum], ..ANY }),
        digits in 0u32..3,
        rule in prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven]),
    ) {
        let word = if rule == Rounding::HalfUp { "half_up" } else { "half_even" };
        let round = |at: &str| format!("{{ at = \"{at}\", digits = {digits}, rounding = \"{word}\", cumulative = true }}");
        let contest = contest.with(&format!("round = [{}, {}]", round("component"), round("section")));
        let results = contest.case().results();
        for standing in &results.assessment.rankings[0].standings {
            let working = results.working(results.key(standing.subject));
            let nodes = contest.criteria.iter().map(|criterion| &criterion.parts).chain([&contest.parts]);
            // Those that are marked, and those with parts, each make a sum of their own.
            for parts in nodes {
                for marked in [true, false] {
                    let own = parts.iter().filter(|at| contest.criteria[**at].parts.is_empty() == marked);
                    let own: Vec<_> = own.filter_map(|at| working.parts[at_written(&results, *at)].as_ref()).collect();
                    let rounded: Exact = own.iter().map(|part| &part.entering).sum();
                    let exact: Exact = own.iter().map(|part| part.unrounded.as_ref().unwrap_or(&part.entering)).sum();
                    prop_assert_eq!(rounded, exact.rounded(digits, rule));
                }
            }
        }
    }
}

/// Every way of combining assessors but adding them up, where an open result has no bounds.
const NOT_SUMS: &[Combine] =
    &[Combine::Single, Combine::Mean, Combine::MeanByPeople, Combine::Median, Combine::TrimmedMean];

/// The position among the admitted criteria of the one that a contest calls by that number.
fn at_written(results: &Results, at: usize) -> usize {
    let scheme = results.scheme(&results.assessment.rankings[0]);
    let key = format!("c{at}");
    scheme.criteria.iter().position(|criterion| *criterion.key == *key).expect("a criterion")
}

/// Cells that are taken for open: of one subject, or of any. A ratio that is added to other
/// points has no bounds.
fn hole(contest: &Contest, chosen: &[prop::sample::Index], of_one: bool) -> Vec<[usize; 4]> {
    let boundless = |[_, _, _, leaf]: &[usize; 4]| {
        contest.criteria[*leaf].scale == Scale::Ratio && contest.way_above(*leaf) == Way::Sum
    };
    let all: Vec<[usize; 4]> =
        marks(contest).into_iter().filter(|cell| !boundless(cell) && (!of_one || cell[2] == 0)).collect();
    if all.is_empty() { Vec::new() } else { chosen.iter().map(|at| all[at.index(all.len())]).collect() }
}

/// Opens the cells, gives them marks, and asserts that what comes of it was foretold.
fn check_bounds(contest: &Contest, holes: &[[usize; 4]], marks: &[(i64, i64)]) -> Result<(), TestCaseError> {
    prop_assume!(!holes.is_empty());
    // What an open ratio is of is not known, so one that is added to other points is refused.
    prop_assume!(!contest.criteria.iter().any(|criterion| {
        let above = criterion.within.map_or(contest.way, |above| contest.criteria[above].way);
        criterion.parts.is_empty() && criterion.scale == Scale::Ratio && above == Way::Sum
    }));
    let mut open = Contest { open: true, ..contest.clone() };
    let mut complete = open.clone();
    for ([role, assessor, subject, leaf], (mark, vary)) in holes.iter().zip(marks.iter().cycle()) {
        open.cells[*role][*assessor][*subject][*leaf] = Cell::Open;
        complete.cells[*role][*assessor][*subject][*leaf] = Cell::Mark(*mark, *vary);
    }
    let (before, after) = (open.case().results(), complete.case().results());
    for pending in &before.assessment.rankings[0].pending {
        let Why::Open { least, most, best, worst } = &pending.why else { continue };
        let ranking = &after.assessment.rankings[0];
        // Bonus points alone make no result.
        let Some(standing) = ranking.standing(pending.subject) else { continue };
        let total = &standing.total;
        prop_assert!(least <= total && total <= most, "{} not in {}..{}", number(total), number(least), number(most));
        prop_assert!((*best..=*worst).contains(&standing.place), "{} not in {best}..{worst}", standing.place);
    }
    Ok(())
}
