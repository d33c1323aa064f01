//! Published results, recomputed: each set of figures that an office or an organiser published is written as an ordinary
//! community of gongshi, data files and a scheme, and what gongshi makes of it is compared with what was published.
//!
//! One trial a set. The table at the end says of every kind of figure how many came out as published. A set whose
//! licence does not allow passing it on is read from beside the checkout, and named as skipped when it is not there;
//! `tests/README.md` tells more.

mod asem;
mod climate;
mod community;
mod covid;
mod england;
mod eurovision;
mod hdi;
mod ref2014;
mod report;
mod scotland;
mod skating;
mod source;
mod strictly;
mod toml_text;
mod wales;

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::report::Figure;
use crate::source::Kept;

/// A published set of figures.
struct Set {
    name: &'static str,
    kept: Kept,
    compare: fn(&Path) -> Result<Vec<Figure>, String>,
}

const SETS: [Set; 11] = [
    Set { name: "figure-skating-2016-17", kept: Kept::Here, compare: skating::compare },
    Set { name: "ref-2014", kept: Kept::Beside, compare: ref2014::compare },
    Set {
        name: "deprivation-wales-2019",
        kept: Kept::InCommunity("tests/communities/wales-2019"),
        compare: wales::compare,
    },
    Set { name: "deprivation-england-2019", kept: Kept::Beside, compare: england::compare },
    Set { name: "deprivation-scotland-2012", kept: Kept::Beside, compare: scotland::compare },
    Set { name: "hdi-1990-2021", kept: Kept::Here, compare: hdi::compare },
    Set { name: "covid-cn-2020", kept: Kept::Here, compare: covid::compare },
    Set { name: "asem-connectivity", kept: Kept::Here, compare: asem::compare },
    Set { name: "strictly-odd-series", kept: Kept::Here, compare: strictly::compare },
    Set { name: "eurovision-even-years", kept: Kept::Beside, compare: eurovision::compare },
    Set { name: "climate-scorecards-2022-districts", kept: Kept::Beside, compare: climate::compare },
];

type Compared = Arc<Mutex<Vec<(&'static str, Figure)>>>;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let compared = Compared::default();
    let trials = SETS.iter().map(|set| trial(set, Arc::clone(&compared))).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    let mut figures = std::mem::take(&mut *compared.lock().unwrap());
    figures.sort_by_key(|(of, _)| SETS.iter().position(|set| set.name == *of));
    for line in report::aligned(&figures) {
        println!("{line}");
    }
    if !arguments.list && conclusion.num_filtered_out == 0 {
        for set in SETS.iter().filter(|set| !source::folder(set.name, set.kept).is_dir()) {
            println!("skipped: {} ({} is not here)", set.name, source::folder(set.name, set.kept).display());
        }
    }
    conclusion.exit_code()
}

/// The trial of one set, ignored when its figures are not here.
fn trial(set: &'static Set, compared: Compared) -> Trial {
    let folder = source::folder(set.name, set.kept);
    let is_here = folder.is_dir();
    let trial = Trial::test(set.name, move || {
        if !folder.is_dir() {
            return Err(Failed::from(format!("{} is not here", folder.display())));
        }
        let figures = (set.compare)(&folder)?;
        let faults: Vec<String> = figures.iter().filter_map(Figure::fault).collect();
        compared.lock().unwrap().extend(figures.into_iter().map(|figure| (set.name, figure)));
        if faults.is_empty() { Ok(()) } else { Err(Failed::from(faults.join("\n"))) }
    });
    trial.with_ignored_flag(!is_here)
}
