//! Completions, manual pages and help: what a shell and a reader of manuals are given.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

const COMMANDS: [&str; 16] = [
    "check",
    "audit",
    "init",
    "graph",
    "import",
    "export",
    "rules",
    "explain",
    "statement",
    "config",
    "schema",
    "doctor",
    "lsp",
    "completions",
    "man",
    "rules test",
];

fn output(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_planlint")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = output(&["completions", shell]);
        for command in COMMANDS.iter().filter(|command| !command.contains(' ')) {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(script.contains("stdin-filename"), "{shell}");
        // What is generated for PowerShell completes options and not their values.
        assert!(shell == "powershell" || script.contains("rdjsonl"), "{shell}");
    }
}

#[test]
fn there_is_a_page_for_every_command() {
    let directory = tempfile::tempdir().unwrap();
    let pages = directory.path().join("man/man1");
    output(&["man", pages.to_str().unwrap()]);
    for command in COMMANDS {
        let page = std::fs::read_to_string(pages.join(format!("planlint-{}.1", command.replace(' ', "-")))).unwrap();
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{command}");
    }
    assert!(output(&["man"]).contains(".TH planlint 1"));
}

#[test]
fn every_command_has_examples_in_its_help() {
    for command in COMMANDS.iter().filter(|command| !["lsp", "rules test"].contains(command)) {
        let help = output(&[command, "--help"]);
        let examples = help.split_once("Example").unwrap_or_else(|| panic!("{command} has no examples")).1;
        assert!(examples.contains(&format!("planlint {command}")), "{command}");
    }
}

/// Two activities, each a plan.
const ACTIVITIES: &str = "<iati-activities version=\"2.03\">\n\
    <iati-activity xml:lang=\"en\"><iati-identifier>XM-ORG-1</iati-identifier><title><narrative>Schools</narrative></title>\
    <result type=\"2\"><title><narrative>Children finish school</narrative></title></result></iati-activity>\n\
    <iati-activity xml:lang=\"en\"><iati-identifier>XM-ORG-2</iati-identifier><title><narrative>Wells</narrative></title>\
    <result type=\"2\"><title><narrative>Wells stay in use</narrative></title></result></iati-activity>\n</iati-activities>\n";

#[test]
fn of_a_file_with_several_plans_each_is_told_and_one_is_drawn() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("activities.xml"), ACTIVITIES).unwrap();
    let said = |arguments: &[&str]| {
        let run =
            Command::new(env!("CARGO_BIN_EXE_planlint")).current_dir(&directory).args(arguments).output().unwrap();
        [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
    };
    let told = said(&["doctor", "activities.xml"]);
    assert!(told.contains("`XM-ORG-1`") && told.contains("`XM-ORG-2`"), "{told}");
    let drawn = |more: &[&str]| said(&[&["graph", "activities.xml", "--format", "mermaid"], more].concat());
    let unnamed = drawn(&[]);
    assert!(unnamed.contains("holds 2 plans") && unnamed.contains("XM-ORG-1, XM-ORG-2"), "{unnamed}");
    let unknown = drawn(&["--plan", "XM-ORG-3"]);
    assert!(unknown.contains("holds no plan `XM-ORG-3`") && unknown.contains("did you mean"), "{unknown}");
    let second = drawn(&["--plan", "XM-ORG-2"]);
    assert!(second.contains("Wells stay in use") && !second.contains("Children finish school"), "{second}");
}
