//! Marks that are not there: the four kinds of empty, and what becomes of their weight.

use crate::assessment::case::Case;

/// Three criteria of weights 50, 30 and 20, and what the scheme says about empty marks.
fn three(empties: &str) -> Case {
    Case::new(&format!(
        "{empties}\n\
         criterion = [{{ id = \"x\", weight = 50 }}, {{ id = \"y\", weight = 30 }}, {{ id = \"z\", weight = 20 }}]"
    ))
}

const EMPTY: [&str; 3] = ["not_applicable", "not_assessed", "withheld"];

#[test]
fn a_written_nought_is_nought_whatever_the_scheme_says() {
    for empties in ["", "not_applicable = \"refuse\"", "not_assessed = \"leave_out\"", "withheld = \"leave_out\""] {
        three(empties).marks(r#"a1: x = 80, y = { zero = "没有材料" }, z = 60"#).gives("a1 52 1");
    }
}

#[test]
fn an_empty_mark_that_counts_as_nought_keeps_its_weight() {
    for empty in EMPTY {
        three(&format!("{empty} = \"zero\""))
            .marks(&format!("a1: x = 80, y = {{ {empty} = \"理由\" }}, z = 60"))
            .gives("a1 52 1");
    }
}

#[test]
fn the_weight_of_an_empty_mark_that_is_left_out_is_shared_by_weight() {
    // (50 × 80 + 20 × 60) ÷ 70
    for empty in EMPTY {
        three(&format!("{empty} = \"leave_out\""))
            .marks(&format!("a1: x = 80, y = {{ {empty} = \"理由\" }}, z = 60"))
            .gives("a1 520/7 1");
    }
}

#[test]
fn what_does_not_apply_is_left_out_unless_said_otherwise() {
    three("").marks(r#"a1: x = 80, y = { not_applicable = "没有电梯" }, z = 60"#).gives("a1 520/7 1");
}

#[test]
fn other_empty_marks_are_refused_unless_said_otherwise() {
    for empty in ["not_assessed", "withheld"] {
        let case = three("").marks(&format!("a1: x = 80, y = {{ {empty} = \"理由\" }}, z = 60"));
        assert_eq!(case.refused(), "empty-mark");
    }
    let case = three("not_applicable = \"refuse\"").marks(r#"a1: x = 80, y = { not_applicable = "无" }, z = 60"#);
    assert_eq!(case.refused(), "empty-mark");
}

#[test]
fn each_empty_mark_has_its_own_effect() {
    three("not_assessed = \"zero\"\nwithheld = \"leave_out\"")
        .marks(r#"a1: x = 80, y = { not_assessed = "请假" }, z = { withheld = "涉案" }"#)
        .gives("a1 50 1");
}

#[test]
fn a_section_of_which_everything_is_left_out_leaves_its_weight_to_the_others() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 50 },
            { id = "x", within = "s", weight = 60 },
            { id = "y", within = "s", weight = 40 },
            { id = "z", weight = 30 },
            { id = "w", weight = 20 },
        ]"#,
    )
    .marks(
        r#"a1: x = { not_applicable = "无" }, y = { not_applicable = "无" }, z = 80, w = 90
           a2: x = { not_applicable = "无" }, y = 70, z = 80, w = 90"#,
    );
    // (30 × 80 + 20 × 90) ÷ 50; 0.5 × 70 + 24 + 18
    case.gives("a1 84 1\na2 77 2");
    assert_eq!(case.results().part("a1", "s"), "-");
}

#[test]
fn the_share_of_a_role_that_is_left_out_on_a_criterion_goes_to_the_others_there() {
    let case = Case::new(
        r#"not_assessed = "leave_out"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        role = [{ id = "p", weight = 50 }, { id = "q", weight = 30 }, { id = "r", weight = 20 }]"#,
    )
    .sheet("p", "o", "a1: x = 80, y = 80")
    .sheet("q", "o", r#"a1: x = { not_assessed = "请假" }, y = 60"#)
    .sheet("r", "o", "a1: x = 94, y = 90");
    // x = (50 × 80 + 20 × 94) ÷ 70 = 84; y = 40 + 18 + 18
    case.gives("a1 80 1");
    assert_eq!(case.results().part("a1", "x"), "84/100");
}

#[test]
fn a_role_that_gave_no_sheet_is_left_out_as_a_whole() {
    let case = |effect: &str| {
        Case::new(&format!(
            "not_assessed = \"{effect}\"\ncriterion = [{{ id = \"x\", weight = 100 }}]\n\
             role = [{{ id = \"p\", weight = 60 }}, {{ id = \"q\", weight = 40 }}]"
        ))
        .sheet("p", "o", "a1: x = 80\na2: x = 80")
        .sheet("q", "o", "a1: x = 90")
    };
    case("leave_out").gives("a1 84 1\na2 80 2");
    case("zero").gives("a1 84 1\na2 48 2");
    assert_eq!(case("refuse").refused(), "missing-mark");
}

#[test]
fn an_assessor_who_gave_no_mark_is_not_one_of_those_combined() {
    let case = |effect: &str, combine: &str| {
        Case::new(&format!(
            "not_assessed = \"{effect}\"\ncriterion = [{{ id = \"x\", weight = 100 }}]\n\
             role = [{{ id = \"r\", weight = 100, combine = \"{combine}\" }}]"
        ))
        .sheet("r", "o1", "a1: x = 80")
        .sheet("r", "o2", "a1: x = 90")
        .sheet("r", "o3", r#"a1: x = { not_assessed = "请假" }"#)
    };
    case("leave_out", "mean").gives("a1 85 1");
    case("zero", "mean").gives("a1 170/3 1");
    case("leave_out", "median").gives("a1 85 1");
    case("zero", "median").gives("a1 80 1");
    case("leave_out", "sum").gives("a1 85 1");
    case("zero", "sum").gives("a1 170/3 1");
}

#[test]
fn only_marks_that_were_given_count_towards_dropping_two() {
    let case = Case::new(
        r#"not_assessed = "leave_out"
        criterion = [{ id = "x", weight = 100 }]
        role = [{ id = "r", weight = 100, combine = "trimmed_mean" }]"#,
    );
    let marks = ["60", "80", "90", "100", "{ not_assessed = \"请假\" }"];
    let case = marks
        .iter()
        .enumerate()
        .fold(case, |case, (at, mark)| case.sheet("r", &format!("o{at}"), &format!("a1: x = {mark}")));
    case.gives("a1 82.5 1");
}

#[test]
fn where_points_are_added_what_is_left_out_adds_neither_points_nor_full_points() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 100, aggregate = "sum" },
            { id = "x", within = "s", max = 60 },
            { id = "y", within = "s", max = 40 },
        ]"#,
    )
    .marks("a1: x = 45, y = { not_applicable = \"无\" }\na2: x = 45, y = 25");
    case.gives("a1 75 1\na2 70 2");
    assert_eq!(case.results().part("a1", "s"), "45/60");
    Case::new("aggregate = \"sum\"\ncriterion = [{ id = \"x\", max = 60 }, { id = \"y\", max = 40 }]")
        .marks("a1: x = 45, y = { not_applicable = \"无\" }")
        .gives("a1 45 1");
}

#[test]
fn what_is_left_out_is_neither_the_highest_nor_the_lowest() {
    for (aggregate, expected) in [("max", "a1 80 1"), ("min", "a1 70 1")] {
        Case::new(&format!(
            "aggregate = \"{aggregate}\"\ncriterion = [{{ id = \"x\" }}, {{ id = \"y\" }}, {{ id = \"z\" }}]"
        ))
        .marks("a1: x = 80, y = { not_applicable = \"无\" }, z = 70")
        .gives(expected);
    }
}

#[test]
fn what_is_left_out_of_a_geometric_mean_leaves_a_geometric_mean_of_the_rest() {
    Case::new(
        r#"aggregate = "geometric"
        criterion = [{ id = "x", weight = 25 }, { id = "y", weight = 50 }, { id = "z", weight = 25 }]"#,
    )
    .marks("a1: x = 40, y = { not_applicable = \"无\" }, z = 90")
    .gives("a1 60 1");
}

#[test]
fn weights_as_written_keep_their_sum_when_one_is_left_out() {
    Case::new(
        r#"weights = "as_written"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 30 }]"#,
    )
    .marks("a1: x = 100, y = { not_applicable = \"无\" }\na2: x = 100, y = 100")
    .gives("a1 80 1=\na2 80 1=");
}

#[test]
fn a_subject_of_which_everything_is_left_out_has_no_result() {
    three("")
        .marks(
            r#"a1: x = { not_applicable = "无" }, y = { not_applicable = "无" }, z = { not_applicable = "无" }
           a2: x = 1, y = 1, z = 1"#,
        )
        .gives("a2 1 1\na1 nothing");
}

#[test]
fn what_is_left_below_only_weights_of_nought_is_no_result() {
    Case::new(r#"criterion = [{ id = "x", weight = 100 }, { id = "y", weight = 0 }]"#)
        .marks("a1: x = { not_applicable = \"无\" }, y = 80")
        .gives("a1 nothing");
}

#[test]
fn a_sheet_of_the_day_itself_counts_and_one_of_the_next_does_not() {
    let case = |date: &str, effect: &str| {
        Case::new(&format!(
            "not_assessed = \"{effect}\"\ncriterion = [{{ id = \"x\", weight = 100 }}]\n\
             role = [{{ id = \"p\", weight = 60 }}, {{ id = \"q\", weight = 40 }}]"
        ))
        .sheet("p", "o", "a1: x = 80")
        .sheet("q", "o", "a1: x = 90")
        .on(date)
    };
    for effect in ["refuse", "leave_out", "zero", "open"] {
        case("2026-12-31", effect).gives("a1 84 1");
    }
    case("2027-01-01", "refuse").gives("a1 later 2027-01-01");
    case("2027-01-01", "leave_out").gives("a1 80 1");
    case("2027-01-01", "zero").gives("a1 48 1");
    case("2027-01-01", "open").gives("a1 open 48..88 1..1");
}

#[test]
fn a_subject_with_a_sheet_of_a_later_day_has_no_result_yet() {
    three("")
        .marks("a1: x = 80, y = 80, z = 80")
        .sheet("r", "o", "a2: x = 1, y = 1, z = 1")
        .on("2027-01-01")
        .gives("a1 80 1");
}
