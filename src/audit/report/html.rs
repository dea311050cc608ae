//! One self-contained page for a council: nothing is asked of any server, and every text from a plan is escaped by the template.
//!
//! Figures are of all plans. Pictures and excerpts are shown for as many plans as fit into [`DETAIL_BYTES`], those with the
//! lowest scores first, so that an audit of a thousand plans stays a page that opens at once; the page says so.

mod chart;
mod section;
mod trend;

use std::io::{self, Write};
use std::sync::Arc;

use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Value, context};
use serde::Serialize;

use crate::audit::{Audit, Letter, Organization, PlanAudit};
use crate::finding::Severity;
use crate::graph;
use crate::report::escape;
use crate::rule::Messages;

/// How many bytes of pictures and excerpts a page holds at most.
const DETAIL_BYTES: usize = 7_000_000;
/// How many rules are listed that speak in most plans.
pub(super) const PROBLEMS: usize = 12;
/// How many rules the summary names.
const NAMED_PROBLEMS: usize = 3;

/// A row of the table of plans.
#[derive(Serialize)]
struct Row<'a> {
    /// The place of the plan among all.
    number: usize,
    title: &'a str,
    file: &'a str,
    organization: &'a str,
    period: String,
    start: i16,
    mean: Option<i64>,
    letters: Vec<Option<u8>>,
    counts: Vec<usize>,
    elements: usize,
    /// Whether the page has a section about it.
    is_shown: bool,
}

#[derive(Serialize)]
struct Problem<'a> {
    title: &'a str,
    rule: &'a str,
    severity: &'static str,
    level: &'a str,
    counts: String,
}

pub(super) fn write(audit: &Audit, messages: &Arc<Messages>, out: &mut dyn Write) -> io::Result<()> {
    let environment = environment(messages).map_err(io::Error::other)?;
    let sections = sections(audit, &environment, messages).map_err(io::Error::other)?;
    let shown: Vec<usize> = sections.iter().map(|(number, _)| *number).collect();
    let rows: Vec<Row<'_>> = audit.plans.iter().enumerate().map(|(at, plan)| row(at + 1, plan, &shown)).collect();
    let organizations = audit.organizations();
    let names: Vec<Value> = organizations.iter().map(|organization| organization.name.into()).collect();
    let problems: Vec<Problem<'_>> = audit
        .total
        .problems()
        .into_iter()
        .take(PROBLEMS)
        .map(|problem| Problem {
            title: &problem.title,
            rule: &problem.rule,
            severity: problem.severity.name(),
            level: messages.name("severity", problem.severity.name()),
            counts: messages
                .render("audit/problem", Value::from_pairs([("plans", problem.plans), ("count", problem.findings)])),
        })
        .collect();
    let severities: Vec<Value> =
        Severity::ALL.map(|severity| as_heading(messages.name("severity", severity.name())).into()).into();
    let letters: Vec<Value> = Letter::ALL.map(|letter| messages.name("smart", letter.name()).into()).into();
    let counts: Vec<_> = Severity::ALL
        .into_iter()
        .map(|severity| {
            let name = format!("report/{}s", severity.name());
            let words = messages.render(&name, context! { count => audit.total.counts.of(severity) });
            context! { severity => severity.name(), words => with_thousands_apart(&words) }
        })
        .collect();
    let body: String = sections.iter().map(|(_, text)| text.as_str()).collect();
    let groups: Vec<(String, Option<f64>)> =
        audit.total.groups().map(|(group, mean)| (as_heading(messages.name("group", group)), mean)).collect();
    let smart: Vec<(String, Option<f64>)> =
        Letter::ALL.map(|letter| (messages.name("smart", letter.name()).to_owned(), audit.total.letter(letter))).into();
    let frame = |id, title| chart::Frame { id, title, messages };
    let page = environment.get_template("page.html").map_err(io::Error::other)?;
    let context = context! {
        language => messages.language.as_str(),
        direction => if messages.is_right_to_left() { "rtl" } else { "ltr" },
        version => env!("CARGO_PKG_VERSION"),
        style => Value::from_safe_string(style()),
        script => Value::from_safe_string(include_str!("html/script.js").to_owned()),
        marker => Value::from_safe_string(marker()),
        summary => summary(audit, messages),
        counts,
        smart => Value::from_safe_string(chart::scores(&frame("smart", messages.text("audit/scores")), &smart)),
        groups => Value::from_safe_string(chart::scores(&frame("groups", messages.text("audit/groups")), &groups)),
        trends => Value::from_safe_string(trend::all(&organizations, messages)),
        problems => Value::from(Serde(&problems)),
        severities,
        letters,
        rows => Value::from(Serde(&rows)),
        organizations => names,
        unread => audit.unread.iter().map(|u| context! { file => u.file.as_str(), reason => u.reason.as_str() }).collect::<Vec<_>>(),
        shown => shown.len(),
        plans => audit.plans.len(),
        sections => Value::from_safe_string(body),
    };
    let page = page.render(context).map_err(io::Error::other)?;
    writeln!(out, "{page}")
}

fn environment(messages: &Arc<Messages>) -> Result<Environment<'static>, minijinja::Error> {
    let messages = Arc::clone(messages);
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("html/page.html"))?;
    environment.add_template("plan.html", include_str!("html/plan.html"))?;
    environment.add_filter("path", |path: &str| Value::from_safe_string(path_in_lines(path)));
    environment.add_filter("heading", |word: &str| as_heading(word));
    environment.add_function("say", move |key: &str, facts: Kwargs| {
        let names: Vec<String> = facts.args().map(str::to_owned).collect();
        let pairs: Result<Vec<(String, Value)>, minijinja::Error> =
            names.into_iter().map(|name| Ok((name.clone(), facts.get::<Value>(&name)?))).collect();
        Ok::<_, minijinja::Error>(messages.render(&format!("audit/{key}"), Value::from_pairs(pairs?)))
    });
    Ok(environment)
}

/// The sections about plans that fit into the page, with the plans' places among all; in the order of the plans.
fn sections(
    audit: &Audit,
    environment: &Environment<'_>,
    messages: &Messages,
) -> Result<Vec<(usize, String)>, minijinja::Error> {
    let mut order: Vec<(usize, &PlanAudit)> =
        audit.plans.iter().enumerate().filter(|(_, plan)| plan.detail.is_some()).collect();
    order.sort_by(|(_, a), (_, b)| crate::audit::by_score(a, b));
    let (mut sections, mut bytes) = (Vec::new(), 0);
    for (at, plan) in order {
        let text = section::write(at + 1, plan, environment, messages)?;
        bytes += text.len();
        if bytes > DETAIL_BYTES {
            break;
        }
        sections.push((at + 1, text));
    }
    sections.sort_unstable_by_key(|(number, _)| *number);
    Ok(sections)
}

fn row<'a>(number: usize, plan: &'a PlanAudit, shown: &[usize]) -> Row<'a> {
    Row {
        number,
        title: &plan.title,
        file: &plan.file,
        organization: plan.organization.as_deref().unwrap_or_default(),
        period: plan.span.label(),
        start: plan.span.start.unwrap_or_default(),
        mean: plan.smart.mean().map(whole),
        letters: Letter::ALL.map(|letter| plan.smart.of(letter).map(crate::audit::Score::percent)).into(),
        counts: Severity::ALL.map(|severity| plan.counts.of(severity)).into(),
        elements: plan.elements,
        is_shown: shown.binary_search(&number).is_ok(),
    }
}

/// What is to be said of all plans, in sentences.
pub(super) fn summary(audit: &Audit, messages: &Messages) -> Vec<String> {
    let total = &audit.total;
    let say = |key: &str, facts: Value| messages.render(&format!("audit/{key}"), facts);
    // Of our own words and figures; sentences with titles of rules or plans are left as they are.
    let figures = |key: &str, facts: Value| with_thousands_apart(&say(key, facts));
    let organizations = audit.organizations();
    let mut sentences = vec![figures(
        "summary-size",
        context! { plans => total.plans, organizations => organizations.len(), elements => total.elements },
    )];
    if !audit.unread.is_empty() {
        sentences.push(figures("summary-unread", context! { unread => audit.unread.len() }));
    }
    if total.plans == 0 {
        return sentences;
    }
    let clean = audit.plans.iter().filter(|plan| plan.counts.all() == 0).count();
    sentences.push(figures(
        "summary-findings",
        context! {
            errors => total.counts.of(Severity::Error), warnings => total.counts.of(Severity::Warning),
            faulty => audit.plans.iter().filter(|plan| plan.counts.of(Severity::Error) > 0).count(), clean,
        },
    ));
    if total.counts.suppressed > 0 {
        sentences.push(figures("summary-suppressed", context! { suppressed => total.counts.suppressed }));
    }
    let mut letters: Vec<(f64, Letter)> =
        Letter::ALL.into_iter().filter_map(|letter| Some((total.letter(letter)?, letter))).collect();
    letters.sort_by(|a, b| b.0.total_cmp(&a.0));
    if let (Some(score), Some((best, first)), Some((least, last))) = (total.smart(), letters.first(), letters.last()) {
        let name = |letter: &Letter| messages.name("smart", letter.name()).to_owned();
        let (best_score, least_score) = (whole(*best), whole(*least));
        // Where all letters are the same, none is the strongest.
        let (best, least) = (Some(name(first)).filter(|_| best_score > least_score), name(last));
        let facts = context! { score => whole(score), best, best_score, least, least_score };
        sentences.push(say("summary-smart", facts));
    }
    let problems: Vec<String> = total
        .problems()
        .into_iter()
        .take(NAMED_PROBLEMS)
        .map(|problem| say("summary-problem", context! { title => problem.title.as_str(), plans => problem.plans }))
        .collect();
    if !problems.is_empty() {
        sentences.push(say("summary-problems", context! { problems }));
    }
    let trends: Vec<Option<f64>> =
        organizations.iter().filter(|organization| organization.has_trend()).map(Organization::last_change).collect();
    if !trends.is_empty() {
        let better = trends.iter().flatten().filter(|change| **change >= 1.0).count();
        let worse = trends.iter().flatten().filter(|change| **change <= -1.0).count();
        sentences.push(say("summary-trend", context! { organizations => trends.len(), better, worse }));
    }
    sentences
}

/// The nearest whole number, as scores are shown.
fn whole(score: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a score lies between -100 and 100")]
    let whole = score.round() as i64;
    whole
}

/// A sentence of ours with the thousands of its longer numbers apart.
fn with_thousands_apart(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        out.push_str(&grouped(&rest[start..end]));
        rest = &rest[end..];
    }
    out + rest
}

/// A path that breaks behind its slashes, where a line is too short for it.
fn path_in_lines(path: &str) -> String {
    path.split('/').map(escape).collect::<Vec<_>>().join("/<wbr>")
}

/// A word as it stands at the head of a column, or beside a bar.
fn as_heading(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// A number with its thousands apart.
fn grouped(number: impl ToString) -> String {
    let text = number.to_string();
    let (digits, rest) = text.split_once('.').map_or((text.as_str(), None), |(digits, rest)| (digits, Some(rest)));
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at) % 3 == 0 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

/// The page's own style, and that of the pictures of chains, held to those pictures.
fn style() -> String {
    let of_chains = graph::STYLE.split("<style>").nth(1).and_then(|text| text.split("</style>").next());
    let held: Vec<String> = of_chains
        .unwrap_or_default()
        .lines()
        .filter(|line| line.contains('{'))
        .map(|line| format!(".chain {}", line.trim_start()))
        .collect();
    format!("{}\n{}", include_str!("html/style.css"), held.join("\n"))
}

/// The head of the arrows of chains.
fn marker() -> String {
    graph::STYLE.split("</style>").nth(1).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(1234), "1234");
        assert_eq!(grouped(656_000_000), "656\u{202f}000\u{202f}000");
        assert_eq!(grouped("12345.50"), "12\u{202f}345.50");
        assert_eq!(with_thousands_apart("319000 warnings, 352 plans"), "319\u{202f}000 warnings, 352 plans");
        assert_eq!(with_thousands_apart("共有12345个错误"), "共有12\u{202f}345个错误");
    }

    #[test]
    fn paths_break_behind_slashes_and_headings_begin_with_a_capital() {
        assert_eq!(path_in_lines("a/b <c>.yaml"), "a/<wbr>b &lt;c&gt;.yaml");
        assert_eq!(["time", "équité", "时间", ""].map(as_heading), ["Time", "Équité", "时间", ""]);
    }

    #[test]
    fn the_style_of_chains_reaches_nothing_else() {
        let style = style();
        assert!(style.contains(".chain text {") && style.contains(".chain .box.broken {"));
        assert!(marker().starts_with("<defs>") && marker().contains("id=\"head\""));
    }
}
