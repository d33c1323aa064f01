//! The commands. All printing is here; the exit code says how it went: 0 done, 1 faults in the files, 2 could not work.

mod failure;

mod report;

mod explain;
mod schema;
mod scores;
mod seal;
mod what_if;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::failure::{as_error, tell, unwritable};
use crate::cli::report::{Rendering, Report};
use crate::cli::schema::Form;
use crate::cli::scores::{Choice, Format};
use crate::compose::voice::Material;
use crate::edition::Edition;
use crate::finding::Finding;
use crate::language::{Language, Said};
use crate::load::Source;
use crate::{Failure, Outcome, Progress, Request};

const EXAMPLES: &str = "\
Examples:
  gongshi build                              build the site in this folder into public/
  gongshi build --site town --out /srv/www   build another folder's site elsewhere
  gongshi build --edition review             build everything, drafts too, into review/, for the office
  gongshi build --as-of 2026-06-30           build the site as it stood at the end of June
  gongshi check                              only look for faults
  gongshi check --format sarif               the same for a tool
  gongshi scores --scheme team-annual        print results in a terminal
  gongshi why jinyuan                        print the working of a subject's results
  gongshi what-if new-weights.toml           who would move, and by how much, under another scheme
  gongshi explain weight-below-floor         what a rule asks, and why
  gongshi explain neighbourhood              the fields of a kind of record
  gongshi schema --out schemas               JSON Schemas of what people write, for editors

Exit codes: 0 done, 1 faults in the files (the site that stood stays), 2 the work could not be done.";

#[derive(Parser)]
#[command(version, about = "公示 · 公式: a community's plans, scorecards, charts and notices as a static site, every number with its working", after_help = EXAMPLES)]
struct Command {
    #[command(subcommand)]
    task: Task,
    /// The language of messages; else that of the locale
    #[arg(long, global = true, value_name = "zh-CN|en", value_parser = parse_language)]
    lang: Option<Language>,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site
    #[command(after_help = "Example: gongshi build --site town --out public --as-of 2026-06-30")]
    Build {
        #[command(flatten)]
        site: SiteArgs,
        /// For everybody, or with everything that is held back, for the office
        #[arg(long, value_enum, default_value = "public")]
        edition: EditionWord,
        /// The folder that the site will stand in; `public` or `review`, as the edition, when left out
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// The folder of the last public edition, which numbers are compared with; else that of this one, or `public`
        #[arg(long, value_name = "DIR")]
        published: Option<PathBuf>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Look for faults without building
    #[command(
        after_help = "Examples: gongshi check --site town; gongshi check --deny warnings; gongshi check --format sarif > findings.sarif"
    )]
    Check {
        #[command(flatten)]
        site: SiteArgs,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Print results: places, totals, bands
    #[command(after_help = "Example: gongshi scores --scheme team-annual --period 2026 --format csv")]
    Scores {
        #[command(flatten)]
        site: SiteArgs,
        #[command(flatten)]
        choice: ChoiceArgs,
        /// How to write them
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Print the working of a subject's results, line by line
    #[command(after_help = "Example: gongshi why jinyuan --scheme neighbourhood-annual --period 2026")]
    Why {
        /// The id of a neighbourhood, team or area, or `festival/entry`
        subject: String,
        #[command(flatten)]
        site: SiteArgs,
        #[command(flatten)]
        choice: ChoiceArgs,
    },
    /// Print the record that seals the marks of a scheme and period: from then on they change only by a correction
    #[command(after_help = "Example: gongshi seal --scheme team-annual --period 2026 >> data/releases/2026.toml")]
    Seal {
        #[command(flatten)]
        site: SiteArgs,
        #[command(flatten)]
        choice: ChoiceArgs,
    },
    /// Show who would move, and by how much, if a scheme were changed to that of a file
    #[command(after_help = "Example: gongshi what-if drafts/team-annual.toml --period 2026")]
    WhatIf {
        /// A TOML file with one or more [[scheme]] of the ids that the site has
        scheme_file: PathBuf,
        #[command(flatten)]
        site: SiteArgs,
        #[command(flatten)]
        choice: ChoiceArgs,
        /// How to write it
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Tell what a rule asks and why, or which fields a kind of record has
    #[command(
        after_help = "Examples: gongshi explain missing-mark; gongshi explain team; gongshi explain (lists everything)"
    )]
    Explain {
        /// A rule such as `missing-mark` or a kind such as `team`; all of them when left out
        name: Option<String>,
        /// Print the page of the guide that lists every rule
        #[arg(long, conflicts_with = "name")]
        markdown: bool,
    },
    /// Print a JSON Schema of what people write, for editors and other tools
    #[command(
        after_help = "Examples: gongshi schema > data.schema.json; gongshi schema plan; gongshi schema --out schemas"
    )]
    Schema {
        /// What is written
        #[arg(value_enum, default_value = "data")]
        form: Form,
        /// Write all of them into this folder instead
        #[arg(long, value_name = "DIR", conflicts_with = "form")]
        out: Option<PathBuf>,
    },
}

#[derive(Args)]
struct ReportArgs {
    /// How to write what was found
    #[arg(long, value_enum, default_value = "text")]
    format: Rendering,
    /// What to take for an error
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Denied>,
}

/// What can be taken for an error that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// Every warning: exit code 1, and nothing is built
    Warnings,
}

#[derive(Args)]
struct SiteArgs {
    /// The folder of the site, with data/ and content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
    /// The day to build for, such as 2026-06-30; else `as_of` of the settings, else today
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
}

#[derive(Args)]
struct ChoiceArgs {
    /// Only this scheme
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,
    /// Only this period, as score sheets write it: 2026, 2026-Q3, a festival's id
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
}

/// An edition on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum EditionWord {
    /// Only what has passed its gates
    Public,
    /// Everything, with a watermark
    Review,
}

impl EditionWord {
    /// The folder that the edition stands in unless another is named.
    fn folder(self) -> PathBuf {
        Edition::from(self).word().into()
    }
}

impl From<EditionWord> for Edition {
    fn from(word: EditionWord) -> Edition {
        match word {
            EditionWord::Public => Edition::Public,
            EditionWord::Review => Edition::Review,
        }
    }
}

fn parse_language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| format!("`{tag}` is not a language of this program: zh-CN, en"))
}

/// Runs the program.
pub fn run() -> ExitCode {
    let command = Command::parse();
    let language = command.lang.unwrap_or_else(language_of_locale);
    match command.task {
        Task::Build { site, edition, out, published, report } => {
            let out = out.unwrap_or_else(|| edition.folder());
            let published = published.unwrap_or_else(|| match edition {
                EditionWord::Public => out.clone(),
                EditionWord::Review => EditionWord::Public.folder(),
            });
            let target = Target { edition: edition.into(), out: Some(&out), published: Some(&published) };
            run_build(&site, &target, &report, language)
        }
        Task::Check { site, report } => {
            let published = EditionWord::Public.folder();
            let target = Target { edition: Edition::Review, out: None, published: Some(&published) };
            run_build(&site, &target, &report, language)
        }
        Task::Scores { site, choice, format } => {
            let choice = Choice { scheme: choice.scheme, period: choice.period };
            run_consult(&site, language, |material| scores::scores(material, &choice, format, language))
        }
        Task::Why { subject, site, choice } => {
            let choice = Choice { scheme: choice.scheme, period: choice.period };
            run_consult(&site, language, |material| scores::why(material, &subject, &choice, language))
        }
        Task::Seal { site, choice } => {
            let choice = Choice { scheme: choice.scheme, period: choice.period };
            run_consult(&site, language, |material| seal::seal(material, &choice))
        }
        Task::WhatIf { scheme_file, site, choice, format } => {
            let choice = Choice { scheme: choice.scheme, period: choice.period };
            let request = request(&site);
            let look = |now: &Material<'_>, then: &Material<'_>| what_if::moves(now, then, &choice, format, language);
            let tried = crate::what_if(&request, &scheme_file, look);
            show(tried.map(|tried| (tried.source, tried.findings, tried.seen)), language)
        }
        Task::Explain { markdown: true, .. } => explain::page(language),
        Task::Explain { name, .. } => explain::explain(name.as_deref(), language),
        Task::Schema { out: Some(folder), .. } => schema::write(&folder).map_or_else(
            |(path, error)| {
                let [zh, en] = unwritable(&path, &error, language);
                let _ = writeln!(io::stderr(), "{}", as_error(zh, en, language));
                ExitCode::from(2)
            },
            |()| ExitCode::SUCCESS,
        ),
        Task::Schema { form, .. } => {
            let _ = io::stdout().write_all(schema::text(form).as_bytes());
            ExitCode::SUCCESS
        }
    }
}

/// Chinese in a Chinese locale, English elsewhere.
fn language_of_locale() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale.and_then(|locale| Language::from_tag(&locale)).unwrap_or(Language::English)
}

struct Bar(ProgressBar);

impl Progress for Bar {
    fn pages(&self, count: usize) {
        self.0.set_length(count as u64);
    }
    fn one(&self) {
        self.0.inc(1);
    }
}

/// What a build makes.
struct Target<'a> {
    edition: Edition,
    /// Where; `None` only checks.
    out: Option<&'a Path>,
    published: Option<&'a Path>,
}

fn run_build(site: &SiteArgs, target: &Target<'_>, report: &ReportArgs, language: Language) -> ExitCode {
    let begun = Instant::now();
    let bar = Bar(if io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() });
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}") {
        bar.0.set_style(style);
    }
    let Target { edition, out, published } = *target;
    let request = Request { out, edition, published, deny_warnings: report.deny.is_some(), ..request(site) };
    let outcome = crate::build(&request, &bar);
    bar.0.finish_and_clear();
    match outcome {
        Ok(outcome) => conclude(&outcome, &request, report, begun.elapsed(), language),
        Err(failure) => {
            let _ = writeln!(io::stderr(), "{}", tell(&failure, language));
            ExitCode::from(2)
        }
    }
}

fn request(site: &SiteArgs) -> Request<'_> {
    Request {
        site: &site.site,
        out: None,
        as_of: site.as_of,
        today: chrono::Local::now().date_naive(),
        // Whoever asks for results at a desk belongs to the office.
        edition: Edition::Review,
        published: None,
        deny_warnings: false,
    }
}

/// Prints what `look` makes of the results; findings go to standard error as ever.
fn run_consult(
    site: &SiteArgs,
    language: Language,
    look: impl FnOnce(&mut Material<'_>) -> Option<String>,
) -> ExitCode {
    let consulted = crate::consult(&request(site), look);
    show(consulted.map(|consulted| (consulted.source, consulted.findings, consulted.seen)), language)
}

/// What was read, what was found, and what was seen: nothing where files have faults, and nothing where there is no such
/// result.
type Seen = (Source, Vec<Finding>, Option<Option<String>>);

/// Prints what was seen, and the findings.
fn show(seen: Result<Seen, Failure>, language: Language) -> ExitCode {
    let (source, findings, seen) = match seen {
        Ok(seen) => seen,
        Err(failure) => {
            let _ = writeln!(io::stderr(), "{}", tell(&failure, language));
            return ExitCode::from(2);
        }
    };
    let report = Report::new(&findings, &source, &source.root, language);
    report.write(Rendering::Text);
    match seen {
        None => {
            let _ = writeln!(io::stderr(), "{}", report.counts.told(language));
            ExitCode::from(1)
        }
        Some(Some(text)) => {
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Some(None) => {
            let _ = match language {
                Language::Chinese => writeln!(
                    io::stderr(),
                    "错误：没有这样的结果；不加条件的 `gongshi scores` 列出全部结果，没有分数就没有结果"
                ),
                Language::English => {
                    writeln!(
                        io::stderr(),
                        "error: there is no such result; `gongshi scores` alone lists all there are, and where nothing is marked there is none"
                    )
                }
            };
            ExitCode::from(2)
        }
    }
}

/// Shows the findings and the one line at the end; standard output is left to the findings where a tool reads them there.
fn conclude(
    outcome: &Outcome,
    request: &Request<'_>,
    asked: &ReportArgs,
    took: Duration,
    language: Language,
) -> ExitCode {
    let mut report = Report::new(&outcome.findings, &outcome.source, request.site, language);
    report.built = request.out.zip(outcome.built);
    report.write(asked.format);
    let _ = write!(io::stderr(), "{}", held_back(&outcome.held, request.edition, language));
    let denied = request.deny_warnings && report.counts.warnings > 0;
    let failed = report.counts.errors > 0 || denied;
    let line = closing(outcome, request, took, &report, denied);
    if failed || asked.format != Rendering::Text {
        let _ = writeln!(io::stderr(), "{line}");
    } else {
        // A reader that has gone away is no fault of ours.
        let _ = writeln!(io::stdout(), "{line}");
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// The one line at the end: what was built or looked at, and how many findings there are.
fn closing(outcome: &Outcome, request: &Request<'_>, took: Duration, report: &Report<'_>, denied: bool) -> String {
    let language = report.language;
    let why = match (denied, language) {
        (false, _) => "",
        (true, Language::Chinese) => "；`--deny warnings` 不放过警告",
        (true, Language::English) => "; `--deny warnings` lets no warning pass",
    };
    let found = format!("{}{why}", report.counts.told(language));
    match (&outcome.built, request.out, language) {
        (Some(built), Some(out), Language::Chinese) => format!(
            "已生成 {}：{} 个页面，{} 个文件，{}，用时 {:.1} 秒；{found}",
            out.display(),
            built.pages,
            built.files,
            size(built.bytes),
            took.as_secs_f64()
        ),
        (Some(built), Some(out), Language::English) => format!(
            "built {}: {} pages, {} files, {}, {:.1} s; {found}",
            out.display(),
            built.pages,
            built.files,
            size(built.bytes),
            took.as_secs_f64()
        ),
        (_, None, Language::Chinese) => format!("已检查 {} 个文件；{found}", outcome.source.files.len()),
        (_, None, Language::English) => format!("checked {} files; {found}", outcome.source.files.len()),
        (None, Some(out), Language::Chinese) => format!("未生成；{} 保持原样；{found}", out.display()),
        (None, Some(out), Language::English) => format!("nothing built; {} stays as it was; {found}", out.display()),
    }
}

/// What the public edition does not hold, a line each.
fn held_back(held: &[[Said; 2]], edition: Edition, language: Language) -> String {
    if held.is_empty() {
        return String::new();
    }
    let head = match (edition, language) {
        (Edition::Public, Language::Chinese) => format!("未公开 {} 项（`--edition review` 可见）：", held.len()),
        (Edition::Public, Language::English) => {
            format!("held back from the public edition: {} (`--edition review` has them)", held.len())
        }
        (Edition::Review, Language::Chinese) => format!("公开版不含以下 {} 项：", held.len()),
        (Edition::Review, Language::English) => format!("the public edition does not hold these {}:", held.len()),
    };
    let colon = match language {
        Language::Chinese => "：",
        Language::English => ": ",
    };
    let line = |[name, why]: &[Said; 2]| format!("  {}{colon}{}\n", name.text(language), why.text(language));
    let lines: String = held.iter().map(line).collect();
    format!("{head}\n{lines}")
}

fn size(bytes: u64) -> String {
    match bytes {
        0..=999_999 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
