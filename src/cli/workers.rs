//! Many drafts at once, answers in order.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// Drafts of one batch, a thread: enough that the cores are not idle while the last draft of a batch is checked,
/// few enough that the answers of a batch are small.
const BATCH: usize = 64;

/// So many threads, or as many as there are cores, but no more than there is work for. Where one is enough it is the one
/// that runs already: starting another takes longer than reading an article.
pub(crate) fn pool(threads: Option<NonZeroUsize>, most: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    let threads = threads.map_or(0, NonZeroUsize::get);
    if most == 1 || threads == 1 {
        let own = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        // A thread is of one such pool at most.
        return own.or_else(|_| ThreadPoolBuilder::new().num_threads(1).build());
    }
    ThreadPoolBuilder::new().num_threads(threads).build()
}

/// Applies `work` to every item on the threads of `pool` and hands the answers to `take` on this thread, in the order
/// of the items, until it breaks off. Memory holds the answers of one batch, never those of the whole run.
pub(crate) fn in_order<'t, T: Sync, R: Send>(
    pool: &ThreadPool,
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    for batch in items.chunks(BATCH * pool.current_num_threads()) {
        let answers: Vec<R> = pool.install(|| batch.par_iter().with_max_len(1).map(&work).collect());
        for answer in answers {
            if take(answer).is_break() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_and_stop_when_told() {
        let items: Vec<usize> = (0..1000).collect();
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let mut seen = Vec::new();
            in_order(
                &pool,
                &items,
                |i| i * 2,
                |double| {
                    seen.push(double);
                    if double == 1200 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(seen, (0..=600).map(|i| i * 2).collect::<Vec<_>>());
        }
    }
}
