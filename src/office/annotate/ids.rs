//! Numbers for comments and tracked changes that nothing in the document has yet.

use rustc_hash::FxHashSet;

use super::super::xml::{Node, Ns, Xml};

/// The numbers that are taken.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashSet<u32>,
    next: u32,
}

impl Ids {
    /// The numbers taken in these parts.
    pub(super) fn of<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut ids = Self::default();
        for part in parts {
            let mut xml = Xml::new(part, "a part");
            loop {
                match xml.next()? {
                    Node::Open(e) if e.ns == Ns::Word => {
                        ids.taken.extend(e.attribute("id").and_then(|id| id.parse::<u32>().ok()));
                    }
                    Node::End => break,
                    _ => {}
                }
            }
        }
        Ok(ids)
    }

    /// A number that is not taken.
    pub(super) fn fresh(&mut self) -> u32 {
        while !self.taken.insert(self.next) {
            self.next += 1;
        }
        self.next
    }
}
