//! What depends on what the client can do: progress, settings, being told to ask again.

use serde_json::{Value, json};

use super::client::{Builder, Client, uri};
use super::folder::{Folder, rules};

async fn answer(client: &mut Client, request: &Value, result: Value) {
    client.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_many_plans_shows_progress() {
    let folder = Folder::new(&[]);
    for index in 0..25 {
        folder.write(&format!("{index}/plan.yaml"), &format!("plan: p{index}\n"));
    }
    let mut client = Builder::new()
        .with("window.workDoneProgress", json!(true))
        .with("textDocument.diagnostic", json!({}))
        .folder(&folder.path())
        .start()
        .await;
    let create = client.message("window/workDoneProgress/create").await;
    answer(&mut client, &create, Value::Null).await;
    let token = &create["params"]["token"];
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "end") {
        let progress = client.message("$/progress").await;
        assert_eq!(progress["params"]["token"], *token);
        kinds.push(progress["params"]["value"]["kind"].as_str().unwrap().to_owned());
    }
    assert_eq!((kinds.first().map(String::as_str), kinds.len()), (Some("begin"), 4));
    let all = client.request("workspace/diagnostic", json!({"previousResultIds": []})).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 25);
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_asked_for_and_hold_at_once() {
    let text = "plan: p\nlanguage: en\ngoals: {G1: {title: x, sdg: [99.z]}}\n";
    let folder = Folder::new(&[("plan.yaml", text)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("workspace.configuration", json!(true)).start().await;
    let asked = client.message("workspace/configuration").await;
    assert_eq!(asked["params"]["items"][0]["section"], "planlint");
    answer(&mut client, &asked, json!([null])).await;
    client.open(&path, text).await;
    let before = client.diagnostics(&path).await;
    assert!(rules(&before).len() > 1, "{before}");
    client.notify("workspace/didChangeConfiguration", json!({"settings": null})).await;
    let asked = client.message("workspace/configuration").await;
    answer(&mut client, &asked, json!([{"minimumSeverity": "error", "ruleUrl": "https://example.org/{rule}"}])).await;
    let after = client.diagnostics(&path).await;
    assert_eq!(rules(&after), ["links/sdg-code-invalid"]);
    assert_eq!(after["diagnostics"][0]["codeDescription"]["href"], "https://example.org/links/sdg-code-invalid");
    client.close(&path).await;
    assert_eq!(client.diagnostics(&path).await["diagnostics"], json!([]));
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_is_told_when_another_document_has_changed() {
    let folder = Folder::new(&[
        ("plan.yaml", "plan: p\ninclude: [goals.yaml]\noutcomes: {O1: {title: x, contributes-to: [G1]}}\n"),
        ("goals.yaml", "goals: {G1: {title: y}}\n"),
    ]);
    let (root, goals) = (folder.at("plan.yaml"), folder.at("goals.yaml"));
    let mut client = Builder::new()
        .with("textDocument.diagnostic", json!({}))
        .with("workspace.diagnostics", json!({"refreshSupport": true}))
        .start()
        .await;
    client.open(&root, "plan: p\ninclude: [goals.yaml]\noutcomes: {O1: {title: x, contributes-to: [G1]}}\n").await;
    client.open(&goals, "goals: {G1: {title: y}}\n").await;
    // Both are judged before one of them is edited.
    client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&root)}})).await;
    client.settle().await;
    client.replace(&goals, "goals: {G2: {title: y}}\n").await;
    let refresh = client.message("workspace/diagnostic/refresh").await;
    answer(&mut client, &refresh, Value::Null).await;
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&root)}})).await;
    assert!(rules(&report).contains(&"links/dangling-link"), "{report}");
    client.finish().await;
}
