//! Each request, on a plan that has something to say.

use serde_json::{Value, json};

use super::client::{Builder, Client, position, uri};
use super::folder::{Folder, example, find};

const PLAN: &str = "plan: p
language: en
period: {start: 2024, end: 2027}
currency: CHF
frameworks: [sdg]
goals:
  G1:
    title: Access
    statement: By 2027, 90% of people have access.
    sdg: [9.c, 9.1.c]
    # planlint: ignore[smart/vague-term] agreed
    targets:
      T1.1:
        title: Coverage
        indicators:
          I1: {name: People covered, unit: percent}
outcomes:
  O1:
    title: Networks
    contributes-to: [T1.1, T9.9]
resources:
  total: {amount: 400, currency: CHF}
  allocations:
    A1: {to: G1, amount: 100}
";

async fn open() -> (Folder, std::path::PathBuf, Client) {
    let folder = Folder::new(&[("plan.yaml", PLAN)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).start().await;
    client.open(&path, PLAN).await;
    (folder, path, client)
}

fn document(path: &std::path::Path) -> Value {
    json!({"textDocument": {"uri": uri(path)}})
}

async fn hover(client: &mut Client, path: &std::path::Path, needle: &str) -> String {
    let (line, column) = find(PLAN, needle);
    let card = client.at("textDocument/hover", path, line, column).await;
    card["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn hover_tells_what_is_known() {
    let (_folder, path, mut client) = open().await;
    let goal = hover(&mut client, &path, "G1").await;
    for part in ["**G1** · goal", "Access", "[90%]", "Funded: CHF 100", "SMART:"] {
        assert!(goal.contains(part), "{part}: {goal}");
    }
    let target = hover(&mut client, &path, "T1.1").await;
    for part in ["**T1.1** · target", "Funded through G1", "`O1` Networks"] {
        assert!(target.contains(part), "{part}: {target}");
    }
    assert!(hover(&mut client, &path, "9.c").await.contains("SDG 9.c"));
    assert!(hover(&mut client, &path, "smart/vague-term").await.contains("smart/vague-term"));
    assert!(hover(&mut client, &path, "contributes-to").await.contains("Results that this helps"));
    assert_eq!(hover(&mut client, &path, "2024").await, "");
    client.finish().await;
}

async fn complete(client: &mut Client, path: &std::path::Path, text: &str) -> Vec<(String, String)> {
    let at = text.find('|').unwrap();
    let plain = text.replacen('|', "", 1);
    client.replace(path, &plain).await;
    let (line, column) = find(&format!("{}\u{0}", &plain[..at]), "\u{0}");
    let list = client.request("textDocument/completion", position(path, line, column)).await;
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let both = |item: &Value| {
        let text = item["textEdit"]["newText"].as_str().unwrap_or_default();
        (item["label"].as_str().unwrap_or_default().to_owned(), text.to_owned())
    };
    items.iter().map(both).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn completion_knows_the_place() {
    let (_folder, path, mut client) = open().await;
    let labels = |items: &[(String, String)]| -> Vec<String> { items.iter().map(|(label, _)| label.clone()).collect() };
    let keys = complete(&mut client, &path, &format!("{PLAN}risks:\n  R1:\n    |")).await;
    assert!(labels(&keys).contains(&"affects".to_owned()) && !labels(&keys).contains(&"unit".to_owned()), "{keys:?}");
    let keys = complete(&mut client, &path, &PLAN.replace("unit: percent}", "unit: percent, ba|}")).await;
    assert!(labels(&keys).contains(&"baseline".to_owned()) && !labels(&keys).contains(&"name".to_owned()), "{keys:?}");
    let ids = complete(&mut client, &path, &PLAN.replace("T9.9]", "|]")).await;
    assert!(labels(&ids).contains(&"G1".to_owned()) && !labels(&ids).contains(&"A1".to_owned()), "{ids:?}");
    let codes = complete(&mut client, &path, &PLAN.replace("9.1.c]", "|]")).await;
    assert!(codes.len() > 200 && labels(&codes).contains(&"9.c".to_owned()));
    let units = complete(&mut client, &path, &PLAN.replace("unit: percent", "unit: |")).await;
    assert!(labels(&units).contains(&"percent".to_owned()), "{units:?}");
    let words = complete(&mut client, &path, &PLAN.replace("language: en", "status:|")).await;
    assert_eq!(words[0].1, " draft", "a blank is put behind the colon");
    let rules = complete(&mut client, &path, &PLAN.replace("ignore[smart/vague-term]", "ignore[|")).await;
    assert!(labels(&rules).contains(&"smart/vague-term".to_owned()));
    let whole = complete(&mut client, &path, &PLAN.replace("outcomes:", "      T|\noutcomes:")).await;
    assert!(whole.iter().any(|(label, text)| label == "T1.2" && text.contains("indicators:")), "{whole:?}");
    client.finish().await;
}

async fn actions(client: &mut Client, path: &std::path::Path, needle: &str, only: Value) -> Vec<Value> {
    let (line, column) = find(PLAN, needle);
    let at = json!({"line": line, "character": column});
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    let ask = json!({"textDocument": {"uri": uri(path)}, "range": {"start": at, "end": at}, "context": context});
    client.request("textDocument/codeAction", ask).await.as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn code_actions_mend_suppress_and_create() {
    let (_folder, path, mut client) = open().await;
    let found = actions(&mut client, &path, "9.1.c", Value::Null).await;
    let titles: Vec<&str> = found.iter().filter_map(|action| action["title"].as_str()).collect();
    assert!(titles.iter().any(|title| title.contains("9.1.c") && title.contains("9.c")), "{titles:?}");
    let suppress = found.iter().find(|action| action["title"].as_str().unwrap().starts_with("Suppress")).unwrap();
    let text = suppress["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().unwrap();
    assert_eq!(text, "    # planlint: ignore[links/sdg-code-invalid] \n");
    let found = actions(&mut client, &path, "T9.9", Value::Null).await;
    let create = found.iter().find(|action| action["title"].as_str().unwrap().starts_with("Create")).unwrap();
    assert_eq!(create["title"], "Create the target T9.9");
    let edit = &create["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "\n      T9.9:\n        title: ");
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_safe_fixes_are_one_action() {
    // Digits of another width, twice; and a code of which nobody knows which is meant.
    let text = "plan: p\nlanguage: zh\ngoals:\n  G1: {title: 到２０３０年，80%的学校联网}\n  G2: {title: 到２０２７年，90%的人口联网, sdg: [9.1.c]}\n";
    let folder = Folder::new(&[("plan.yaml", text)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new()
        .with("textDocument.diagnostic", json!({}))
        .with("textDocument.codeAction.codeActionLiteralSupport", json!({"codeActionKind": {"valueSet": []}}))
        .start()
        .await;
    client.open(&path, text).await;
    let start = json!({"line": 0, "character": 0});
    let context = json!({"diagnostics": [], "only": ["source.fixAll"]});
    let ask = json!({"textDocument": {"uri": uri(&path)}, "range": {"start": start, "end": start}, "context": context});
    let all = client.request("textDocument/codeAction", ask).await;
    assert_eq!((all.as_array().unwrap().len(), &all[0]["kind"]), (1, &json!("source.fixAll.planlint")), "{all}");
    let edits = all[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    let words: Vec<&str> = edits.iter().map(|edit| edit["newText"].as_str().unwrap()).collect();
    assert_eq!(words, ["2030", "2027"], "{all}");
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_element_is_created_beside_those_of_its_number() {
    let text = "plan: p\nlanguage: en\ngoals:\n  G1:\n    targets:\n      T1.1: {title: a}\n  G2:\n    targets:\n      T2.1: {title: b}\noutcomes:\n  O1: {title: c, contributes-to: [T1.7]}\n";
    let folder = Folder::new(&[("plan.yaml", text)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new()
        .with("textDocument.diagnostic", json!({}))
        .with("textDocument.codeAction.codeActionLiteralSupport", json!({"codeActionKind": {"valueSet": []}}))
        .start()
        .await;
    client.open(&path, text).await;
    let (line, column) = find(text, "T1.7");
    let at = json!({"line": line, "character": column});
    let ask =
        json!({"textDocument": {"uri": uri(&path)}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
    let found = client.request("textDocument/codeAction", ask).await;
    let create = found.as_array().unwrap().iter().find(|action| action["title"] == "Create the target T1.7").unwrap();
    let edit = &create["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(
        (&edit["range"]["start"]["line"], &edit["newText"]),
        (&json!(5), &json!("\n      T1.7:\n        title: "))
    );
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_view_of_a_document_has_something_to_show() {
    let (_folder, path, mut client) = open().await;
    let symbols = client.request("textDocument/documentSymbol", document(&path)).await;
    let goal = symbols.as_array().unwrap().iter().find(|symbol| symbol["name"] == "G1").unwrap();
    assert_eq!((&goal["children"][0]["name"], &goal["detail"]), (&json!("T1.1"), &json!("Access")));
    let found = client.request("workspace/symbol", json!({"query": "cover"})).await;
    let names: Vec<&str> = found.as_array().unwrap().iter().filter_map(|symbol| symbol["name"].as_str()).collect();
    assert_eq!(names, ["T1.1 Coverage", "I1 People covered"]);
    let folds = client.request("textDocument/foldingRange", document(&path)).await;
    assert!(folds.as_array().unwrap().iter().any(|fold| fold["startLine"] == 5 && fold["endLine"] == 15), "{folds}");
    let lenses = client.request("textDocument/codeLens", document(&path)).await;
    let titles: Vec<&str> =
        lenses.as_array().unwrap().iter().filter_map(|lens| lens["command"]["title"].as_str()).collect();
    assert!(titles[0].starts_with("1 target · 1 indicator · 25 % of the total · "), "{titles:?}");
    let links = client.request("textDocument/documentLink", document(&path)).await;
    assert!(links[0]["target"].as_str().unwrap().ends_with("goal9"), "{links}");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let mut ask = document(&path);
    ask["range"] = whole;
    let hints = client.request("textDocument/inlayHint", ask).await;
    let labels: Vec<&str> = hints.as_array().unwrap().iter().filter_map(|hint| hint["label"].as_str()).collect();
    assert!(labels.contains(&"Coverage") && labels.contains(&"Access"), "{labels:?}");
    let tokens = client.request("textDocument/semanticTokens/full", document(&path)).await;
    assert_eq!(tokens["data"].as_array().unwrap().len() % 5, 0);
    assert!(tokens["data"].as_array().unwrap().len() >= 40, "{tokens}");
    let (line, column) = find(PLAN, "Networks");
    let mut ask = document(&path);
    ask["positions"] = json!([{"line": line, "character": column}]);
    let selection = client.request("textDocument/selectionRange", ask).await;
    assert_eq!(selection[0]["range"]["start"], json!({"line": line, "character": column}));
    assert!(selection[0]["parent"]["parent"]["parent"].is_object(), "{selection}");
    let marks = client.at("textDocument/documentHighlight", &path, find(PLAN, "T1.1").0, find(PLAN, "T1.1").1).await;
    let kinds: Vec<&Value> = marks.as_array().unwrap().iter().map(|mark| &mark["kind"]).collect();
    assert_eq!(kinds, [&json!(3), &json!(2)]);
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_of_results_can_be_walked_and_drawn() {
    let (_folder, path, mut client) = open().await;
    let (line, column) = find(PLAN, "T1.1");
    let items = client.at("textDocument/prepareCallHierarchy", &path, line, column).await;
    assert_eq!(items[0]["name"], "T1.1");
    let incoming = client.request("callHierarchy/incomingCalls", json!({"item": items[0]})).await;
    let names: Vec<&Value> = incoming.as_array().unwrap().iter().map(|call| &call["from"]["name"]).collect();
    assert_eq!(names, [&json!("I1"), &json!("O1")]);
    let outgoing = client.request("callHierarchy/outgoingCalls", json!({"item": items[0]})).await;
    assert_eq!(outgoing[0]["to"]["name"], "G1");
    let graph = client.request("planlint/graph", document(&path)).await;
    let node = |id: &str| graph["nodes"].as_array().unwrap().iter().find(|node| node["id"] == id).cloned().unwrap();
    assert_eq!((&node("T9.9")["kind"], &node("T9.9")["broken"]), (&json!("missing"), &json!(true)));
    assert_eq!(node("G1")["range"]["start"], json!({"line": 6, "character": 2}));
    let broken: Vec<&Value> = graph["edges"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|edge| edge["broken"] == true)
        .map(|edge| &edge["to"])
        .collect();
    assert_eq!(broken, [&json!("T9.9")]);
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_come_in_the_language_of_the_editor() {
    let folder = Folder::new(&[("plan.yaml", PLAN)]);
    let path = folder.at("plan.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).locale("xx-YY").start().await;
    client.open(&path, PLAN).await;
    assert!(hover(&mut client, &path, "G1").await.contains("goal"), "a language that nobody speaks is English");
    client.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_is_answered_at_every_place_of_the_example() {
    let (path, text) = example("itu-2024-2027/goals.yaml");
    let mut client = Builder::new().with("textDocument.diagnostic", json!({})).start().await;
    client.open(&path, &text).await;
    for (line, words) in text.lines().enumerate().step_by(7) {
        let column = words.encode_utf16().count() / 2;
        for method in
            ["hover", "definition", "documentHighlight", "prepareRename", "completion", "prepareCallHierarchy"]
        {
            client.request(&format!("textDocument/{method}"), position(&path, line, column)).await;
        }
    }
    client.finish().await;
}
