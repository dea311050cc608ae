//! The JSON Schema of the plan language, made from the same table that the reader uses.
//!
//! Draft 2020-12. It accepts a root file and the files that a root includes; editors use it for keys and values. What
//! it cannot say (ids that exist, dates in order) the rules say.

use serde_json::{Map, Value, json};

use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};

/// The schema's identifier.
const ID: &str = "urn:planlint:plan-language:1";
/// A placeholder such as TBD is read and judged by a rule, not refused by the schema.
const DECIMAL: &str = r"^\s*[+-]?[0-9]+(\.[0-9]+)?\s*$";
const DATE: &str = r"^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$";
const ID_PATTERN: &str = r"^[^\s#,]+$";
const LANGUAGE: &str = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// The schema.
#[must_use]
pub fn plan_language() -> Value {
    let mut definitions = Map::new();
    for kind in Kind::ALL.into_iter().filter(|&kind| kind != Kind::Plan) {
        definitions
            .insert(kind.name().to_owned(), element(schema::fields(kind), format!("An element of kind {kind}.")));
    }
    let small: [(&str, &'static [FieldSpec]); 9] = [
        ("measure", schema::MEASURE),
        ("change", schema::CHANGE),
        ("total", schema::TOTAL),
        ("period", schema::PERIOD),
        ("disposition", schema::DISPOSITION),
        ("document", schema::DOCUMENT),
        ("part", schema::PART),
        ("term", schema::TERM),
        ("results-framework", schema::RESULTS_FRAMEWORK),
    ];
    for (name, fields) in small {
        definitions.insert(name.to_owned(), element(fields, format!("Keys of `{name}`.")));
    }
    definitions.insert("resources".to_owned(), element(schema::RESOURCES, "Money and people.".to_owned()));
    definitions.insert("text".to_owned(), text());
    definitions.insert("date".to_owned(), date());
    definitions.insert("decimal".to_owned(), decimal());
    definitions.insert("name".to_owned(), json!({"type": ["string", "number", "boolean", "null"]}));
    definitions.insert("names".to_owned(), one_or_many(&reference("name")));
    let mut root = element(schema::fields(Kind::Plan), "A plan, or a file that a plan includes.".to_owned());
    if let Some(map) = root.as_object_mut() {
        map.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("$id".into(), json!(ID));
        map.insert("title".into(), json!("planlint plan language"));
        map.insert("$defs".into(), Value::Object(definitions));
    }
    root
}

fn element(fields: &[FieldSpec], about: String) -> Value {
    let properties: Map<String, Value> = fields.iter().map(|spec| (spec.name.to_owned(), property(spec))).collect();
    json!({
        "description": about,
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
    })
}

fn property(spec: &FieldSpec) -> Value {
    // `parts` is a different thing in a measure and in a document; both are told by what they hold.
    let schema = match (spec.name, spec.holds) {
        ("change", FieldType::Record) => reference("change"),
        ("total", FieldType::Record) => one_or_many(&reference("total")),
        ("parts", FieldType::Record) => json!({"type": ["object", "null"]}),
        (_, holds) => field_type(holds),
    };
    match schema {
        Value::Object(mut map) => {
            map.insert("description".into(), json!(spec.about));
            Value::Object(map)
        }
        other => other,
    }
}

fn field_type(holds: FieldType) -> Value {
    match holds {
        FieldType::Text => reference("text"),
        FieldType::Name => reference("name"),
        FieldType::Word(words) => json!({"enum": with_null(words)}),
        FieldType::Names => reference("names"),
        FieldType::Words(words) => one_or_many(&json!({"enum": with_null(words)})),
        FieldType::Language => json!({"type": "string", "pattern": LANGUAGE}),
        FieldType::Languages => one_or_many(&json!({"type": "string", "pattern": LANGUAGE})),
        FieldType::Currency => json!({"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}),
        FieldType::Date => reference("date"),
        FieldType::Number => reference("decimal"),
        FieldType::Quantity => json!({"anyOf": [reference("decimal"), reference("measure")]}),
        FieldType::Flag => json!({"type": ["boolean", "null"]}),
        FieldType::Record => json!({}),
        FieldType::Links(_) | FieldType::Codes(_) => reference("names"),
        FieldType::Children(Kind::Scope) => keyed(&json!({"anyOf": [reference("text"), reference("scope")]})),
        FieldType::Children(kind) => keyed(&reference(kind.name())),
        FieldType::Statement(kind) => json!({"anyOf": [reference("text"), reference(kind.name())]}),
        FieldType::Measure(_) => reference("measure"),
        FieldType::Measures(_) => one_or_many(&reference("measure")),
        FieldType::Period => reference("period"),
        FieldType::Resources => reference("resources"),
        FieldType::Continuity => {
            json!({"type": ["object", "null"], "additionalProperties": reference("disposition")})
        }
        FieldType::Glossary => json!({"type": ["object", "null"], "additionalProperties": reference("term")}),
        FieldType::Document => reference("document"),
        FieldType::ResultsFramework => reference("results-framework"),
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn with_null(words: &[&str]) -> Vec<Value> {
    words.iter().map(|word| json!(word)).chain([Value::Null]).collect()
}

fn one_or_many(item: &Value) -> Value {
    json!({"anyOf": [item, {"type": "array", "items": item}, {"type": "null"}]})
}

/// Elements keyed by id.
fn keyed(item: &Value) -> Value {
    json!({
        "type": ["object", "null"],
        "propertyNames": {"pattern": ID_PATTERN, "not": {"enum": schema::RESERVED_IDS}},
        "additionalProperties": item,
    })
}

fn text() -> Value {
    json!({
        "description": "A text in the plan's language, or a text for each language.",
        "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {
                "type": "object",
                "propertyNames": {"pattern": LANGUAGE},
                "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
            },
        ],
    })
}

fn date() -> Value {
    json!({
        "description": "A year, quarter, month or day: 2027, 2027-Q3, 2027-03, 2027-03-31.",
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 9999},
            {"type": "string", "anyOf": [{"pattern": DATE}, {"not": {"pattern": "[0-9]"}}]},
            {"type": "null"},
        ],
    })
}

fn decimal() -> Value {
    json!({
        "description": "A plain decimal.",
        "anyOf": [
            {"type": "number"},
            {"type": "string", "anyOf": [{"pattern": DECIMAL}, {"not": {"pattern": "[0-9]"}}]},
            {"type": "null"},
        ],
    })
}
