//! The one thread on which plans are judged for what is shown: what it makes and drops, pass after pass, is made and
//! dropped in one place, so that the allocator gives back the same memory to the next pass.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, Sender};

use tokio::sync::mpsc::WeakUnboundedSender;

use super::event::Event;
use super::plan_view::PlanView;

/// Judges plans beside the owner. Its thread ends when it is dropped.
pub(super) struct Judge {
    due: Sender<Vec<Arc<PlanView>>>,
}

impl Judge {
    /// Starts it; whatever it has judged is said in `queue`.
    pub(super) fn start(queue: WeakUnboundedSender<Event>) -> Self {
        let (due, passes) = mpsc::channel();
        let judge = |view: &PlanView| {
            view.judge();
        };
        // What is shown of it stays until its text is another; it would panic again.
        let give_up = |view: &PlanView| view.told.store(true, Ordering::Release);
        let tell = move |pass| {
            if let Some(queue) = queue.upgrade() {
                let _ = queue.send(Event::Judged(pass));
            }
        };
        std::thread::Builder::new()
            .name("planlint-judge".to_owned())
            .spawn(move || work_off(&passes, judge, give_up, tell))
            .expect("a server has a thread for judging");
        Self { due }
    }

    /// Has these judged, in this order, after those that wait.
    pub(super) fn begin(&self, due: Vec<Arc<PlanView>>) {
        let _ = self.due.send(due);
    }
}

/// Judges each plan of each pass, and tells of the pass. A check that panics has said so on standard error; the server goes on
/// with the next plan.
fn work_off<P>(passes: &Receiver<Vec<Arc<P>>>, judge: impl Fn(&P), give_up: impl Fn(&P), tell: impl Fn(Vec<Arc<P>>)) {
    for pass in passes {
        for plan in &pass {
            if catch_unwind(AssertUnwindSafe(|| judge(plan))).is_err() {
                give_up(plan);
            }
        }
        tell(pass);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn a_plan_over_which_a_check_panics_takes_no_other_with_it() {
        let (due, passes) = mpsc::channel();
        for pass in [vec![1, 0, 2], vec![3]] {
            due.send(pass.into_iter().map(Arc::new).collect()).unwrap();
        }
        drop(due);
        let (judged, given_up, told) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), Mutex::new(0));
        let judge = |plan: &u32| {
            assert!(*plan > 0, "as a check might");
            judged.lock().unwrap().push(*plan);
        };
        work_off(&passes, judge, |plan| given_up.lock().unwrap().push(*plan), |_| *told.lock().unwrap() += 1);
        assert_eq!(*judged.lock().unwrap(), [1, 2, 3]);
        assert_eq!(*given_up.lock().unwrap(), [0]);
        assert_eq!(*told.lock().unwrap(), 2);
    }
}
