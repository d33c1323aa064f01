//! Stage 6: what each page says, in each language. Cannot fail.
//!
//! [`pages`] lists the pages; [`compose`] makes one of them. Pages are made one by one and dropped once they are
//! written, so nothing here holds more than one.

pub mod address;

pub mod view;

mod spread;

pub mod voice;

mod lists;
mod prose;

mod datum;

mod clause;

mod ledger;

mod now;
mod response;

mod level;

mod cards;
mod duty;
mod supplies;

mod board;

mod working;

mod publicity;

mod stage;

pub mod outcome;

mod results;

mod ranking;

mod safety;

mod redress;

pub mod scorecard;

mod corrections;

mod desk;

mod agenda;

mod body;
mod grids;
mod rhythm;
mod tasks;
mod teams;

mod document;
mod home;
mod record;

mod festival;
mod method;

use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::neighbourhood::Neighbourhood;
use crate::community::notice::{Notice, NoticeKind};
use crate::community::page::FreePage;
use crate::community::plan::Plan;
use crate::community::scheme::Scheme;
use crate::community::table::Record;
use crate::community::team::Team;
use crate::compose::address::{Sieve, Which, full_path, relative};
use crate::compose::view::{Body, Empty, Link, MenuItem, Page, SiteBlock, Twin};
use crate::compose::voice::{Material, Voice};
use crate::edition::Edition;
use crate::language::{Language, Phrase};
use crate::release::is_among;

/// Every page that the community gives rise to, in a fixed order.
pub fn pages(material: &Material<'_>) -> Vec<Which> {
    let community = material.community;
    let mut pages = vec![Which::Home, Which::NotFound];
    let mut list = |index: Which, records: Vec<Which>| {
        if !records.is_empty() {
            pages.push(index);
            pages.extend(records);
        }
    };
    list(Which::Plans, material.plans.iter().copied().map(Which::Plan).collect());
    list(Which::Notices, material.notices.iter().copied().map(Which::Notice).collect());
    let rankings = 0..material.assessment.rankings.len();
    list(Which::Rankings, rankings.flat_map(|at| ranking_pages(material, at)).collect());
    list(Which::Methods, community.schemes.ids().map(Which::Method).collect());
    list(Which::Festivals, community.festivals.ids().map(Which::Festival).collect());
    list(Which::Areas, community.areas.ids().map(Which::Area).collect());
    list(Which::Teams, community.teams.ids().map(Which::Team).collect());
    list(Which::Neighbourhoods, community.neighbourhoods.ids().map(Which::Neighbourhood).collect());
    let used = |kind: &NoticeKind| material.notices.iter().any(|id| community.notices[*id].kind == *kind);
    pages.extend(NoticeKind::ALL.iter().copied().filter(|kind| used(kind)).map(Which::NoticesOf));
    pages.extend(community.pages.ids().map(Which::Text));
    let voice = Voice::new(material, Which::Home, Language::Chinese);
    pages.extend(clause::sieves(&voice).into_iter().map(|(sieve, _)| Which::Clauses(sieve)));
    if board::is_shown(&voice) {
        pages.push(Which::Board);
    }
    pages.extend(material.judgement.levels.areas().into_iter().map(Which::Level));
    pages.extend(community.responses.ids().map(Which::Response));
    pages.extend(community.bodies.ids().map(Which::Body));
    pages.extend(tasks::plans(&voice).into_iter().map(Which::Tasks));
    pages.extend(rhythm::exists(community).then_some(Which::Rhythm));
    pages.extend(grids::exists(community).then_some(Which::Grids));
    pages.extend(redress::exists(&voice).then_some(Which::Corrections));
    pages.extend((material.edition == Edition::Review).then_some(Which::Desk));
    pages.push(Which::Ledgers);
    pages.extend(ledger::kept(&voice).into_iter().map(|(book, _)| Which::Ledger(book.word)));
    pages
}

/// A ranking, the table of how safe its places are, and the same under other weightings.
fn ranking_pages(material: &Material<'_>, at: usize) -> Vec<Which> {
    let others = (0..material.assessment.rankings[at].alternatives.len()).map(|other| Which::Alternative(at, other));
    let safety = material.safeties.get(at).and_then(Option::as_ref).map(|_| Which::Safety(at));
    [Which::Ranking(at)].into_iter().chain(safety).chain(others).collect()
}

/// The template that a page is arranged by.
pub fn template(which: Which) -> &'static str {
    match which {
        Which::Home => "home.html",
        Which::Neighbourhoods => "neighbourhoods.html",
        Which::Neighbourhood(_) => "neighbourhood.html",
        Which::Rankings => "rankings.html",
        Which::Ranking(_) => "ranking.html",
        Which::Safety(_) => "safety.html",
        Which::Alternative(..) => "alternative.html",
        Which::Teams => "teams.html",
        Which::Team(_) => "team.html",
        Which::Festivals => "festivals.html",
        Which::Festival(_) => "festival.html",
        Which::Plans => "plans.html",
        Which::Plan(_) => "plan.html",
        Which::Notices | Which::NoticesOf(_) => "notices.html",
        Which::Notice(_) => "notice.html",
        Which::Methods => "methods.html",
        Which::Method(_) => "method.html",
        Which::Areas => "areas.html",
        Which::Area(_) => "area.html",
        Which::Clauses(_) => "clauses.html",
        Which::Ledgers => "ledgers.html",
        Which::Ledger(_) => "ledger.html",
        Which::Board => "board.html",
        Which::Level(_) => "level.html",
        Which::Response(_) => "response.html",
        Which::Body(_) => "body.html",
        Which::Tasks(_) => "measures.html",
        Which::Rhythm => "rhythm.html",
        Which::Grids => "grids.html",
        Which::Corrections => "corrections.html",
        Which::Desk => "desk.html",
        Which::Text(_) => "text.html",
        Which::NotFound => "not-found.html",
    }
}

/// One page in one language, with its path below the root of the site.
pub fn compose(material: &Material<'_>, which: Which, language: Language) -> (String, Page) {
    let voice = Voice::new(material, which, language);
    let site = &material.community.site;
    let other = language.other();
    let said = |said: &Option<crate::language::Said>| said.as_ref().map(|said| voice.phrase(said));
    let page = Page {
        lang: language.tag(),
        title: title(&voice, which),
        description: description(&voice, which),
        root: relative(&voice.here, ""),
        here: voice.href(which),
        home: voice.href(Which::Home),
        twin: Twin {
            href: voice.href_in(which, other),
            lang: other.tag(),
            name: match other {
                Language::Chinese => "中文",
                Language::English => "English",
            },
        },
        site: SiteBlock {
            title: voice.phrase(&site.title),
            tagline: said(&site.tagline),
            host: site.host.map(|host| voice.organisation(host)),
            contact: said(&site.contact),
            banner: said(&site.banner),
            attribution: said(&site.attribution),
        },
        menu: menu(&voice, which),
        foot: foot(&voice),
        trail: trail(&voice, which),
        as_of: voice.date(material.as_of),
        watermark: (material.edition == Edition::Review).then(|| voice.say("say.watermark")),
        held: is_held(&voice, which).then(|| voice.say("say.page-held")),
        body: body(&voice, which),
    };
    (full_path(language, &address::path(material.community, material.assessment, which)), page)
}

/// Whether a page of the review edition is none of the public one.
fn is_held(voice: &Voice<'_>, which: Which) -> bool {
    let community = voice.community;
    let record = match which {
        Which::Plan(id) => (Plan::WORD, &community.plans[id].key),
        Which::Notice(id) => (Notice::WORD, &community.notices[id].key),
        Which::Text(id) => (FreePage::WORD, &community.pages[id].key),
        Which::Festival(id) => (Festival::WORD, &community.festivals[id].key),
        Which::Neighbourhood(id) => (Neighbourhood::WORD, &community.neighbourhoods[id].key),
        Which::Team(id) => (Team::WORD, &community.teams[id].key),
        Which::Area(id) => (Area::WORD, &community.areas[id].key),
        Which::Method(id) => (Scheme::WORD, &community.schemes[id].key),
        Which::Ranking(at) | Which::Safety(at) | Which::Alternative(at, _) => {
            let ranking = &voice.material.assessment.rankings[at];
            return is_among(voice.material.held, ranking.scheme, &ranking.period);
        }
        Which::Desk => return true,
        _ => return false,
    };
    community.held.contains(&(record.0, record.1.0.clone()))
}

fn body(voice: &Voice<'_>, which: Which) -> Body {
    match which {
        Which::Home => home::home(voice),
        Which::Neighbourhoods => record::neighbourhoods(voice),
        Which::Neighbourhood(id) => record::neighbourhood(voice, id),
        Which::Rankings => ranking::schemes(voice, "say.rankings-intro"),
        Which::Ranking(at) => ranking::ranking(voice, at),
        Which::Safety(at) => safety::page(voice, at),
        Which::Alternative(at, other) => safety::alternative(voice, at, other),
        Which::Teams => record::teams(voice),
        Which::Team(id) => record::team(voice, id),
        Which::Festivals => festival::festivals(voice),
        Which::Festival(id) => festival::festival(voice, id),
        Which::Plans => document::plans(voice),
        Which::Plan(id) => document::plan(voice, id),
        Which::Notices => document::notices(voice, None),
        Which::NoticesOf(kind) => document::notices(voice, Some(kind)),
        Which::Notice(id) => document::notice(voice, id),
        Which::Methods => ranking::schemes(voice, "say.methods-intro"),
        Which::Method(id) => method::method(voice, id),
        Which::Areas => record::areas(voice),
        Which::Area(id) => record::area(voice, id),
        Which::Clauses(sieve) => clause::register(voice, sieve),
        Which::Corrections => corrections::corrections(voice),
        Which::Desk => desk::desk(voice, &|which| title(voice, which)),
        Which::Ledgers => ledger::ledgers(voice),
        Which::Ledger(word) => ledger::ledger(voice, word),
        Which::Board => board::board(voice),
        Which::Level(id) => level::level(voice, id),
        Which::Response(id) => response::response(voice, id),
        Which::Body(id) => body::organisation(voice, id),
        Which::Tasks(id) => tasks::tasks(voice, id),
        Which::Rhythm => rhythm::rhythms(voice),
        Which::Grids => grids::grids(voice),
        Which::Text(id) => document::text(voice, id),
        Which::NotFound => Body::Empty(Empty {}),
    }
}

fn title(voice: &Voice<'_>, which: Which) -> Phrase {
    let community = voice.community;
    let interface = |key| Phrase::own(voice.say(key));
    match which {
        Which::Home => voice.phrase(&community.site.title),
        Which::Neighbourhoods => interface("menu.neighbourhoods"),
        Which::Neighbourhood(id) => voice.phrase(&community.neighbourhoods[id].name),
        Which::Rankings => interface("menu.rankings"),
        Which::Ranking(at) | Which::Safety(at) | Which::Alternative(at, _) => {
            let ranking = &voice.material.assessment.rankings[at];
            let scheme = &community.schemes[ranking.scheme];
            let name = scheme.name.text(voice.language);
            let name = voice.fill("say.ranking-name", &[("scheme", &name), ("period", &voice.period(&ranking.period))]);
            Phrase::own(match which {
                Which::Safety(_) => voice.fill("say.safety-title", &[("ranking", &name)]),
                Which::Alternative(_, other) => {
                    let other = scheme.alternatives[other].name.text(voice.language);
                    voice.fill("say.alternative-title", &[("ranking", &name), ("other", &other)])
                }
                _ => name,
            })
        }
        Which::Teams => interface("menu.teams"),
        Which::Team(id) => voice.phrase(&community.teams[id].name),
        Which::Festivals => interface("menu.festivals"),
        Which::Festival(id) => voice.phrase(&community.festivals[id].name),
        Which::Plans => interface("menu.plans"),
        Which::Plan(id) => voice.phrase(&community.plans[id].title),
        Which::Notices => interface("menu.notices"),
        Which::NoticesOf(kind) => Phrase::own(kind.name(voice.language)),
        Which::Notice(id) => voice.phrase(&community.notices[id].title),
        Which::Methods => interface("menu.methods"),
        Which::Method(id) => voice.phrase(&community.schemes[id].name),
        Which::Areas => interface("menu.areas"),
        Which::Area(id) => voice.phrase(&community.areas[id].name),
        Which::Clauses(Sieve::All) => interface("menu.clauses"),
        Which::Clauses(sieve) => {
            let sieve = clause::sieve_name(voice, sieve).text;
            Phrase::own(voice.fill("say.clauses-title", &[("sieve", &sieve)]))
        }
        Which::Ledgers => interface("menu.ledgers"),
        Which::Ledger(word) => {
            Phrase::own(crate::community::books::book(word).map_or("", |book| book.title(voice.language)))
        }
        Which::Board => interface("menu.board"),
        Which::Level(id) => Phrase::own(voice.fill("say.level-title", &[("area", &voice.area(id).text)])),
        Which::Response(id) => voice.phrase(&community.responses[id].name),
        Which::Body(id) => voice.phrase(&community.bodies[id].name),
        Which::Tasks(id) => {
            let plan = community.plans[id].short_title.text(voice.language);
            Phrase::own(voice.fill("say.measures-title", &[("plan", &plan)]))
        }
        Which::Rhythm => interface("say.rhythm-title"),
        Which::Grids => interface("say.grids-title"),
        Which::Text(id) => voice.phrase(&community.pages[id].title),
        Which::Corrections => interface("menu.corrections"),
        Which::Desk => interface("menu.desk"),
        Which::NotFound => interface("say.not-found"),
    }
}

/// The summary of a text, or else the title with the site's.
fn description(voice: &Voice<'_>, which: Which) -> String {
    let community = voice.community;
    let summary = match which {
        Which::Home => community.site.tagline.as_ref(),
        Which::Plan(id) => community.plans[id].summary.as_ref(),
        Which::Notice(id) => community.notices[id].summary.as_ref(),
        Which::Text(id) => community.pages[id].summary.as_ref(),
        Which::Festival(id) => community.festivals[id].theme.as_ref(),
        Which::Method(id) => community.schemes[id].note.as_ref(),
        _ => None,
    };
    match summary {
        Some(summary) => summary.text(voice.language).to_owned(),
        None => voice.fill(
            "say.description",
            &[("title", &title(voice, which).text), ("site", &community.site.title.text(voice.language))],
        ),
    }
}

/// The page that a page stands below: most often its index.
fn section(which: Which) -> Which {
    match which {
        Which::Neighbourhood(_) => Which::Neighbourhoods,
        Which::Ranking(_) | Which::Safety(_) | Which::Alternative(..) => Which::Rankings,
        Which::Team(_) => Which::Teams,
        Which::Festival(_) => Which::Festivals,
        Which::Plan(_) => Which::Plans,
        Which::Notice(_) | Which::NoticesOf(_) => Which::Notices,
        Which::Method(_) => Which::Methods,
        Which::Area(_) => Which::Areas,
        Which::Clauses(_) => Which::Clauses(Sieve::All),
        Which::Level(_) => Which::Board,
        Which::Response(_) => Which::Ledger("response"),
        Which::Ledger(_) | Which::Rhythm | Which::Grids => Which::Ledgers,
        Which::Body(_) => Which::Ledger("body"),
        Which::Tasks(id) => Which::Plan(id),
        other => other,
    }
}

/// The parts of the site that a page stands in, the widest first.
fn sections(which: Which) -> Vec<Which> {
    let mut sections = Vec::new();
    let mut part = which;
    while section(part) != part {
        part = section(part);
        sections.insert(0, part);
    }
    sections
}

fn menu(voice: &Voice<'_>, which: Which) -> Vec<MenuItem> {
    let community = voice.community;
    let parts = [
        (Which::Home, "menu.home", true),
        (Which::Plans, "menu.plans", !voice.material.plans.is_empty()),
        (Which::Clauses(Sieve::All), "menu.clauses", !clause::all(voice).is_empty()),
        (Which::Board, "menu.board", board::is_shown(voice)),
        (Which::Rankings, "menu.rankings", !voice.material.assessment.rankings.is_empty()),
        (Which::Neighbourhoods, "menu.neighbourhoods", !community.neighbourhoods.is_empty()),
        (Which::Teams, "menu.teams", !community.teams.is_empty()),
        (Which::Notices, "menu.notices", !voice.material.notices.is_empty()),
        (Which::Festivals, "menu.festivals", !community.festivals.is_empty()),
        (Which::Ledgers, "menu.ledgers", true),
        (Which::Areas, "menu.areas", !community.areas.is_empty()),
        (Which::Methods, "menu.methods", !community.schemes.is_empty()),
        (Which::Corrections, "menu.corrections", redress::exists(voice)),
        (Which::Desk, "menu.desk", voice.material.edition == Edition::Review),
    ];
    let current = sections(which).first().copied().unwrap_or(which);
    let shown = parts.into_iter().filter(|(_, _, shown)| *shown);
    shown
        .map(|(part, key, _)| MenuItem { href: voice.href(part), text: voice.say(key), current: part == current })
        .collect()
}

fn foot(voice: &Voice<'_>) -> Vec<Link> {
    let mut pages: Vec<_> = voice.community.pages.iter().collect();
    pages.sort_by_key(|(_, page)| (page.order, page.key.clone()));
    pages.into_iter().map(|(id, page)| voice.link(Which::Text(id), &page.title)).collect()
}

fn trail(voice: &Voice<'_>, which: Which) -> Vec<Link> {
    let mut trail = Vec::new();
    if which != Which::Home {
        trail.push(voice.link_text(Which::Home, voice.say("menu.home")));
    }
    trail.extend(
        sections(which).into_iter().map(|section| Link { href: voice.href(section), text: title(voice, section) }),
    );
    trail
}
