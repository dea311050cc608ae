use super::*;

#[track_caller]
fn all_mean(framework: Framework, code: &str, spellings: &[&str]) {
    for written in spellings {
        assert_eq!(known(framework, written), Some((code, Spelling::Variant)), "{written:?}");
    }
}

#[track_caller]
fn none_is_read(framework: Framework, spellings: &[&str]) {
    for written in spellings {
        assert_eq!(known(framework, written), None, "{written:?}");
    }
}

#[test]
fn the_frameworks_own_spelling_is_canonical_and_nothing_else() {
    for code in ["9", "9.c", "9.c.1", "16.10"] {
        assert_eq!(known(Sdg, code), Some((code, Spelling::Canonical)));
    }
    for code in ["C2", "C7.e-government", "T10"] {
        assert_eq!(known(Wsis, code), Some((code, Spelling::Canonical)));
    }
    all_mean(Sdg, "9.c", &["9.C", " 9.c", "9.c."]);
}

#[test]
fn sdg_codes_with_words_before_them() {
    all_mean(Sdg, "9", &["SDG 9", "Goal 9", "sdg9", "SDG-9", "SDG_9", "SDG: 9", "SDG goal 9", "09", "9."]);
    all_mean(Sdg, "9.c", &["SDG 9.c", "sdg9.c", "SDG target 9.c", "Target 9.C", "SDG Goal 9.c", "cible 9.c"]);
    all_mean(Sdg, "9.c.1", &["9.C.1", "SDG indicator 9.c.1", "SDG target 9.c.1", "UN SDG 9.c.1"]);
    all_mean(Sdg, "4.4", &["ODD 4.4", "Meta 4.4", "Objectif de développement durable 4.4", "ЦУР 4.4", "задача 4.4"]);
    all_mean(Sdg, "4.4", &["Objectif de de\u{301}veloppement durable 4.4"]);
}

#[test]
fn sdg_codes_in_chinese() {
    all_mean(Sdg, "9.c", &["９.c", "９．ｃ", "９．Ｃ", "９。c", "可持续发展目标9.c", "可持续发展目标 具体目标９.ｃ"]);
    all_mean(Sdg, "9.c.1", &["指标９.ｃ.１", "具体目标9.c.1"]);
    all_mean(Sdg, "17", &["目标17", "目标１７"]);
}

#[test]
fn sdg_codes_in_arabic() {
    all_mean(Sdg, "9.c", &["٩.c", "9-ج", "٩-ج", "الغاية ٩-ج", "\u{200f}9\u{200e}.c", "۹.c"]);
    all_mean(Sdg, "17.8.1", &["١٧.٨.١", "المؤشر ١٧٫٨٫١"]);
    all_mean(Sdg, "4", &["الهدف ٤"]);
}

#[test]
fn sdg_codes_with_cyrillic_letters() {
    all_mean(Sdg, "9.c", &["9.с", "9.С", "ЦУР 9.с"]);
    all_mean(Sdg, "9.c.1", &["9.с.1", "показатель 9.с.1"]);
    all_mean(Sdg, "1.a", &["1.а"]);
}

#[test]
fn sdg_codes_with_other_joints() {
    all_mean(Sdg, "9.c", &["9 . c", "9. c", "9 .c", "9\u{a0}.\u{a0}c", "09.c", "9c", "9C", "9-c", "9 – c"]);
    all_mean(Sdg, "9.c.1", &["9.C1", "9c1", "9c.1", "9-c-1", "9.c.01", "sdg9c1"]);
    all_mean(Sdg, "16.10.2", &["16 . 10 . 2", "16.10.02"]);
}

#[test]
fn what_leaves_the_sdg_code_open_is_not_read() {
    none_is_read(Sdg, &["", ".", "SDG", "9.1.c", "18", "0", "9.0", "009", "9..c", "9 c", "9,c", "4.1.1.a", "4.1.1(a)"]);
    // A range, a list, or a goal that comes last because the text runs from right to left.
    none_is_read(Sdg, &["1-3", "17-8", "17-8-1", "1.2-3", "9.c-1", "1, 4", "9 and 10", "SDG 9, 10", "1/4"]);
    // A footnote mark, a label, a part that is missing, a code of the other framework.
    none_is_read(Sdg, &["1²", "9.c²", "SDG 9: Industry", "target 9", "indicator 9.c", "C2", "3.в", "9.cc", "goalie 9"]);
    none_is_read(Sdg, &["9.c\n9.1", "c.9", "IX", "SDGs 9 - 11", "9-", "-9", ".9", "9.c.1.1", "178", "17.81", "1e1"]);
}

#[test]
fn wsis_lines() {
    all_mean(Wsis, "C2", &["c2", "С2", "с2", "C 2", "C-2", "C.2", "C02", "Ｃ２", "C٢", "C2.", "AL C2", "ALC2", "AL2"]);
    all_mean(
        Wsis,
        "C2",
        &["WSIS C2", "WSIS action line C2", "Action Line 2", "wsis:c2", "信息社会世界峰会行动方面Ｃ２"],
    );
    all_mean(
        Wsis,
        "C2",
        &["grande orientation C2", "ligne d’action C2", "Línea de acción C2", "Направление деятельности С2"],
    );
    all_mean(Wsis, "C2", &["خط العمل جيم 2", "خط العمل جيم٢", "ج2"]);
    all_mean(Wsis, "T1", &["t1", "Т1", "WSIS target 1", "Geneva target T1", "T 1"]);
}

#[test]
fn wsis_lines_of_c7() {
    let e_government =
        ["WSIS C7 e-government", "C7.egov", "C7 e-gov", "c7.E-Government", "C7e-government", "C7/e government"];
    all_mean(Wsis, "C7.e-government", &e_government);
    all_mean(
        Wsis,
        "C7.e-health",
        &["C7: e-health", "C7 (e-health)", "C7 – e-health", "С7.е-health", "C7.ehealth", "AL C7: e-Health."],
    );
    all_mean(Wsis, "C7.e-environment", &["C7 e-env"]);
    all_mean(Wsis, "C7.e-employment", &["C7 e-emp"]);
}

#[test]
fn what_leaves_the_wsis_code_open_is_not_read() {
    none_is_read(
        Wsis,
        &["", "C", "2", "C12", "C0", "T11", "WSIS 2", "C2 infrastructure", "C2.e-health", "C1 and C2", "C1-C3"],
    );
    none_is_read(
        Wsis,
        &[
            "e-health",
            "C7.e-e",
            "C7 e-",
            "C7 health",
            "C7 e-health e-science",
            "C7 e-governance",
            "C7 e-government services",
        ],
    );
    none_is_read(
        Wsis,
        &["action line T1", "target C2", "action line x2", "K2", "C2.1", "C1²", "9.c", "T1.1", "C7 egovern2"],
    );
}
