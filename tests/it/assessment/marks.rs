//! One mark: how many points it is worth, and of how many.

use crate::assessment::case::Case;

/// A scheme of one criterion, with these fields.
fn one(fields: &str) -> Case {
    Case::new(&format!("criterion = [{{ id = \"x\", weight = 100, {fields} }}]"))
}

/// A scheme that adds a criterion with these fields to 50 points that everybody has.
fn added(fields: &str) -> Case {
    let base = r#"{ id = "base", max = 50 }"#;
    Case::new(&format!("aggregate = \"sum\"\ncriterion = [{base}, {{ id = \"x\", {fields} }}]"))
}

#[test]
fn a_mark_counts_as_its_share_of_the_full_mark() {
    Case::new(r#"criterion = [{ id = "x", weight = 60, max = 10 }, { id = "y", weight = 40, max = 5 }]"#)
        .marks("a1: x = 8.5, y = 4")
        .gives("a1 83 1");
}

#[test]
fn a_full_mark_is_a_hundred_unless_said_otherwise() {
    one("").marks("a1: x = 87.65").gives("a1 87.65 1");
}

#[test]
fn a_tenth_is_a_tenth_and_ten_of_them_are_one() {
    let ids: Vec<String> = (0..10).map(|at| format!("x{at}")).collect();
    let criteria: Vec<String> = ids.iter().map(|id| format!("{{ id = \"{id}\", weight = 0.1 }}")).collect();
    let marks = |mark: &str| ids.iter().map(|id| format!("{id} = {mark}")).collect::<Vec<_>>().join(", ");
    Case::new(&format!("weights = \"relative\"\ncriterion = [{}]", criteria.join(", ")))
        .marks(&format!("a1: {}\na2: {}", marks("0.1"), marks("0.10")))
        .gives("a1 0.1 1=\na2 0.1 1=");
}

#[test]
fn points_count_from_the_mark_that_is_worth_nothing() {
    // 100 × (71.6 − 20) ÷ (85 − 20)
    one("zero = 20, max = 85").marks("a1: x = 71.6\na2: x = 20\na3: x = 85").gives("a3 100 1\na1 1032/13 2\na2 0 3");
}

#[test]
fn less_is_better_where_nought_lies_above_the_full_mark() {
    one("zero = 30, max = 5")
        .marks("a1: x = 10\na2: x = 30\na3: x = 5\na4: x = 29.5")
        .gives("a3 100 1\na1 80 2\na4 2 3\na2 0 4");
}

#[test]
fn a_mark_below_nought_takes_off() {
    one("min = -10, max = 10").marks("a1: x = -5\na2: x = 0\na3: x = -10").gives("a2 0 1\na1 -50 2\na3 -100 3");
}

#[test]
fn the_lowest_mark_is_worth_something_unless_it_is_nought() {
    one("min = 1, max = 5").marks("a1: x = 1\na2: x = 3").gives("a2 60 1\na1 20 2");
    one("min = 1, zero = 1, max = 5").marks("a1: x = 1\na2: x = 3").gives("a2 50 1\na1 0 2");
}

#[test]
fn a_mark_beyond_the_scale_is_refused() {
    for mark in ["10.01", "-0.01", "1000"] {
        assert_eq!(one("max = 10").marks(&format!("a1: x = {mark}")).refused(), "mark-off-scale");
    }
    assert_eq!(one("zero = 30, max = 5").marks("a1: x = 4.9").refused(), "mark-off-scale");
    assert_eq!(one("zero = 30, max = 5").marks("a1: x = 30.1").refused(), "mark-off-scale");
}

#[test]
fn a_mark_beyond_a_scale_that_clamps_counts_as_its_end() {
    one(r#"zero = 20, max = 85, beyond = "clamp""#)
        .marks("a1: x = 90\na2: x = 10\na3: x = 84.35")
        .gives("a1 100 1\na3 99 2\na2 0 3");
    one(r#"zero = 30, max = 5, beyond = "clamp""#)
        .marks("a1: x = 1\na2: x = 1000\na3: x = 17.5")
        .gives("a1 100 1\na3 50 2\na2 0 3");
    one(r#"min = 10, max = 100, beyond = "clamp""#).marks("a1: x = 3").gives("a1 10 1");
}

#[test]
fn marks_are_whole_steps_from_the_lowest_up() {
    one("max = 10, step = 0.5").marks("a1: x = 7.5").gives("a1 75 1");
    assert_eq!(one("max = 10, step = 0.5").marks("a1: x = 7.3").refused(), "mark-off-scale");
    one("min = 1, max = 10, step = 3").marks("a1: x = 7").gives("a1 70 1");
    assert_eq!(one("min = 1, max = 10, step = 3").marks("a1: x = 6").refused(), "mark-off-scale");
}

#[test]
fn a_ratio_is_so_many_of_so_many() {
    // 100 × 911 ÷ 972
    one(r#"marked = "ratio""#)
        .marks("a1: x = { got = 911, of = 972 }\na2: x = { got = 0, of = 7 }\na3: x = { got = 2.5, of = 2.5 }")
        .gives("a3 100 1\na1 22775/243 2\na2 0 3");
}

#[test]
fn a_ratio_of_nothing_does_not_apply_and_its_weight_is_shared() {
    Case::new(r#"criterion = [{ id = "x", weight = 40, marked = "ratio" }, { id = "y", weight = 60 }]"#)
        .marks("a1: x = { got = 0, of = 0 }, y = 70\na2: x = { got = 0, of = 1 }, y = 70")
        .gives("a1 70 1\na2 42 2");
}

#[test]
fn a_ratio_of_more_than_all_is_refused_unless_it_clamps() {
    let marks = "a1: x = { got = 12, of = 10 }";
    assert_eq!(one(r#"marked = "ratio""#).marks(marks).refused(), "mark-off-scale");
    one(r#"marked = "ratio", beyond = "clamp""#).marks(marks).gives("a1 100 1");
}

#[test]
fn where_points_are_added_a_ratio_adds_what_was_got() {
    added(r#"marked = "ratio""#).marks("a1: base = 40, x = { got = 7, of = 9 }").gives("a1 47 1");
}

#[test]
fn yes_is_the_full_mark_and_no_is_nought() {
    one(r#"marked = "yes_no""#).marks("a1: x = true\na2: x = false").gives("a1 100 1\na2 0 2");
    one(r#"marked = "yes_no", max = 3"#).marks("a1: x = true").gives("a1 100 1");
    added(r#"marked = "yes_no", max = 3"#)
        .marks("a1: base = 40, x = true\na2: base = 42, x = false")
        .gives("a1 43 1\na2 42 2");
}

#[test]
fn deductions_stop_at_nought() {
    added(r#"marked = "deductions", max = 20, each = 3"#)
        .marks("a1: base = 40, x = 0\na2: base = 40, x = 4\na3: base = 40, x = 6\na4: base = 40, x = 7")
        .gives("a1 60 1\na2 48 2\na3 42 3\na4 40 4");
    one(r#"marked = "deductions", max = 20, each = 3"#).marks("a1: x = 4").gives("a1 40 1");
    one(r#"marked = "deductions""#).marks("a1: x = 4\na2: x = 101").gives("a1 96 1\na2 0 2");
    one(r#"marked = "deductions", each = 0.1"#).marks("a1: x = 3").gives("a1 99.7 1");
}

#[test]
fn faults_are_counted_in_whole_numbers() {
    for mark in ["1.5", "-1"] {
        let case = one(r#"marked = "deductions", max = 20"#).marks(&format!("a1: x = {mark}"));
        assert_eq!(case.refused(), "mark-off-scale");
    }
}

#[test]
fn a_bonus_is_counted_up_to_its_limit() {
    added(r#"marked = "bonus", max = 5"#)
        .marks("a1: base = 40, x = 3.5\na2: base = 40, x = 8\na3: base = 40, x = 5\na4: base = 40, x = 0")
        .gives("a2 45 1=\na3 45 1=\na1 43.5 3\na4 40 4");
}

#[test]
fn a_bonus_adds_nothing_to_the_full_mark() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 100, aggregate = "sum" },
            { id = "x", within = "s", max = 50 },
            { id = "y", within = "s", max = 5, marked = "bonus" },
        ]"#,
    )
    .marks("a1: x = 40, y = 5\na2: x = 50, y = 9");
    case.gives("a2 110 1\na1 90 2");
    assert_eq!(case.results().part("a2", "s"), "55/50");
}

#[test]
fn a_bonus_among_averages_is_refused() {
    let scheme = r#"criterion = [{ id = "x", weight = 90 }, { id = "y", weight = 10, marked = "bonus" }]"#;
    assert_eq!(Case::new(scheme).marks("a1: x = 1, y = 1").refused(), "out-of-range");
}

#[test]
fn a_mark_of_another_sort_is_refused() {
    let wrong = [
        ("", "true"),
        ("marked = \"yes_no\"", "1"),
        ("marked = \"ratio\"", "0.9"),
        ("marked = \"deductions\"", "false"),
    ];
    for (fields, mark) in wrong {
        assert_eq!(one(fields).marks(&format!("a1: x = {mark}")).refused(), "wrong-type", "{fields}: {mark}");
    }
}

#[test]
fn a_mark_that_is_missing_is_refused_and_never_nought() {
    let scheme = r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#;
    assert_eq!(Case::new(scheme).marks("a1: x = 90").refused(), "missing-mark");
}
