//! What is shown, where, and until when.

use serde_json::{Value, json};

use super::client::{Builder, uri};
use super::folder::{Folder, rules};

const BAD: &str = "plan: p\nlanguage: en\ngoals:\n  G1:\n    title: x\n    sdg: [99.z]\n";
const GOOD: &str = "plan: p\nlanguage: en\ngoals:\n  G1:\n    title: x\n    sdg: [9.c]\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_is_shown_at_its_words_and_goes_when_it_is_mended() {
    let folder = Folder::new(&[("plan.yaml", BAD)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().start().await;
    client.open(&path, BAD).await;
    let shown = client.diagnostics(&path).await;
    assert_eq!(shown["version"], 1);
    let list = shown["diagnostics"].as_array().unwrap();
    let wrong = list.iter().find(|item| item["code"] == "links/sdg-code-invalid").unwrap();
    assert_eq!(wrong["range"], json!({"start": {"line": 5, "character": 10}, "end": {"line": 5, "character": 14}}));
    assert_eq!((&wrong["severity"], &wrong["source"]), (&json!(1), &json!("planlint")));
    let version = client.replace(&path, GOOD).await;
    let shown = client.diagnostics(&path).await;
    assert_eq!(shown["version"], version);
    assert!(!rules(&shown).contains(&"links/sdg-code-invalid"), "{shown}");
    client.close(&path).await;
    // Nobody has the plan open, and it lies in no folder: what was shown is taken back.
    assert_eq!(client.diagnostics(&path).await["diagnostics"], json!([]));
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn yaml_that_is_no_plan_is_left_alone() {
    let folder = Folder::new(&[("docker.yaml", "services: {a: [b}\n")]);
    let path = folder.at("docker.yaml");
    let mut client = Builder::new().folder(&folder.path()).start().await;
    client.open(&path, "services: {a: [b}\n").await;
    client.replace(&path, "services: {a: b}\n").await;
    assert_eq!(client.at("textDocument/hover", &path, 0, 1).await, Value::Null);
    client.replace(&path, "plan: now\ngoals: {G1: {sdg: [99.z]}}\n").await;
    let shown = client.diagnostics(&path).await;
    assert!(rules(&shown).contains(&"links/sdg-code-invalid"), "{shown}");
    client.replace(&path, "services: {a: b}\n").await;
    let shown = client.diagnostics(&path).await;
    assert_eq!(shown["diagnostics"], json!([]));
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_is_sent_nothing() {
    let folder = Folder::new(&[("plan.yaml", BAD), ("other.yaml", "a: b\n")]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).start().await;
    assert_eq!(client.capabilities["diagnosticProvider"]["interFileDependencies"], true);
    client.open(&path, BAD).await;
    let ask = json!({"textDocument": {"uri": uri(&path)}});
    let report = client.request("textDocument/diagnostic", ask.clone()).await;
    assert_eq!(report["kind"], "full");
    assert!(rules(&report).contains(&"links/sdg-code-invalid"));
    let again = json!({"textDocument": {"uri": uri(&path)}, "previousResultId": report["resultId"]});
    assert_eq!(client.request("textDocument/diagnostic", again).await["kind"], "unchanged");
    client.replace(&path, GOOD).await;
    let report = client.request("textDocument/diagnostic", ask).await;
    assert!(!rules(&report).contains(&"links/sdg-code-invalid"));
    let other = folder.at("other.yaml");
    client.open(&other, "a: b\n").await;
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&other)}})).await;
    assert_eq!(report["items"], json!([]));
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_about_a_file_that_it_has_closed_hears_the_same() {
    let folder = Folder::new(&[("plan.yaml", BAD)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).folder(&folder.path()).start().await;
    client.open(&path, BAD).await;
    let ask = json!({"textDocument": {"uri": uri(&path)}});
    let open = client.request("textDocument/diagnostic", ask.clone()).await;
    client.close(&path).await;
    let closed = client.request("textDocument/diagnostic", ask).await;
    assert!(rules(&open).contains(&"links/sdg-code-invalid"));
    assert_eq!(closed["items"], open["items"]);
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn suppressed_findings_and_those_below_the_wanted_severity_are_not_shown() {
    let text = BAD.replace("sdg: [99.z]", "sdg: [99.z] # planlint: ignore[links/sdg-code-invalid] agreed in 2024");
    let folder = Folder::new(&[("plan.yaml", &text)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().options(json!({"minimumSeverity": "error"})).start().await;
    client.open(&path, &text).await;
    assert_eq!(client.diagnostics(&path).await["diagnostics"], json!([]));
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_file_that_becomes_a_plan_by_typing_is_judged() {
    let folder = Folder::new(&[("a/plan.yaml", GOOD), ("b/plan.yaml", "")]);
    let path = folder.at("b/plan.yaml");
    for inside in [true, false] {
        let mut builder = Builder::new();
        if inside {
            builder = builder.folder(&folder.path());
        }
        let mut client = builder.start().await;
        client.open(&path, "").await;
        let mut text = String::new();
        let mut version = 1;
        for character in BAD.chars() {
            text.push(character);
            version = client.replace(&path, &text).await;
        }
        let shown = loop {
            let shown = client.diagnostics(&path).await;
            if shown["version"] == version {
                break shown;
            }
        };
        assert!(rules(&shown).contains(&"links/sdg-code-invalid"), "{shown}");
        client.forget_diagnostics().await;
        client.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_baseline_file_accepts_is_not_shown() {
    let baseline = "version: 1\nfindings:\n- {rule: links/sdg-code-invalid, plan: p, element: G1, field: sdg}\n";
    let folder = Folder::new(&[
        ("plan.yaml", BAD),
        ("planlint.yaml", "baseline: planlint-baseline.yaml\n"),
        ("planlint-baseline.yaml", baseline),
    ]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().start().await;
    client.open(&path, BAD).await;
    let shown = client.diagnostics(&path).await;
    assert!(!rules(&shown).contains(&"links/sdg-code-invalid"), "{shown}");
    assert!(!rules(&shown).is_empty(), "{shown}");
    client.forget_diagnostics().await;
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_request_has_judged_first_is_sent_all_the_same() {
    let folder = Folder::new(&[("plan.yaml", BAD)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().start().await;
    client.open(&path, BAD).await;
    for round in 0..60 {
        // Requests arrive with the edits, before, between and behind them, and may be faster than the pass.
        let graph = json!({"textDocument": {"uri": uri(&path)}});
        let mut asked = vec![client.ask("textDocument/codeLens", graph.clone()).await];
        client.replace(&path, &BAD.replace("title: x", &format!("title: y {round}"))).await;
        asked.push(client.ask("planlint/graph", graph.clone()).await);
        let version = client.replace(&path, if round % 2 == 0 { GOOD } else { BAD }).await;
        for _ in 0..round % 4 {
            asked.push(client.ask("planlint/graph", graph.clone()).await);
        }
        while client.diagnostics(&path).await["version"] != version {}
        for id in asked {
            client.answer(id).await;
        }
    }
    client.forget_diagnostics().await;
    client.finish().await;
}
