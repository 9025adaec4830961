use super::*;

fn numbers(path: &str) -> Vec<i32> {
    let parts = path.split(|c: char| !c.is_ascii_digit() && c != '-');
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// A little of everything: chains, long tasks over short ones, ways back, twice the same, one to itself.
const WAYS: [(usize, usize); 12] = [
    (0, 1),
    (1, 2),
    (2, 3),
    (3, 4),
    (0, 2),
    (0, 4),
    (0, 1),
    (3, 1),
    (4, 0),
    (3, 2),
    (5, 5),
    (1, 5),
];

#[test]
fn arches_that_would_meet_are_apart_and_longer_ones_pass_over_shorter_ones() {
    let lanes = lanes(&WAYS);
    for (at, one) in WAYS.iter().enumerate() {
        for (other_at, other) in WAYS.iter().enumerate().filter(|(other, _)| *other != at) {
            let is_down = |way: &(usize, usize)| way.1 < way.0;
            if is_down(one) != is_down(other) || one.0 == one.1 || other.0 == other.1 {
                continue;
            }
            let (a, b) = (
                (one.0.min(one.1), one.0.max(one.1)),
                (other.0.min(other.1), other.0.max(other.1)),
            );
            if a.0 < b.1 && b.0 < a.1 {
                assert_ne!(lanes[at], lanes[other_at], "{one:?} and {other:?}");
            }
            if a.0 <= b.0 && b.1 <= a.1 && a != b {
                assert!(lanes[at] > lanes[other_at], "{one:?} over {other:?}");
            }
        }
    }
    // What need not be high is not.
    assert_eq!([lanes[1], lanes[2], lanes[3]], [0, 0, 0]);
}

#[test]
fn everything_is_inside_the_drawing() {
    let devices = [Some(0), Some(5), None, Some(u64::MAX), Some(1 << 62), Some(1)];
    let drawn = layout(&devices, &WAYS);
    for spot in &drawn.spots {
        assert!(spot.x - spot.r > 0 && spot.x + spot.r < drawn.width, "{spot:?}");
        assert!(spot.y - spot.r > 0 && spot.words_y + 30 < drawn.height, "{spot:?}");
    }
    for arch in &drawn.arches {
        assert!(arch.words_y > 10 && arch.words_y + 20 < drawn.height, "{arch:?}");
        assert!(arch.room >= 48, "{arch:?}");
        for number in numbers(&arch.head) {
            assert!((0..=drawn.width).contains(&number), "{arch:?}");
        }
    }
}

#[test]
fn words_of_arches_do_not_meet() {
    // Twelve versions, each with a task to the next and to the one after that.
    let mut ways: Vec<(usize, usize)> = (0..11).map(|at| (at, at + 1)).collect();
    ways.extend((0..10).map(|at| (at, at + 2)));
    ways.extend((1..12).map(|at| (at, at - 1)));
    let drawn = layout(&[Some(7); 12], &ways);
    for (at, one) in drawn.arches.iter().enumerate() {
        for other in &drawn.arches[..at] {
            let is_level = (one.words_y - other.words_y).abs() < 34;
            let meets = 2 * (one.words_x - other.words_x).abs() < one.room + other.room;
            assert!(!(is_level && meets), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn a_circle_four_times_as_many_devices_is_twice_as_wide() {
    let radius = |devices: &[Option<u64>]| radii(devices);
    assert_eq!(radius(&[Some(400), Some(100), Some(1)]), [38, 19, 14]);
    assert_eq!(radius(&[Some(0), Some(0)]), [14, 14]);
    assert_eq!(radius(&[None]), [22]);
    // Counts nobody has do not overflow.
    assert_eq!(radius(&[Some(u64::MAX), Some(u64::MAX / 4)]), [38, 18]);
}

#[test]
fn few_versions_stand_further_apart_and_many_make_it_wider() {
    assert_eq!(layout(&[None; 2], &[]).width, 560);
    assert_eq!(layout(&[None; 5], &[]).width, 1180);
    assert_eq!(layout(&[None; 40], &[]).width, 40 * 176);
    assert_eq!(layout(&[], &[]).spots, []);
}

#[test]
fn an_arrow_points_at_its_version() {
    let drawn = layout(&[None; 3], &[(0, 1), (2, 1)]);
    let [up, down] = &drawn.arches[..] else {
        unreachable!("two arches")
    };
    let target = &drawn.spots[1];
    let (tip_up, tip_down) = (numbers(&up.head), numbers(&down.head));
    assert!(
        tip_up[0] < target.x && tip_up[1] < target.y,
        "from the left above: {up:?}"
    );
    assert!(
        tip_down[0] > target.x && tip_down[1] > target.y,
        "from the right below: {down:?}"
    );
    assert!(up.words_y < target.y && down.words_y > target.y);
}
