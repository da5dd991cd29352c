//! What the command line says about levels.

use clap::ArgMatches;

use super::Streams;
use super::args::{ColorChoice, LevelArgs};
use super::output::warn;
use crate::checks::{Check, Level};

/// Checks that say that something could not be checked: no level and no comment changes them.
const FIXED: [&str; 3] = ["not-checked", "invalid-rules", "invalid-config"];

/// Levels and profile of the command line.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    /// `--profile`: stands in place of the profiles of the configuration.
    pub(crate) profile: Option<&'static str>,
    /// `--allow`, `--note`, `--warn`, `--deny` in the order in which they were given: the later one wins.
    pub(crate) last: Vec<(&'static Check, Level)>,
}

impl Levels {
    /// Those of `args`, which were read from `matches`.
    pub(crate) fn new(
        args: &LevelArgs,
        matches: &ArgMatches,
        color: ColorChoice,
        streams: &mut Streams<'_>,
    ) -> Self {
        let last = args.in_order(matches);
        for (check, _) in last.iter().filter(|(check, _)| FIXED.contains(&check.code)) {
            let message =
                format!("the level of `{}` is fixed: what could not be checked is never clean", check.code);
            warn(streams, color, &message);
        }
        Self { profile: args.profile, last }
    }
}
