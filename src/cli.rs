//! The command line: one file a command.

mod audit;
mod check;
mod completions;
mod config;
mod doctor;
mod explain;
mod export;
mod failure;
mod graph;
mod import;
mod init;
mod locale;
mod lsp;
mod man;
mod near_path;
mod one_plan;
mod output;
mod progress;
mod replace;
mod rule_choice;
mod rules;
mod schema;
mod statement;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Limits;

pub use check::{Checkable, check_as_json};
pub use failure::Failure;
pub use rules::rules_as_json;

/// A linter for strategic plans.
///
/// Reads a plan, checks it by rules, and shows each finding at the very words: unmeasurable targets, overlapping or
/// missing goals, unfunded elements, broken links, elements of the previous plan that nobody accounted for.
#[derive(Debug, Parser)]
#[command(name = "planlint", version, about, max_term_width = 100)]
#[command(after_help = "Examples:
  planlint init --language fr     a plan to begin with
  planlint check                  what is wrong with the plans here
  planlint explain smart/vague-term
  planlint doctor                 whether everything is in place

`planlint COMMAND --help` has examples of each.

Environment:
  PLANLINT_MAX_MEGABYTES   the largest file that is read, 24 unless set
  PLANLINT_MAX_ELEMENTS    the most elements of a plan, 50000 unless set")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Audit(audit::Arguments),
    Init(init::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    Graph(graph::Arguments),
    Rules(rules::Arguments),
    Explain(explain::Arguments),
    Statement(statement::Arguments),
    Config(config::Arguments),
    Schema(schema::Arguments),
    Doctor(doctor::Arguments),
    Lsp(lsp::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// What became of a run, for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing at or above the threshold.
    Clean,
    /// Findings at or above the threshold, or examples that fail.
    Findings,
    /// The run itself failed, in part or as a whole.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the command that the process was started with. Exit code 0: nothing to complain of; 1: findings; 2: the run
/// itself failed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Err(fault) = Limits::of_environment() {
        failure::show(&Failure::new(fault, "set it to a number, or unset it"));
        return Outcome::Failed.into();
    }
    let result = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Statement(arguments) => statement::run(&arguments),
        Command::Config(arguments) => config::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            failure::show(&error);
            Outcome::Failed.into()
        }
    }
}
