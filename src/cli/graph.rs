//! `planlint graph`: the chain of results as a picture.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::one_plan::OnePlan;
use super::{Outcome, check, locale, output};
use crate::graph::{Drawing, Graph};
use crate::project::Choices;

/// Draws the chain of results of a plan, with what is broken or unfunded marked
///
/// From what is put in to what is reached: activities, outputs, priorities, outcomes, targets, goals. A broken link and what
/// nothing is allocated to are told by shape and words, not by colour alone. Indicators are counted in what they measure.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint graph --output plan.svg             a picture of the plan here
  planlint graph plans/2028/plan.yaml --lang ar --output plan.svg
  planlint graph --format dot | dot -Tpdf > plan.pdf
  planlint graph --format mermaid              for a Markdown page")]
pub(super) struct Arguments {
    /// A plan, or a directory with one plan in it [default: the working directory].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The plan, by its id, where a file holds several.
    #[arg(long, value_name = "ID")]
    plan: Option<String>,
    /// How the picture is written.
    #[arg(long, value_enum, default_value = "svg")]
    format: Format,
    /// Writes the picture to a file in place of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The language of names and words in the picture.
    #[arg(long, value_name = "LANGUAGE", value_parser = check::language)]
    lang: Option<String>,
    /// The profile, in place of the one that planlint.yaml or the plan names.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The configuration, in place of the nearest planlint.yaml.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A picture for a browser or a page of text.
    Svg,
    /// The language of Graphviz.
    Dot,
    /// The language of Mermaid, which code hosts draw.
    Mermaid,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let choices = Choices {
        profile: arguments.profile.clone(),
        language: arguments.lang.clone(),
        surroundings: locale::language(),
        ..Choices::default()
    };
    let path = arguments.path.as_deref().unwrap_or(Path::new("."));
    let OnePlan { project, rules, loaded } =
        OnePlan::open(path, arguments.plan.as_deref(), arguments.config.as_deref(), choices)?;
    let findings = project.judge(&rules, &loaded.plan, &loaded.sources).findings;
    let messages = project.messages_for(Some(&loaded.plan));
    let unsuppressed = findings.iter().filter(|finding| finding.suppressed.is_none());
    let graph = Graph::new(&loaded.plan, unsuppressed, &messages.language);
    let drawing = Drawing::new(&graph, loaded.plan.id(), messages);
    let picture = match arguments.format {
        Format::Svg => drawing.to_svg(),
        Format::Dot => drawing.to_dot(),
        Format::Mermaid => drawing.to_mermaid(),
    };
    match &arguments.output {
        None => output::write(|out| out.write_all(picture.as_bytes()))?,
        Some(file) => super::replace::replace(file, |out| out.write_all(picture.as_bytes())).map_err(|error| {
            Failure::new(
                format!("the picture could not be written to {}: {error}", file.display()),
                "name a file in a directory that exists and that you may write to",
            )
        })?,
    }
    Ok(Outcome::Clean)
}
