//! Standard formats of plans that are told apart by their first tag, whether or not there is a reader for them.

use std::path::Path;

/// A standard in which plans and their results are exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// ISO 17469 and ANSI/AIIM 22, Strategy Markup Language.
    StratMl,
    /// Activities of the International Aid Transparency Initiative.
    Iati,
}

impl Standard {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StratMl => "StratML (ISO 17469)",
            Self::Iati => "IATI",
        }
    }

    /// The standard that the first tag of an XML text belongs to; namespaces are not looked at, for files in use have many.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        match first_tag(text)? {
            "PerformancePlanOrReport" | "StrategicPlan" | "StrategicPlanCore" | "OrganizationalStrategyDocument" => {
                Some(Self::StratMl)
            }
            "iati-activities" | "iati-activity" => Some(Self::Iati),
            _ => None,
        }
    }
}

/// Whether a file of this name may be XML.
#[must_use]
pub fn may_be_xml(path: &Path) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|name| name.eq_ignore_ascii_case("xml"))
}

/// The local name of the first tag, behind a byte order mark, blanks, processing instructions, comments and a document type.
fn first_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => rest.find("?>")? + 2,
            _ if rest.starts_with("<!--") => rest.find("-->")? + 3,
            _ if rest.starts_with("<!") => rest.find('>')? + 1,
            _ => break,
        };
        rest = rest[end..].trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    let name = &name[..end];
    Some(name.split_once(':').map_or(name, |(_, local)| local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tag_tells_the_standard() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\n<!-- <iati-activities> --><s:StrategicPlan xmlns:s=\"urn:x\">";
        assert_eq!(Standard::of_text(text), Some(Standard::StratMl));
        assert_eq!(Standard::of_text("<iati-activities version=\"2.03\"/>"), Some(Standard::Iati));
        assert_eq!(Standard::of_text("<html><StrategicPlan/></html>"), None);
        assert_eq!(Standard::of_text("<?xml"), None);
        assert_eq!(Standard::of_text(""), None);
    }
}
