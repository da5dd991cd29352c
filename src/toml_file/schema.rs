//! The JSON Schema of a file, for editors: another walk over its [`Shape`].

use serde_json::{Map, Value, json};

use super::shape::{LANGUAGE_TAG, LEVELS};
use super::{Key, Shape};
use crate::checks;

/// The schema of a file with these keys, by JSON Schema 2020-12.
///
/// A TOML date is a string to a JSON Schema: that is how the tools that validate TOML present it.
#[must_use]
pub fn schema(title: &str, keys: &[Key]) -> Value {
    let mut root = Map::new();
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".into(), json!(title));
    if let Value::Object(table) = table(keys) {
        root.extend(table);
    }
    Value::Object(root)
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = value(&key.shape);
            value["description"] = json!(key.about);
            (key.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Date => json!({ "type": "string", "pattern": r"\S" }),
        Shape::Lang => json!({ "type": "string", "pattern": LANGUAGE_TAG }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words.all }),
        Shape::List(of, least) => json!({ "type": "array", "items": value(of), "minItems": least }),
        Shape::Table(keys) => table(keys),
        Shape::Map(of) => json!({ "type": "object", "additionalProperties": value(of) }),
        Shape::Levels => levels(),
        Shape::Either(a, b) => json!({ "anyOf": [value(a), value(b)] }),
    }
}

fn levels() -> Value {
    let properties: Map<String, Value> = checks::ALL
        .iter()
        .map(|check| {
            let level = json!({ "type": "string", "enum": LEVELS.all, "description": check.summary });
            (check.code.to_owned(), level)
        })
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}
