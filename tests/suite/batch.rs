//! Many texts: the same results in the same order for any number of threads.

use proptest::prelude::*;
use pullquote::Pipeline;
use pullquote::corpus::{Flow, Ordered, Step, Threads};
use std::time::{Duration, Instant};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec("[a-zA-Z“”\"' .,\n]{0,60}", 0..40), threads in 0..5_usize) {
        let pipeline = Pipeline::new();
        let alone: Vec<_> = texts.iter().map(|text| pipeline.run(text)).collect();
        prop_assert_eq!(&pipeline.run_batch(&texts, Threads::new(threads)), &alone);
        let ordered = Ordered::new(texts.into_iter(), Threads::new(threads), String::len, move |text| pipeline.run(&text));
        prop_assert_eq!(ordered.map(Result::unwrap).collect::<Vec<_>>(), alone);
    }
}

#[test]
fn a_panic_costs_one_item() {
    for threads in [1, 3] {
        let half = |n: u32| if n == 4 { panic!("four") } else { n / 2 };
        let results: Vec<_> = Ordered::new(0..6, Threads::new(threads), |_| 1, half).collect();
        let error = results[4].as_ref().unwrap_err().to_string();
        assert_eq!(error, "the analysis stopped: four; please report this text");
        let rest: Vec<u32> = results.into_iter().filter_map(Result::ok).collect();
        assert_eq!(rest, [0, 0, 1, 1, 2]);
    }
}

#[test]
fn items_are_taken_as_results_are_asked_for() {
    let mut taken = 0;
    let items = std::iter::repeat_with(|| {
        taken += 1;
        vec![0_u8; 1 << 20]
    });
    let results = Ordered::new(items, Threads::new(2), Vec::len, |item| item.len());
    assert_eq!(results.take(3).map(Result::unwrap).collect::<Vec<_>>(), [1 << 20; 3]);
    assert!(taken <= 3 + 32, "{taken} of 1 MiB each");
}

fn all<R: Send + 'static>(mut flow: Flow<R>) -> Vec<Result<R, pullquote::Error>> {
    let mut results = Vec::new();
    loop {
        match flow.step(Duration::from_millis(10)) {
            Step::Done(result) => results.push(result),
            Step::Waiting => {}
            Step::End => return results,
        }
    }
}

#[test]
fn a_flow_keeps_the_order_and_survives_panics() {
    for threads in [1, 2, 7, 64] {
        let half = |n: u32| if n == 40 { panic!("forty") } else { n / 2 };
        let results = all(Flow::new(0..1000, Threads::new(threads), |_| 1 << 20, half));
        assert!(results[40].as_ref().unwrap_err().to_string().contains("forty"));
        let rest: Vec<u32> = results.into_iter().filter_map(Result::ok).collect();
        assert_eq!(rest, (0..1000).filter(|n| *n != 40).map(|n| n / 2).collect::<Vec<_>>());
    }
    let broken =
        all(Flow::new((0..9).map(|n| if n == 3 { panic!("bad reader") } else { n }), Threads::new(2), |_| 1, |n| n));
    assert_eq!(broken.len(), 4);
    assert!(broken[3].as_ref().unwrap_err().to_string().contains("bad reader"));
}

#[test]
fn a_flow_does_not_wait_for_a_slow_reader() {
    let (sender, receiver) = std::sync::mpsc::channel();
    sender.send(1).unwrap();
    let mut flow = Flow::new(receiver.into_iter(), Threads::new(2), |_| 1, |n: u32| n);
    let begun = Instant::now();
    while !matches!(flow.step(Duration::from_millis(10)), Step::Done(Ok(1))) {}
    assert!(matches!(flow.step(Duration::from_millis(10)), Step::Waiting));
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(sender);
    while !matches!(flow.step(Duration::from_millis(10)), Step::End) {}
}
