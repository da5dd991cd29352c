//! Numbers and texts in few bytes, and back: what is kept of source documents from one run to the next.
//!
//! What is read back may be anything: nothing here panics, whatever the bytes are.

use twox_hash::XxHash3_64;

/// Bytes in the making.
#[derive(Debug, Default)]
pub struct Packer {
    /// What was written so far.
    pub bytes: Vec<u8>,
}

impl Packer {
    /// Writes a number: seven bits a byte, the low ones first.
    pub fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Writes the difference of two numbers, which may be below zero.
    pub fn step(&mut self, from: usize, to: usize) {
        match to.checked_sub(from) {
            Some(ahead) => self.number(ahead << 1),
            None => self.number(((from - to) << 1) | 1),
        }
    }

    /// Writes a text with its length.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes the [`checksum`] of all that was written from byte `from` on.
    pub fn seal(&mut self, from: usize) {
        let sum = checksum(&self.bytes[from..]);
        self.bytes.extend_from_slice(&sum.to_le_bytes());
    }
}

/// Bytes of a [`Packer`] that are read again. Every answer is `None` where they end too early.
#[derive(Debug, Clone, Copy)]
pub struct Unpacker<'b> {
    rest: &'b [u8],
}

/// Bytes of a seal.
pub const SEAL: usize = 8;

impl<'b> Unpacker<'b> {
    /// Reads bytes that end with a seal; `None` if it is not theirs.
    #[must_use]
    pub fn sealed(bytes: &'b [u8]) -> Option<Self> {
        let (rest, sum) = bytes.split_last_chunk::<SEAL>()?;
        (checksum(rest) == u64::from_le_bytes(*sum)).then_some(Self { rest })
    }

    /// A number.
    pub fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that was written as its difference to `from`.
    pub fn step(&mut self, from: usize) -> Option<usize> {
        let step = self.number()?;
        if step & 1 == 0 { from.checked_add(step >> 1) } else { from.checked_sub(step >> 1) }
    }

    /// So many bytes.
    pub fn bytes(&mut self, length: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    /// How many bytes are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rest.len()
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

/// A number that hardly any other bytes have. It finds damage, not malice.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(
            numbers in proptest::collection::vec(any::<usize>(), 0..9),
            steps in proptest::collection::vec(0..1_usize << 40, 1..9),
            text in "\\PC{0,20}",
        ) {
            let mut packer = Packer::default();
            numbers.iter().for_each(|&number| packer.number(number));
            packer.text(&text);
            steps.windows(2).for_each(|two| packer.step(two[0], two[1]));
            packer.seal(0);
            let mut read = Unpacker::sealed(&packer.bytes).expect("its own seal");
            for number in numbers {
                prop_assert_eq!(read.number(), Some(number));
            }
            prop_assert_eq!(read.text(), Some(text.as_str()));
            for two in steps.windows(2) {
                prop_assert_eq!(read.step(two[0]), Some(two[1]));
            }
            prop_assert!(read.is_empty());
        }

        #[test]
        fn no_damage_goes_unseen(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in any::<usize>(), bit in 0..8_u32) {
            let mut packer = Packer { bytes };
            packer.seal(0);
            prop_assert!(Unpacker::sealed(&packer.bytes).is_some());
            let at = at % packer.bytes.len();
            prop_assert!(Unpacker::sealed(&packer.bytes[..at]).is_none());
            packer.bytes[at] ^= 1 << bit;
            prop_assert!(Unpacker::sealed(&packer.bytes).is_none());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut read = Unpacker { rest: &bytes };
            let _ = (read.number(), read.text(), read.step(7), read.bytes(3), read.len());
        }
    }
}
