//! Fixes as the command makes them in files.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Of the plan's findings two can be fixed safely, and one with a word.
const PLAN: &str = "\u{feff}plan: p # 计划\r\ngoals:\r\n  G1: {title: 'It''s', sdg: ['SDG 9.C', 9.c]} # العربية\r\n\
                    \x20 G2: {title: b, sdg: 9.1.c}\r\n";
const FIXED: &str = "\u{feff}plan: p # 计划\r\ngoals:\r\n  G1: {title: 'It''s', sdg: ['9.c']} # العربية\r\n\
                     \x20 G2: {title: b, sdg: 9.1.c}\r\n";
const ALL: &str = "\u{feff}plan: p # 计划\r\ngoals:\r\n  G1: {title: 'It''s', sdg: ['9.c']} # العربية\r\n\
                   \x20 G2: {title: b, sdg: 9.c.1}\r\n";
const LINKS: [&str; 4] =
    ["--select", "links/code-spelling,links/duplicate-link,links/sdg-code-invalid", "--color", "never"];

fn command(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planlint"));
    command.current_dir(directory).env("LC_ALL", "C").env_remove("LANG");
    command
}

fn check(directory: &Path, arguments: &[&str]) -> Output {
    command(directory).arg("check").args(LINKS).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    directory
}

fn read(directory: &Path, path: &str) -> String {
    std::fs::read_to_string(directory.join(path)).unwrap()
}

#[test]
fn fixes_are_written_and_what_is_left_is_told() {
    let directory = directory(&[("plan.yaml", PLAN)]);
    let path = directory.path();
    let output = check(path, &["--fix", "--format", "concise"]);
    assert_eq!(read(path, "plan.yaml"), FIXED);
    assert_eq!(text(&output.stderr), "2 fixed, 1 left, of which 1 can be fixed with --unsafe-fixes.\n");
    assert!(text(&output.stdout).contains("G2 names 9.1.c"));
    assert_eq!(output.status.code(), Some(1));

    let output = check(path, &["--fix"]);
    assert_eq!(read(path, "plan.yaml"), FIXED, "a second run changes nothing");
    assert!(text(&output.stderr).starts_with("0 fixed, 1 left"));

    let output = check(path, &["--fix", "--unsafe-fixes"]);
    assert_eq!(read(path, "plan.yaml"), ALL);
    assert_eq!((text(&output.stderr).as_str(), output.status.code()), ("1 fixed, 0 left.\n", Some(0)));
    assert_eq!(path.read_dir().unwrap().count(), 1);
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let directory = directory(&[("plan.yaml", PLAN)]);
    let path = directory.path();
    let output = check(path, &["--diff", "--unsafe-fixes"]);
    assert_eq!(read(path, "plan.yaml"), PLAN);
    assert_eq!(text(&output.stderr), "3 would be fixed, 0 left.\n");
    assert_eq!(output.status.code(), Some(1), "the exit code is that of the file as it is");
    // Another program makes the same of it.
    let apply = |arguments: &[&str]| {
        let mut git = Command::new("git").current_dir(path).args(arguments).stdin(Stdio::piped()).spawn().unwrap();
        git.stdin.take().unwrap().write_all(&output.stdout).unwrap();
        assert!(git.wait().unwrap().success());
    };
    apply(&["init", "-q"]);
    apply(&["apply", "--whitespace=nowarn", "-"]);
    assert_eq!(read(path, "plan.yaml"), ALL);
    let output = check(path, &["--diff"]);
    assert_eq!((text(&output.stdout).as_str(), output.status.code()), ("", Some(0)));
}

#[test]
fn a_pipe_gives_the_fixed_text() {
    let directory = directory(&[("part.yaml", "goals: {G3: {title: c, sdg: 9.C}}\n")]);
    let path = directory.path();
    let fixed = |plan: &str| {
        let arguments = ["check", "-", "--fix", "--format", "concise"];
        let mut run = command(path)
            .args(arguments)
            .args(LINKS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        run.stdin.take().unwrap().write_all(plan.as_bytes()).unwrap();
        run.wait_with_output().unwrap()
    };
    let output = fixed(PLAN);
    assert_eq!(text(&output.stdout), FIXED);
    assert!(text(&output.stderr).contains("G2 names 9.1.c") && text(&output.stderr).contains("2 fixed, 1 left"));
    // What it includes is not written.
    let output = fixed("plan: p\ninclude: [part.yaml]\n");
    assert_eq!(text(&output.stdout), "plan: p\ninclude: [part.yaml]\n");
    assert!(text(&output.stderr).contains("is left to you, for it would change a file that is not edited"));
    assert!(read(path, "part.yaml").contains("9.C"));
    assert_eq!(fixed("no plan\n").status.code(), Some(2));
}

#[test]
fn all_files_of_a_plan_are_fixed_and_those_of_its_predecessor_are_not() {
    let directory = directory(&[
        ("new/plan.yaml", "plan: p\nsucceeds: ../old/plan.yaml\ninclude: [goals.yaml, money.csv]\nsdg: 9.C\n"),
        ("new/goals.yaml", "goals:\n  G1:\n    title: a\n    sdg:\n      - 9.c\n      - 9.c\n"),
        ("new/money.csv", "to,share\r\n\"G1;G1\",100\r\n"),
        ("old/plan.yaml", "plan: o\nsdg: 9.C\n"),
    ]);
    let path = directory.path();
    check(path, &["--fix", "new"]);
    assert!(read(path, "new/plan.yaml").ends_with("\nsdg: 9.c\n"));
    assert!(read(path, "new/goals.yaml").ends_with("    sdg:\n      - 9.c\n"));
    assert_eq!(read(path, "new/money.csv"), "to,share\r\n\"G1\",100\r\n");
    assert_eq!(read(path, "old/plan.yaml"), "plan: o\nsdg: 9.C\n");
    check(path, &["--fix"]);
    assert_eq!(read(path, "old/plan.yaml"), "plan: o\nsdg: 9.c\n");
}

#[test]
fn what_is_suppressed_or_accepted_or_not_shown_is_not_fixed() {
    let plan =
        "plan: p\nsdg: 9.C # planlint: ignore[links/code-spelling] as printed\ngoals: {G1: {title: a, sdg: 9.C}}\n";
    let directory = directory(&[("plan.yaml", plan)]);
    let path = directory.path();
    for arguments in [&["--fix", "--min-severity", "error"][..], &["--fix", "--ignore", "links/code-spelling"]] {
        check(path, arguments);
        assert_eq!(read(path, "plan.yaml"), plan);
    }
    check(path, &["--write-baseline"]);
    let output = check(path, &["--fix", "--baseline", "planlint-baseline.yaml"]);
    assert_eq!((read(path, "plan.yaml").as_str(), text(&output.stderr).as_str()), (plan, "0 fixed, 0 left.\n"));
    check(path, &["--fix"]);
    assert_eq!(read(path, "plan.yaml"), plan.replace("sdg: 9.C}", "sdg: 9.c}"));
}

#[test]
fn bytes_that_are_no_text_are_left_alone() {
    let directory = directory(&[]);
    let path = directory.path();
    let bytes = b"plan: p\nsdg: 9.C\ntitle: caf\xe9\n";
    std::fs::write(path.join("plan.yaml"), bytes).unwrap();
    let output = check(path, &["--fix"]);
    assert_eq!(std::fs::read(path.join("plan.yaml")).unwrap(), bytes);
    assert!(text(&output.stderr).contains("plan.yaml:2:6: Replace 9.C with 9.c (links/code-spelling) is left to you"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_only_be_read_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = directory(&[("a/plan.yaml", PLAN), ("b/plan.yaml", &PLAN.replace("plan: p", "plan: q"))]);
    let path = directory.path();
    let closed = path.join("a/plan.yaml");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o444)).unwrap();
    let output = check(path, &["--fix"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(told.contains("a/plan.yaml: was not fixed, for it may only be read"), "{told}");
    assert_eq!(read(path, "a/plan.yaml"), PLAN);
    assert_eq!(read(path, "b/plan.yaml"), FIXED.replace("plan: p", "plan: q"), "the other is fixed all the same");
}

#[cfg(unix)]
#[test]
fn links_stay_links() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = directory(&[("kept/plan.yaml", PLAN)]);
    let path = directory.path();
    std::fs::set_permissions(path.join("kept/plan.yaml"), std::fs::Permissions::from_mode(0o664)).unwrap();
    std::os::unix::fs::symlink("kept/plan.yaml", path.join("plan.yaml")).unwrap();
    check(path, &["--fix", "plan.yaml"]);
    assert!(path.join("plan.yaml").is_symlink());
    assert_eq!(read(path, "kept/plan.yaml"), FIXED);
    assert_eq!(path.join("kept/plan.yaml").metadata().unwrap().permissions().mode() & 0o777, 0o664);
}

/// A limit on the size of files fails a write as a full disk does.
#[cfg(unix)]
#[test]
fn where_there_is_no_room_everything_stays() {
    let plan = format!("{PLAN}note: {}\r\n", "宽带 ".repeat(20_000));
    let directory = directory(&[("plan.yaml", &plan)]);
    let path = directory.path();
    let output = Command::new("sh")
        .current_dir(path)
        .env("LC_ALL", "C")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" check --fix", env!("CARGO_BIN_EXE_planlint")])
        .args(LINKS)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("could not be written, and is as it was"), "{}", text(&output.stderr));
    assert_eq!(read(path, "plan.yaml"), plan);
    assert_eq!(path.read_dir().unwrap().count(), 1, "no temporary file is left");
}
