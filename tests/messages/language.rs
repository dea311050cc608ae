//! Which language is spoken.

use std::path::Path;

use planlint::plan::Framework;
use planlint::project::{Choices, Project};
use planlint::rule::{Catalogue, Messages};
use planlint::source::MemorySource;
use planlint::workspace::Loader;

fn project(configuration: &str, language: Option<&str>, surroundings: Option<&str>) -> Project {
    let mut source = MemorySource::default();
    source.insert("planlint.yaml", configuration);
    let choices = Choices {
        language: language.map(str::to_owned),
        surroundings: surroundings.map(str::to_owned),
        ..Choices::default()
    };
    Project::load(&source, Some(Path::new("planlint.yaml")), choices).unwrap()
}

fn spoken(project: &Project, plan: &str) -> &'static str {
    let mut source = MemorySource::default();
    source.insert("plan.yaml", plan);
    let loaded = Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap();
    project.language_for(Some(&loaded.plan))
}

/// The language itself where there are messages in it, for the order does not depend on which are there.
fn there(language: &'static str) -> &'static str {
    Messages::language_of(language).unwrap_or("en")
}

#[test]
fn command_line_configuration_surroundings_and_plan_decide_in_this_order() {
    let plan = "plan: p\nlanguage: zh\n";
    assert_eq!(spoken(&project("profile: un\n", None, None), plan), there("zh"));
    assert_eq!(spoken(&project("profile: un\n", None, Some("en")), plan), "en");
    assert_eq!(spoken(&project("lang: fr\n", None, None), plan), Messages::language_of("fr").unwrap_or(there("zh")));
    assert_eq!(spoken(&project("lang: zh\n", Some("en"), Some("zh")), plan), "en");
    assert_eq!(spoken(&project("profile: un\n", None, Some("de")), "plan: p\nlanguages: [en, fr]\n"), "en");
    assert_eq!(spoken(&project("profile: un\n", None, None), "plan: p\nlanguage: pt\n"), "en");
}

#[test]
fn a_tag_asks_for_its_language() {
    assert_eq!(Messages::language_of("en_GB.UTF-8"), Some("en"));
    assert_eq!(Messages::language_of("en-US"), Some("en"));
    assert_eq!(Messages::language_of("C.UTF-8"), None);
    assert_eq!(Messages::language_of("POSIX"), None);
    assert_eq!(Messages::language_of(""), None);
}

#[test]
fn plans_of_one_project_are_spoken_of_in_their_own_languages() {
    let project = project("profile: un\n", None, None);
    let said = |plan: &str| {
        let mut source = MemorySource::default();
        source.insert("plan.yaml", plan);
        let loaded = Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap();
        let findings = project.judge(&project.rule_set("un").unwrap(), &loaded.plan, &loaded.sources).findings;
        let finding = findings.into_iter().find(|finding| &*finding.rule == "structure/goal-without-target").unwrap();
        (finding.message, finding.guidance.to_string())
    };
    let (english, guidance) = said("plan: p\ngoals: {G1: {title: t}}\n");
    assert_eq!(&*english, "Goal G1 has no target, so nobody can tell when it is met");
    assert!(guidance.starts_with("Give the goal"));
    for language in Messages::languages().filter(|language| *language != "en") {
        let (message, guidance) = said(&format!("plan: p\nlanguage: {language}\ngoals: {{G1: {{title: t}}}}\n"));
        assert!(message.contains("G1") && message != english, "{language}: {message}");
        assert!(!guidance.starts_with("Give the goal"), "{language}: {guidance}");
    }
}

#[test]
fn labels_of_codes_fall_back_to_english() {
    let messages = Messages::new("en", &[]);
    assert_eq!(messages.label(Framework::Sdg, "1"), "End of poverty");
    assert_eq!(messages.label(Framework::Wsis, "C2"), "Information and communication infrastructure");
    assert_eq!(messages.label(Framework::Sdg, "99.9"), "99.9");
    for language in Messages::languages() {
        let messages = Messages::new(language, &[]);
        assert_ne!(messages.label(Framework::Sdg, "9.c.1"), "9.c.1", "{language}");
        assert_ne!(messages.label(Framework::Sdg, "9.c"), "9.c", "{language}");
    }
}

/// A rule of a project's own, with its texts in a language.
fn own(translations: &str) -> Result<Catalogue, String> {
    let text = format!(
        "name: own\ntitle: Own\nsince: 0.1.0\nstatus: stable\npriority: core\nseverity: warning\napplies-to: goal\n\
         check: {{assert: owner is not none}}\nmessage: Goal {{{{ id }}}} has no owner\nguidance: g\nrationale: r\nsource: []\n\
         {translations}"
    );
    let files = vec![("rules/smart/own.yaml".into(), "smart/own.yaml".into(), text.into_bytes())];
    Catalogue::load(files).map_err(|error| error.to_string())
}

#[test]
fn rules_of_a_projects_own_may_be_translated() {
    let text = "translations: {en: {title: T, message: 'Nobody owns {{ id }}', guidance: Name one.}}\n";
    let catalogue = own(text).unwrap();
    let messages = catalogue.messages("en");
    assert_eq!(messages.title("smart/own"), "T");
    assert_eq!(&*messages.guidance("smart/own"), "Name one.");
    let names = minijinja::Value::from_pairs([("id", "G1")]);
    assert_eq!(messages.render("smart/own", names), "Nobody owns G1");
}

#[test]
fn a_translation_is_checked_like_the_rule() {
    let fault = own("translations: {en: {title: T, message: '{{ idd }}', guidance: g}}\n").unwrap_err();
    assert!(fault.contains("unknown name `idd`; did you mean `id`?"), "{fault}");
    let fault = own("translations: {xx: {title: T, message: m, guidance: g}}\n").unwrap_err();
    assert!(fault.contains("no messages in `xx`"), "{fault}");
    assert!(own("translations: {en: {title: T, message: m}}\n").unwrap_err().contains("guidance"));
}
