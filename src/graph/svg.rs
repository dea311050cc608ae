//! A picture that stands alone: no script, no font and no file is asked for. Title and description are in it as text, and
//! each box says in its own title all that it shows, uncut.
//!
//! What is broken is told by cut corners, a cross and words; what is unfunded by a double outline, an empty circle and
//! words; the colours only repeat it.

use std::fmt::Write;

use super::drawing::{BROKEN, Drawing, Line, Shape, Sort, UNFUNDED};
use super::layout::{Layout, Request, lay_out};
use super::wrapping::{is_right_to_left, measure, wrap};
use crate::plan::Kind;
use crate::report::escape;

const WIDTH: f32 = 236.0;
const BETWEEN: f32 = 84.0;
const MARGIN: f32 = 24.0;
const GAP: f32 = 14.0;
const PADDING: f32 = 10.0;
const LINE: f32 = 17.0;
const FONT: f32 = 13.0;
/// How far a page may scale a picture down before it is scrolled instead.
const LEAST_SCALE: f32 = 0.7;
/// The most lines of a name that are shown; all of it stands in the box's title.
const MOST_LINES: usize = 5;

/// A box with its text in lines.
struct Card<'d> {
    shape: &'d Shape,
    lines: Vec<(&'static str, String)>,
    height: f32,
}

impl<'d> Card<'d> {
    fn of(shape: &'d Shape) -> Self {
        let width = (WIDTH - 2.0 * PADDING) / FONT;
        let mut lines = Vec::new();
        let mut add = |class: &'static str, text: &str, most: usize| {
            lines.extend(wrap(text, width, most).into_iter().map(|line| (class, line)));
        };
        add("h", &shape.head, 2);
        add("l", &shape.label, MOST_LINES);
        for note in &shape.notes {
            add("n", note, 2);
        }
        for fault in &shape.faults {
            add("f", fault, 3);
        }
        #[expect(clippy::cast_precision_loss, reason = "a box has a handful of lines")]
        let height = lines.len() as f32 * LINE + 2.0 * PADDING - 2.0;
        Self { shape, lines, height }
    }
}

/// Where a picture is shown.
#[derive(Clone, Copy)]
pub(super) enum Frame<'f> {
    /// By itself.
    Alone,
    /// In a page, under this name.
    Page(&'f str),
}

/// The style of pictures, and the head of their arrows, for a page that holds some.
pub(super) const STYLE: &str = include_str!("svg/style.svg");

/// Where things stand on the page.
struct Page<'d> {
    drawing: &'d Drawing,
    frame: Frame<'d>,
    cards: Vec<Card<'d>>,
    layout: Layout,
    width: f32,
    /// Where the columns begin.
    top: f32,
}

pub(super) fn write(drawing: &Drawing, frame: Frame<'_>) -> String {
    let cards: Vec<Card<'_>> = drawing.boxes.iter().map(Card::of).collect();
    let boxes: Vec<(usize, f32)> = cards.iter().map(|card| (card.shape.column, card.height)).collect();
    let lines: Vec<(usize, usize)> = drawing.lines.iter().map(|line| (line.from, line.to)).collect();
    let layout = lay_out(&Request { boxes: &boxes, lines: &lines, gap: GAP });
    #[expect(clippy::cast_precision_loss, reason = "there are at most seven columns")]
    let columns = drawing.headings.len().max(2) as f32;
    let width = 2.0 * MARGIN + columns * WIDTH + (columns - 1.0) * BETWEEN;
    let mut page = Page { drawing, frame, cards, layout, width, top: 0.0 };
    let mut out = String::new();
    page.put(&mut out).expect("a String takes all");
    out
}

impl Page<'_> {
    fn put(&mut self, out: &mut String) -> std::fmt::Result {
        let drawing = self.drawing;
        let title = wrap(&drawing.title, (self.width - 2.0 * MARGIN) / 20.0, 3);
        #[expect(clippy::cast_precision_loss, reason = "the title has at most three lines")]
        let title_height = title.len() as f32 * 26.0;
        let remark_height = if drawing.remark.is_some() { 22.0 } else { 0.0 };
        self.top = MARGIN + title_height + remark_height + 34.0;
        let bottom = self.top + self.layout.height + 30.0;
        let height = bottom + 44.0;
        let (language, direction) = (&drawing.language, if drawing.right_to_left { "rtl" } else { "ltr" });
        let (class, prefix) = match self.frame {
            Frame::Alone => (String::new(), String::new()),
            // A page may make it smaller, as far as it can be read.
            Frame::Page(name) => {
                (format!(" class=\"chain\" style=\"min-width: {:.0}px\"", self.width * LEAST_SCALE), format!("{name}-"))
            }
        };
        writeln!(
            out,
            "<svg{class} xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {0:.0} {height:.0}\" \
             xml:lang=\"{language}\" lang=\"{language}\" role=\"graphics-document\" aria-labelledby=\"{prefix}plan-title\" \
             aria-describedby=\"{prefix}plan-description\">",
            self.width
        )?;
        writeln!(out, "<title id=\"{prefix}plan-title\">{}</title>", escape(&drawing.title))?;
        let description = [Some(drawing.description.as_str()), drawing.remark.as_deref()];
        let description: Vec<&str> = description.into_iter().flatten().collect();
        writeln!(out, "<desc id=\"{prefix}plan-description\">{}</desc>", escape(&description.join(" ")))?;
        if matches!(self.frame, Frame::Alone) {
            out.push_str(STYLE);
        }
        writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>")?;
        writeln!(out, "<g direction=\"{direction}\">")?;
        let mut y = MARGIN + 18.0;
        for line in &title {
            self.text(out, "t", self.start(), y, line)?;
            y += 26.0;
        }
        if let Some(remark) = &drawing.remark {
            self.text(out, "f", self.start(), y, &format!("{UNFUNDED} {remark}"))?;
        }
        for (column, heading) in drawing.headings.iter().enumerate() {
            let x = self.left(column) + WIDTH / 2.0;
            writeln!(out, "<text class=\"c\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>", self.top - 14.0, escape(heading))?;
        }
        for (line, route) in drawing.lines.iter().zip(&self.layout.routes) {
            self.line(out, *line, route)?;
        }
        for at in 0..self.cards.len() {
            self.card(out, at)?;
        }
        self.legend(out, bottom)?;
        writeln!(out, "</g>\n</svg>")
    }

    /// Where the text of the page begins.
    fn start(&self) -> f32 {
        if self.drawing.right_to_left { self.width - MARGIN } else { MARGIN }
    }

    /// The left edge of a column.
    fn left(&self, column: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "there are at most seven columns")]
        let offset = column as f32 * (WIDTH + BETWEEN);
        if self.drawing.right_to_left { self.width - MARGIN - WIDTH - offset } else { MARGIN + offset }
    }

    /// A line of text that begins at `x`, in the direction of the page.
    fn text(&self, out: &mut String, class: &str, x: f32, y: f32, text: &str) -> std::fmt::Result {
        writeln!(out, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escape(text))
    }

    fn card(&self, out: &mut String, at: usize) -> std::fmt::Result {
        let (card, left) = (&self.cards[at], self.left(self.cards[at].shape.column));
        let (shape, top, height) = (card.shape, self.top + self.layout.tops[at], card.height);
        writeln!(out, "<g role=\"graphics-symbol\">")?;
        let all = [&[shape.head.clone(), shape.label.clone()][..], &shape.notes, &shape.faults].concat();
        let all: Vec<String> = all.into_iter().filter(|line| !line.is_empty()).collect();
        writeln!(out, "<title>{}</title>", escape(&all.join("\n")))?;
        let class = match shape.state {
            state if state.missing => "box missing",
            state if state.broken => "box broken",
            state if state.unfunded => "box unfunded",
            _ => "box",
        };
        let outline = |inset: f32| {
            outline(left + inset, top + inset, WIDTH - 2.0 * inset, height - 2.0 * inset, shape.state.broken)
        };
        writeln!(out, "<path class=\"{class}\" fill=\"{}\" d=\"{}\"/>", fill(shape.kind), outline(0.0))?;
        if shape.state.unfunded {
            writeln!(out, "<path class=\"{class}\" fill=\"none\" d=\"{}\"/>", outline(4.0))?;
        }
        let mut y = top + PADDING + 11.0;
        for (class, line) in &card.lines {
            let page = self.drawing.right_to_left;
            // A name may be in another language than the words of the picture; all lines begin at the same side.
            let text = if *class == "l" { is_right_to_left(&shape.label) } else { page };
            let x = if page { left + WIDTH - PADDING } else { left + PADDING };
            let direction = if text { "rtl" } else { "ltr" };
            let anchor = if text == page { "start" } else { "end" };
            writeln!(
                out,
                "<text class=\"{class}\" direction=\"{direction}\" style=\"text-anchor:{anchor}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
                escape(line)
            )?;
            y += LINE;
        }
        writeln!(out, "</g>")
    }

    fn line(&self, out: &mut String, line: Line, route: &[(usize, f32)]) -> std::fmt::Result {
        let centre = |index: usize| self.top + self.layout.tops[index] + self.cards[index].height / 2.0;
        let (from, to) = (self.cards[line.from].shape.column, self.cards[line.to].shape.column);
        let class = match line.sort {
            Sort::Part => "part",
            Sort::Link => "link",
            Sort::Broken => "link lost",
        };
        let onward = to >= from;
        // The side of a column at which a line that goes this way leaves it, or comes in.
        let side = |column: usize, leaves: bool| {
            let right = (leaves == onward) != self.drawing.right_to_left;
            self.left(column) + if right { WIDTH } else { 0.0 }
        };
        let (start, end) = ((side(from, true), centre(line.from)), centre(line.to));
        let mut path = format!("M{:.1} {:.1}", start.0, start.1);
        if from == to {
            // Within a column: a bow at the side.
            let bow = start.0 + if self.drawing.right_to_left { -BETWEEN * 0.6 } else { BETWEEN * 0.6 };
            write!(path, "C{bow:.1} {:.1} {bow:.1} {end:.1} {:.1} {end:.1}", start.1, start.0)?;
        } else {
            let mut pen = start;
            let stops = route.iter().map(|&(column, y)| (column, self.top + y, true));
            for (column, y, through) in stops.chain([(to, end, false)]) {
                let x = side(column, false);
                let middle = f32::midpoint(pen.0, x);
                write!(path, "C{middle:.1} {:.1} {middle:.1} {y:.1} {x:.1} {y:.1}", pen.1)?;
                pen = (x, y);
                if through {
                    pen.0 = side(column, true);
                    write!(path, "H{:.1}", pen.0)?;
                }
            }
        }
        let head = if line.sort == Sort::Part { "" } else { " marker-end=\"url(#head)\"" };
        writeln!(out, "<path class=\"{class}\" d=\"{path}\"{head}/>")
    }

    /// What the signs mean; only those that the picture has.
    fn legend(&self, out: &mut String, y: f32) -> std::fmt::Result {
        let words = &self.drawing.words;
        let has = |sort: Sort| self.drawing.lines.iter().any(|line| line.sort == sort);
        let shows = |is: fn(&Shape) -> bool| self.drawing.boxes.iter().any(is);
        let mut entries: Vec<(&str, &str)> = Vec::new();
        entries.extend(has(Sort::Link).then_some(("link", words.leads_to.as_str())));
        entries.extend(has(Sort::Part).then_some(("part", words.part_of.as_str())));
        entries.extend(shows(|shape| shape.state.broken).then_some(("broken", words.broken.as_str())));
        entries.extend(shows(|shape| shape.state.unfunded).then_some(("unfunded", words.unfunded.as_str())));
        let way = if self.drawing.right_to_left { -1.0 } else { 1.0 };
        let mut x = self.start();
        for (sign, text) in entries {
            let (left, middle) = (if way > 0.0 { x } else { x - 40.0 }, y + 6.0);
            match sign {
                "link" | "part" => {
                    let head = if sign == "link" { " marker-end=\"url(#head)\"" } else { "" };
                    let end = x + way * 40.0;
                    writeln!(out, "<path class=\"{sign}\" d=\"M{x:.1} {middle:.1}H{end:.1}\"{head}/>")?;
                }
                _ => {
                    let shape = outline(left, y - 4.0, 40.0, 20.0, sign == "broken");
                    writeln!(out, "<path class=\"box {sign}\" fill=\"#ffffff\" d=\"{shape}\"/>")?;
                    if sign == "unfunded" {
                        let inner = outline(left + 4.0, y, 32.0, 12.0, false);
                        writeln!(out, "<path class=\"box {sign}\" fill=\"none\" d=\"{inner}\"/>")?;
                    }
                }
            }
            let words = match sign {
                "broken" => format!("{BROKEN} {text}"),
                "unfunded" => format!("{UNFUNDED} {text}"),
                _ => text.to_owned(),
            };
            self.text(out, "l", x + way * 50.0, y + 11.0, &words)?;
            x += way * (50.0 + measure(&words) * FONT + 36.0);
        }
        Ok(())
    }
}

/// A box; one with cut corners where something is broken.
fn outline(x: f32, y: f32, width: f32, height: f32, is_cut: bool) -> String {
    let (right, bottom) = (x + width, y + height);
    if !is_cut {
        return format!("M{x:.1} {y:.1}H{right:.1}V{bottom:.1}H{x:.1}Z");
    }
    let cut = 8.0_f32.min(height / 3.0);
    format!(
        "M{:.1} {y:.1}H{:.1}L{right:.1} {:.1}V{:.1}L{:.1} {bottom:.1}H{:.1}L{x:.1} {:.1}V{:.1}Z",
        x + cut,
        right - cut,
        y + cut,
        bottom - cut,
        right - cut,
        x + cut,
        bottom - cut,
        y + cut,
    )
}

/// Light grounds, on which black text is easily read, one a level of the chain.
const fn fill(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Vision | Kind::Mission) => "#efe9f7",
        Some(Kind::Goal) => "#e3ecfa",
        Some(Kind::Target) => "#e6f3f7",
        Some(Kind::Outcome) => "#e6f4ea",
        Some(Kind::Priority) => "#f4f1dc",
        Some(Kind::Output | Kind::Offering | Kind::Enabler) => "#f6ede2",
        Some(Kind::Activity) => "#f3efec",
        _ => "#ffffff",
    }
}
