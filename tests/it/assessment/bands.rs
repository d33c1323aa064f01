//! Bands: bounds, quotas, vetoes, who is not graded, and low results in a row.

use gongshi::assess::grade::Held;

use crate::assessment::case::{Case, Results};

/// One criterion, and bands.
fn banded(bands: &str) -> Case {
    Case::new(&format!("criterion = [{{ id = \"x\", weight = 100 }}]\n{bands}"))
}

const THREE: &str = r#"band = [{ id = "good", from = 85 }, { id = "pass", from = 60 }, { id = "fail", from = 0 }]"#;

/// Two bands, the better of a quota, and how quotas are rounded.
fn quota(quota: u32, rounding: &str) -> Case {
    banded(&format!(
        "quota_rounding = \"{rounding}\"\n\
         band = [{{ id = \"good\", from = 60, quota = {quota} }}, {{ id = \"rest\", from = 0 }}]"
    ))
}

/// Marks of 90, 89, 88 … for so many subjects.
fn falling(count: u32) -> String {
    (0..count).map(|at| format!("a{at}: x = {}\n", 90 - at)).collect()
}

/// How many are in the better band.
fn good(case: &Case) -> usize {
    case.results().assessment.rankings[0].standings.iter().filter(|standing| standing.band == Some(0)).count()
}

#[test]
fn a_band_begins_at_its_bound() {
    banded(THREE)
        .marks("a1: x = 85\na2: x = 84.9999\na3: x = 60\na4: x = 59.9\na5: x = 0\na6: x = 100")
        .gives("a6 100 1 good\na1 85 2 good\na2 84.9999 3 pass\na3 60 4 pass\na4 59.9 5 fail\na5 0 6 fail");
}

#[test]
fn a_result_below_all_bands_is_in_none() {
    banded(r#"band = [{ id = "good", from = 85 }, { id = "pass", from = 60 }]"#)
        .marks("a1: x = 60\na2: x = 59.99")
        .gives("a1 60 1 pass\na2 59.99 2 -");
}

#[test]
fn where_points_are_added_bands_may_begin_anywhere() {
    Case::new(
        r#"aggregate = "sum"
        criterion = [{ id = "x", max = 300 }, { id = "off", factor = -1 }]
        band = [{ id = "gold", from = 240 }, { id = "silver", from = 0 }, { id = "none", from = -1000 }]"#,
    )
    .marks("a1: x = 250, off = 10\na2: x = 250, off = 10.5\na3: x = 1, off = 2")
    .gives("a1 240 1 gold\na2 239.5 2 silver\na3 -1 3 none");
}

#[test]
fn a_quota_that_is_no_whole_number_is_rounded_as_the_scheme_says() {
    // How many of so many: 30% of 4 is 1.2, of 5 is 1.5, of 6 is 1.8, of 10 is 3.
    for (rounding, expected) in [("floor", [1, 1, 1, 3]), ("half_up", [1, 2, 2, 3]), ("ceil", [2, 2, 2, 3])] {
        let found = [4, 5, 6, 10].map(|count| good(&quota(30, rounding).marks(&falling(count))));
        assert_eq!(found, expected, "{rounding}");
    }
}

#[test]
fn a_quota_of_nought_lets_nobody_in_and_one_of_all_everybody() {
    assert_eq!(good(&quota(0, "ceil").marks(&falling(3))), 0);
    assert_eq!(good(&quota(100, "floor").marks(&falling(3))), 3);
    assert_eq!(good(&quota(10, "floor").marks(&falling(9))), 0);
}

#[test]
fn those_who_share_a_place_at_the_edge_of_a_quota_stay_together_and_nobody_passes_them() {
    let case = quota(40, "floor").marks("a1: x = 95\na2: x = 90\na3: x = 90\na4: x = 88\na5: x = 70");
    case.gives("a1 95 1 good\na2 90 2= rest\na3 90 2= rest\na4 88 4 rest\na5 70 5 rest");
    let case = quota(60, "floor").marks("a1: x = 95\na2: x = 90\na3: x = 90\na4: x = 88\na5: x = 70");
    case.gives("a1 95 1 good\na2 90 2= good\na3 90 2= good\na4 88 4 rest\na5 70 5 rest");
    let case = quota(20, "floor").marks("a1: x = 90\na2: x = 90\na3: x = 80\na4: x = 80\na5: x = 70");
    case.gives("a1 90 1= rest\na2 90 1= rest\na3 80 3= rest\na4 80 3= rest\na5 70 5 rest");
}

#[test]
fn a_tie_that_is_broken_is_no_tie_at_the_edge_of_a_quota() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 50 }, { id = "y", weight = 50 }]
        tie_breaker = [{ criterion = "x" }]
        band = [{ id = "good", from = 60, quota = 50 }, { id = "rest", from = 0 }]"#,
    )
    .marks("a1: x = 80, y = 90\na2: x = 90, y = 80");
    case.gives("a2 85 1 good\na1 85 2 rest");
    quota(50, "floor").marks("a1: x = 80\na2: x = 80").decision("a2 a1").gives("a2 80 1 good\na1 80 2 rest");
}

#[test]
fn who_is_turned_away_takes_a_place_in_the_next_band() {
    let case = banded(
        r#"band = [
            { id = "a", from = 80, quota = 25 },
            { id = "b", from = 70, quota = 25 },
            { id = "c", from = 60, quota = 50 },
            { id = "d", from = 0 },
        ]"#,
    );
    case.clone()
        .marks("a1: x = 95\na2: x = 94\na3: x = 93\na4: x = 92")
        .gives("a1 95 1 a\na2 94 2 b\na3 93 3 c\na4 92 4 c");
    case.clone()
        .marks("a1: x = 95\na2: x = 94\na3: x = 75\na4: x = 62")
        .gives("a1 95 1 a\na2 94 2 b\na3 75 3 c\na4 62 4 c");
    case.marks("a1: x = 75\na2: x = 74\na3: x = 65\na4: x = 64").gives("a1 75 1 b\na2 74 2 c\na3 65 3 c\na4 64 4 d");
}

#[test]
fn a_quota_is_of_the_group() {
    Case::new(
        r#"group_by = "kind"
        criterion = [{ id = "x", weight = 100 }]
        band = [{ id = "good", from = 60, quota = 50 }, { id = "rest", from = 0 }]"#,
    )
    .areas("county", "city", "k1 k2")
    .marks("a1: x = 99\na2: x = 98\na3: x = 97\na4: x = 96\nk1: x = 65\nk2: x = 64")
    .gives("a1 99 1 good\na2 98 2 good\na3 97 3 rest\na4 96 4 rest\nk1 65 1 good\nk2 64 2 rest");
}

#[test]
fn from_rounded_results_bands_are_made_too() {
    banded(&format!("rank_from = \"rounded\"\ndigits = 1\n{THREE}"))
        .marks("a1: x = 84.95\na2: x = 84.94")
        .gives("a1 84.95 1 good\na2 84.94 2 pass");
}

#[test]
fn a_veto_caps_the_band_and_leaves_result_and_place() {
    let case = banded(THREE).marks("a1: x = 95\na2: x = 90\na3: x = 50");
    case.clone().veto("a1", "pass").gives("a1 95 1 pass\na2 90 2 good\na3 50 3 fail");
    case.clone().veto("a1", "fail").gives("a1 95 1 fail\na2 90 2 good\na3 50 3 fail");
    case.veto("a3", "pass").gives("a1 95 1 good\na2 90 2 good\na3 50 3 fail");
}

#[test]
fn of_several_vetoes_the_strictest_counts() {
    let case = banded(THREE).marks("a1: x = 95\na2: x = 90");
    case.clone().veto("a1", "pass").veto("a1", "fail").gives("a1 95 1 fail\na2 90 2 good");
    case.veto("a1", "fail").veto("a1", "pass").gives("a1 95 1 fail\na2 90 2 good");
}

#[test]
fn a_demand_for_replacement_leaves_the_band() {
    banded(THREE)
        .marks("a1: x = 95")
        .more(
            "[[veto]]\nscheme = \"s\"\nperiod = \"2026\"\nsubject = \"a1\"\neffect = \"replacement_request\"\n\
             ground = \"事由\"\nbody = \"o\"\ndate = 2026-02-01",
        )
        .gives("a1 95 1 good");
}

#[test]
fn a_capped_subject_uses_no_slot_of_the_better_band() {
    let case = quota(25, "floor").marks("a1: x = 95\na2: x = 90\na3: x = 85\na4: x = 80");
    case.clone().gives("a1 95 1 good\na2 90 2 rest\na3 85 3 rest\na4 80 4 rest");
    case.veto("a1", "rest").gives("a1 95 1 rest\na2 90 2 good\na3 85 3 rest\na4 80 4 rest");
}

#[test]
fn of_two_who_share_a_place_the_one_that_is_not_capped_takes_the_slot() {
    quota(50, "floor").marks("a1: x = 90\na2: x = 90").veto("a1", "rest").gives("a1 90 1= rest\na2 90 1= good");
}

#[test]
fn a_capped_subject_does_not_overfill_the_band_below() {
    let case = banded(
        r#"band = [
            { id = "a", from = 90, quota = 25 },
            { id = "b", from = 80, quota = 25 },
            { id = "c", from = 0 },
        ]"#,
    )
    .marks("a1: x = 95\na2: x = 94\na3: x = 93\na4: x = 50")
    .veto("a3", "b");
    // The second was turned away from `a` and took the one slot of `b`.
    case.gives("a1 95 1 a\na2 94 2 b\na3 93 3 c\na4 50 4 c");
}

#[test]
fn a_result_says_what_keeps_it_from_the_band_of_its_bounds() {
    let results = banded(
        r#"band = [
            { id = "a", from = 90, quota = 25 },
            { id = "b", from = 80, quota = 25 },
            { id = "c", from = 0 },
        ]"#,
    )
    .marks("a1: x = 95\na2: x = 94\na3: x = 93\na4: x = 50")
    .veto("a2", "c")
    .results();
    let held = ["a1", "a2", "a3", "a4"].map(|subject| results.standing(subject).held);
    assert_eq!(held, [None, Some(Held::Veto(0)), Some(Held::Quota(0)), None]);
}

#[test]
fn who_is_not_graded_has_no_place_and_counts_in_no_quota() {
    let case = quota(50, "floor").marks("a1: x = 95\na2: x = 90\na3: x = 85\na4: x = 80").ungraded("a1");
    case.gives("a2 90 1 good\na3 85 2 rest\na4 80 3 rest\na1 ungraded");
    let results = case.results();
    assert_eq!(results.assessment.rankings[0].groups[0].size, 3);
}

/// In how many periods in a row the result of a subject was low, period by period.
fn runs(results: &Results, subject: &str) -> Vec<u32> {
    let standings = results.assessment.rankings.iter().flat_map(|ranking| &ranking.standings);
    standings.filter(|standing| results.key(standing.subject) == subject).map(|standing| standing.low).collect()
}

#[test]
fn low_results_in_a_row_are_counted_until_one_is_not_low() {
    let case = Case::new(
        r#"period = "quarter"
        criterion = [{ id = "x", weight = 100 }]
        band = [{ id = "good", from = 80 }, { id = "poor", from = 60 }, { id = "bad", from = 10 }]
        low = { band = "poor", periods = 2 }"#,
    )
    .sheet_in("2025-Q4", "a1: x = 79\na2: x = 80")
    .sheet_in("2026-Q1", "a1: x = 50\na2: x = 79.9")
    .sheet_in("2026-Q2", "a1: x = 90\na2: x = 5")
    .sheet_in("2026-Q3", "a1: x = 60\na2: x = 60");
    let results = case.results();
    assert_eq!(runs(&results, "a1"), [1, 2, 0, 1]);
    assert_eq!(runs(&results, "a2"), [0, 1, 2, 3]);
}

#[test]
fn the_last_of_a_group_are_low_with_all_who_share_their_place() {
    let case = |last: u32, marks: &str| {
        let case =
            Case::new(&format!("criterion = [{{ id = \"x\", weight = 100 }}]\nlow = {{ last = {last}, periods = 1 }}"))
                .marks(marks);
        let results = case.results();
        ["a1", "a2", "a3", "a4", "a5"].map(|subject| runs(&results, subject)[0])
    };
    let distinct = "a1: x = 50\na2: x = 60\na3: x = 70\na4: x = 80\na5: x = 90";
    assert_eq!(case(1, distinct), [1, 0, 0, 0, 0]);
    assert_eq!(case(3, distinct), [1, 1, 1, 0, 0]);
    assert_eq!(case(9, distinct), [1, 1, 1, 1, 1]);
    let tied = "a1: x = 50\na2: x = 60\na3: x = 60\na4: x = 60\na5: x = 90";
    assert_eq!(case(1, tied), [1, 0, 0, 0, 0]);
    assert_eq!(case(2, tied), [1, 1, 1, 1, 0]);
}

#[test]
fn the_last_are_counted_in_each_group() {
    let case = Case::new(
        r#"group_by = "kind"
        criterion = [{ id = "x", weight = 100 }]
        low = { last = 1, periods = 1 }"#,
    )
    .areas("county", "city", "k1 k2")
    .marks("a1: x = 50\na2: x = 60\nk1: x = 70\nk2: x = 80");
    let results = case.results();
    assert_eq!(["a1", "a2", "k1", "k2"].map(|subject| runs(&results, subject)[0]), [1, 0, 1, 0]);
}

#[test]
fn a_period_without_a_result_ends_a_run() {
    let case = Case::new(
        r#"criterion = [{ id = "x", weight = 100 }]
        low = { last = 1, periods = 2 }"#,
    )
    .sheet_in("2024", "a1: x = 50\na2: x = 60")
    .sheet_in("2025", "a2: x = 60\na3: x = 50")
    .sheet_in("2026", "a1: x = 50\na2: x = 60");
    assert_eq!(runs(&case.results(), "a1"), [1, 1]);
}

/// Two schemes, the second of which follows the first, with a low result under each.
fn followed(first: &str, second: &str) -> Vec<u32> {
    let scheme = "criterion = [{ id = \"x\", weight = 100 }]\nlow = { last = 1, periods = 2 }";
    let case = Case::new(scheme)
        .scheme(first, scheme)
        .scheme(second, &format!("follows = \"{first}\"\n{scheme}"))
        .sheet_of(first, "2024", "r", "o", "a1: x = 50\na2: x = 60")
        .sheet_of(first, "2025", "r", "o", "a1: x = 50\na2: x = 60")
        .sheet_of(second, "2026", "r", "o", "a1: x = 50\na2: x = 60");
    let results = case.results();
    let mut runs = runs(&results, "a1");
    runs.sort_unstable();
    runs
}

#[test]
fn low_results_run_on_into_the_scheme_that_follows() {
    assert_eq!(followed("rules-a", "rules-b"), [1, 2, 3]);
}

#[test]
fn low_results_run_on_whatever_the_schemes_are_called() {
    assert_eq!(followed("rules-b", "rules-a"), [1, 2, 3]);
}
