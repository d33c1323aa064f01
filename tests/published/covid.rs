//! New COVID-19 cases of 287 cities of China in 2020, day by day: the level of risk of every city on every day, by the
//! conditions of the fifth plan of the example.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use gongshi::community::area::Area;
use gongshi::community::ledger::infection::RiskLevel;
use gongshi::community::table::Id;
use gongshi::exact::Exact;
use gongshi::judge::levels::{Day, Levels};

use crate::community::Site;
use crate::report::Figure;
use crate::source::{Row, root, table};
use crate::toml_text::{Record, area};

const SET: &str = "covid-cn-2020";

/// The days of a row, which stand for so many equal ones.
fn days(row: &Row) -> impl Iterator<Item = NaiveDate> {
    let [from, until]: [NaiveDate; 2] = ["from", "until"].map(|column| row[column].parse().unwrap());
    from.iter_days().take_while(move |day| *day <= until)
}

/// The cases of each city that were known by the end of each day that was reported.
type Known = BTreeMap<String, BTreeMap<NaiveDate, i64>>;

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let mut known = Known::new();
    for row in &table(&data.join("daily.csv.gz")) {
        let city = known.entry(row["city_code"].to_owned()).or_default();
        city.extend(days(row).map(|day| (day, row["confirmed_cumulative"].parse::<i64>().unwrap())));
    }
    let site = Site::of(SET);
    site.write("cities.toml", &known.keys().map(|code| area(code, code, "district", "china")).collect::<String>());
    for (code, days) in &known {
        site.write(&format!("cases/{code}.toml"), &series(code, days));
    }
    site.plan("levels.md", &plan());
    site.plan("levels.en.md", TWIN);
    let results = site.results()?;
    let community = &results.community;
    let levels = Levels::of(community, community.site.as_of.unwrap());
    let cities: HashMap<&str, Id<Area>> = community.areas.iter().map(|(id, area)| (&*area.key.0, id)).collect();
    let of = |code: &str, date: NaiveDate| -> &Day {
        let days = levels.history(cities[code]);
        let at = usize::try_from((date - days[0].date).num_days()).unwrap();
        assert_eq!(days[at].date, date);
        &days[at]
    };

    let mut counts = Figure::all("new cases of 14 days", 80_034);
    let mut low = Figure::all("low risk", 71_670);
    let mut medium = Figure::all("medium risk, 1 to 9 cases", 4_911);
    let mut high = Figure::all("high risk, above 10 cases", 3_221);
    let mut boundary = Figure::all("exactly 10 cases: high, and said to fit two levels", 154);
    let mut invalid = Figure::all("below nought: no level", 78);
    for row in &table(&data.join("window14.csv.gz")) {
        let code = &row["city_code"];
        let cases: i64 = row["new_14_days"].parse().unwrap();
        for date in days(row) {
            let day = of(code, date);
            let whose = format!("{code} {date}");
            counts.compare(&whose, day.cases.clone(), Some(Exact::whole(cases)));
            let ours = (day.computed, day.boundary);
            match &row["level"] {
                "low" => low.compare(&whose, ours, (Some(RiskLevel::Low), false)),
                "medium" => medium.compare(&whose, ours, (Some(RiskLevel::Medium), false)),
                "high" => high.compare(&whose, ours, (Some(RiskLevel::High), false)),
                "boundary" => boundary.compare(&whose, ours, (Some(RiskLevel::High), true)),
                "invalid" => invalid.compare(&whose, ours, (None, false)),
                other => panic!("{other}"),
            };
        }
    }

    let mut again = Figure::all("levels of every day, worked out apart", 83_717);
    let mut silent = Figure::all("days not reported: no level", 877);
    for (code, known) in &known {
        for day in levels.history(cities[&**code]) {
            let whose = format!("{code} {}", day.date);
            match known.contains_key(&day.date) {
                true => again.compare(&whose, day.computed, level_apart(known, day.date)),
                false => silent.compare(&whose, (day.computed, day.cases.is_none()), (None, true)),
            };
        }
    }
    Ok(vec![counts, low, medium, high, boundary, invalid, again, silent])
}

const TWIN: &str = "+++\ntitle = \"Levels of risk\"\n+++\n\nNew cases within 14 days make the level of risk.\n";

/// The record of a city: what was new on each day, against the last day that was reported before.
fn series(code: &str, known: &BTreeMap<NaiveDate, i64>) -> String {
    let record = Record::new("case_series").text("id", code).text("area", code);
    let new = known.iter().zip(known.iter().skip(1)).map(|((_, before), (date, now))| (date, now - before));
    record.list("day", new.map(|(date, local)| format!("{{ date = {date}, local = {local} }}"))).written()
}

/// The level by the rule as plan 5 words it, worked out with none of the program's own arithmetic: the latest number known
/// in the window less the latest known before it.
fn level_apart(known: &BTreeMap<NaiveDate, i64>, date: NaiveDate) -> Option<RiskLevel> {
    let before = date - Days::new(14);
    let start = known.range(..=before).next_back().or_else(|| known.iter().next()).unwrap().1;
    match known[&date] - start {
        ..0 => None,
        0 => Some(RiskLevel::Low),
        1..10 => Some(RiskLevel::Medium),
        10.. => Some(RiskLevel::High),
    }
}

/// A plan with the conditions of the fifth plan of the example, word for word.
fn plan() -> String {
    let example = fs::read_to_string(root().join("content/plans/autumn-winter-plan.md")).unwrap();
    let front_matter = example.split("\n+++\n").next().unwrap();
    let rules = ["risk-level", "cluster-size"].map(|rule| format!("rule = \"{rule}\"\n"));
    let mut plan = String::from(
        "+++\ntitle = \"风险等级\"\nnumber = 1\nkind = \"emergency_plan\"\nissuing_body = \"commission\"\n\
         date = 2020-01-01\naudience = [\"china\"]\n",
    );
    let mut conditions = 0;
    for clause in front_matter.split("\n[[clause]]\n").filter(|clause| rules.iter().any(|rule| clause.contains(rule))) {
        let elsewhere = |line: &&str| !["under = ", "responsible = "].iter().any(|field| line.starts_with(field));
        let lines: Vec<&str> = clause.lines().filter(elsewhere).collect();
        write!(plan, "\n[[clause]]\n{}\n", lines.join("\n")).unwrap();
        conditions += 1;
    }
    assert_eq!(conditions, 6, "low, medium and high by cases, medium and high by clusters, the size of a cluster");
    plan + "+++\n\n连续14天的新增病例数决定风险等级。\n"
}
