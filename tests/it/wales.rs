//! Real numbers: the Welsh Index of Multiple Deprivation 2019, recomputed and compared with what was published.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use gongshi::assess::{Standing, assess};
use gongshi::check::check;
use gongshi::community::marks::Subject;
use gongshi::exact::Exact;
use gongshi::finding::Findings;
use gongshi::load::load;
use scraper::{Html, Selector};

use crate::program::scope;
use crate::program::{Program, root};

const COMMUNITY: &str = "tests/communities/wales-2019";

fn published(folder: &Path) -> HashMap<String, (Exact, usize)> {
    let text = fs::read_to_string(folder.join("published.csv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0].to_lowercase(), (Exact::parse(cells[1]).unwrap(), cells[2].parse().unwrap()))
        })
        .collect()
}

#[test]
fn all_totals_and_the_whole_order_are_the_published_ones() {
    let folder = root().join(COMMUNITY);
    let mut findings = Findings::default();
    let source = load(&folder, &mut findings).unwrap();
    let community = check(&source, scope(), &mut findings).unwrap();
    let assessment = assess(&community, community.site.as_of.unwrap());
    let published = published(&folder);
    let [ranking] = assessment.rankings.as_slice() else { panic!("one ranking") };
    assert_eq!((ranking.standings.len(), published.len()), (933, 933));
    let key = |standing: &Standing| match standing.subject {
        Subject::Area(id) => community.areas[id].key.to_string(),
        _ => unreachable!("areas are ranked"),
    };
    // The domain scores were rounded to eight places before they were published, so the sum may part in the eighth.
    let tolerance = Exact::parse("0.00000001").unwrap();
    for standing in &ranking.standings {
        let (score, _) = &published[&key(standing)];
        let distance = &standing.total - score;
        let distance = if distance.is_negative() { -distance } else { distance };
        assert!(distance <= tolerance, "{}: {:?} is not {:?}", key(standing), standing.total, score);
    }
    let ranks: Vec<usize> = ranking.standings.iter().map(|standing| published[&key(standing)].1).collect();
    assert!(ranks.is_sorted(), "the order is not the published one");
    assert!(
        ranking.standings.iter().enumerate().all(|(at, standing)| standing.place == at + 1 && standing.sharing == 1)
    );
}

#[test]
fn every_small_area_has_a_page_with_its_total_in_both_languages() {
    let built = Program::on(COMMUNITY).run(&["build", "--lang", "en"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let total = Selector::parse(".result-total dd").unwrap();
    for (key, (score, _)) in published(&root().join(COMMUNITY)) {
        for language in ["", "en/"] {
            let page = fs::read_to_string(built.out().join(format!("{language}areas/{key}.html"))).unwrap();
            let html = Html::parse_document(&page);
            let printed: String = html.select(&total).next().unwrap().text().collect();
            let distance = &Exact::parse(printed.trim()).unwrap() - &score;
            let distance = if distance.is_negative() { -distance } else { distance };
            assert!(distance <= Exact::parse("0.00000001").unwrap(), "{language}{key} prints {printed}");
            assert!(page.contains("Open Government Licence v3.0"), "{language}{key} lacks the attribution");
        }
    }
}
