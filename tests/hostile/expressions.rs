//! Rules of a project's own that are made to harm.

use super::{Place, Said};

/// A check of a small plan with one rule.
fn with_rule(condition: &str, check: &str, message: &str) -> Said {
    let place = Place::with_plan("plan: p\ngoals: {G1: {title: Universal connectivity}}\n");
    place.write("planlint.yaml", "rule-dirs: [own]\n");
    place.write("own/structure/own.yaml", rule("own", condition, check, message));
    place.check()
}

fn rule(name: &str, condition: &str, check: &str, message: &str) -> String {
    format!(
        "name: {name}\ntitle: Own\nsince: 0.1.0\nstatus: stable\npriority: core\nseverity: warning\napplies-to: goal\n\
         where: \"{condition}\"\ncheck: {check}\nmessage: \"{message}\"\nguidance: g\nrationale: r\nsource: []\n"
    )
}

const NEVER: &str = "{assert: 'false'}";

#[test]
fn expressions_that_would_run_for_ever_run_out_of_fuel() {
    let each = "{% for c in text %}";
    let nested = format!("{}x{}", each.repeat(8), "{% endfor %}".repeat(8));
    let squared = "{% for i in [1,2,3,4,5,6,7,8,9,0] %}";
    let many = format!("{}x{}", squared.repeat(9), "{% endfor %}".repeat(9));
    for message in [nested, many] {
        with_rule("true", NEVER, &message).ends_with(1).stays_short();
    }
    with_rule("9**9**9**9**9 > 0", NEVER, "m").ends_with(1).stays_short();
    with_rule("true", NEVER, "{{ 'a' * 100000000 }}{{ ('a' * 10000) * 10000 }}").ends_with(1).stays_short();
}

#[test]
fn what_calls_itself_cannot_be_written() {
    let message = "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}";
    with_rule("true", NEVER, message).ends_with(2).says("own/structure/own.yaml").says("only {{ values }}");
    with_rule("range(100000) | length > 0", NEVER, "m").ends_with(2).says("`range` cannot be called");
}

#[test]
fn expressions_without_end_are_refused_at_their_place() {
    let deep = format!("{}true{}", "(".repeat(20_000), ")".repeat(20_000));
    for condition in [deep, format!("{}true", "not ".repeat(50_000)), format!("{}1 < 0", "-".repeat(50_000))] {
        with_rule(&condition, NEVER, "m").ends_with(2).says("own/structure/own.yaml:8:9").stays_short();
    }
    with_rule(&format!("{}true", "not ".repeat(1000)), NEVER, "m").ends_with(2).says("signs in a row").stays_short();
    let parentheses = format!("{}true{}", "(".repeat(1000), ")".repeat(1000));
    with_rule(&parentheses, NEVER, "m").ends_with(2).says("recursion").stays_short();
}

#[test]
fn rule_files_and_configurations_that_are_no_text_of_a_person_are_refused() {
    let place = Place::with_plan("plan: p\n");
    place.write("planlint.yaml", format!("rules: {}", "[".repeat(100_000)));
    place.check().ends_with(2).says("planlint.yaml:1:").stays_short();
    place.write("planlint.yaml", "rule-dirs: [own]\n");
    place.write("own/structure/own.yaml", format!("name: {}", "[".repeat(100_000)));
    place.check().ends_with(2).says("own/structure/own.yaml:1:").stays_short();
    place.write("own/structure/own.yaml", b"name: \xff\xfe\0");
    place.check().ends_with(2).says("own/structure/own.yaml").stays_short();
    place.write("planlint.yaml", format!("exclude: ['{}']\n", "{a,b}".repeat(5_000)));
    place.check().stays_short();
    place.write("planlint.yaml", format!("exclude: ['{}x']\n", "*a".repeat(20_000)));
    place.check().stays_short();
}

#[test]
fn a_list_of_words_has_no_patterns_to_run_away_with() {
    // Rule files hold words, never regular expressions; what looks like one is taken by its letters.
    let check = "{wording: {list: '(a+)+$'}}";
    with_rule("true", check, "m").ends_with(2).says("own/structure/own.yaml").stays_short();
}

#[test]
fn ten_thousand_rule_files_are_read() {
    let place = Place::with_plan("plan: p\ngoals: {G1: {title: Universal connectivity}}\n");
    place.write("planlint.yaml", "rule-dirs: [own]\n");
    for number in 0..10_000 {
        let name = format!("own-{number}");
        place.write(&format!("own/structure/{name}.yaml"), rule(&name, "true", "{assert: 'title is not none'}", "m"));
    }
    place.check().ends_with(1);
}
