//! Figure skating, season 2016–17: 88 programmes, each a festival whose entries are performances.

use std::collections::BTreeMap;
use std::path::Path;

use crate::community::{Results, Site};
use crate::report::Figure;
use crate::source::{Row, table};
use crate::toml_text::{Cell, Record, Sheet, id, marks};

const SET: &str = "figure-skating-2016-17";

/// A competition: as the source names it, in Chinese, where, first and last day. Place and days are not in the source.
const COMPETITIONS: [(&str, &str, &str, &str, &str); 10] = [
    ("ISU GP 2016 Progressive Skate America", "2016 年美国站大奖赛", "Hoffman Estates", "2016-10-21", "2016-10-23"),
    ("ISU GP 2016 Skate Canada International", "2016 年加拿大站大奖赛", "Mississauga", "2016-10-28", "2016-10-30"),
    ("ISU GP Rostelecom Cup 2016", "2016 年俄罗斯站大奖赛", "Moscow", "2016-11-04", "2016-11-06"),
    ("ISU GP Trophee de France 2016", "2016 年法国站大奖赛", "Paris", "2016-11-11", "2016-11-13"),
    ("ISU GP Audi Cup of China 2016", "2016 年中国站大奖赛", "Beijing", "2016-11-18", "2016-11-20"),
    ("ISU GP NHK Trophy 2016", "2016 年日本站大奖赛", "Sapporo", "2016-11-25", "2016-11-27"),
    ("ISU Grand Prix of Figure Skating Final 2016", "2016 年大奖赛总决赛", "Marseille", "2016-12-08", "2016-12-11"),
    ("ISU European Figure Skating Championships 2017", "2017 年欧洲锦标赛", "Ostrava", "2017-01-25", "2017-01-29"),
    ("ISU Four Continents Championships 2017", "2017 年四大洲锦标赛", "Gangneung", "2017-02-16", "2017-02-19"),
    ("ISU World Figure Skating Championships 2017", "2017 年世界锦标赛", "Helsinki", "2017-03-29", "2017-04-02"),
];

/// A programme: as the source names it, in Chinese, its scheme, and how many elements that scheme has.
const PROGRAMMES: [(&str, &str, &str, usize); 16] = [
    ("LADIES SHORT PROGRAM", "女子单人滑短节目", "ladies-short", 7),
    ("LADIES FREE SKATING", "女子单人滑自由滑", "ladies-free", 12),
    ("MEN SHORT PROGRAM", "男子单人滑短节目", "men-short", 7),
    ("MEN FREE SKATING", "男子单人滑自由滑", "men-free", 14),
    ("PAIRS SHORT PROGRAM", "双人滑短节目", "pairs-short", 7),
    ("PAIRS FREE SKATING", "双人滑自由滑", "pairs-free", 12),
    ("ICE DANCE SHORT DANCE", "冰上舞蹈短舞", "dance-short", 6),
    ("ICE DANCE FREE DANCE", "冰上舞蹈自由舞", "dance-free", 9),
    ("JUNIOR LADIES SHORT PROGRAM", "青年组女子单人滑短节目", "junior-ladies-short", 7),
    ("JUNIOR LADIES FREE SKATING", "青年组女子单人滑自由滑", "junior-ladies-free", 11),
    ("JUNIOR MEN SHORT PROGRAM", "青年组男子单人滑短节目", "junior-men-short", 7),
    ("JUNIOR MEN FREE SKATING", "青年组男子单人滑自由滑", "junior-men-free", 12),
    ("JUNIOR PAIRS SHORT PROGRAM", "青年组双人滑短节目", "junior-pairs-short", 7),
    ("JUNIOR PAIRS FREE SKATING", "青年组双人滑自由滑", "junior-pairs-free", 11),
    ("JUNIOR ICE DANCE SHORT DANCE", "青年组冰上舞蹈短舞", "junior-dance-short", 5),
    ("JUNIOR ICE DANCE FREE DANCE", "青年组冰上舞蹈自由舞", "junior-dance-free", 7),
];

const JUDGES: std::ops::RangeInclusive<usize> = 1..=9;

const NO_MARK: Cell = Cell::Empty("not_assessed", "no mark given");
const NO_ELEMENT: Cell = Cell::Empty("not_applicable", "the programme has no such element");
const NO_GRADE: Cell = Cell::Empty("not_applicable", "an element without value is not graded");

/// One performance with everything that was published about it.
struct Performance {
    row: Row,
    components: Vec<Row>,
    elements: Vec<Row>,
}

/// The performances of each programme, by competition and programme.
type Programmes = BTreeMap<(String, String), Vec<Performance>>;

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let programmes = read(data);
    let site = Site::of(SET);
    for ((competition, programme), performances) in &programmes {
        site.write(
            &format!("programmes/{}.toml", festival_id(competition, programme)),
            &written(competition, programme, performances),
        );
    }
    Ok(figures(&site.results()?, &programmes))
}

fn read(data: &Path) -> Programmes {
    let rows = |file: &str| {
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in table(&data.join(file)) {
            rows.entry(row["performance_id"].to_owned()).or_default().push(row);
        }
        rows
    };
    let (mut components, mut elements) = (rows("components.csv.gz"), rows("elements.csv.gz"));
    let mut programmes = Programmes::new();
    for row in table(&data.join("performances.csv.gz")) {
        let of = |rows: &mut BTreeMap<String, Vec<Row>>| rows.remove(&row["performance_id"]).unwrap_or_default();
        let (components, elements) = (of(&mut components), of(&mut elements));
        let programme = (row["competition"].to_owned(), row["program"].to_owned());
        programmes.entry(programme).or_default().push(Performance { row, components, elements });
    }
    programmes
}

fn festival_id(competition: &str, programme: &str) -> String {
    id(&format!("{competition} {programme}"))
}

fn is_junior(programme: &str) -> bool {
    programme.starts_with("JUNIOR ")
}

/// The id of a component, whose name has one ending more for ice dance.
fn component_id(name: &str) -> &'static str {
    match name {
        "Skating Skills" => "skating-skills",
        "Transitions" => "transitions",
        "Performance" => "performance",
        "Composition" => "composition",
        "Interpretation of the Music" | "Interpretation of the Music / Timing" => "interpretation",
        other => panic!("the component {other}"),
    }
}

/// The festival of a programme and its score sheets.
fn written(competition: &str, programme: &str, performances: &[Performance]) -> String {
    let known = COMPETITIONS.iter().find(|known| known.0 == competition);
    let (_, competition_zh, venue, date, until) = known.unwrap_or_else(|| panic!("{competition}"));
    let known = PROGRAMMES.iter().find(|known| known.0 == programme);
    let (_, programme_zh, scheme, elements) = known.unwrap_or_else(|| panic!("{programme}"));
    let festival = festival_id(competition, programme);
    let name = format!("{competition}: {}", programme.to_lowercase());
    let mut text = Record::new("festival")
        .text("id", &festival)
        .name(&name, &format!("{competition_zh}：{programme_zh}"))
        .plain("date", date)
        .plain("until", until)
        .text("venue", venue)
        .text("area", "world")
        .text("scheme", scheme)
        .written();
    let judges: Vec<(usize, String)> = JUDGES.map(|judge| (judge, format!("judge-{judge}"))).collect();
    for (judge, id) in &judges {
        let record = Record::new("festival.judge").text("id", id);
        text += &record.name(&format!("Judge {judge}"), &format!("第{judge}号裁判")).written();
    }
    for Performance { row, .. } in performances {
        let (start, nation) = (&row["starting_number"], &row["nation"]);
        let record = Record::new("festival.entry").text("id", &row["performance_id"]);
        text += &record.name(&format!("Start {start}, {nation}"), &format!("第{start}位出场，{nation}")).written();
    }
    let sheet = |role, by| Sheet { scheme, period: &festival, role, by, date: until };
    let junior = is_junior(programme);
    text += &sheet("technical", "technical-panel")
        .written(performances.iter().map(|performance| technical_row(performance, *elements, junior)));
    for (judge, id) in &judges {
        text += &sheet("judges", id)
            .written(performances.iter().map(|performance| judge_row(performance, *judge, *elements, junior)));
    }
    text
}

/// What the technical panel enters: base values, deductions, and for juniors the published grades of execution.
fn technical_row(performance: &Performance, elements: usize, junior: bool) -> String {
    let mut cells = Vec::new();
    for at in 0..elements {
        let element = performance.elements.get(at);
        let of = |column: &str| element.map_or(NO_ELEMENT, |element| Cell::number(&element[column]));
        cells.push((format!("base-{}", at + 1), of("base_value")));
        if junior {
            cells.push((format!("given-goe-{}", at + 1), of("goe")));
        }
    }
    cells.push(("deductions".to_owned(), Cell::number(&performance.row["total_deductions"])));
    marks(&performance.row["performance_id"], cells)
}

/// What a judge gave: grades of execution in points, and components.
fn judge_row(performance: &Performance, judge: usize, elements: usize, junior: bool) -> String {
    let (grade, points) = (format!("J{judge}"), format!("P{judge}"));
    let mut cells = Vec::new();
    for at in (0..elements).filter(|_| !junior) {
        let cell = match performance.elements.get(at) {
            None => NO_ELEMENT,
            Some(element) if !element[&points].is_empty() => Cell::number(&element[&points]),
            Some(element) if JUDGES.into_iter().all(|judge| element[&format!("J{judge}")].is_empty()) => NO_GRADE,
            Some(_) => NO_MARK,
        };
        cells.push((format!("goe-{}", at + 1), cell));
    }
    for component in &performance.components {
        let cell = match &component[&grade] {
            "" | "0.0" => NO_MARK,
            mark => Cell::number(mark),
        };
        cells.push((component_id(&component["component"]).to_owned(), cell));
    }
    marks(&performance.row["performance_id"], cells)
}

fn figures(results: &Results, programmes: &Programmes) -> Vec<Figure> {
    let mut panels = Figure::all("component panel scores", 5715);
    let mut grades = Figure::all("grades of execution, seniors", 9638);
    let mut elements = Figure::all("element scores", 10_082);
    let mut element_sums = Figure::all("total element scores", 1143);
    let mut component_sums = Figure::all("total component scores", 1143);
    let mut totals = Figure::all("total segment scores", 1143);
    let mut ranks = Figure::all("ranks", 1143);
    for ((competition, programme), performances) in programmes {
        let scheme = PROGRAMMES.iter().find(|known| known.0 == programme).unwrap().2;
        let festival = festival_id(competition, programme);
        let ranking = results.ranking(scheme, &festival);
        for Performance { row, components: marked, elements: danced } in performances {
            let standing = results.standing(ranking, &row["performance_id"]);
            let working = results.working(ranking, standing);
            let whose = format!("{festival} {}", &row["performance_id"]);
            for component in marked {
                let criterion = component_id(&component["component"]);
                let whose = format!("{whose} {criterion}");
                panels.compare_rounded(&whose, working.panel("judges", criterion), &component["scores_of_panel"], 2);
            }
            for (at, element) in danced.iter().enumerate() {
                let whose = format!("{whose} element {}", at + 1);
                if !element["P1"].is_empty() {
                    let panel = working.panel("judges", &format!("goe-{}", at + 1));
                    grades.compare_rounded(&whose, panel, &element["goe"], 2);
                }
                let score = working.part(&format!("element-{}", at + 1));
                elements.compare_rounded(&whose, score, &element["scores_of_panel"], 2);
            }
            let sum = working.part("elements");
            element_sums.compare_rounded(&whose, sum, &row["total_element_score"], 2);
            component_sums.compare_rounded(&whose, working.part("components"), &row["total_component_score"], 2);
            totals.compare_rounded(&whose, &standing.total, &row["total_segment_score"], 2);
            ranks.compare(&whose, standing.place, row["rank"].parse().unwrap());
        }
    }
    vec![panels, grades, elements, element_sums, component_sums, totals, ranks]
}
