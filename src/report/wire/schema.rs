//! The JSON Schema of the output.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};

use super::{Line, Output, applicability};
use crate::checks::Applicability;
use crate::diagnostic::{Remedy, Role, Severity, Verdict};

/// The JSON Schema (2020-12) of the document that `--format json` writes. `$defs` also has `Line`, the shape of one
/// line of `--format jsonl`.
#[must_use]
pub fn output_schema() -> serde_json::Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Line<'_>>();
    generator.into_root_schema_for::<Output<'_>>().to_value()
}

pub(super) fn severities(_: &mut SchemaGenerator) -> Schema {
    one_of([Severity::Note, Severity::Warning, Severity::Error].map(Severity::name))
}

pub(super) fn verdicts(_: &mut SchemaGenerator) -> Schema {
    one_of(Verdict::ALL.map(Verdict::name))
}

pub(super) fn roles(_: &mut SchemaGenerator) -> Schema {
    one_of([Role::Match, Role::Alternative, Role::Resembles, Role::Part].map(Role::name))
}

pub(super) fn applicabilities(_: &mut SchemaGenerator) -> Schema {
    one_of([Applicability::DisplayOnly, Applicability::Unsafe, Applicability::Safe].map(applicability))
}

pub(super) fn remedies(_: &mut SchemaGenerator) -> Schema {
    one_of(Remedy::ALL.map(Remedy::name))
}

fn one_of<const N: usize>(words: [&'static str; N]) -> Schema {
    json_schema!({ "type": "string", "enum": words.to_vec() })
}
