//! Roles and their assessors: whose marks count how much, and how several become one.

use crate::assessment::case::Case;

const ONE: &str = r#"criterion = [{ id = "x", weight = 100 }]"#;

/// A scheme of one criterion that a role of several assessors marks.
fn panel(fields: &str) -> Case {
    Case::new(&format!("{ONE}\nrole = [{{ id = \"r\", weight = 100, {fields} }}]"))
}

/// What the assessors `o1`, `o2`, … of the role `r` gave on `x`, subject by subject.
fn given(case: Case, subjects: &[(&str, &[&str])]) -> Case {
    let most = subjects.iter().map(|(_, marks)| marks.len()).max().unwrap_or(0);
    (0..most).fold(case, |case, assessor| {
        let rows =
            subjects.iter().filter_map(|(subject, marks)| Some(format!("{subject}: x = {}", marks.get(assessor)?)));
        case.sheet("r", &format!("o{assessor}"), &rows.collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn a_role_counts_by_its_weight() {
    Case::new(&format!(
        "{ONE}\nrole = [{{ id = \"p\", weight = 50 }}, {{ id = \"q\", weight = 30 }}, {{ id = \"r\", weight = 20 }}]"
    ))
    .sheet("p", "o", "a1: x = 90")
    .sheet("q", "o", "a1: x = 80")
    .sheet("r", "o", "a1: x = 70")
    .gives("a1 83 1");
}

#[test]
fn a_role_may_count_otherwise_for_another_kind_of_subject() {
    Case::new(&format!(
        "{ONE}\nrole = [{{ id = \"p\", weight_by_kind = {{ district = 50, county = 90 }} }}, \
         {{ id = \"q\", weight_by_kind = {{ district = 50, county = 10 }} }}]"
    ))
    .areas("county", "city", "k1")
    .sheet("p", "o", "a1: x = 90\nk1: x = 90")
    .sheet("q", "o", "a1: x = 80\nk1: x = 80")
    .gives("k1 89 1\na1 85 2");
}

#[test]
fn on_a_criterion_a_role_counts_by_its_weight_among_those_who_mark_it() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 30 }, { id = "z", weight = 20 }]
        role = [
            { id = "p", weight = 50 },
            { id = "q", weight = 30, criteria = ["x", "y"] },
            { id = "r", weight = 20, criteria = ["x", "z"] },
        ]"#,
    )
    .sheet("p", "o", "a1: x = 80, y = 80, z = 70")
    .sheet("q", "o", "a1: x = 90, y = 100")
    .sheet("r", "o", "a1: x = 100, z = 98");
    // x = 40 + 27 + 20; y = (50 × 80 + 30 × 100) ÷ 80; z = (50 × 70 + 20 × 98) ÷ 70
    case.gives("a1 85.35 1");
    let results = case.results();
    assert_eq!(["x", "y", "z"].map(|key| results.part("a1", key)), ["87/100", "87.5/100", "78/100"]);
}

#[test]
fn a_role_that_marks_alone_decides_alone() {
    Case::new(
        r#"criterion = [{ id = "x", weight = 70 }, { id = "y", weight = 30 }]
        role = [{ id = "p", weight = 99, criteria = ["x"] }, { id = "q", weight = 1, criteria = ["y"] }]"#,
    )
    .sheet("p", "o", "a1: x = 80")
    .sheet("q", "o", "a1: y = 60")
    .gives("a1 74 1");
}

#[test]
fn a_mean_takes_all_assessors_alike() {
    given(panel(r#"combine = "mean""#), &[("a1", &["80", "90", "86"]), ("a2", &["85", "86"]), ("a3", &["85.4"])])
        .gives("a2 85.5 1\na3 85.4 2\na1 256/3 3");
}

#[test]
fn a_mean_by_people_takes_assessors_by_those_they_speak_for() {
    panel(r#"combine = "mean_by_people""#)
        .sheet("r", "o1", "a1: x = 80, people = 100\na2: x = 80, people = 1")
        .sheet("r", "o2", "a1: x = 90, people = 300\na2: x = 90, people = 2")
        .gives("a1 87.5 1\na2 260/3 2");
}

#[test]
fn a_median_is_the_middle_mark_or_the_mean_of_the_middle_two() {
    given(
        panel(r#"combine = "median""#),
        &[("a1", &["70", "95", "80"]), ("a2", &["70", "95", "90", "80"]), ("a3", &["84"])],
    )
    .gives("a2 85 1\na3 84 2\na1 80 3");
}

#[test]
fn a_trimmed_mean_drops_one_highest_and_one_lowest() {
    let marks: [(&str, &[&str]); 3] = [
        ("a1", &["60", "80", "82", "84", "100"]),
        ("a2", &["90", "90", "80", "70", "70"]),
        ("a3", &["1", "0", "82", "83", "83", "100"]),
    ];
    let case = given(panel(r#"combine = "trimmed_mean""#), &marks);
    case.gives("a1 82 1\na2 80 2\na3 62.25 3");
    let dropped = |subject: &str| -> Vec<bool> {
        case.results().working(subject).panels[0].given.iter().map(|given| given.dropped).collect()
    };
    assert_eq!(dropped("a1"), [true, false, false, false, true]);
    assert_eq!(dropped("a2").iter().filter(|dropped| **dropped).count(), 2);
}

#[test]
fn all_equal_marks_are_that_mark_when_two_are_dropped() {
    given(panel(r#"combine = "trimmed_mean""#), &[("a1", &["77.7"; 7])]).gives("a1 77.7 1");
}

#[test]
fn nothing_is_dropped_from_fewer_marks_than_that_takes() {
    let marks: [(&str, &[&str]); 2] = [("a1", &["60", "80", "90", "100"]), ("a2", &["60", "80", "90"])];
    let case = given(panel(r#"combine = "trimmed_mean""#), &marks);
    case.gives("a1 82.5 1\na2 230/3 2");
    assert_eq!(case.results().warnings(), "too-few-to-trim");
    let case = given(panel(r#"combine = "trimmed_mean", trim_from = 4"#), &marks);
    case.gives("a1 85 1\na2 230/3 2");
    let case = given(panel(r#"combine = "trimmed_mean", trim_from = 3"#), &marks);
    case.gives("a1 85 1\na2 80 2");
    assert_eq!(case.results().warnings(), "");
}

#[test]
fn a_sum_adds_the_points_of_the_assessors() {
    let fields = "role = [{ id = \"r\", weight = 100, combine = \"sum\" }]";
    let added = Case::new(&format!("aggregate = \"sum\"\ncriterion = [{{ id = \"x\", max = 12 }}]\n{fields}"));
    given(added, &[("a1", &["8", "12", "7"]), ("a2", &["12", "12", "4"])]).gives("a2 28 1\na1 27 2");
}

#[test]
fn where_results_are_averaged_a_sum_is_of_as_many_full_marks() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 100, max = 12 }]
        role = [{ id = "r", weight = 100, combine = "sum" }]"#,
    );
    given(case, &[("a1", &["9", "12", "6"]), ("a2", &["12", "6"])]).gives("a1 75 1=\na2 75 1=");
}

#[test]
fn ratios_of_several_assessors_are_pooled() {
    for combine in ["mean", "sum"] {
        Case::new(&format!(
            "criterion = [{{ id = \"x\", weight = 100, marked = \"ratio\" }}]\n\
             role = [{{ id = \"r\", weight = 100, combine = \"{combine}\" }}]"
        ))
        .sheet("r", "o1", "a1: x = { got = 9, of = 10 }")
        .sheet("r", "o2", "a1: x = { got = 30, of = 40 }")
        .gives("a1 78 1");
    }
}

/// Five judges on two criteria; by their totals 12, 16, 15, 18 and 11.
fn judged(combine: &str) -> Case {
    let rows = ["x = 10, y = 2", "x = 8, y = 8", "x = 7, y = 8", "x = 9, y = 9", "x = 1, y = 10"];
    let case = Case::new(&format!(
        "aggregate = \"sum\"\ncriterion = [{{ id = \"x\", max = 10 }}, {{ id = \"y\", max = 10 }}]\n\
         role = [{{ id = \"r\", weight = 100, {combine} }}]"
    ));
    rows.iter().enumerate().fold(case, |case, (at, row)| case.sheet("r", &format!("o{at}"), &format!("a1: {row}")))
}

#[test]
fn by_criterion_each_loses_its_own_highest_and_lowest() {
    // x: 7, 8, 9; y: 8, 8, 9
    judged(r#"combine = "trimmed_mean""#).gives("a1 49/3 1");
    judged(r#"combine = "median""#).gives("a1 16 1");
}

#[test]
fn by_total_the_whole_sheets_of_the_highest_and_the_lowest_are_dropped() {
    // Without o3 (18) and o4 (11): x: 10, 8, 7; y: 2, 8, 8
    let case = judged(r#"combine = "trimmed_mean", combine_by = "total""#);
    case.gives("a1 43/3 1");
    for panel in &case.results().working("a1").panels {
        let dropped: Vec<bool> = panel.given.iter().map(|given| given.dropped).collect();
        assert_eq!(dropped, [false, false, false, true, true]);
    }
}

#[test]
fn by_total_the_sheet_in_the_middle_counts_as_a_whole() {
    judged(r#"combine = "median", combine_by = "total""#).gives("a1 15 1");
    let four = Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x", max = 10 }, { id = "y", max = 10 }]
        role = [{ id = "r", weight = 100, combine = "median", combine_by = "total" }]"#,
    );
    let rows = ["x = 10, y = 10", "x = 0, y = 8", "x = 9, y = 1", "x = 0, y = 0"];
    let four =
        rows.iter().enumerate().fold(four, |case, (at, row)| case.sheet("r", &format!("o{at}"), &format!("a1: {row}")));
    // The middle two are 0 + 8 and 9 + 1.
    four.gives("a1 9 1");
    assert_eq!(four.results().part("a1", "x"), "4.5/10");
}

#[test]
fn the_total_that_drops_a_sheet_weighs_the_criteria() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 90 }, { id = "y", weight = 10 }]
        role = [{ id = "r", weight = 100, combine = "median", combine_by = "total" }]"#,
    )
    .sheet("r", "o1", "a1: x = 80, y = 0")
    .sheet("r", "o2", "a1: x = 70, y = 100")
    .sheet("r", "o3", "a1: x = 60, y = 95");
    // 72, 73, 63.5
    case.gives("a1 72 1");
}

#[test]
fn too_few_sheets_for_trimming_by_total_are_all_kept() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 100 }]
        role = [{ id = "r", weight = 100, combine = "trimmed_mean", combine_by = "total" }]"#,
    );
    given(case, &[("a1", &["60", "80", "90", "100"])]).gives("a1 82.5 1");
}

#[test]
fn in_a_total_nought_counts_as_nought() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        role = [{ id = "r", weight = 100, combine = "median", combine_by = "total" }]"#,
    )
    .sheet("r", "o1", r#"a1: x = 90, y = { zero = "没有材料" }"#)
    .sheet("r", "o2", "a1: x = 80, y = 60")
    .sheet("r", "o3", "a1: x = 60, y = 70");
    // 45, 70, 65: the third is in the middle.
    case.gives("a1 65 1");
}

#[test]
fn in_a_total_points_that_are_taken_off_are_taken_off() {
    let case = Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "off", max = 20, factor = -1 }]
        role = [{ id = "r", weight = 100, combine = "median", combine_by = "total" }]"#,
    )
    .sheet("r", "o1", "a1: x = 90, off = 20")
    .sheet("r", "o2", "a1: x = 80, off = 0")
    .sheet("r", "o3", "a1: x = 85, off = 1");
    // 70, 80, 84: the second is in the middle.
    case.gives("a1 80 1");
}

#[test]
fn in_a_total_a_bonus_counts() {
    let case = Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "more", max = 20, marked = "bonus" }]
        role = [{ id = "r", weight = 100, combine = "median", combine_by = "total" }]"#,
    )
    .sheet("r", "o1", "a1: x = 70, more = 20")
    .sheet("r", "o2", "a1: x = 80, more = 0")
    .sheet("r", "o3", "a1: x = 60, more = 18");
    // 90, 80, 78: the second is in the middle.
    case.gives("a1 80 1");
}

#[test]
fn a_criterion_that_only_dropped_assessors_marked_is_left_out_and_not_nought() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        role = [{ id = "r", weight = 100, combine = "median", combine_by = "total" }]"#,
    )
    .sheet("r", "o1", "a1: x = 90, y = 90")
    .sheet("r", "o2", r#"a1: x = 80, y = { not_applicable = "没有电梯" }"#)
    .sheet("r", "o3", "a1: x = 70, y = 70");
    case.gives("a1 80 1");
}

#[test]
fn two_roles_that_add_up_different_numbers_of_assessors_still_count_by_their_weights() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 100, max = 10 }]
        role = [{ id = "p", weight = 50, combine = "sum" }, { id = "q", weight = 50, combine = "mean" }]"#,
    )
    .sheet("p", "o1", "a1: x = 10\na2: x = 8")
    .sheet("p", "o2", "a1: x = 10\na2: x = 8")
    .sheet("p", "o3", "a1: x = 10\na2: x = 8")
    .sheet("q", "o1", "a1: x = 10\na2: x = 5");
    // (80 + 50) ÷ 2
    case.gives("a1 100 1\na2 65 2");
}

#[test]
fn a_role_that_says_nothing_about_several_assessors_has_one() {
    let case = Case::new(ONE).sheet("r", "o1", "a1: x = 1").sheet("r", "o2", "a1: x = 2");
    assert_eq!(case.refused(), "duplicate-mark");
}

#[test]
fn who_gives_nought_says_for_how_many_people() {
    let case = panel(r#"combine = "mean_by_people""#).sheet("r", "o1", "a1: x = 80, people = 100").sheet(
        "r",
        "o2",
        r#"a1: x = { zero = "没有材料" }"#,
    );
    assert_eq!(case.refused(), "missing-field");
}
