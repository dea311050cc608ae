//! StratML: what is read of it.

use planlint::plan::{Kind, MeasureRole, MeasureValue, Relation};

use super::{element, findings, plan, written};

const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="part2.xsl"?>
<s:PerformancePlanOrReport xmlns:s="urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport" Type="Strategic_Plan" xml:lang="en">
  <s:StrategicPlanCore>
    <s:Goal>
      <s:Identifier>_g1</s:Identifier>
      <s:Objective>
        <s:PerformanceIndicator PerformanceIndicatorType="Quantitative">
          <s:MeasurementInstance>
            <s:TargetResult>
              <s:NumberOfUnits>60</s:NumberOfUnits><s:StartDate>2026-01-01</s:StartDate><s:EndDate>2026-12-31</s:EndDate>
            </s:TargetResult>
            <s:ActualResult><s:NumberOfUnits>0</s:NumberOfUnits><s:Description>[To be determined]</s:Description></s:ActualResult>
          </s:MeasurementInstance>
          <s:MeasurementInstance>
            <s:TargetResult>
              <s:EndDate>2025-12-31Z</s:EndDate><s:StartDate>2025-01-01Z</s:StartDate><s:NumberOfUnits>45.5</s:NumberOfUnits>
            </s:TargetResult>
            <s:ActualResult><s:NumberOfUnits>44</s:NumberOfUnits><s:EndDate>2025-12-31</s:EndDate></s:ActualResult>
          </s:MeasurementInstance>
          <s:UnitOfMeasurement>percent</s:UnitOfMeasurement>
          <s:MeasurementDimension>Wells that give safe water</s:MeasurementDimension>
        </s:PerformanceIndicator>
        <s:PerformanceIndicator PerformanceIndicatorType="Qualitative">
          <s:SequenceIndicator>1.1.2</s:SequenceIndicator><s:MeasurementDimension/><s:UnitOfMeasurement/>
          <s:Identifier>_empty</s:Identifier>
          <s:MeasurementInstance>
            <s:TargetResult><s:Description/><s:StartDate>2025-01-01</s:StartDate></s:TargetResult>
            <s:ActualResult><s:Description>[To be determined]</s:Description></s:ActualResult>
          </s:MeasurementInstance>
        </s:PerformanceIndicator>
        <s:Stakeholder StakeholderTypeType="Organization">
          <s:Name>Water board</s:Name><s:Role><s:RoleType>Performer</s:RoleType></s:Role>
        </s:Stakeholder>
        <s:Relationship><s:ReferentIdentifier>_g1</s:ReferentIdentifier></s:Relationship>
        <s:Identifier>_o1</s:Identifier>
        <s:Description>Households draw safe water.</s:Description>
        <s:Name>Safe wells</s:Name>
      </s:Objective>
      <s:Name>Water</s:Name>
    </s:Goal>
    <s:Value><s:Name>Openness</s:Name><s:Description>Figures are public.</s:Description></s:Value>
    <s:Mission><s:Description>We bring water.</s:Description></s:Mission>
    <s:Vision><s:Description>Water for everyone.</s:Description></s:Vision>
    <s:Organization><s:Name>Valley Water</s:Name></s:Organization>
  </s:StrategicPlanCore>
  <s:AdministrativeInformation>
    <s:EndDate>2027-12-31</s:EndDate><s:StartDate>2025-01-01</s:StartDate><s:Identifier>valley-2025</s:Identifier>
  </s:AdministrativeInformation>
  <s:Name>Plan of the valley</s:Name>
</s:PerformancePlanOrReport>
"#;

#[test]
fn children_in_any_order_are_read_with_their_places() {
    let loaded = plan(REPORT);
    let found = &loaded.plan;
    assert!(found.notes.is_empty(), "{:?}", found.notes);
    assert_eq!((found.id(), found.format), ("valley-2025", Some("stratml")));
    let root = found.root();
    assert_eq!(&*root.text("title").unwrap().entries[0].words, "Plan of the valley");
    assert_eq!(&*root.text("organization").unwrap().entries[0].words, "Valley Water");
    assert_eq!(root.word("level"), Some("strategic"));
    assert_eq!(root.period("period").unwrap().end.unwrap().value.to_string(), "2027-12-31");
    assert_eq!(found.of_kind(Kind::Vision).len() + found.of_kind(Kind::Mission).len(), 2);
    assert_eq!(found.parts.len(), 1, "a value is a principle");
    let objective = element(found, "goal-1.objective-1");
    assert_eq!(objective.kind, Kind::Target);
    assert_eq!(written(&loaded.sources, objective.key), "Safe wells");
    assert_eq!(objective.word("owner"), Some("Water board"));
    let link = found.link(objective.links("contributes-to")[0]);
    assert_eq!((&*link.written, link.relation), ("goal-1", Relation::ContributesTo));
    assert_eq!(written(&loaded.sources, link.at), "_g1");
    super::all_places_lie_within(&loaded);
}

#[test]
fn the_last_target_is_the_target_and_earlier_ones_stand_on_the_way() {
    let loaded = plan(REPORT);
    let indicator = element(&loaded.plan, "goal-1.objective-1.indicator-1");
    let target = indicator.target().unwrap();
    assert_eq!(target.number().unwrap().to_string(), "60");
    assert_eq!(written(&loaded.sources, target.place()), "60");
    let milestones = indicator.measures(MeasureRole::Milestone);
    assert_eq!(milestones.len(), 1);
    assert_eq!(milestones[0].number().unwrap().to_string(), "45.5");
    assert_eq!(milestones[0].date.unwrap().value.to_string(), "2025-12-31");
    let actuals = indicator.measures(MeasureRole::Actual);
    assert_eq!(actuals.len(), 1, "zero beside `To be determined` was not measured");
    assert_eq!(indicator.word("unit"), Some("percent"));
    assert!(indicator.baseline().is_none());
}

#[test]
fn an_empty_template_is_no_indicator() {
    assert_eq!(plan(REPORT).plan.of_kind(Kind::Indicator).len(), 1);
}

#[test]
fn what_the_format_cannot_say_is_not_missed() {
    let rules: Vec<String> = findings(&plan(REPORT)).iter().map(|finding| finding.rule.to_string()).collect();
    for silent in ["measure/baseline-missing", "funding/unfunded-element", "measure/source-missing"] {
        assert!(!rules.iter().any(|rule| rule == silent), "{silent} in {rules:?}");
    }
}

#[test]
fn part_one_has_no_indicators_to_miss() {
    let loaded = plan(
        "<StrategicPlan><Name>p</Name><StrategicPlanCore><Goal><Name>Water</Name>\
                       <Objective><Name>Safe wells</Name></Objective></Goal></StrategicPlanCore></StrategicPlan>",
    );
    let rules: Vec<String> = findings(&loaded).iter().map(|finding| finding.rule.to_string()).collect();
    for silent in ["structure/target-without-indicator", "time/target-without-deadline", "smart/target-not-measurable"]
    {
        assert!(!rules.iter().any(|rule| rule == silent), "{silent} in {rules:?}");
    }
    assert!(rules.iter().any(|rule| rule == "governance/owner-missing"), "{rules:?}");
}

#[test]
fn a_placeholder_in_place_of_a_target_is_one() {
    let loaded = plan(
        &REPORT
            .replace("<s:NumberOfUnits>60</s:NumberOfUnits>", "<s:NumberOfUnits/><s:Description>[TBD]</s:Description>"),
    );
    let target = element(&loaded.plan, "goal-1.objective-1.indicator-1").target().unwrap();
    assert_eq!(target.value.as_ref().unwrap().value, MeasureValue::Words("[TBD]".into()));
}

#[test]
fn an_identifier_given_twice_is_told_only_where_something_refers_to_it() {
    let twice = REPORT.replace("<s:Identifier>_o1</s:Identifier>", "<s:Identifier>_g1</s:Identifier>");
    let rules = |text: &str| -> Vec<String> { findings(&plan(text)).iter().map(|f| f.rule.to_string()).collect() };
    assert!(rules(&twice).iter().any(|rule| rule == "structure/duplicate-id"));
    let unreferred = twice.replace("<s:ReferentIdentifier>_g1</s:ReferentIdentifier>", "<s:ReferentIdentifier/>");
    assert!(!rules(&unreferred).iter().any(|rule| rule == "structure/duplicate-id"));
}

#[test]
fn dialects_are_read_too() {
    let gathered = plan(
        "<StrategicPlan><Name>p</Name><Goals><Goal><Name>g</Name><Objectives><Objective><Name>o</Name>\
         <PerformanceIndicators><PerformanceIndicator><Name>i</Name><UnitOfMeasure>percent</UnitOfMeasure>\
         <Target><MeasureValue>80</MeasureValue></Target><Current><MeasureValue>62</MeasureValue></Current>\
         <ActualResults><Result><Date>2023-Q1</Date><Actual><MeasureValue>40</MeasureValue></Actual>\
         <Target><MeasureValue>50</MeasureValue></Target></Result></ActualResults>\
         </PerformanceIndicator></PerformanceIndicators></Objective></Objectives></Goal></Goals></StrategicPlan>",
    );
    let indicator = element(&gathered.plan, "goal-1.objective-1.indicator-1");
    assert_eq!(indicator.target().unwrap().number().unwrap().to_string(), "80");
    assert_eq!(indicator.measures(MeasureRole::Actual).len(), 2);
    let newer = plan(
        "<x:OrganizationalStrategyDocument xmlns:x=\"http://schemas.stratml.us/3.5\"><x:Identifier>d</x:Identifier><x:Organization>\
         <x:Name>Run</x:Name><x:Strategy><x:Goal><x:Name>g</x:Name><x:Objective><x:Name>o</x:Name>\
         <x:QuantitativePerformanceIndicator><x:Name>Shares</x:Name><x:UnitOfMeasurement><x:Name>Percent</x:Name></x:UnitOfMeasurement>\
         <x:Target><x:Result><x:NumberOfUnits>0.1</x:NumberOfUnits></x:Result><x:Result><x:NumberOfUnits>0.2</x:NumberOfUnits></x:Result></x:Target>\
         </x:QuantitativePerformanceIndicator></x:Objective></x:Goal></x:Strategy></x:Organization></x:OrganizationalStrategyDocument>",
    );
    let shares = element(&newer.plan, "goal-1.objective-1.indicator-1");
    assert_eq!(
        (newer.plan.id(), shares.word("unit"), shares.word("type")),
        ("d", Some("Percent"), Some("quantitative"))
    );
    let target = shares.target().unwrap();
    assert!(target.value.is_none() && target.flawed, "values of several parts are no value of the whole");
}
