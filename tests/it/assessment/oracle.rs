//! A second opinion: the rules of the scheme language once more, naively, and not by the program's own numbers.

use gongshi::exact::Exact;
use num_traits::Zero as _;
use proptest::prelude::*;

use crate::assessment::contest::{
    ALL_SCALES, COMBINES, Cell, Combine, Contest, Fraction, Role, Scale, Sort, WAYS, Way, contests, whole,
};

/// Points and full points.
type Points = [Fraction; 2];

/// The assessors of a role who do not count because of their totals, which are what each would give alone.
fn dropped_by_total(contest: &Contest, role: usize, subject: usize) -> Vec<usize> {
    let record = &contest.roles[role];
    let alone = |assessor: usize| {
        let single = Role { combine: Combine::Single, by_total: false, people: vec![1], ..record.clone() };
        let cells = vec![vec![contest.cells[role][assessor].clone()]];
        let contest = Contest { roles: vec![single], cells, ..contest.clone() };
        let [points, full] = together(&contest, contest.way, &contest.parts, subject)?;
        Some((if full.is_zero() { points } else { points / full }, assessor))
    };
    let mut totals: Vec<(Fraction, usize)> = (0..record.people.len()).filter_map(alone).collect();
    totals.sort();
    let count = totals.len();
    let kept = match record.combine {
        Combine::Median if count > 0 => (count - 1) / 2..count / 2 + 1,
        Combine::TrimmedMean if count >= record.trim_from => 1..count - 1,
        _ => 0..count,
    };
    let dropped = totals.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    dropped.map(|(_, (_, assessor))| *assessor).collect()
}

/// What `role` gave a subject on a leaf.
fn panel(contest: &Contest, role: usize, subject: usize, leaf: usize) -> Option<Points> {
    let record = &contest.roles[role];
    let mut given: Vec<(Points, i64)> = Vec::new();
    let dropped = if record.by_total { dropped_by_total(contest, role, subject) } else { Vec::new() };
    for (assessor, rows) in contest.cells[role].iter().enumerate() {
        if dropped.contains(&assessor) {
            continue;
        }
        if let Some(points) = contest.points(leaf, rows[subject][leaf]) {
            given.push((points, record.people[assessor]));
        }
    }
    let count = given.len();
    if count == 0 {
        return None;
    }
    let pooled = contest.criteria[leaf].scale == Scale::Ratio || record.combine == Combine::Sum;
    let sum = |at: usize| given.iter().map(|(given, _)| given[at].clone()).sum::<Fraction>();
    if pooled {
        return Some([sum(0), sum(1)]);
    }
    let full = given[0].0[1].clone();
    let mut sorted: Vec<Fraction> = given.iter().map(|(given, _)| given[0].clone()).collect();
    sorted.sort();
    let kept = match record.combine {
        _ if record.by_total => &sorted[..],
        Combine::Median => &sorted[(count - 1) / 2..=count / 2],
        Combine::TrimmedMean if count >= record.trim_from => &sorted[1..count - 1],
        Combine::MeanByPeople => {
            let people: i64 = given.iter().map(|(_, people)| people).sum();
            let weighed: Fraction = given.iter().map(|(given, people)| &given[0] * whole(*people)).sum();
            return Some([weighed / whole(people), full]);
        }
        _ => &sorted[..],
    };
    Some([kept.iter().sum::<Fraction>() / whole(kept.len() as i64), full])
}

/// The points and full points of a criterion.
fn criterion(contest: &Contest, at: usize, subject: usize) -> Option<Points> {
    let record = &contest.criteria[at];
    if !record.parts.is_empty() {
        return together(contest, record.way, &record.parts, subject);
    }
    let marking = contest.roles.iter().enumerate().filter(|(_, role)| role.marks.contains(&at));
    let panels: Vec<(i64, Points)> =
        marking.filter_map(|(role, record)| Some((record.weight, panel(contest, role, subject, at)?))).collect();
    let weights: i64 = panels.iter().map(|(weight, _)| weight).sum();
    if panels.is_empty() {
        return None;
    }
    if contest.way_above(at).averages() {
        // Each role brings a share of its own full points.
        let share = |(weight, [points, full]): &(i64, Points)| whole(*weight) * points / full;
        return Some([panels.iter().map(share).sum::<Fraction>() / whole(weights), whole(1)]);
    }
    let shared =
        |at: usize| panels.iter().map(|(weight, panel)| whole(*weight) * &panel[at]).sum::<Fraction>() / whole(weights);
    Some([shared(0), shared(1)])
}

/// What parts make together.
fn together(contest: &Contest, way: Way, parts: &[usize], subject: usize) -> Option<Points> {
    let found = parts.iter().filter_map(|at| Some((&contest.criteria[*at], criterion(contest, *at, subject)?)));
    if way == Way::Sum {
        let found: Vec<_> = found.collect();
        let points = found.iter().map(|(part, result)| whole(part.factor) / whole(10) * &result[0]).sum();
        let counted = found.iter().filter(|(part, _)| {
            part.factor > 0 && !(part.parts.is_empty() && matches!(part.scale, Scale::Bonus { .. }))
        });
        let full = counted.map(|(part, result)| whole(part.factor) / whole(10) * &result[1]).sum();
        return (!found.is_empty()).then_some([points, full]);
    }
    // What has no full mark, such as bonus points alone, cannot be averaged.
    let shares: Vec<(i64, Fraction)> = found
        .filter(|(_, result)| !result[1].is_zero())
        .map(|(part, [points, full])| (part.weight, whole(100) * points / full))
        .collect();
    let share = |(_, share): &(i64, Fraction)| share.clone();
    let result = match way {
        Way::Max => shares.iter().map(share).max(),
        Way::Min => shares.iter().map(share).min(),
        _ => {
            let weights: i64 = shares.iter().map(|(weight, _)| weight).sum();
            let weighed: Fraction = shares.iter().map(|(weight, share)| whole(*weight) * share).sum();
            (weights > 0).then(|| weighed / whole(weights))
        }
    };
    Some([result?, whole(100)])
}

/// The total of a subject.
pub fn total(contest: &Contest, subject: usize) -> Option<Fraction> {
    together(contest, contest.way, &contest.parts, subject).map(|[points, _]| points)
}

/// The number as the program writes a fraction.
pub fn written(number: &Fraction) -> String {
    if number.is_integer() { number.to_integer().to_string() } else { format!("{}/{}", number.numer(), number.denom()) }
}

/// Every sort of contest that the oracle knows.
pub const KNOWN: Sort = Sort {
    ways: WAYS,
    combines: COMBINES,
    scales: ALL_SCALES,
    factors: &[10, 10, -10, 5, 0, -25],
    by_total: true,
    empties: &[Cell::LeftOut, Cell::Open, Cell::LeftOut, Cell::Zero],
    subjects: 4,
};

/// The totals by the program and by the oracle, and the places that follow.
fn agree(contest: &Contest) -> Result<(), TestCaseError> {
    let results = contest.case().results();
    let ranking = &results.assessment.rankings[0];
    let totals: Vec<Option<Fraction>> = (0..contest.subjects).map(|subject| total(contest, subject)).collect();
    for (subject, expected) in totals.iter().enumerate() {
        let key = format!("a{subject}");
        let found = ranking.standings.iter().find(|standing| results.key(standing.subject) == key);
        let text = found.map(|standing| standing.total.fraction_text());
        prop_assert_eq!(&text, &expected.as_ref().map(written), "{}", key);
        let (Some(standing), Some(expected)) = (found, expected) else { continue };
        let better = totals.iter().flatten().filter(|other| *other > expected).count();
        let equal = totals.iter().flatten().filter(|other| *other == expected).count();
        prop_assert_eq!((standing.place, standing.sharing), (better + 1, equal), "{}", key);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn totals_and_places_are_those_of_the_oracle(contest in contests(KNOWN)) {
        agree(&contest)?;
    }
}

/// A decimal of so many digits, of which so many are decimals.
fn long(digits: &str, places: usize) -> String {
    let (whole, decimals) = digits.split_at(digits.len() - places);
    if places == 0 { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

/// The number that a decimal is.
fn read(text: &str) -> Fraction {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let all: num_bigint::BigInt = format!("{whole}{decimals}").parse().unwrap();
    Fraction::new(all, num_bigint::BigInt::from(10).pow(decimals.len() as u32))
}

/// Decimals of the greatest length that is read: 63 digits and a point, or 64 digits.
fn longest() -> impl Strategy<Value = String> {
    ("[1-9][0-9]{62}", 0usize..=62).prop_map(|(digits, places)| match places {
        0 => format!("{digits}7"),
        _ => long(&digits, places),
    })
}

/// A decimal with room for a sign.
fn shortened(text: &str) -> &str {
    text[..63].trim_end_matches('.')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn numbers_of_sixty_four_characters_stay_exact(
        weights in prop::collection::vec(longest(), 3),
        roles in prop::collection::vec(longest(), 2),
        marks in prop::collection::vec(longest(), 24),
        people in prop::collection::vec(longest(), 2),
    ) {
        let top = "9".repeat(64);
        let criteria: Vec<String> = weights
            .iter()
            .enumerate()
            .map(|(at, weight)| format!("{{ id = \"c{at}\", weight = {weight}, max = {top} }}"))
            .collect();
        let scheme = format!(
            "weights = \"relative\"\ncriterion = [{}]\n\
             role = [{{ id = \"p\", weight = {}, combine = \"mean_by_people\" }}, {{ id = \"q\", weight = {} }}]\n\
             tie_breaker = [{{ role = \"p\" }}, {{ marks_from = {} }}]\n\
             band = [{{ id = \"good\", from = 50, quota = 33.{} }}, {{ id = \"rest\", from = 0 }}]",
            criteria.join(", "), roles[0], roles[1], marks[0], "3".repeat(61),
        );
        let mut case = crate::assessment::case::Case::new(&scheme);
        for (sheet, [role, by]) in [["p", "o0"], ["p", "o1"], ["q", "o2"]].into_iter().enumerate() {
            let row = |subject: usize| {
                let at = sheet * 6 + subject * 3;
                let marks = (0..3).map(|leaf| format!("c{leaf} = {}", marks[at + leaf])).collect::<Vec<_>>().join(", ");
                let people = if role == "p" { format!(", people = {}", people[sheet]) } else { String::new() };
                format!("a{subject}: {marks}{people}")
            };
            case = case.sheet(role, by, &[row(0), row(1)].join("\n"));
        }
        let results = case.results();
        for subject in 0..2 {
            let mark = |sheet: usize, leaf: usize| read(&marks[sheet * 6 + subject * 3 + leaf]);
            let [p, q] = [read(&roles[0]), read(&roles[1])];
            let [first, second] = [read(&people[0]), read(&people[1])];
            let leaf = |leaf: usize| {
                let panel = (mark(0, leaf) * &first + mark(1, leaf) * &second) / (&first + &second);
                (panel * &p + mark(2, leaf) * &q) / (&p + &q) * whole(100) / read(&top)
            };
            let all: Fraction = weights.iter().map(|weight| read(weight)).sum();
            let expected = (0..3).map(|at| leaf(at) * read(&weights[at])).sum::<Fraction>() / all;
            prop_assert_eq!(results.standing(&format!("a{subject}")).total.fraction_text(), written(&expected));
        }
    }

    #[test]
    fn numbers_of_sixty_four_characters_are_added_and_rounded_exactly(
        factors in prop::collection::vec(longest(), 3),
        marks in prop::collection::vec(longest(), 3),
        digits in 0u32..=12,
    ) {
        let top = "9".repeat(64);
        let criteria: Vec<String> = factors
            .iter()
            .enumerate()
            .map(|(at, factor)| format!("{{ id = \"c{at}\", factor = -{}, max = {top} }}", shortened(factor)))
            .collect();
        let row: Vec<String> = marks.iter().enumerate().map(|(at, mark)| format!("c{at} = {mark}")).collect();
        let scheme = |round: &str| format!("aggregate = \"sum\"\ncriterion = [{}]\n{round}", criteria.join(", "));
        let row = format!("a0: {}", row.join(", "));
        let exact = crate::assessment::case::Case::new(&scheme("")).marks(&row).total("a0");
        let product = |at: usize| -read(shortened(&factors[at])) * read(&marks[at]);
        prop_assert_eq!(exact.fraction_text(), written(&(0..3).map(product).sum()));
        let round = format!("round = [{{ at = \"component\", digits = {digits}, cumulative = true }}]");
        let rounded = crate::assessment::case::Case::new(&scheme(&round)).marks(&row).total("a0");
        let power = whole(10i64.pow(digits));
        let half = |number: Fraction| (number * &power - crate::assessment::contest::fraction(1, 2)).ceil() / &power;
        prop_assert_eq!(rounded.fraction_text(), written(&half((0..3).map(product).sum())));
    }
}

#[test]
fn a_decimal_is_read_as_its_last_digit_says() {
    let mark = format!("99.{}", "9".repeat(61));
    let total = crate::assessment::case::Case::new(r#"criterion = [{ id = "x", weight = 100 }]"#)
        .marks(&format!("a1: x = {mark}\na2: x = 100"))
        .total("a1");
    assert_eq!(total, Exact::parse(&mark).unwrap());
    assert!(total < Exact::whole(100));
}
