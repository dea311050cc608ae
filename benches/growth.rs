//! What a plan costs as it grows: generated plans of 300 to 300,000 elements, read and judged once, statements never seen before.
//!
//! `cargo bench --bench growth` prints a table; `-- --to 30000` leaves the larger ones out. The processor's time is that of all
//! cores together.

#![allow(clippy::print_stdout, reason = "the table is the program's output")]

mod generated_plan;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use planlint::project::{Choices, Project};
use planlint::source::MemorySource;
use planlint::workspace::{Limits, Loader};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 4] = [300, 3_000, 30_000, 300_000];

/// Processor time of this process so far, in milliseconds; 0 where the system does not say.
fn processor_time() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) * 10.0
}

/// Time and processor time of what `run` does, in milliseconds, and what it gives.
fn timed<T>(run: impl FnOnce() -> T) -> (f64, f64, T) {
    let (begun, before) = (Instant::now(), processor_time());
    let result = black_box(run());
    (begun.elapsed().as_secs_f64() * 1000.0, processor_time() - before, result)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let to = arguments.iter().skip_while(|argument| *argument != "--to").nth(1);
    let to: usize = to.and_then(|to| to.parse().ok()).unwrap_or(usize::MAX);
    println!(
        "| elements | size | findings | reading | rules | rules to reading | microseconds an element, all cores | to 3,000 |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut base = None;
    for size in SIZES.into_iter().filter(|&size| size <= to) {
        let text = generated_plan::plan(size, 1);
        let mut files = MemorySource::default();
        files.insert("plan.yaml", text.as_bytes());
        files.insert("other.yaml", generated_plan::plan(120, 2).as_bytes());
        let project = Project::load(&files, None, Choices::default()).expect("the shipped rules load");
        let rules = project.rule_set("un").expect("the default profile exists");
        let load = |name: &str| {
            Loader::new(&files).within(Limits::none()).load(Path::new(name), None).expect("the plan is in memory")
        };
        // Word lists are read once, whatever the plan's size; its statements are not those of this one.
        let other = load("other.yaml");
        black_box(project.judge(&rules, &other.plan, &other.sources));
        let (reading, reading_processor, loaded) = timed(|| load("plan.yaml"));
        let (judging, judging_processor, judgement) = timed(|| project.judge(&rules, &loaded.plan, &loaded.sources));
        let elements = loaded.plan.element_count();
        let each = (reading_processor + judging_processor) * 1000.0 / elements as f64;
        if size >= 3_000 {
            base.get_or_insert(each);
        }
        println!(
            "| {elements} | {:.1} MB | {} | {reading:.0} ms | {judging:.0} ms | {:.2} | {each:.0} | {} |",
            text.len() as f64 / 1e6,
            judgement.findings.len(),
            judging / reading,
            base.map_or_else(|| "–".to_owned(), |base| format!("{:.2}", each / base))
        );
    }
}
