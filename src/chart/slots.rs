//! Labels below equal slots: set in lines, and where even three lines are too wide for a slot, only every second label,
//! every third … is printed. None overlaps another or leaves the drawing.

use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, WIDTH, keep_inside, line, write};
use crate::chart::ink::Ink;
use crate::chart::text::{Block, EM, longest_piece, width};

/// The labels that are printed, each with its middle.
#[derive(Debug, Default)]
pub struct Slots {
    labels: Vec<(i32, Block)>,
    ticks: Vec<i32>,
    height: i32,
}

impl Slots {
    /// Sets the labels of equal slots from `left` to `right`. The label `anchor` is printed in any case.
    pub fn new(labels: &[&str], left: i32, right: i32, anchor: usize) -> Slots {
        let count = labels.len().max(1);
        for step in 1..=count {
            let last_resort = step == count;
            let room = (right - left) / count as i32 * step as i32 - EM / 3;
            let limit = if last_resort { WIDTH * 6 / 10 } else { room };
            let shown = || labels.iter().enumerate().filter(move |(index, _)| index % step == anchor % step);
            if !last_resort && shown().any(|(_, label)| least(label) > limit) {
                continue;
            }
            let set: Vec<(i32, Block)> = shown()
                .filter(|(index, _)| !last_resort || *index == anchor)
                .map(|(index, label)| {
                    let block = Block::new(label, limit);
                    (keep_inside(middle(left, right, count, index), block.width), block)
                })
                .collect();
            let apart = set.windows(2).all(|pair| {
                let [(one, before), (two, after)] = pair else { return true };
                one + before.width / 2 + EM / 3 <= two - after.width / 2
            });
            if last_resort || (apart && set.iter().all(|(_, block)| block.lines.len() <= 3)) {
                let height = set.iter().map(|(_, block)| block.height()).max().unwrap_or(0);
                return Slots { labels: set, ticks: Vec::new(), height };
            }
        }
        Slots::default()
    }

    /// Sets the labels of many slots in one line each, the last and as many before it at equal steps as stand well
    /// apart, each with a small line that tells which slot is meant.
    pub fn in_one_line(labels: &[String], left: i32, right: i32) -> Slots {
        let count = labels.len();
        for step in 1..=count {
            let shown = labels.iter().enumerate().rev().step_by(step);
            let (ticks, labels): (Vec<_>, Vec<_>) = shown
                .map(|(index, label)| {
                    let (tick, block) = (middle(left, right, count, index), Block::new(label, WIDTH));
                    (tick, (keep_inside(tick, block.width), block))
                })
                .unzip();
            let apart = labels.windows(2).all(|pair| {
                let [(one, after), (two, before)] = pair else { return true };
                two + before.width / 2 + EM <= one - after.width / 2
            });
            if apart && (step == count || labels.iter().all(|(_, block)| block.lines.len() <= 1)) {
                let height = labels.iter().map(|(_, block)| block.height()).max().unwrap_or(0);
                return Slots { labels, ticks, height };
            }
        }
        Slots::default()
    }

    /// The height of the highest label.
    pub fn height(&self) -> i32 {
        self.height
    }

    /// Draws the labels below `top`.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw(&self, area: &Area, top: i32) -> Drawn {
        for x in &self.ticks {
            line(area, (*x, top - 45), (*x, top - 10), Ink::AXIS)?;
        }
        for (middle, block) in &self.labels {
            write(area, block, (*middle, top), HPos::Center, Ink::LABEL)?;
        }
        Ok(())
    }
}

/// The least width to set a label in: that of its longest piece, and two characters if it has them.
fn least(label: &str) -> i32 {
    longest_piece(label).max(width(label).min(2 * EM))
}

/// The middle of slot `index` of `count` equal slots.
pub fn middle(left: i32, right: i32, count: usize, index: usize) -> i32 {
    left + (i64::from(right - left) * (2 * index as i64 + 1) / (2 * count.max(1) as i64)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::text::LINE;

    fn check(labels: &[String]) -> Slots {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let slots = Slots::new(&labels, 500, WIDTH, labels.len() - 1);
        let mut end = 0;
        for (middle, block) in &slots.labels {
            assert!(middle - block.width / 2 >= end, "{labels:?}");
            end = middle + block.width / 2;
        }
        assert!(end <= WIDTH);
        assert!(
            slots.labels.iter().any(|(_, block)| block.lines.concat() == labels[labels.len() - 1].replace(' ', ""))
        );
        slots
    }

    #[test]
    fn labels_of_every_length_and_number_stay_apart() {
        for length in [2, 4, 8, 16, 40] {
            for count in [1, 2, 3, 6, 12, 36, 300] {
                check(&vec!["社区".repeat(length / 2); count]);
                check(&vec!["Quarter".repeat(length / 2); count]);
            }
        }
    }

    #[test]
    fn few_long_labels_are_set_in_lines_and_all_shown() {
        let slots = check(&["2025年第三季度", "2025年第四季度", "2026年第一季度", "2026年第二季度"].map(String::from));
        assert_eq!(slots.labels.len(), 4);
        let slots = check(&vec!["2026年第一季度".to_owned(); 12]);
        assert!(slots.labels.len() < 12 && slots.labels.len() > 3);
    }

    #[test]
    fn labels_in_one_line_are_thinned_out_by_their_width_and_keep_the_last() {
        let days: Vec<String> = (0..200).map(|day| format!("{day}日")).collect();
        let slots = Slots::in_one_line(&days, 300, 4000);
        assert!((5..12).contains(&slots.labels.len()), "{}", slots.labels.len());
        assert_eq!(slots.labels[0].1.lines, ["199日"]);
        assert_eq!((slots.ticks.len(), slots.height()), (slots.labels.len(), LINE));
        assert_eq!(Slots::in_one_line(&days[..4], 300, 4000).labels.len(), 4);
        assert_eq!(Slots::in_one_line(&vec!["日".repeat(50); 9], 300, 4000).labels.len(), 1);
    }

    #[test]
    fn no_labels_have_no_height() {
        assert_eq!(Slots::in_one_line(&[], 0, WIDTH).height(), 0);
        assert_eq!(Slots::new(&[], 0, WIDTH, 0).height(), 0);
    }
}
