//! The command line.

mod rules;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A linter for strategic plans.
#[derive(Debug, Parser)]
#[command(name = "planlint", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the rules, or tries them on their examples.
    Rules(rules::Arguments),
}

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Rules(arguments) => rules::run(arguments),
    }
}
