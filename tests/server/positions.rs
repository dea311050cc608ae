//! Positions in all three encodings.

use serde_json::json;

use super::client::{Builder, uri};
use super::folder::Folder;

/// A line with Chinese, a combining mark, an emoji and Arabic before the code that does not exist.
const LINE: &str = "  G1: {title: \"宽带e\u{301}😀قيمة\", sdg: [99.z]}";

#[tokio::test(flavor = "multi_thread")]
async fn a_place_behind_any_script_is_right_in_every_encoding() {
    let text = format!("plan: p\r\ngoals:\r\n{LINE}\r\n");
    let before = &LINE[..LINE.find("99.z").unwrap()];
    let cases =
        [("utf-8", before.len()), ("utf-16", before.encode_utf16().count()), ("utf-32", before.chars().count())];
    for (encoding, column) in cases {
        let folder = Folder::new(&[("plan.yaml", &text)]);
        let path = folder.at("plan.yaml");
        let mut client = Builder::new()
            .with("general.positionEncodings", json!([encoding, "utf-16"]))
            .with("textDocument.diagnostic", json!({}))
            .start()
            .await;
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open(&path, &text).await;
        let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&path)}})).await;
        let found = report["items"].as_array().unwrap().iter().find(|item| item["code"] == "links/sdg-code-invalid");
        let range = &found.unwrap()["range"];
        assert_eq!(range["start"], json!({"line": 2, "character": column}), "{encoding}");
        assert_eq!(range["end"], json!({"line": 2, "character": column + 4}), "{encoding}");
        // And back: the code is replaced at that place.
        let edit = json!([{"range": range, "text": "9.c"}]);
        client.edit(&path, edit).await;
        let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&path)}})).await;
        let left = report["items"].as_array().unwrap().iter().any(|item| item["code"] == "links/sdg-code-invalid");
        assert!(!left, "{encoding}: {report}");
        let card = client.at("textDocument/hover", &path, 2, column + 1).await;
        assert!(card["contents"]["value"].as_str().unwrap().contains("9.c"), "{encoding}: {card}");
        client.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_edited_step_by_step_is_shown_as_one_that_was_opened_so() {
    let folder = Folder::new(&[("plan.yaml", "plan: p\n"), ("fresh/plan.yaml", "plan: p\n")]);
    let (path, fresh) = (folder.at("plan.yaml"), folder.at("fresh/plan.yaml"));
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).start().await;
    let mut text = String::new();
    client.open(&path, "").await;
    let target = "plan: p\r\nlanguage: zh\r\ngoals:\r\n  G1: {title: \"宽带😀\", sdg: [9.1.c]}\r\n  G1: {title: b}\r\n";
    for character in target.chars() {
        let line = text.matches('\n').count();
        let start = text.rfind('\n').map_or(0, |at| at + 1);
        let column = text[start..].encode_utf16().count();
        let at = json!({"line": line, "character": column});
        // A line break is typed as one.
        if character == '\r' {
            continue;
        }
        let typed = if character == '\n' { "\r\n".to_owned() } else { character.to_string() };
        client.edit(&path, json!([{"range": {"start": at, "end": at}, "text": typed}])).await;
        text.push_str(&typed);
    }
    assert_eq!(text, target);
    client.open(&fresh, target).await;
    let typed = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&path)}})).await;
    let opened = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri(&fresh)}})).await;
    let strip = |report: &serde_json::Value| report["items"].to_string().replace(&uri(&fresh), &uri(&path));
    assert_eq!(strip(&typed), strip(&opened));
    client.finish().await;
}
