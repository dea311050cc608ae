//! Each stage from text to report of a plan of about one megabyte, beside the YAML parser's bare events in the same run.
//!
//! `cargo bench --bench check` prints criterion's figures and then one table with medians and ratios, the source of
//! docs/performance.md.

#![allow(clippy::print_stdout, reason = "the table is the program's output")]

mod generated_plan;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use planlint::audit::{Extent, Judged, PlanAudit};
use planlint::finding::Severity;
use planlint::project::{Choices, Project};
use planlint::report::{Batch, Colour, Filter, Report, ReportFormat, Summary};
use planlint::rule::Selection;
use planlint::source::MemorySource;
use planlint::workspace::{LoadedPlan, Loader};

/// Rounds for the closing table.
const ROUNDS: usize = 15;

fn events(text: &str) -> usize {
    granit_parser::Parser::new_from_str(text).filter(Result::is_ok).count()
}

fn main() {
    let text = generated_plan::plan(4_000, 1);
    let mut files = MemorySource::default();
    files.insert("plan.yaml", text.as_bytes());
    let project = Project::load(&files, None, Choices::default()).expect("the shipped rules load");
    let rules = project.rule_set("un").expect("the default profile exists");
    let load = || Loader::new(&files).load(Path::new("plan.yaml"), None).expect("the plan is in memory");
    let loaded = load();
    let (bytes, elements) = (text.len(), loaded.plan.element_count());

    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    let mut group = criterion.benchmark_group("one megabyte");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("events", |b| b.iter(|| events(black_box(&text))));
    group.bench_function("tree", |b| b.iter(|| planlint::yaml::read(black_box(&text))));
    group.bench_function("plan", |b| b.iter(load));
    group.bench_function("judge", |b| b.iter(|| project.judge(&rules, &loaded.plan, &loaded.sources)));
    let judge = || project.judge(&rules, &loaded.plan, &loaded.sources).findings;
    let messages = project.messages_for(Some(&loaded.plan));
    let report = {
        let (sources, plan, messages) = (loaded.sources.clone(), Some(loaded.plan.clone()), messages.clone());
        let filter = Filter { min_severity: Severity::Hint, show_suppressed: false };
        Report::new(vec![Batch { sources, findings: judge(), plan, messages }], Summary::default(), filter)
    };
    let write = |format| {
        let mut out = Vec::new();
        report.write(format, Colour::None, &mut out).expect("memory takes all");
        out.len()
    };
    for format in ReportFormat::ALL {
        group.bench_function(format!("report/{}", format.name()), |b| b.iter(|| write(format)));
    }
    let all = judge();
    let audit = || {
        let judged = Judged {
            plan: &loaded.plan,
            sources: &loaded.sources,
            findings: &all,
            rules: &rules,
            messages,
            min_severity: Severity::Info,
        };
        PlanAudit::new(&judged, Extent::Details)
    };
    group.bench_function("audit", |b| b.iter(audit));
    group.finish();
    criterion.final_summary();

    let findings = all.len();
    type Stage<'s> = (&'s str, Vec<Duration>, Box<dyn Fn() + 's>);
    let mut stages: [Stage<'_>; 6] = [
        (
            "bare events of the YAML parser",
            Vec::new(),
            Box::new(|| {
                black_box(events(&text));
            }),
        ),
        (
            "tree with spans and comments",
            Vec::new(),
            Box::new(|| {
                black_box(planlint::yaml::read(&text));
            }),
        ),
        (
            "plan, links resolved",
            Vec::new(),
            Box::new(|| {
                black_box(load());
            }),
        ),
        (
            "all rules of the profile `un`",
            Vec::new(),
            Box::new(|| {
                black_box(project.judge(&rules, &loaded.plan, &loaded.sources));
            }),
        ),
        (
            "report in JSON",
            Vec::new(),
            Box::new(|| {
                black_box(write(ReportFormat::Json));
            }),
        ),
        (
            "what an audit keeps of the plan",
            Vec::new(),
            Box::new(|| {
                black_box(audit());
            }),
        ),
    ];
    for _ in 0..ROUNDS {
        for (_, times, run) in &mut stages {
            let start = Instant::now();
            run();
            times.push(start.elapsed());
        }
    }
    println!("\n{bytes} bytes, {elements} elements, {findings} findings, median of {ROUNDS} rounds\n");
    println!("| stage | time | ratio to events |\n| --- | --- | --- |");
    let mut base = None;
    for (name, times, _) in &mut stages {
        times.sort();
        let median = times[ROUNDS / 2];
        let base = *base.get_or_insert(median);
        println!(
            "| {name} | {:.1} ms | {:.2} |",
            median.as_secs_f64() * 1000.0,
            median.as_secs_f64() / base.as_secs_f64()
        );
    }
    println!("\n| costliest rules, alone | time |\n| --- | --- |");
    for (rule, time) in costs(&files, &loaded).into_iter().take(15) {
        println!("| {rule} | {:.1} ms |", time.as_secs_f64() * 1000.0);
    }
}

/// What each rule takes when it is the only one, the costliest first.
fn costs(files: &MemorySource, loaded: &LoadedPlan) -> Vec<(String, Duration)> {
    let all = Project::load(files, None, Choices::default()).expect("the shipped rules load");
    let alone = |rule: &str| {
        let selection = Selection { select: vec![rule.to_owned()], ignore: Vec::new() };
        let choices = Choices { selection, ..Choices::default() };
        let project = Project::load(files, None, choices).expect("the shipped rules load");
        let rules = project.rule_set("un").expect("the default profile exists");
        // Statements are read in the first round and remembered in the second.
        let mut time = Duration::ZERO;
        for _ in 0..2 {
            let start = Instant::now();
            black_box(project.judge(&rules, &loaded.plan, &loaded.sources));
            time = start.elapsed();
        }
        time
    };
    let rules = all.rule_set("un").expect("the default profile exists");
    let mut costs: Vec<(String, Duration)> =
        rules.enabled().map(|active| (active.rule.id.to_string(), alone(&active.rule.id))).collect();
    costs.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    costs
}
