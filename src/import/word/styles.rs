//! What styles make of paragraphs: headings, lists, tables of contents.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::package::{OfficeError, attribute};
use super::super::xlsx::next;
use super::is_on;

const PART: &str = "word/styles.xml";
/// How many styles one may rest on.
const DEPTH: usize = 20;

/// What one style says itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Its name; English for those that Word brings along, whatever its language.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    /// The list that its paragraphs belong to, and the level in it.
    list: Option<String>,
    list_level: Option<u8>,
    hidden: Option<bool>,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, OfficeError> {
        let (mut reader, mut styles) = (Reader::from_str(text), Self::default());
        let mut open: Option<(String, Style)> = None;
        let mut in_old = 0_u32;
        loop {
            match next(&mut reader, PART)? {
                Event::Start(element) if element.local_name().as_ref().ends_with("Change") => in_old += 1,
                Event::End(element) if element.local_name().as_ref().ends_with("Change") => {
                    in_old = in_old.saturating_sub(1);
                }
                Event::Start(element) if element.local_name().as_ref() == "style" => {
                    open = Some((attribute(&element, "styleId").unwrap_or_default(), Style::default()));
                }
                Event::End(element) if element.local_name().as_ref() == "style" => styles.by_id.extend(open.take()),
                Event::Start(element) | Event::Empty(element) if in_old == 0 => {
                    let Some((_, style)) = open.as_mut() else { continue };
                    let value = || attribute(&element, "val");
                    match element.local_name().as_ref() {
                        "name" => style.name = value().unwrap_or_default().to_lowercase(),
                        "basedOn" => style.based_on = value(),
                        "outlineLvl" => style.outline = value().and_then(|level| level.parse().ok()),
                        "numId" => style.list = value(),
                        "ilvl" => style.list_level = value().and_then(|level| level.parse().ok()),
                        "vanish" => style.hidden = Some(is_on(&element)),
                        _ => {}
                    }
                }
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// A style and those that it rests on, itself first.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.by_id.get(id);
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?)).take(DEPTH)
    }

    /// The level of a heading, 1 the highest; none where the style makes none.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| {
            let of_name = style.name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
            of_name.or(style.outline.map(|level| level.saturating_add(1)))
        })
    }

    /// Whether paragraphs of the style are the document's title.
    pub(super) fn is_title(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|style| style.name == "title")
    }

    /// Whether paragraphs of the style are lines of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        self.chain(id).any(|style| {
            let rest = style.name.strip_prefix("toc ").or_else(|| style.name.strip_prefix("contents "));
            rest.is_some_and(|level| level.trim().bytes().all(|byte| byte.is_ascii_digit()))
                || style.name == "table of figures"
        })
    }

    /// The list and the level in it that the style puts paragraphs into.
    pub(super) fn list(&self, id: &str) -> (Option<&str>, Option<u8>) {
        let list = self.chain(id).find_map(|style| style.list.as_deref());
        (list, self.chain(id).find_map(|style| style.list_level))
    }

    /// Whether text of the style is hidden.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.hidden).unwrap_or(false)
    }
}
