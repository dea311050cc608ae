//! Pairs of elements that speak of the same.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::super::about::{self, Form, FormOf, Said, TextPlace};
use super::super::context::Kept;
use super::super::reused_indicator::{Measured, are_measured_apart};
use super::super::{Context, Facts, Recalled};
use super::retelling::{are_told_apart, is_one_frame, retold};
use crate::framework::{Level, Reading, read};
use crate::lexicon::List;
use crate::likeness::{
    Degree, Evidence, Item, Key, Likeness, Outcome, Sequence, Unlike, are_elsewhere, code_key, compare,
    in_one_language, keys, kinship,
};
use crate::plan::schema::Framework;
use crate::plan::{ElementId, Kind, LinkTarget, Reads, Relation, watch};
use crate::text::{Language, Statement};

/// How much two statements share that are alike by their words alone: one word may be any.
const WORDS: usize = 4;

/// How much two statements share that both name one thing.
const A_THING: usize = 2;

/// How much two statements share where it is more than one thing: in a plan for water all are about water.
const TWO_THINGS: usize = 3;

/// Two elements that speak of the same.
#[derive(Debug)]
pub(in crate::check) struct Overlapping {
    /// The one that the plan names first.
    pub(super) first: ElementId,
    pub(super) second: ElementId,
    pub(super) how: Arc<Alike>,
}

/// How two elements speak of the same.
#[derive(Debug)]
pub(in crate::check) struct Alike {
    pub(super) first_text: TextPlace,
    pub(super) second_text: TextPlace,
    pub(super) likeness: Likeness,
    /// What a message says of it; found where it is asked for.
    pub(super) told: OnceLock<Facts>,
}

impl Outcome for Alike {
    fn is_same(&self) -> bool {
        self.likeness.degree == Degree::Same
    }
}

/// An element with what it is about.
#[derive(Debug)]
pub(in crate::check) struct Speaker {
    id: ElementId,
    said: Vec<Said>,
    /// The indicators of the SDG framework that it names.
    codes: BTreeSet<String>,
    /// What its indicators measure; asked for of those that are alike.
    measured: OnceLock<Vec<Measured>>,
    /// The elements that this hangs on.
    reads: Reads,
}

/// The elements of a kind with what each speaks of as one before it does.
pub(in crate::check) type Speakers = Sequence<Speaker, Alike>;

impl Speaker {
    fn of(cx: &Context<'_>, id: ElementId) -> Item<Self> {
        let ((said, codes), reads) = watch(|| (about::said(cx, id), indicator_codes(cx, id)));
        let thesaurus = cx.lexicon.thesaurus();
        let forms = said.iter().flat_map(|said| &said.forms);
        let mut own_keys = keys(thesaurus, forms.flat_map(|form| [&form.subject, &form.by_words, &form.by_fields]));
        if !said.is_empty() {
            own_keys.extend(codes.iter().map(|code| code_key(code)));
        }
        Item { what: Self { id, said, codes, measured: OnceLock::new(), reads }, names: Vec::new(), keys: own_keys }
    }

    fn measured(&self, cx: &Context<'_>) -> &[Measured] {
        self.measured.get_or_init(|| cx.plan.indicators_of(self.id).map(|id| Measured::of(cx, id)).collect())
    }
}

/// The elements of a kind that speak of the same as one before them: for each the first with which it shares all, else
/// the first with which it shares a part.
pub(super) fn find(cx: &Context<'_>, kind: Kind, indistinct: &[Key], recalled: &mut Recalled) -> Vec<Overlapping> {
    let ids = cx.plan.of_kind(kind);
    // One alone overlaps with nothing, and need not be read.
    if ids.len() < 2 {
        return Vec::new();
    }
    let compare = |first: &Speaker, second: &Speaker| overlap(cx, first, second, indistinct);
    let speakers = match recalled.speakers(kind, indistinct) {
        Some(Kept { compared: mut speakers, changed }) => {
            let is_other = |(_, speaker): &(u32, &Speaker)| speaker.reads.any_of(&changed);
            let others: Vec<u32> = (0u32..).zip(speakers.items()).filter(is_other).map(|(index, _)| index).collect();
            let others = others.into_iter().map(|index| (index, Speaker::of(cx, ids[index as usize]))).collect();
            speakers.replace(others, compare);
            speakers
        }
        None => Sequence::of(ids.par_iter().with_min_len(16).map(|&id| Speaker::of(cx, id)).collect(), compare),
    };
    let found = |(second, first, how): (usize, usize, &Arc<Alike>)| Overlapping {
        first: ids[first],
        second: ids[second],
        how: Arc::clone(how),
    };
    let found = speakers.found().map(found).collect();
    recalled.keep_speakers(kind, indistinct, speakers);
    found
}

fn overlap(cx: &Context<'_>, first: &Speaker, second: &Speaker, indistinct: &[Key]) -> Option<Alike> {
    let (one, other) = in_one_language(&first.said, &second.said, |said| said.language)?;
    if are_linked(cx, first.id, second.id) || cover_one_entry(cx, first.id, second.id) {
        return None;
    }
    let are_one = |(one, other, likeness): &(&Form, &Form, Likeness)| {
        likeness.degree == Degree::Same
            || !(are_measured_apart(first.measured(cx), second.measured(cx))
                || goes_beyond(cx, one)
                || goes_beyond(cx, other)
                || are_counted_apart(cx, one, other))
    };
    let said = [one, other];
    let found = alike(cx, first, second, said, indistinct).filter(are_one);
    let retold = || in_other_words(cx, said, indistinct).filter(are_one);
    // What goes beyond another text has most of its words.
    let is_of_one_reach = |(one, other, _): &(&Form, &Form, Likeness)| goes_beyond(cx, one) == goes_beyond(cx, other);
    let (one, other, likeness) = found.or_else(|| retold().filter(is_of_one_reach))?;
    Some(Alike { first_text: one.place, second_text: other.place, likeness, told: OnceLock::new() })
}

/// The forms of two elements by which they speak of the same: those by which all is shared, else the first by which a
/// part is.
fn alike<'s>(
    cx: &Context<'_>,
    first: &Speaker,
    second: &Speaker,
    said: [&'s Said; 2],
    indistinct: &[Key],
) -> Option<(&'s Form, &'s Form, Likeness)> {
    let thesaurus = cx.lexicon.thesaurus();
    let same_code = !first.codes.is_disjoint(&second.codes);
    let of_fields = cx.element(first.id).kind != Kind::Target;
    let mut part = None;
    let are_headings = OnceCell::new();
    for one in &said[0].forms {
        let others = said[1].forms.iter().filter(|other| are_comparable(one.of, other.of));
        for other in others.filter(|other| {
            one.subject.may_share(&other.subject)
                || one.by_words.may_share(&other.by_words)
                || one.by_fields.may_share(&other.by_fields)
        }) {
            let same_level = are_at_one_level(cx, one, other);
            let evidence = Evidence { same_code, same_level, of_fields };
            let likeness = match compare(thesaurus, &one.subject, &other.subject, evidence, indistinct) {
                // An indicator called by one word, or a title beside a statement, is short: one thing of it may stand anywhere.
                Ok(likeness) if likeness.degree != Degree::Same && likeness.weight < TWO_THINGS => {
                    let one_word = |form: &Form| form.of == FormOf::Indicator && is_one_word(cx, form);
                    if one_word(one) || one_word(other) || are_title_and_statement(said, one.of, other.of) {
                        continue;
                    }
                    likeness
                }
                Ok(likeness) => likeness,
                Err(Unlike::Differ) => continue,
                Err(_) if one.of == FormOf::Indicator || other.of == FormOf::Indicator => continue,
                Err(why) => {
                    let by_words = || {
                        let likeness = compare(thesaurus, &one.by_words, &other.by_words, evidence, indistinct).ok()?;
                        (why == Unlike::Open && likeness.weight >= WORDS).then_some(likeness)
                    };
                    // Where each names something of its own, the wider view must join what they say first of themselves.
                    let by_fields = || {
                        if are_of_other_objects(cx, one, other, indistinct) {
                            return None;
                        }
                        let likeness =
                            compare(thesaurus, &one.by_fields, &other.by_fields, evidence, indistinct).ok()?;
                        // A title beside a whole statement says too little, unless nothing else stands against it.
                        let is_enough = match (why, likeness.degree) {
                            (Unlike::Open, Degree::Same) => true,
                            (_, Degree::Same) => are_of_one_sort(one, other),
                            (Unlike::Open, Degree::Part(_)) => {
                                are_of_one_sort(one, other) && likeness.weight >= A_THING
                            }
                            (_, Degree::Part(_)) => are_of_one_sort(one, other) && likeness.weight >= TWO_THINGS,
                        };
                        is_enough.then_some(likeness)
                    };
                    let Some(likeness) = by_words().or_else(by_fields) else { continue };
                    if are_counted_apart(cx, one, other) {
                        continue;
                    }
                    likeness
                }
            };
            if [one.of, other.of].iter().any(|of| matches!(of, FormOf::Title | FormOf::Both))
                && *are_headings.get_or_init(|| are_headings_of_two(cx, said, indistinct))
            {
                continue;
            }
            // The name of an indicator gives no quantity; its target does.
            let of_indicator = one.of == FormOf::Indicator || other.of == FormOf::Indicator;
            let [first, second] = said.map(|said| said.forms.first());
            let are_apart = |first: &Form, second: &Form| {
                are_counted_apart(cx, first, second) || are_elsewhere(&first.subject, &second.subject)
            };
            if of_indicator && first.zip(second).is_some_and(|(first, second)| are_apart(first, second)) {
                continue;
            }
            if likeness.degree == Degree::Same {
                return Some((one, other, likeness));
            }
            part = part.or(Some((one, other, likeness)));
        }
    }
    part
}

/// The texts of two elements of which one tells in other words what the other tells.
fn in_other_words<'s>(
    cx: &Context<'_>,
    said: [&'s Said; 2],
    indistinct: &[Key],
) -> Option<(&'s Form, &'s Form, Likeness)> {
    // Where both are measured, their measures are held against each other; where one is, by what may be the other's result.
    let measured = said.map(|said| said.forms.iter().any(|form| form.of == FormOf::Indicator));
    let is_told = |of: FormOf| match of {
        FormOf::Text | FormOf::Title => true,
        FormOf::Indicator => measured[0] != measured[1],
        FormOf::Both => false,
    };
    let own = |said: &'s Said| said.forms.iter().filter(move |form| is_told(form.of));
    let mut pairs = own(said[0]).flat_map(|one| own(said[1]).map(move |other| (one, other)));
    pairs.find_map(|(one, other)| {
        let may = one.subject.may_share(&other.subject)
            || one.by_fields.may_share(&other.by_fields)
            || one.by_words.may_share(&other.by_words);
        let is_short = are_title_and_statement(said, one.of, other.of);
        let likeness = may.then(|| retold(cx, [one, other], is_short, indistinct))??;
        Some((one, other, likeness))
    })
}

/// Whether two forms are both of titles, or both of statements; what has no statement says all in its title.
fn are_of_one_sort(one: &Form, other: &Form) -> bool {
    let is_title = |form: &Form| form.of == FormOf::Title || (form.of == FormOf::Text && form.place.is_title());
    one.of == other.of || (is_title(one) && is_title(other))
}

/// Whether two forms say nearly the same of two objects, or are about known things with nothing near to each other: diabetes
/// under control, and blood pressure. That both are of one field of work is no likeness then.
fn are_of_other_objects(cx: &Context<'_>, one: &Form, other: &Form, indistinct: &[Key]) -> bool {
    let kin = kinship(cx.lexicon.thesaurus(), &one.subject, &other.subject, indistinct);
    let is_wholly_other = kin.is_some_and(|kin| kin.each_knows_more() && kin.shared.is_empty());
    is_wholly_other || is_one_frame(cx, one, other)
}

/// Whether the titles of two elements are headings under which each states a result of its own: `rural broadband`, of which
/// one gives the coverage and the other the speed.
fn are_headings_of_two(cx: &Context<'_>, said: [&Said; 2], indistinct: &[Key]) -> bool {
    let stated = said.map(|said| said.forms.iter().find(|form| form.of == FormOf::Text));
    let [Some(one), Some(other)] = stated else { return false };
    are_told_apart(cx, one, other, indistinct)
}

/// Whether a text is a single word; in Chinese, which has no blanks, none is.
fn is_one_word(cx: &Context<'_>, form: &Form) -> bool {
    let entry = form.place.entry(cx);
    form.subject.language != Language::Chinese
        && entry.is_some_and(|entry| !entry.words.trim().contains(char::is_whitespace))
}

/// Whether one form is the title of an element that has a statement too, the other the statement of one that has a title.
fn are_title_and_statement(said: [&Said; 2], one: FormOf, other: FormOf) -> bool {
    let both_have = said.iter().all(|said| said.forms.iter().any(|form| form.of == FormOf::Title));
    both_have && matches!((one, other), (FormOf::Title, FormOf::Text) | (FormOf::Text, FormOf::Title))
}

/// Whether a text says that it goes beyond another: extending part 1 to what part 1 leaves out.
fn goes_beyond(cx: &Context<'_>, form: &Form) -> bool {
    form.place.entry(cx).is_some_and(|entry| cx.lexicon.find(List::Beyond, &entry.words, &entry.language).is_some())
}

/// Whether two statements give quantities in units of which none is the other's: a share of forests that have a plan, and
/// the hectares of forest that burn.
fn are_counted_apart(cx: &Context<'_>, one: &Form, other: &Form) -> bool {
    let units = |form| -> BTreeSet<Box<str>> {
        statement(cx, form)
            .map_or(&[][..], |statement| &statement.quantities)
            .iter()
            .filter_map(|quantity| quantity.unit.clone())
            // Half as many are 50 per cent less.
            .map(|unit| if &*unit == "factor" { "percent".into() } else { unit })
            .collect()
    };
    let (one, other) = (units(one), units(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// Whether two forms may be held against each other. Of two indicators another check speaks, and what is said together
/// is only compared with what is said together.
fn are_comparable(one: FormOf, other: FormOf) -> bool {
    match (one, other) {
        (FormOf::Indicator, FormOf::Indicator) => false,
        (FormOf::Both, other) | (other, FormOf::Both) => matches!(other, FormOf::Both | FormOf::Text),
        _ => true,
    }
}

/// Whether one says that it serves the other, or stands below it: a chain of results is no overlap.
fn are_linked(cx: &Context<'_>, one: ElementId, other: ElementId) -> bool {
    let leads = |from: ElementId, to: ElementId| {
        let links = cx.plan.index().outgoing(from).iter().map(|&link| cx.plan.link(link).target);
        cx.plan.ancestors(from).any(|above| above == to)
            || links.into_iter().any(|target| target == LinkTarget::Element(to))
    };
    leads(one, other) || leads(other, one)
}

/// Whether both cover one entry of the scope, of which `overlap/scope-covered-twice` speaks.
fn cover_one_entry(cx: &Context<'_>, one: ElementId, other: ElementId) -> bool {
    let entries = |id: ElementId| -> BTreeSet<ElementId> {
        let links = cx.plan.index().outgoing(id).iter().map(|&link| cx.plan.link(link));
        let covered = links.filter(|link| link.relation == Relation::Covers);
        covered
            .filter_map(|link| if let LinkTarget::Element(entry) = link.target { Some(entry) } else { None })
            .collect()
    };
    let scope = [Kind::Goal, Kind::Priority, Kind::Enabler].contains(&cx.element(one).kind);
    scope && !entries(one).is_disjoint(&entries(other))
}

/// The indicators of the SDG framework that an element or an indicator of it names.
fn indicator_codes(cx: &Context<'_>, id: ElementId) -> BTreeSet<String> {
    let own = cx.element(id).codes("sdg").iter();
    let below = cx.plan.indicators_of(id).flat_map(|indicator| cx.element(indicator).codes("sdg"));
    let entry = |code: &crate::plan::Code| match read(Framework::Sdg, &code.written) {
        Reading::Known { entry, .. } => (entry.level == Level::Indicator).then(|| entry.code.clone()),
        Reading::Unknown { .. } => None,
    };
    own.chain(below).filter_map(entry).collect()
}

/// Whether two statements give the same quantity.
fn are_at_one_level(cx: &Context<'_>, one: &Form, other: &Form) -> bool {
    let (Some(one), Some(other)) = (statement(cx, one), statement(cx, other)) else { return false };
    let mut pairs = one.quantities.iter().flat_map(|one| other.quantities.iter().map(move |other| (one, other)));
    pairs.any(|(one, other)| (one.value - other.value).abs() < f64::EPSILON && one.unit == other.unit)
}

pub(super) fn statement<'f>(cx: &Context<'_>, form: &'f Form) -> Option<&'f Statement> {
    let read = || {
        let entry = form.place.entry(cx)?;
        let language = Language::of_tag(&entry.language)?;
        Some(cx.analyst.statement(cx.lexicon, &entry.words, language))
    };
    form.statement.get_or_init(read).as_deref()
}
