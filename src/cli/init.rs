//! `planlint init`: a plan to begin with.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use minijinja::context;

use super::failure::Failure;
use super::rule_choice::known_profile;
use super::{Outcome, check, locale, output};
use crate::config::FILE_NAME;
use crate::report::display_path;
use crate::rule::{DEFAULT_LANGUAGE, DEFAULT_PROFILE};
use crate::template::{PLAN_FILE, Status, Template};
use crate::workspace::{DiskSource, find_configuration};

/// How many years a plan covers where nobody says otherwise.
const YEARS: i16 = 4;

/// Writes a plan to begin with, in one of six languages
///
/// The plan holds an open place for each thing that has to be written first, and comments that say what belongs where;
/// `planlint check` then tells what comes next. A planlint.yaml is written beside it where there is none here or above.
/// What exists is never overwritten.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint init                                   a plan here, in the language of the terminal
  planlint init water --profile national --language fr
  planlint init --profile itu --from 2028         a plan for 2028-2031
  planlint check                                  what to fill in next")]
pub(super) struct Arguments {
    /// Where the plan is written; made if it is not there [default: the working directory].
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The profile whose template is taken.
    #[arg(long, value_name = "NAME", default_value = DEFAULT_PROFILE)]
    profile: String,
    /// The language of the plan and of what is said about it [default: the terminal's, else en].
    #[arg(long, visible_alias = "lang", value_name = "LANGUAGE", value_parser = check::language)]
    language: Option<String>,
    /// How far the plan has come.
    #[arg(long, value_enum, default_value = "draft")]
    status: Status,
    /// The first year of the plan; it covers four [default: the next year].
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=9000))]
    from: Option<i16>,
}

impl ValueEnum for Status {
    fn value_variants<'v>() -> &'v [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    known_profile(&arguments.profile)?;
    let directory = arguments.directory.as_deref().unwrap_or(Path::new("."));
    let language = arguments.language.clone().or_else(locale::language);
    let language = Template::languages().find(|known| Some(*known) == language.as_deref()).unwrap_or(DEFAULT_LANGUAGE);
    let start = arguments.from.unwrap_or_else(|| crate::project::today().year().saturating_add(1));
    fs::create_dir_all(directory).map_err(|error| failure(directory, &error))?;
    let template = Template {
        id: id_of(directory),
        language,
        profile: arguments.profile.clone(),
        status: arguments.status,
        start,
        end: start + YEARS - 1,
    };
    let mut written = vec![directory.join(PLAN_FILE)];
    create(&written[0], &template.plan())?;
    if find_configuration(&DiskSource, directory).is_none() {
        let path = directory.join(FILE_NAME);
        create(&path, &template.configuration())?;
        written.push(path);
    }
    output::write(|out| {
        for path in &written {
            writeln!(out, "{}", template.say("written", context! { path => display_path(path) }))?;
        }
        let directory = arguments.directory.as_deref().map(display_path);
        writeln!(out, "{}", template.say("next", context! { directory }))
    })?;
    Ok(Outcome::Clean)
}

/// The directory's name where that can be an id, else a general one.
fn id_of(directory: &Path) -> String {
    let name = fs::canonicalize(directory).ok().and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
    let fits = |name: &String| {
        let reserved = ["plan", "vision", "mission", "total", "all"].contains(&name.as_str());
        !reserved && !name.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '#' | ','))
    };
    name.filter(fits).unwrap_or_else(|| "strategic-plan".to_owned())
}

/// Writes a file that must not be there yet.
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| failure(path, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| failure(path, &error))
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    let shown = display_path(path);
    if error.kind() == ErrorKind::AlreadyExists {
        return Failure::new(
            format!("{shown}: is there already, and was left as it is"),
            "name another directory, or go on with what is there: `planlint check`",
        );
    }
    Failure::new(format!("{shown}: cannot be written: {error}"), "name a directory that you may write to")
}
