//! Publicity periods from the first day to the settled objections, by the day that the site is built for.

use std::fs;

use crate::program::{Program, Ran};

const NOTICE: &str = "content/notices/teams-2026.md";

/// The tiny community with a publicity from a Tuesday over a weekend to a Monday, and what came of it.
fn community() -> Program {
    Program::on("tests/communities/tiny").replacing(NOTICE, "from = 2026-11-09", "from = 2026-11-10").replacing(
        NOTICE,
        "until = 2026-11-13",
        "until = 2026-11-16\nobjections = { received = 2, upheld = 1, closed = 2026-11-18 }",
    )
}

fn page(built: &Ran, path: &str) -> String {
    assert_eq!(built.code, 0, "{}", built.stderr);
    fs::read_to_string(built.out().join(path)).unwrap()
}

/// The pages of the notice, Chinese and English, as of a day.
fn pages(program: &Program, as_of: &str) -> [String; 2] {
    let built = program.clone().run(&["build", "--as-of", as_of]);
    ["notices/teams-2026.html", "en/notices/teams-2026.html"].map(|path| page(&built, path))
}

#[test]
fn the_page_of_a_publicity_says_which_day_it_is_and_what_comes_next() {
    let program = community();
    let expected = [
        ("2026-11-09", "公示自2026年11月10日开始", "Publicity begins on 10 November 2026"),
        ("2026-11-10", "2026年11月10日为第1个工作日", "10 November 2026 is working day 1."),
        (
            "2026-11-14",
            "2026年11月14日不计入，已过4个工作日",
            "14 November 2026 does not count; 4 working days have passed.",
        ),
        ("2026-11-16", "2026年11月16日为第5个工作日；期满并办结异议后", "16 November 2026 is working day 5."),
        ("2026-11-17", "公示期已于2026年11月16日届满", "The period ended on 16 November 2026"),
        ("2026-11-18", "收到异议2件，查实1件，2026年11月18日全部办结", "2 objections were received and 1 upheld"),
    ];
    for (as_of, zh, en) in expected {
        let [chinese, english] = pages(&program, as_of);
        assert!(chinese.contains(zh), "{as_of}: {zh}");
        assert!(english.contains(en), "{as_of}: {en}");
        assert!(chinese.contains("2026年11月10日至11月16日，共5个工作日（首日计入）"), "{as_of}");
        assert!(english.contains("10 November to 16 November 2026: 5 working days, the first day counted"), "{as_of}");
        assert_eq!(chinese.contains("收到异议"), as_of == "2026-11-18", "{as_of}: counts come after the period alone");
    }
}

#[test]
fn lists_show_how_far_a_publicity_is_and_the_home_page_those_that_run() {
    let program = community();
    let states = [
        ("2026-11-09", "即将公示", false),
        ("2026-11-12", "公示第3个工作日，共5个，至2026年11月16日", true),
        ("2026-11-14", "公示中，至2026年11月16日", true),
        ("2026-11-17", "公示期满，异议待办结", false),
        ("2026-11-18", "公示期满，异议已办结", false),
    ];
    for (as_of, state, runs) in states {
        let built = program.clone().run(&["build", "--as-of", as_of]);
        assert!(page(&built, "notices/index.html").contains(state), "{as_of}: {state}");
        assert_eq!(page(&built, "index.html").contains("正在公示"), runs, "{as_of}");
    }
}

#[test]
fn days_may_be_counted_by_the_calendar_or_after_the_first() {
    let by_calendar =
        community().replacing(NOTICE, "until = 2026-11-16", "until = 2026-11-16\nunit = \"calendar_days\"");
    let [chinese, english] = pages(&by_calendar, "2026-11-14");
    assert!(chinese.contains("共7天（首日计入）") && chinese.contains("2026年11月14日为第5天"));
    assert!(english.contains("14 November 2026 is day 5.") && !english.contains("Working days by"));
    let after = community().replacing(NOTICE, "until = 2026-11-16", "until = 2026-11-16\ncount_first_day = false");
    let ran = after.run(&["check", "--lang", "en"]);
    assert!(
        ran.stderr.contains(
            "error[publicity-too-short]: the publicity period lasts 4 working days, the first day not counted"
        ),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("write `until = 2026-11-17`"), "{}", ran.stderr);
}

#[test]
fn objections_are_settled_after_the_last_day_and_no_more_upheld_than_received() {
    let early = community().replacing(NOTICE, "closed = 2026-11-18", "closed = 2026-11-13");
    assert!(early.run(&["check"]).stderr.contains("dates-out-of-order"));
    let many = community().replacing(NOTICE, "upheld = 1", "upheld = 3");
    assert!(many.run(&["check"]).stderr.contains("out-of-range"));
    let before = Program::on("tests/communities/tiny").replacing(NOTICE, "from = 2026-11-09", "from = 2026-11-06");
    assert!(before.run(&["check"]).stderr.contains("dates-out-of-order"));
}

#[test]
fn a_calendar_of_the_site_stands_instead_of_that_of_the_program() {
    let own = "[[holiday_calendar]]\nid = \"2026\"\nbasis = \"测试\"\nholiday = [{ name = \"校庆\", from = 2026-11-11, until = 2026-11-12 }]\n";
    let ran = community().with("data/calendar.toml", own).run(&["check", "--lang", "en"]);
    assert!(ran.stderr.contains("lasts 3 working days"), "{}", ran.stderr);
    for (wrong, finding) in
        [("working = [2026-11-13]", "is neither a Saturday nor a Sunday"), ("working = [2027-01-02]", "is not in 2026")]
    {
        let ran = community().with("data/calendar.toml", format!("{own}{wrong}\n")).run(&["check", "--lang", "en"]);
        assert!(ran.stderr.contains("out-of-range") && ran.stderr.contains(finding), "{}", ran.stderr);
    }
    let ran =
        community().with("data/calendar.toml", own.replace("\"2026\"", "\"next\"")).run(&["check", "--lang", "en"]);
    assert!(ran.stderr.contains("`next` is not a year"), "{}", ran.stderr);
}

#[test]
fn a_period_in_a_year_that_is_not_arranged_says_so_on_its_page() {
    let program = community().replacing(NOTICE, "from = 2026-11-10", "from = 2026-12-28").replacing(
        NOTICE,
        "until = 2026-11-16\nobjections = { received = 2, upheld = 1, closed = 2026-11-18 }",
        "until = 2027-01-08",
    );
    let [chinese, english] = pages(&program, "2027-01-04");
    assert!(chinese.contains("2027年的放假调休安排是暂定的") && chinese.contains("国办发明电〔2025〕7号"));
    assert!(english.contains("The holidays of 2027 are provisional"));
}
