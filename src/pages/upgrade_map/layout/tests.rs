use super::*;

fn numbers(path: &str) -> Vec<i32> {
    let parts = path.split(|c: char| !c.is_ascii_digit() && c != '-');
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// Chains, long edges over short ones, edges back, two equal edges and an edge from a version to itself.
const EDGES: [(usize, usize); 12] = [
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
fn curves_that_would_meet_are_in_different_lanes_and_longer_ones_are_higher() {
    let lanes = lanes(&EDGES);
    for (at, one) in EDGES.iter().enumerate() {
        for (other_at, other) in EDGES.iter().enumerate().filter(|(other, _)| *other != at) {
            let is_down = |edge: &(usize, usize)| edge.1 < edge.0;
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
    // The shortest edges are in the lowest lane.
    assert_eq!([lanes[1], lanes[2], lanes[3]], [0, 0, 0]);
}

#[test]
fn circles_curves_and_labels_are_inside_the_drawing() {
    let devices = [Some(0), Some(5), None, Some(u64::MAX), Some(1 << 62), Some(1)];
    let drawn = layout(&devices, &EDGES);
    for circle in &drawn.circles {
        assert!(
            circle.x - circle.r > 0 && circle.x + circle.r < drawn.width,
            "{circle:?}"
        );
        assert!(
            circle.y - circle.r > 0 && circle.label_y + 30 < drawn.height,
            "{circle:?}"
        );
    }
    for curve in &drawn.curves {
        assert!(curve.label_y > 10 && curve.label_y + 20 < drawn.height, "{curve:?}");
        assert!(curve.label_width >= 48, "{curve:?}");
        for number in numbers(&curve.head) {
            assert!((0..=drawn.width).contains(&number), "{curve:?}");
        }
    }
}

#[test]
fn labels_of_curves_do_not_overlap() {
    // Twelve versions, each with an edge to the next one and to the one after it.
    let mut edges: Vec<(usize, usize)> = (0..11).map(|at| (at, at + 1)).collect();
    edges.extend((0..10).map(|at| (at, at + 2)));
    edges.extend((1..12).map(|at| (at, at - 1)));
    let drawn = layout(&[Some(7); 12], &edges);
    for (at, one) in drawn.curves.iter().enumerate() {
        for other in &drawn.curves[..at] {
            let is_level = (one.label_y - other.label_y).abs() < 34;
            let overlaps = 2 * (one.label_x - other.label_x).abs() < one.label_width + other.label_width;
            assert!(!(is_level && overlaps), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn a_circle_of_four_times_as_many_devices_has_twice_the_radius() {
    let radius = |devices: &[Option<u64>]| radii(devices);
    assert_eq!(radius(&[Some(400), Some(100), Some(1)]), [38, 19, 14]);
    assert_eq!(radius(&[Some(0), Some(0)]), [14, 14]);
    assert_eq!(radius(&[None]), [22]);
    // The largest counts do not overflow.
    assert_eq!(radius(&[Some(u64::MAX), Some(u64::MAX / 4)]), [38, 18]);
}

#[test]
fn few_versions_have_larger_gaps_and_many_versions_widen_the_drawing() {
    assert_eq!(layout(&[None; 2], &[]).width, 560);
    assert_eq!(layout(&[None; 5], &[]).width, 1180);
    assert_eq!(layout(&[None; 40], &[]).width, 40 * 176);
    assert_eq!(layout(&[], &[]).circles, []);
}

#[test]
fn an_arrowhead_points_at_the_target_version() {
    let drawn = layout(&[None; 3], &[(0, 1), (2, 1)]);
    let [up, down] = &drawn.curves[..] else {
        unreachable!("two curves")
    };
    let target = &drawn.circles[1];
    let (tip_up, tip_down) = (numbers(&up.head), numbers(&down.head));
    assert!(
        tip_up[0] < target.x && tip_up[1] < target.y,
        "from the left above: {up:?}"
    );
    assert!(
        tip_down[0] > target.x && tip_down[1] > target.y,
        "from the right below: {down:?}"
    );
    assert!(up.label_y < target.y && down.label_y > target.y);
}
