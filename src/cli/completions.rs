//! `planlint completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::{Shell, generate};

use super::failure::Failure;
use super::{Outcome, output};

/// Prints completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint completions bash > ~/.local/share/bash-completion/completions/planlint
  planlint completions zsh > ~/.zfunc/_planlint            with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  planlint completions fish > ~/.config/fish/completions/planlint.fish
  planlint completions powershell >> $PROFILE")]
pub(super) struct Arguments {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: KnownShell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KnownShell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let shell = match arguments.shell {
        KnownShell::Bash => Shell::Bash,
        KnownShell::Zsh => Shell::Zsh,
        KnownShell::Fish => Shell::Fish,
        KnownShell::PowerShell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, &mut super::Arguments::command(), "planlint", &mut script);
    output::write(|out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}
