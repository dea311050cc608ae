//! The part of the page about one plan.

use minijinja::{Environment, Value, context};
use rust_decimal::prelude::ToPrimitive;

use super::{as_heading, chart, grouped, whole};
use crate::audit::{Bars, Chain, Entry, Letter, PlanAudit, SdgMap, Succession, Unit};
use crate::finding::Severity;
use crate::plan::Fate;
use crate::rule::Messages;

/// Rows of what was lost, and bars of a picture, that are shown at most.
const MOST_LOST: usize = 40;
const MOST_BARS: usize = 14;

pub(super) fn write(
    number: usize,
    plan: &PlanAudit,
    environment: &Environment<'_>,
    messages: &Messages,
) -> Result<String, minijinja::Error> {
    let Some(detail) = &plan.detail else { return Ok(String::new()) };
    let id = format!("plan-{number}");
    let smart: Vec<(String, Option<f64>)> = Letter::ALL
        .map(|letter| {
            let score = plan.smart.of(letter).map(|score| f64::from(score.percent()));
            (messages.name("smart", letter.name()).to_owned(), score)
        })
        .into();
    let smart_id = format!("{id}-smart");
    let frame = chart::Frame { id: &smart_id, title: messages.text("audit/scores"), messages };
    let groups: Vec<Value> = plan
        .groups
        .iter()
        .map(|(group, score)| context! { name => as_heading(messages.name("group", group)), score => score.map(|s| s.percent()) })
        .collect();
    let severities: Vec<Value> = Severity::ALL
        .into_iter()
        .filter(|severity| plan.counts.of(*severity) > 0)
        .map(|severity| {
            let name = format!("report/{}s", severity.name());
            Value::from(messages.render(&name, context! { count => plan.counts.of(severity) }))
        })
        .collect();
    let context = context! {
        id => id.as_str(),
        title => plan.title.as_str(),
        organization => plan.organization.as_deref(),
        period => plan.span.label(),
        file => plan.file.as_str(),
        elements => plan.elements,
        severities,
        smart => Value::from_safe_string(chart::scores(&frame, &smart)),
        mean => plan.smart.mean().map(whole),
        groups,
        chain => chain(&id, &detail.chain),
        too_large => match detail.chain { Chain::TooLarge(count) => Some(count), _ => None },
        has_sdg => detail.sdg.is_some(),
        sdg => detail.sdg.as_ref().and_then(|map| sdg(map, messages)),
        not_expressible => detail.not_expressible.as_deref(),
        money => detail.money.as_ref().map(|bars| money(&id, bars, messages)),
        is_funded => plan.is_funded,
        succession => detail.succession.as_ref().map(|succession| lost(succession, messages)),
        findings => detail.findings.iter().map(|entry| finding(entry, messages)).collect::<Vec<_>>(),
        more => plan.counts.all() - detail.findings.len(),
    };
    environment.get_template("plan.html")?.render(context)
}

fn chain(id: &str, chain: &Chain) -> Option<Value> {
    match chain {
        Chain::Drawing(drawing) => Some(Value::from_safe_string(drawing.to_svg_in_page(id))),
        Chain::TooLarge(_) | Chain::Nothing => None,
    }
}

/// The heat map: rows with a cell for each SDG, whose heat is between 0 and 4.
fn sdg(map: &SdgMap, messages: &Messages) -> Option<Value> {
    if !map.names_any() {
        return None;
    }
    let most = map.rows.iter().flat_map(|(.., counts)| counts).copied().max().unwrap_or(1).max(1);
    let rows: Vec<Value> = map
        .rows
        .iter()
        .map(|(id, name, counts)| {
            let cells: Vec<Value> = counts
                .iter()
                .map(|&count| context! { count, heat => if count == 0 { 0 } else { (count * 4).div_ceil(most) } })
                .collect();
            context! { id => id.as_str(), name => name.as_str(), cells }
        })
        .collect();
    let labels: Vec<Value> = (1..=17)
        .map(|number: usize| {
            let code = number.to_string();
            context! { number, label => messages.label(crate::plan::Framework::Sdg, &code) }
        })
        .collect();
    Some(context! { rows, labels })
}

fn money(id: &str, money: &[Bars], messages: &Messages) -> Vec<Value> {
    let charts = money.iter().enumerate().map(|(number, bars)| {
        let title = caption(bars, messages);
        let largest = bars.bars.first().map_or(rust_decimal::Decimal::ONE, |bar| bar.value);
        let shown: Vec<chart::Bar> = bars
            .bars
            .iter()
            .take(MOST_BARS)
            .map(|bar| chart::Bar {
                label: match (bar.for_all, bar.to.is_empty()) {
                    (true, _) => messages.text("audit/everything"),
                    (false, true) => messages.text("audit/nothing-there"),
                    (false, false) => format!("{} {}", messages.line_of(&strings(&bar.to)), bar.name),
                },
                share: (bar.value / largest).to_f64(),
                text: grouped(bar.value.normalize()),
            })
            .collect();
        let id = format!("{id}-money-{number}");
        let picture = chart::bars(&chart::Frame { id: &id, title: title.clone(), messages }, &shown);
        context! {
            title, picture => Value::from_safe_string(picture), more => bars.bars.len().saturating_sub(MOST_BARS),
        }
    });
    charts.collect()
}

fn strings(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// What a picture of money counts, and for which years.
fn caption(bars: &Bars, messages: &Messages) -> String {
    let unit = match &bars.unit {
        Unit::Money(Some(currency)) => currency.clone(),
        Unit::Money(None) => messages.text("audit/money-no-currency"),
        Unit::Share => messages.text("audit/money-share"),
        Unit::Staff => messages.text("audit/money-staff"),
    };
    let sum = grouped(bars.sum.normalize());
    messages.render("audit/money-caption", context! { unit, years => bars.years.as_deref(), sum })
}

fn lost(succession: &Succession, messages: &Messages) -> Value {
    let fates: Vec<String> = Fate::ALL
        .into_iter()
        .zip(succession.fates)
        .filter(|(_, count)| *count > 0)
        .map(|(fate, count)| format!("{} {count}", messages.name("disposition", fate.name())))
        .chain(
            (succession.unaccounted > 0)
                .then(|| format!("{} {}", messages.text("audit/unaccounted"), succession.unaccounted)),
        )
        .collect();
    let rows: Vec<Value> = succession
        .lost
        .iter()
        .take(MOST_LOST)
        .map(|fated| {
            let fate = fated.fate.map_or_else(
                || messages.text("audit/unaccounted"),
                |fate| messages.name("disposition", fate.name()).to_owned(),
            );
            context! { id => fated.id.as_str(), name => fated.name.as_str(), fate, words => fated.words.as_str() }
        })
        .collect();
    context! {
        before => if succession.name.is_empty() { succession.before.as_str() } else { succession.name.as_str() },
        asked => succession.asked,
        fates,
        rows,
        more => succession.lost.len().saturating_sub(MOST_LOST),
    }
}

fn finding(entry: &Entry, messages: &Messages) -> Value {
    let kind = entry.kind.map_or("", |kind| messages.name("kind", kind));
    context! {
        severity => entry.severity.name(),
        level => messages.name("severity", entry.severity.name()),
        element => entry.element.as_ref().map(|element| format!("{kind} {element}").trim().to_owned()),
        line => entry.location.clone().unwrap_or_else(|| messages.render("report/line", context! { line => entry.place[0] })),
        file => entry.file.as_str(),
        message => entry.message.as_str(),
        guidance => &*entry.guidance,
        rule => &*entry.rule,
        title => entry.title.as_str(),
        excerpt => entry.excerpt.as_ref().map(|excerpt| {
            context! {
                before => excerpt.before.as_str(), words => excerpt.words.as_str(), after => excerpt.after.as_str(),
            }
        }),
    }
}
