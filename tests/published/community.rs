//! Sites made of published figures: written to a folder, read again as any site is, and assessed.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongshi::assess::panel::Panel;
use gongshi::assess::rulebook::Lens;
use gongshi::assess::weigh::Working;
use gongshi::assess::{Assessment, Ranking, Standing, assess};
use gongshi::check::{Scope, check};
use gongshi::community::marks::{Period, Subject};
use gongshi::community::register::Community;
use gongshi::community::scheme::Scheme;
use gongshi::edition::Edition;
use gongshi::exact::Exact;
use gongshi::finding::rules::Rule;
use gongshi::finding::{Finding, Findings, Severity};
use gongshi::language::Language;
use gongshi::load::{Source, load};
use walkdir::WalkDir;

use crate::source::root;

/// The most findings that are printed.
const MOST_FINDINGS: usize = 20;

/// A site that is being written.
pub struct Site {
    folder: PathBuf,
}

impl Site {
    /// The site of a set: an empty folder, into which its hand-written files are copied.
    pub fn of(set: &str) -> Site {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published").join(set);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let site = Site { folder };
        let written = root().join("tests/published").join(set);
        for entry in WalkDir::new(&written).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|ending| ending == "toml") {
                let below = entry.path().strip_prefix(&written).unwrap();
                site.write(below.to_str().unwrap(), &fs::read_to_string(entry.path()).unwrap());
            }
        }
        site
    }

    /// Writes a file of the folder `data`.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join("data").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a plan.
    pub fn plan(&self, path: &str, text: &str) {
        let path = self.folder.join("content/plans").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The hand-written file `path`, to which `text` is added.
    pub fn add(&self, path: &str, text: &str) {
        let written = fs::read_to_string(self.folder.join("data").join(path)).unwrap();
        self.write(path, &(written + text));
    }

    /// The results of the site.
    pub fn results(self) -> Result<Results, String> {
        Results::of(&self.folder)
    }
}

/// A site that was read and assessed.
pub struct Results {
    /// What its files describe.
    pub community: Community,
    /// Its results.
    pub assessment: Assessment,
}

impl Results {
    /// Those of the site in `folder`, or the findings that keep it from being built.
    pub fn of(folder: &Path) -> Result<Results, String> {
        let mut findings = Findings::default();
        let source =
            load(folder, &mut findings).map_err(|error| format!("{}: {}", error.path.display(), error.cause))?;
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let scope = Scope { edition: Edition::Review, as_of: None, today };
        let Some(community) = check(&source, scope, &mut findings) else { return Err(told(findings, &source)) };
        let as_of = community.site.as_of.ok_or("the settings name no day")?;
        let assessment = assess(&community, as_of);
        Ok(Results { community, assessment })
    }

    /// The id of a scheme.
    pub fn scheme(&self, ranking: &Ranking) -> &str {
        &self.community.schemes[ranking.scheme].key
    }

    /// The period of a ranking as it is written.
    pub fn period(&self, ranking: &Ranking) -> String {
        match &ranking.period {
            Period::Festival(id) => self.community.festivals[*id].key.to_string(),
            Period::Year(year) => year.to_string(),
            Period::Quarter(year, quarter) => format!("{year}-Q{quarter}"),
            Period::Once(word) => word.to_string(),
        }
    }

    /// The only ranking of a scheme and period.
    pub fn ranking(&self, scheme: &str, period: &str) -> &Ranking {
        let found = self.assessment.rankings.iter();
        let mut found = found.filter(|ranking| self.scheme(ranking) == scheme && self.period(ranking) == period);
        let ranking = found.next().unwrap_or_else(|| panic!("no ranking by {scheme} for {period}"));
        assert!(found.next().is_none(), "two rankings by {scheme} for {period}");
        ranking
    }

    /// The standings of a ranking by subject.
    pub fn standings(&self, scheme: &str, period: &str) -> HashMap<&str, &Standing> {
        self.ranking(scheme, period).standings.iter().map(|standing| (self.subject(standing), standing)).collect()
    }

    /// The standing of one subject.
    pub fn standing<'a>(&'a self, ranking: &'a Ranking, subject: &str) -> &'a Standing {
        let found = ranking.standings.iter().find(|standing| self.subject(standing) == subject);
        found.unwrap_or_else(|| panic!("{subject} has no standing"))
    }

    /// How a standing came about.
    pub fn working(&self, ranking: &Ranking, standing: &Standing) -> Worked<'_> {
        let scheme = &self.community.schemes[ranking.scheme];
        Worked { scheme, working: standing.working(&self.community, scheme, Lens::default()) }
    }

    /// The id of the subject of a standing.
    pub fn subject(&self, standing: &Standing) -> &str {
        match standing.subject {
            Subject::Neighbourhood(id) => &self.community.neighbourhoods[id].key,
            Subject::Team(id) => &self.community.teams[id].key,
            Subject::Area(id) => &self.community.areas[id].key,
            Subject::Entry(id, entry) => &self.community.festivals[id].entries[entry as usize].key,
        }
    }
}

/// How a result came about.
pub struct Worked<'a> {
    scheme: &'a Scheme,
    working: Working,
}

impl Worked<'_> {
    /// What a criterion brings to the result above, rounded as the scheme says: points times factor where these are
    /// added up, else per cent of the full points.
    pub fn part(&self, criterion: &str) -> &Exact {
        let part = self.working.parts[self.position(criterion)].as_ref();
        &part.unwrap_or_else(|| panic!("{criterion} is left out")).entering
    }

    /// The points that a role came to on a criterion, rounded as the scheme says.
    pub fn panel(&self, role: &str, criterion: &str) -> &Exact {
        let position = self.position(criterion);
        let is =
            |panel: &&Panel| *self.scheme.roles[panel.role].key == *role && self.scheme.leaves[panel.leaf] == position;
        let panel = self.working.panels.iter().find(is);
        &panel.unwrap_or_else(|| panic!("{role} gave nothing on {criterion}")).points
    }

    fn position(&self, criterion: &str) -> usize {
        let position = self.scheme.criteria.iter().position(|known| *known.key == *criterion);
        position.unwrap_or_else(|| panic!("the scheme has no criterion {criterion}"))
    }
}

/// The findings of severity error as a person reads them.
fn told(findings: Findings, source: &Source) -> String {
    let severe = |rule: &Rule| rule.severity == Severity::Error;
    let errors: Vec<Finding> = findings.sorted().into_iter().filter(|finding| severe(finding.rule)).collect();
    let mut lines: Vec<String> = errors.iter().take(MOST_FINDINGS).map(|finding| line(finding, source)).collect();
    lines.push(format!("{} findings keep the site from being built: {}", errors.len(), source.root.display()));
    lines.join("\n")
}

fn line(finding: &Finding, source: &Source) -> String {
    let place = finding.place.as_ref().and_then(|place| {
        let file = source.file(place.file)?;
        let before = &file.text[..place.span.start];
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some(format!("{}:{}:{column}", file.path, before.matches('\n').count() + 1))
    });
    let expected = finding.expected.as_ref().map(|said| format!("; {}", said.text(Language::English)));
    format!(
        "{}: {}: {}{}",
        place.unwrap_or_default(),
        finding.rule.name,
        finding.message.text(Language::English),
        expected.unwrap_or_default()
    )
}
