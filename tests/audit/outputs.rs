//! What is written: the same of all plans, whatever the format.

use serde_json::Value;

use super::{PLANS, archive, audit, examples, text};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The rows of a table behind its heading, cut at the commas of tables that have none in their cells' text.
pub(super) fn rows(table: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    for character in table.chars() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows.pop();
    rows
}

#[test]
fn the_contract_and_the_tables_are_as_described() {
    let directory = archive(&PLANS);
    let show = |format: &str| {
        text(&audit(directory.path(), &[".", "--format", format, "--select", "smart,continuity,structure"]))
    };
    insta::assert_snapshot!("json", show("json"));
    insta::assert_snapshot!("ndjson", show("ndjson"));
    insta::assert_snapshot!("csv", show("csv"));
    insta::assert_snapshot!("csv_plans", show("csv-plans"));
    insta::assert_snapshot!("markdown", show("markdown"));
}

#[test]
fn every_format_counts_the_same() {
    let directory = archive(&[]);
    let path = |name: &str| directory.path().join(name);
    let archive = examples("archive");
    let itu = examples("itu-2024-2027");
    let output = audit(
        directory.path(),
        &[
            archive.to_str().unwrap(),
            itu.to_str().unwrap(),
            "-o",
            "a.html",
            "-o",
            "a.json",
            "-o",
            "a.csv",
            "-o",
            "csv-plans=plans.csv",
            "-o",
            "a.ndjson",
            "-o",
            "a.md",
        ],
    );
    assert_eq!(text(&output), "", "nothing is written to standard output where files are named");
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    let whole = json(&read("a.json"));
    let lines: Vec<Value> = read("a.ndjson").lines().map(json).collect();
    let summary = &whole["summary"];
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    // Nine plans of the language, the draft of ITU, two of StratML and the activities of two IATI files.
    let count = number(&summary["plans"]);
    assert_eq!(whole["plans"].as_array().unwrap().len(), count);
    // Lines of JSON hold the same plans, files and sums.
    let of_type = |name: &str| lines.iter().filter(|line| line["type"] == name).collect::<Vec<_>>();
    assert_eq!(of_type("plan").len(), count);
    assert_eq!(of_type("unread").len(), whole["unread"].as_array().unwrap().len());
    let mut last = lines.last().unwrap().clone();
    last.as_object_mut().unwrap().remove("type");
    assert_eq!(&last, summary);
    // Findings, by severity, in the object, in each plan, and in the tables.
    let (findings, plans) = (rows(&read("a.csv")), rows(&read("plans.csv")));
    let column = |name: &str| plans[0].iter().position(|cell| cell == name).unwrap();
    let severity = findings[0].iter().position(|cell| cell == "severity").unwrap();
    let page = read("a.html");
    let markdown = read("a.md");
    for (key, word) in [("errors", "error"), ("warnings", "warning"), ("infos", "info"), ("hints", "hint")] {
        let sum = number(&summary[key]);
        let of_plans: usize = whole["plans"].as_array().unwrap().iter().map(|plan| number(&plan[key])).sum();
        let all = whole["plans"].as_array().unwrap().iter().flat_map(|plan| plan["findings"].as_array().unwrap());
        let listed = all.filter(|finding| finding["severity"] == word).count();
        let in_table = findings[1..].iter().filter(|row| row[severity] == word).count();
        let of_rows: usize = plans[1..].iter().filter_map(|row| row[column(key)].parse::<usize>().ok()).sum();
        assert_eq!([of_plans, listed, in_table, of_rows], [sum; 4], "{key}");
        assert!(page.contains(&format!("<li class=\"{word}\"><strong>{sum} ")), "{key}");
    }
    // Plans that were read, and files that were not.
    let unread = number(&summary["unread"]);
    assert_eq!(plans.len() - 1, count + unread);
    assert_eq!(plans[1..].iter().filter(|row| !row.last().unwrap().is_empty()).count(), unread);
    assert_eq!(page.matches("<tr data-organization").count(), count);
    assert_eq!(markdown.lines().filter(|line| line.starts_with("| ")).count(), count + 2);
}

#[test]
fn text_of_plans_is_text_in_the_page() {
    let directory = archive(&PLANS);
    let page = text(&audit(directory.path(), &[".", "--format", "html"]));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<b>at all"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;&#x2f;script&gt;"));
    let markdown = text(&audit(directory.path(), &["."]));
    assert!(!markdown.contains("<script"), "{markdown}");
    let table = text(&audit(directory.path(), &[".", "--format", "csv-plans"]));
    assert!(table.contains(",'=school,"), "{table}");
}

#[test]
fn the_page_asks_for_nothing_and_is_in_the_language_asked_for() {
    let directory = archive(&PLANS);
    for (language, direction) in
        [("ar", "rtl"), ("en", "ltr"), ("es", "ltr"), ("fr", "ltr"), ("ru", "ltr"), ("zh", "ltr")]
    {
        let page = text(&audit(directory.path(), &[".", "--format", "html", "--lang", language]));
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")));
        assert!(page.contains("default-src 'none'"));
        assert!(!page.contains("audit/"), "a sentence is missing in {language}");
        for asked in ["src=\"", "url(h", "@import", "href=\"http"] {
            assert!(!page.contains(asked), "{language}: {asked}");
        }
    }
}

#[test]
fn what_a_format_has_no_place_for_is_said_and_not_missed() {
    let directory = archive(&PLANS);
    let standards = examples("archive/standards");
    let page = text(&audit(directory.path(), &[standards.to_str().unwrap(), "--format", "html"]));
    let library = page
        .split("<section class=\"plan\"")
        .skip(1)
        .find(|section| section.contains("City Library of Ostwell"))
        .unwrap();
    assert!(library.contains("Not expressible in StratML: allocations"), "{library}");
    assert!(!library.contains("<h4>Funding</h4>") && !library.contains("allocates nothing"), "{library}");
    assert!(!library.contains("names an SDG"), "{library}");
    let own = text(&audit(directory.path(), &["port", "--format", "html"]));
    assert!(!own.contains("Not expressible") && own.contains("<h4>Funding</h4>"));
}

#[test]
fn plans_of_one_organization_make_a_trend_whatever_the_case_of_its_name() {
    let directory = archive(&PLANS);
    let whole = json(&text(&audit(directory.path(), &[".", "--format", "json"])));
    assert_eq!(whole["summary"]["organizations"], 2);
    let page = text(&audit(directory.path(), &[".", "--format", "html"]));
    assert_eq!(page.matches("<figure class=\"trend\">").count(), 1);
}

#[test]
fn what_was_lost_on_the_way_is_shown_with_its_reason() {
    let directory = archive(&PLANS);
    let page = text(&audit(directory.path(), &[".", "--format", "html"]));
    let row = page.lines().find(|line| line.contains("<bdi>T1</bdi>") && line.contains("dropped")).unwrap();
    assert!(row.contains("It could not be measured, &lt;b&gt;at all&lt;&#x2f;b&gt;."), "{row}");
}

#[test]
fn a_reader_that_goes_away_ends_nothing_but_the_writing() {
    let directory = archive(&PLANS);
    let output = audit(directory.path(), &[".", "-o", "nowhere/a.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not be written"));
    let output = audit(directory.path(), &[".", "-o", "a.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("does not tell the format"));
}
