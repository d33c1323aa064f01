//! Cases: the lines that an office would write, and as text what comes of them.
//!
//! A case fills in what no test is about: the settings, the names, the areas and organisations that the sheets name, a
//! role `r` of weight 100 where no role is written, and a yearly scheme `s` over areas, all together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::program::scope;
use chrono::NaiveDate;
use gongshi::assess::rulebook::Lens;
use gongshi::assess::weigh::Working;
use gongshi::assess::{Assessment, Pending, Ranking, Standing, Why, assess};
use gongshi::check::check;
use gongshi::community::marks::Subject;
use gongshi::community::register::Community;
use gongshi::community::scheme::Scheme;
use gongshi::exact::Exact;
use gongshi::finding::{Finding, Findings, Severity};
use gongshi::load::{Source, SourceFile};

/// What somebody wrote.
#[derive(Clone, Debug)]
pub struct Case {
    schemes: Vec<(String, String)>,
    sheets: Vec<Sheet>,
    areas: BTreeMap<String, (String, String)>,
    more: String,
    as_of: NaiveDate,
    reversed: bool,
}

/// A sheet: scheme, period, role, by whom, on what day, and a line a subject.
#[derive(Clone, Debug)]
struct Sheet {
    scheme: String,
    period: String,
    role: String,
    by: String,
    date: String,
    rows: Vec<(String, String)>,
}

/// What came of it.
pub struct Results {
    pub community: Community,
    pub assessment: Assessment,
    findings: Vec<Finding>,
}

impl Case {
    /// A case under the scheme `s`, the fields of which are `scheme`.
    pub fn new(scheme: &str) -> Case {
        Case {
            schemes: Vec::new(),
            sheets: Vec::new(),
            areas: BTreeMap::new(),
            more: String::new(),
            as_of: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            reversed: false,
        }
        .scheme("s", scheme)
    }

    /// With another scheme.
    pub fn scheme(mut self, id: &str, text: &str) -> Case {
        let mut whole = format!("[[scheme]]\ngate = \"open\"\nid = \"{id}\"\nname = \"{id}\"\n");
        for (field, usual) in [("subject", "area"), ("period", "year"), ("group_by", "all")] {
            if !text.lines().any(|line| line.trim_start().starts_with(&format!("{field} ="))) {
                let _ = writeln!(whole, "{field} = \"{usual}\"");
            }
        }
        if !text.contains("role = [") {
            whole.push_str("role = [{ id = \"r\", name = \"r\", weight = 100 }]\n");
        }
        whole.push_str(&named(text));
        self.schemes.push((id.to_owned(), whole));
        self
    }

    /// With what the role `r` gave: a line a subject, as in `a1: x = 90, y = 80`.
    pub fn marks(self, rows: &str) -> Case {
        self.sheet("r", "o", rows)
    }

    /// With a sheet of a role.
    pub fn sheet(self, role: &str, by: &str, rows: &str) -> Case {
        self.sheet_of("s", "2026", role, by, rows)
    }

    /// With a sheet of the role `r` for another period.
    pub fn sheet_in(self, period: &str, rows: &str) -> Case {
        self.sheet_of("s", period, "r", "o", rows)
    }

    /// With any sheet.
    pub fn sheet_of(mut self, scheme: &str, period: &str, role: &str, by: &str, rows: &str) -> Case {
        let row = |line: &str| {
            let (subject, marks) = line.split_once(':').unwrap_or_else(|| panic!("no subject: {line}"));
            (subject.trim().to_owned(), marks.trim().to_owned())
        };
        let date = "2026-01-01".to_owned();
        let rows = lines(rows).map(row).collect();
        let [scheme, period, role, by] = [scheme, period, role, by].map(str::to_owned);
        self.sheets.push(Sheet { scheme, period, role, by, date, rows });
        self
    }

    /// The last sheet given on another day.
    pub fn on(mut self, date: &str) -> Case {
        self.sheets.last_mut().expect("a sheet").date = date.to_owned();
        self
    }

    /// With areas of a level that lie in another.
    pub fn areas(mut self, level: &str, parent: &str, ids: &str) -> Case {
        for id in ids.split_whitespace() {
            self.areas.insert(id.to_owned(), (level.to_owned(), parent.to_owned()));
        }
        self
    }

    /// With other records.
    pub fn more(mut self, text: &str) -> Case {
        self.more.push_str(text);
        self.more.push('\n');
        self
    }

    /// With a veto that caps the band of a subject.
    pub fn veto(self, subject: &str, band: &str) -> Case {
        self.more(&format!(
            "[[veto]]\nscheme = \"s\"\nperiod = \"2026\"\nsubject = \"{subject}\"\neffect = \"grade_cap\"\n\
             band = \"{band}\"\nground = \"事由\"\nbody = \"o\"\ndate = 2026-02-01"
        ))
    }

    /// With a decision on a tie, the first first.
    pub fn decision(self, order: &str) -> Case {
        let order: Vec<String> = order.split_whitespace().map(|id| format!("\"{id}\"")).collect();
        self.more(&format!(
            "[[tie_decision]]\nscheme = \"s\"\nperiod = \"2026\"\norder = [{}]\nbody = \"o\"\ndate = 2026-02-01",
            order.join(", ")
        ))
    }

    /// With a subject that is not graded.
    pub fn ungraded(self, subject: &str) -> Case {
        self.more(&format!(
            "[[ungraded]]\nscheme = \"s\"\nperiod = \"2026\"\nsubject = \"{subject}\"\nreason = \"新设\""
        ))
    }

    /// The same, its files, sheets and rows in the opposite order.
    pub fn reversed(mut self) -> Case {
        self.reversed = !self.reversed;
        self
    }

    /// The files.
    fn texts(&self) -> Vec<String> {
        let turned = |mut parts: Vec<String>| {
            if self.reversed {
                parts.reverse();
            }
            parts.join("\n")
        };
        let by: BTreeSet<&str> = self.sheets.iter().map(|sheet| &*sheet.by).chain(["o"]).collect();
        let organisations =
            by.into_iter().map(|id| format!("[[organisation]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"other\"\n"));
        let mut areas = self.areas.clone();
        for (subject, _) in self.sheets.iter().flat_map(|sheet| &sheet.rows) {
            areas.entry(subject.clone()).or_insert_with(|| ("district".to_owned(), "city".to_owned()));
        }
        let areas = areas.iter().map(|(id, (level, parent))| {
            format!("[[area]]\nid = \"{id}\"\nname = \"{id}\"\nlevel = \"{level}\"\nparent = \"{parent}\"\n")
        });
        let sheets = self.sheets.iter().map(|sheet| {
            let rows = sheet.rows.iter().map(|(subject, marks)| {
                let comma = if marks.is_empty() { "" } else { ", " };
                format!("  {{ subject = \"{subject}\"{comma}{marks} }},")
            });
            let Sheet { scheme, period, role, by, date, .. } = sheet;
            format!(
                "[[sheet]]\nscheme = \"{scheme}\"\nperiod = \"{period}\"\nrole = \"{role}\"\nby = \"{by}\"\n\
                 date = {date}\nmarks = [\n{}\n]\n",
                turned(rows.collect())
            )
        });
        let mut texts = vec![
            "[site]\ntitle = \"站\"\n".to_owned(),
            "[[area]]\nid = \"city\"\nname = \"市\"\nlevel = \"city\"\n".to_owned(),
            turned(organisations.collect()),
            turned(areas.collect()),
            turned(self.schemes.iter().map(|(_, text)| text.clone()).collect()),
            turned(sheets.collect()),
            self.more.clone(),
        ];
        if self.reversed {
            texts.reverse();
        }
        texts
    }

    fn checked(&self) -> (Option<Community>, Vec<Finding>) {
        let texts = self.texts().into_iter().enumerate();
        let files = texts.map(|(at, text)| SourceFile { path: format!("data/{at}.toml"), text });
        let source = Source {
            root: PathBuf::new(),
            files: files.collect(),
            assets: BTreeMap::new(),
            ignored: Vec::new(),
            themes: BTreeMap::new(),
        };
        let mut findings = Findings::default();
        (check(&source, scope(), &mut findings), findings.sorted())
    }

    /// The rules that the files break, each once; a site with these is not built.
    pub fn refused(&self) -> String {
        let (community, findings) = self.checked();
        assert!(community.is_none(), "these files have no fault");
        let errors = findings.iter().filter(|finding| finding.rule.severity == Severity::Error);
        let rules: BTreeSet<&str> = errors.map(|finding| finding.rule.name).collect();
        rules.into_iter().collect::<Vec<_>>().join(" ")
    }

    /// What comes of it.
    #[track_caller]
    pub fn results(&self) -> Results {
        let (community, findings) = self.checked();
        let Some(community) = community else {
            let said = |finding: &Finding| {
                format!("{}: {}", finding.rule.name, finding.message.text(gongshi::language::Language::English))
            };
            panic!("{}\n{}", findings.iter().map(said).collect::<Vec<_>>().join("\n"), self.texts().join("\n"))
        };
        let assessment = assess(&community, self.as_of);
        Results { community, assessment, findings }
    }

    /// Asserts what comes of it: a line a result, in order; see [`Results::text`].
    #[track_caller]
    pub fn gives(&self, expected: &str) {
        assert_lines(&self.results().text(), expected);
    }

    /// Asserts the totals as they are printed.
    #[track_caller]
    pub fn prints(&self, expected: &str) {
        let results = self.results();
        let ranking = &results.assessment.rankings[0];
        let printed = |standing: &Standing| {
            let scheme = results.scheme(ranking);
            let total = standing.total.rounded_text(standing.digits, scheme.rounding);
            format!("{} {total}", results.key(standing.subject))
        };
        assert_lines(&ranking.standings.iter().map(printed).collect::<Vec<_>>().join("\n"), expected);
    }

    /// The total of a subject.
    #[track_caller]
    pub fn total(&self, subject: &str) -> Exact {
        self.results().standing(subject).total.clone()
    }
}

/// Asserts that two texts are the same but for the space between words.
#[track_caller]
pub fn assert_lines(found: &str, expected: &str) {
    let tidy = |text: &str| {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        lines(text).map(words).collect::<Vec<_>>().join("\n")
    };
    let (found, expected) = (tidy(found), tidy(expected));
    assert!(found == expected, "\nfound:\n{found}\n\nexpected:\n{expected}\n");
}

impl Results {
    pub fn key(&self, subject: Subject) -> &str {
        self.community.key(subject)
    }

    pub fn scheme(&self, ranking: &Ranking) -> &Scheme {
        &self.community.schemes[ranking.scheme]
    }

    /// The result of a subject in the first ranking.
    #[track_caller]
    pub fn standing(&self, subject: &str) -> &Standing {
        let standings = &self.assessment.rankings[0].standings;
        let found = standings.iter().find(|standing| self.key(standing.subject) == subject);
        found.unwrap_or_else(|| panic!("{subject} has no result"))
    }

    /// The open result of a subject in the first ranking.
    #[track_caller]
    pub fn pending(&self, subject: &str) -> &Pending {
        let pending = &self.assessment.rankings[0].pending;
        let found = pending.iter().find(|pending| self.key(pending.subject) == subject);
        found.unwrap_or_else(|| panic!("{subject} is not pending"))
    }

    /// How the result of a subject in the first ranking came about.
    #[track_caller]
    pub fn working(&self, subject: &str) -> Working {
        let scheme = self.scheme(&self.assessment.rankings[0]);
        self.standing(subject).working(&self.community, scheme, Lens::default())
    }

    /// The points and full points of a subject on a criterion, as `points/full`; `-` where it is left out.
    #[track_caller]
    pub fn part(&self, subject: &str, criterion: &str) -> String {
        let scheme = self.scheme(&self.assessment.rankings[0]);
        let at = scheme.criteria.iter().position(|found| *found.key == *criterion).expect("a criterion");
        let part = self.working(subject).parts[at].clone();
        part.map_or_else(|| "-".to_owned(), |part| format!("{}/{}", number(&part.points), number(&part.full)))
    }

    /// The rules of the warnings, each once.
    pub fn warnings(&self) -> String {
        let rules: BTreeSet<&str> = self.findings.iter().map(|finding| finding.rule.name).collect();
        rules.into_iter().collect::<Vec<_>>().join(" ")
    }

    /// A line a result: id, exact total, place (`2=` where it is shared), band (`-` where there is none). A line that is
    /// pending has its reason, and if it is open the least and most that it can be, the best and worst place.
    /// Where there are several rankings each begins with its scheme and period.
    pub fn text(&self) -> String {
        let rankings = &self.assessment.rankings;
        let mut text = String::new();
        for ranking in rankings {
            if rankings.len() > 1 {
                let period = ranking.period.name(gongshi::language::Language::English);
                let _ = writeln!(text, "{} {period}", &*self.scheme(ranking).key);
            }
            text.push_str(&self.lines(ranking));
        }
        text
    }

    /// The lines of one ranking.
    pub fn lines(&self, ranking: &Ranking) -> String {
        let scheme = self.scheme(ranking);
        let mut text = String::new();
        for standing in &ranking.standings {
            let shared = if standing.sharing > 1 { "=" } else { "" };
            let (key, total) = (self.key(standing.subject), number(&standing.total));
            let _ = write!(text, "{key} {total} {}{shared}", standing.place);
            if !scheme.bands.is_empty() {
                let _ = write!(text, " {}", standing.band.map_or("-", |band| &*scheme.bands[band].key));
            }
            text.push('\n');
        }
        for pending in &ranking.pending {
            let _ = write!(text, "{} ", self.key(pending.subject));
            let _ = match &pending.why {
                Why::Open { least, most, best, worst } => {
                    writeln!(text, "open {}..{} {best}..{worst}", number(least), number(most))
                }
                Why::Ungraded(_) => writeln!(text, "ungraded"),
                Why::Nothing => writeln!(text, "nothing"),
                Why::Later(date) => writeln!(text, "later {date}"),
            };
        }
        text
    }
}

/// An exact number: the decimal if it ends, else the fraction.
pub fn number(number: &Exact) -> String {
    number.finite_text(200).unwrap_or_else(|| number.fraction_text())
}

/// The lines of a text that are not empty.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The scheme with a name, the same as the id, after every id.
fn named(text: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("id = \"") {
        let end = at + 6 + rest[at + 6..].find('"').expect("an id ends") + 1;
        let id = &rest[at + 5..end];
        let _ = write!(whole, "{}, name = {id}", &rest[..end]);
        rest = &rest[end..];
    }
    whole + rest
}
