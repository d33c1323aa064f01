//! Declared roundings: at each step, by each rule, and so that parts add up.

use crate::assessment::case::{Case, number};

/// The same scheme with a rounding by each rule.
fn by_rule(scheme: &str, round: &str) -> [Case; 2] {
    ["half_up", "half_even"].map(|rule| Case::new(&format!("{scheme}\nround = [{{ {round}, rounding = \"{rule}\" }}]")))
}

/// What each criterion brings to the result above.
fn entering(case: &Case) -> Vec<String> {
    let parts = case.results().working("a1").parts;
    parts.iter().flatten().map(|part| number(&part.entering)).collect()
}

#[test]
fn nothing_is_rounded_unless_declared() {
    let case = Case::new(
        r#"weights = "relative"
        digits = 1
        criterion = [{ id = "x", weight = 1 }, { id = "y", weight = 1 }, { id = "z", weight = 1 }]"#,
    )
    .marks("a1: x = 85, y = 85, z = 85.0001");
    case.gives("a1 2550001/30000 1");
    case.prints("a1 85.0");
}

#[test]
fn a_panel_is_rounded_before_its_role_counts() {
    let scheme = r#"criterion = [{ id = "x", weight = 100, max = 10 }]
        role = [{ id = "p", weight = 50, combine = "mean" }, { id = "q", weight = 50 }]"#;
    let [up, even] = by_rule(scheme, r#"at = "panel", digits = 1"#)
        .map(|case| case.sheet("p", "o1", "a1: x = 8").sheet("p", "o2", "a1: x = 8.5").sheet("q", "o3", "a1: x = 8.4"));
    // 8.25 → 8.3 or 8.2, and 8.4
    up.gives("a1 83.5 1");
    even.gives("a1 83 1");
    let panel = &up.results().working("a1").panels[0];
    assert_eq!(panel.unrounded.as_ref().map(number).as_deref(), Some("8.25"));
}

#[test]
fn a_component_is_rounded_after_its_factor() {
    let scheme = r#"aggregate = "sum"
        criterion = [{ id = "x", max = 10, factor = 0.3 }, { id = "y" }]"#;
    let [up, even] = by_rule(scheme, r#"at = "component", digits = 2"#).map(|case| case.marks("a1: x = 8.75, y = 80"));
    up.gives("a1 82.63 1");
    even.gives("a1 82.62 1");
}

#[test]
fn halves_below_nought_are_rounded_away_from_nought_or_to_the_even() {
    let scheme = r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "off", max = 10, factor = -1 }]"#;
    let [up, even] = by_rule(scheme, r#"at = "component", digits = 0"#).map(|case| case.marks("a1: x = 10, off = 2.5"));
    up.gives("a1 7 1");
    even.gives("a1 8 1");
}

#[test]
fn a_component_is_rounded_before_it_is_weighed() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        role = [{ id = "r", weight = 100, combine = "mean" }]
        round = [{ at = "component", digits = 2 }]"#,
    );
    let marks = ["x = 86, y = 80", "x = 87, y = 80", "x = 87, y = 80"];
    let case = marks
        .iter()
        .enumerate()
        .fold(case, |case, (at, row)| case.sheet("r", &format!("o{at}"), &format!("a1: {row}")));
    // 86.666… → 86.67
    case.gives("a1 83.335 1");
}

#[test]
fn a_contribution_is_rounded_as_it_enters_the_sum() {
    Case::new(
        r#"weights = "relative"
        criterion = [{ id = "x", weight = 1 }, { id = "y", weight = 1 }, { id = "z", weight = 1 }]
        round = [{ at = "contribution", digits = 2 }]"#,
    )
    .marks("a1: x = 85, y = 85, z = 85")
    .gives("a1 84.99 1");
    let scheme = r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]"#;
    let [up, even] =
        by_rule(scheme, r#"at = "contribution", digits = 2"#).map(|case| case.marks("a1: x = 84.25, y = 80"));
    up.gives("a1 82.13 1");
    even.gives("a1 82.12 1");
}

#[test]
fn contributions_are_rounded_at_every_level() {
    Case::new(
        r#"criterion = [
            { id = "s", weight = 50 },
            { id = "x", within = "s", weight = 50 },
            { id = "y", within = "s", weight = 50 },
            { id = "z", weight = 50 },
        ]
        round = [{ at = "contribution", digits = 0 }]"#,
    )
    // s = 41 + 40, 0.5 × 81 = 40.5 → 41; 0.5 × 90 = 45
    .marks("a1: x = 81, y = 80, z = 90")
    .gives("a1 86 1");
}

#[test]
fn a_section_is_rounded_before_it_is_weighed() {
    let case = Case::new(
        r#"weights = "relative"
        criterion = [
            { id = "s", weight = 1 },
            { id = "x", within = "s", weight = 1 },
            { id = "y", within = "s", weight = 2 },
            { id = "z", weight = 1 },
        ]
        round = [{ at = "section", digits = 0 }]"#,
    )
    .marks("a1: x = 80, y = 85, z = 90.9");
    // 83.333… → 83; what is marked is not rounded
    case.gives("a1 86.95 1");
    assert_eq!(entering(&case), ["83", "80", "85", "90.9"]);
}

#[test]
fn a_section_is_rounded_after_its_factor() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "s", aggregate = "sum", factor = 0.5 }, { id = "x", within = "s" }, { id = "y" }]
        round = [{ at = "section", digits = 1 }]"#,
    )
    .marks("a1: x = 2.5, y = 0.04")
    .gives("a1 1.34 1");
}

#[test]
fn sections_within_sections_are_rounded_one_after_the_other() {
    Case::new(
        r#"criterion = [
            { id = "s", weight = 100 },
            { id = "t", within = "s", weight = 50 },
            { id = "x", within = "t", weight = 50 },
            { id = "y", within = "t", weight = 50 },
            { id = "z", within = "s", weight = 50 },
        ]
        round = [{ at = "section", digits = 0 }]"#,
    )
    // t = 80.5 → 81; s = (81 + 82) ÷ 2 = 81.5 → 82
    .marks("a1: x = 81, y = 80, z = 82")
    .gives("a1 82 1");
}

#[test]
fn roundings_follow_one_another_from_the_panel_up() {
    let case = Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x", max = 10, factor = 0.5 }]
        role = [{ id = "r", weight = 100, combine = "mean" }]
        round = [{ at = "component", digits = 2 }, { at = "panel", digits = 2 }]"#,
    )
    .sheet("r", "o1", "a1: x = 8.74")
    .sheet("r", "o2", "a1: x = 8.75");
    // 8.745 → 8.75, 4.375 → 4.38; from 4.3725 it would be 4.37
    case.gives("a1 4.38 1");
}

#[test]
fn a_rounding_follows_the_rule_of_the_scheme_unless_it_has_its_own() {
    let with = |own: &str| {
        Case::new(&format!(
            "aggregate = \"sum\"\nrounding = \"half_even\"\ncriterion = [{{ id = \"x\" }}]\n\
             round = [{{ at = \"component\", digits = 0{own} }}]"
        ))
        .marks("a1: x = 82.5")
    };
    with("").gives("a1 82 1");
    with(", rounding = \"half_up\"").gives("a1 83 1");
}

#[test]
fn printing_follows_the_rule_of_the_scheme() {
    for (rule, printed) in [("half_up", "a1 82.13\na2 82.12"), ("half_even", "a1 82.125\na2 82.120")] {
        let case = Case::new(&format!("rounding = \"{rule}\"\ncriterion = [{{ id = \"x\", weight = 100 }}]"));
        case.clone().marks("a1: x = 82.125").prints(if rule == "half_up" { "a1 82.13" } else { "a1 82.12" });
        // Beside another that would print alike both have more decimals.
        case.marks("a1: x = 82.125\na2: x = 82.12").prints(printed);
    }
}

/// Seven criteria of a hundred sevenths each, the mean of seven assessors.
fn sevenths(round: &str) -> Case {
    let criteria: Vec<String> = (0..7).map(|at| format!("{{ id = \"x{at}\" }}")).collect();
    let case = Case::new(&format!(
        "aggregate = \"sum\"\ncriterion = [{}]\nrole = [{{ id = \"r\", weight = 100, combine = \"mean\" }}]\n\
         round = [{{ at = \"component\", digits = 0{round} }}]",
        criteria.join(", ")
    ));
    (0..7).fold(case, |case, assessor| {
        let mark = if assessor == 0 { 16 } else { 14 };
        let marks: Vec<String> = (0..7).map(|at| format!("x{at} = {mark}")).collect();
        case.sheet("r", &format!("o{assessor}"), &format!("a1: {}", marks.join(", ")))
    })
}

#[test]
fn rounded_parts_do_not_add_up_unless_running_totals_are_rounded() {
    sevenths("").gives("a1 98 1");
    let case = sevenths(", cumulative = true");
    case.gives("a1 100 1");
    assert_eq!(entering(&case), ["14", "15", "14", "14", "14", "15", "14"]);
}

#[test]
fn running_totals_of_sections_add_up_too() {
    let sections: Vec<String> = ["p", "q", "r"]
        .iter()
        .map(|id| {
            let parts = ["x", "y", "z"].map(|part| format!("{{ id = \"{id}{part}\", within = \"{id}\", weight = 1 }}"));
            format!("{{ id = \"{id}\" }}, {}", parts.join(", "))
        })
        .collect();
    let with = |cumulative: bool| {
        let row = ["p", "q", "r"].map(|id| format!("{id}x = 33, {id}y = 33, {id}z = 34"));
        Case::new(&format!(
            "aggregate = \"sum\"\nweights = \"relative\"\ncriterion = [{}]\n\
             round = [{{ at = \"section\", digits = 2, cumulative = {cumulative} }}]",
            sections.join(", ")
        ))
        .marks(&format!("a1: {}", row.join(", ")))
    };
    with(false).gives("a1 99.99 1");
    with(true).gives("a1 100 1");
}

#[test]
fn a_part_that_is_left_out_takes_no_part_in_running_totals() {
    let case = Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "y" }, { id = "z" }]
        round = [{ at = "component", digits = 0, cumulative = true }]"#,
    )
    .marks(r#"a1: x = 0.4, y = { not_applicable = "无" }, z = 0.4"#);
    case.gives("a1 1 1");
    assert_eq!(entering(&case), ["0", "1"]);
}

#[test]
fn places_and_bands_are_made_from_what_was_rounded_on_the_way() {
    Case::new(
        r#"criterion = [{ id = "x", weight = 100 }]
        round = [{ at = "component", digits = 0 }]
        band = [{ id = "good", from = 85 }, { id = "rest", from = 0 }]"#,
    )
    .marks("a1: x = 84.5\na2: x = 85.4\na3: x = 84.4")
    .gives("a1 85 1= good\na2 85 1= good\na3 84 3 rest");
}
