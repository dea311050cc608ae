//! What one file changes in the others: includes, the predecessor, the configuration, rules.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Builder, uri};
use super::folder::{Folder, find, rules};

const ROOT: &str = "plan: p\nlanguage: en\nperiod: {start: 2024, end: 2027}\nsucceeds: ../old/plan.yaml\ninclude: [goals.yaml, results.yaml, resources.csv]\n";
const GOALS: &str = "goals:\n  G1:\n    title: Access\n    targets:\n      T1.1:\n        title: Coverage\n        statement: By 2027, 90% of people are covered.\n";
const RESULTS: &str = "outcomes:\n  O1:\n    title: Networks\n    contributes-to: [T1.1]\n";
const MONEY: &str = "id,to,amount\nA1,G1,100\nA2,T1.1,50\n";
const OLD: &str = "plan: old\ngoals:\n  G1: {title: Access}\n";

fn folder() -> Folder {
    Folder::new(&[
        ("new/plan.yaml", ROOT),
        ("new/goals.yaml", GOALS),
        ("new/results.yaml", RESULTS),
        ("new/resources.csv", MONEY),
        ("old/plan.yaml", OLD),
    ])
}

fn dangles(report: &Value) -> bool {
    rules(report).contains(&"links/dangling-link")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_renamed_in_an_unsaved_buffer_shows_in_every_open_and_closed_file() {
    let folder = folder();
    let (goals, results, money) =
        (folder.at("new/goals.yaml"), folder.at("new/results.yaml"), folder.at("new/resources.csv"));
    let mut client = Builder::new().folder(&folder.path()).start().await;
    for file in ["new/plan.yaml", "new/goals.yaml"] {
        assert!(!dangles(&client.diagnostics(&folder.at(file)).await), "{file}");
    }
    client.open(&goals, GOALS).await;
    client.open(&results, RESULTS).await;
    let start = Instant::now();
    client.replace(&goals, &GOALS.replace("T1.1", "T1.9")).await;
    // The one is open, the other is closed.
    while !dangles(&client.diagnostics(&results).await) {}
    while !dangles(&client.diagnostics(&money).await) {}
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}; on a machine of its own it takes some milliseconds");
    // A file that has become clean gets an empty list.
    client.replace(&goals, GOALS).await;
    while dangles(&client.diagnostics(&results).await) {}
    while dangles(&client.diagnostics(&money).await) {}
    client.forget_diagnostics().await;
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_on_the_disk_that_change_are_read_again() {
    let folder = folder();
    let results = folder.at("new/results.yaml");
    let mut client = Builder::new()
        .with("workspace.didChangeWatchedFiles", json!({"dynamicRegistration": true}))
        .folder(&folder.path())
        .start()
        .await;
    let registration = client.message("client/registerCapability").await;
    assert_eq!(registration["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.send(&json!({"jsonrpc": "2.0", "id": registration["id"], "result": null})).await;
    client.diagnostics(&folder.at("new/plan.yaml")).await;
    folder.write("new/results.yaml", &RESULTS.replace("T1.1", "T7"));
    let change = json!({"changes": [{"uri": uri(&results), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", change).await;
    while !dangles(&client.diagnostics(&results).await) {}
    std::fs::remove_file(&results).unwrap();
    let change = json!({"changes": [{"uri": uri(&results), "type": 3}]});
    client.notify("workspace/didChangeWatchedFiles", change).await;
    assert_eq!(client.diagnostics(&results).await["diagnostics"], json!([]));
    while !rules(&client.diagnostics(&folder.at("new/plan.yaml")).await).contains(&"structure/include-failed") {}
    client.forget_diagnostics().await;
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsaved_predecessor_counts() {
    let folder = folder();
    let (root, old) = (folder.at("new/plan.yaml"), folder.at("old/plan.yaml"));
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).folder(&folder.path()).start().await;
    let pull = json!({"textDocument": {"uri": uri(&root)}});
    client.open(&root, ROOT).await;
    client.open(&old, OLD).await;
    let before = client.request("textDocument/diagnostic", pull.clone()).await;
    client.replace(&old, &OLD.replace("G1:", "G5: {title: Extra}\n  G1:")).await;
    let after = client.request("textDocument/diagnostic", pull).await;
    let count = |report: &Value| {
        rules(report).iter().filter(|rule| **rule == "continuity/previous-element-unaccounted").count()
    };
    assert!(count(&after) > count(&before), "{before} {after}");
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_configuration_holds_as_it_is_in_the_editor_and_its_faults_are_shown() {
    let folder = Folder::new(&[
        ("a/planlint.yaml", "rules: {links/sdg-code-invalid: off}\n"),
        ("a/plan.yaml", "plan: a\ngoals: {G1: {sdg: [99.z]}}\n"),
        ("b/plan.yaml", "plan: b\ngoals: {G1: {sdg: [99.z]}}\n"),
    ]);
    let (config, a, b) = (folder.at("a/planlint.yaml"), folder.at("a/plan.yaml"), folder.at("b/plan.yaml"));
    let invalid = |report: &Value| rules(report).contains(&"links/sdg-code-invalid");
    let mut client = Builder::new()
        .with("textDocument.diagnostic", json!({}))
        .folder(&folder.at("a"))
        .folder(&folder.at("b"))
        .start()
        .await;
    client.open(&a, "plan: a\ngoals: {G1: {sdg: [99.z]}}\n").await;
    client.open(&b, "plan: b\ngoals: {G1: {sdg: [99.z]}}\n").await;
    client.open(&config, "rules: {links/sdg-code-invalid: off}\n").await;
    let pull = |path: &std::path::Path| json!({"textDocument": {"uri": uri(path)}});
    assert!(!invalid(&client.request("textDocument/diagnostic", pull(&a)).await));
    assert!(invalid(&client.request("textDocument/diagnostic", pull(&b)).await), "each has its own configuration");
    client.replace(&config, "rules: {links/sdg-code-invalid: warning}\n").await;
    let report = client.request("textDocument/diagnostic", pull(&a)).await;
    assert!(invalid(&report));
    client.replace(&config, "rules: {links/sdg-code-invalid: loud}\n").await;
    let report = client.request("textDocument/diagnostic", pull(&config)).await;
    assert_eq!(report["items"][0]["severity"], 1, "{report}");
    assert!(invalid(&client.request("textDocument/diagnostic", pull(&a)).await), "the last good one holds");
    client.replace(&config, "rules: {}\nprofil: itu\n").await;
    let report = client.request("textDocument/diagnostic", pull(&config)).await;
    assert_eq!(rules(&report), ["structure/unknown-key"]);
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn workspace_diagnostics_tell_all_files_and_then_only_what_is_new() {
    let folder = folder();
    let goals = folder.at("new/goals.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).folder(&folder.path()).start().await;
    let all = client.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    let items = all["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["uri"] == uri(&folder.at("new/plan.yaml"))), "{all}");
    let known: Vec<Value> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    client.open(&goals, &GOALS.replace("T1.1", "T1.9")).await;
    let next = client.request("workspace/diagnostic", json!({"previousResultIds": known})).await;
    let of = |name: &str| {
        let wanted = uri(&folder.at(name));
        next["items"].as_array().unwrap().iter().find(|item| item["uri"] == wanted).cloned()
    };
    assert!(dangles(&of("new/results.yaml").unwrap()), "{next}");
    assert_eq!(of("old/plan.yaml").map_or(json!("unchanged"), |item| item["kind"].clone()), "unchanged");
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_is_found_named_and_renamed_over_all_files() {
    let folder = folder();
    let (goals, results) = (folder.at("new/goals.yaml"), folder.at("new/results.yaml"));
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).folder(&folder.path()).start().await;
    client.open(&results, RESULTS).await;
    let (line, column) = find(RESULTS, "T1.1");
    let found = client.at("textDocument/definition", &results, line, column + 1).await;
    assert_eq!((&found["uri"], &found["range"]["start"]), (&json!(uri(&goals)), &json!({"line": 4, "character": 6})));
    let ask = json!({
        "textDocument": {"uri": uri(&results)},
        "position": {"line": line, "character": column},
        "context": {"includeDeclaration": true},
    });
    let places = client.request("textDocument/references", ask).await;
    assert_eq!(places.as_array().unwrap().len(), 3, "{places}");
    let ready = client.at("textDocument/prepareRename", &results, line, column).await;
    assert_eq!(ready["placeholder"], "T1.1");
    let rename = json!({
        "textDocument": {"uri": uri(&results)},
        "position": {"line": line, "character": column},
        "newName": "T1.5",
    });
    let edit = client.request("textDocument/rename", rename.clone()).await;
    let changes = edit["documentChanges"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "{edit}");
    let of_results = changes.iter().find(|change| change["textDocument"]["uri"] == uri(&results)).unwrap();
    assert_eq!(
        (&of_results["textDocument"]["version"], &of_results["edits"][0]["newText"]),
        (&json!(1), &json!("T1.5"))
    );
    for (name, code) in [("G1", -32602), ("a b", -32602)] {
        let mut wrong = rename.clone();
        wrong["newName"] = json!(name);
        let id = client.ask("textDocument/rename", wrong).await;
        assert_eq!(client.answer(id).await["error"]["code"], code, "{name}");
    }
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_file_has_a_syntax_error_its_elements_are_still_found() {
    let folder = folder();
    let (goals, results) = (folder.at("new/goals.yaml"), folder.at("new/results.yaml"));
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).folder(&folder.path()).start().await;
    client.open(&goals, GOALS).await;
    client.open(&results, RESULTS).await;
    let broken = GOALS.replace("      T1.1:\n", "      T1.1: [\n");
    client.replace(&goals, &broken).await;
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&goals)}})).await;
    assert!(rules(&report).contains(&"structure/syntax-error"), "{report}");
    let (line, column) = find(RESULTS, "T1.1");
    let found = client.at("textDocument/definition", &results, line, column + 1).await;
    assert_eq!((&found["uri"], &found["range"]["start"]["line"]), (&json!(uri(&goals)), &json!(4)), "{found}");
    client.finish().await;
}
