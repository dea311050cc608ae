//! Input of a hundred megabytes and a million elements.
//!
//! `cargo build --release && PLANLINT=target/release/planlint cargo nextest run --run-ignored only --no-capture hostile::large` prints the
//! figures of docs/robustness.md.

use std::fmt::Write as _;
use std::time::Instant;

use super::{Place, Said};

/// Checks a plan and says how long that took.
fn timed(name: &str, text: &str) -> Said {
    let place = Place::with_plan(text);
    let began = Instant::now();
    let said = place.check();
    let (megabytes, seconds) = (text.len() as f64 / 1e6, began.elapsed().as_secs_f64());
    println!("{name}: {megabytes:.1} MB, {seconds:.1} s, code {:?}: {}", said.code, said.err.trim());
    said
}

#[test]
#[ignore = "takes long in a debug build"]
fn a_line_of_a_hundred_megabytes() {
    for (name, megabytes) in [("a line that is no plan", 100), ("refused", 100), ("as large as a file may be", 23)] {
        let bytes = megabytes << 20;
        match name {
            "a line that is no plan" => {
                timed(name, &"x".repeat(bytes)).ends_with(2).says("larger than 24 MB").stays_short()
            }
            "refused" => timed(name, &sentence(bytes)).ends_with(2).says("larger than 24 MB").stays_short(),
            _ => timed(name, &sentence(bytes)).ends_with(1).stays_short(),
        };
    }
    let bytes = 23 << 20;
    timed("a word", &format!("plan: p\nmission: {}\n", "a".repeat(bytes))).ends_with(1).stays_short();
    timed("marks on one letter", &format!("plan: p\nmission: a{}\n", "\u{301}".repeat(bytes / 2)))
        .ends_with(1)
        .stays_short();
    timed("Chinese", &format!("plan: p\nlanguage: zh\nmission: {}\n", "连接世界".repeat(bytes / 12)))
        .ends_with(1)
        .stays_short();
}

fn sentence(bytes: usize) -> String {
    format!("plan: p\nmission: {}\n", "connect the world ".repeat(bytes / 18))
}

#[test]
#[ignore = "takes long in a debug build"]
fn a_million_elements() {
    let goals = |count: usize| {
        (0..count).fold(String::from("plan: p\ngoals:\n"), |mut text, number| {
            let _ = writeln!(text, "  G{number}: {{title: 'Connect district {number}'}}");
            text
        })
    };
    timed("a million goals", &goals(1_000_000)).ends_with(2).says("larger than 24 MB").stays_short();
    timed("as many as a file may hold", &goals(520_000)).ends_with(2).says("more than 50000").stays_short();
    timed("as many as a plan may have", &goals(50_000)).ends_with(1);
}
