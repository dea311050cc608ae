//! Disks without room, readers that leave, and two runs at once.

use super::Place;

/// A plan that `--fix` changes.
const FIXABLE: &str = "plan: p\ngoals:\n  G1: {title: Goal, sdg: [9.C]} # kept\n";
const PLAN: &str = "plan: p\ngoals:\n  G1: {title: Universal connectivity}\n";

#[test]
fn a_report_that_finds_no_room_is_told_and_fails() {
    let place = Place::with_plan(PLAN);
    place.run(&["check", "plan.yaml", "--output", "json=/dev/full"]).ends_with(2).says("No space left");
    place.run_between("", &["check", "plan.yaml"], ">/dev/full").ends_with(2).says("No space left");
    place.run_between("", &["rules"], ">/dev/full").ends_with(2).says("No space left");
    // A limit on files stands for a full disk.
    place.write("report.json", "old");
    let said = place.run_between(
        "trap '' XFSZ; ulimit -f 0;",
        &["check", "plan.yaml", "--output", "json=report.json"],
        "2>/dev/full",
    );
    assert_eq!(said.code, Some(2));
    assert_eq!(place.read("report.json"), "old", "the report that was there is lost");
}

#[test]
fn a_fix_that_finds_no_room_leaves_the_file_as_it_was() {
    let place = Place::with_plan(FIXABLE);
    place.run_between("trap '' XFSZ; ulimit -f 0;", &["check", "--fix"], ">/dev/null 2>/dev/full").ends_with(2);
    assert_eq!(place.read("plan.yaml"), FIXABLE);
    let left: Vec<_> = std::fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "a temporary file is left: {left:?}");
    place.run(&["check", "--fix"]).ends_with(1);
    assert_eq!(place.read("plan.yaml"), FIXABLE.replace("9.C", "9.c"));
}

#[test]
fn a_reader_that_leaves_ends_the_run_in_silence() {
    let goals = |number: usize| format!("  G{number}: {{title: x{number}, owner: o}}\n");
    let place = Place::with_plan((0..2000).fold("plan: p\ngoals:\n".to_owned(), |text, number| text + &goals(number)));
    for format in ["text", "json", "csv", "sarif", "html"] {
        let said = place.run_between("", &["check", "--format", format], "| head -c 100 >/dev/null");
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{format}");
    }
    for command in [&["explain", "smart/vague-term"][..], &["rules"], &["audit", ".", "--format", "json"]] {
        let said = place.run_between("", command, "| true");
        assert!(!said.err.contains("Broken pipe"), "{command:?}: {}", said.err);
    }
    place.run_between("", &["check"], ">&-").says_no("panicked");
}

#[test]
fn two_runs_at_once_fix_once() {
    let place = Place::with_plan(FIXABLE);
    for _ in 0..10 {
        place.write("plan.yaml", FIXABLE);
        let runs = [0, 1].map(|_| place.start("", &["check", "--fix"], ""));
        for run in runs {
            place.wait(run);
        }
        assert_eq!(place.read("plan.yaml"), FIXABLE.replace("9.C", "9.c"));
    }
}

#[test]
fn two_runs_at_once_write_one_baseline() {
    let place = Place::with_plan(PLAN);
    for _ in 0..10 {
        let write = ["check", "--write-baseline", "--baseline", "accepted.yaml"];
        for run in [0, 1].map(|_| place.start("", &write, "")) {
            place.wait(run).ends_with(0);
        }
        place.run(&["check", "--baseline", "accepted.yaml"]).ends_with(0);
    }
}
