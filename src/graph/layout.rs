//! Where boxes stand and lines run: columns from what is put in to what is reached, and in each the order that keeps
//! lines short.
//!
//! A line over several columns passes through a gap in each of those between; lines that end at the same box share the
//! gap. Work grows with boxes times lines between neighbouring columns, a few passes.

use std::collections::BTreeMap;

/// How often each column is put in the order of its neighbours.
const PASSES: usize = 8;

/// What is to be laid out.
pub(super) struct Request<'r> {
    /// The column and the height of each box.
    pub(super) boxes: &'r [(usize, f32)],
    /// Boxes that are joined.
    pub(super) lines: &'r [(usize, usize)],
    /// The least distance between two boxes of a column.
    pub(super) gap: f32,
}

/// A layout.
pub(super) struct Layout {
    /// The top of each box.
    pub(super) tops: Vec<f32>,
    /// For each line the gaps that it passes through, from its beginning: column and height.
    pub(super) routes: Vec<Vec<(usize, f32)>>,
    /// How high all of it is.
    pub(super) height: f32,
}

struct Item {
    column: usize,
    height: f32,
    neighbours: Vec<usize>,
    top: f32,
}

impl Item {
    fn centre(&self) -> f32 {
        self.top + self.height / 2.0
    }
}

pub(super) fn lay_out(request: &Request<'_>) -> Layout {
    let mut items: Vec<Item> = request
        .boxes
        .iter()
        .map(|&(column, height)| Item { column, height, neighbours: Vec::new(), top: 0.0 })
        .collect();
    let routes = route(request, &mut items);
    let columns = request.boxes.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); columns];
    for (index, item) in items.iter().enumerate() {
        order[item.column].push(index);
    }
    for column in &order {
        stack(column, &mut items, request.gap);
    }
    for pass in 0..PASSES {
        let forth = 0..columns;
        let pass: Vec<usize> = if pass % 2 == 0 { forth.collect() } else { forth.rev().collect() };
        for column in pass {
            let column = &mut order[column];
            let wanted: BTreeMap<usize, f32> =
                column.iter().map(|&index| (index, wanted_centre(&items, index))).collect();
            column.sort_by(|a, b| wanted[a].total_cmp(&wanted[b]));
            place(column, &mut items, &wanted, request.gap);
        }
    }
    let least = items.iter().map(|item| item.top).fold(f32::INFINITY, f32::min);
    let least = if least.is_finite() { least } else { 0.0 };
    for item in &mut items {
        item.top -= least;
    }
    let height = items.iter().map(|item| item.top + item.height).fold(0.0, f32::max);
    let tops = items.iter().take(request.boxes.len()).map(|item| item.top).collect();
    let through = |route: Vec<usize>| route.iter().map(|&gap| (items[gap].column, items[gap].centre())).collect();
    Layout { tops, routes: routes.into_iter().map(through).collect(), height }
}

/// Adds an item for each gap that lines pass through, and says what is next to what.
fn route(request: &Request<'_>, items: &mut Vec<Item>) -> Vec<Vec<usize>> {
    let mut gaps: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut routes = Vec::new();
    for &(from, to) in request.lines {
        let (start, end) = (request.boxes[from].0, request.boxes[to].0);
        let between: Vec<usize> =
            if start < end { (start + 1..end).collect() } else { (end + 1..start).rev().collect() };
        let mut before = from;
        let mut route = Vec::new();
        for column in between {
            let gap = *gaps.entry((to, column)).or_insert_with(|| {
                items.push(Item { column, height: 4.0, neighbours: Vec::new(), top: 0.0 });
                items.len() - 1
            });
            join(items, before, gap);
            before = gap;
            route.push(gap);
        }
        join(items, before, to);
        routes.push(route);
    }
    routes
}

fn join(items: &mut [Item], one: usize, other: usize) {
    if items[one].column != items[other].column {
        items[one].neighbours.push(other);
        items[other].neighbours.push(one);
    }
}

/// One under the other, as they come.
fn stack(column: &[usize], items: &mut [Item], gap: f32) {
    let mut top = 0.0;
    for &index in column {
        items[index].top = top;
        top += items[index].height + gap;
    }
}

/// The middle of what an item is joined to; where it stands, if it is joined to nothing.
fn wanted_centre(items: &[Item], index: usize) -> f32 {
    let neighbours = &items[index].neighbours;
    if neighbours.is_empty() {
        return items[index].centre();
    }
    #[expect(clippy::cast_precision_loss, reason = "no box has 2^24 lines")]
    let count = neighbours.len() as f32;
    neighbours.iter().map(|&other| items[other].centre()).sum::<f32>() / count
}

/// Puts a column's items as near to where they are wanted as their order and their heights allow: least squares under an
/// order, by pooling neighbours that would overlap.
fn place(column: &[usize], items: &mut [Item], wanted: &BTreeMap<usize, f32>, gap: f32) {
    // Each pool is a run of items that touch: the mean of where its beginning is wanted, and how many they are.
    let mut pools: Vec<(f32, f32, usize)> = Vec::new();
    let mut offset = 0.0;
    for &index in column {
        let mut pool = (wanted[&index] - items[index].height / 2.0 - offset, 1.0, 1);
        offset += items[index].height + gap;
        while let Some(&(above, weight, count)) = pools.last() {
            if above <= pool.0 {
                break;
            }
            let sum = weight + pool.1;
            pool = ((above * weight + pool.0 * pool.1) / sum, sum, count + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let mut offset = 0.0;
    let starts = pools.iter().flat_map(|&(start, _, count)| std::iter::repeat_n(start, count));
    for (&index, start) in column.iter().zip(starts) {
        items[index].top = start + offset;
        offset += items[index].height + gap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_a_column_never_overlap() {
        let boxes: Vec<(usize, f32)> = (0..40).map(|n: u8| (usize::from(n % 4), f32::from(20 + n))).collect();
        let lines: Vec<(usize, usize)> = (0..40).map(|n| (n, (n * 7 + 3) % 40)).collect();
        let layout = lay_out(&Request { boxes: &boxes, lines: &lines, gap: 10.0 });
        for column in 0..4 {
            let mut inside: Vec<(f32, f32)> = (0..40)
                .filter(|&index| boxes[index].0 == column)
                .map(|index| (layout.tops[index], layout.tops[index] + boxes[index].1))
                .collect();
            inside.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(inside.windows(2).all(|pair| pair[0].1 + 9.9 <= pair[1].0), "{inside:?}");
            assert!(inside.iter().all(|(top, end)| *top >= 0.0 && *end <= layout.height));
        }
    }

    #[test]
    fn lines_over_several_columns_pass_through_each() {
        let boxes = [(0, 10.0), (1, 10.0), (3, 10.0)];
        let layout = lay_out(&Request { boxes: &boxes, lines: &[(0, 2), (2, 0), (0, 1)], gap: 10.0 });
        let columns = |line: usize| layout.routes[line].iter().map(|(column, _)| *column).collect::<Vec<_>>();
        assert_eq!((columns(0), columns(1), columns(2)), (vec![1, 2], vec![2, 1], vec![]));
    }

    #[test]
    fn nothing_is_laid_out_as_nothing() {
        assert_eq!(lay_out(&Request { boxes: &[], lines: &[], gap: 1.0 }).height, 0.0);
    }
}
