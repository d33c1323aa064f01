//! The tests that need tools from outside: Chromium opens the built example site as readers do, the Nu HTML checker reads
//! every page of it, and validators hold what people write and what tools read against schemas.
//!
//! A trial whose tool is missing is reported as ignored, with the command that installs the tool; where the environment
//! says `CI`, it fails instead, so that nothing is skipped unseen. `tests/README.md` tells more.

mod browser;
mod checker;
mod printed;
mod schemas;
mod site;
mod tools;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Failed, Trial};

use crate::browser::Visit;
use crate::checker::Reads;
use crate::site::{Site, Workshop};
use crate::tools::Tool;

/// The folders of the site that a reader goes to, `""` the home page; each must be among the pages that are opened.
const TEMPLATES: [&str; 8] = ["", "neighbourhoods", "teams", "festivals", "plans", "notices", "rankings", "methods"];

/// The pages that are opened beside those that show every part of every template, spread evenly over the site.
const SPREAD_IN_BROWSER: usize = 30;

/// The pages of Wales that are checked, beside those that show every part of every template.
const SPREAD_IN_WALES: usize = 60;

/// The most problems that one trial prints.
const MOST_PROBLEMS: usize = 25;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let workshop = Arc::new(Workshop::open());
    let trials = vec![
        in_browser(
            &workshop,
            "chromium opens home, a neighbourhood, a team, an event, a plan, a notice, a ranking, a method in both \
             languages with no console error",
            |visits| [missing_templates(visits), each(visits, browser::troubles)].concat(),
        ),
        in_browser(&workshop, "no page scrolls sideways on a 360 pixel phone", |visits| {
            each(visits.iter().filter(|visit| visit.device == "phone"), browser::sideways)
        }),
        in_browser(&workshop, "no text sticks out of the window or of its drawing", |visits| {
            each(visits, |visit| visit.beyond.clone())
        }),
        in_browser(&workshop, "nothing is requested from outside", |visits| {
            each(visits, |visit| visit.outside_requests.clone())
        }),
        in_browser(&workshop, "pages read the same without scripts", without_scripts),
        in_browser(&workshop, "every page names its language and has one first heading", |visits| {
            each(visits, browser::head)
        }),
        with(&workshop, "every page of the example site is valid HTML", &tools::CHECKER, |workshop| {
            let site = workshop.site(Site::Example)?;
            checker::problems(site, &site::pages(site)?, Reads::Html)
        }),
        with(&workshop, "every page of the tiny community is valid HTML", &tools::CHECKER, |workshop| {
            let site = workshop.site(Site::Tiny)?;
            checker::problems(site, &site::pages(site)?, Reads::Html)
        }),
        with(&workshop, "a sample of the pages of Wales is valid HTML", &tools::CHECKER, |workshop| {
            let site = workshop.site(Site::Wales)?;
            checker::problems(site, &site::sample(site, &site::pages(site)?, SPREAD_IN_WALES)?, Reads::Html)
        }),
        with(&workshop, "the communities of this repository keep to the schemas", &tools::VALIDATOR, |_| {
            let communities = [Site::Example, Site::Tiny, Site::Wales].map(schemas::problems);
            Ok(communities.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
        }),
        with(&workshop, "the schema of data finds slips where they stand", &tools::VALIDATOR, |workshop| {
            schemas::slips(workshop.folder())
        }),
        with(&workshop, "Taplo finds nothing against the data of the example", &tools::TAPLO, |_| schemas::taplo()),
        with(&workshop, "findings in SARIF are valid", &tools::SARIF, |workshop| schemas::sarif(workshop.folder())),
        with(&workshop, "the style sheets of the example site are valid CSS", &tools::CHECKER, |workshop| {
            let site = workshop.site(Site::Example)?;
            checker::problems(site, &site::files(site, "css")?, Reads::Css)
        }),
        with(&workshop, "the privacy gate reads a page that chromium printed as PDF", &tools::PRINTER, |_| {
            printed::unread()
        }),
    ];
    let conclusion = libtest_mimic::run(&arguments, trials);
    // The sites go with the workshop; `exit` would leave them behind.
    drop(workshop);
    conclusion.exit_code()
}

/// A trial that needs `tools`; `work` tells the problems it met, or why it could not look.
fn with(
    workshop: &Arc<Workshop>,
    name: &str,
    tools: &'static [Tool],
    work: impl FnOnce(&Workshop) -> Result<Vec<String>, String> + Send + 'static,
) -> Trial {
    let workshop = Arc::clone(workshop);
    Trial::ignorable_test(name, move || {
        if let Some(missing) = tools.iter().find_map(Tool::missing) {
            return if tools::obliged() { Err(Failed::from(missing)) } else { Ok(Completion::ignored_with(missing)) };
        }
        let problems = work(&workshop)?;
        if problems.is_empty() { Ok(Completion::Completed) } else { Err(Failed::from(told(&problems))) }
    })
}

/// A trial over what Chromium saw; all of them share one tour through the site.
fn in_browser(workshop: &Arc<Workshop>, name: &str, judge: fn(&[Visit]) -> Vec<String>) -> Trial {
    with(workshop, name, &tools::BROWSER, move |workshop| Ok(judge(workshop.visits(SPREAD_IN_BROWSER)?)))
}

/// The problems of each visit, with its page and device.
fn each<'a>(visits: impl IntoIterator<Item = &'a Visit>, problems: impl Fn(&Visit) -> Vec<String>) -> Vec<String> {
    let told = |visit: &Visit| {
        let scripts = if visit.scripts { "" } else { ", without scripts" };
        let place = format!("{} ({}, {} pixels{scripts})", visit.page, visit.device, visit.width);
        problems(visit).into_iter().map(|problem| format!("{place}: {problem}")).collect::<Vec<_>>()
    };
    visits.into_iter().flat_map(told).collect()
}

/// The folders that no visited page stands in, by language.
fn missing_templates(visits: &[Visit]) -> Vec<String> {
    let wanted = ["", "en"].into_iter().flat_map(|language| TEMPLATES.map(|template| (language, template)));
    let visited = |language: &str, template: &str| {
        visits.iter().any(|visit| {
            let (at, page) = visit.page.strip_prefix("en/").map_or(("", visit.page.as_str()), |page| ("en", page));
            // An index shows a list; the record itself is wanted, except on the home page.
            at == language
                && match page.split_once('/') {
                    None => template.is_empty() && page == "index.html",
                    Some((folder, file)) => folder == template && file != "index.html",
                }
        })
    };
    let absent = |(language, template): &(&str, &str)| !visited(language, template);
    wanted.filter(absent).map(|(language, template)| format!("no page of “{language}/{template}” was opened")).collect()
}

/// The pages whose text is another without scripts, or empty.
fn without_scripts(visits: &[Visit]) -> Vec<String> {
    let mut texts: BTreeMap<&str, BTreeMap<bool, &str>> = BTreeMap::new();
    for visit in visits.iter().filter(|visit| visit.device == "phone") {
        texts.entry(&visit.page).or_default().insert(visit.scripts, &visit.text);
    }
    let problem = |(page, texts): (&str, BTreeMap<bool, &str>)| match (texts.get(&true), texts.get(&false)) {
        (Some(with), Some(without)) if with == without && !with.is_empty() => None,
        (Some(with), Some(without)) => Some(format!(
            "{page}: {} characters with scripts, {} without",
            with.chars().count(),
            without.chars().count()
        )),
        _ => Some(format!("{page}: was not opened both ways")),
    };
    texts.into_iter().filter_map(problem).collect()
}

/// The problems as a person reads them.
fn told(problems: &[String]) -> String {
    let mut lines: Vec<String> = problems.iter().take(MOST_PROBLEMS).cloned().collect();
    if problems.len() > MOST_PROBLEMS {
        lines.push(format!("… and {} more", problems.len() - MOST_PROBLEMS));
    }
    lines.join("\n")
}
