//! How long supplies last beside what plans demand.

use std::collections::{BTreeMap, HashMap};

use crate::chart::content::{Bar, Chart, Drawing, Length, Table};
use crate::community::area::Area;
use crate::community::clause::{Demand, Limit};
use crate::community::ledger::supplies::{Stock, StockKind};
use crate::community::organisation::Organisation;
use crate::community::table::{Id, Record};
use crate::compose::clause;
use crate::compose::view::{ChartBlock, Link, State, SupplyBlock};
use crate::compose::voice::{Voice, decimal, length};
use crate::exact::{Exact, Rounding};

/// How many days a stock should last, and the clause that says so.
type Floor = (Exact, Link);

/// Whose stock: institutions before households, then by area and holder.
type Holder = (StockKind, Id<Area>, Option<Id<Organisation>>);

/// Days of cover of every item, one block a holder.
pub fn supplies(voice: &Voice<'_>) -> Vec<SupplyBlock> {
    let floors = floors(voice);
    let mut holders: BTreeMap<Holder, Vec<&Stock>> = BTreeMap::new();
    for (_, stock) in voice.community.stocks.iter().filter(|(_, stock)| stock.counted <= voice.material.as_of) {
        holders.entry((stock.kind, stock.area, stock.holder)).or_default().push(stock);
    }
    let days = voice.community.stocks.iter().filter_map(|(_, stock)| cover(stock));
    let full = days.chain(floors.values().map(|(days, _)| days.clone())).max().unwrap_or_else(Exact::one);
    holders
        .into_iter()
        .enumerate()
        .map(|(at, (holder, stocks))| block(voice, (at, holder), &stocks, &floors, &full))
        .collect()
}

/// The days that a stock lasts at full load.
fn cover(stock: &Stock) -> Option<Exact> {
    stock.quantity.checked_div(&stock.per_day)
}

/// A number beside a bar: one that does not end within two places is printed to one.
fn short_decimal(number: &Exact) -> String {
    number.finite_text(2).unwrap_or_else(|| format!("≈{}", number.rounded_text(1, Rounding::HalfUp)))
}

/// What clauses demand of each stock, by its id: the most where there are several.
fn floors(voice: &Voice<'_>) -> HashMap<String, Floor> {
    let mut floors: HashMap<String, Floor> = HashMap::new();
    for (plan, _, one, verdict) in clause::all(voice) {
        let Demand::Quantity { of, limit: Limit::AtLeast(days), .. } = &one.demand else { continue };
        if of.book.word != Stock::WORD {
            continue;
        }
        let text = voice.phrase(&voice.community.plans[plan].short_title);
        let link = Link { href: clause::href(voice, plan, one), text };
        for (_, key) in verdict.cases.iter().filter_map(|case| case.line.as_ref()) {
            let known = floors.entry(key.to_string()).or_insert_with(|| (days.clone(), link.clone()));
            if *days > known.0 {
                *known = (days.clone(), link.clone());
            }
        }
    }
    floors
}

fn block(
    voice: &Voice<'_>,
    (at, (kind, area, holder)): (usize, Holder),
    stocks: &[&Stock],
    floors: &HashMap<String, Floor>,
    full: &Exact,
) -> SupplyBlock {
    let floor = |stock: &Stock| floors.get(&*stock.key);
    let is_short =
        |stock: &&&Stock| floor(stock).is_some_and(|(least, _)| cover(stock).is_none_or(|days| days < *least));
    let short: Vec<String> = stocks.iter().filter(is_short).map(|stock| short_item(voice, stock)).collect();
    let name = holder.map_or_else(|| voice.area(area), |holder| voice.organisation(holder)).text;
    let title = match kind {
        StockKind::Institution => name,
        StockKind::Household => voice.fill("say.supplies-household", &[("name", &name)]),
    };
    let key = if short.is_empty() { "say.supplies-enough" } else { "say.supplies-short" };
    let items = short.join(&voice.say("say.list-comma"));
    let mut plans: Vec<Link> = Vec::new();
    for (_, link) in stocks.iter().filter_map(|stock| floor(stock)) {
        if plans.iter().all(|known| known.href != link.href) {
            plans.push(link.clone());
        }
    }
    let judged = !plans.is_empty();
    let sentence = match judged {
        true => voice.fill(key, &[("n", &stocks.len()), ("short", &short.len()), ("items", &items)]),
        false => voice.fill("say.supplies-counted", &[("n", &stocks.len())]),
    };
    SupplyBlock {
        state: judged.then(|| supply_state(voice, short.is_empty())),
        plans,
        chart: chart(voice, at, &title, &sentence, stocks, floors, full),
        sentence,
    }
}

fn short_item(voice: &Voice<'_>, stock: &Stock) -> String {
    let days = cover(stock).map_or_else(|| "—".to_owned(), |days| decimal(&days));
    voice.fill("say.supplies-item", &[("item", &stock.item.text(voice.language)), ("n", &days)])
}

fn supply_state(voice: &Voice<'_>, enough: bool) -> State {
    match enough {
        true => voice.state("state.enough", "good"),
        false => voice.state("state.short", "warn"),
    }
}

fn chart(
    voice: &Voice<'_>,
    at: usize,
    title: &str,
    sentence: &str,
    stocks: &[&Stock],
    floors: &HashMap<String, Floor>,
    full: &Exact,
) -> ChartBlock {
    let floor = |stock: &Stock| floors.get(&*stock.key).map(|(days, _)| days);
    let days = |number: &Exact| voice.fill("count.n-days", &[("n", &short_decimal(number))]);
    let bar = |stock: &&Stock| {
        let cover = cover(stock);
        let text = cover.as_ref().map_or_else(|| "—".to_owned(), days);
        Bar {
            label: stock.item.text(voice.language).to_owned(),
            length: Length { value: cover.as_ref().map_or(0.0, Exact::for_drawing), text },
            tick: floor(stock).map(|floor| length(floor, days(floor))),
        }
    };
    let row = |stock: &&Stock| {
        let unit = |number: &Exact| {
            let space = voice.words().say("say.before-unit");
            format!("{}{space}{}", decimal(number), stock.unit.text(voice.language))
        };
        vec![
            stock.item.text(voice.language).to_owned(),
            unit(&stock.quantity),
            unit(&stock.per_day),
            cover(stock).map_or_else(|| "—".to_owned(), |days| decimal(&days)),
            floor(stock).map_or_else(|| "—".to_owned(), decimal),
            voice.date(stock.counted),
        ]
    };
    let head = ["chart.item", "chart.quantity", "chart.per-day", "chart.days", "chart.least-days", "chart.counted"];
    voice.chart(Chart {
        id: format!("supplies-{}", at + 1),
        title: title.to_owned(),
        summary: sentence.to_owned(),
        drawing: Drawing::Bars {
            full: full.for_drawing(),
            bars: stocks.iter().map(bar).collect(),
            tick_name: Some(voice.say("chart.least-days")),
        },
        table: Table { head: head.map(|key| voice.say(key)).into(), rows: stocks.iter().map(row).collect() },
    })
}
