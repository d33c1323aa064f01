//! The tree of criteria: how the points of parts become those of the whole.

use crate::assessment::case::Case;

#[test]
fn a_result_is_the_sum_of_share_times_mark() {
    Case::new(r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 30 }, { id = "z", weight = 20 }]"#)
        .marks("a1: x = 90, y = 80, z = 75\na2: x = 75, y = 80, z = 90")
        .gives("a1 84 1\na2 79.5 2");
}

#[test]
fn relative_weights_are_divided_by_their_sum() {
    Case::new("weights = \"relative\"\ncriterion = [{ id = \"x\", weight = 2 }, { id = \"y\", weight = 1 }]")
        .marks("a1: x = 80, y = 100")
        .gives("a1 260/3 1");
}

#[test]
fn weights_as_written_are_hundredths_of_the_whole() {
    Case::new("weights = \"as_written\"\ncriterion = [{ id = \"x\", weight = 60 }, { id = \"y\", weight = 30 }]")
        .marks("a1: x = 100, y = 100\na2: x = 50, y = 10")
        .gives("a1 90 1\na2 33 2");
}

#[test]
fn a_criterion_of_weight_nought_changes_no_result() {
    Case::new(r#"criterion = [{ id = "x", weight = 100 }, { id = "y", weight = 0 }]"#)
        .marks("a1: x = 80, y = 100\na2: x = 80, y = 0")
        .gives("a1 80 1=\na2 80 1=");
}

#[test]
fn averages_of_averages_go_down_as_far_as_the_tree_does() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 60 },
            { id = "t", within = "s", weight = 50 },
            { id = "x", within = "t", weight = 30 },
            { id = "y", within = "t", weight = 70 },
            { id = "z", within = "s", weight = 50 },
            { id = "w", weight = 40 },
        ]"#,
    )
    .marks("a1: x = 80, y = 90, z = 70, w = 95");
    // t = 0.3 × 80 + 0.7 × 90 = 87; s = (87 + 70) ÷ 2 = 78.5; 0.6 × 78.5 + 0.4 × 95
    case.gives("a1 85.1 1");
    let results = case.results();
    assert_eq!((results.part("a1", "t"), results.part("a1", "s")), ("87/100".into(), "78.5/100".into()));
}

#[test]
fn parts_may_be_written_before_what_they_lie_within() {
    Case::new(
        r#"criterion = [
            { id = "y", within = "t", weight = 70 },
            { id = "w", weight = 40 },
            { id = "t", within = "s", weight = 50 },
            { id = "x", within = "t", weight = 30 },
            { id = "s", weight = 60 },
            { id = "z", within = "s", weight = 50 },
        ]"#,
    )
    .marks("a1: w = 95, z = 70, y = 90, x = 80")
    .gives("a1 85.1 1");
}

#[test]
fn a_geometric_mean_is_the_root_of_the_product() {
    Case::new("aggregate = \"geometric\"\ncriterion = [{ id = \"x\", weight = 50 }, { id = \"y\", weight = 50 }]")
        .marks("a1: x = 40, y = 90\na2: x = 0, y = 100\na3: x = 100, y = 100")
        .gives("a3 100 1\na1 60 2\na2 0 3");
    // (8² × 27)^⅓ = 12
    Case::new(
        "aggregate = \"geometric\"\nweights = \"relative\"\n\
         criterion = [{ id = \"x\", weight = 2 }, { id = \"y\", weight = 1 }]",
    )
    .marks("a1: x = 8, y = 27")
    .gives("a1 12 1");
}

#[test]
fn a_geometric_mean_is_of_shares_of_the_full_mark() {
    // 100 × √(4⁄10 × 18⁄20)
    Case::new(
        r#"aggregate = "geometric"
        criterion = [{ id = "x", weight = 50, max = 10 }, { id = "y", weight = 50, max = 20 }]"#,
    )
    .marks("a1: x = 4, y = 18")
    .gives("a1 60 1");
}

#[test]
fn a_geometric_mean_without_an_end_is_rounded_once() {
    // √5000 = 70.710678118654752440…
    Case::new(
        r#"aggregate = "geometric"
        digits = 12
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#,
    )
    .marks("a1: x = 50, y = 100")
    .prints("a1 70.710678118655");
}

#[test]
fn an_index_of_geometric_means_of_clamped_indicators_is_that_of_its_publisher() {
    // As the human development index is made: life expectancy, schooling (a mean of two), income as logarithms given.
    let case = Case::new(
        r#"aggregate = "geometric"
        weights = "relative"
        digits = 1
        criterion = [
            { id = "life", weight = 1, zero = 20, max = 85, beyond = "clamp" },
            { id = "school", weight = 1 },
            { id = "expected", within = "school", weight = 1, max = 18, beyond = "clamp" },
            { id = "mean", within = "school", weight = 1, max = 15, beyond = "clamp" },
            { id = "income", weight = 1, beyond = "clamp" },
        ]"#,
    )
    .marks("a1: life = 82.5, expected = 19, mean = 13.2, income = 97.3");
    // 100 × (0.961538… × 0.94 × 0.973)^⅓ = 95.81…
    case.prints("a1 95.8");
    assert_eq!(case.results().part("a1", "school"), "94/100");
}

#[test]
fn the_highest_or_the_lowest_part_counts_as_a_share_of_its_full_mark() {
    let with = |aggregate: &str| {
        Case::new(&format!(
            "aggregate = \"{aggregate}\"\ncriterion = [{{ id = \"x\", max = 10 }}, {{ id = \"y\", max = 5 }}]"
        ))
        .marks("a1: x = 7, y = 4\na2: x = 9, y = 4.5")
    };
    with("max").gives("a2 90 1\na1 80 2");
    with("min").gives("a2 90 1\na1 70 2");
}

#[test]
fn the_best_of_sections_is_taken_inside_an_average() {
    Case::new(
        r#"criterion = [
            { id = "x", weight = 50 },
            { id = "best", weight = 50, aggregate = "max" },
            { id = "s", within = "best", aggregate = "sum" },
            { id = "s1", within = "s", max = 30 },
            { id = "s2", within = "s", max = 10 },
            { id = "t", within = "best", aggregate = "min" },
            { id = "t1", within = "t" },
            { id = "t2", within = "t" },
        ]"#,
    )
    // s = 100 × 30 ÷ 40 = 75, t = 60; (80 + 75) ÷ 2
    .marks("a1: x = 80, s1 = 22, s2 = 8, t1 = 60, t2 = 90")
    .gives("a1 77.5 1");
}

#[test]
fn points_are_added_times_their_factors() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [
            { id = "x" },
            { id = "off", max = 10, factor = -2 },
            { id = "hall", max = 10, factor = 0 },
            { id = "more", max = 10, factor = 1.5 },
        ]"#,
    )
    .marks("a1: x = 90, off = 3, hall = 8, more = 5\na2: x = 10, off = 10, hall = 10, more = 0")
    .gives("a1 91.5 1\na2 -10 2");
}

#[test]
fn what_is_taken_off_or_does_not_count_adds_nothing_to_the_full_mark() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 100, aggregate = "sum" },
            { id = "x", within = "s", max = 80 },
            { id = "more", within = "s", max = 20, factor = 2 },
            { id = "off", within = "s", max = 10, factor = -1 },
            { id = "hall", within = "s", max = 10, factor = 0 },
        ]"#,
    )
    .marks("a1: x = 60, more = 10, off = 5, hall = 10\na2: x = 80, more = 20, off = 0, hall = 0");
    // (60 + 20 − 5) ÷ (80 + 40)
    case.gives("a2 100 1\na1 62.5 2");
    assert_eq!(case.results().part("a1", "s"), "75/120");
}

#[test]
fn a_section_has_a_factor_where_sections_are_added() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [
            { id = "s", aggregate = "sum", factor = 0.5 },
            { id = "x", within = "s", max = 30 },
            { id = "y", within = "s", max = 30, factor = -1 },
            { id = "t", factor = 0.4 },
            { id = "z", within = "t", weight = 25 },
            { id = "w", within = "t", weight = 75 },
        ]"#,
    )
    // 0.5 × (28 − 3) + 0.4 × (0.25 × 60 + 0.75 × 80)
    .marks("a1: x = 28, y = 3, z = 60, w = 80")
    .gives("a1 42.5 1");
}

#[test]
fn a_result_stays_between_its_limits() {
    let case = Case::new(
        r#"aggregate = "sum"
        least = 0
        most = 100
        criterion = [{ id = "x" }, { id = "more", max = 20, marked = "bonus" }, { id = "off", max = 50, factor = -1 }]"#,
    )
    .marks("a1: x = 95, more = 20, off = 0\na2: x = 10, more = 0, off = 40\na3: x = 90, more = 20, off = 10");
    case.gives("a1 100 1=\na3 100 1=\na2 0 3");
    let results = case.results();
    let limited = |subject: &str| (results.working(subject).unlimited.is_some(), results.working(subject).adds_up);
    assert_eq!(["a1", "a2", "a3"].map(limited), [(true, false), (true, false), (false, true)]);
}

#[test]
fn a_section_stays_between_its_limits() {
    let case = Case::new(
        r#"aggregate = "sum"
        criterion = [
            { id = "x", max = 80 },
            { id = "s", aggregate = "sum", most = 20 },
            { id = "s1", within = "s", max = 15 },
            { id = "s2", within = "s", max = 15 },
            { id = "off", aggregate = "sum", factor = -1, least = 2, most = 6 },
            { id = "off1", within = "off", max = 5 },
            { id = "off2", within = "off", max = 5 },
        ]"#,
    )
    .marks("a1: x = 70, s1 = 12, s2 = 15, off1 = 0, off2 = 1\na2: x = 70, s1 = 10, s2 = 9.5, off1 = 5, off2 = 4");
    // 70 + 20 − 2; 70 + 19.5 − 6
    case.gives("a1 88 1\na2 83.5 2");
}

#[test]
fn a_limit_below_the_full_mark_is_the_full_mark() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 100, aggregate = "sum", most = 20 },
            { id = "x", within = "s", max = 15 },
            { id = "y", within = "s", max = 15 },
        ]"#,
    )
    .marks("a1: x = 12, y = 15\na2: x = 10, y = 5");
    case.gives("a1 100 1\na2 75 2");
    assert_eq!(case.results().part("a1", "s"), "20/20");
}

#[test]
fn criteria_of_one_kind_of_subject_do_not_touch_the_others() {
    let case = Case::new(
        r#"criterion = [
            { id = "x", weight = 60 },
            { id = "lifts", weight = 40, kinds = ["city", "district", "subdistrict", "community"] },
            { id = "fields", weight = 30, kinds = ["county", "town", "village"] },
            { id = "woods", weight = 10, kinds = ["county", "town", "village"] },
        ]"#,
    )
    .areas("county", "city", "k1")
    .marks("a1: x = 80, lifts = 90\nk1: x = 80, fields = 90, woods = 70");
    case.gives("a1 84 1\nk1 82 2");
    assert_eq!(case.results().part("k1", "lifts"), "-");
}

#[test]
fn a_section_without_a_part_for_the_kind_leaves_its_weight_to_the_others() {
    Case::new(
        r#"criterion = [
            { id = "x", weight = 40 },
            { id = "y", weight = 40 },
            { id = "s", weight = 20 },
            { id = "lifts", within = "s", weight = 100, kinds = ["district"] },
        ]"#,
    )
    .areas("county", "city", "k1")
    .marks("a1: x = 80, y = 60, lifts = 90\nk1: x = 80, y = 60")
    .gives("a1 74 1\nk1 70 2");
}

#[test]
fn relative_weights_are_divided_by_the_sum_for_the_kind() {
    Case::new(
        r#"weights = "relative"
        criterion = [
            { id = "x", weight = 1 },
            { id = "lifts", weight = 1, kinds = ["district"] },
            { id = "fields", weight = 3, kinds = ["county"] },
        ]"#,
    )
    .areas("county", "city", "k1")
    .marks("a1: x = 80, lifts = 90\nk1: x = 80, fields = 90")
    .gives("k1 87.5 1\na1 85 2");
}

#[test]
fn a_mark_on_a_criterion_of_another_kind_is_refused() {
    let scheme = "weights = \"relative\"\n\
        criterion = [{ id = \"x\", weight = 60 }, { id = \"y\", weight = 40, kinds = [\"county\"] }]";
    assert_eq!(Case::new(scheme).marks("a1: x = 1, y = 1").refused(), "unknown-criterion");
}

#[test]
fn percentages_add_up_for_every_kind() {
    let scheme = r#"criterion = [{ id = "x", weight = 60 }, { id = "y", weight = 40, kinds = ["county"] }]"#;
    assert_eq!(Case::new(scheme).marks("a1: x = 1").refused(), "weights-do-not-add");
}

#[test]
fn a_section_that_never_falls_below_nought_can_be_part_of_a_geometric_mean() {
    Case::new(&below_nought("least = 0, "))
        .marks("a1: x = 5, off = 20, y = 80\na2: x = 10, off = 1, y = 90")
        .gives("a2 90 1\na1 0 2");
}

/// A geometric mean of a section from which more can be taken off than it has.
fn below_nought(limit: &str) -> String {
    format!(
        "aggregate = \"geometric\"\ncriterion = [\
         {{ id = \"s\", weight = 50, {limit}aggregate = \"sum\" }}, \
         {{ id = \"x\", within = \"s\", max = 10 }}, \
         {{ id = \"off\", within = \"s\", max = 20, factor = -1 }}, \
         {{ id = \"y\", weight = 50 }}]"
    )
}

#[test]
fn a_section_that_can_fall_below_nought_cannot_be_part_of_a_geometric_mean() {
    assert_eq!(Case::new(&below_nought("")).marks("a1: x = 5, off = 20, y = 80").refused(), "out-of-range");
}
