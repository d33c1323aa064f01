//! Units and those below them: a tree that grows to the right and down, so that any number of units fits the width of a
//! telephone. Where nothing stands below the units of one unit, they stand in two columns, which keeps the tree short.

use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Link, Picture, Spot, WIDTH, rectangle, write};
use crate::chart::content::Unit;
use crate::chart::ink::Ink;
use crate::chart::room::Frame;
use crate::chart::text::{Block, LINE};

/// A tree of units, laid out.
#[derive(Debug)]
pub struct Organisation<'a> {
    boxes: Vec<UnitBox<'a>>,
    joins: Vec<Vec<Spot>>,
    indent: i32,
    height: i32,
}

/// A unit in its box.
#[derive(Debug)]
struct UnitBox<'a> {
    unit: &'a Unit,
    name: Block,
    note: Block,
    /// Whether the note stands at the end of the name's line and not below it.
    beside: bool,
    frame: Frame,
}

impl<'a> Organisation<'a> {
    /// Lays out the tree from its root down.
    pub fn new(root: &'a Unit) -> Organisation<'a> {
        let indent = MOST_INDENT.min(WIDTH / 2 / depth(root));
        let mut tree = Organisation { boxes: Vec::new(), joins: Vec::new(), indent, height: 0 };
        tree.height = tree.branch(root, EDGE, EDGE) + EDGE;
        tree
    }

    /// Places a unit and all below it; gives where they end.
    fn branch(&mut self, unit: &'a Unit, left: i32, top: i32) -> i32 {
        let placed = self.place(unit, (left, WIDTH - EDGE), top);
        if unit.below.len() > 1 && unit.below.iter().all(|below| below.below.is_empty()) {
            self.columns(&unit.below, left, placed)
        } else {
            self.rows(&unit.below, left, placed)
        }
    }

    /// Places units one below the other, joined to a line at their left that starts at `bottom`.
    fn rows(&mut self, units: &'a [Unit], left: i32, mut bottom: i32) -> i32 {
        let (spine, left) = (left + self.indent / 2, left + self.indent);
        let mut start = bottom;
        for unit in units {
            let (top, index) = (bottom + BETWEEN, self.boxes.len());
            bottom = self.branch(unit, left, top);
            let middle = (top + self.boxes[index].frame.bottom) / 2;
            self.joins.push(vec![(spine, start), (spine, middle), (left, middle)]);
            start = middle;
        }
        bottom
    }

    /// Places units in two columns, joined to a line between them that starts at `bottom`.
    fn columns(&mut self, units: &'a [Unit], left: i32, mut bottom: i32) -> i32 {
        let right = WIDTH - EDGE;
        let left = left + self.indent;
        let spine = (left + right) / 2;
        let columns = [(left, spine - self.indent / 2), (spine + self.indent / 2, right)];
        let mut start = bottom;
        for pair in units.chunks(columns.len()) {
            let (top, first) = (bottom + BETWEEN, self.boxes.len());
            let ends = pair.iter().zip(columns).map(|(unit, column)| self.place(unit, column, top));
            bottom = ends.max().unwrap_or(top);
            self.boxes[first..].iter_mut().for_each(|placed| placed.frame.bottom = bottom);
            let middle = (top + bottom) / 2;
            let end = if pair.len() > 1 { columns[1].0 } else { spine };
            self.joins.push(vec![(spine, start), (spine, middle)]);
            self.joins.push(vec![(columns[0].1, middle), (end, middle)]);
            start = middle;
        }
        bottom
    }

    /// Places the box of one unit; gives its lower edge.
    fn place(&mut self, unit: &'a Unit, (left, right): (i32, i32), top: i32) -> i32 {
        let room = right - left - 2 * PADDING;
        let (name, note) = (Block::new(&unit.name, room), Block::new(unit.note.as_deref().unwrap_or_default(), room));
        let one_line = name.lines.len() == 1 && note.lines.len() == 1;
        let beside = one_line && !self.boxes.is_empty() && name.width + note.width + 2 * PADDING <= room;
        let text = if beside { LINE } else { (name.height() + note.height()).max(LINE) };
        let bottom = top + text + PADDING;
        self.boxes.push(UnitBox { unit, name, note, beside, frame: Frame { left, top, right, bottom } });
        bottom
    }
}

impl Picture for Organisation<'_> {
    const KIND: &'static str = "organisation";

    fn height(&self) -> i32 {
        self.height
    }

    fn draw(&self, area: &Area) -> Drawn {
        for join in &self.joins {
            area.draw(&PathElement::new(join.clone(), Ink::JOIN.colour()))?;
        }
        self.boxes.iter().enumerate().try_for_each(|(index, placed)| placed.draw(area, index == 0))
    }

    fn links(&self) -> Vec<Link<'_>> {
        self.boxes.iter().filter_map(UnitBox::link).collect()
    }
}

impl UnitBox<'_> {
    /// The whole box as a link, if it leads somewhere.
    fn link(&self) -> Option<Link<'_>> {
        let Frame { left, top, right, bottom } = self.frame;
        let href = self.unit.href.as_deref()?;
        Some(Link { href, name: &self.unit.name, from: (left, top), to: (right, bottom) })
    }

    /// Draws the box with its texts: those of the root in its middle, all others at its left.
    fn draw(&self, area: &Area, root: bool) -> Drawn {
        let Frame { left, top, right, bottom } = self.frame;
        let ink = match (root, self.unit.href.is_some()) {
            (true, true) => Ink::LINK_ON_ROOT,
            (true, false) => Ink::ON_ROOT,
            (false, true) => Ink::LINK,
            (false, false) => Ink::LABEL,
        };
        let (anchor, x) = if root { (HPos::Center, (left + right) / 2) } else { (HPos::Left, left + PADDING) };
        rectangle(area, (left, top), (right, bottom), if root { Ink::ROOT } else { Ink::UNIT })?;
        let below = if self.beside { 0 } else { self.note.height() };
        let top = (top + bottom - self.name.height() - below) / 2;
        write(area, &self.name, (x, top), anchor, ink)?;
        let note = if root { Ink::ON_ROOT } else { Ink::NUMBER };
        if self.beside {
            return write(area, &self.note, (right - PADDING, top), HPos::Right, note);
        }
        write(area, &self.note, (x, top + self.name.height()), anchor, note)
    }
}

/// The room for half the edge of a box.
const EDGE: i32 = 10;
/// The room between the edge of a box and its texts.
const PADDING: i32 = 100;
/// The room between two boxes.
const BETWEEN: i32 = 110;
/// How much further right the units below a unit stand, in trees that are not too deep for it.
const MOST_INDENT: i32 = 280;

/// How many units stand one above the other.
fn depth(unit: &Unit) -> i32 {
    1 + unit.below.iter().map(depth).max().unwrap_or(0)
}
