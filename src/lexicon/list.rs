//! The word lists that a language has.

use serde::Deserialize;
use serde::de::value::StrDeserializer;

/// What the entries of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words and phrases, found as they are listed.
    Words,
    /// Regular expressions.
    Patterns,
    /// Phrases of statements, with inflected forms and open places; see [`text`](crate::text).
    Phrases,
    /// Phrases of statements, listed under what they mean.
    Table,
    /// Regular expressions, listed under what they mean.
    PatternTable,
}

/// Declares the lists, so that each is named once.
macro_rules! lists {
    ($($(#[doc = $about:literal])* $name:ident: $form:ident,)*) => {
        /// A word list of a language, under its name in `rules/lexicon/<language>.yaml` (in kebab case).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum List {
            $($(#[doc = $about])* $name,)*
        }

        impl List {
            /// Every list.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// What its entries are.
            #[must_use]
            pub const fn form(self) -> Form {
                match self {
                    $(Self::$name => Form::$form,)*
                }
            }

            /// The list of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::deserialize(StrDeserializer::<serde::de::value::Error>::new(name)).ok()
            }

            /// Its name in the files.
            #[must_use]
            pub fn name(self) -> String {
                let mut name = String::new();
                for c in format!("{self:?}").chars() {
                    if c.is_ascii_uppercase() && !name.is_empty() {
                        name.push('-');
                    }
                    name.push(c.to_ascii_lowercase());
                }
                name
            }

            /// What stands in it.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($about),*).trim_ascii_start(),)*
                }
            }
        }
    };
}

lists! {
    /// Words that stand for a value, a date or an amount that is yet to come.
    Placeholder: Words,
    /// Patterns of text in which a value is left open.
    PlaceholderPattern: Patterns,
    /// Words of results that are either reached or not: adopted, in force, established.
    Milestone: Words,
    /// Names of offices in the field.
    RegionalPresence: Words,
    /// Words for people, in populations and names of indicators.
    People: Words,
    /// Spellings of percent as a unit.
    Percent: Words,
    /// Units and names of shares that can exceed a hundred percent, or fall below zero.
    Unbounded: Words,
    /// Words for the whole population, which narrower ones are compared with.
    Everyone: Words,
    /// Patterns of words around a population that narrow nothing: the, all, worldwide.
    Unrestricting: Patterns,
    /// Patterns of people who have several names, by what they mean: people with disability, under 5; of an age, a group
    /// holds the numbers.
    SamePeople: PatternTable,
    /// Words for what has no sex and age: institutions, money, works.
    Things: Words,
    /// Units that are counts, so that values of groups that do not overlap add up.
    Countable: Words,
    /// Units of marks and scales, of which a group can have more than all together: marks, grade, stars.
    Graded: Words,
    /// Words that make an average or a relation of a count.
    Average: Words,
    /// Patterns of words that say that an indicator is a share.
    ShareOf: Patterns,
    /// Patterns of a breakdown at the end of an indicator's name.
    Breakdown: Patterns,
    /// Words in an indicator's name that tell what it is counted in.
    CountedUnit: Words,
    /// Words for counts that are taken once in many years.
    RareCount: Words,
    /// Names of the Sustainable Development Goals and of the agenda that holds them.
    Sdg: Words,
    /// Phrases of which no part is read by itself: significant figures, adequate housing, at most.
    Fixed: Phrases,
    /// Names that hold one number, `<n>`: resolution <n>, <n>g, agenda <n>, aged <n>.
    Name: Phrases,
    /// Names behind which a list of numbers may stand: SDGs <n>, sections <n>.
    Names: Phrases,
    /// Names of codes of the frameworks `sdg` and `wsis`: SDG <n>, action line c<n>.
    FrameworkCode: Table,
    /// How often something is done: <n> times a year, every <n> years. Their numbers count nothing.
    Frequency: Phrases,
    /// Strongly vague quantifiers, qualifiers and adverbs: significantly, most, adequate.
    Vague: Phrases,
    /// Times that no calendar holds: soon, in the coming years, gradually.
    VagueTime: Phrases,
    /// Patterns of such times that stand where a date would: in the coming years; but not gradually.
    InsteadOfDate: Patterns,
    /// Clauses by which a commitment can always be met: as appropriate, where possible, strive to.
    Escape: Phrases,
    /// Ends that leave a list open: etc., and so on.
    OpenEnded: Phrases,
    /// Words before examples, which leave a list open in a scope: such as, inter alia.
    Example: Phrases,
    /// Superlatives that name no level: world-class, optimal, maximize.
    Superlative: Phrases,
    /// Words for all and none: all, every, universal.
    Universal: Phrases,
    /// Words that negate: not, without, no.
    Negation: Phrases,
    /// Words before a number that make it approximate: about, nearly.
    Hedge: Phrases,
    /// Words behind a number that make it approximate: or so.
    HedgeAfter: Phrases,
    /// Bounds before a number: at least, no fewer than.
    AtLeast: Phrases,
    /// Bounds before a number: more than, over.
    MoreThan: Phrases,
    /// Bounds before a number: at most, up to.
    AtMost: Phrases,
    /// Bounds before a number: less than, under.
    LessThan: Phrases,
    /// Bounds behind a number: or more.
    AtLeastAfter: Phrases,
    /// Bounds behind a number that leave it out.
    MoreThanAfter: Phrases,
    /// Bounds behind a number: or less.
    AtMostAfter: Phrases,
    /// Bounds behind a number that leave it out.
    LessThanAfter: Phrases,
    /// Words before the amount of a change: by, by another.
    ChangeBy: Phrases,
    /// Words that stand before the amount of a change only behind a verb of direction: French `de`.
    ChangeByWeak: Phrases,
    /// Nouns of change behind an amount: <a 20%> increase, reduction.
    ChangeAfter: Phrases,
    /// Words before the level that a change leads to: to, up to.
    ToLevel: Phrases,
    /// Words before a number that name a level behind a word of direction, and a bound elsewhere: до, hasta.
    UpTo: Phrases,
    /// Words before the level or the year that a change begins with: from, out of.
    From: Phrases,
    /// Words before the first number of a range: between.
    Between: Phrases,
    /// Words between the numbers of a range: to, and.
    RangeJoin: Phrases,
    /// Words between members of a list: and, or.
    ListJoin: Phrases,
    /// Words behind a number that add a half: and a half.
    AndHalf: Phrases,
    /// Words within a number word: two hundred `and` five.
    NumberJoin: Phrases,
    /// Number words, by their value below a thousand.
    Number: Table,
    /// Number words that are as often an article or a pronoun: one.
    NumberWeak: Phrases,
    /// Words that multiply the number before them, by their value: hundred, thousand, million.
    Multiplier: Table,
    /// Words for a share of a whole, by their percent: half of, a quarter of.
    Fraction: Table,
    /// Words behind a number word that divide it: thirds, quarters.
    Denominator: Table,
    /// Shares in two numbers: <n> in <n>, <n> out of <n>.
    OneIn: Phrases,
    /// Words that make a share of two numbers in words alone, <three people> in <four>, where digits would be two counts.
    OneInWords: Phrases,
    /// Words behind the second of these numbers where it counts nothing of its own: <three people in four> have.
    BehindShare: Phrases,
    /// Verbs and adverbs that multiply what there is, by the factor: double, halve, threefold.
    Factor: Table,
    /// Words behind a number that make it a factor: times, -fold.
    Times: Phrases,
    /// Words before a number that make it a factor: by a factor of.
    TimesBefore: Phrases,
    /// Percent behind a number.
    PercentSign: Phrases,
    /// Percent before a number.
    PercentBefore: Phrases,
    /// Percentage points behind a number.
    Points: Phrases,
    /// Units of measure, by their symbol.
    Unit: Table,
    /// Currencies beside an amount, by their code.
    Currency: Table,
    /// Endings and words that make the number before them an ordinal: th, -й.
    Ordinal: Phrases,
    /// Words behind a four-digit number by which it counts and is no year.
    Counted: Phrases,
    /// Names of months, by their number.
    Month: Table,
    /// Parts of a year beside a year: Q3, third quarter, first half.
    Quarter: Phrases,
    /// Words around a year that name a point in it: end of, mid, year-end.
    EndOf: Phrases,
    /// Words between the parts of a date: of, the year.
    DateLink: Phrases,
    /// Words before a fiscal or academic year: FY, fiscal year.
    FiscalYear: Phrases,
    /// Words that make the number beside them a year: the year, год, 年.
    Year: Phrases,
    /// Words before the date by which something is due: by, no later than, before.
    Deadline: Phrases,
    /// Words before a date that stand before levels as well: until, to, hasta, до.
    DeadlineWeak: Phrases,
    /// Words behind the date by which something is due: 前, 之前.
    DeadlineAfter: Phrases,
    /// Words before the time in which something holds: in, during, over the period.
    During: Phrases,
    /// Words before the date from which something holds: from, since, starting in.
    Start: Phrases,
    /// Words behind the date from which something holds: onwards, 起.
    StartAfter: Phrases,
    /// Words that join a year to the noun before it, of which it is the year: the act of 2019.
    YearOf: Phrases,
    /// Nouns of which a year is part of the name: act, census, agreement.
    Act: Phrases,
    /// Words before a value or year that is compared with: compared with, against, up from.
    Baseline: Phrases,
    /// Words behind a value or year that is compared with: levels, baseline, 相比.
    BaselineAfter: Phrases,
    /// Words before a span of time in which something is due: within, over the next.
    Relative: Phrases,
    /// Words behind a span of time in which something is due: from now, 内.
    RelativeAfter: Phrases,
    /// Units of calendar time, by year, month, quarter, week, day.
    TimeUnit: Table,
    /// Verbs and nouns of direction: increase, growth.
    Up: Phrases,
    /// Verbs and nouns of direction: reduce, decline.
    Down: Phrases,
    /// Verbs and nouns of direction: eliminate, end.
    Zero: Phrases,
    /// Verbs and nouns of direction: maintain, keep at.
    Hold: Phrases,
    /// Verbs of reaching a level: reach, attain.
    Reach: Phrases,
    /// Verbs of being, having and doing, behind the share or count of those who do: have, use, are connected.
    State: Phrases,
    /// Verbs and nouns of change in the world without a direction: improve, connect, adopt.
    Improve: Phrases,
    /// Verbs of effort that name no result: support, promote, facilitate.
    WeakVerb: Phrases,
    /// Verbs and nouns of what one does oneself: organize, train, publish.
    Activity: Phrases,
    /// Nouns of inputs, documents, meetings, bodies, funding and ways of working: workshop, strategy, partnership.
    Input: Phrases,
    /// Those whose adoption of a law or standard is a result: countries, schools, enterprises.
    Actor: Phrases,
    /// Words that begin a clause of means: through, by means of.
    Through: Phrases,
    /// Words that begin a clause of purpose: in order to, so that.
    Purpose: Phrases,
    /// Words that begin a relative clause: who, which.
    Relating: Phrases,
    /// Words that join two clauses: and, as well as.
    Conjunction: Phrases,
    /// Small words that carry no content: the, of, in.
    Particle: Phrases,
    /// Words that would stand in a statement whatever it was about: ensure, level, strategic.
    Frame: Phrases,
    /// Words that say little by themselves of what a statement is about: service, system, project.
    Filler: Phrases,
    /// Words for a difference between groups: gap, divide.
    Disparity: Phrases,
    /// Parts of a population, by group: women, rural, disability.
    Group: Table,
    /// Words that make an indicator of what follows: number of, share of.
    NumberNoun: Phrases,
    /// Nouns of which a percent is measured: the share, the rate.
    Amount: Phrases,
    /// Traditional characters, by the simplified one.
    Simplified: Table,
    /// Ways of working, which serve an end and are none: partnership, coordination, innovation, efficiency.
    WayOfWorking: Table,
    /// Acronyms that every reader of plans knows.
    KnownAcronym: Words,
    /// Spellings of one word, by the first of them; beginnings of words, in Chinese words.
    Spelling: Words,
    /// Patterns of verbs that say that something is to be done and not by whom.
    Passive: Patterns,
    /// Patterns of words that say by whom, behind such verbs.
    PassiveAgent: Patterns,
    /// Words for a change that comes again with each year, and is counted from the year before: per year, annually.
    Yearly: Words,
    /// Words for what a change is counted from where that is no date and no level: the year before, business as usual.
    CountedFrom: Words,
    /// Nouns of a share of a whole, whose change in percent can be read in two ways: proportion, percentage.
    Share: Words,
    /// Words that say that a change is relative to what there is: in relative terms.
    Relatively: Words,
    /// Patterns of a name that gives a share and not of what: % connected.
    BareShare: Patterns,
    /// Patterns of a whole text that speaks of a publisher of data without a name: partner agencies.
    UnnamedSource: Patterns,
    /// Patterns of the beginning of an indicator's name that tells the change or level aimed at: increased, 80% of.
    AimInName: Patterns,
    /// Patterns of words behind which a date is one of somebody's pledge or plan, and not of the result: pledge to,
    /// committed to.
    Pledge: Patterns,
    /// Patterns of the beginning of a clause that tells what has happened, up to its comma: following the, in view of.
    Background: Patterns,
    /// Patterns of words that say with what something is done, before an aside with examples of it: with its, using.
    Tools: Patterns,
    /// Patterns of words between a thing and those who hold or get it: held by, for.
    HeldBy: Patterns,
    /// Patterns of words by which a statement says that it goes beyond another: extending, in addition to.
    Beyond: Patterns,
    /// Terms of a field that look like a change or level aimed at: improved sanitation, 60% of the median.
    TechnicalTerm: Words,
    /// Patterns of an indicator's name that counts what one does oneself: number of workshops.
    OwnProduct: Patterns,
    /// Words that tell what others do with a product: applied, who use.
    Uptake: Words,
    /// Patterns of an indicator's name that counts people: number of users.
    HeadCount: Patterns,
    /// Words for equality and for reaching all, which a count does not show: coverage, gap, universal.
    Coverage: Words,
    /// Words for those who are not reached, whose number is to become nothing: without, unserved.
    LeftOut: Words,
    /// Dimensions by which people differ: sex, age, urban and rural; under `other` those that no target is asked for,
    /// and phrases that only hold the word.
    Dimension: Table,
    /// Words before what is meant above all, and is no example: in particular.
    Particular: Words,
    /// Terms of the concepts in `concepts.yaml`, under the concept's id.
    Concept: Table,
    /// Terms of the finer concepts in `subjects/`, under the concept's id: they tell what two statements share.
    Subject: Table,
    /// What is counted beside the thing itself, so that it can be lost: speed, affordability, a gap, ownership of
    /// phones, groups of countries; under `other` phrases that only hold the word.
    Aspect: Table,
    /// Words in a reason that explain why something is no longer measured or stands elsewhere: no longer, no data,
    /// replaced by.
    GivenUp: Words,
    /// Patterns of nouns by which a text calls an element of the plan before its id: goal, objective, priority.
    CallsElement: Patterns,
    /// Patterns of words that call an indicator a proxy, with no word of what it stands for: (proxy indicator).
    ProxyWord: Patterns,
    /// Patterns of words by which an account says where a thing went: was merged into, is now part of.
    GoesInto: Patterns,
    /// Words by which an account says that one thing takes in others: merges, includes, combines.
    TakesIn: Words,
    /// Measures that are to grow: coverage, recycling rate, literacy.
    WantedMore: Words,
    /// Measures that are to shrink: mortality, emissions, footprint.
    WantedLess: Words,
    /// Patterns of words that name a part of a document, by its kind; the group holds its numbers: sections 3.1 and 3.2.
    CrossReference: PatternTable,
    /// Patterns of words by which a reference leads into another document: the Convention, resolution 71.
    OtherDocument: Patterns,
    /// Patterns of words that say that something is still to come: forthcoming, in preparation.
    Announced: Patterns,
    /// Patterns of words by which a plan says that its targets or indicators are SMART.
    SmartClaim: Patterns,
    /// Patterns of words by which a breakdown is promised: disaggregated by.
    BreakdownPromise: Patterns,
    /// Patterns of dimensions of a breakdown, by the dimension, as they stand in texts and in fields.
    Axis: PatternTable,
    /// Patterns of a name of an SDG code that says its level, by the level; the group holds the code: SDG target 9.c.
    SdgLevel: PatternTable,
    /// Patterns of counts of a plan's own elements, by kind, perhaps with the number, or by several (`goal/target`) that
    /// one word stands for; a group holds the number: our five goals, merged into two goals.
    ElementCount: PatternTable,
    /// Patterns of words that say into how many elements others went, by kind; the group holds the number.
    MergedInto: PatternTable,
    /// Patterns of words that make a count one of another plan, of each element, or of some elements: of the previous
    /// plan, each goal has.
    NotOfPlan: Patterns,
    /// Patterns of how many years a plan is for, by the number: five-year plan.
    PlanLength: PatternTable,
    /// Patterns of a number and a noun before a list of as many things; the group holds the number: three pillars:.
    ListHead: Patterns,
    /// Patterns of terms that mean one thing, by the thing; each is another term: operational plan, operating plan.
    TermFamily: PatternTable,
    /// Patterns of terms that are slips where another is the usual one, under that: the usual first.
    TermSlip: PatternTable,
    /// Ways to write a unit, under quantity and notation; entries in the same place are the same unit.
    UnitNotation: Words,
    /// Patterns of words by which one thing brings about another: contributes to, helps to achieve.
    BringsAbout: Patterns,
    /// Patterns of words for an effect at a distance, which no link of a plan shows: indirectly.
    Indirect: Patterns,
    /// Words by which a share or a number is set equal to another: equals, on a par with.
    Equals: Words,
    /// Patterns of a whole text that names what is measured and no level: share of schools connected.
    IndicatorPhrase: Patterns,
}
