//! How long a site takes: the whole build, and its checking and assessing alone.
//!
//! ```text
//! cargo bench --bench site
//! ```
//!
//! The communities are invented anew for each run, and are the same in every run: 1,000 and 10,000 neighbourhoods in ten
//! districts, each marked by three roles on four criteria. `item/s` is pages a second for [`build`], neighbourhoods a
//! second for [`check`] and [`assess`]. Everything is written below the temporary folder of the system (`TMPDIR`).

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::ItemsCount;
use gongshi::check::Scope;
use gongshi::community::register::Community;
use gongshi::compose::voice::Material;
use gongshi::edition::Edition;
use gongshi::finding::Findings;
use gongshi::language::Language;
use gongshi::load::Source;
use gongshi::{Progress, Request};
use tempfile::TempDir;

/// The sizes of the communities, in neighbourhoods.
const SIZES: [usize; 2] = [1_000, 10_000];

const DISTRICTS: usize = 10;
const ROLES: [(&str, &str, &str, u32); 3] =
    [("city", "市级", "City", 40), ("district", "区级", "District", 30), ("residents", "居民", "Residents", 30)];
const CRITERIA: [(&str, &str, &str); 4] = [
    ("organisation", "组织", "Organisation"),
    ("mechanism", "机制", "Mechanism"),
    ("services", "服务", "Services"),
    ("results", "成效", "Results"),
];

fn main() {
    divan::main();
}

/// From the files of a community to the files of its site, as `gongshi build` does it; items are pages.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1, max_time = 30)]
fn build(bencher: Bencher<'_, '_>, neighbourhoods: usize) {
    let site = invented(neighbourhoods);
    let pages = pages(site.path());
    bencher.counter(ItemsCount::new(pages)).with_inputs(folder).bench_refs(|out| {
        let out = out.path().join("site");
        let request = Request {
            site: site.path(),
            out: Some(&out),
            as_of: None,
            today: today(),
            edition: Edition::Public,
            published: None,
            deny_warnings: false,
        };
        let outcome = gongshi::build(&request, &Silent).expect("files can be read and written");
        assert_eq!(outcome.built.map(|built| built.pages), Some(pages));
    });
}

/// From the read files to the community: parsing, names and rules; items are neighbourhoods.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1, max_time = 10)]
fn check(bencher: Bencher<'_, '_>, neighbourhoods: usize) {
    let site = invented(neighbourhoods);
    let source = read(site.path());
    bencher.counter(ItemsCount::new(neighbourhoods)).bench_local(|| checked(&source));
}

/// From the community to its results, exactly, with every working; items are neighbourhoods.
#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1, max_time = 10)]
fn assess(bencher: Bencher<'_, '_>, neighbourhoods: usize) {
    let site = invented(neighbourhoods);
    let community = checked(&read(site.path()));
    bencher.counter(ItemsCount::new(neighbourhoods)).bench_local(|| gongshi::assess::assess(&community, today()));
}

/// Nobody is told how far a build is.
struct Silent;

impl Progress for Silent {
    fn pages(&self, _count: usize) {}
    fn one(&self) {}
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day")
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

fn read(site: &Path) -> Source {
    gongshi::load::load(site, &mut Findings::default()).expect("files can be read")
}

/// The community; an invented one has no fault, else the time would be that of something else.
fn checked(source: &Source) -> Community {
    let mut findings = Findings::default();
    let scope = Scope { edition: Edition::Public, as_of: None, today: today() };
    let community = gongshi::check::check(source, scope, &mut findings);
    assert!(findings.is_empty(), "{:?}", findings.sorted().first());
    community.expect("a community without findings")
}

/// How many pages the site of a community has.
fn pages(site: &Path) -> usize {
    let source = read(site);
    let community = checked(&source);
    let theme = gongshi::render::theme(&source, &community.site, &mut Findings::default());
    let (_, words) = theme.expect("the default theme");
    let assessment = gongshi::assess::assess(&community, today());
    let assets = Default::default();
    let judgement = gongshi::judge::judge(&community, today());
    let mut material = Material::new(&community, &assessment, &judgement, today(), words, &assets);
    material.work_out_safety(|_| true);
    gongshi::compose::pages(&material).len() * Language::ALL.len()
}

/// The files of an invented community, in a folder that goes with the value.
fn invented(neighbourhoods: usize) -> TempDir {
    let site = folder();
    let data = site.path().join("data");
    fs::create_dir(&data).expect("a folder for the data");
    let communities = (neighbourhoods / 20).max(DISTRICTS);
    for (name, text) in [
        ("site.toml", settings()),
        ("areas.toml", areas(communities)),
        ("neighbourhoods.toml", homes(neighbourhoods, communities)),
        ("scheme.toml", scheme()),
        ("marks.toml", marks(neighbourhoods)),
    ] {
        fs::write(data.join(name), text).expect("a file of the data");
    }
    site
}

fn settings() -> String {
    "[site]\ntitle = \"公示\"\ntitle_en = \"Public notices\"\nas_of = 2026-11-20\nyear = 2026\n".to_owned()
}

/// One city, its districts, a sub-district to every ten communities, and the communities; and who marks.
fn areas(communities: usize) -> String {
    let mut text = String::new();
    let mut area = |id: &str, name: &str, english: &str, level: &str, parent: Option<String>| {
        let parent = parent.map(|parent| format!("parent = \"{parent}\"\n")).unwrap_or_default();
        let names = format!("name = \"{name}\"\nname_en = \"{english}\"");
        text += &format!("[[area]]\nid = \"{id}\"\n{names}\nlevel = \"{level}\"\n{parent}\n");
    };
    area("city", "甲市", "The City", "city", None);
    let subdistricts = (communities / 10).max(DISTRICTS);
    for n in 0..DISTRICTS {
        area(&format!("d{n}"), &format!("第{n}区"), &format!("District {n}"), "district", Some("city".to_owned()));
    }
    for n in 0..subdistricts {
        let parent = format!("d{}", n % DISTRICTS);
        area(&format!("s{n}"), &format!("第{n}街道"), &format!("Sub-district {n}"), "subdistrict", Some(parent));
    }
    for n in 0..communities {
        let parent = format!("s{}", n % subdistricts);
        area(&format!("c{n}"), &format!("第{n}社区"), &format!("Community {n}"), "community", Some(parent));
    }
    for (id, name, english, _) in ROLES {
        let names = format!("name = \"{name}评议组\"\nname_en = \"{english} panel\"");
        text += &format!("[[organisation]]\nid = \"{id}\"\n{names}\nkind = \"assessor\"\n\n");
    }
    text
}

fn homes(neighbourhoods: usize, communities: usize) -> String {
    let mut text = String::new();
    for n in 0..neighbourhoods {
        let households = 200 + n * 37 % 1_800;
        text += &format!(
            "[[neighbourhood]]\nid = \"n{n}\"\nname = \"第{n}小区\"\nname_en = \"Neighbourhood {n}\"\n\
             community = \"c{}\"\nkind = \"commodity\"\nhouseholds = {households}\nresidents = {}\n\
             owners_committee = \"elected\"\n\n",
            n % communities,
            households * 14 / 5
        );
    }
    text
}

fn scheme() -> String {
    let mut text =
        "[[scheme]]\ngate = \"open\"\nid = \"annual\"\nname = \"年度评估\"\nname_en = \"Annual assessment\"\n\
                    subject = \"neighbourhood\"\nperiod = \"year\"\ngroup_by = \"district\"\ndigits = 2\n\
                    rounding = \"half_up\"\nweights = \"percent\"\n\n"
            .to_owned();
    for (id, name, english) in CRITERIA {
        let names = format!("name = \"{name}\"\nname_en = \"{english}\"");
        text += &format!("[[scheme.criterion]]\nid = \"{id}\"\n{names}\nweight = 25\n\n");
    }
    for (id, name, english, weight) in ROLES {
        let names = format!("name = \"{name}\"\nname_en = \"{english}\"");
        text += &format!("[[scheme.role]]\nid = \"{id}\"\n{names}\nweight = {weight}\n\n");
    }
    for (id, name, english, from) in
        [("excellent", "优秀", "Excellent", 90), ("good", "良好", "Good", 80), ("fair", "一般", "Fair", 0)]
    {
        let names = format!("name = \"{name}\"\nname_en = \"{english}\"");
        text += &format!("[[scheme.band]]\nid = \"{id}\"\n{names}\nfrom = {from}\n\n");
    }
    text
}

/// A sheet of every role, with marks from 70 to 99.5 in steps of a half, spread by a fixed rule.
fn marks(neighbourhoods: usize) -> String {
    let mut text = String::new();
    for (place, (role, ..)) in ROLES.iter().enumerate() {
        text += &format!(
            "[[sheet]]\nscheme = \"annual\"\nperiod = \"2026\"\nrole = \"{role}\"\nby = \"{role}\"\n\
             date = 2026-11-0{}\nmarks = [\n",
            place + 1
        );
        for n in 0..neighbourhoods {
            text += &format!("  {{ subject = \"n{n}\"");
            for (column, (criterion, ..)) in CRITERIA.iter().enumerate() {
                let halves = (n * 7_919 + place * 104_729 + column * 1_299_709) % 9_973 % 60;
                text += &format!(", {criterion} = {}.{}", 70 + halves / 2, halves % 2 * 5);
            }
            text.push_str(" },\n");
        }
        text.push_str("]\n\n");
    }
    text
}
