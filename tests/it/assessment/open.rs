//! Results that stay open until a mark comes: the bounds that they keep to, and the places that they can take.

use crate::assessment::case::{Case, number};
use gongshi::assess::Why;

/// Three criteria of weights 50, 30 and 20; marks may be still to come.
fn three() -> Case {
    Case::new(
        r#"not_assessed = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 30 }, { id = "z", weight = 20 }]"#,
    )
}

/// A scheme that adds a criterion with these fields to 40 points, its mark still to come.
fn added(fields: &str) -> Case {
    Case::new(&format!(
        "aggregate = \"sum\"\nnot_assessed = \"open\"\ncriterion = [{{ id = \"base\" }}, {{ id = \"x\", {fields} }}]"
    ))
    .marks("a1: base = 40")
}

#[test]
fn a_missing_mark_leaves_a_result_between_nought_and_the_full_mark() {
    three()
        .marks("a1: x = 80, z = 60\na2: x = 70, y = 70, z = 70\na3: x = 50, y = 50, z = 50")
        .gives("a2 70 1\na3 50 2\na1 open 52..82 1..2");
}

#[test]
fn a_mark_that_is_said_to_be_missing_is_as_open_as_one_that_is_not_there() {
    three().marks(r#"a1: x = 80, y = { not_assessed = "请假" }, z = 60"#).gives("a1 open 52..82 1..1");
    Case::new(
        r#"withheld = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#,
    )
    .marks(r#"a1: x = 80, y = { withheld = "涉案" }"#)
    .gives("a1 open 40..90 1..1");
}

#[test]
fn the_bounds_of_a_mark_are_those_of_its_scale() {
    added("max = 10").gives("a1 open 40..50 1..1");
    added("min = -5, max = 10").gives("a1 open 35..50 1..1");
    added("min = 2, max = 10").gives("a1 open 42..50 1..1");
    added("zero = 20, max = 85").gives("a1 open 40..105 1..1");
    added("zero = 30, max = 5").gives("a1 open 40..65 1..1");
    added("max = 10, factor = -2").gives("a1 open 20..40 1..1");
    added("min = -5, max = 10, factor = -2").gives("a1 open 20..50 1..1");
    added("max = 10, factor = 0").gives("a1 open 40..40 1..1");
    added("max = 10, marked = \"yes_no\"").gives("a1 open 40..50 1..1");
    added("max = 10, marked = \"deductions\", each = 3").gives("a1 open 40..50 1..1");
    added("max = 10, marked = \"bonus\"").gives("a1 open 40..50 1..1");
}

#[test]
fn what_a_section_takes_off_turns_the_bounds_of_its_parts() {
    Case::new(
        r#"aggregate = "sum"
        not_assessed = "open"
        criterion = [
            { id = "base" },
            { id = "off", aggregate = "sum", factor = -1, most = 12 },
            { id = "x", within = "off", max = 10 },
            { id = "back", within = "off", max = 4, factor = -1 },
        ]"#,
    )
    .marks("a1: base = 40, back = 1\na2: base = 40, x = 5\na3: base = 40")
    // off lies between −1 and 9; 1 and 5; −4 and 10
    .gives("a1 open 31..41 1..3\na2 open 35..39 1..3\na3 open 30..44 1..3");
}

#[test]
fn an_open_ratio_can_be_anything_from_none_to_all() {
    Case::new(
        r#"not_assessed = "open"
        criterion = [{ id = "x", weight = 30, marked = "ratio" }, { id = "y", weight = 70 }]"#,
    )
    .marks("a1: y = 80")
    .gives("a1 open 56..86 1..1");
}

#[test]
fn a_role_that_has_not_marked_yet_leaves_its_share_open() {
    Case::new(
        r#"not_assessed = "open"
        criterion = [{ id = "x", weight = 100 }]
        role = [{ id = "p", weight = 60 }, { id = "q", weight = 40, combine = "mean" }]"#,
    )
    .sheet("p", "o", "a1: x = 90\na2: x = 80")
    .sheet("q", "o", "a2: x = 85")
    .gives("a2 82 1\na1 open 54..94 1..2");
}

#[test]
fn a_mark_that_one_of_several_assessors_owes_leaves_their_mark_open() {
    let case = |combine: &str| {
        Case::new(&format!(
            "withheld = \"open\"\ncriterion = [{{ id = \"x\", weight = 100 }}]\n\
             role = [{{ id = \"r\", weight = 100, combine = \"{combine}\" }}]"
        ))
        .sheet("r", "o1", "a1: x = 80")
        .sheet("r", "o2", "a1: x = 90")
        .sheet("r", "o3", r#"a1: x = { withheld = "涉案" }"#)
    };
    case("mean").gives("a1 open 170/3..90 1..1");
    case("median").gives("a1 open 80..90 1..1");
    case("sum").gives("a1 open 170/3..90 1..1");
    let trimmed = r#"withheld = "open"
        criterion = [{ id = "x", weight = 100 }]
        role = [{ id = "r", weight = 100, combine = "trimmed_mean", trim_from = 3 }]"#;
    Case::new(trimmed)
        .sheet("r", "o1", "a1: x = 80")
        .sheet("r", "o2", "a1: x = 90")
        .sheet("r", "o3", r#"a1: x = { withheld = "涉案" }"#)
        .gives("a1 open 80..90 1..1");
}

#[test]
fn people_weigh_an_open_mark_too() {
    Case::new(
        r#"withheld = "open"
        criterion = [{ id = "x", weight = 100 }]
        role = [{ id = "r", weight = 100, combine = "mean_by_people" }]"#,
    )
    .sheet("r", "o1", "a1: x = 80, people = 300")
    .sheet("r", "o2", r#"a1: x = { withheld = "涉案" }, people = 100"#)
    .gives("a1 open 60..85 1..1");
}

#[test]
fn every_way_of_putting_parts_together_has_bounds() {
    let case = |aggregate: &str, weight: &str| {
        Case::new(&format!(
            "aggregate = \"{aggregate}\"\nnot_assessed = \"open\"\n\
             criterion = [{{ id = \"x\"{weight} }}, {{ id = \"y\"{weight} }}]"
        ))
        .marks("a1: x = 81")
    };
    case("weighted", ", weight = 50").gives("a1 open 40.5..90.5 1..1");
    case("geometric", ", weight = 50").gives("a1 open 0..90 1..1");
    case("sum", "").gives("a1 open 81..181 1..1");
    case("max", "").gives("a1 open 81..100 1..1");
    case("min", "").gives("a1 open 0..81 1..1");
}

#[test]
fn bounds_keep_to_limits_and_declared_roundings() {
    Case::new(
        r#"not_assessed = "open"
        least = 45
        most = 80
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#,
    )
    .marks("a1: x = 80")
    .gives("a1 open 45..80 1..1");
    Case::new(
        r#"not_assessed = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        round = [{ at = "contribution", digits = 0 }]"#,
    )
    .marks("a1: x = 80.9")
    .gives("a1 open 40..90 1..1");
}

#[test]
fn places_of_several_that_are_open_count_the_ends_of_one_another() {
    three()
        .marks(
            "a1: x = 80, z = 60
             a2: x = 90, z = 100
             a3: y = 50
             a4: x = 60, y = 60, z = 60
             a5: x = 90, y = 90, z = 90
             a6: x = 10, y = 90, z = 10",
        )
        // a3 lies between 15 and 85
        .gives(
            "a5 90 1\na4 60 2\na6 34 3\n\
             a1 open 52..82 2..5\na2 open 65..95 1..4\na3 open 15..85 2..6",
        );
}

#[test]
fn bounds_that_only_touch_share_a_place() {
    three()
        .marks("a1: x = 80, z = 60\na2: x = 82, y = 82, z = 82\na3: x = 52, y = 52, z = 52")
        .gives("a2 82 1\na3 52 2\na1 open 52..82 1..2");
}

#[test]
fn open_results_leave_the_places_of_the_others() {
    three()
        .marks("a1: x = 100, z = 100\na2: x = 60, y = 60, z = 60\na3: x = 60, y = 60, z = 60")
        .gives("a2 60 1=\na3 60 1=\na1 open 70..100 1..1");
}

#[test]
fn places_of_open_results_are_counted_in_their_group() {
    Case::new(
        r#"group_by = "kind"
        not_assessed = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#,
    )
    .areas("county", "city", "k1 k2")
    .marks("a1: x = 60\na2: x = 90, y = 90\nk1: x = 60\nk2: x = 20, y = 20")
    .gives("a2 90 1\nk2 20 1\na1 open 30..80 2..2\nk1 open 30..80 1..1");
}

#[test]
fn under_other_weights_an_open_result_has_other_bounds() {
    let results = Case::new(
        r#"not_assessed = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        alternative = [{ id = "other", criteria = { x = 3, y = 1 } }]"#,
    )
    .marks("a1: x = 80")
    .results();
    let Why::Open { least, most, .. } = &results.assessment.rankings[0].alternatives[0].pending[0].why else {
        panic!("the result is not open")
    };
    assert_eq!([least, most].map(number), ["60", "85"]);
}

#[test]
fn who_is_not_graded_is_not_open() {
    three().marks("a1: x = 80").ungraded("a1").gives("a1 ungraded");
}

#[test]
fn the_best_place_counts_results_as_they_are_rounded() {
    // With 100 on `y` the first has 87.127, which is rounded to 87.13, as the other is.
    let scheme = r#"rank_from = "rounded"
        not_assessed = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#;
    Case::new(scheme).marks("a1: x = 74.254, y = 100\na2: x = 87.128, y = 87.128").gives("a1 87.127 1=\na2 87.128 1=");
    Case::new(scheme)
        .marks("a1: x = 74.254\na2: x = 87.128, y = 87.128")
        .gives("a2 87.128 1\na1 open 37.127..87.127 1..2");
}

#[test]
fn the_worst_place_counts_the_ties_that_a_tie_breaker_decides() {
    let scheme = r#"not_assessed = "open"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }, { id = "hall", weight = 0 }]
        tie_breaker = [{ criterion = "hall" }]"#;
    let other = "a2: x = 30, y = 30, hall = 9";
    Case::new(scheme).marks(&format!("a1: x = 60, y = 0, hall = 1\n{other}")).gives("a2 30 1\na1 30 2");
    Case::new(scheme).marks(&format!("a1: x = 60, hall = 1\n{other}")).gives("a2 30 1\na1 open 30..80 1..2");
}

/// Whether the bounds of `a1` hold what it has when the mark comes.
#[track_caller]
fn bounds_hold(open: &Case, complete: &Case) {
    let results = open.results();
    let Why::Open { least, most, .. } = &results.pending("a1").why else { panic!("the result is not open") };
    let total = complete.total("a1");
    assert!(*least <= total && total <= *most, "{} lies outside {} to {}", number(&total), number(least), number(most));
}

#[test]
fn the_sheet_that_is_dropped_may_be_the_one_that_is_still_to_come() {
    let case = |mark: &str| {
        Case::new(
            r#"withheld = "open"
            criterion = [{ id = "x", weight = 100 }]
            role = [{ id = "r", weight = 100, combine = "trimmed_mean", combine_by = "total", trim_from = 3 }]"#,
        )
        .sheet("r", "o1", "a1: x = 100")
        .sheet("r", "o2", "a1: x = 90")
        .sheet("r", "o3", &format!("a1: x = {mark}"))
    };
    bounds_hold(&case(r#"{ withheld = "涉案" }"#), &case("99"));
}

#[test]
fn an_open_ratio_among_several_can_outweigh_the_others() {
    let case = |mark: &str| {
        Case::new(
            r#"withheld = "open"
            criterion = [{ id = "x", weight = 100, marked = "ratio" }]
            role = [{ id = "r", weight = 100, combine = "mean" }]"#,
        )
        .sheet("r", "o1", "a1: x = { got = 9, of = 10 }")
        .sheet("r", "o2", &format!("a1: x = {mark}"))
    };
    bounds_hold(&case(r#"{ withheld = "涉案" }"#), &case("{ got = 0, of = 1000 }"));
    bounds_hold(&case(r#"{ withheld = "涉案" }"#), &case("{ got = 1000, of = 1000 }"));
}

#[test]
fn an_open_ratio_that_is_added_has_no_bounds_and_is_refused() {
    // What it is of is not known: { got = 911, of = 972 } would make 951 of what is said to be at most 140.
    let case = Case::new(
        r#"aggregate = "sum"
        not_assessed = "open"
        criterion = [{ id = "base" }, { id = "x", marked = "ratio" }]"#,
    );
    assert_eq!(case.marks("a1: base = 40").refused(), "out-of-range");
}

#[test]
fn running_totals_do_not_push_a_result_out_of_its_bounds() {
    let case = |mark: &str| {
        Case::new(
            r#"not_assessed = "open"
            criterion = [{ id = "x", weight = 10 }, { id = "y", weight = 90 }]
            round = [{ at = "component", digits = 0, cumulative = true }]"#,
        )
        .marks(&format!("a1: {mark}y = 50.4"))
    };
    // x = 100: 100 and 150 − 100; x = 99.4: 99 and 150 − 99
    bounds_hold(&case(""), &case("x = 99.4, "));
}

#[test]
fn an_open_mark_says_for_how_many_people_it_will_speak() {
    let case = Case::new(
        r#"withheld = "open"
        criterion = [{ id = "x", weight = 100 }]
        role = [{ id = "r", weight = 100, combine = "mean_by_people" }]"#,
    )
    .sheet("r", "o1", "a1: x = 80, people = 100")
    .sheet("r", "o2", r#"a1: x = { withheld = "涉案" }"#);
    assert_eq!(case.refused(), "missing-field");
}
