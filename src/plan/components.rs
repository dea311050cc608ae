//! Groups of nodes that lead to each other.

/// The strongly connected components of a graph, given by the successors of each node. A component comes after all
/// those that it leads to. Tarjan's algorithm, with its stack on the heap, in linear time.
pub(super) fn components(successors: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut search = Search {
        successors,
        entered: vec![0; successors.len()],
        low: vec![0; successors.len()],
        open: vec![false; successors.len()],
        waiting: Vec::new(),
        found: Vec::new(),
        clock: 0,
    };
    for node in (0u32..).take(successors.len()) {
        if search.entered[node as usize] == 0 {
            search.walk(node);
        }
    }
    search.found
}

struct Search<'g> {
    successors: &'g [Vec<u32>],
    /// When a node was entered; 0 where it was not yet.
    entered: Vec<u32>,
    /// The earliest node that it leads to among those whose component is not known.
    low: Vec<u32>,
    /// Whether its component is not known yet.
    open: Vec<bool>,
    waiting: Vec<u32>,
    found: Vec<Vec<u32>>,
    clock: u32,
}

impl Search<'_> {
    fn walk(&mut self, start: u32) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, next)) = path.last_mut() {
            let node = *node as usize;
            if let Some(&successor) = self.successors[node].get(*next) {
                *next += 1;
                if self.entered[successor as usize] == 0 {
                    self.enter(successor);
                    path.push((successor, 0));
                } else if self.open[successor as usize] {
                    self.low[node] = self.low[node].min(self.entered[successor as usize]);
                }
                continue;
            }
            path.pop();
            if let Some(&(above, _)) = path.last() {
                self.low[above as usize] = self.low[above as usize].min(self.low[node]);
            }
            if self.low[node] == self.entered[node] {
                self.close(node);
            }
        }
    }

    fn enter(&mut self, node: u32) {
        self.clock += 1;
        self.entered[node as usize] = self.clock;
        self.low[node as usize] = self.clock;
        self.open[node as usize] = true;
        self.waiting.push(node);
    }

    fn close(&mut self, first: usize) {
        let start = self.waiting.iter().rposition(|&node| node as usize == first).unwrap_or(0);
        let component = self.waiting.split_off(start);
        for &node in &component {
            self.open[node as usize] = false;
        }
        self.found.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn what_is_led_to_comes_first() {
        let found = components(&[vec![1], vec![2], vec![1, 3], vec![], vec![0]]);
        assert_eq!(found, [vec![3], vec![1, 2], vec![0], vec![4]]);
    }
}
