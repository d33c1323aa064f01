//! Equal squares in rows, each with a name and a short text: a plan that shows where things are grave, and no distances.

use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Picture, Spot, WIDTH, rectangle, write};
use crate::chart::content::Tile;
use crate::chart::ink::Ink;
use crate::chart::text::{Block, EM, LINE, longest_piece, width};

/// Squares, laid out.
#[derive(Debug)]
pub struct Tiles {
    squares: Vec<Square>,
    columns: usize,
}

/// The texts of a square.
#[derive(Debug)]
struct Square {
    name: Block,
    text: Block,
    tone: u8,
}

impl Tiles {
    /// Sets the texts in as many columns as leave room for all of them.
    pub fn new(tiles: &[Tile]) -> Tiles {
        let columns = (FEWEST..=MOST).rev().find(|columns| tiles.iter().all(|tile| fits(tile, side(*columns))));
        let columns = balanced(tiles.len(), columns.unwrap_or(FEWEST));
        let squares = tiles.iter().map(|tile| Square::new(tile, side(columns))).collect();
        Tiles { squares, columns }
    }

    /// The upper left corner of a square.
    fn corner(&self, index: usize) -> Spot {
        let step = side(self.columns) + BETWEEN;
        (EDGE + (index % self.columns) as i32 * step, EDGE + (index / self.columns) as i32 * step)
    }
}

impl Picture for Tiles {
    const KIND: &'static str = "tiles";

    fn height(&self) -> i32 {
        match self.squares.len().checked_sub(1) {
            Some(last) => self.corner(last).1 + side(self.columns) + EDGE,
            None => 0,
        }
    }

    fn draw(&self, area: &Area) -> Drawn {
        let side = side(self.columns);
        for (index, square) in self.squares.iter().enumerate() {
            let (left, top) = self.corner(index);
            rectangle(area, (left, top), (left + side, top + side), Ink::tone(square.tone))?;
            let (middle, ink) = (left + side / 2, Ink::on_tone(square.tone));
            write(area, &square.name, (middle, top + PADDING), HPos::Center, ink)?;
            let top = top + side - PADDING - square.text.height();
            write(area, &square.text, (middle, top), HPos::Center, ink)?;
        }
        Ok(())
    }
}

impl Square {
    /// Sets the texts of a tile; what finds no room is cut from the end of its name.
    fn new(tile: &Tile, side: i32) -> Square {
        let room = side - 2 * PADDING;
        let lines = room / LINE;
        let text = cut(&tile.text, room, lines - 1);
        let name = cut(&tile.name, room, lines - text.lines.len() as i32);
        Square { name, text, tone: tile.tone }
    }
}

/// The most squares side by side.
const MOST: usize = 6;
/// The fewest, if there are as many.
const FEWEST: usize = 3;
/// With fewer squares than this the rows are not balanced, lest the squares be huge.
const FEWEST_BALANCED: usize = 4;
/// The most lines of a name.
const MOST_LINES: usize = 3;
/// The room for half the edge of a square.
const EDGE: i32 = 10;
/// The room between two squares.
const BETWEEN: i32 = 60;
/// The room between the edge of a square and its texts.
const PADDING: i32 = 40;

/// The side of a square.
fn side(columns: usize) -> i32 {
    let columns = columns as i32;
    (WIDTH - 2 * EDGE - (columns - 1) * BETWEEN) / columns
}

/// The columns that leave the last row as full as the others.
fn balanced(count: usize, columns: usize) -> usize {
    let rows = count.div_ceil(columns).max(1);
    count.div_ceil(rows).max(columns.min(FEWEST_BALANCED))
}

/// Whether a square has room for the texts of a tile without breaking a word.
fn fits(tile: &Tile, side: i32) -> bool {
    let room = side - 2 * PADDING;
    let (name, text) = (Block::new(&tile.name, room), Block::new(&tile.text, room));
    let words = longest_piece(&tile.name).max(longest_piece(&tile.text)) <= room;
    words && name.lines.len() <= MOST_LINES && name.height() + text.height() <= room
}

/// A text in at most so many lines; one that needs more ends in an ellipsis.
fn cut(text: &str, room: i32, lines: i32) -> Block {
    let mut block = Block::new(text, room);
    let most = lines.max(0) as usize;
    if block.lines.len() <= most {
        return block;
    }
    block.lines.truncate(most);
    if let Some(last) = block.lines.last_mut() {
        while width(last) + EM > room && last.pop().is_some() {}
        last.push('…');
    }
    block.width = block.lines.iter().map(|line| width(line)).max().unwrap_or(0);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> usize {
        let tile = |name: &&str| Tile { name: (*name).to_owned(), text: "12".to_owned(), tone: 2 };
        Tiles::new(&names.iter().map(tile).collect::<Vec<_>>()).columns
    }

    #[test]
    fn longer_names_have_larger_squares_and_rows_are_even() {
        assert_eq!(columns(&["东城"; 12]), 6);
        assert_eq!(columns(&["朝阳街道社区"; 12]), 6);
        assert_eq!(columns(&["朝阳街道社区卫生服务中心"; 10]), 5);
        assert_eq!(columns(&["Community health service"; 10]), 5);
        assert_eq!(columns(&["东城"; 7]), 4, "four and three");
        assert_eq!(columns(&["东城"; 2]), 4, "two small squares");
        assert_eq!(columns(&[]), 4);
    }

    #[test]
    fn a_text_too_long_ends_in_an_ellipsis() {
        assert_eq!(cut(&"社区".repeat(9), 4 * EM, 2).lines, ["社区社区", "社区社…"]);
        assert_eq!(cut("社区", 4 * EM, 2).lines, ["社区"]);
        assert_eq!(cut("社区", 4 * EM, 0).lines.len(), 0);
    }
}
