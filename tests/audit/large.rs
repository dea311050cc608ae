//! A thousand plans of a hundred kilobytes: memory, and the size of the page.
//!
//! `cargo nextest run --run-ignored only --no-capture audit::large` prints the figures; with PLANLINT=target/release/planlint they are
//! those of a release build.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

#[path = "../../benches/large_plan/mod.rs"]
mod large_plan;

/// Goals that make a plan of some hundred kilobytes.
const GOALS: usize = 16;
const PLANS: usize = 1000;

/// The most memory that a process has had, in kilobytes.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[test]
#[ignore = "takes minutes; prints the figures of docs/performance.md"]
fn a_thousand_plans_need_little_memory_and_make_a_small_page() {
    let directory = tempfile::tempdir().unwrap();
    let text = large_plan::plan(GOALS);
    let mut bytes = 0;
    for number in 0..PLANS {
        let file = directory.path().join(format!("{:02}/plan-{number}.yaml", number % 50));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        // Each plan has statements of its own, so that none is remembered from another.
        let own = text
            .replacen("plan: large", &format!("plan: plan-{number}\norganization: Office {}", number % 300), 1)
            .replace("in group", &format!("of district {number} in group"))
            .replace(
                "start: 2024, end: 2027",
                if number < 500 { "start: 2020, end: 2023" } else { "start: 2024, end: 2027" },
            );
        bytes += own.len();
        std::fs::File::create(file).unwrap().write_all(own.as_bytes()).unwrap();
    }
    let program = std::env::var("PLANLINT").unwrap_or_else(|_| env!("CARGO_BIN_EXE_planlint").to_owned());
    let program = Path::new(&program).canonicalize().unwrap();
    for threads in ["1", "2"] {
        let start = Instant::now();
        let mut child = Command::new(&program)
            .current_dir(directory.path())
            .env("RAYON_NUM_THREADS", threads)
            .args([
                "audit",
                ".",
                "--lang",
                "en",
                "-o",
                "a.html",
                "-o",
                "a.csv",
                "-o",
                "csv-plans=plans.csv",
                "-o",
                "a.ndjson",
            ])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut most = 0;
        while child.try_wait().unwrap().is_none() {
            most = peak(child.id()).map_or(most, |now| now.max(most));
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let page = std::fs::metadata(directory.path().join("a.html")).unwrap().len();
        println!(
            "{PLANS} plans, {:.1} MB, {threads} threads: {:.1} s, {:.0} MB of memory, page {:.1} MB",
            bytes as f64 / 1e6,
            start.elapsed().as_secs_f64(),
            most as f64 / 1e3,
            page as f64 / 1e6
        );
        assert!(page < 10_000_000, "{page}");
        assert!(most < 500_000, "{most} kB");
    }
    let page = std::fs::read_to_string(directory.path().join("a.html")).unwrap();
    assert_eq!(page.matches("<tr data-organization").count(), PLANS);
}
