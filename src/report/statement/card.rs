//! A statement with its words marked and numbered, and a line for each fact.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use minijinja::Value;

use super::StatementReport;
use crate::lexicon::List;
use crate::plan::schema::Framework;
use crate::report::Colour;
use crate::rule::Messages;
use crate::text::{Comparator, Quantity, Statement};

/// A fact: what it is, what was understood, its words.
struct Fact {
    label: String,
    meaning: String,
    at: Range<usize>,
    colour: AnsiColor,
}

pub(super) fn write(report: &StatementReport<'_>, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    let text = report.text;
    let mut facts = facts(report.statement, report.messages);
    facts.sort_by_key(|fact| (fact.at.start, fact.at.end));
    let style = |fact: &Fact| match colour {
        Colour::Ansi => Style::new().bold().fg_color(Some(fact.colour.into())),
        Colour::None => Style::new(),
    };
    // Words that two facts share are marked once, with both numbers.
    let mut at = 0;
    let mut index = 0;
    while index < facts.len() {
        let range = facts[index].at.clone();
        let same = facts[index..].iter().take_while(|fact| fact.at == range).count();
        if range.start >= at {
            let numbers: Vec<String> = (index + 1..=index + same).map(|number| number.to_string()).collect();
            let style = style(&facts[index]);
            write!(out, "{}{style}[{}]{style:#}({})", &text[at..range.start], &text[range.clone()], numbers.join(","))?;
            at = range.end;
        }
        index += same;
    }
    writeln!(out, "{}", &text[at..])?;
    let width = facts.iter().map(|fact| fact.label.chars().count()).max().unwrap_or(0).max(10);
    for (number, fact) in facts.iter().enumerate() {
        let style = style(fact);
        let words = &text[fact.at.clone()];
        let meaning = if fact.meaning == words { String::new() } else { format!("  {}", fact.meaning) };
        writeln!(out, "{:>4}  {style}{:<width$}{style:#}  \"{words}\"{meaning}", number + 1, fact.label)?;
    }
    concepts_and_codes(report, out)?;
    let missing = missing(report.statement, report.messages);
    if !missing.is_empty() {
        let missing = Value::from(missing);
        let missing = report.messages.render("statement/not-found", Value::from_pairs([("missing", missing)]));
        writeln!(out, "      {missing}")?;
    }
    writeln!(out)
}

/// The concepts that are named, each once, and the codes that they speak for, with the words that do.
fn concepts_and_codes(report: &StatementReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut named: Vec<&str> = Vec::new();
    for word in &report.statement.concepts {
        let id = &*report.thesaurus.concept(word.concept).id;
        if !named.contains(&id) {
            named.push(id);
        }
    }
    if !named.is_empty() {
        writeln!(out, "      {:<10}  {}", report.messages.text("statement/concepts"), named.join(", "))?;
    }
    for framework in [Framework::Sdg, Framework::Wsis] {
        for found in report.suggestions(framework) {
            let words: Vec<String> =
                found.evidence.iter().map(|at| format!("\"{}\"", &report.text[at.clone()])).collect();
            writeln!(out, "      {:<10}  {}  {}", framework.name(), found.code, words.join(", "))?;
        }
    }
    Ok(())
}

fn facts(statement: &Statement, messages: &Messages) -> Vec<Fact> {
    let word = |key: &str| messages.text(&format!("statement/{key}"));
    let mut facts = Vec::new();
    let mut push = |label: &str, meaning: String, at: &Range<usize>, colour| {
        facts.push(Fact { label: word(label), meaning, at: at.clone(), colour });
    };
    for quantity in &statement.quantities {
        push("quantity", amount(quantity, messages), &quantity.at, AnsiColor::BrightGreen);
    }
    for hedge in &statement.hedges {
        push("hedge", word("approximate"), hedge, AnsiColor::BrightYellow);
    }
    if let Some(deadline) = &statement.deadline {
        push("deadline", deadline.year.to_string(), &deadline.at, AnsiColor::BrightBlue);
    }
    if let Some(time) = &statement.relative_deadline {
        let facts = Value::from_pairs([("amount", whole(time.amount)), ("unit", Value::from(&*time.unit))]);
        push("deadline", messages.render("statement/from-the-start", facts), &time.at, AnsiColor::BrightBlue);
    }
    if let Some(baseline) = &statement.baseline {
        let value = baseline.value.map(|value| with_unit(value, baseline.unit.as_deref(), messages));
        let year = baseline.year.map(|year| messages.render("statement/in-year", Value::from_pairs([("year", year)])));
        let meaning: Vec<String> = value.into_iter().chain(year).collect();
        push("baseline", meaning.join(" "), &baseline.at, AnsiColor::BrightMagenta);
    }
    for found in &statement.directions {
        push("direction", messages.name("change", found.direction.name()).to_owned(), &found.at, AnsiColor::BrightCyan);
    }
    for term in statement.vague() {
        let meaning = match term.list {
            List::VagueTime => "vague-time",
            List::Escape => "way-out",
            List::OpenEnded => "open-list",
            _ => "no-amount",
        };
        push("vague", word(meaning), &term.at, AnsiColor::BrightYellow);
    }
    if let Some(means) = &statement.means {
        push("means", word("is-means"), means, AnsiColor::BrightRed);
    }
    if let Some(two) = &statement.double_barrel {
        push("two-in-one", word("first-result"), &two.first, AnsiColor::BrightRed);
        push("two-in-one", word("second-result"), &two.second, AnsiColor::BrightRed);
    }
    for group in &statement.groups {
        push("group", messages.name("people", &group.group).to_owned(), &group.at, AnsiColor::White);
    }
    for name in &statement.names {
        push("name", word("of-a-name"), &name.at, AnsiColor::BrightBlack);
    }
    facts
}

/// What a measurable statement has and this one has not.
fn missing(statement: &Statement, messages: &Messages) -> Vec<String> {
    let word = |key: &str| messages.text(&format!("statement/{key}"));
    let mut missing = Vec::new();
    if statement.quantities.is_empty() {
        missing.push(word("quantity"));
    }
    if statement.deadline.is_none() && statement.relative_deadline.is_none() {
        missing.push(word("deadline"));
    }
    if statement.directions.is_empty() {
        missing.push(word("direction"));
    }
    missing
}

fn amount(quantity: &Quantity, messages: &Messages) -> String {
    let value = with_unit(quantity.value, quantity.unit.as_deref(), messages);
    let bound = match quantity.comparator {
        Comparator::Equal => return value,
        Comparator::AtLeast => "at-least",
        Comparator::MoreThan => "more-than",
        Comparator::AtMost => "at-most",
        Comparator::LessThan => "less-than",
        Comparator::By => "change-by",
    };
    messages.render(&format!("statement/{bound}"), Value::from_pairs([("value", value)]))
}

fn with_unit(value: f64, unit: Option<&str>, messages: &Messages) -> String {
    match unit {
        Some(unit @ ("points" | "factor" | "percent")) => {
            messages.render(&format!("statement/{unit}"), Value::from_pairs([("value", whole(value))]))
        }
        Some(unit) => format!("{value} {unit}"),
        None => value.to_string(),
    }
}

/// A number for a sentence: whole where it is whole, for a count has other plural forms than a fraction.
fn whole(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { Value::from(value as i64) } else { Value::from(value) }
}
