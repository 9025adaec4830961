//! Putting things in order: as the standard library does.

use proptest::prelude::*;
use std::cell::Cell;
use upgrade_api::order::{Finder, places, set, sorted_by};

#[test]
fn equal_things_stay_as_they_stand() {
    let lamps = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
    let sorted = sorted_by(lamps, |a, b| a.0.cmp(&b.0));
    assert_eq!(sorted, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    assert_eq!(places(0, &|_, _| unreachable!("nothing to compare")), [0_usize; 0]);
    assert_eq!(places(1, &|_, _| unreachable!("nothing to compare")), [0]);
}

#[test]
fn a_long_list_takes_no_more_comparisons_than_a_merge_sort() {
    let count = Cell::new(0_usize);
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

#[test]
fn what_is_in_order_already_takes_one_comparison_each() {
    let count = Cell::new(0_usize);
    let compare = |a: usize, b: usize| {
        count.set(count.get() + 1);
        a.cmp(&b)
    };
    assert!(places(10_000, &compare).is_sorted());
    assert!(count.get() < 10_000, "{}", count.get());
}

/// Looks for all of `wanted`, one after another. Gives what was found, and how many names were looked at.
fn found(wanted: &[String], list: &[String]) -> (Vec<Option<usize>>, usize) {
    let looks = Cell::new(0_usize);
    let name = |at: usize| {
        looks.set(looks.get() + 1);
        list[at].as_str()
    };
    let mut finder = Finder::new(list.len(), &name);
    let found = wanted.iter().map(|name| finder.find(name)).collect();
    (found, looks.get())
}

#[test]
fn a_long_list_is_found_in_another_without_comparing_each_with_each() {
    let len = 1_usize << 14;
    let names: Vec<String> = (0..len).map(|n| format!("task {}", n * 7919 % len)).collect();
    let (same, looks) = found(&names, &names);
    assert!(same.iter().enumerate().all(|(at, found)| *found == Some(at)));
    assert_eq!(looks, len, "one behind the other");
    // Once put in order: two names a comparison of the sort, fifteen steps and a look a search.
    let most = len * (2 * 14 + 14 + 4);
    let new: Vec<String> = [vec!["new".to_owned()], names.clone()].concat();
    let (one_in_front, looks) = found(&new, &names);
    assert_eq!(
        (one_in_front[0], one_in_front[1], one_in_front[len]),
        (None, Some(0), Some(len - 1))
    );
    assert!(looks <= most, "{looks}");
    let reversed: Vec<String> = names.iter().rev().cloned().collect();
    let (backwards, looks) = found(&reversed, &names);
    assert!(backwards.iter().rev().enumerate().all(|(at, found)| *found == Some(at)));
    assert!(looks <= most, "{looks}");
}

#[test]
fn of_two_with_one_name_each_is_found_in_its_turn() {
    let list = ["a", "a", "b", "a"].map(str::to_owned);
    assert_eq!(found(&list, &list).0, [Some(0), Some(1), Some(2), Some(3)]);
    let other = ["b", "a", "c", "a"].map(str::to_owned);
    assert_eq!(found(&other, &list).0, [Some(2), Some(3), None, Some(0)]);
    assert_eq!(found(&list, &[]).0, [None; 4]);
}

proptest! {
    #[test]
    fn what_is_there_is_found_and_nothing_else(
        wanted in prop::collection::vec("[a-e]{1,2}", 0..30),
        list in prop::collection::vec("[a-e]{1,2}", 0..30),
    ) {
        for (name, found) in wanted.iter().zip(found(&wanted, &list).0) {
            match found {
                Some(at) => prop_assert_eq!(&list[at], name),
                None => prop_assert!(!list.contains(name)),
            }
        }
    }

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
