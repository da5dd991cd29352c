//! Parts of one source document that stand far from one another, and were put together because one quotation holds
//! words of several of them.

use crate::align::cut::Piece;
use crate::align::{Alignment, Step};
use crate::edit::{Cause, Side};
use crate::normalize::Words;
use crate::scan::index::{Index, WordId};
use crate::significance::{Evidence, weigh};
use crate::span::Said;

/// Parts of one source further apart than this, in words, are two statements.
const ONE_STATEMENT: usize = 50;

/// What the draft passes over without a mark between two far places of one source is a joint of two statements. `joints`
/// are the bytes of the passage at which parts begin that stand far from what comes before them.
pub(super) fn far_apart(mut pieces: Vec<Piece>, joints: &[usize]) -> Vec<Piece> {
    for piece in &mut pieces {
        let over = joints.iter().any(|&joint| piece.said.start < joint && joint <= piece.said.end);
        let far = piece.record.len() > ONE_STATEMENT + piece.draft.len();
        match piece.difference.cause {
            Cause::Wording if over || far => piece.difference.cause = Cause::Joint,
            // Both parts end and begin with their sentences: nothing stands between them but the joint.
            Cause::Between if over => {
                piece.difference.cause = Cause::Joint;
                (piece.difference.found, piece.difference.expected) = (Side::default(), Side::default());
            }
            _ => {}
        }
    }
    pieces
}

/// What a part that stands far from the best one may lack of what a quotation needs: the document, at least, is known.
const NEAR_ENOUGH: f32 = 8.0;

/// Whether every part that `alignment` takes words from would be found by itself. In a library there is hardly a
/// quotation whose words do not stand in some document, a few here and a few there.
pub(super) fn each_tells(
    index: &Index,
    words: &[WordId],
    said: &Words<Said>,
    joints: &[usize],
    alignment: &Alignment,
    whole: &Evidence,
) -> bool {
    let starts = joints.iter().map(|joint| said.words.partition_point(|word| word.span.start < *joint));
    let mut borders = vec![0];
    borders.extend(starts);
    borders.push(words.len());
    let mut parts = borders.windows(2).filter_map(|part| {
        let inside = |step: &&Step| match step {
            Step::Same { record, .. } => (part[0]..part[1]).contains(record),
            Step::Differs { draft, record } if draft.len() == record.len() => {
                part[0] <= record.start && record.end <= part[1]
            }
            _ => false,
        };
        let steps: Vec<Step> = alignment.steps.iter().filter(inside).cloned().collect();
        let matched = steps.iter().filter(|step| matches!(step, Step::Same { .. })).count();
        let part = Alignment { cost: 0, record: part[0]..part[1], steps };
        (matched > 0).then(|| weigh(index, matched, words, &part).bits)
    });
    let (mut least, mut most) = (f32::INFINITY, f32::NEG_INFINITY);
    for bits in &mut parts {
        (least, most) = (least.min(bits), most.max(bits));
    }
    most >= whole.needed && least >= whole.needed - NEAR_ENOUGH
}
