//! StratML Part 2 (ANSI/AIIM 22): goals, targets as objectives, indicators with what is to be reached and what was measured.

use std::fmt::Write as _;

use super::Export;
use super::cover::text_language;
use super::html::escaped;
use crate::plan::{Element, ElementId, Kind, Measure, MeasureRole, MeasureValue, Plan, Relation};

/// Writes the file.
pub(super) fn write(export: &Export<'_>) -> String {
    let mut writer = Writer { export, out: String::new(), depth: 0 };
    writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let kind = match export.plan.root().word("level") {
        Some("strategic") => "Strategic_Plan",
        _ => "Performance_Plan",
    };
    let language = text_language(export);
    writer.open(&format!(
        "PerformancePlanOrReport xmlns=\"urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport\" xml:lang=\"{}\" Type=\"{kind}\"",
        escaped(&language)
    ));
    writer.plan();
    writer.close("PerformancePlanOrReport");
    writer.out
}

/// Whether an indicator's milestones can stand beside its target, which must then be the last of them by its date.
pub(super) fn keeps_milestones(indicator: &Element) -> bool {
    let day = |measure: &Measure| measure.date.as_ref().map(|date| date.value.last_day());
    let Some(last) = indicator.target().and_then(day) else { return false };
    indicator.measures(MeasureRole::Milestone).iter().all(|milestone| day(milestone).is_some_and(|day| day < last))
}

struct Writer<'w, 'e> {
    export: &'w Export<'e>,
    out: String,
    depth: usize,
}

impl Writer<'_, '_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{:1$}{text}", "", self.depth * 2);
    }

    fn open(&mut self, tag: &str) {
        self.line(&format!("<{tag}>"));
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.line(&format!("</{name}>"));
    }

    fn text(&mut self, name: &str, words: Option<&str>) {
        if let Some(words) = words {
            self.line(&format!("<{name}>{}</{name}>", escaped(words)));
        }
    }

    fn field(&mut self, name: &str, element: ElementId, field: &str) {
        let words = self.export.text(element, field).map(str::to_owned);
        self.text(name, words.as_deref());
    }

    fn plan(&mut self) {
        let plan = self.export.plan;
        let root = ElementId::PLAN;
        self.field("Name", root, "title");
        self.field("Description", root, "description");
        self.open("StrategicPlanCore");
        if self.export.text(root, "organization").is_some() {
            self.open("Organization");
            self.field("Name", root, "organization");
            self.close("Organization");
        }
        for (name, kind) in [("Vision", Kind::Vision), ("Mission", Kind::Mission)] {
            if let Some(id) = plan.of_kind(kind).first() {
                self.open(name);
                self.field("Description", *id, "statement");
                self.close(name);
            }
        }
        for goal in plan.children_of_kind(root, Kind::Goal) {
            self.result(plan, goal, "Goal");
        }
        self.close("StrategicPlanCore");
        self.open("AdministrativeInformation");
        self.text("Identifier", Some(plan.id()));
        if let Some(period) = plan.period() {
            let start = period.start.map(|start| start.value.first_day().to_string());
            let end = period.end.map(|end| end.value.last_day().to_string());
            self.text("StartDate", start.as_deref());
            self.text("EndDate", end.as_deref());
        }
        self.close("AdministrativeInformation");
    }

    /// A goal or an objective.
    fn result(&mut self, plan: &Plan, id: ElementId, tag: &str) {
        self.open(tag);
        self.field("Name", id, "title");
        self.field("Description", id, "statement");
        self.text("Identifier", Some(&plan.element(id).id));
        self.text("SequenceIndicator", Some(&plan.element(id).id));
        for owner in plan.element(id).words("owner") {
            self.open("Stakeholder StakeholderTypeType=\"Performer\"");
            self.text("Name", Some(&owner.value));
            self.close("Stakeholder");
        }
        self.relationships(plan, id, "contributes-to", Relation::ContributesTo);
        for child in plan.children_of_kind(id, Kind::Target) {
            self.result(plan, child, "Objective");
        }
        for child in plan.children_of_kind(id, Kind::Indicator) {
            self.indicator(plan, child);
        }
        self.field("OtherInformation", id, "description");
        self.close(tag);
    }

    fn relationships(&mut self, plan: &Plan, id: ElementId, field: &str, relation: Relation) {
        for link in plan.element(id).links(field).iter().map(|link| plan.link(*link)) {
            if link.relation == relation {
                self.open("Relationship RelationshipType=\"Narrower_Than\"");
                self.text("ReferentIdentifier", Some(&link.written));
                self.close("Relationship");
            }
        }
    }

    fn indicator(&mut self, plan: &Plan, id: ElementId) {
        let element = plan.element(id);
        let kind = match element.word("type") {
            Some("qualitative") => " PerformanceIndicatorType=\"Qualitative\"",
            Some("quantitative") => " PerformanceIndicatorType=\"Quantitative\"",
            _ => "",
        };
        self.open(&format!("PerformanceIndicator{kind}"));
        let name = self.export.name(id).map(|(_, words)| words.to_owned());
        self.text("MeasurementDimension", name.as_deref());
        self.text("UnitOfMeasurement", element.word("unit"));
        self.text("Identifier", Some(&element.id));
        self.relationships(plan, id, "measures", Relation::Measures);
        for (role, tag) in [
            (MeasureRole::Milestone, "TargetResult"),
            (MeasureRole::Target, "TargetResult"),
            (MeasureRole::Actual, "ActualResult"),
        ] {
            // Of several results the last by its date is taken for the target.
            if role == MeasureRole::Milestone && !keeps_milestones(element) {
                continue;
            }
            for measure in element.measures(role) {
                self.measure(measure, tag);
            }
        }
        self.field("OtherInformation", id, "description");
        self.close("PerformanceIndicator");
    }

    fn measure(&mut self, measure: &Measure, tag: &str) {
        let Some(value) = measure.value.as_ref().filter(|value| value.value != MeasureValue::Blank) else { return };
        self.open("MeasurementInstance");
        self.open(tag);
        match &value.value {
            MeasureValue::Number(number) => self.text("NumberOfUnits", Some(&number.normalize().to_string())),
            MeasureValue::Words(words) => self.text("Description", Some(words)),
            MeasureValue::Blank => {}
        }
        if let Some(date) = &measure.date {
            self.text("StartDate", Some(&date.value.first_day().to_string()));
            self.text("EndDate", Some(&date.value.last_day().to_string()));
        }
        self.close(tag);
        self.close("MeasurementInstance");
    }
}
