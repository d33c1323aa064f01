//! Places: groups, ties, what breaks them, and how many decimals are printed.

use gongshi::assess::order::Broken;

use crate::assessment::case::{Case, assert_lines, number};

const ONE: &str = r#"criterion = [{ id = "x", weight = 100 }]"#;

/// Two criteria of 50 each, and a tie-breaker.
fn two(breakers: &str) -> Case {
    Case::new(&format!(
        "criterion = [{{ id = \"x\", weight = 50 }}, {{ id = \"y\", weight = 50 }}]\ntie_breaker = [{breakers}]"
    ))
}

#[test]
fn shared_places_skip_the_next_ones() {
    Case::new(ONE)
        .marks("a1: x = 90\na2: x = 95\na3: x = 90\na4: x = 80\na5: x = 90\na6: x = 70")
        .gives("a2 95 1\na1 90 2=\na3 90 2=\na5 90 2=\na4 80 5\na6 70 6");
}

#[test]
fn results_that_print_alike_but_differ_have_places_and_decimals_that_tell() {
    let case = Case::new(ONE).marks("a1: x = 87.121\na2: x = 87.124\na3: x = 87.1");
    case.gives("a2 87.124 1\na1 87.121 2\na3 87.1 3");
    case.prints("a2 87.124\na1 87.121\na3 87.10");
}

#[test]
fn a_third_and_a_decimal_near_it_do_not_share_a_place() {
    let case = Case::new(
        r#"weights = "relative"
        criterion = [{ id = "x", weight = 1 }, { id = "y", weight = 2 }]"#,
    )
    .marks("a1: x = 100, y = 50\na2: x = 66.6666666, y = 66.6666666\na3: x = 50, y = 75");
    case.gives("a1 200/3 1=\na3 200/3 1=\na2 66.6666666 3");
    // Those who share a place are printed alike.
    case.prints("a1 66.6666667\na3 66.6666667\na2 66.6666666");
}

#[test]
fn from_rounded_results_those_that_print_alike_share_a_place() {
    let case = Case::new(&format!("rank_from = \"rounded\"\n{ONE}"))
        .marks("a1: x = 87.121\na2: x = 87.124\na3: x = 87.125\na4: x = 87.1151");
    case.gives("a3 87.125 1\na1 87.121 2=\na2 87.124 2=\na4 87.1151 2=");
    case.prints("a3 87.13\na1 87.12\na2 87.12\na4 87.12");
}

#[test]
fn rounded_results_follow_the_rule_and_the_decimals_of_the_scheme() {
    let with = |rule: &str| {
        Case::new(&format!("rank_from = \"rounded\"\nrounding = \"{rule}\"\ndigits = 0\n{ONE}"))
            .marks("a1: x = 86\na2: x = 86.5")
    };
    with("half_up").gives("a2 86.5 1\na1 86 2");
    with("half_even").gives("a1 86 1=\na2 86.5 1=");
}

#[test]
fn a_result_just_below_a_band_is_printed_below_it() {
    let bands = r#"band = [{ id = "good", from = 85 }, { id = "rest", from = 0 }]"#;
    let marks = "a1: x = 85\na2: x = 84.995\na3: x = 84.99994";
    let case = Case::new(&format!("{ONE}\n{bands}")).marks(marks);
    case.gives("a1 85 1 good\na3 84.99994 2 rest\na2 84.995 3 rest");
    case.prints("a1 85.00\na3 84.9999\na2 84.995");
    let case = Case::new(&format!("rank_from = \"rounded\"\n{ONE}\n{bands}")).marks(marks);
    case.gives("a1 85 1= good\na2 84.995 1= good\na3 84.99994 1= good");
    case.prints("a1 85.00\na2 85.00\na3 85.00");
}

#[test]
fn decimals_that_part_one_pair_do_not_join_another() {
    // Two decimals part the second from the third (87.13 and 87.12); with five both would be 87.12500.
    let case = Case::new(ONE).marks("a1: x = 87.12504\na2: x = 87.125\na3: x = 87.1249999\na4: x = 87.12496");
    let printed = case.results();
    let printed: Vec<f64> = printed.assessment.rankings[0]
        .standings
        .iter()
        .map(|standing| standing.total.rounded_text(standing.digits, gongshi::exact::Rounding::HalfUp).parse().unwrap())
        .collect();
    assert!(printed.is_sorted_by(|above, below| above > below), "{printed:?}");
}

#[test]
fn decimals_that_part_two_results_do_not_lift_one_into_a_better_band() {
    // With two decimals the first is printed as 84.99, below the bound; with the four that part it from the second it
    // would be 84.9950, at the bound.
    let case = Case::new(&format!("{ONE}\nband = [{{ id = \"good\", from = 84.995 }}, {{ id = \"rest\", from = 0 }}]"))
        .marks("a1: x = 84.99499\na2: x = 84.9949");
    case.gives("a1 84.99499 1 rest\na2 84.9949 2 rest");
    let results = case.results();
    let standing = results.standing("a1");
    let printed = standing.total.rounded_text(standing.digits, gongshi::exact::Rounding::HalfUp);
    assert!(printed.parse::<f64>().unwrap() < 84.995, "{printed}");
}

#[test]
fn a_tie_is_broken_by_the_result_on_a_criterion() {
    let marks = "a1: x = 80, y = 90\na2: x = 90, y = 80\na3: x = 85, y = 85\na4: x = 100, y = 0";
    two(r#"{ criterion = "x" }"#).marks(marks).gives("a2 85 1\na3 85 2\na1 85 3\na4 50 4");
    two(r#"{ criterion = "y" }"#).marks(marks).gives("a1 85 1\na3 85 2\na2 85 3\na4 50 4");
    two(r#"{ criterion = "x", prefer = "lower" }"#).marks(marks).gives("a1 85 1\na3 85 2\na2 85 3\na4 50 4");
}

#[test]
fn a_result_says_what_told_it_from_its_equals() {
    let broken = |case: Case| {
        let results = case.results();
        ["a1", "a2", "a3"].map(|subject| results.standing(subject).broken)
    };
    let breakers = r#"{ criterion = "x" }, { marks_from = 90 }"#;
    let case = two(breakers).marks("a1: x = 80, y = 80\na2: x = 70, y = 90\na3: x = 10, y = 10");
    assert_eq!(broken(case), [Some(Broken::By(0)), Some(Broken::By(0)), None]);
    let case = two(breakers).marks("a1: x = 80, y = 80\na2: x = 80, y = 80\na3: x = 10, y = 10");
    assert_eq!(broken(case.clone()), [None; 3]);
    assert_eq!(broken(case.decision("a2 a1")), [Some(Broken::Decided(0)), Some(Broken::Decided(0)), None]);
}

#[test]
fn a_tie_breaker_never_lifts_a_result_above_a_better_one() {
    two(r#"{ criterion = "x" }"#)
        .marks("a1: x = 100, y = 0\na2: x = 0, y = 100.0\na3: x = 50, y = 50.02")
        .gives("a3 50.01 1\na1 50 2\na2 50 3");
}

#[test]
fn tie_breakers_come_one_after_the_other_and_what_stays_equal_shares() {
    let case = Case::new(
        r#"weights = "relative"
        criterion = [{ id = "x", weight = 1 }, { id = "y", weight = 1 }, { id = "z", weight = 1 }, { id = "w", weight = 1 }]
        tie_breaker = [{ criterion = "x" }, { criterion = "y", prefer = "lower" }]"#,
    )
    .marks(
        "a1: x = 80, y = 70, z = 90, w = 80
         a2: x = 90, y = 80, z = 70, w = 80
         a3: x = 90, y = 70, z = 80, w = 80
         a4: x = 90, y = 70, z = 70, w = 90
         a5: x = 80, y = 80, z = 80, w = 80",
    );
    case.gives("a3 80 1=\na4 80 1=\na2 80 3\na1 80 4\na5 80 5");
}

#[test]
fn a_tie_is_broken_by_the_result_of_a_section() {
    Case::new(
        r#"criterion = [
            { id = "s", weight = 50 },
            { id = "x", within = "s", weight = 50 },
            { id = "y", within = "s", weight = 50 },
            { id = "z", weight = 50 },
        ]
        tie_breaker = [{ criterion = "s" }]"#,
    )
    .marks("a1: x = 100, y = 60, z = 80\na2: x = 80, y = 82, z = 79")
    .gives("a2 80 1\na1 80 2");
}

#[test]
fn a_tie_is_broken_by_what_a_role_gave() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 80 }, { id = "y", weight = 20 }]
        role = [{ id = "p", weight = 50 }, { id = "q", weight = 50 }]
        tie_breaker = [{ role = "q" }]"#,
    )
    .sheet("p", "o", "a1: x = 90, y = 80\na2: x = 80, y = 80")
    .sheet("q", "o", "a1: x = 70, y = 80\na2: x = 80, y = 80");
    case.gives("a2 80 1\na1 80 2");
}

#[test]
fn a_tie_is_broken_by_what_a_role_gave_on_a_criterion() {
    let case = |breaker: &str| {
        Case::new(&format!(
            "criterion = [{{ id = \"x\", weight = 50 }}, {{ id = \"y\", weight = 50 }}]\n\
             role = [{{ id = \"p\", weight = 50 }}, {{ id = \"q\", weight = 50 }}]\ntie_breaker = [{breaker}]"
        ))
        .sheet("p", "o", "a1: x = 90, y = 70\na2: x = 80, y = 80")
        .sheet("q", "o", "a1: x = 80, y = 80\na2: x = 82, y = 78")
    };
    case(r#"{ role = "p", criterion = "x" }"#).gives("a1 80 1\na2 80 2");
    case(r#"{ role = "p", criterion = "y" }"#).gives("a2 80 1\na1 80 2");
    case(r#"{ role = "q", criterion = "x" }"#).gives("a2 80 1\na1 80 2");
    case(r#"{ role = "q" }"#).gives("a1 80 1=\na2 80 1=");
}

#[test]
fn a_tie_is_broken_by_how_many_marks_of_a_sort_were_given() {
    let case = |breaker: &str| {
        let case = Case::new(&format!(
            "aggregate = \"sum\"\ncriterion = [{{ id = \"x\", max = 12 }}, {{ id = \"y\", max = 12 }}]\n\
             role = [{{ id = \"p\", weight = 100, combine = \"sum\" }}]\ntie_breaker = [{breaker}]"
        ));
        case.sheet("p", "o1", "a1: x = 12, y = 5\na2: x = 11, y = 10").sheet(
            "p",
            "o2",
            "a1: x = 12, y = 12\na2: x = 8, y = 12",
        )
    };
    case(r#"{ marks = 12 }"#).gives("a1 41 1\na2 41 2");
    case(r#"{ marks = 12, prefer = "lower" }"#).gives("a2 41 1\na1 41 2");
    case(r#"{ marks = 12, criterion = "y" }"#).gives("a1 41 1=\na2 41 1=");
    case(r#"{ marks = 10 }"#).gives("a2 41 1\na1 41 2");
    case(r#"{ marks = 12.0 }"#).gives("a1 41 1\na2 41 2");
    case(r#"{ marks_from = 8 }"#).gives("a2 41 1\na1 41 2");
    case(r#"{ marks_from = 11 }"#).gives("a1 41 1\na2 41 2");
    case(r#"{ marks_from = 1 }"#).gives("a1 41 1=\na2 41 1=");
}

#[test]
fn marks_are_counted_below_a_section_and_of_a_role_alone() {
    let case = |breaker: &str| {
        Case::new(&format!(
            "weights = \"relative\"\n\
             criterion = [{{ id = \"s\", weight = 2 }}, {{ id = \"x\", within = \"s\", weight = 1 }}, \
             {{ id = \"y\", within = \"s\", weight = 1 }}, {{ id = \"z\", weight = 1 }}]\n\
             role = [{{ id = \"p\", weight = 1 }}, {{ id = \"q\", weight = 1 }}]\ntie_breaker = [{breaker}]"
        ))
        .sheet("p", "o", "a1: x = 10, y = 20, z = 10\na2: x = 20, y = 10, z = 20")
        .sheet("q", "o", "a1: x = 20, y = 10, z = 30\na2: x = 10, y = 20, z = 20")
    };
    case(r#"{ marks = 10 }"#).gives("a1 50/3 1\na2 50/3 2");
    case(r#"{ marks = 10, criterion = "s" }"#).gives("a1 50/3 1=\na2 50/3 1=");
    case(r#"{ marks = 20, role = "p" }"#).gives("a2 50/3 1\na1 50/3 2");
    case(r#"{ marks = 30, role = "p" }"#).gives("a1 50/3 1=\na2 50/3 1=");
    case(r#"{ marks_from = 25, role = "q" }"#).gives("a1 50/3 1\na2 50/3 2");
}

#[test]
fn empty_marks_are_not_counted_among_marks() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "y" }]
        tie_breaker = [{ marks = 0 }]"#,
    )
    .marks(
        r#"a1: x = 10, y = { zero = "没有材料" }
              a2: x = 10, y = 0"#,
    )
    .gives("a2 10 1\na1 10 2");
}

#[test]
fn a_criterion_that_does_not_count_can_break_ties() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "hall", max = 10, factor = 0 }]
        tie_breaker = [{ criterion = "hall" }]"#,
    )
    .marks("a1: x = 80, hall = 1\na2: x = 80, hall = 2\na3: x = 79, hall = 10")
    .gives("a2 80 1\na1 80 2\na3 79 3");
    Case::new(
        r#"criterion = [{ id = "x", weight = 100 }, { id = "hall", weight = 0 }]
        tie_breaker = [{ criterion = "hall" }]"#,
    )
    .marks("a1: x = 80, hall = 1\na2: x = 80, hall = 2\na3: x = 79, hall = 10")
    .gives("a2 80 1\na1 80 2\na3 79 3");
}

#[test]
fn a_role_alone_breaks_ties_on_a_criterion_that_does_not_count() {
    Case::new(
        r#"criterion = [{ id = "x", weight = 100 }, { id = "hall", weight = 0 }]
        role = [{ id = "p", weight = 50 }, { id = "q", weight = 50 }]
        tie_breaker = [{ criterion = "hall", role = "p" }]"#,
    )
    .sheet("p", "o", "a1: x = 80, hall = 1\na2: x = 80, hall = 2")
    .sheet("q", "o", "a1: x = 80, hall = 9\na2: x = 80, hall = 0")
    .gives("a2 80 1\na1 80 2");
}

#[test]
fn those_without_the_result_that_is_compared_come_last_either_way() {
    for prefer in ["higher", "lower"] {
        two(&format!("{{ criterion = \"x\", prefer = \"{prefer}\" }}"))
            .marks("a1: x = { not_applicable = \"无\" }, y = 85\na2: x = 85, y = 85")
            .gives("a2 85 1\na1 85 2");
    }
}

#[test]
fn a_ratio_is_compared_as_a_ratio() {
    Case::new(
        r#"criterion = [{ id = "x", weight = 50, marked = "ratio" }, { id = "y", weight = 50 }]
        tie_breaker = [{ criterion = "x" }]"#,
    )
    .marks("a1: x = { got = 911, of = 1000 }, y = 80\na2: x = { got = 95, of = 100 }, y = 76.1")
    .gives("a2 85.55 1\na1 85.55 2");
}

#[test]
fn what_a_role_gave_is_compared_without_what_is_left_out() {
    Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        role = [{ id = "p", weight = 50 }, { id = "q", weight = 50 }]
        tie_breaker = [{ role = "p" }]"#,
    )
    .sheet("p", "o", "a1: x = 90, y = { not_applicable = \"无\" }\na2: x = 80, y = 80")
    .sheet("q", "o", "a1: x = 70, y = { not_applicable = \"无\" }\na2: x = 80, y = 80")
    .gives("a1 80 1\na2 80 2");
}

#[test]
fn what_a_role_took_off_is_not_compared_as_if_it_had_been_added() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "off", max = 20, factor = -1 }]
        role = [{ id = "p", weight = 50 }, { id = "q", weight = 50 }]
        tie_breaker = [{ role = "p" }]"#,
    )
    .sheet("p", "o", "a1: x = 90, off = 10\na2: x = 85, off = 0")
    .sheet("q", "o", "a1: x = 80, off = 0\na2: x = 85, off = 10")
    .gives("a2 80 1\na1 80 2");
}

#[test]
fn what_a_role_gave_on_a_criterion_for_the_kind_is_compared_too() {
    Case::new(
        r#"weights = "relative"
        criterion = [{ id = "x", weight = 50 }, { id = "lifts", weight = 50, kinds = ["district"] }]
        role = [{ id = "p", weight = 50 }, { id = "q", weight = 50 }]
        tie_breaker = [{ role = "p" }]"#,
    )
    .sheet("p", "o", "a1: x = 80, lifts = 70\na2: x = 80, lifts = 90")
    .sheet("q", "o", "a1: x = 80, lifts = 90\na2: x = 80, lifts = 70")
    .gives("a2 80 1\na1 80 2");
}

#[test]
fn a_decision_orders_those_who_stay_equal() {
    let marks = "a1: x = 80\na2: x = 80\na3: x = 80\na4: x = 90\na5: x = 70";
    let case = Case::new(ONE).marks(marks);
    case.clone().decision("a3 a1 a2").gives("a4 90 1\na3 80 2\na1 80 3\na2 80 4\na5 70 5");
    case.gives("a4 90 1\na1 80 2=\na2 80 2=\na3 80 2=\na5 70 5");
}

#[test]
fn a_decision_orders_only_what_tie_breakers_left_equal() {
    two(r#"{ criterion = "x" }"#)
        .marks("a1: x = 80, y = 80\na2: x = 80, y = 80\na3: x = 90, y = 70")
        .decision("a2 a1")
        .gives("a3 80 1\na2 80 2\na1 80 3");
}

#[test]
fn a_decision_on_more_or_fewer_than_are_equal_orders_nobody() {
    let case = Case::new(ONE).marks("a1: x = 80\na2: x = 80\na3: x = 80\na4: x = 90");
    case.clone().decision("a3 a1").gives("a4 90 1\na1 80 2=\na2 80 2=\na3 80 2=");
    case.decision("a3 a1 a2 a4").gives("a4 90 1\na1 80 2=\na2 80 2=\na3 80 2=");
}

#[test]
fn a_decision_is_on_the_official_ranking_alone() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        alternative = [{ id = "other", criteria = { x = 60, y = 40 } }]"#,
    )
    .marks("a1: x = 80, y = 80\na2: x = 80, y = 80")
    .decision("a2 a1");
    let [official, other] = beside(&case);
    assert_lines(&official, "a2 80 1\na1 80 2");
    assert_lines(&other, "a1 80 1=\na2 80 1=");
}

#[test]
fn places_are_counted_within_a_district() {
    Case::new(&format!("group_by = \"district\"\n{ONE}"))
        .areas("district", "city", "d1 d2")
        .areas("subdistrict", "d1", "s1 s2 s3")
        .areas("subdistrict", "d2", "t1 t2")
        .marks("s1: x = 80\ns2: x = 90\ns3: x = 80\nt1: x = 70\nt2: x = 60")
        .gives("s2 90 1\ns1 80 2=\ns3 80 2=\nt1 70 1\nt2 60 2");
}

#[test]
fn places_are_counted_within_a_kind() {
    Case::new(&format!("group_by = \"kind\"\n{ONE}"))
        .areas("county", "city", "k1 k2")
        .marks("a1: x = 80\nk1: x = 90\na2: x = 70\nk2: x = 95")
        .gives("a1 80 1\na2 70 2\nk2 95 1\nk1 90 2");
}

#[test]
fn a_group_has_the_middle_and_the_quarters_of_its_results() {
    let results = Case::new(ONE).marks("a1: x = 60\na2: x = 90\na3: x = 70\na4: x = 80").results();
    let group = &results.assessment.rankings[0].groups[0];
    assert_eq!((group.size, number(&group.median)), (4, "75".into()));
    assert_eq!(group.quartiles.each_ref().map(number), ["67.5", "82.5"]);
    assert_eq!(group.leaves[0].as_ref().unwrap().each_ref().map(number), ["67.5", "75", "82.5"]);
}

/// The official ranking and the first alternative.
fn beside(case: &Case) -> [String; 2] {
    let results = case.results();
    let ranking = &results.assessment.rankings[0];
    [results.lines(ranking), results.lines(&ranking.alternatives[0])]
}

#[test]
fn an_alternative_weighs_roles_otherwise_and_keeps_those_it_does_not_name() {
    for alternative in ["p = 1, q = 2", "p = 25", "q = 100"] {
        let case = Case::new(&format!(
            "{ONE}\nrole = [{{ id = \"p\", weight = 50 }}, {{ id = \"q\", weight = 50 }}]\n\
             alternative = [{{ id = \"other\", roles = {{ {alternative} }} }}]"
        ))
        .sheet("p", "o", "a1: x = 90\na2: x = 60")
        .sheet("q", "o", "a1: x = 60\na2: x = 84");
        let [official, other] = beside(&case);
        assert_lines(&official, "a1 75 1\na2 72 2");
        assert_lines(&other, "a2 76 1\na1 70 2");
    }
}

#[test]
fn an_alternative_weighs_criteria_otherwise_at_any_depth() {
    let case = Case::new(
        r#"criterion = [
            { id = "s", weight = 50 },
            { id = "x", within = "s", weight = 90 },
            { id = "y", within = "s", weight = 10 },
            { id = "z", weight = 50 },
        ]
        alternative = [{ id = "even", criteria = { x = 1, y = 1, s = 150 } }]"#,
    )
    .marks("a1: x = 90, y = 50, z = 70\na2: x = 70, y = 70, z = 80");
    let [official, other] = beside(&case);
    // 43 + 35; 35 + 40
    assert_lines(&official, "a1 78 1\na2 75 2");
    // (150 × 70 + 50 × 70) ÷ 200; (150 × 70 + 50 × 80) ÷ 200
    assert_lines(&other, "a2 72.5 1\na1 70 2");
}

#[test]
fn an_alternative_has_bands_of_its_own() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        band = [{ id = "good", from = 80, quota = 50 }, { id = "rest", from = 0 }]
        alternative = [{ id = "other", criteria = { x = 0 } }]"#,
    )
    .marks("a1: x = 100, y = 80\na2: x = 80, y = 90");
    let [official, other] = beside(&case);
    assert_lines(&official, "a1 90 1 good\na2 85 2 rest");
    assert_lines(&other, "a2 90 1 good\na1 80 2 rest");
}

#[test]
fn an_alternative_of_which_no_root_can_be_taken_is_refused() {
    let case = Case::new(
        r#"aggregate = "geometric"
        criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        alternative = [{ id = "other", criteria = { x = 3333, y = 6667 } }]"#,
    );
    assert_eq!(case.marks("a1: x = 80, y = 90").refused(), "out-of-range");
}

#[test]
fn an_alternative_weight_where_nothing_is_weighed_is_refused() {
    let case = Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x" }, { id = "y" }]
        alternative = [{ id = "other", criteria = { x = 2 } }]"#,
    );
    assert_eq!(case.marks("a1: x = 80, y = 90").refused(), "field-without-effect");
}

#[test]
fn alternative_weights_that_are_all_nought_are_refused() {
    let case = Case::new(&format!("{ONE}\nalternative = [{{ id = \"other\", roles = {{ r = 0 }} }}]"));
    assert_eq!(case.marks("a1: x = 80").refused(), "out-of-range");
}

#[test]
fn an_alternative_that_leaves_a_criterion_without_weighed_parts_is_refused() {
    let case = Case::new(&format!("{ONE}\nalternative = [{{ id = \"other\", criteria = {{ x = 0 }} }}]"));
    assert_eq!(case.marks("a1: x = 80").refused(), "out-of-range");
}

#[test]
fn results_that_differ_only_in_the_last_decimal_of_roots_share_a_place() {
    // √2 + 31√2 = 16√2 + 16√2, which no decimals show.
    let case = Case::new(
        r#"weights = "relative"
        criterion = [
            { id = "s", weight = 1, aggregate = "geometric" },
            { id = "s1", within = "s", weight = 1 },
            { id = "s2", within = "s", weight = 1 },
            { id = "t", weight = 1, aggregate = "geometric" },
            { id = "t1", within = "t", weight = 1 },
            { id = "t2", within = "t", weight = 1 },
        ]"#,
    )
    .marks("a1: s1 = 1, s2 = 2, t1 = 31, t2 = 62\na2: s1 = 16, s2 = 32, t1 = 16, t2 = 32");
    let results = case.results();
    let places = ["a1", "a2"].map(|subject| (results.standing(subject).place, results.standing(subject).sharing));
    assert_eq!(places, [(1, 2), (1, 2)]);
}
