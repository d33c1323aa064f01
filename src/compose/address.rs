//! Where pages stand: stable, readable paths made from ids, and the way from one to another.

use crate::assess::Assessment;
use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::form::Key;
use crate::community::ledger::bodies::Body;
use crate::community::ledger::response::Response;
use crate::community::marks::{Period, Subject};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::notice::{Notice, NoticeKind};
use crate::community::organisation::Organisation;
use crate::community::page::FreePage;
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::table::Id;
use crate::community::team::Team;
use crate::judge::Standing;
use crate::language::Language;

/// Which page, whatever its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Home.
    Home,
    /// All neighbourhoods.
    Neighbourhoods,
    /// One neighbourhood.
    Neighbourhood(Id<Neighbourhood>),
    /// All rankings.
    Rankings,
    /// One ranking, by its position in the assessment.
    Ranking(usize),
    /// How safe the places of a ranking are.
    Safety(usize),
    /// A ranking under another weighting, by its position among the scheme's alternatives.
    Alternative(usize, usize),
    /// All teams.
    Teams,
    /// One team.
    Team(Id<Team>),
    /// The calendar of events.
    Festivals,
    /// One event.
    Festival(Id<Festival>),
    /// All plans.
    Plans,
    /// One plan.
    Plan(Id<Plan>),
    /// All notices.
    Notices,
    /// The notices of a kind.
    NoticesOf(NoticeKind),
    /// One notice.
    Notice(Id<Notice>),
    /// All schemes.
    Methods,
    /// One scheme.
    Method(Id<Scheme>),
    /// The tree of areas.
    Areas,
    /// One area.
    Area(Id<Area>),
    /// The register of clauses, or what a sieve lets pass of it.
    Clauses(Sieve),
    /// All ledgers.
    Ledgers,
    /// One ledger, by the word that heads its records.
    Ledger(&'static str),
    /// The emergency board.
    Board,
    /// The level of risk of an area over time.
    Level(Id<Area>),
    /// One response to cases.
    Response(Id<Response>),
    /// An organisation chart.
    Body(Id<Body>),
    /// The measures of a plan.
    Tasks(Id<Plan>),
    /// What is done again and again, and what is due next.
    Rhythm,
    /// Grids and the counts of their work.
    Grids,
    /// The ledger of corrections.
    Corrections,
    /// The desk of the review edition.
    Desk,
    /// A page of free text.
    Text(Id<FreePage>),
    /// What a server shows for an address that leads nowhere.
    NotFound,
}

impl Which {
    /// The page of what was assessed; for a contest's entry, that of the contest.
    pub fn subject(subject: Subject) -> Which {
        match subject {
            Subject::Neighbourhood(id) => Which::Neighbourhood(id),
            Subject::Team(id) => Which::Team(id),
            Subject::Area(id) => Which::Area(id),
            Subject::Entry(id, _) => Which::Festival(id),
        }
    }
}

/// What the register of clauses is sieved by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sieve {
    /// By nothing.
    All,
    /// By what became of them.
    Standing(Standing),
    /// By plan.
    Plan(Id<Plan>),
    /// By the district that the plan is for.
    District(Id<Area>),
    /// By who is responsible.
    Unit(Id<Organisation>),
}

/// The path of a page below the folder of its language.
pub fn path(community: &Community, assessment: &Assessment, which: Which) -> String {
    let page = |folder: &str, key: &Key| format!("{folder}/{}.html", &**key);
    match which {
        Which::Home => "index.html".into(),
        Which::Neighbourhoods => "neighbourhoods/index.html".into(),
        Which::Neighbourhood(id) => page("neighbourhoods", &community.neighbourhoods[id].key),
        Which::Rankings => "rankings/index.html".into(),
        Which::Ranking(at) => format!("{}.html", ranking_path(community, assessment, at)),
        Which::Safety(at) => format!("{}/safety.html", ranking_path(community, assessment, at)),
        Which::Alternative(at, other) => {
            let scheme = &community.schemes[assessment.rankings[at].scheme];
            let key = &*scheme.alternatives[other].key;
            format!("{}/weights-{key}.html", ranking_path(community, assessment, at))
        }
        Which::Teams => "teams/index.html".into(),
        Which::Team(id) => page("teams", &community.teams[id].key),
        Which::Festivals => "festivals/index.html".into(),
        Which::Festival(id) => page("festivals", &community.festivals[id].key),
        Which::Plans => "plans/index.html".into(),
        Which::Plan(id) => page("plans", &community.plans[id].key),
        Which::Notices => "notices/index.html".into(),
        Which::NoticesOf(kind) => format!("notices/kind/{}.html", kind.word().replace('_', "-")),
        Which::Notice(id) => page("notices", &community.notices[id].key),
        Which::Methods => "methods/index.html".into(),
        Which::Method(id) => page("methods", &community.schemes[id].key),
        Which::Areas => "areas/index.html".into(),
        Which::Area(id) => page("areas", &community.areas[id].key),
        Which::Clauses(sieve) => match sieve {
            Sieve::All => "clauses/index.html".into(),
            Sieve::Standing(standing) => format!("clauses/state/{}.html", standing.word()),
            Sieve::Plan(id) => page("clauses/plan", &community.plans[id].key),
            Sieve::District(id) => page("clauses/district", &community.areas[id].key),
            Sieve::Unit(id) => page("clauses/unit", &community.organisations[id].key),
        },
        Which::Ledgers => "ledgers/index.html".into(),
        Which::Ledger(word) => format!("ledgers/{}.html", word.replace('_', "-")),
        Which::Board => "board.html".into(),
        Which::Level(id) => page("levels", &community.areas[id].key),
        Which::Response(id) => page("responses", &community.responses[id].key),
        Which::Body(id) => page("bodies", &community.bodies[id].key),
        Which::Tasks(id) => format!("plans/{}/measures.html", &*community.plans[id].key),
        Which::Rhythm => "rhythm.html".into(),
        Which::Grids => "grids.html".into(),
        Which::Corrections => "corrections.html".into(),
        Which::Desk => "desk.html".into(),
        Which::Text(id) => page("pages", &community.pages[id].key),
        Which::NotFound => "404.html".into(),
    }
}

fn ranking_path(community: &Community, assessment: &Assessment, at: usize) -> String {
    let ranking = &assessment.rankings[at];
    let scheme = &community.schemes[ranking.scheme].key;
    format!("rankings/{}/{}", &**scheme, period_path(community, &ranking.period))
}

/// The part of a path or anchor that stands for a period.
pub fn period_path(community: &Community, period: &Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        Period::Quarter(year, quarter) => format!("{year}-q{quarter}"),
        Period::Festival(id) => community.festivals[*id].key.to_string(),
        Period::Once(word) => word.to_string(),
    }
}

/// The path of a page below the root of the site.
pub fn full_path(language: Language, path: &str) -> String {
    format!("{}{path}", language.folder())
}

/// The way from the page at `from` to the file at `to`, both below the root of the site.
pub fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let wanted: Vec<&str> = to.split('/').collect();
    let shared = folders.iter().zip(&wanted[..wanted.len() - 1]).take_while(|(left, right)| left == right).count();
    format!("{}{}", "../".repeat(folders.len() - shared), wanted[shared..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn links_are_relative_to_the_page() {
        let cases = [
            ("index.html", "teams/index.html", "teams/index.html"),
            ("teams/a.html", "teams/b.html", "b.html"),
            ("teams/a.html", "index.html", "../index.html"),
            ("teams/a.html", "en/teams/a.html", "../en/teams/a.html"),
            ("en/rankings/x/2026.html", "en/teams/a.html", "../../teams/a.html"),
            ("en/index.html", "index.html", "../index.html"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(from, to), expected, "{from} → {to}");
        }
    }
}
