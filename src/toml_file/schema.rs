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
    let properties: Map<String, Value> = checks::TABLE
        .iter()
        .map(|check| {
            let level = json!({ "type": "string", "enum": LEVELS.all, "description": check.summary });
            (check.code.to_owned(), level)
        })
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

#[cfg(test)]
pub(crate) mod testing {
    //! One promise for every kind of file: its schema and its reader give the same answer.

    use serde_json::{Value, json};

    /// Holds the schema to the reader for a good document and for all its mutations: at each place of it the value
    /// replaced by each of a set of others, or left out, or its key mistyped. `reads` tells whether a file is without
    /// faults.
    pub(crate) fn assert_schema_agrees(schema: &Value, good: &str, reads: impl Fn(&str) -> bool) {
        let validator = jsonschema::validator_for(schema).expect("the schema is one");
        let good = json_of(toml::from_str(good).expect("the document is TOML"));
        assert!(validator.is_valid(&good) && reads(&toml_of(&good)), "the good document is good");

        let (mut right, mut wrong) = (0, 0);
        for path in paths(&good) {
            for mutation in mutations(&good, &path) {
                let text = toml_of(&mutation);
                let valid = validator.is_valid(&mutation);
                assert_eq!(valid, reads(&text), "schema (left) and reader (right) of\n{text}");
                *(if valid { &mut right } else { &mut wrong }) += 1;
            }
        }
        assert!(right > 10 && wrong > 10, "mutations are of both kinds: {right} right, {wrong} wrong");
    }

    fn mutations(good: &Value, path: &str) -> Vec<Value> {
        let put = |value: Value| {
            let mut all = good.clone();
            *all.pointer_mut(path).expect("a path of it") = value;
            all
        };
        let text = json!("some words");
        let others =
            [text.clone(), json!(" "), json!("en"), json!(5), json!(1.5), json!(true), json!([]), json!({})];
        let lists = [
            json!([text]),
            json!([text, text]),
            json!([[text]]),
            json!([{ "text": text }]),
            json!({ "a": text }),
        ];
        let mut mutations: Vec<Value> = others.into_iter().chain(lists).map(put).collect();

        let (parent, key) = path.rsplit_once('/').expect("paths start with a stroke");
        if let Some(Value::Object(table)) = good.pointer(parent) {
            let mut without = table.clone();
            let value = without.remove(key).expect("a key of it");
            let mut mistyped = without.clone();
            mistyped.insert(format!("{key}x"), value);
            for table in [without, mistyped] {
                let mut all = good.clone();
                *all.pointer_mut(parent).expect("a path of it") = Value::Object(table);
                mutations.push(all);
            }
        }
        mutations
    }

    /// The JSON pointers of all values but the root.
    fn paths(value: &Value) -> Vec<String> {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(list) => {
                list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
            }
            _ => Vec::new(),
        };
        let below = |(key, value): (String, &Value)| {
            let deeper: Vec<String> = paths(value).iter().map(|path| format!("/{key}{path}")).collect();
            std::iter::once(format!("/{key}")).chain(deeper)
        };
        children.into_iter().flat_map(below).collect()
    }

    fn json_of(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Table(table) => {
                table.into_iter().map(|(key, value)| (key, json_of(value))).collect()
            }
            toml::Value::Array(list) => list.into_iter().map(json_of).collect(),
            other => serde_json::to_value(other).expect("a plain value"),
        }
    }

    fn toml_of(value: &Value) -> String {
        toml::to_string(value).expect("no nulls")
    }
}
