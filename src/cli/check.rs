//! `planlint check`: judges plans.

mod against;
mod as_json;
mod baseline;
mod destination;
mod diff;
mod fix;
mod format;
pub(super) mod judge;
pub(super) mod run;
mod watch;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};

use super::Outcome;
use against::Against;
pub use as_json::{Checkable, check_as_json};
use destination::Destination;

use super::failure::Failure;
use super::locale;
use super::output::{self, ColourChoice};
use super::rule_choice::RuleChoice;
use crate::config::FailOn;
use crate::finding::{Finding, Safety, Severity};
use crate::fixer::Extent;
use crate::project::{BaselineChoice, Choices, Project};
use crate::report::{Colour, Filter, Report, ReportFormat};
use crate::rule::Messages;

/// Checks plans and shows what was found
///
/// A path is a plan's root file, a file that a root includes, or a directory to search for plans; `-` reads a root from
/// standard input. Findings go to standard output, everything else to standard error.
///
/// Fixes change codes, ids, units and spellings, never what the plan says; comments, order, quotes and line ends stay. Each
/// result is read and judged again before it is written, and what does harm is taken back.
#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 nothing at or above --fail-on, 1 findings, 2 the run itself failed.

Examples:
  planlint check                               every plan below the working directory
  planlint check plan.yaml --profile itu       one plan, by the rules of a profile
  planlint check plans --select funding,links  only some groups of rules
  planlint check --output sarif=planlint.sarif findings as text, and SARIF beside
  planlint check --statistics                  which rules speak most
  planlint check --write-baseline              accept what is there; `--baseline` then shows what is new
  planlint check --against main                only what the branch brings in
  planlint check --diff                        what --fix would change; writes nothing
  planlint check --fix                         makes every fix that can mean only one thing
  planlint check --fix --unsafe-fixes --select links   also what is probably meant, here of links alone
  planlint check --watch plans                 checks again whenever a file is saved
  planlint check - --stdin-filename plan.yaml < draft.yaml
  planlint check - --fix < draft.yaml > fixed.yaml",
    group = ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))]
pub(super) struct Arguments {
    /// Files and directories [default: the working directory].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How findings are written.
    #[arg(long, value_enum, default_value = "text")]
    format: ReportFormat,
    /// Writes the report to a file in place of standard output; with a format before it, as in `sarif=planlint.sarif`,
    /// besides it. May be given several times.
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = Destination::parse)]
    output: Vec<Destination>,
    /// Counts findings by rule in place of listing them.
    #[arg(long)]
    statistics: bool,
    #[command(flatten)]
    rules: RuleChoice,
    /// The least severity that is shown.
    #[arg(long, value_enum, default_value = "info")]
    min_severity: SeverityArgument,
    /// The least severity that makes the run fail [default: warning].
    #[arg(long, value_enum)]
    fail_on: Option<FailOnArgument>,
    /// The baseline file, in place of that of planlint.yaml: the findings in it are counted, not shown, and fail nothing.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Accepts all findings there are: writes them to the baseline file, and succeeds.
    #[arg(long, conflicts_with_all = ["prune_baseline", "against", "fix", "diff"])]
    write_baseline: bool,
    /// Takes entries that no finding needs any more out of the baseline file.
    #[arg(long)]
    prune_baseline: bool,
    /// Shows only what was not there in an older state: a path, or a git revision such as `main` or `HEAD~1`.
    #[arg(long, value_name = "OLD")]
    against: Option<String>,
    /// Makes the safe fixes of the findings that are shown, and reports what is left. With `-` the fixed text goes to
    /// standard output and the report to standard error.
    #[arg(long)]
    fix: bool,
    /// With --fix or --diff: also makes fixes that are probably meant, of several the first. Look at them with --diff.
    #[arg(long, requires = "fixing")]
    unsafe_fixes: bool,
    /// Shows what --fix would change as a unified diff in place of the report, and writes nothing. The exit code is that of the
    /// files as they are.
    #[arg(long)]
    diff: bool,
    /// Checks again whenever a file of a plan, a configuration or a rule is saved, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline", "prune_baseline"])]
    watch: bool,
    /// Shows suppressed findings too.
    #[arg(long)]
    show_suppressed: bool,
    /// The language of messages.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    lang: Option<String>,
    /// When to use colours.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: ColourChoice,
    /// The configuration, in place of the nearest planlint.yaml.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The name under which standard input is read; its directory is where includes are looked for.
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

/// A severity.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SeverityArgument {
    Error,
    Warning,
    Info,
    Hint,
}

impl From<SeverityArgument> for Severity {
    fn from(argument: SeverityArgument) -> Self {
        match argument {
            SeverityArgument::Error => Self::Error,
            SeverityArgument::Warning => Self::Warning,
            SeverityArgument::Info => Self::Info,
            SeverityArgument::Hint => Self::Hint,
        }
    }
}

/// When a run fails.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOnArgument {
    Error,
    Warning,
    Info,
    Hint,
    Never,
}

impl From<FailOnArgument> for FailOn {
    fn from(argument: FailOnArgument) -> Self {
        match argument {
            FailOnArgument::Error => Self::Error,
            FailOnArgument::Warning => Self::Warning,
            FailOnArgument::Info => Self::Info,
            FailOnArgument::Hint => Self::Hint,
            FailOnArgument::Never => Self::Never,
        }
    }
}

/// A language in which messages are written.
pub(super) fn language(name: &str) -> Result<String, String> {
    let known: Vec<&str> = Messages::languages().collect();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(format!("messages are written in: {}", known.join(", ")))
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let choices = Choices {
        profile: arguments.rules.profile()?,
        language: arguments.lang.clone(),
        surroundings: locale::language(),
        selection: arguments.rules.selection(),
        baseline: match &arguments.baseline {
            _ if arguments.write_baseline => BaselineChoice::Nothing,
            Some(path) => BaselineChoice::File(path.clone()),
            None => BaselineChoice::Configured,
        },
    };
    let against = arguments.against.as_deref().map(Against::open).transpose()?;
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    let piped = paths.iter().any(|path| path == Path::new("-"));
    let name = arguments.stdin_filename.as_deref().unwrap_or(Path::new("stdin.yaml"));
    let stdin = if piped { Some(run::Stdin { path: name, bytes: run::read_stdin()? }) } else { None };
    let mut request = run::Request {
        caller: run::Caller::CommandLine,
        paths: &paths,
        stdin: stdin.as_ref(),
        config: arguments.config.as_deref(),
        choices: &choices,
        against: against.as_ref(),
    };
    if arguments.watch {
        let outputs: Vec<&Path> = arguments.output.iter().map(Destination::path).collect();
        return watch::watch(&request, &outputs, |checked| Ok(report(arguments, checked, None)?.outcome));
    }
    if !(arguments.fix || arguments.diff) {
        return report(arguments, run::check(&request), None).map(Reported::at_the_end);
    }
    let extent = if arguments.unsafe_fixes { Extent::Unsafe } else { Extent::Safe };
    let mut fixed = fix::fix(&request, extent, arguments.min_severity.into());
    if arguments.diff {
        return report(arguments, run::check(&request), Some(&fixed)).map(Reported::at_the_end);
    }
    let failures = fixed.write();
    let stdin = fixed.stdin.take().map(|bytes| run::Stdin { path: name, bytes });
    request.stdin = stdin.as_ref();
    let mut checked = run::check(&request);
    checked.failures.extend(failures);
    if let Some(stdin) = &stdin {
        output::write(|out| out.write_all(&stdin.bytes))?;
    }
    report(arguments, checked, Some(&fixed)).map(Reported::at_the_end)
}

/// What was reported, and what became of it.
struct Reported {
    outcome: Outcome,
    report: Option<Report>,
    projects: Vec<Project>,
}

impl Reported {
    /// The outcome of a run with which the process ends. The plans are left where they are, for their memory is given back
    /// with the process: to take a long plan apart lasts a tenth as long as to judge it by a few rules.
    fn at_the_end(self) -> Outcome {
        std::mem::forget((self.report, self.projects));
        self.outcome
    }
}

/// Where the report of `--format` goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Output,
    /// Standard output holds a fixed plan.
    Error,
    Nowhere,
}

/// Reports what a run gave, and what fixes have changed, where there were to be any.
fn report(arguments: &Arguments, checked: run::Checked, fixed: Option<&fix::Fixed>) -> Result<Reported, Failure> {
    if arguments.write_baseline {
        return Ok(Reported { outcome: baseline::write(arguments, &checked)?, report: None, projects: Vec::new() });
    }
    baseline::report_unused(&checked, arguments.prune_baseline)?;
    let filter = Filter { min_severity: arguments.min_severity.into(), show_suppressed: arguments.show_suppressed };
    let report = Report::new(checked.batches, checked.looked_at, filter).with_rules(checked.rules);
    let piped = arguments.paths.iter().any(|path| path == Path::new("-"));
    let stream = match () {
        () if arguments.diff || arguments.output.iter().any(Destination::replaces_standard_output) => Stream::Nowhere,
        () if arguments.fix && piped => Stream::Error,
        () => Stream::Output,
    };
    // A program that reads a report gets one, whatever else went wrong.
    if checked.plans_judged || arguments.format.is_for_programs() {
        let content = |out: &mut dyn Write| {
            let colour = if stream == Stream::Error { Colour::None } else { arguments.color.resolve() };
            if arguments.statistics {
                report.write_statistics(arguments.format, out)
            } else {
                report.write(arguments.format, colour, out)
            }
        };
        match stream {
            Stream::Output => output::write(content)?,
            Stream::Error => content(&mut std::io::stderr().lock())?,
            Stream::Nowhere => {}
        }
        for destination in &arguments.output {
            destination.write(&report, arguments.format, arguments.statistics)?;
        }
        if !(arguments.show_suppressed || arguments.diff || is_suppressed_counted(arguments, stream)) {
            tell_suppressed(report.summary.suppressed);
        }
    }
    if stream == Stream::Output && fixed.is_none() && !arguments.format.is_for_programs() {
        tell_fixable(&report);
    }
    if let Some(fixed) = fixed {
        if arguments.diff {
            output::write(|out| diff::write(&fixed.drafts, out))?;
        }
        fixed.tell(&report, !arguments.diff);
    }
    for failure in &checked.failures {
        super::failure::show(failure);
    }
    let fail_on = arguments.fail_on.map(FailOn::from).or(checked.fail_on).unwrap_or(FailOn::Warning);
    let failed = fail_on.threshold().is_some_and(|threshold| report.reaches(threshold));
    let outcome = match failed {
        _ if !checked.failures.is_empty() => Outcome::Failed,
        true => Outcome::Findings,
        false => Outcome::Clean,
    };
    Ok(Reported { outcome, report: Some(report), projects: checked.projects })
}

/// Tells how many of the findings shown `--fix` would mend.
fn tell_fixable(report: &Report) {
    let is_fixable =
        |finding: &Finding| finding.suppressed.is_none() && finding.fixes.iter().any(|fix| fix.safety == Safety::Safe);
    let count = report.findings().filter(|(_, finding)| finding.plan.is_some() && is_fixable(finding)).count();
    if count > 0 {
        tell(&report.messages().render("report/fixable", minijinja::Value::from_pairs([("count", count)])));
    }
}

/// Whether one of the reports of this run has a place for how many findings are suppressed.
fn is_suppressed_counted(arguments: &Arguments, stream: Stream) -> bool {
    let counts = |destination: &Destination| destination.format(arguments.format).counts_suppressed();
    stream != Stream::Nowhere && arguments.format.counts_suppressed() || arguments.output.iter().any(counts)
}

/// Tells how many findings are suppressed, where no report has a place for that.
fn tell_suppressed(count: usize) {
    match count {
        0 => {}
        1 => tell("1 finding is suppressed; `--show-suppressed` shows it"),
        _ => tell(&format!("{count} findings are suppressed; `--show-suppressed` shows them")),
    }
}

/// Writes a line to standard error.
fn tell(text: &str) {
    // Nothing is left to be done where standard error is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}
