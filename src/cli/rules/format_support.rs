//! `planlint rules --format-support`: which rules can be asked in which format.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::format::{Format, markup, stratml};
use crate::plan::Capabilities;
use crate::project::Project;

#[derive(Serialize)]
struct Row<'r> {
    rule: &'r str,
    formats: BTreeMap<&'static str, bool>,
}

/// The formats with what each can express. Part 1 of StratML has no indicators, so that it is told apart.
fn formats() -> Vec<(&'static str, Capabilities)> {
    let mut all: Vec<(&'static str, Capabilities)> =
        Format::OF_PLANS.into_iter().map(|format| (format.name(), format.capabilities())).collect();
    all.insert(1, ("stratml-1", markup::capabilities(&stratml::core_words())));
    all
}

/// Writes the table, as JSON where that is wanted.
pub(super) fn list(project: &Project, json: bool) -> Result<Outcome, Failure> {
    let rules = project.rule_set(&project.profile_for(None))?;
    let formats = formats();
    let rows: Vec<Row<'_>> = rules
        .rules
        .iter()
        .map(|active| Row {
            rule: &active.rule.id,
            formats: formats
                .iter()
                .map(|(name, capabilities)| (*name, active.askable(capabilities).next().is_some()))
                .collect(),
        })
        .collect();
    if json {
        let json = serde_json::to_string_pretty(&rows).map_err(std::io::Error::from)?;
        output::write(|out| writeln!(out, "{json}"))?;
        return Ok(Outcome::Clean);
    }
    output::write(|out| {
        write!(out, "{:<48}", "rule")?;
        for (name, _) in &formats {
            write!(out, " {name:<10}")?;
        }
        writeln!(out)?;
        for row in &rows {
            write!(out, "{:<48}", row.rule)?;
            for (name, _) in &formats {
                write!(out, " {:<10}", if row.formats[name] { "yes" } else { "-" })?;
            }
            writeln!(out)?;
        }
        write!(out, "{:<48}", format!("{} rules", rows.len()))?;
        for (name, _) in &formats {
            write!(out, " {:<10}", rows.iter().filter(|row| row.formats[name]).count())?;
        }
        writeln!(out)
    })?;
    Ok(Outcome::Clean)
}
