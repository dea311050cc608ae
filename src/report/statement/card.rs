//! A statement with its words marked and numbered, and a line for each fact.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::StatementReport;
use crate::lexicon::List;
use crate::plan::schema::Framework;
use crate::report::Colour;
use crate::text::{Comparator, Quantity, Statement};

/// A fact: what it is, what was understood, its words.
struct Fact {
    label: &'static str,
    meaning: String,
    at: Range<usize>,
    colour: AnsiColor,
}

pub(super) fn write(report: &StatementReport<'_>, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    let text = report.text;
    let mut facts = facts(report.statement);
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
    for (number, fact) in facts.iter().enumerate() {
        let style = style(fact);
        let words = &text[fact.at.clone()];
        let meaning = if fact.meaning == words { String::new() } else { format!("  {}", fact.meaning) };
        writeln!(out, "{:>4}  {style}{:<10}{style:#}  \"{words}\"{meaning}", number + 1, fact.label)?;
    }
    if !report.statement.concepts.is_empty() {
        let mut named: Vec<&str> = Vec::new();
        for word in &report.statement.concepts {
            let id = &*report.thesaurus.concept(word.concept).id;
            if !named.contains(&id) {
                named.push(id);
            }
        }
        writeln!(out, "      {:<10}  {}", "concepts", named.join(", "))?;
    }
    for framework in [Framework::Sdg, Framework::Wsis] {
        for found in report.suggestions(framework) {
            let words: Vec<String> = found.evidence.iter().map(|at| format!("\"{}\"", &text[at.clone()])).collect();
            writeln!(out, "      {:<10}  {}  {}", framework.name(), found.code, words.join(", "))?;
        }
    }
    let missing = missing(report.statement);
    if !missing.is_empty() {
        writeln!(out, "      not found   {}", missing.join(", "))?;
    }
    writeln!(out)
}

fn facts(statement: &Statement) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut push = |label, meaning: String, at: &Range<usize>, colour| {
        facts.push(Fact { label, meaning, at: at.clone(), colour });
    };
    for quantity in &statement.quantities {
        push("quantity", amount(quantity), &quantity.at, AnsiColor::BrightGreen);
    }
    for hedge in &statement.hedges {
        push("hedge", "makes the number approximate".to_owned(), hedge, AnsiColor::BrightYellow);
    }
    if let Some(deadline) = &statement.deadline {
        push("deadline", deadline.year.to_string(), &deadline.at, AnsiColor::BrightBlue);
    }
    if let Some(time) = &statement.relative_deadline {
        let several = if (time.amount - 1.0).abs() < f64::EPSILON { "" } else { "s" };
        push(
            "deadline",
            format!("{} {}{several} from the start", time.amount, time.unit),
            &time.at,
            AnsiColor::BrightBlue,
        );
    }
    if let Some(baseline) = &statement.baseline {
        let value = baseline.value.map(|value| with_unit(value, baseline.unit.as_deref()));
        let year = baseline.year.map(|year| format!("in {year}"));
        let meaning: Vec<String> = value.into_iter().chain(year).collect();
        push("baseline", meaning.join(" "), &baseline.at, AnsiColor::BrightMagenta);
    }
    for word in &statement.directions {
        push("direction", word.direction.name().to_owned(), &word.at, AnsiColor::BrightCyan);
    }
    for term in statement.vague() {
        let meaning = match term.list {
            List::VagueTime => "a time that no calendar holds",
            List::Escape => "a way out",
            List::OpenEnded => "leaves the list open",
            _ => "names no amount",
        };
        push("vague", meaning.to_owned(), &term.at, AnsiColor::BrightYellow);
    }
    if let Some(means) = &statement.means {
        push("means", "something done or put in, not a change".to_owned(), means, AnsiColor::BrightRed);
    }
    if let Some(two) = &statement.double_barrel {
        push("two in one", "the first result".to_owned(), &two.first, AnsiColor::BrightRed);
        push("two in one", "the second result".to_owned(), &two.second, AnsiColor::BrightRed);
    }
    for group in &statement.groups {
        push("group", group.group.to_string(), &group.at, AnsiColor::White);
    }
    for name in &statement.names {
        push("name", "its number counts nothing".to_owned(), &name.at, AnsiColor::BrightBlack);
    }
    facts
}

/// What a measurable statement has and this one has not.
fn missing(statement: &Statement) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if statement.quantities.is_empty() {
        missing.push("quantity");
    }
    if statement.deadline.is_none() && statement.relative_deadline.is_none() {
        missing.push("deadline");
    }
    if statement.directions.is_empty() {
        missing.push("direction");
    }
    missing
}

fn amount(quantity: &Quantity) -> String {
    let value = with_unit(quantity.value, quantity.unit.as_deref());
    let bound = match quantity.comparator {
        Comparator::Equal => return value,
        Comparator::AtLeast => "at least",
        Comparator::MoreThan => "more than",
        Comparator::AtMost => "at most",
        Comparator::LessThan => "less than",
        Comparator::By => "a change by",
    };
    format!("{bound} {value}")
}

fn with_unit(value: f64, unit: Option<&str>) -> String {
    match unit {
        Some("points") => format!("{value} percentage points"),
        Some("factor") => format!("a factor of {value}"),
        Some(unit) => format!("{value} {unit}"),
        None => value.to_string(),
    }
}
