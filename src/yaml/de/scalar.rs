//! Scalars by the YAML 1.2 core schema.

use serde::de::Visitor;

use super::DeError;
use crate::yaml::ScalarStyle;

/// Gives a scalar to `visitor` as what it means: a bare `true`, `null` or number is one, anything quoted is text.
pub(super) fn visit<'de, V: Visitor<'de>>(text: &str, style: ScalarStyle, visitor: V) -> Result<V::Value, DeError> {
    if style != ScalarStyle::Plain {
        return visitor.visit_str(text);
    }
    match text {
        "true" | "True" | "TRUE" => return visitor.visit_bool(true),
        "false" | "False" | "FALSE" => return visitor.visit_bool(false),
        "null" | "Null" | "NULL" | "~" => return visitor.visit_unit(),
        _ => {}
    }
    let starts_as_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    if let Some(number) = text.parse::<i64>().ok().filter(|_| starts_as_number) {
        return visitor.visit_i64(number);
    }
    match text.parse::<f64>().ok().filter(|number| starts_as_number && number.is_finite()) {
        Some(number) => visitor.visit_f64(number),
        None => visitor.visit_str(text),
    }
}
