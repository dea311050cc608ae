//! `planlint rules` and `planlint rules test`.
use std::path::PathBuf;
use std::process::ExitCode;
use clap::{Args, Subcommand};
use std::io::Write;
use crate::example_test;
use crate::workspace::{DiskSource, rule_files_in};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}
#[derive(Debug, Subcommand)]
enum Action { Test { directory: Option<PathBuf> } }

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let mut out = anstream::stdout();
    let directory = match arguments.action { Some(Action::Test { directory }) => directory, None => None };
    let files = directory.map(|d| rule_files_in(&DiskSource, &d).expect("x")).unwrap_or_default();
    let own = !files.is_empty();
    let _ = own;
    let project = match example_test::project("en", files) { Ok(p) => p, Err(e) => {
        let _ = writeln!(out, "{e}");
        if let crate::project::ProjectError::Catalogue(crate::rule::CatalogueError::Fault(f)) = &e { if let Some(at) = f.error.at { let file = f.sources.file(at.file); let p = file.position(at.span.start); let _ = writeln!(out, "  at {}:{}:{}", file.path().display(), p.line+1, p.column+1); } }
        return ExitCode::from(2) } };
    let outcomes = example_test::run(&project, |_| true).expect("x");
    let (mut n, mut bad) = (0, 0);
    for o in &outcomes { n += o.examples; for (sort, i, f) in &o.failures { bad += 1; let _ = writeln!(out, "FAIL {} {sort:?} {i}: {f}", o.rule); } }
    let _ = writeln!(out, "{} rules, {n} examples, {bad} failures", outcomes.len());
    if bad > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
