//! Names in expressions and templates, checked against the schema before anything runs.

use minijinja::machinery::ast::{CallArg, Expr, Stmt};
use minijinja::machinery::{Span as TemplateSpan, parse, parse_expr};

use crate::nearest::nearest;
use crate::plan::Kind;
use crate::plan::schema::{self, FieldType};

/// Names that every element has besides its keys.
const BUILT_IN: &[&str] = &["id", "kind", "text", "label", "parent", "plan", "due", "funded", "format"];
/// The parts of a value of an indicator.
pub const MEASURE: &[&str] = &["value", "date", "unit", "population", "planned", "change", "parts"];
const PERIOD: &[&str] = &["start", "end"];
/// Filters that conditions and messages may use.
const FILTERS: &[&str] = &[
    "abs", "default", "first", "int", "join", "last", "length", "list", "lower", "max", "min", "replace", "reverse",
    "round", "sort", "sum", "title", "trim", "unique", "upper",
];
/// What has a name in each language: the filter `<section>_name` of messages gives it.
pub const NAMED: [&str; 17] = [
    "kind",
    "section",
    "part",
    "role",
    "field",
    "unit",
    "direction",
    "disposition",
    "language",
    "script",
    "population",
    "change",
    "people",
    "severity",
    "priority",
    "status",
    "group",
];
/// Filters that only messages may use, for they depend on the language.
const WORDING: &[&str] =
    &["and_list", "capitalize", "comma_list", "in_words", "or_list", "plural", "sdg_label", "wsis_label"];
/// Tests that conditions and messages may use.
const TESTS: &[&str] = &[
    "defined",
    "divisibleby",
    "endingwith",
    "eq",
    "even",
    "ge",
    "gt",
    "in",
    "iterable",
    "le",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sequence",
    "startingwith",
    "string",
    "undefined",
];

/// The names that a condition or a message may use.
#[derive(Clone, Debug)]
pub struct Names<'n> {
    /// The kinds that the rule applies to: their keys may be named.
    pub kinds: &'n [Kind],
    /// Further names, the facts of a check.
    pub facts: &'n [&'n str],
}

/// A fault in an expression or template: what, and the bytes of the text.
pub type Fault = (String, std::ops::Range<usize>);

/// The longest expression or message, in bytes: several times the longest shipped one. What is longer was not written by
/// a person.
const LONGEST: usize = 8_000;
/// Signs such as `not` in a row: the parser of expressions goes one call deeper with each, and would run out of stack.
const SIGNS_IN_A_ROW: usize = 32;

/// Checks an expression.
///
/// # Errors
/// A syntax error, a name, filter or test that does not exist, a call or a computed subscript; a text that is too long,
/// or has too many signs in a row.
pub fn check_expression(text: &str, names: &Names<'_>) -> Result<(), Fault> {
    within_limits(text)?;
    let expression = parse_expr(text).map_err(|error| syntax(&error, text))?;
    Walker { names, locals: Vec::new(), filters: FILTERS.to_vec(), forms: None }.expression(&expression).map(|_| ())
}

/// Checks a message template.
///
/// # Errors
/// As [`check_expression`]; macros, blocks and other statements are refused.
pub fn check_template(text: &str, names: &Names<'_>) -> Result<(), Fault> {
    check_sentence(text, names, None)
}

/// Checks a message template in a language whose words have `forms` plural forms.
///
/// # Errors
/// As [`check_template`]; a `plural` with another number of forms.
pub fn check_sentence(text: &str, names: &Names<'_>, forms: Option<usize>) -> Result<(), Fault> {
    within_limits(text)?;
    let template = parse(text, "message", Default::default()).map_err(|error| syntax(&error, text))?;
    let named: Vec<String> = NAMED.iter().map(|section| format!("{section}_name")).collect();
    let filters = FILTERS.iter().chain(WORDING).copied().chain(named.iter().map(String::as_str)).collect();
    Walker { names, locals: Vec::new(), filters, forms }.statement(&template)
}

fn within_limits(text: &str) -> Result<(), Fault> {
    if text.len() > LONGEST {
        return Err((format!("this is {} bytes long; at most {LONGEST} can be read", text.len()), 0..text.len()));
    }
    let mut rest = text;
    let mut in_a_row = 0;
    while let Some(first) = rest.chars().next() {
        let sign = ["not", "-", "+"].iter().find_map(|sign| rest.strip_prefix(sign));
        in_a_row = match sign {
            Some(_) => in_a_row + 1,
            None if first.is_whitespace() => in_a_row,
            None => 0,
        };
        if in_a_row > SIGNS_IN_A_ROW {
            return Err((format!("more than {SIGNS_IN_A_ROW} signs in a row"), 0..text.len()));
        }
        rest = sign.unwrap_or(&rest[first.len_utf8()..]);
    }
    Ok(())
}

fn syntax(error: &minijinja::Error, text: &str) -> Fault {
    let message = error.detail().map_or_else(|| error.to_string(), str::to_owned);
    (message, error.range().filter(|range| range.end <= text.len()).unwrap_or(0..text.len()))
}

/// What a name stands for, as far as names behind a dot are concerned.
#[derive(Clone, Debug)]
enum Shape {
    Element(Vec<Kind>),
    Measure,
    Period,
    /// A value without parts.
    Leaf,
    /// The variable of a loop: whatever the list held.
    Anything,
}

struct Walker<'w> {
    names: &'w Names<'w>,
    locals: Vec<String>,
    filters: Vec<&'w str>,
    /// How many forms `plural` takes, where the language is known.
    forms: Option<usize>,
}

impl Walker<'_> {
    fn expression(&mut self, expression: &Expr<'_>) -> Result<Shape, Fault> {
        match expression {
            Expr::Var(var) => self.root(var.id, range(&var.span())),
            Expr::GetAttr(attribute) => {
                let shape = self.expression(&attribute.expr)?;
                part(&shape, attribute.name, range(&attribute.span()))
            }
            Expr::Const(_) => Ok(Shape::Leaf),
            Expr::UnaryOp(op) => self.expression(&op.expr).map(|_| Shape::Leaf),
            Expr::BinOp(op) => self.all([&op.left, &op.right]),
            Expr::Compare(compare) => {
                self.expression(&compare.expr)?;
                compare.ops.iter().try_for_each(|op| self.expression(&op.expr).map(|_| ()))?;
                Ok(Shape::Leaf)
            }
            Expr::IfExpr(choice) => {
                self.all([&choice.test_expr, &choice.true_expr])?;
                choice.false_expr.iter().try_for_each(|other| self.expression(other).map(|_| ()))?;
                Ok(Shape::Leaf)
            }
            Expr::Filter(filter) => {
                known("filter", filter.name, &self.filters, range(&filter.span()))?;
                if let Some(forms) = self.forms.filter(|&forms| filter.name == "plural" && filter.args.len() != forms) {
                    let message = format!("`plural` takes {forms} forms in this language, not {}", filter.args.len());
                    return Err((message, range(&filter.span())));
                }
                filter.expr.iter().try_for_each(|inner| self.expression(inner).map(|_| ()))?;
                self.arguments(&filter.args)
            }
            Expr::Test(test) => {
                known("test", test.name, TESTS, range(&test.span()))?;
                self.expression(&test.expr)?;
                self.arguments(&test.args)
            }
            Expr::List(list) => self.all(&list.items),
            Expr::Tuple(tuple) => self.all(&tuple.items),
            Expr::Map(map) => self.all(map.keys.iter().chain(&map.values)),
            Expr::Call(call) => {
                let name = match &call.expr {
                    Expr::Var(var) => var.id.to_owned(),
                    _ => "a value".to_owned(),
                };
                Err((
                    format!(
                        "`{name}` cannot be called: there are no functions here, only filters ({})",
                        FILTERS.join(", ")
                    ),
                    range(&call.span()),
                ))
            }
            Expr::GetItem(item) => {
                Err(("computed subscripts are not allowed; name the part behind a dot".into(), range(&item.span())))
            }
            Expr::Slice(slice) => Err(("slices are not allowed".into(), range(&slice.span()))),
        }
    }

    fn all<'e, 'a: 'e>(&mut self, expressions: impl IntoIterator<Item = &'e Expr<'a>>) -> Result<Shape, Fault> {
        expressions.into_iter().try_for_each(|inner| self.expression(inner).map(|_| ()))?;
        Ok(Shape::Leaf)
    }

    fn arguments(&mut self, arguments: &[CallArg<'_>]) -> Result<Shape, Fault> {
        for argument in arguments {
            match argument {
                CallArg::Pos(inner)
                | CallArg::Kwarg(_, inner)
                | CallArg::PosSplat(inner)
                | CallArg::KwargSplat(inner) => {
                    self.expression(inner)?;
                }
            }
        }
        Ok(Shape::Leaf)
    }

    fn root(&self, name: &str, at: std::ops::Range<usize>) -> Result<Shape, Fault> {
        if self.locals.iter().any(|local| local == name) || name == "loop" {
            return Ok(Shape::Anything);
        }
        if self.names.facts.contains(&name) {
            return Ok(Shape::Anything);
        }
        let shape = Shape::Element(self.names.kinds.to_vec());
        part(&shape, name, at.clone()).map_err(|_| {
            let known = names_of(self.names.kinds).chain(self.names.facts.iter().map(|fact| (*fact).to_owned()));
            unknown("name", name, known.collect(), at)
        })
    }

    fn statement(&mut self, statement: &Stmt<'_>) -> Result<(), Fault> {
        match statement {
            Stmt::Template(template) => self.statements(&template.children),
            Stmt::EmitExpr(emit) => self.expression(&emit.expr).map(|_| ()),
            Stmt::EmitRaw(_) => Ok(()),
            Stmt::IfCond(choice) => {
                self.expression(&choice.expr)?;
                self.statements(&choice.true_body)?;
                self.statements(&choice.false_body)
            }
            Stmt::ForLoop(each) => {
                self.expression(&each.iter)?;
                let before = self.locals.len();
                if let Expr::Var(var) = &each.target {
                    self.locals.push(var.id.to_owned());
                }
                self.statements(&each.body)?;
                self.locals.truncate(before);
                self.statements(&each.else_body)
            }
            _ => Err(("only {{ values }}, {% if %} and {% for %} may stand in a message".into(), 0..0)),
        }
    }

    fn statements(&mut self, statements: &[Stmt<'_>]) -> Result<(), Fault> {
        statements.iter().try_for_each(|statement| self.statement(statement))
    }
}

fn range(span: &TemplateSpan) -> std::ops::Range<usize> {
    span.start_offset as usize..span.end_offset as usize
}

/// What `name` behind a dot stands for.
fn part(shape: &Shape, name: &str, at: std::ops::Range<usize>) -> Result<Shape, Fault> {
    match shape {
        Shape::Element(kinds) => match name {
            "parent" => Ok(Shape::Element(Kind::ALL.to_vec())),
            "plan" => Ok(Shape::Element(vec![Kind::Plan])),
            _ if BUILT_IN.contains(&name) => Ok(Shape::Leaf),
            _ => {
                let key = name.replace('_', "-");
                let spec = kinds.iter().find_map(|&kind| schema::find(kind, &key)).filter(|_| !name.contains('-'));
                match spec.map(|spec| spec.holds) {
                    Some(FieldType::Measure(_)) => Ok(Shape::Measure),
                    Some(FieldType::Period) => Ok(Shape::Period),
                    Some(_) => Ok(Shape::Leaf),
                    None => Err(unknown("field", name, names_of(kinds).collect(), at)),
                }
            }
        },
        Shape::Measure if MEASURE.contains(&name) => Ok(Shape::Leaf),
        Shape::Period if PERIOD.contains(&name) => Ok(Shape::Leaf),
        Shape::Anything => Ok(Shape::Anything),
        Shape::Measure => Err(unknown("part", name, MEASURE.iter().map(|&n| n.to_owned()).collect(), at)),
        Shape::Period => Err(unknown("part", name, PERIOD.iter().map(|&n| n.to_owned()).collect(), at)),
        Shape::Leaf => Err((format!("`{name}` is asked of a value that has no parts"), at)),
    }
}

fn names_of(kinds: &[Kind]) -> impl Iterator<Item = String> {
    let keys = kinds.iter().flat_map(|&kind| schema::fields(kind)).map(|spec| spec.name.replace('-', "_"));
    BUILT_IN.iter().map(|&name| name.to_owned()).chain(keys)
}

fn known(what: &str, name: &str, known: &[&str], at: std::ops::Range<usize>) -> Result<(), Fault> {
    if known.contains(&name) {
        return Ok(());
    }
    Err(unknown(what, name, known.iter().map(|&name| name.to_owned()).collect(), at))
}

fn unknown(what: &str, name: &str, known: Vec<String>, at: std::ops::Range<usize>) -> Fault {
    let message = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("unknown {what} `{name}`; did you mean `{near}`?"),
        None => format!("unknown {what} `{name}`"),
    };
    (message, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(text: &str) -> Result<(), Fault> {
        check_expression(text, &Names { kinds: &[Kind::Target], facts: &["code"] })
    }

    #[test]
    fn what_the_schema_knows_may_be_named() {
        for text in [
            "plan.level == 'strategic'",
            "deadline and plan.period.end > '2027'",
            "parent.title | length > 3 and code is defined",
            "due is none or 'x' in population",
        ] {
            expression(text).unwrap();
        }
        check_expression("baseline.value < target.value", &Names { kinds: &[Kind::Indicator], facts: &[] }).unwrap();
    }

    #[test]
    fn what_it_does_not_know_is_shown_at_its_place() {
        assert_eq!(expression("plan.levl == 'x'"), Err(("unknown field `levl`; did you mean `level`?".into(), 0..9)));
        assert_eq!(expression("dedline"), Err(("unknown name `dedline`; did you mean `deadline`?".into(), 0..7)));
        assert_eq!(expression("title | lenght").unwrap_err().0, "unknown filter `lenght`; did you mean `length`?");
        assert_eq!(expression("title is nonne").unwrap_err().0, "unknown test `nonne`; did you mean `none`?");
        assert!(expression("range(10)").unwrap_err().0.contains("cannot be called"));
        assert!(expression("plan['level']").unwrap_err().0.contains("subscript"));
        assert!(expression("title ==").is_err());
    }

    #[test]
    fn messages_may_use_facts_conditions_and_loops() {
        let names = Names { kinds: &[Kind::Target], facts: &["codes"] };
        check_template("{{ id }}: {% for c in codes %}{{ c.label }}{% endfor %}{% if title %}x{% endif %}", &names)
            .unwrap();
        let (message, at) = check_template("Target {{ idd }}", &names).unwrap_err();
        assert_eq!((message.as_str(), at), ("unknown name `idd`; did you mean `id`?", 10..13));
        assert!(check_template("{% set x = 1 %}", &names).is_err());
        let counted = "{{ codes | length | plural('code', 'codes') }}";
        check_sentence(counted, &names, Some(2)).unwrap();
        let (message, _) = check_sentence(counted, &names, Some(3)).unwrap_err();
        assert_eq!(message, "`plural` takes 3 forms in this language, not 2");
    }
}
