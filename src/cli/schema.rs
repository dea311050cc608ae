//! `planlint schema`: the JSON Schema of the plan language.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output;
use crate::json_schema;

/// Prints the JSON Schema of the plan language, for editors and other tools
#[derive(Debug, Args)]
#[command(after_help = "Example:
  planlint schema > plan.schema.json")]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> Result<Outcome, Failure> {
    let schema = json_schema::plan_language();
    output::write(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema).map_err(std::io::Error::from)?;
        writeln!(out)
    })?;
    Ok(Outcome::Clean)
}
