//! Places in texts: ranges typed by the text that they index, and the maps between such texts.
//!
//! A place is found once and then carried; nothing in this crate searches for words that it has already found.
//! The compiler keeps the index spaces apart, and an [`OffsetMap`] is the only way from one into another.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Index space: the bytes of a file as it lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Disk {}
/// Index space: bytes of a file's decoded text (equal to [`Disk`] when the file is UTF-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Text {}
/// Index space: bytes of the prose that a reader of the draft reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Read {}
/// Index space: bytes of one wording of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Said {}

/// A range of bytes, end exclusive, in the text named by `S`.
pub struct Span<S> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    space: PhantomData<S>,
}

impl<S> Span<S> {
    /// The range `start..end`. Panics in debug builds if it is reversed.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end, space: PhantomData }
    }

    /// A zero-length place.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The range for slicing.
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies within this range.
    #[must_use]
    pub const fn holds(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share at least one byte.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range in a text in which it lies `by` bytes further on.
    #[must_use]
    pub fn moved(self, by: isize) -> Self {
        let to = |at: usize| at.saturating_add_signed(by);
        Self::new(to(self.start), to(self.end))
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

// Derived impls would ask the marker type for each trait.
impl<S> Clone for Span<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Span<S> {}
impl<S> PartialEq for Span<S> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<S> Eq for Span<S> {}
impl<S> PartialOrd for Span<S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<S> Ord for Span<S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<S> std::hash::Hash for Span<S> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<S> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// One stretch of an [`OffsetMap`]: `len_a` bytes at `a` stand for `len_b` bytes at `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    a: usize,
    len_a: usize,
    b: usize,
    len_b: usize,
    /// The two stretches are the same bytes, so that an offset within one is an offset within the other.
    same: bool,
}

/// A monotone map from the bytes of text `A` to the bytes of text `B`, from which `A` was made.
///
/// `A` is a sequence of pieces, each either a run copied from `B` or a replacement of a run of `B` as a whole
/// (an entity, an escape, a decoded character). Bytes of `B` between pieces are markup that `A` leaves out.
#[derive(Clone, PartialEq, Eq)]
pub struct OffsetMap<A, B> {
    pieces: Vec<Piece>,
    spaces: PhantomData<(A, B)>,
}

impl<A, B> Default for OffsetMap<A, B> {
    fn default() -> Self {
        Self { pieces: Vec::new(), spaces: PhantomData }
    }
}

impl<A, B> fmt::Debug for OffsetMap<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.pieces).finish()
    }
}

impl<A, B> OffsetMap<A, B> {
    /// The map of a text that is one run of `B`: `len` bytes that start at byte `at` of `B`.
    #[must_use]
    pub fn run(at: usize, len: usize) -> Self {
        // One piece and no room for more: a canon holds hundreds of thousands of such maps.
        let pieces = if len == 0 {
            Vec::new()
        } else {
            vec![Piece { a: 0, len_a: len, b: at, len_b: len, same: true }]
        };
        Self { pieces, spaces: PhantomData }
    }

    /// The map of a stretch of `A` that becomes a text of its own. An atom that the stretch cuts counts whole.
    #[must_use]
    pub fn cut(&self, span: Span<A>) -> Self {
        let mut map = Self::default();
        let first = self.pieces.partition_point(|p| p.a + p.len_a <= span.start);
        for piece in self.pieces[first..].iter().take_while(|p| p.a < span.end) {
            let start = piece.a.max(span.start);
            let end = (piece.a + piece.len_a).min(span.end);
            if start >= end {
                continue;
            }
            if piece.same {
                map.push_same(piece.b + (start - piece.a), end - start);
            } else {
                map.push_atom(Span::new(piece.b, piece.b + piece.len_b), end - start);
            }
        }
        map
    }

    /// The same map for a text that is a copy of `A`.
    #[must_use]
    pub fn of_copy<C>(self) -> OffsetMap<C, B> {
        OffsetMap { pieces: self.pieces, spaces: PhantomData }
    }

    /// The map into what is left of `B` when its first `by` bytes are cut off; nothing may map before them.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.pieces.iter_mut().for_each(|piece| piece.b -= by);
        self
    }

    /// Gives back the room that it does not need: for a map that is kept.
    pub fn shrink(&mut self) {
        self.pieces.shrink_to_fit();
    }

    /// Appends a text with its map, whose bytes of `B` lie `by` bytes further on.
    pub fn append(&mut self, other: &Self, by: usize) {
        for piece in &other.pieces {
            match piece.same {
                true => self.push_same(by + piece.b, piece.len_a),
                false => self.push_atom(Span::new(by + piece.b, by + piece.b + piece.len_b), piece.len_a),
            }
        }
    }

    /// Appends `len` bytes of `A` that are the same bytes as those of `B` from `b` on.
    pub fn push_same(&mut self, b: usize, len: usize) {
        if len == 0 {
            return;
        }
        let a = self.end();
        match self.pieces.last_mut() {
            Some(last) if last.same && last.b + last.len_b == b => {
                last.len_a += len;
                last.len_b += len;
            }
            _ => self.pieces.push(Piece { a, len_a: len, b, len_b: len, same: true }),
        }
    }

    /// Appends `len` bytes of `A` that as a whole stand for `from` in `B`.
    pub fn push_atom(&mut self, from: Span<B>, len: usize) {
        let a = self.end();
        self.pieces.push(Piece { a, len_a: len, b: from.start, len_b: from.len(), same: false });
    }

    /// The map from `A` to `C` by way of `B`.
    #[must_use]
    pub fn then<C>(&self, next: &OffsetMap<B, C>) -> OffsetMap<A, C> {
        let mut map = OffsetMap::default();
        for piece in &self.pieces {
            if !piece.same {
                map.push_atom(next.span(Span::new(piece.b, piece.b + piece.len_b)), piece.len_a);
                continue;
            }
            let end = piece.b + piece.len_b;
            let first = next.pieces.partition_point(|other| other.a + other.len_a <= piece.b);
            for other in next.pieces[first..].iter().take_while(|other| other.a < end) {
                let (from, to) = (other.a.max(piece.b), (other.a + other.len_a).min(end));
                match other.same {
                    true => map.push_same(other.b + (from - other.a), to - from),
                    false => map.push_atom(Span::new(other.b, other.b + other.len_b), to - from),
                }
            }
        }
        map
    }

    /// Length of `A` in bytes, as far as it is mapped.
    #[must_use]
    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.a + p.len_a)
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|p| p.a <= at);
        self.pieces[..next].iter().rev().find(|p| p.len_a > 0).or_else(|| self.pieces.first())
    }

    /// Where the byte of `A` at `at` begins in `B`; the end of the map for an offset past it.
    #[must_use]
    pub fn start(&self, at: usize) -> usize {
        match self.piece(at) {
            Some(p) if at >= p.a + p.len_a => p.b + p.len_b,
            Some(p) if p.same => p.b + (at - p.a),
            Some(p) => p.b,
            None => at,
        }
    }

    /// Where the bytes of `A` before `at` end in `B` (the end of an atom that holds the byte before `at`).
    #[must_use]
    pub fn finish(&self, at: usize) -> usize {
        if at == 0 {
            return self.start(0);
        }
        match self.piece(at - 1) {
            Some(p) if p.same => p.b + (at - p.a).min(p.len_a),
            Some(p) => p.b + p.len_b,
            None => at,
        }
    }

    /// The smallest range of `B` that stands for `span`. A zero-length span becomes the place after the byte before it.
    #[must_use]
    pub fn span(&self, span: Span<A>) -> Span<B> {
        if span.is_empty() {
            return Span::at(self.finish(span.start));
        }
        let start = self.start(span.start);
        Span::new(start, self.finish(span.end).max(start))
    }

    /// The inverse for one offset of `B`: the offset in `A` of the first byte made from `at` or from something after it.
    #[must_use]
    pub fn back(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|p| p.b + p.len_b <= at);
        match self.pieces.get(next) {
            Some(p) if p.same && at > p.b => p.a + (at - p.b),
            Some(p) => p.a,
            None => self.end(),
        }
    }

    /// Its pieces in order: how many bytes of `A` each has, what they stand for in `B`, and whether they are a copy of it.
    pub fn all(&self) -> impl Iterator<Item = (usize, Span<B>, bool)> {
        self.pieces.iter().map(|p| (p.len_a, Span::new(p.b, p.b + p.len_b), p.same))
    }

    /// The first byte of the atom that the byte of `A` at `at` is part of; `at` itself if it is part of none.
    #[must_use]
    pub fn atom_start(&self, at: usize) -> usize {
        self.piece(at).filter(|p| !p.same && p.a < at && at < p.a + p.len_a).map_or(at, |p| p.a)
    }

    /// The pieces that hold bytes of `span`, in order.
    fn pieces(&self, span: Span<A>) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|p| p.a + p.len_a <= span.start);
        self.pieces[first..].iter().take_while(move |p| p.a < span.end)
    }

    /// The bytes of `B` inside the place of `span` that `A` leaves out: markup, the prefix of a line.
    pub fn left_out(&self, span: Span<A>) -> impl Iterator<Item = Span<B>> {
        let mut end = None;
        self.pieces(span).filter_map(move |p| {
            let before = end.replace(p.b + p.len_b);
            before.filter(|&before| before < p.b).map(|before| Span::new(before, p.b))
        })
    }

    /// The places in `B` of what stands in `span` in place of other bytes: entities, escapes, line breaks.
    pub fn atoms(&self, span: Span<A>) -> impl Iterator<Item = Span<B>> {
        self.pieces(span).filter(|p| !p.same).map(|p| Span::new(p.b, p.b + p.len_b))
    }

    /// How many bytes at the start of `A` have the same places in `B` by `other`, all of them in the first `most` of `B`.
    #[must_use]
    pub fn common_start(&self, other: &Self, most: usize) -> usize {
        let mut common = 0;
        for (p, q) in self.pieces.iter().zip(&other.pieces) {
            if p == q && p.b + p.len_b <= most {
                common = p.a + p.len_a;
                continue;
            }
            let both_run = p.same && q.same && (p.a, p.b) == (q.a, q.b);
            return common + if both_run { p.len_a.min(q.len_a).min(most.saturating_sub(p.b)) } else { 0 };
        }
        common
    }

    /// The same at the end, where places count from the ends of both texts: `ends` are those of `B`, for this map and for
    /// `other`.
    #[must_use]
    pub fn common_end(&self, other: &Self, ends: (usize, usize), most: usize) -> usize {
        // How far from the two ends a piece ends.
        let tail = |map: &Self, end: usize, p: &Piece| (map.end() - p.a - p.len_a, end - p.b - p.len_b);
        let mut common = 0;
        for (p, q) in self.pieces.iter().rev().zip(other.pieces.iter().rev()) {
            let (a, b) = tail(self, ends.0, p);
            if (a, b) != tail(other, ends.1, q) || p.same != q.same {
                break;
            }
            if (p.len_a, p.len_b) == (q.len_a, q.len_b) && b + p.len_b <= most {
                common = a + p.len_a;
                continue;
            }
            return common + if p.same { p.len_a.min(q.len_a).min(most.saturating_sub(b)) } else { 0 };
        }
        common
    }

    /// Whether `span` is one unbroken copy of bytes of `B`, so that a replacement of it can be written back.
    #[must_use]
    pub fn is_run(&self, span: Span<A>) -> bool {
        self.piece(span.start).is_some_and(|p| p.same && span.end <= p.a + p.len_a)
    }
}

/// The last character boundary of `text` at or before `offset`.
#[must_use]
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_between_pieces_stays_outside_a_span() {
        // B: `a *b* &amp; c`, A: `a b & c`.
        let mut map = OffsetMap::<Read, Text>::default();
        map.push_same(0, 2);
        map.push_same(3, 1);
        map.push_same(5, 1);
        map.push_atom(Span::new(6, 11), 1);
        map.push_same(11, 2);
        assert_eq!(map.span(Span::new(2, 3)), Span::new(3, 4));
        assert_eq!(map.span(Span::new(0, 3)), Span::new(0, 4));
        assert_eq!(map.span(Span::new(4, 5)), Span::new(6, 11));
        assert_eq!(map.span(Span::at(3)), Span::at(4));
        assert_eq!(map.left_out(Span::new(1, 4)).collect::<Vec<_>>(), [Span::new(2, 3), Span::new(4, 5)]);
        assert_eq!(map.left_out(Span::new(2, 3)).count(), 0);
        assert_eq!(map.atoms(Span::new(0, 6)).collect::<Vec<_>>(), [Span::new(6, 11)]);
        assert_eq!(map.back(12), 6);
        assert!(map.is_run(Span::new(0, 2)) && !map.is_run(Span::new(0, 3)));

        let cut = map.cut(Span::new(2, 5));
        assert_eq!(cut.end(), 3);
        assert_eq!(cut.span(Span::new(0, 1)), Span::new(3, 4));
        assert_eq!(cut.span(Span::new(2, 3)), Span::new(6, 11));
    }
}
