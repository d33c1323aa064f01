//! Every ledger: the kinds that are ledgers of their own, and what other kinds tell clauses.

use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::ledger::filing::FilingPurpose;
use crate::community::ledger::{Book, Column, Datum, Heading, Line, Sort, heading, word_columns};
use crate::community::neighbourhood::{Demonstration, Neighbourhood, Stage};
use crate::community::notice::Notice;
use crate::community::organisation::{Organisation, OrganisationKind};
use crate::community::plan::{Plan, PlanKind};
use crate::community::register::{Community, own_books};
use crate::community::table::{Id, Record};
use crate::community::team::{Team, TeamKind};
use crate::language::Said;

word_columns!(TeamKind, OrganisationKind, PlanKind, crate::community::area::Tier, Stage);

/// Every ledger, those made from other kinds first.
pub fn books() -> Vec<Book> {
    let mut books = vec![
        Book {
            word: Team::WORD,
            title: ["下沉队伍", "Sunk-down teams"],
            headings: team_headings,
            lines: team_lines,
            suppressed: &[],
        },
        Book {
            word: "demonstration",
            title: ["示范小区创建", "Demonstration rounds"],
            headings: demonstration_headings,
            lines: demonstration_lines,
            suppressed: &[],
        },
        Book {
            word: Festival::WORD,
            title: ["活动", "Events"],
            headings: festival_headings,
            lines: festival_lines,
            suppressed: &[],
        },
        Book {
            word: "prize",
            title: ["奖项", "Prizes"],
            headings: prize_headings,
            lines: prize_lines,
            suppressed: &[],
        },
        Book {
            word: "publicity",
            title: ["公示", "Publicity"],
            headings: publicity_headings,
            lines: publicity_lines,
            suppressed: &[],
        },
        Book {
            word: Plan::WORD,
            title: ["方案", "Plans"],
            headings: plan_headings,
            lines: plan_lines,
            suppressed: &[],
        },
    ];
    books.extend(own_books());
    books
}

/// The ledger that `word` names.
pub fn book(word: &str) -> Option<Book> {
    books().into_iter().find(|book| book.word == word)
}

fn name() -> Heading {
    heading::<Said>("name", ["名称", "Name"])
}

fn number(name: &'static str, title: [&'static str; 2]) -> Heading {
    heading::<u32>(name, title)
}

fn team_headings() -> Vec<Heading> {
    vec![
        name(),
        heading::<TeamKind>("kind", ["类别", "Kind"]),
        heading::<Id<Area>>("subdistrict", ["街道（镇）", "Sub-district"]),
        heading::<Id<Organisation>>("posted_by", ["派出单位", "Posted by"]),
        heading::<OrganisationKind>("posted", ["派出单位类别", "Kind of posting body"]),
        heading::<Id<Organisation>>("managed_by", ["日常管理", "Managed by"]),
        heading::<OrganisationKind>("managed", ["管理单位类别", "Kind of managing body"]),
        number("head_count", ["人数", "People"]),
        heading::<Vec<Id<Area>>>("communities", ["服务社区", "Communities"]),
    ]
}

fn team_lines(community: &Community) -> Vec<Line> {
    let kind = |id| community.organisations.get(id).map_or(Datum::Nothing, |body| body.kind.datum());
    let line = |team: &Team| Line {
        key: team.key.0.clone(),
        place: team.area_places.first().cloned(),
        data: vec![
            team.name.datum(),
            team.kind.datum(),
            team.subdistrict.datum(),
            team.posted_by.datum(),
            kind(team.posted_by),
            team.managed_by.datum(),
            kind(team.managed_by),
            team.head_count.datum(),
            team.communities.datum(),
        ],
    };
    community.teams.iter().map(|(_, team)| line(team)).collect()
}

fn demonstration_headings() -> Vec<Heading> {
    vec![
        name(),
        heading::<Id<Area>>("community", ["社区", "Community"]),
        heading::<crate::community::area::Tier>("level", ["级别", "Level"]),
        number("year", ["年度", "Year"]),
        heading::<bool>("ten_best", ["十佳", "Ten best"]),
        heading::<Stage>("stage", ["阶段", "Stage"]),
        heading::<chrono::NaiveDate>("reached", ["日期", "Date"]),
        heading::<bool>("lies_in_demonstration", ["位于示范社区或有理由", "In a demonstration community, or excepted"]),
        number("steps", ["步骤", "Steps"]),
    ]
}

fn demonstration_lines(community: &Community) -> Vec<Line> {
    let lies_in = |neighbourhood: &Neighbourhood, round: &Demonstration| {
        let area = community.areas.get(neighbourhood.community);
        let chosen = area.is_some_and(|area| {
            area.demonstration.iter().any(|(tier, year)| *tier == round.level && *year <= round.year)
        });
        chosen || round.exception.is_some()
    };
    // A neighbourhood can have several rounds; no id holds a tilde, so that its own can be told from the round's.
    let line = |neighbourhood: &Neighbourhood, round: &Demonstration| Line {
        key: format!("{}~{}-{}", &*neighbourhood.key, round.level.word(), round.year).into(),
        place: None,
        data: vec![
            neighbourhood.name.datum(),
            neighbourhood.community.datum(),
            round.level.datum(),
            Datum::from(usize::try_from(round.year).unwrap_or_default()),
            round.ten_best.datum(),
            round.steps.last().map_or(Datum::Nothing, |step| step.stage.datum()),
            round.steps.last().map(|step| step.date).into(),
            Datum::Truth(lies_in(neighbourhood, round)),
            round.steps.len().into(),
        ],
    };
    let all = community.neighbourhoods.iter();
    all.flat_map(|(_, one)| one.demonstration.iter().map(move |round| (one, round)))
        .map(|(one, round)| line(one, round))
        .collect()
}

fn festival_headings() -> Vec<Heading> {
    vec![
        name(),
        heading::<Id<Area>>("area", ["区域", "Area"]),
        heading::<chrono::NaiveDate>("date", ["日期", "Date"]),
        heading::<Option<chrono::NaiveTime>>("start", ["开始", "Start"]),
        heading::<Option<chrono::NaiveTime>>("end", ["结束", "End"]),
        number("expected_people", ["预计人数", "People expected"]),
        number("validity_tests", ["有效性条件", "Validity tests"]),
        number("criteria", ["评分项", "Criteria"]),
        number("prizes", ["名次奖数", "Ranked prizes"]),
        heading::<bool>("learning_area", ["学习区", "Learning area"]),
        number("preparation", ["准备事项", "Preparation"]),
        number("safety", ["安全事项", "Safety"]),
        number("entries", ["参赛", "Entries"]),
        number("judges", ["评委", "Judges"]),
        number("judges_entering", ["兼为参赛者的评委", "Judges who also enter"]),
    ]
}

fn festival_lines(community: &Community) -> Vec<Line> {
    let criteria = |festival: &Festival| {
        let scheme = festival.scheme.and_then(|id| community.schemes.get(id));
        scheme.map(|scheme| scheme.top.parts.len())
    };
    let line = |festival: &Festival| {
        let ranked: u32 = festival.prizes.iter().filter_map(|prize| prize.places).sum();
        let entering = |key: &crate::community::form::Key| festival.entries.iter().any(|entry| entry.key == *key);
        Line {
            key: festival.key.0.clone(),
            place: None,
            data: vec![
                festival.name.datum(),
                festival.area.datum(),
                festival.date.datum(),
                festival.start.datum(),
                festival.end.datum(),
                festival.expected_people.datum(),
                festival.validity.len().into(),
                criteria(festival).into(),
                ranked.datum(),
                festival.learning_area.is_some().datum(),
                festival.preparation.len().into(),
                festival.safety.len().into(),
                festival.entries.len().into(),
                festival.judges.len().into(),
                festival.judges.iter().filter(|(key, _)| entering(key)).count().into(),
            ],
        }
    };
    community.festivals.iter().map(|(_, festival)| line(festival)).collect()
}

fn prize_headings() -> Vec<Heading> {
    vec![
        name(),
        heading::<Said>("festival", ["活动", "Event"]),
        heading::<Id<Area>>("area", ["区域", "Area"]),
        number("order", ["等次", "Order"]),
        number("places", ["名额", "Places"]),
        heading::<bool>("for_all", ["人人有奖", "For everyone"]),
    ]
}

fn prize_lines(community: &Community) -> Vec<Line> {
    let lines = |festival: &Festival| -> Vec<Line> {
        let line = |(at, prize): (usize, &crate::community::festival::Prize)| Line {
            key: format!("{}-{}", &*festival.key, at + 1).into(),
            place: None,
            data: vec![
                prize.name.datum(),
                festival.key.datum(),
                festival.area.datum(),
                (at + 1).into(),
                prize.places.datum(),
                prize.places.is_none().datum(),
            ],
        };
        festival.prizes.iter().enumerate().map(line).collect()
    };
    community.festivals.iter().flat_map(|(_, festival)| lines(festival)).collect()
}

fn publicity_headings() -> Vec<Heading> {
    vec![
        heading::<Id<Notice>>("notice", ["公示", "Notice"]),
        heading::<Id<Organisation>>("issuing_body", ["发布单位", "Issued by"]),
        heading::<Option<Id<Plan>>>("plan", ["方案", "Plan"]),
        heading::<Option<chrono::NaiveDate>>("filed", ["备案", "Filed"]),
        heading::<chrono::NaiveDate>("from", ["公示起", "From"]),
        heading::<chrono::NaiveDate>("until", ["公示止", "Until"]),
        number("teams", ["涉及队伍", "Teams"]),
    ]
}

fn publicity_lines(community: &Community) -> Vec<Line> {
    let filed = |id: Id<Notice>| {
        let of = |purpose| purpose != FilingPurpose::Copy;
        let filings = community.filings.iter().filter(|(_, filing)| filing.notice == Some(id) && of(filing.purpose));
        filings.map(|(_, filing)| filing.sent.value).min()
    };
    let line = |id: Id<Notice>, notice: &Notice| {
        let publicity = notice.publicity.as_ref()?;
        Some(Line {
            key: notice.key.0.clone(),
            place: None,
            data: vec![
                id.datum(),
                notice.issuing_body.datum(),
                notice.plan.datum(),
                filed(id).datum(),
                publicity.from.datum(),
                publicity.until.datum(),
                notice.teams.len().into(),
            ],
        })
    };
    community.notices.iter().filter_map(|(id, notice)| line(id, notice)).collect()
}

fn plan_headings() -> Vec<Heading> {
    vec![
        name(),
        number("number", ["序号", "No."]),
        heading::<PlanKind>("kind", ["种类", "Kind"]),
        heading::<chrono::NaiveDate>("date", ["成文日期", "Signed"]),
        heading::<Id<Organisation>>("issuing_body", ["发文机关", "Issued by"]),
        heading::<Option<String>>("document_number", ["发文字号", "Document number"]),
        number("clauses", ["条款", "Clauses"]),
    ]
}

fn plan_lines(community: &Community) -> Vec<Line> {
    let line = |plan: &Plan| Line {
        key: plan.key.0.clone(),
        place: None,
        data: vec![
            plan.title.datum(),
            plan.number.datum(),
            plan.kind.datum(),
            plan.date.datum(),
            plan.issuing_body.datum(),
            plan.document_number.datum(),
            plan.clauses.len().into(),
        ],
    };
    community.plans.iter().map(|(_, plan)| line(plan)).collect()
}

/// The sort of a column of `book`: that of its heading, or of the areas above the one that a line is about.
pub fn sort_of(book: &Book, column: &str) -> Option<Sort> {
    let headings = (book.headings)();
    let own = headings.iter().find(|heading| heading.name == column).map(|heading| heading.sort);
    let about_an_area = headings.iter().any(|heading| heading.sort == Sort::Area);
    own.or_else(|| (ABOVE.contains(&column) && about_an_area).then_some(Sort::Area))
}

/// Columns that every ledger about areas has: the areas that a line's own area lies in.
pub const ABOVE: [&str; 4] = ["area", "community", "subdistrict", "district"];
