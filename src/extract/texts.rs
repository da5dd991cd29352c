//! What the tests of all extractors look at: the texts of a prose.

use crate::prose::{Block, BlockQuote, Prose};

/// The text of each block.
pub(super) fn blocks(prose: &Prose) -> Vec<String> {
    prose.blocks.iter().map(|block| block_of(prose, block)).collect()
}

/// The text of each element.
pub(super) fn elements(prose: &Prose) -> Vec<String> {
    prose.elements.iter().map(|&span| prose.slice(span).to_owned()).collect()
}

/// The text of each block quote, its blocks parted by a slash.
pub(super) fn quotes(prose: &Prose) -> Vec<String> {
    let text = |quote: &BlockQuote| {
        let blocks = prose.blocks[quote.blocks.clone()].iter().map(|block| block_of(prose, block));
        blocks.collect::<Vec<_>>().join(" / ")
    };
    prose.block_quotes.iter().map(text).collect()
}

fn block_of(prose: &Prose, block: &Block) -> String {
    prose.slice(block.span).to_owned()
}
