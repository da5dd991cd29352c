//! Colour and progress: what depends on a terminal.

use std::fmt::Write;
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::args::ColorChoice;

/// Whether to write colours. `--color` beats all; then `NO_COLOR`, `CLICOLOR_FORCE`, `FORCE_COLOR` in this order;
/// else what a terminal shows is coloured. An empty variable counts as unset, and so do the two that force when
/// they are `0`.
pub(crate) fn colored(
    choice: ColorChoice,
    is_terminal: bool,
    variable: impl Fn(&str) -> Option<String>,
) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let forced = |name: &str| set(name).is_some_and(|value| value != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR").is_some() => false,
        ColorChoice::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        ColorChoice::Auto => is_terminal && set("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// How long a run may take before it says how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears on standard error when a run lasts, if that is a terminal.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    total: u64,
    since: Instant,
    wanted: bool,
    /// Whether the output goes to the same screen.
    shared: bool,
}

impl Progress {
    /// A bar for `total` drafts, if `wanted`; `shared` says that the output goes to a terminal as well.
    pub(crate) fn new(total: usize, wanted: bool, shared: bool) -> Self {
        Self { bar: None, total: total as u64, since: Instant::now(), wanted, shared }
    }

    /// Says that `done` drafts are checked.
    pub(crate) fn at(&mut self, done: usize) {
        if self.wanted && self.bar.is_none() && self.since.elapsed() > PATIENCE {
            let bar = ProgressBar::with_draw_target(Some(self.total), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} drafts, {left} left") {
                // The bar's own estimate begins when it is first drawn.
                let since = self.since;
                bar.set_style(style.with_key("left", move |state: &ProgressState, out: &mut dyn Write| {
                    let (done, all) = (state.pos().max(1), state.len().unwrap_or(0));
                    let left = since.elapsed().mul_f64(all.saturating_sub(done) as f64 / done as f64);
                    let _ = write!(out, "{:#}", HumanDuration(left));
                }));
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done as u64);
        }
    }

    /// Says that `drafts` are held against one another, which is one step. It lasts where they are many.
    pub(crate) fn compares(&mut self, drafts: usize) {
        /// So many are compared before anybody wonders.
        const FEW: usize = 500;
        if !self.wanted || drafts <= FEW {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            ProgressBar::with_draw_target(Some(self.total), ProgressDrawTarget::stderr())
        });
        if let Ok(style) = ProgressStyle::with_template("{spinner} holding {len} drafts against one another")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
    }

    /// Writes output without leaving scraps of the bar in between.
    pub(crate) fn around<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) if self.shared => bar.suspend(write),
            _ => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_beats_the_variables_and_no_color_the_ones_that_force() {
        let run = |choice, terminal, set: &[(&str, &str)]| {
            let set: Vec<(String, String)> = set.iter().map(|&(k, v)| (k.to_owned(), v.to_owned())).collect();
            colored(choice, terminal, |name| set.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone()))
        };
        use ColorChoice::{Always, Auto, Never};
        assert!(run(Auto, true, &[]) && !run(Auto, false, &[]));
        assert!(run(Always, false, &[("NO_COLOR", "1")]) && !run(Never, true, &[("FORCE_COLOR", "1")]));
        assert!(!run(Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(run(Auto, false, &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]));
        assert!(run(Auto, false, &[("FORCE_COLOR", "true")]) && !run(Auto, false, &[("FORCE_COLOR", "0")]));
        assert!(!run(Auto, true, &[("TERM", "dumb")]));
    }
}
