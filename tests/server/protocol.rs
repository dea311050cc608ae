//! The beginning and the end of a conversation, and what must not be said.

use planlint::server::Ending;
use serde_json::{Value, json};

use super::client::{Builder, position, uri};
use super::folder::Folder;

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_begins_and_ends_in_order() {
    let client = Builder::new().start().await;
    assert_eq!(client.capabilities["positionEncoding"], "utf-16");
    assert_eq!(client.capabilities["textDocumentSync"]["change"], 2);
    assert_eq!(client.capabilities["diagnosticProvider"], Value::Null, "a client that is sent diagnostics");
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_answered_before_the_beginning_and_after_the_end() {
    let (mut client, params) = Builder::new().connect();
    let path = std::env::temp_dir().join("plan.yaml");
    let id = client.ask("textDocument/hover", position(&path, 0, 0)).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32002);
    client.request("initialize", params.clone()).await;
    client.notify("initialized", json!({})).await;
    let id = client.ask("initialize", params).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32600, "once is enough");
    client.request("shutdown", Value::Null).await;
    let id = client.ask("textDocument/hover", position(&path, 0, 0)).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32600);
    client.notify("exit", Value::Null).await;
    assert_eq!(client.ended().await, Ending::Orderly);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_leaves_without_a_word_is_noticed() {
    let mut client = Builder::new().start().await;
    client.notify("exit", Value::Null).await;
    assert_eq!(client.ended().await, Ending::Abrupt);
    let mut client = Builder::new().start().await;
    assert_eq!(client.ended().await, Ending::Abrupt, "its pipe is closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_parameters_and_unknown_methods_are_errors_not_the_end() {
    let mut client = Builder::new().start().await;
    let id = client.ask("textDocument/hover", json!({"textDocument": 7})).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32602);
    let id = client.ask("planlint/nothing", json!({})).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32601);
    client.notify("textDocument/didChange", json!({"textDocument": 7})).await;
    client.notify("$/unknown", json!({})).await;
    let path = std::env::temp_dir().join("nobody-opened-this.yaml");
    let nothing = client.at("textDocument/hover", &path, 3, 4).await;
    assert_eq!(nothing, Value::Null);
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_see_the_edits_before_them_and_none_behind_them() {
    let folder = Folder::new(&[("plan.yaml", "plan: p\ngoals:\n  G0: {title: x}\n")]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).start().await;
    client.open(&path, "plan: p\ngoals:\n  G0: {title: x}\n").await;
    let mut asked = Vec::new();
    for round in 1..=200 {
        client.replace(&path, &format!("plan: p\ngoals:\n  G{round}: {{title: x}}\n")).await;
        asked.push((round, client.ask("textDocument/hover", position(&path, 2, 3)).await));
    }
    for (round, id) in asked {
        let answer = client.answer(id).await;
        let text = answer["result"]["contents"]["value"].as_str().unwrap_or_else(|| panic!("{round}: {answer}"));
        assert!(text.starts_with(&format!("**G{round}**")), "{round}: {text}");
    }
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_cancelled_is_answered_so_or_was_faster() {
    let folder = Folder::new(&[("plan.yaml", "plan: p\n")]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).start().await;
    client.open(&path, "plan: p\n").await;
    let id = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&path)}})).await;
    client.notify("$/cancelRequest", json!({"id": id})).await;
    let answer = client.answer(id).await;
    assert!(answer["error"]["code"] == -32800 || answer["result"]["kind"] == "full", "{answer}");
    client.finish().await;
}
