//! Charts as inline SVG. Layout is ours, since labels are Chinese and no font is at hand; plotters maps values to
//! places and draws the marks; colours are the theme's.
//!
//! A new shape is a file beside these that implements `Picture`, and one line in [`draw`]. Each file uses only those
//! declared above it; the blank lines keep rustfmt from sorting them.

pub mod content;

mod ink;
mod text;

mod backend;

mod canvas;

mod legend;
mod room;
mod scale;
mod slots;

mod rows;

mod band;
mod thresholds;

mod bars;
mod stacked;

mod distribution;
mod levels;
mod organisation;
mod progress;
mod tiles;
mod trend;

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::DrawingArea;

use crate::chart::backend::{Svg, Tenths, escape};
use crate::chart::bars::Bars;
use crate::chart::canvas::{Link, Picture, WIDTH};
use crate::chart::content::{Chart, Drawing};
use crate::chart::distribution::Distribution;
use crate::chart::levels::Levels;
use crate::chart::organisation::Organisation;
use crate::chart::progress::Progress;
use crate::chart::stacked::Stacked;
use crate::chart::text::EM;
use crate::chart::tiles::Tiles;
use crate::chart::trend::Trend;
use crate::language::Language;

/// The chart as inline SVG: its title and summary for those who cannot see it, then its marks, which carry classes in
/// place of colours. The same chart gives the same bytes.
pub fn draw(chart: &Chart, language: Language) -> String {
    match &chart.drawing {
        Drawing::Bars { full, bars, tick_name } => {
            frame(chart, language, &Bars::new(*full, bars, tick_name.as_deref()))
        }
        Drawing::Stacked { full, series, rows } => frame(chart, language, &Stacked::new(*full, series, rows)),
        Drawing::Trend { range, periods, lines } => frame(chart, language, &Trend::new(*range, periods, lines)),
        Drawing::Distribution { bins, own } => frame(chart, language, &Distribution::new(bins, own.as_ref())),
        Drawing::Progress { target, parts } => frame(chart, language, &Progress::new(target, parts, language)),
        Drawing::Organisation { root } => frame(chart, language, &Organisation::new(root)),
        Drawing::Levels { days, levels, counts, steps, marks } => {
            frame(chart, language, &Levels::new(days, levels, counts, steps, marks))
        }
        Drawing::Tiles { tiles } => frame(chart, language, &Tiles::new(tiles)),
    }
}

/// Draws a picture and puts the root element around it. A drawing that leads nowhere is one image; one with links is a
/// group, in which nothing but the links is met, since an image hides what is in it from those who cannot see.
fn frame<P: Picture>(chart: &Chart, language: Language, picture: &P) -> String {
    let height = picture.height().max(EM);
    let svg = Rc::new(RefCell::new(Svg::new(&chart.id, (WIDTH as u32, height as u32))));
    let drawn = picture.draw(&DrawingArea::from(&svg));
    debug_assert!(drawn.is_ok(), "writing to memory cannot fail: {drawn:?}");
    let (role, elements) = match picture.links() {
        links if links.is_empty() => ("img", svg.borrow().elements()),
        links => {
            let links: String = links.iter().map(anchor).collect();
            ("group", format!("<g aria-hidden=\"true\">\n{}</g>\n{links}", svg.borrow().elements()))
        }
    };
    let (id, title, summary) = (escape(&chart.id), escape(&chart.title), escape(&chart.summary));
    format!(
        "<svg class=\"chart chart-{kind}\" role=\"{role}\" aria-labelledby=\"{id}-title {id}-desc\" \
         viewBox=\"0 0 {width} {height}\" font-size=\"{size}\" lang=\"{language}\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{summary}</desc>\n{elements}</svg>\n",
        kind = P::KIND,
        width = Tenths(WIDTH),
        height = Tenths(height),
        size = Tenths(EM),
        language = language.tag(),
    )
}

/// A link over a part of a drawing.
fn anchor(link: &Link) -> String {
    let (href, name) = (escape(link.href), escape(link.name));
    let (x, y) = (Tenths(link.from.0), Tenths(link.from.1));
    let (across, down) = (Tenths(link.to.0 - link.from.0), Tenths(link.to.1 - link.from.1));
    format!(
        "<a href=\"{href}\" aria-label=\"{name}\">\
         <rect class=\"over\" x=\"{x}\" y=\"{y}\" width=\"{across}\" height=\"{down}\"/></a>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::content::{Bar, Bin, Length, Line, StackedRow, Table, Tile, Unit};
    use crate::chart::room::Frame;
    use crate::chart::text::width;

    fn length(value: f64) -> Length {
        Length { value, text: value.to_string() }
    }

    fn svg(drawing: Drawing, language: Language) -> String {
        let table = Table { head: Vec::new(), rows: Vec::new() };
        let (title, summary) = ("<得分> & \"排名\"".to_owned(), "A & B".to_owned());
        draw(&Chart { id: "scores".to_owned(), title, summary, drawing, table }, language)
    }

    /// One drawing of each shape with as many marks as there are labels.
    fn drawings(labels: &[String]) -> Vec<Drawing> {
        let value = |index: usize| (index * 37 % 101) as f64;
        let label = |index: usize| labels[index].clone();
        let all = || 0..labels.len();
        let parts = |index: usize| (0..6).map(|part| length(value(index + part) / 6.0)).collect();
        let line = |shift: usize| Line {
            name: label(shift % labels.len()),
            points: all().map(|index| (index != 3).then(|| length(value(index + shift)))).collect(),
        };
        let bar = |ticked: bool| {
            move |index: usize| Bar {
                label: labels[index].clone(),
                length: length(value(index)),
                tick: ticked.then(|| length(50.0)),
            }
        };
        vec![
            Drawing::Bars { full: 100.0, bars: all().map(bar(false)).collect(), tick_name: None },
            Drawing::Bars { full: 100.0, bars: all().map(bar(true)).collect(), tick_name: Some(label(0)) },
            Drawing::Stacked {
                full: 100.0,
                series: (0..6).map(|part| label(part % labels.len())).collect(),
                rows: all()
                    .map(|index| StackedRow { label: label(index), parts: parts(index), total: "61.25".to_owned() })
                    .collect(),
            },
            Drawing::Trend { range: (0.0, 100.0), periods: labels.to_vec(), lines: (0..4).map(line).collect() },
            Drawing::Distribution {
                bins: all().map(|index| Bin { label: label(index), count: index * 37 % 101 }).collect(),
                own: Some((labels.len() - 1, label(0))),
            },
            Drawing::Progress {
                target: length(100.0),
                parts: all().take(6).map(|index| (label(index), length(value(index) / 3.0))).collect(),
            },
        ]
    }

    /// One drawing of each shape of units, days and places.
    fn drawings_of_places(labels: &[String]) -> Vec<Drawing> {
        let value = |index: usize| (index * 37 % 101) as f64;
        let label = |index: usize| labels[index].clone();
        let all = || 0..labels.len();
        vec![
            Drawing::Organisation { root: organisation(labels, 0) },
            Drawing::Levels {
                days: labels.to_vec(),
                levels: labels.iter().take(5).cloned().collect(),
                counts: all().map(|index| (index != 3).then(|| length(value(index)))).collect(),
                steps: all().map(|index| (index != 5).then_some(index / 3 % 6)).collect(),
                marks: all().take(4).map(|index| (value(index), label(index))).collect(),
            },
            Drawing::Tiles {
                tiles: all()
                    .map(|index| Tile { name: label(index), text: label(index / 2), tone: (index % 7) as u8 })
                    .collect(),
            },
        ]
    }

    /// A tree of all labels from `index` on that has leaves, branches and, in the end, a chain of single units.
    fn organisation(labels: &[String], index: usize) -> Unit {
        let below =
            (2 * index + 1..2 * index + 4).filter(|below| *below < labels.len() && (index < 9 || below % 2 == 0));
        let (name, note) = (labels[index].clone(), (index % 3 == 1).then(|| labels[index / 2].clone()));
        let below = below.map(|below| organisation(labels, below)).collect();
        Unit { name, note, href: index.is_multiple_of(4).then(|| "../a/?b&c".to_owned()), below }
    }

    /// The value of an attribute in tenths.
    fn tenths(element: &str, name: &str) -> i32 {
        let (_, rest) = element.split_once(&format!(" {name}=\"")).unwrap();
        (rest.split('"').next().unwrap().parse::<f64>().unwrap() * 10.0).round() as i32
    }

    /// The room that a rectangle takes.
    fn rectangle(element: &str) -> Frame {
        let (left, top) = (tenths(element, "x"), tenths(element, "y"));
        Frame { left, top, right: left + tenths(element, "width"), bottom: top + tenths(element, "height") }
    }

    /// Every text of a drawing with the room it takes.
    fn texts(svg: &str) -> Vec<(String, Frame)> {
        let elements = svg.lines().filter(|line| line.starts_with("<text"));
        let frame = |element: &str| {
            let text = element.split(['>', '<']).nth(2).unwrap().replace("&#39;", "'");
            let (x, baseline, width) = (tenths(element, "x"), tenths(element, "y"), width(&text));
            let left = match element {
                _ if element.contains("\"middle\"") => x - width / 2,
                _ if element.contains("\"end\"") => x - width,
                _ => x,
            };
            let (top, bottom) = (baseline - EM * 8 / 10, baseline + EM / 10);
            (text, Frame { left, top, right: left + width, bottom })
        };
        elements.map(frame).collect()
    }

    fn names() -> Vec<Vec<String>> {
        let mut names = Vec::new();
        for count in [1, 2, 4, 6, 12, 40, 200] {
            for length in [2, 4, 8, 16, 40] {
                names.push(
                    (0..count)
                        .map(|index| "朝阳街道社区卫生服务".chars().cycle().skip(index % 9).take(length).collect())
                        .collect(),
                );
                names.push(vec!["Community health service ".chars().cycle().take(length).collect(); count]);
            }
        }
        names
    }

    #[test]
    fn no_text_overlaps_another_or_leaves_the_drawing() {
        for labels in names() {
            for drawing in drawings(&labels).into_iter().chain(drawings_of_places(&labels)) {
                let svg = svg(drawing, Language::Chinese);
                let texts = texts(&svg);
                let height = svg.split("viewBox=\"0 0 480 ").nth(1).unwrap().split('"').next().unwrap();
                let height = (height.parse::<f64>().unwrap() * 10.0).round() as i32;
                for (index, (text, frame)) in texts.iter().enumerate() {
                    let inside =
                        frame.left >= -2 && frame.right <= WIDTH + 2 && frame.top >= 0 && frame.bottom <= height;
                    assert!(inside, "{text} {frame:?} in {svg}");
                    for (other, taken) in &texts[index + 1..] {
                        assert!(!frame.overlaps(taken), "{text} {frame:?} over {other} {taken:?} in {svg}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_box_overlaps_another_or_cuts_a_name() {
        for labels in names() {
            let svg = svg(Drawing::Organisation { root: organisation(&labels, 0) }, Language::Chinese);
            let boxes: Vec<Frame> =
                svg.lines().filter(|line| line.starts_with("<rect class=\"unit")).map(rectangle).collect();
            assert!(
                boxes.iter().enumerate().all(|(index, one)| boxes[index + 1..].iter().all(|two| !one.overlaps(two)))
            );
            let inside = |(_, text): &(String, Frame)| {
                boxes.iter().any(|frame| {
                    frame.left <= text.left
                        && text.right <= frame.right
                        && frame.top <= text.top
                        && text.bottom <= frame.bottom
                })
            };
            assert!(texts(&svg).iter().all(inside), "{svg}");
            let written: usize = texts(&svg).iter().map(|(text, _)| text.replace(' ', "").chars().count()).sum();
            assert!(written >= boxes.len() * labels[0].replace(' ', "").chars().count(), "{svg}");
        }
    }

    #[test]
    fn every_bar_keeps_its_whole_name_and_its_number() {
        for labels in names() {
            for drawing in drawings(&labels).into_iter().take(3) {
                let texts: Vec<String> =
                    texts(&svg(drawing, Language::English)).into_iter().map(|(text, _)| text).collect();
                let all: String = texts.concat().split_whitespace().collect();
                let whole: String = labels.concat().split_whitespace().collect();
                assert!(all.contains(&whole), "{whole} in {all}");
            }
        }
    }

    #[test]
    fn the_root_says_what_the_chart_is() {
        let svg = svg(drawings(&["社区".to_owned()]).remove(0), Language::English);
        let root = svg.lines().next().unwrap();
        assert!(
            root.starts_with(
                "<svg class=\"chart chart-bars\" role=\"img\" aria-labelledby=\"scores-title scores-desc\""
            )
        );
        assert!(root.ends_with(" lang=\"en\">"));
        assert!(svg.contains("<title id=\"scores-title\">&lt;得分&gt; &amp; &quot;排名&quot;</title>"));
        assert!(svg.contains("<desc id=\"scores-desc\">A &amp; B</desc>"));
    }

    #[test]
    fn boxes_that_lead_somewhere_are_links_and_only_then_is_a_drawing_no_image() {
        let leaf = |href: Option<&str>| Unit {
            name: "A & B".to_owned(),
            note: None,
            href: href.map(str::to_owned),
            below: Vec::new(),
        };
        let linked = svg(Drawing::Organisation { root: leaf(Some("../a/?b&c")) }, Language::English);
        assert!(linked.starts_with("<svg class=\"chart chart-organisation\" role=\"group\""), "{linked}");
        assert!(linked.contains("<a href=\"../a/?b&amp;c\" aria-label=\"A &amp; B\"><rect class=\"over\""), "{linked}");
        let plain = svg(Drawing::Organisation { root: leaf(None) }, Language::English);
        assert!(plain.contains("role=\"img\"") && !plain.contains("<a ") && !plain.contains("<g "), "{plain}");
    }

    #[test]
    fn the_same_chart_gives_the_same_bytes_and_no_colour() {
        let labels: Vec<String> = ["社区 <1>", "B & \"C\""].map(String::from).into();
        let all = || drawings(&labels).into_iter().chain(drawings_of_places(&labels));
        for (one, two) in all().zip(all()) {
            let (one, two) = (svg(one, Language::Chinese), svg(two, Language::Chinese));
            assert_eq!(one, two);
            for never in ["style=", "NaN", "\"-0\"", ",-0 ", "inf", "rgb", "\"#", "社区 <"] {
                assert!(!one.contains(never), "{never} in {one}");
            }
        }
    }

    #[test]
    fn charts_of_nothing_are_drawn() {
        let none = Length { value: f64::NAN, text: "—".to_owned() };
        let bar = Bar { label: String::new(), length: none.clone(), tick: Some(none.clone()) };
        let unit = |below| Unit { name: String::new(), note: Some(String::new()), href: Some(String::new()), below };
        let point = Line { name: String::new(), points: vec![Some(none.clone()), None, Some(length(5.0))] };
        for drawing in [
            Drawing::Bars { full: 0.0, bars: Vec::new(), tick_name: Some("中位数".to_owned()) },
            Drawing::Bars { full: 0.0, bars: vec![bar], tick_name: None },
            Drawing::Stacked { full: -1.0, series: Vec::new(), rows: Vec::new() },
            Drawing::Trend { range: (0.0, 0.0), periods: Vec::new(), lines: Vec::new() },
            Drawing::Trend { range: (9.0, 9.0), periods: vec!["2026".to_owned()], lines: vec![point.clone()] },
            Drawing::Trend { range: (f64::NAN, 1.0), periods: vec!["2026".to_owned(); 3], lines: vec![point] },
            Drawing::Distribution { bins: Vec::new(), own: Some((3, "本社区".to_owned())) },
            Drawing::Distribution { bins: vec![Bin { label: String::new(), count: 0 }], own: None },
            Drawing::Progress { target: length(0.0), parts: Vec::new() },
            Drawing::Progress { target: none.clone(), parts: vec![(String::new(), none.clone())] },
            Drawing::Organisation { root: unit(Vec::new()) },
            Drawing::Organisation { root: (0..60).fold(unit(Vec::new()), |below, _| unit(vec![below])) },
            Drawing::Levels { days: vec![], levels: vec![], counts: vec![], steps: vec![], marks: vec![] },
            Drawing::Levels {
                days: vec![String::new(); 2],
                levels: vec![String::new()],
                counts: vec![Some(none.clone()), Some(length(-1.0)), Some(length(1.0))],
                steps: vec![Some(3), Some(0), Some(0), None],
                marks: vec![(f64::NAN, "一".to_owned()), (-1.0, "二".to_owned()), (0.0, String::new())],
            },
            Drawing::Tiles { tiles: Vec::new() },
            Drawing::Tiles { tiles: vec![Tile { name: String::new(), text: String::new(), tone: 255 }] },
        ] {
            let svg = svg(drawing, Language::Chinese);
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && !svg.contains("NaN"), "{svg}");
        }
    }
}
