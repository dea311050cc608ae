//! `planlint import`: plans from spreadsheets and documents.

mod summary;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::replace::replace;
use super::{Outcome, check, locale, output};
use crate::import::draft::Reading;
use crate::import::identity::{self, Known};
use crate::import::mapping::{self, Mapping};
use crate::import::write::MARK;
use crate::import::{Importer, markup, sheets, write};
use crate::project::{Choices, Project};
use crate::report::display_path;
use crate::source::FileSource as _;
use crate::template::PLAN_FILE;
use crate::text::Language;
use crate::workspace::{DiskSource, Loader, find_configuration};

/// Brings in a plan from spreadsheets, documents or XML: Excel, LibreOffice, CSV, Word, StratML, IATI
///
/// Reads results matrices, logframes of blocks, tables of results, indicators, periods and budgets that belong together by ids,
/// headings, lists and tables of documents, and plans in StratML and IATI, and writes a plan in which a comment says of each
/// part where it came from.
/// Nothing is invented: what is not understood is kept as a note and listed. What columns hold where their headings do not tell can be said in a file
/// planlint.import.yaml.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint import results.xlsx --dry-run       how each column is understood
  planlint import results.xlsx -o plan         writes plan/plan.yaml
  planlint import activities.xml -o plans      plans in StratML or IATI
  planlint import results.csv indicators.csv periods.csv budgets.csv -o plans
  planlint import results.xlsx -o plan --replace     once more, from a corrected file; ids stay")]
pub(super) struct Arguments {
    /// Files of one plan: .xlsx, .ods, .csv, .docx; or files of plans in StratML and IATI: .xml.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The directory that the plan is written to; a directory in it for each, where the files hold several plans.
    #[arg(long, short, value_name = "DIR", required_unless_present = "dry_run")]
    output: Option<PathBuf>,
    /// Only says how each column was understood and what was left out.
    #[arg(long)]
    dry_run: bool,
    /// Writes over plans that an earlier import wrote, and keeps the ids of elements that are still there. What was changed by
    /// hand in them since is lost.
    #[arg(long)]
    replace: bool,
    /// What the columns hold, in place of the planlint.import.yaml beside the first file.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The language of the tables [default: told from their headings].
    #[arg(long, value_name = "LANGUAGE", value_parser = check::language)]
    language: Option<String>,
    /// The language of the summary.
    #[arg(long, value_name = "LANGUAGE", value_parser = check::language)]
    lang: Option<String>,
    /// Lists all remarks, not the first twenty of each kind.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let first = arguments.files.first().map_or(Path::new(""), PathBuf::as_path);
    let mapping = read_mapping(arguments.mapping.as_deref(), first)?;
    let mut all = Vec::new();
    let mut of_markup = Vec::new();
    for path in &arguments.files {
        let bytes = read_file(path)?;
        if let Some(reading) = markup::read(path, &bytes) {
            of_markup.push(reading);
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        let of_file = sheets(name, &bytes);
        all.extend(of_file.map_err(|error| Failure::new(format!("{}: {error}", display_path(path)), error.remedy()))?);
    }
    let target = arguments.output.as_deref().unwrap_or(first);
    let config = find_configuration(&DiskSource, target.parent().unwrap_or(Path::new("")));
    let surroundings = locale::language();
    let choices = Choices { language: arguments.lang.clone(), surroundings, ..Choices::default() };
    let project = Project::load(&DiskSource, config.as_deref(), choices)?;
    let language = arguments.language.as_deref().or(mapping.language.as_deref()).and_then(Language::of_tag);
    let importer = Importer { mapping: &mapping, lexicon: project.lexicon(), analyst: project.analyst(), language };
    let id = mapping
        .plan
        .clone()
        .unwrap_or_else(|| identity::of_name(&first.file_stem().unwrap_or_default().to_string_lossy()));
    let mut reading =
        if all.is_empty() && !of_markup.is_empty() { Reading::default() } else { importer.read(&all, &id) };
    of_markup.into_iter().for_each(|other| reading.extend(other));
    let summary = summary::Summary { messages: project.messages_for(None), shows_all: arguments.all };
    let text = if arguments.dry_run {
        summary.of_tables(&reading) + &summary.of_reading(&reading)
    } else {
        let directory = arguments.output.as_deref().unwrap_or(Path::new("."));
        let names: Vec<String> = arguments.files.iter().map(|path| display_path(path)).collect();
        let written = write_plans(arguments, &mut reading, directory, &names)?;
        summary.of_reading(&reading) + &summary.of_files(&written, directory) + &summary.of_check(&project, &written)?
    };
    output::write(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::new(
            format!("{}: is a directory, and a plan is imported from files", display_path(path)),
            "name the files of one plan in it, such as results.xlsx; `planlint audit` reads a whole directory",
        ));
    }
    if !path.exists() {
        return Err(Failure::new(
            format!("{}: there is no such file", display_path(path)),
            "look at the path; a name with blanks needs quotes around it",
        ));
    }
    let unreadable = |error: std::io::Error| {
        Failure::new(
            format!("{}: cannot be read: {error}", display_path(path)),
            "look at the path and at the file's permissions",
        )
    };
    DiskSource.read(path).map_err(unreadable)
}

fn read_mapping(given: Option<&Path>, first: &Path) -> Result<Mapping, Failure> {
    let beside = first.with_file_name(mapping::FILE_NAME);
    let path = match given {
        Some(path) => path,
        None if beside.is_file() => &beside,
        None => return Ok(Mapping::default()),
    };
    let text = String::from_utf8_lossy(&read_file(path)?).into_owned();
    let help = "docs/import.md shows what can stand in it";
    let mapping = Mapping::read(&text).map_err(|error| {
        Failure::new(format!("{}: {}", display_path(path), error.message), error.help.unwrap_or_else(|| help.into()))
    })?;
    if let Some((sheet, word)) = mapping.unknown_words().first() {
        return Err(Failure::new(
            format!("{}: sheet \"{sheet}\": there is no field `{word}`", display_path(path)),
            format!("{help}; `ignore` leaves a column out"),
        ));
    }
    Ok(mapping)
}

/// Gives ids and writes each plan; path and text of each.
fn write_plans(
    arguments: &Arguments,
    reading: &mut Reading,
    directory: &Path,
    names: &[String],
) -> Result<Vec<(PathBuf, String)>, Failure> {
    let is_one = reading.plans.len() == 1;
    let mut written = Vec::new();
    let mut taken = BTreeMap::new();
    for plan in &mut reading.plans {
        plan.id = identity::of_name(&plan.id);
        let folder = if is_one { directory.to_owned() } else { directory.join(folder_of(&plan.id, &mut taken)) };
        let path = folder.join(PLAN_FILE);
        let known = earlier(&path, arguments.replace)?;
        identity::assign(plan, known);
        let sources: Vec<String> = names.iter().map(|name| format!("{MARK}{name}")).collect();
        written.push((path, write::plan(plan, &sources).0));
    }
    for (path, text) in &written {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| no_directory(folder, &error))?;
        replace(path, |out| out.write_all(text.as_bytes())).map_err(|error| {
            Failure::new(
                format!("{}: cannot be written: {error}", display_path(path)),
                "name a directory that you may write to",
            )
        })?;
    }
    Ok(written)
}

/// Why a directory cannot be made: what stands in its way.
fn no_directory(folder: &Path, error: &std::io::Error) -> Failure {
    let there = folder.ancestors().find(|above| above.exists() && !above.as_os_str().is_empty());
    match there {
        Some(file) if file.is_file() => Failure::new(
            format!("{}: is a file, so that no directory can be made there", display_path(file)),
            "name a directory behind -o; those that are missing are made",
        ),
        there => Failure::new(
            format!("{}: the directory cannot be made: {error}", display_path(folder)),
            format!(
                "you may not write in {}; name another directory behind -o",
                display_path(there.unwrap_or(Path::new(".")))
            ),
        ),
    }
}

/// A folder's name for a plan: its id, as far as every system takes it, and each once.
fn folder_of(id: &str, taken: &mut BTreeMap<String, u32>) -> String {
    let name: String =
        id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    let count = taken.entry(name.to_lowercase()).or_insert(0);
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{count}") }
}

/// The ids of the plan that an earlier import wrote to a path.
fn earlier(path: &Path, replaces: bool) -> Result<Known, Failure> {
    let Ok(bytes) = fs::read(path) else { return Ok(Known::default()) };
    let is_ours = bytes.starts_with(format!("# {MARK}").as_bytes());
    if !replaces || !is_ours {
        let help = if is_ours {
            "give --replace to write it anew, or name another directory"
        } else {
            "name another directory"
        };
        return Err(Failure::new(format!("{}: is there already, and was left as it is", display_path(path)), help));
    }
    let loaded = Loader::new(&DiskSource).load(path, Some(bytes));
    Ok(loaded.map(|loaded| Known::of(&loaded.plan)).unwrap_or_default())
}
