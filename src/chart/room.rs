//! Which places are taken, so that no text is printed over another or over a line.

use crate::chart::canvas::Spot;

/// The places taken so far.
#[derive(Debug, Default)]
pub struct Room {
    taken: Vec<Frame>,
    lines: Vec<(Spot, Spot)>,
}

/// A rectangle on the drawing.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The right edge.
    pub right: i32,
    /// The lower edge.
    pub bottom: i32,
}

impl Frame {
    /// The frame of a size around a spot.
    pub fn around((x, y): Spot, width: i32, height: i32) -> Frame {
        Frame { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
    }

    /// Whether two frames share more than an edge.
    pub fn overlaps(&self, other: &Frame) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

impl Room {
    /// Takes a frame.
    pub fn take(&mut self, frame: Frame) {
        self.taken.push(frame);
    }

    /// Takes a line, given from left to right.
    pub fn take_line(&mut self, from: Spot, to: Spot) {
        self.lines.push((from, to));
    }

    /// Whether nothing has taken any of a frame, lines aside.
    pub fn is_free(&self, frame: &Frame) -> bool {
        !self.taken.iter().any(|taken| taken.overlaps(frame))
    }

    /// Whether no line crosses a frame.
    pub fn is_clear(&self, frame: &Frame) -> bool {
        !self.lines.iter().any(|&(from, to)| crosses(from, to, frame))
    }
}

fn crosses(from: Spot, to: Spot, frame: &Frame) -> bool {
    let (left, right) = (from.0.max(frame.left), to.0.min(frame.right));
    if left > right {
        return false;
    }
    let height_at = |x: i32| {
        let (across, down) = (i64::from(to.0 - from.0).max(1), i64::from(to.1 - from.1));
        from.1 + (i64::from(x - from.0) * down / across) as i32
    };
    let (one, two) = (height_at(left), height_at(right));
    one.min(two) < frame.bottom && one.max(two) > frame.top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_not_free() {
        let mut room = Room::default();
        room.take(Frame::around((100, 100), 40, 20));
        assert!(!room.is_free(&Frame::around((110, 105), 10, 10)));
        assert!(room.is_free(&Frame::around((150, 100), 20, 20)));
        room.take_line((0, 0), (100, 200));
        assert!(!room.is_clear(&Frame::around((50, 100), 20, 20)));
        assert!(room.is_clear(&Frame::around((50, 20), 20, 20)));
        assert!(room.is_clear(&Frame::around((200, 400), 20, 20)));
    }
}
