//! Putting things in order: as the standard library does.

use proptest::prelude::*;
use upgrade_api::order::{places, set, sorted_by};

#[test]
fn equal_things_stay_as_they_stand() {
    let lamps = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
    let sorted = sorted_by(lamps, |a, b| a.0.cmp(&b.0));
    assert_eq!(sorted, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    assert_eq!(places(0, &|_, _| unreachable!("nothing to compare")), []);
    assert_eq!(places(1, &|_, _| unreachable!("nothing to compare")), [0]);
}

#[test]
fn a_long_list_takes_no_more_comparisons_than_a_merge_sort() {
    let count = std::cell::Cell::new(0_usize);
    let len = 1 << 14;
    let compare = |a: usize, b: usize| {
        count.set(count.get() + 1);
        // Scattered, and always the same.
        (a * 7919 % len).cmp(&(b * 7919 % len))
    };
    let order = places(len, &compare);
    assert!(order.is_sorted_by_key(|place| place * 7919 % len));
    assert!(count.get() <= len * 14, "{}", count.get());
}

proptest! {
    #[test]
    fn it_is_the_order_of_the_standard_library(things in prop::collection::vec((0_u8..20, any::<u16>()), 0..200)) {
        let mut wanted = things.clone();
        wanted.sort_by_key(|thing| thing.0);
        prop_assert_eq!(sorted_by(things.clone(), |a, b| a.0.cmp(&b.0)), wanted);
        let mut wanted: Vec<u16> = things.iter().map(|thing| thing.1).collect();
        let all = wanted.clone();
        wanted.sort_unstable();
        wanted.dedup();
        prop_assert_eq!(set(all), wanted);
    }
}
