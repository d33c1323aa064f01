//! gongshi (公示, to post in public; 公式, a formula) turns a community's TOML data and Markdown plans into a static site
//! of plans, scorecards, charts and notices, and computes role-weighted assessments exactly.
//!
//! # The flow
//!
//! ```text
//! disk ──load──▶ Source ──check──▶ Community ──assess──▶ Assessment ─┬─release─▶ what may be seen ─┬─compose──▶ Page
//!                files with        known facts, ├─judge───▶ Judgement ──────────────────────────────┘           what one page
//!                places            every name   exact results; clauses      on this day, by            says
//!                                  resolves     kept or not, with evidence  this edition
//!
//!                Page ──render──▶ bytes ──inspect──▶ bytes that may leave ──publish──▶ disk
//!                                 HTML by a theme    with nobody's private data        one atomic swap
//!
//!                     └──────────▶ Findings (rule · severity · file:line:column · message · help) ◀── people read these
//! ```
//!
//! [`build`] below is that line, one statement a stage. The modules stand in the order of the flow, the foundations that
//! know no stage first; **a module uses only modules declared above it** (a blank line keeps two declarations in order).
//!
//! # The map
//!
//! | module | what it is |
//! |---|---|
//! | [`exact`] | exact fractions, and the one place that rounds and writes a decimal |
//! | [`edition`] | public or review |
//! | [`language`] | Chinese and English, and texts that exist in one or both |
//! | [`finding`] | what we tell people about their files; [`finding::rules`] lists every rule once |
//! | [`markdown`] | Markdown as Chinese documents need it: joined lines, the ladder 一、（一）1.（1） |
//! | [`privacy`] | personal data in a text or a file, however it is spelt, and what may be shown of it |
//! | [`chart`] | what a chart compares, and its drawing as SVG |
//! | [`community`] | the vocabulary: one room a kind of record; [`community::register`] lists the kinds **← add a kind here** |
//! | [`load`] | 1 disk → [`load::Source`]; reads everything, understands nothing |
//! | [`check`] | 2 → [`community::register::Community`], or findings; [`check::rules`] holds what only the whole can tell |
//! | [`assess`] | 3 → [`assess::Assessment`]: weigh, rank, bands, workings; cannot fail |
//! | [`judge`] | 4 → [`judge::Judgement`]: clauses of plans kept or not, levels of risk, contradictions; cannot fail |
//! | [`release`] | 5 → what the public may see: gates, what is held back, what changed since the last edition; cannot fail |
//! | [`compose`] | 6 → [`compose::view::Page`]: what templates see, one page at a time |
//! | [`render`] | 7 → bytes, by the templates of a theme |
//! | [`inspect`] | 8 what may leave: every file of the site is searched for personal data, and told at its source |
//! | [`publish`] | 9 the only writer: a new tree beside the old one, one swap, a ledger of what is ours |
//! | [`cli`] | the commands; all printing and progress; exit codes |
//!
//! # Invariants
//!
//! 1. Only `load` reads the site's files, only `publish` writes the site, and nothing that `inspect` did not see; only `cli`
//!    prints. No stage reads the clock, the environment or the network: the day comes in as `as_of`.
//! 2. A module uses only modules declared above it; no `super::` outside tests, no glob imports, no re-exports of our own
//!    modules. Rooms of [`community`] may name one another's types, since records refer to one another in circles.
//! 3. A `Community` is whole: every name resolves and every rule of severity *error* holds. No later stage asks again.
//! 4. `check`, `assess`, `judge`, `release` and `compose` cannot fail; faults are findings.
//! 5. No float before a chart is drawn. No rounding before text, unless the scheme declares a rounding step.
//! 6. The same files and the same `as_of` give the same bytes, with any number of threads, in any order.
//! 7. Community types carry no serde. What templates see does; what people write is read by our own forms, since every
//!    fault of a record is told in one run, with its place, and numbers are read from the characters that were written.
//! 8. Templates arrange; they do not compute, sort or filter. If one needs to, `compose` lacks a field.
//! 9. The program never removes a file that it did not write.
//! 10. Everything people can meet (kind, field, rule, command) is listed once in code and documented from that list.
//! 11. A number printed on a page comes from a working that can be printed beside it.
//! 12. Pages are composed, rendered and written one by one, in parallel, and dropped: memory grows with the data, never
//!     with the bytes of the site.
//! 13. What the public may not see yet is taken out before anything is composed, so that no page, chart, index or file has
//!     to know of it.

pub mod exact;

pub mod edition;

pub mod language;

pub mod finding;

pub mod markdown;

pub mod privacy;

pub mod chart;

pub mod community;

pub mod load;

pub mod check;

pub mod assess;

pub mod judge;

pub mod release;

pub mod compose;

pub mod render;

pub mod inspect;

pub mod publish;

pub mod cli;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::assess::Assessment;
use crate::check::Scope;
use crate::community::register::Community;
use crate::compose::voice::Material;
use crate::edition::Edition;
use crate::finding::{Finding, Findings};
use crate::inspect::{FILES, Inspection};
use crate::language::{Language, Said, Words};
use crate::load::{Asset, LoadError, Source};
use crate::publish::{Publication, PublishError, Written};
use crate::release::HeldBack;
use crate::release::published::{self, Changed, Published};

/// What to build.
#[derive(Debug)]
pub struct Request<'a> {
    /// The folder of the site.
    pub site: &'a Path,
    /// The folder that the site will stand in; `None` only checks.
    pub out: Option<&'a Path>,
    /// The day to build for; else that of the settings, else `today`.
    pub as_of: Option<NaiveDate>,
    /// What the calendar says.
    pub today: NaiveDate,
    /// For whom.
    pub edition: Edition,
    /// The folder of the last public edition, to compare with; else `out`, where that is built for the public.
    pub published: Option<&'a Path>,
    /// Whether a warning keeps the site from being built, as an error does.
    pub deny_warnings: bool,
}

impl Request<'_> {
    /// What of the site is looked at.
    fn scope(&self) -> Scope {
        Scope { edition: self.edition, as_of: self.as_of, today: self.today }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// The files that were read, for showing findings.
    pub source: Source,
    /// Faults and warnings, in order of place.
    pub findings: Vec<Finding>,
    /// What the public edition does not hold, and why.
    pub held: Vec<[Said; 2]>,
    /// The site, if it was built.
    pub built: Option<Built>,
}

/// A site that was built.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// Pages.
    pub pages: usize,
    /// Files, pages included.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Why the work could not be done at all.
#[derive(Debug)]
pub enum Failure {
    /// The files could not be read.
    Load(LoadError),
    /// The site could not be written.
    Publish(PublishError),
    /// The folder to write to lies among the files of the site, or holds them.
    OutAmongSources(PathBuf),
}

/// Who is told how far a build is.
pub trait Progress: Sync {
    /// So many pages will be written.
    fn pages(&self, count: usize);
    /// One more was written.
    fn one(&self);
}

/// Builds a site, or only checks it. A site with an error is not built, and what stood in `out` stays as it was.
///
/// # Errors
/// When files cannot be read or written. Faults in the files are no error; they are in the outcome.
pub fn build(request: &Request<'_>, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let mut findings = Findings::default();
    let source = load::load(request.site, &mut findings).map_err(Failure::Load)?;
    let Some((community, theme, words)) = prepare(&source, request.scope(), &mut findings) else {
        Inspection::new(&source, check::disclosures(&source), BTreeSet::new()).complain(&mut findings);
        return Ok(Outcome { source, findings: findings.sorted(), held: Vec::new(), built: None });
    };
    let mut inspection = inspection(&source, &community);
    let as_of = request.scope().day(community.site.as_of);
    let mut assessment = assessed(&community, as_of, &mut findings);
    let judgement = judge::judge(&community, as_of);
    judge::complaint::complain(&community, &judgement, &mut findings);
    let mut held = Vec::new();
    let mut told = Vec::new();
    let mut compared_with = None;
    if let Some(assessment) = &mut assessment {
        held = release::hold_back(&community, assessment, as_of, request.edition);
        told = held.iter().map(|held| [held.name(&community), held.reason(&community)]).collect();
        inspection.knowing(assessment.fractions().filter(|fraction| fraction.len() > LEAST_FOR_A_PHONE));
        compared_with = Some(compared(request, &community, assessment, (&held, as_of), &mut findings)?);
    }
    let stop = findings.any_error() || (request.deny_warnings && !findings.is_empty());
    let (Some(out), Some(assessment), Some((numbers, changes)), false) = (request.out, assessment, compared_with, stop)
    else {
        for (path, asset) in assets(&source, &community) {
            inspection.look(&path, &load::bytes(asset).map_err(Failure::Load)?);
        }
        inspection.complain(&mut findings);
        return Ok(Outcome { source, findings: findings.sorted(), held: told, built: None });
    };
    let mut material = Material::new(&community, &assessment, &judgement, as_of, words, &source.assets);
    material.work_out_safety(|_| true);
    material.for_edition(request.edition, &held, changes.as_deref());
    if lies_among_sources(request.site, out) {
        return Err(Failure::OutAmongSources(out.to_owned()));
    }
    let publication = Publication::begin(out, request.edition).map_err(Failure::Publish)?;
    let built =
        write(&publication, &material, &theme, &source, (&numbers, &inspection), progress).map_err(|stop| match stop {
            Stop::Load(error) => Err(Failure::Load(error)),
            Stop::Publish(error) => Err(Failure::Publish(error)),
            Stop::Finding(finding) => Ok(finding),
        });
    inspection.complain(&mut findings);
    let built = match built {
        Ok(_) if findings.any_error() => None,
        Ok((written, built)) => {
            publication.finish(written, &as_of.to_string()).map_err(Failure::Publish)?;
            Some(built)
        }
        Err(Ok(finding)) => {
            findings.push(*finding);
            None
        }
        Err(Err(failure)) => return Err(failure),
    };
    drop(material);
    Ok(Outcome { findings: findings.sorted(), source, held: told, built })
}

/// The gate that every file of the site goes through.
fn inspection<'a>(source: &'a Source, community: &Community) -> Inspection<'a> {
    let exempt = community.disclosures.iter().map(|(_, disclosure)| disclosure.text.clone());
    Inspection::new(source, exempt.collect(), check::rules::attachments::checked(community))
}

/// The files of people that go to the site as they are, each with its path there.
fn assets<'a>(source: &'a Source, community: &Community) -> Vec<(String, &'a Asset)> {
    let used = check::rules::attachments::used(community);
    let assets = source.assets.iter().filter(|(path, _)| used.contains(*path));
    assets.map(|(path, asset)| (format!("{FILES}{path}"), asset)).collect()
}

/// What a site needs beside its files: the community, and the theme with its texts.
fn prepare(source: &Source, scope: Scope, findings: &mut Findings) -> Option<(Community, render::Theme, [Words; 2])> {
    let community = check::check(source, scope, findings)?;
    let (theme, words) = render::theme(source, &community.site, findings)?;
    Some((community, theme, words))
}

/// The results, unless rulings do not fit them.
fn assessed(community: &Community, as_of: NaiveDate, findings: &mut Findings) -> Option<Assessment> {
    let assessment = assess::assess(community, as_of);
    check::rules::decisions::decisions_are_on_ties(community, &assessment.idle_decisions, findings);
    (!findings.any_error()).then_some(assessment)
}

/// The numbers that the public edition prints, and what has changed since the last one, which must be accounted for.
fn compared(
    request: &Request<'_>,
    community: &Community,
    assessment: &Assessment,
    (held, as_of): (&[HeldBack], NaiveDate),
    findings: &mut Findings,
) -> Result<(Published, Option<Vec<Changed>>), Failure> {
    let numbers = published::published(community, assessment, held, as_of);
    let Some(folder) = request.published else { return Ok((numbers, None)) };
    let before = match load::file(&folder.join(published::FILE)).map_err(Failure::Load)? {
        None => return Ok((numbers, None)),
        Some(bytes) => Published::parse(&bytes),
    };
    let changes = match &before {
        Ok(before) => {
            let changes = published::changes(community, assessment, before, &numbers);
            published::complain(&changes, before, findings);
            Some(changes)
        }
        Err(reason) => {
            findings.push(published::unreadable(reason));
            None
        }
    };
    Ok((numbers, changes))
}

/// What came of looking at a site's results.
#[derive(Debug)]
pub struct Consulted<T> {
    /// The files that were read, for showing findings.
    pub source: Source,
    /// Faults and warnings, in order of place.
    pub findings: Vec<Finding>,
    /// What was seen, unless the files have faults.
    pub seen: Option<T>,
}

/// Reads, checks and assesses a site and lets `look` see what its pages would be made from; writes nothing.
///
/// # Errors
/// When files cannot be read.
pub fn consult<T>(request: &Request<'_>, look: impl FnOnce(&mut Material<'_>) -> T) -> Result<Consulted<T>, Failure> {
    let mut findings = Findings::default();
    let source = load::load(request.site, &mut findings).map_err(Failure::Load)?;
    let seen = prepare(&source, request.scope(), &mut findings).and_then(|(community, _, words)| {
        let as_of = request.scope().day(community.site.as_of);
        let assessment = assessed(&community, as_of, &mut findings)?;
        let judgement = judge::judge(&community, as_of);
        judge::complaint::complain(&community, &judgement, &mut findings);
        Some(look(&mut Material::new(&community, &assessment, &judgement, as_of, words, &source.assets)))
    });
    Ok(Consulted { findings: findings.sorted(), source, seen })
}

/// What came of trying out another scheme.
#[derive(Debug)]
pub struct Tried<T> {
    /// The files that were read, for showing findings.
    pub source: Source,
    /// Faults and warnings, in order of place: those of the site as it is, or else those with the other scheme.
    pub findings: Vec<Finding>,
    /// What was seen, unless the files have faults.
    pub seen: Option<T>,
}

/// Reads, checks and assesses a site as it is and with the schemes of `scheme_file` instead of its own of the same ids, and
/// lets `look` compare the two; writes nothing.
///
/// # Errors
/// When files cannot be read.
pub fn what_if<T>(
    request: &Request<'_>,
    scheme_file: &Path,
    look: impl FnOnce(&Material<'_>, &Material<'_>) -> T,
) -> Result<Tried<T>, Failure> {
    let mut findings = Findings::default();
    let mut source = load::load(request.site, &mut findings).map_err(Failure::Load)?;
    let Some((now, _, words)) = prepare(&source, request.scope(), &mut findings) else {
        return Ok(Tried { source, findings: findings.sorted(), seen: None });
    };
    let mut findings = Findings::default();
    let file = load::add(&mut source, scheme_file, &mut findings).map_err(Failure::Load)?;
    let Some(then) = check::check_instead(&source, Some(file), request.scope(), &mut findings) else {
        return Ok(Tried { source, findings: findings.sorted(), seen: None });
    };
    let as_of = request.scope().day(now.site.as_of);
    let (before, after) = (assess::assess(&now, as_of), assess::assess(&then, as_of));
    let [old, new] = [&now, &then].map(|community| judge::judge(community, as_of));
    let seen = look(
        &Material::new(&now, &before, &old, as_of, words.clone(), &source.assets),
        &Material::new(&then, &after, &new, as_of, words, &source.assets),
    );
    Ok(Tried { findings: findings.sorted(), source, seen: Some(seen) })
}

/// Whether a site written to `out` would be read again as a part of the site it is made from, or replace that site.
fn lies_among_sources(site: &Path, out: &Path) -> bool {
    let real =
        |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    let (site, out) = (real(site), real(out));
    site.starts_with(&out) || ["data", "content", "themes"].iter().any(|part| out.starts_with(real(&site.join(part))))
}

/// No fraction with fewer characters can look like the number of a phone.
const LEAST_FOR_A_PHONE: usize = 11;

/// Why writing stopped.
enum Stop {
    Load(LoadError),
    Publish(PublishError),
    Finding(Box<Finding>),
}

/// Composes, renders and writes every page, one by one and in parallel, then the other files.
fn write(
    publication: &Publication,
    material: &Material<'_>,
    theme: &render::Theme,
    source: &Source,
    (numbers, inspection): (&Published, &Inspection<'_>),
    progress: &dyn Progress,
) -> Result<(Vec<Written>, Built), Stop> {
    let pages: Vec<_> = compose::pages(material)
        .into_iter()
        .flat_map(|which| Language::ALL.map(|language| (which, language)))
        .collect();
    progress.pages(pages.len());
    let bytes = AtomicU64::new(0);
    let count = |file: Written| {
        bytes.fetch_add(file.bytes(), Ordering::Relaxed);
        file
    };
    let count_of_pages = pages.len();
    let mut written: Vec<Written> = pages
        .into_par_iter()
        .map(|(which, language)| {
            let (path, page) = compose::compose(material, which, language);
            let html = theme.page(compose::template(which), language, &page).map_err(Stop::Finding)?;
            inspection.look(&path, html.as_bytes());
            let file = publication.write(&path, html.as_bytes()).map_err(Stop::Publish)?;
            progress.one();
            Ok(count(file))
        })
        .collect::<Result<_, Stop>>()?;
    for (path, content) in &theme.static_files {
        inspection.look(path, content);
        written.push(count(publication.write(path, content).map_err(Stop::Publish)?));
    }
    if material.edition == Edition::Public {
        let numbers = serde_json::to_vec_pretty(numbers).unwrap_or_default();
        inspection.look(published::FILE, &numbers);
        written.push(count(publication.write(published::FILE, &numbers).map_err(Stop::Publish)?));
    }
    for (path, asset) in assets(source, material.community) {
        let content = load::bytes(asset).map_err(Stop::Load)?;
        inspection.look(&path, &content);
        written.push(count(publication.write(&path, &content).map_err(Stop::Publish)?));
    }
    let built = Built { pages: count_of_pages, files: written.len(), bytes: bytes.into_inner() };
    Ok((written, built))
}
