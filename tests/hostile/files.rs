//! Files and folders that are not what they seem.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Place, tool};

const INCLUDING: &str = "plan: p\ninclude: [a.yaml]\n";
const PART: &str = "goals:\n  G1: {title: Universal connectivity}\n";

#[test]
fn circles_of_includes_and_predecessors_are_cut() {
    let place = Place::with_plan(INCLUDING);
    place.write("a.yaml", "include: [plan.yaml]\ngoals: {}\n");
    place.check().ends_with(1).says("a.yaml:1:11: error[structure/include-failed]").says("in a circle");
    Place::with_plan("plan: p\ninclude: [plan.yaml]\n").check().ends_with(1).says("in a circle");
    let place = Place::with_plan("plan: p\npredecessor: b.yaml\n");
    place.write("b.yaml", "plan: q\npredecessor: plan.yaml\n");
    place.check().ends_with(1);
}

#[test]
fn nothing_outside_the_folder_of_the_plan_is_read() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.yaml"), "goals: {GS: {title: Secret}}\n").unwrap();
    let secret = outside.path().join("secret.yaml");
    for path in ["../../../../../../etc/passwd", "/etc/passwd", &secret.display().to_string()] {
        Place::with_plan(format!("plan: p\ninclude: [{path}]\n"))
            .check()
            .ends_with(1)
            .says("lies outside")
            .says_no("Secret");
    }
    let place = Place::with_plan(INCLUDING);
    symlink(&secret, place.at("a.yaml")).unwrap();
    place.check().ends_with(1).says("lies outside").says_no("Secret");
}

#[test]
fn links_in_circles_end() {
    let place = Place::with_plan(INCLUDING);
    symlink("a.yaml", place.at("b.yaml")).unwrap();
    symlink("b.yaml", place.at("a.yaml")).unwrap();
    symlink(".", place.at("folder")).unwrap();
    place.run(&["check", ".", "--lang", "en"]).ends_with(1).says("structure/include-failed");
    place.run(&["audit", ".", "--lang", "en", "-o", "audit.json"]).ends_with(0);
}

#[test]
fn folders_named_like_plans_are_folders() {
    let place = Place::new();
    std::fs::create_dir_all(place.at("d/plan.yaml")).unwrap();
    place.run(&["check", "d/plan.yaml"]).ends_with(2).says("no plan was found in this directory");
    place.run(&["check", "d"]).ends_with(2).says("no plan was found in this directory");
    let place = Place::with_plan(INCLUDING);
    std::fs::create_dir(place.at("a.yaml")).unwrap();
    place.check().ends_with(1).says("structure/include-failed");
}

#[test]
fn pipes_and_devices_are_no_files() {
    let place = Place::with_plan(INCLUDING);
    assert!(tool("mkfifo", &[place.at("a.yaml").to_str().unwrap()]).status.success());
    place.check().ends_with(1).says("structure/include-failed");
    place.run(&["check", "a.yaml"]).ends_with(2).says("is a pipe or a device");
    place.run(&["check", "."]).ends_with(1);
    place.run(&["check", "/dev/zero"]).ends_with(2).says("is a pipe or a device");
    let place = Place::new();
    symlink("/dev/zero", place.at("plan.yaml")).unwrap();
    place.run(&["check", "."]).ends_with(2);
}

#[test]
fn what_nobody_may_read_is_told_and_hides_no_other_file() {
    let place = Place::with_plan(INCLUDING);
    place.write("a.yaml", PART);
    place.write("other.yaml", "plan: q\n");
    std::fs::set_permissions(place.at("a.yaml"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(place.at("a.yaml")).is_ok() {
        eprintln!("not run: this user may read every file");
        return;
    }
    place.run(&["check", ".", "--lang", "en"]).ends_with(1).says("structure/include-failed").says("other.yaml");
}

#[test]
fn files_that_come_and_go_are_read_or_missed() {
    let place = Place::with_plan(INCLUDING);
    place.write("a.yaml", PART);
    place.write("d/q.yaml", "plan: q\n");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0_usize.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                // What is gone already need not go.
                let _ = std::fs::remove_file(place.at(["a.yaml", "d/q.yaml", "plan.yaml"][round % 3]));
                std::thread::sleep(std::time::Duration::from_micros(200));
                place.write("plan.yaml", INCLUDING);
                place.write("a.yaml", &PART[..PART.len() - round % 30]);
                place.write("d/q.yaml", "plan: q\n");
            }
        });
        for _ in 0..15 {
            let said = place.run(&["check", ".", "--lang", "en"]);
            assert!(matches!(said.code, Some(1 | 2)), "{}", said.beginning());
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn what_is_larger_than_a_plan_is_refused_by_limits_that_can_be_raised() {
    let place = Place::with_plan(format!("plan: p\n# {}\n", "x".repeat(2 << 20)));
    place.run_between("PLANLINT_MAX_MEGABYTES=1", &["check"], "").ends_with(2).says("larger than 1 MB");
    place
        .run_between("PLANLINT_MAX_MEGABYTES=1", &["check", "-"], "<plan.yaml")
        .ends_with(2)
        .says("PLANLINT_MAX_MEGABYTES raises");
    place.run_between("PLANLINT_MAX_MEGABYTES=3", &["check"], "").ends_with(1);
    place.write("plan.yaml", "plan: p\ngoals: {G1: {title: x}, G2: {title: y}, G3: {title: z}}\n");
    let said = place.run_between("PLANLINT_MAX_ELEMENTS=2", &["check"], "").ends_with(2);
    said.says("more than 2; PLANLINT_MAX_ELEMENTS raises this limit");
    place.run_between("PLANLINT_MAX_ELEMENTS=many", &["check"], "").ends_with(2).says("is no whole number above 0");
    place.run_between("PLANLINT_MAX_ELEMENTS=9", &["check"], "").ends_with(1);
    let audit = ["audit", ".", "--lang", "en", "--format", "markdown"];
    place.run_between("PLANLINT_MAX_ELEMENTS=2", &audit, "").says("more than 2");
}
