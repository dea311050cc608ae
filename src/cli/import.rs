//! `planlint import`: plans from spreadsheets.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::replace::replace;
use super::{Outcome, check, locale, output};
use crate::finding::Severity;
use crate::import::draft::{DraftPlan, Reading, Remark};
use crate::import::identity::{self, Known};
use crate::import::mapping::{self, Mapping};
use crate::import::{Importer, sheets, write};
use crate::plan::{Kind, schema};
use crate::project::{Choices, Project};
use crate::report::display_path;
use crate::source::MemorySource;
use crate::template::PLAN_FILE;
use crate::text::Language;
use crate::workspace::{DiskSource, Loader, find_configuration};

/// The most bytes of a file that is read.
const FILE_LIMIT: u64 = 256 << 20;
/// How many remarks of a list are shown where nobody asked for all.
const SHOWN: usize = 20;
/// How the first line of an imported file begins.
const MARK: &str = "Imported by planlint from ";

/// Brings in a plan from spreadsheets: Excel, LibreOffice, CSV
///
/// Reads results matrices, logframes of blocks, and tables of results, indicators, periods and budgets that belong together by
/// ids, and writes a plan in which a comment says of each part where it came from. Nothing is invented: what is not
/// understood is kept as a note and listed. What columns hold where their headings do not tell can be said in a file
/// planlint.import.yaml.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint import results.xlsx --dry-run       how each column is understood
  planlint import results.xlsx -o plan         writes plan/plan.yaml
  planlint import results.csv indicators.csv periods.csv budgets.csv -o plans
  planlint import results.xlsx -o plan --replace     once more, from a corrected file; ids stay")]
pub(super) struct Arguments {
    /// Files of one plan: .xlsx, .ods, .csv.
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
    /// Lists all remarks, not the first twenty of each kind.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let first = arguments.files.first().map_or(Path::new(""), PathBuf::as_path);
    let mapping = read_mapping(arguments.mapping.as_deref(), first)?;
    let mut all = Vec::new();
    for path in &arguments.files {
        let bytes = read_file(path)?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        let of_file = sheets(name, &bytes);
        all.extend(of_file.map_err(|error| Failure::new(format!("{}: {error}", display_path(path)), error.remedy()))?);
    }
    let target = arguments.output.as_deref().unwrap_or(first);
    let config = find_configuration(&DiskSource, target.parent().unwrap_or(Path::new("")));
    let choices = Choices { surroundings: locale::language(), ..Choices::default() };
    let project = Project::load(&DiskSource, config.as_deref(), choices)?;
    let language = arguments.language.as_deref().or(mapping.language.as_deref()).and_then(Language::of_tag);
    let importer = Importer { mapping: &mapping, lexicon: project.lexicon(), analyst: project.analyst(), language };
    let id = mapping.plan.clone().unwrap_or_else(|| id_of(&first.file_stem().unwrap_or_default().to_string_lossy()));
    let mut reading = importer.read(&all, &id);
    let shown = if arguments.all { usize::MAX } else { SHOWN };
    if arguments.dry_run {
        let text = format!("{}{}{}", columns(&reading), counts(&reading), remarks(&reading, shown));
        output::write(|out| out.write_all(text.as_bytes()))?;
        return Ok(Outcome::Clean);
    }
    let directory = arguments.output.as_deref().unwrap_or(Path::new("."));
    let names: Vec<String> = arguments.files.iter().map(|path| display_path(path)).collect();
    let written = write_plans(arguments, &mut reading, directory, &names)?;
    let mut text = format!("{}{}", counts(&reading), remarks(&reading, shown));
    match written.as_slice() {
        [(path, _)] => writeln!(text, "{} was written.", display_path(path)),
        several => writeln!(text, "{} plans were written below {}.", several.len(), display_path(directory)),
    }
    .expect("a String takes all");
    text.push_str(&first_check(&project, &written)?);
    output::write(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(
            format!("{}: cannot be read: {error}", display_path(path)),
            "look at the path and at the file's permissions",
        )
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.len() > FILE_LIMIT {
        return Err(Failure::new(
            format!("{}: the file is too large to be read safely: it has more than 256 MB", display_path(path)),
            "save the sheet with the plan as a file of its own",
        ));
    }
    fs::read(path).map_err(unreadable)
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

/// A name as an id of the plan language.
fn id_of(name: &str) -> String {
    let joined: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '#' | ',' | '/' | '\\'))
        .filter(|part| !part.is_empty())
        .collect();
    let id = joined.join("-");
    if schema::is_id(&id) { id } else { "imported-plan".to_owned() }
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
        plan.id = id_of(&plan.id);
        let folder = if is_one { directory.to_owned() } else { directory.join(folder_of(&plan.id, &mut taken)) };
        let path = folder.join(PLAN_FILE);
        let known = earlier(&path, arguments.replace)?;
        identity::assign(plan, known);
        let sources: Vec<String> = names.iter().map(|name| format!("{MARK}{name}")).collect();
        written.push((path, write::plan(plan, &sources)));
    }
    for (path, text) in &written {
        let failed = |error: std::io::Error| {
            Failure::new(
                format!("{}: cannot be written: {error}", display_path(path)),
                "name a directory that you may write to",
            )
        };
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
        replace(path, |out| out.write_all(text.as_bytes())).map_err(failed)?;
    }
    Ok(written)
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

/// How each column was understood.
fn columns(reading: &Reading) -> String {
    let mut text = String::new();
    for table in &reading.tables {
        let _ = writeln!(text, "{}: {}", table.place, table.layout);
        for (column, heading, holds) in &table.columns {
            let holds = holds.as_deref().unwrap_or("not understood, kept as a note");
            let _ = writeln!(text, "  {column:<3} {heading:?}: {holds}");
        }
    }
    text
}

/// How many elements, values and amounts there are.
fn counts(reading: &Reading) -> String {
    let sum = |count: &dyn Fn(&DraftPlan) -> usize| reading.plans.iter().map(count).sum::<usize>();
    let kinds = [
        (Kind::Goal, "goals"),
        (Kind::Priority, "priorities"),
        (Kind::Target, "targets"),
        (Kind::Outcome, "outcomes"),
        (Kind::Output, "outputs"),
        (Kind::Activity, "activities"),
        (Kind::Indicator, "indicators"),
        (Kind::Assumption, "assumptions"),
        (Kind::Risk, "risks"),
    ];
    let mut parts: Vec<String> = Vec::new();
    if reading.plans.len() != 1 {
        parts.push(format!("plans: {}", reading.plans.len()));
    }
    for (kind, name) in kinds {
        let count = sum(&|plan| plan.count(kind));
        if count > 0 {
            parts.push(format!("{name}: {count}"));
        }
    }
    let of_elements = |plan: &DraftPlan, count: &dyn Fn(&crate::import::draft::Draft) -> usize| {
        let mut total = 0;
        plan.walk(&mut |element| total += count(element));
        total
    };
    let values = sum(&|plan| of_elements(plan, &|element| element.measures().count()));
    let money = sum(&|plan| plan.allocations.len() + of_elements(plan, &|element| element.allocations.len()));
    parts.push(format!("values: {values}"));
    if money > 0 {
        parts.push(format!("allocations: {money}"));
    }
    format!("{}\n", parts.join(", "))
}

fn remarks(reading: &Reading, shown: usize) -> String {
    let mut text = String::new();
    let lists =
        [("Please look at these guesses", &reading.doubts), ("Not read as part of the plan", &reading.left_out)];
    for (title, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let _ = writeln!(text, "{title} ({}):", list.len());
        for Remark { place, text: remark } in list.iter().take(shown) {
            let _ = writeln!(text, "  {place}: {remark}");
        }
        if list.len() > shown {
            let _ = writeln!(text, "  and {} more; --all lists them", list.len() - shown);
        }
    }
    text
}

/// What a first check finds, in figures.
fn first_check(project: &Project, written: &[(PathBuf, String)]) -> Result<String, Failure> {
    let mut found: BTreeMap<Severity, usize> = BTreeMap::new();
    for (path, text) in written {
        let mut source = MemorySource::default();
        source.insert(path, text.as_bytes());
        let Ok(loaded) = Loader::new(&source).load(path, None) else { continue };
        let rules = project.rule_set(&project.profile_for(Some(&loaded.plan)))?;
        for finding in project.judge(&rules, &loaded.plan, &loaded.sources).findings {
            *found.entry(finding.severity).or_default() += 1;
        }
    }
    let words = [
        (Severity::Error, "errors"),
        (Severity::Warning, "warnings"),
        (Severity::Info, "infos"),
        (Severity::Hint, "hints"),
    ];
    let parts: Vec<String> =
        words.iter().map(|(severity, word)| format!("{word}: {}", found.get(severity).unwrap_or(&0))).collect();
    let place = match written {
        [(path, _)] => display_path(path),
        [(path, _), ..] => path.parent().and_then(Path::parent).map(display_path).unwrap_or_default(),
        [] => String::new(),
    };
    Ok(format!("A first check finds {}; `planlint check {place}` shows them.\n", parts.join(", ")))
}
