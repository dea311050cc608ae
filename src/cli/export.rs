//! `planlint export`: a plan as a spreadsheet, a document, a page or StratML.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use minijinja::context;

use super::failure::Failure;
use super::one_plan::OnePlan;
use super::{Outcome, check, locale, output, replace};
use crate::export::{Export, ExportError, ExportFormat, LeftOut};
use crate::project::Choices;
use crate::report::display_path;
use crate::rule::Messages;
use crate::source::SourceMap;

/// Writes a plan for those who have no planlint: Excel, Word, a web page, StratML
///
/// A results matrix with one sheet or table a section and one row an indicator, headings in the language of `--lang`; what a check
/// finds stands in comments of the cells that it is about. `planlint import` reads the workbook back. What the format has no place
/// for is listed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint export plan -o plan.xlsx            a results matrix for Excel or LibreOffice
  planlint export plan -o plan.docx --lang fr  tables for Word, headings in French
  planlint export plan --format stratml -o plan.xml")]
pub(super) struct Arguments {
    /// A plan, or a directory with one plan in it [default: the working directory].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The plan, by its id, where a file holds several.
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// What the plan is written as [default: told from the file's name].
    #[arg(long, value_enum)]
    format: Option<ExportFormat>,
    /// The file that is written.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The language of headings, of what is found, and of texts that stand in several languages [default: the plan's].
    #[arg(long, value_name = "LANGUAGE", value_parser = check::language)]
    lang: Option<String>,
    /// Without what a check finds.
    #[arg(long)]
    no_findings: bool,
    /// The profile, in place of the one that planlint.yaml or the plan names.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The configuration, in place of the nearest planlint.yaml.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(format) = arguments.format.or_else(|| ExportFormat::of_path(&arguments.output)) else {
        return Err(Failure::new(
            format!("{}: its name does not say which format is meant", display_path(&arguments.output)),
            "give --format xlsx, docx, html or stratml",
        ));
    };
    let choices = |language: Option<String>| Choices {
        profile: arguments.profile.clone(),
        language,
        surroundings: locale::language(),
        ..Choices::default()
    };
    let path = arguments.path.as_deref().unwrap_or(Path::new("."));
    let (named, config) = (arguments.plan.as_deref(), arguments.config.as_deref());
    let mut opened = OnePlan::open(path, named, config, choices(arguments.lang.clone()))?;
    // What was left out is said to whoever exports.
    let terminal = Arc::clone(opened.project.messages_for(Some(&opened.loaded.plan)));
    // A plan goes to its readers in their language, which is that of the plan and not of whoever exports it.
    if arguments.lang.is_none()
        && let Some(language) = Messages::language_of(opened.loaded.plan.language())
    {
        opened = OnePlan::open(path, named, config, choices(Some(language.to_owned())))?;
    }
    let OnePlan { project, rules, loaded } = opened;
    let findings =
        if arguments.no_findings { Vec::new() } else { project.judge(&rules, &loaded.plan, &loaded.sources).findings };
    let messages = project.messages_for(Some(&loaded.plan));
    let language = arguments.lang.clone().unwrap_or_else(|| loaded.plan.language().to_owned());
    let export = Export { plan: &loaded.plan, findings: findings.iter().collect(), messages, language: &language };
    let written = export.write(format).map_err(|error| failure(&error, &terminal))?;
    refuse_source(&arguments.output, &loaded.sources)?;
    replace::replace(&arguments.output, |out| out.write_all(&written.bytes)).map_err(|error| {
        Failure::new(
            format!("{}: cannot be written: {error}", display_path(&arguments.output)),
            "name a file in a directory that exists and that you may write to",
        )
    })?;
    let mut text = summary(&display_path(&arguments.output), &written.left_out, &terminal);
    let is_whole = !loaded.plan.is_partly_unread();
    if !is_whole {
        text += &format!("{}\n", terminal.render("export/unread", context! {}));
    }
    output::write(|out| out.write_all(text.as_bytes()))?;
    Ok(if is_whole { Outcome::Clean } else { Outcome::Findings })
}

fn failure(error: &ExportError, messages: &Messages) -> Failure {
    match error {
        ExportError::TooLong { element, column, length, limit } => Failure::new(
            messages.render("export/too-long", context! { element, column, length, limit }),
            messages.render("export/too-long-help", context! {}),
        ),
        ExportError::TooLarge(_) | ExportError::Failed(_) => {
            Failure::new(error.to_string(), "export a part of the plan, or another format")
        }
    }
}

/// A file that the plan is read from is not written over: an export has not all of it.
fn refuse_source(output: &Path, sources: &SourceMap) -> Result<(), Failure> {
    let Ok(output_file) = output.canonicalize() else { return Ok(()) };
    let is_output = |path: &Path| path.canonicalize().is_ok_and(|path| path == output_file);
    if sources.iter().any(|(_, file)| is_output(file.path())) {
        return Err(Failure::new(
            format!("{}: the plan is read from this file", display_path(output)),
            "name another file: an export does not hold all that a plan does",
        ));
    }
    Ok(())
}

fn summary(path: &str, left_out: &[LeftOut], messages: &Messages) -> String {
    let mut text = format!("{}\n", messages.render("export/written", context! { path }));
    if !left_out.is_empty() {
        text += &format!("{}\n", messages.render("export/left-out", context! { path }));
    }
    for LeftOut { kind, key, count, of } in left_out {
        let of = of.join(", ");
        text += &format!("  {}\n", messages.render("export/of-kind", context! { kind => kind.name(), key, count, of }));
    }
    text
}
