//! `planlint lsp`: the language server, for editors to start.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use crate::server::{self, Ending};

/// Speaks with an editor over standard input and output (Language Server Protocol)
#[derive(Debug, Args)]
#[command(
    after_help = "An editor starts this; docs/language-server.md says how. `planlint doctor` tells whether it answers."
)]
pub(super) struct Arguments {
    /// Said by some editors; standard input and output are the only way
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Arguments { stdio: _ } = arguments;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().map_err(|error| {
            Failure::new(format!("the server cannot start its threads: {error}"), "look at the limits of this account")
        })?;
    let ending = runtime.block_on(server::serve(tokio::io::stdin(), tokio::io::stdout()));
    // A client that has said goodbye may leave our standard input open, on which a thread still waits.
    runtime.shutdown_background();
    Ok(match ending {
        Ending::Orderly => Outcome::Clean,
        Ending::Abrupt => Outcome::Findings,
    })
}
