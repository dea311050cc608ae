//! Bars as inline SVG: a title and a description in words for who does not see them, colours of the page, mirrored where the
//! language runs from right to left.

use std::fmt::Write;

use crate::report::escape;
use crate::rule::Messages;

use super::whole;

const WIDTH: f64 = 540.0;
const LABEL: f64 = 226.0;
const BAR: f64 = 204.0;
const ROW: f64 = 30.0;
/// Characters of a label that fit before its bar; Chinese ones count twice.
const LABEL_LENGTH: usize = 28;

/// A picture and its words.
pub(super) struct Frame<'f> {
    /// Tells its ids from those of other pictures in the page.
    pub(super) id: &'f str,
    pub(super) title: String,
    pub(super) messages: &'f Messages,
}

/// A bar.
pub(super) struct Bar {
    pub(super) label: String,
    /// Between 0 and 1; none where there is nothing to show.
    pub(super) share: Option<f64>,
    /// What stands behind it.
    pub(super) text: String,
}

/// Scores from 0 to 100.
pub(super) fn scores(frame: &Frame<'_>, scores: &[(String, Option<f64>)]) -> String {
    let bars: Vec<Bar> = scores
        .iter()
        .map(|(label, score)| Bar {
            label: label.clone(),
            share: score.map(|score| score / 100.0),
            text: score.map_or("–".to_owned(), |score| whole(score).to_string()),
        })
        .collect();
    self::bars(frame, &bars)
}

/// A bar a line.
pub(super) fn bars(frame: &Frame<'_>, bars: &[Bar]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a chart has a handful of bars")]
    let height = bars.len() as f64 * ROW + 6.0;
    let words: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut out = open(frame, (WIDTH, height), &frame.messages.line_of(&words));
    let mirrored = frame.messages.is_right_to_left();
    let at = |x: f64, width: f64| if mirrored { WIDTH - x - width } else { x };
    let mut y = 3.0;
    let mut put = |bar: &Bar| -> std::fmt::Result {
        let middle = y + 19.0;
        writeln!(
            out,
            "<g><title>{}</title><text x=\"{:.0}\" y=\"{middle:.0}\">{}</text>",
            escape(&format!("{}: {}", bar.label, bar.text)),
            at(0.0, 0.0),
            escape(&isolated(&shortened(&bar.label)))
        )?;
        writeln!(
            out,
            "<rect class=\"track\" x=\"{:.1}\" y=\"{:.1}\" width=\"{BAR:.1}\" height=\"18\" rx=\"3\"/>",
            at(LABEL, BAR),
            y + 5.0
        )?;
        if let Some(share) = bar.share {
            let width = (share.clamp(0.0, 1.0) * BAR).max(1.0);
            writeln!(
                out,
                "<rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"18\" rx=\"3\"/>",
                at(LABEL, width),
                y + 5.0
            )?;
        }
        writeln!(
            out,
            "<text class=\"value\" x=\"{:.0}\" y=\"{middle:.0}\">{}</text></g>",
            at(LABEL + BAR + 10.0, 0.0),
            escape(&isolated(&bar.text))
        )?;
        y += ROW;
        Ok(())
    };
    for bar in bars {
        put(bar).expect("a String takes all");
    }
    out.push_str("</svg>");
    out
}

/// Columns in groups: for each group a column a series.
pub(super) fn columns(frame: &Frame<'_>, groups: &[String], series: &[(String, Vec<Option<f64>>)]) -> String {
    const WIDTH: f64 = 640.0;
    const PLOT: f64 = 120.0;
    const TOP: f64 = 20.0;
    const VALUE_WIDTH: f64 = 26.0;
    #[expect(clippy::cast_precision_loss, reason = "a chart has a handful of columns")]
    let (group_width, columns) = (WIDTH / groups.len().max(1) as f64, series.len().max(1) as f64);
    let column = ((group_width - 12.0) / columns).min(34.0);
    let described: Vec<String> = series
        .iter()
        .map(|(name, values)| {
            let values = groups.iter().zip(values).map(|(group, value)| format!("{group} {}", shown(*value)));
            let values: Vec<String> = values.collect();
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            format!("{name}: {}.", frame.messages.line_of(&values))
        })
        .collect();
    let mut out = open(frame, (WIDTH, TOP + PLOT + 70.0), &described.join(" "));
    let mirrored = frame.messages.is_right_to_left();
    let at = |x: f64, width: f64| if mirrored { WIDTH - x - width } else { x };
    let base = TOP + PLOT;
    let mut put = || -> std::fmt::Result {
        writeln!(out, "<path class=\"axis\" d=\"M0 {base:.0}H{WIDTH:.0}\"/>")?;
        let mut left = 0.0;
        for (number, group) in groups.iter().enumerate() {
            let mut x = left + (group_width - column * columns) / 2.0;
            for (place, (name, values)) in series.iter().enumerate() {
                let value = values.get(number).copied().flatten();
                let height = (value.unwrap_or(0.0).clamp(0.0, 100.0) / 100.0 * PLOT).max(1.0);
                let class = place + 6 - series.len().min(6);
                writeln!(
                    out,
                    "<g><title>{}</title><rect class=\"p{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
                    escape(&format!("{group}, {name}: {}", shown(value))),
                    at(x + 1.0, column - 2.0),
                    base - height,
                    column - 2.0
                )?;
                // Narrow columns leave room for the first and the last value; the others stand in the columns' titles.
                if column >= VALUE_WIDTH || place == 0 || place + 1 == series.len() {
                    let middle = at(x + column / 2.0, 0.0);
                    let y = base - height - 5.0;
                    writeln!(
                        out,
                        "<text class=\"value middle\" x=\"{middle:.1}\" y=\"{y:.1}\">{}</text>",
                        shown(value)
                    )?;
                }
                out.push_str("</g>\n");
                x += column;
            }
            let middle = at(left + group_width / 2.0, 0.0);
            for (line, words) in in_two_lines(group).into_iter().enumerate() {
                let y = base + if line == 0 { 17.0 } else { 32.0 };
                writeln!(out, "<text class=\"middle\" x=\"{middle:.1}\" y=\"{y:.0}\">{}</text>", escape(words))?;
            }
            left += group_width;
        }
        let mut x = 0.0;
        for (place, (name, _)) in series.iter().enumerate() {
            let class = place + 6 - series.len().min(6);
            writeln!(
                out,
                "<rect class=\"p{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"14\" height=\"14\"/><text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                at(x, 14.0),
                base + 48.0,
                at(x + 20.0, 0.0),
                base + 60.0,
                escape(&isolated(name))
            )?;
            x += 106.0;
        }
        Ok(())
    };
    put().expect("a String takes all");
    out.push_str("</svg>");
    out
}

fn shown(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| whole(value).to_string())
}

fn open(frame: &Frame<'_>, (width, height): (f64, f64), description: &str) -> String {
    let direction = if frame.messages.is_right_to_left() { "rtl" } else { "ltr" };
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         direction=\"{direction}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title>\
         <desc id=\"{id}-d\">{}</desc>\n",
        escape(&frame.title),
        escape(description),
        id = frame.id,
    )
}

/// A name under its columns: in two lines where it is long and can be parted.
fn in_two_lines(name: &str) -> Vec<&str> {
    let middle = name.len() / 2;
    let parts = name.match_indices([' ', '-']).map(|(at, sign)| at + sign.len());
    match parts.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) if name.chars().count() > 12 => vec![name[..at].trim_end(), &name[at..]],
        _ => vec![name],
    }
}

/// A text laid out by itself, whatever its direction.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// As much of a label as fits before its bar; all of it stands in the bar's title.
fn shortened(label: &str) -> String {
    let mut room = LABEL_LENGTH;
    for (at, character) in label.char_indices() {
        let wide = if character >= '\u{2e80}' { 2 } else { 1 };
        if room < wide {
            return format!("{}…", label[..at].trim_end());
        }
        room -= wide;
    }
    label.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_by_their_width() {
        assert_eq!(shortened("Universal connectivity"), "Universal connectivity");
        assert_eq!(shortened(&"目".repeat(30)), format!("{}…", "目".repeat(14)));
        assert_eq!(shortened(&"a".repeat(40)), format!("{}…", "a".repeat(28)));
    }

    #[test]
    fn long_names_stand_in_two_lines() {
        assert_eq!(in_two_lines("Нацеленность на действие"), ["Нацеленность", "на действие"]);
        assert_eq!(in_two_lines("Action-oriented"), ["Action-", "oriented"]);
        assert_eq!(in_two_lines("Specific"), ["Specific"]);
        assert_eq!(in_two_lines("面向行动"), ["面向行动"]);
    }

    #[test]
    fn text_in_a_chart_stays_text() {
        let messages = Messages::english();
        let frame = Frame { id: "x", title: "<script>".to_owned(), messages: &messages };
        let bars = [Bar { label: "<b>&".to_owned(), share: Some(0.5), text: "\"1\"".to_owned() }];
        let svg = super::bars(&frame, &bars);
        assert!(!svg.contains("<script>") && !svg.contains("<b>"), "{svg}");
        assert!(svg.contains("aria-labelledby=\"x-t x-d\"") && svg.contains("&lt;b&gt;&amp;: &quot;1&quot;"), "{svg}");
    }
}
