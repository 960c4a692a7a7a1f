//! Many texts: the same results in the same order for any number of threads.

use proptest::prelude::*;
use pullquote::Pipeline;
use pullquote::corpus::{Ordered, Threads};

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
