//! `textDocument/codeLens`: above each goal, priority, outcome and target, what it has.

use rust_decimal::Decimal;
use tower_lsp_server::ls_types::{CodeLens, CodeLensParams, Command};

use crate::plan::{ElementId, Kind, Plan};

use super::super::diagnostic::is_shown;
use super::super::plan_view::PlanView;
use super::super::snapshot::Snapshot;
use super::super::wording::say;

/// The command that a client which knows it shows the element's findings by; others show the words only.
const COMMAND: &str = "planlint.showFindings";

/// The lenses of a document. Each says something that can be counted; where there is nothing, there is no lens.
pub(in crate::server) fn lenses(snapshot: &Snapshot, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let here = snapshot.here(&params.text_document.uri)?;
    let (view, plan) = (here.view, here.view.plan());
    let kinds = [Kind::Goal, Kind::Priority, Kind::Outcome, Kind::Target, Kind::Output];
    let elements = plan.elements().filter(|(_, element)| {
        kinds.contains(&element.kind) && element.key.file == here.file && element.parent.is_some()
    });
    let counts = Counts::of(view);
    let lenses = elements.filter_map(|(id, element)| {
        let title = title(view, plan, id, &counts)?;
        let arguments = vec![here.open.uri.as_str().into(), element.id.to_string().into()];
        let command = Command { title, command: COMMAND.to_owned(), arguments: Some(arguments) };
        Some(CodeLens { range: view.range(element.key), command: Some(command), data: None })
    });
    Some(lenses.collect())
}

fn title(view: &PlanView, plan: &Plan, id: ElementId, counts: &Counts) -> Option<String> {
    let below = |kind: Kind| descendants(plan, id).filter(|&inner| plan.element(inner).kind == kind).count();
    let count = |key: &str, number: usize| (number > 0).then(|| say(view, key, &[("count", number.into())]));
    let parts: Vec<String> = [
        count("lens-targets", below(Kind::Target)),
        count("lens-outcomes", below(Kind::Outcome)),
        count("lens-indicators", below(Kind::Indicator)),
        share(plan, id).map(|share| say(view, "lens-share", &[("share", share.normalize().to_string().into())])),
        count("lens-findings", counts.within(plan, id)),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn descendants(plan: &Plan, id: ElementId) -> impl Iterator<Item = ElementId> {
    let mut pending = vec![id];
    std::iter::from_fn(move || {
        let next = pending.pop()?;
        pending.extend(plan.children(next).iter().copied());
        Some(next)
    })
    .skip(1)
}

/// The share of the total that is allocated to the element itself, where the plan says it or it can be told from amounts
/// in one currency.
fn share(plan: &Plan, id: ElementId) -> Option<Decimal> {
    let own = plan.index().incoming(id).iter().map(|&link| plan.link(link));
    let allocations: Vec<ElementId> =
        own.filter(|link| plan.element(link.from).kind == Kind::Allocation).map(|link| link.from).collect();
    // An allocation to several elements says nothing of one of them.
    let only = |&allocation: &ElementId| plan.index().outgoing(allocation).len() == 1;
    if allocations.is_empty() || !allocations.iter().all(only) {
        return None;
    }
    let shares: Option<Vec<Decimal>> =
        allocations.iter().map(|&allocation| Some(plan.element(allocation).number("share")?.value)).collect();
    if let Some(shares) = shares {
        return Some(shares.iter().sum());
    }
    let [total] = plan.totals.as_slice() else { return None };
    let whole = total.fields.number("amount")?.value;
    let currency =
        |element: &crate::plan::Element| element.word("currency").or(plan.root().word("currency")).map(str::to_owned);
    let amounts: Option<Vec<Decimal>> = allocations
        .iter()
        .map(|&allocation| plan.element(allocation))
        .map(|element| {
            let same = currency(element) == currency(&total.fields);
            Some(element.number("amount")?.value).filter(|_| same)
        })
        .collect();
    let sum: Decimal = amounts?.iter().sum();
    (whole > Decimal::ZERO).then(|| (sum * Decimal::ONE_HUNDRED / whole).round_dp(1))
}

/// How many findings each element has.
struct Counts(std::collections::HashMap<String, usize>);

impl Counts {
    fn of(view: &PlanView) -> Self {
        let mut counts = std::collections::HashMap::new();
        if let Some(judged) = view.judge() {
            for finding in judged.findings.iter().filter(|finding| is_shown(finding, &view.settings)) {
                if let Some(element) = &finding.element {
                    *counts.entry(element.to_string()).or_insert(0) += 1;
                }
            }
        }
        Self(counts)
    }

    fn within(&self, plan: &Plan, id: ElementId) -> usize {
        let of = |id: ElementId| self.0.get(&*plan.element(id).id).copied().unwrap_or(0);
        of(id) + descendants(plan, id).map(of).sum::<usize>()
    }
}
