//! How the plans of an organization score, period after period.

use std::fmt::Write;

use minijinja::context;

use super::{chart, whole};
use crate::audit::{Letter, Organization, PlanAudit};
use crate::report::escape;
use crate::rule::Messages;

/// How many organizations get a picture; the table of plans has all.
const MOST: usize = 24;
/// How many periods a picture shows, the latest.
const PERIODS: usize = 6;

/// A picture and a table for each organization with plans for more than one period.
pub(super) fn all(organizations: &[Organization<'_>], messages: &Messages) -> String {
    let with_trend: Vec<&Organization<'_>> =
        organizations.iter().filter(|organization| organization.has_trend()).collect();
    let mut out = String::new();
    for (number, organization) in with_trend.iter().take(MOST).enumerate() {
        one(number, organization, messages, &mut out).expect("a String takes all");
    }
    if with_trend.len() > MOST {
        let facts = context! { shown => MOST, organizations => with_trend.len() };
        let words = messages.render("audit/trend-more", facts);
        writeln!(out, "<p class=\"soft\">{}</p>", escape(&words)).expect("a String takes all");
    }
    out
}

fn one(number: usize, organization: &Organization<'_>, messages: &Messages, out: &mut String) -> std::fmt::Result {
    let from = organization.plans.len().saturating_sub(PERIODS);
    let plans: &[&PlanAudit] = &organization.plans[from..];
    let letters = Letter::ALL.map(|letter| messages.name("smart", letter.name()).to_owned());
    let mean = messages.text("audit/smart");
    let groups: Vec<String> = letters.iter().cloned().chain([mean]).collect();
    let of = |plan: &PlanAudit| -> Vec<Option<f64>> {
        let letters = Letter::ALL.map(|letter| plan.smart.of(letter).map(|score| f64::from(score.percent())));
        letters.into_iter().chain([plan.smart.mean()]).collect()
    };
    let series: Vec<(String, Vec<Option<f64>>)> = plans.iter().map(|plan| (name_of(plan), of(plan))).collect();
    writeln!(
        out,
        "<figure class=\"trend\"><figcaption><h3><bdi>{}</bdi></h3></figcaption>",
        escape(organization.name)
    )?;
    let title = messages.render("audit/trend-of", context! { name => organization.name });
    let id = format!("trend-{number}");
    // On a narrow screen the picture is scrolled, by keyboard too.
    writeln!(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">", escape(&title))?;
    out.push_str(&chart::columns(&chart::Frame { id: &id, title, messages }, &groups, &series));
    out.push_str("</div>");
    if let Some(change) = organization.last_change() {
        let words = messages.render("audit/trend-change", context! { change => signed(change) });
        writeln!(out, "<p>{}</p>", escape(&words))?;
    }
    writeln!(out, "</figure>")
}

/// The plan's period, or its id where it has none.
fn name_of(plan: &PlanAudit) -> String {
    let label = plan.span.label();
    if label.is_empty() { plan.id.clone() } else { label }
}

/// With its sign, the real minus.
fn signed(change: f64) -> String {
    match whole(change) {
        0 => "±0".to_owned(),
        up @ 1.. => format!("+{up}"),
        down => format!("−{}", down.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn a_change_shows_its_direction() {
        assert_eq!([signed(3.6), signed(-2.0), signed(0.4)], ["+4", "−2", "±0"]);
    }
}
