//! Who is said to have said it.
//!
//! A grammar of the sentences in which the press and novels name a speaker, read only beside quotations. It would
//! rather name nobody than the wrong person: a sentence that it does not follow to the end names nobody. The steps,
//! a file each: the words beside a quotation (`tokens`), the closed lists (`data`), which words are a name (`run`) and
//! which name is a verb's subject (`phrase`; `abroad` has what other languages than English put between the two), the `surnames` of the draft, what
//! is behind a quotation and before it (`behind`, `ahead`), what follows from both (`speaker`), and whom a pronoun there
//! means (`pronoun`).
//! Whether two names are one person's is asked in `identity`, whether a person is named at all in `near`.

mod tokens;
mod data;
mod abroad;
mod run;
mod phrase;
mod surnames;
mod signs;
mod speaker;
mod behind;
mod ahead;
mod pronoun;
mod identity;
mod near;
#[cfg(test)]
mod tests;

pub use identity::{is_proverb, is_speaker, same_person};
pub use near::{names, surroundings};
pub use speaker::{Attribution, Speakers, speakers};
pub use surnames::Names;
