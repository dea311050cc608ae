//! The catalogue files.
//!
//! Keys at the top of a file that only its readers need, such as the sources, are passed over; below that, an unknown
//! key is an error, so that a slip in the data cannot hide.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::matrix::Matrix;
use super::{Catalogue, Entry, Level, Status};
use crate::source::FileId;
use crate::yaml::de::{DeError, DocumentNode};

#[derive(Deserialize)]
struct SdgFile {
    edition: String,
    goals: Ordered<Goal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Goal {
    label: String,
    targets: Ordered<Target>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    label: String,
    deadline: Option<i16>,
    population: Option<String>,
    indicators: Ordered<Indicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicator {
    label: String,
    status: Option<StatusWord>,
    since: Option<i16>,
    by: Option<String>,
    repeats: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StatusWord {
    Added,
    Replaced,
    Deleted,
}

#[derive(Deserialize)]
struct WsisFile {
    lines: Ordered<Line>,
    targets: Ordered<GenevaTarget>,
    matrix: Ordered<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    label: String,
    parent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GenevaTarget {
    label: String,
    deadline: i16,
}

/// The SDG catalogue from the tree of its file.
///
/// # Errors
/// Where the tree is not that of such a file.
pub(super) fn sdg(tree: &[u8]) -> Result<Catalogue, DeError> {
    let file: SdgFile = read(tree)?;
    let mut entries = Vec::new();
    for (goal_code, goal) in file.goals.0 {
        entries.push(Entry::new(goal_code.clone(), Level::Goal, goal.label));
        for (target_code, target) in goal.targets.0 {
            entries.push(Entry {
                parent: Some(goal_code.clone()),
                deadline: target.deadline,
                population: target.population,
                ..Entry::new(target_code.clone(), Level::Target, target.label)
            });
            for (code, indicator) in target.indicators.0 {
                let status = status(&code, indicator.status, indicator.since, indicator.by)?;
                entries.push(Entry {
                    parent: Some(target_code.clone()),
                    status,
                    repeats: indicator.repeats,
                    ..Entry::new(code, Level::Indicator, indicator.label)
                });
            }
        }
    }
    Ok(Catalogue::new(Some(file.edition), entries))
}

/// The WSIS catalogue and its matrix from the tree of their file.
///
/// # Errors
/// Where the tree is not that of such a file.
pub(super) fn wsis(tree: &[u8]) -> Result<(Catalogue, Matrix), DeError> {
    let file: WsisFile = read(tree)?;
    let lines = file.lines.0.into_iter().map(|(code, line)| {
        let level = if line.parent.is_some() { Level::SubLine } else { Level::ActionLine };
        Entry { parent: line.parent, ..Entry::new(code, level, line.label) }
    });
    let targets = file.targets.0.into_iter().map(|(code, target)| Entry {
        deadline: Some(target.deadline),
        ..Entry::new(code, Level::GenevaTarget, target.label)
    });
    let catalogue = Catalogue::new(None, lines.chain(targets).collect());
    Ok((catalogue, Matrix::new(file.matrix.0)))
}

fn status(code: &str, word: Option<StatusWord>, since: Option<i16>, by: Option<String>) -> Result<Status, DeError> {
    match (word, since, by) {
        (None, None, None) => Ok(Status::Current),
        (Some(StatusWord::Added), Some(since), None) => Ok(Status::Added { since }),
        (Some(StatusWord::Replaced), Some(since), Some(by)) => Ok(Status::Replaced { since, by }),
        (Some(StatusWord::Deleted), Some(since), None) => Ok(Status::Deleted { since }),
        _ => Err(DeError::custom(format_args!("`status`, `since` and `by` of {code} do not fit each other"))),
    }
}

fn read<T: DeserializeOwned>(tree: &[u8]) -> Result<T, DeError> {
    // No error of these files reaches a user, so that they need no place in a map of sources.
    DocumentNode::unpack(FileId(0), tree).ok_or_else(|| DeError::custom("an empty file"))?.read()
}

/// The entries of a mapping in the order in which they are written.
struct Ordered<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OrderedVisitor(PhantomData))
    }
}

struct OrderedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrderedVisitor<T> {
    type Value = Ordered<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping of codes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Ordered(entries))
    }
}
