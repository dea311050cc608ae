//! `planlint man`: manual pages.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::failure::Failure;
use super::{Outcome, output};
use crate::report::display_path;

/// Writes manual pages
///
/// Without a directory the page of planlint itself is printed; with one, a page for it and for each command is written
/// there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint man | man -l -                              reads the page at once
  planlint man ~/.local/share/man/man1                 pages for `man planlint-check` and the others")]
pub(super) struct Arguments {
    /// Where the pages are written; made if it is not there.
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let command = super::Arguments::command();
    match &arguments.directory {
        None => {
            let mut page = Vec::new();
            Man::new(command).render(&mut page)?;
            output::write(|out| out.write_all(&page))?;
        }
        Some(directory) => write(command, directory).map_err(|error| {
            Failure::new(
                format!("{}: the pages could not be written: {error}", display_path(directory)),
                "name a directory that you may write to",
            )
        })?,
    }
    Ok(Outcome::Clean)
}

fn write(command: clap::Command, directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    clap_mangen::generate_to(command, directory)
}
