//! Work on all cores whose results are taken in order, with few of them waiting.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

/// How far work may run ahead of the oldest that is not done: what waits is held in memory.
const AHEAD: usize = 32;

struct State<'t, T> {
    /// The number of the result that is taken next.
    next: usize,
    waiting: BTreeMap<usize, T>,
    take: &'t mut (dyn FnMut(T) + Send),
}

/// Does `work` for each number below `count` on all cores, and gives the results to `take` one after the other, by number.
/// `work` must not panic.
pub(super) fn in_order<T: Send>(count: usize, work: &(dyn Fn(usize) -> T + Sync), take: &mut (dyn FnMut(T) + Send)) {
    let begun = AtomicUsize::new(0);
    let state = Mutex::new(State { next: 0, waiting: BTreeMap::new(), take });
    let taken = Condvar::new();
    rayon::broadcast(|_| {
        loop {
            let number = begun.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            // Whoever has the oldest never waits here, so that there is always somebody who goes on.
            let mut held = state.lock().unwrap_or_else(PoisonError::into_inner);
            while number >= held.next + AHEAD {
                held = taken.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            drop(held);
            let result = work(number);
            let mut held = state.lock().unwrap_or_else(PoisonError::into_inner);
            held.waiting.insert(number, result);
            loop {
                let next = held.next;
                let Some(result) = held.waiting.remove(&next) else { break };
                held.next += 1;
                (held.take)(result);
            }
            drop(held);
            taken.notify_all();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_in_order_and_never_far_ahead() {
        let (done, seen) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let work = |number: usize| {
            let ahead = done.fetch_add(1, Ordering::SeqCst) - seen.lock().unwrap().len();
            assert!(ahead <= AHEAD, "{ahead}");
            // The first is the slowest of all.
            std::thread::sleep(std::time::Duration::from_millis(if number == 0 { 50 } else { 0 }));
            number
        };
        in_order(500, &work, &mut |number| seen.lock().unwrap().push(number));
        assert_eq!(*seen.lock().unwrap(), (0..500).collect::<Vec<_>>());
        in_order(0, &|_| unreachable!("there is nothing to do"), &mut |()| {});
    }
}
