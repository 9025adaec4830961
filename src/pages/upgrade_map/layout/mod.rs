//! Positions in the drawing, in whole pixels from the upper left corner. Versions are circles from left to right, lowest first.
//! Tasks to a higher version are curves above the circles, tasks to a lower one are curves below.

pub(crate) mod lanes;

use crate::pages::upgrade_map::model::Plan;
use lanes::lanes;

/// Radius of the largest circle, of the smallest one, and of a version with an unknown number of devices.
const LARGEST: i32 = 38;
const SMALLEST: i32 = 14;
const UNCOUNTED: i32 = 22;
/// Width that few versions fill with larger gaps.
const BREADTH: i32 = 1180;
/// Smallest and largest distance between two versions.
const GAP: (i32, i32) = (176, 280);
/// Distance from the centres of the circles to the lowest curve above them, and to the highest one below.
const FIRST_ABOVE: i32 = 92;
const FIRST_BELOW: i32 = 106;
/// Distance between two lanes.
const LANE: i32 = 62;
/// Height of the two lines of a label.
const LABEL: i32 = 48;
/// Height of the label below a circle.
const CIRCLE_LABEL: i32 = 48;
/// Horizontal distance in which a curve reaches its lane.
const LEG: i32 = 84;

/// Circle of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Circle {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) r: i32,
    /// Baseline of the first line of the label.
    pub(crate) label_y: i32,
}

/// Curve of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Curve {
    /// SVG path of the line.
    pub(crate) line: String,
    /// SVG path of the arrowhead.
    pub(crate) head: String,
    /// Centre of the label.
    pub(crate) label_x: i32,
    /// Baseline of the first line of the label.
    pub(crate) label_y: i32,
    /// Largest width of the label.
    pub(crate) label_width: i32,
}

/// Circles and curves of a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) circles: Vec<Circle>,
    pub(crate) curves: Vec<Curve>,
}

impl Layout {
    /// Positions of these versions and tasks.
    pub(crate) fn of(plan: &Plan) -> Self {
        layout(&plan.devices, &plan.edges)
    }

    /// Centre of these versions, in pixels from the left.
    pub(crate) fn centre_x(&self, versions: &[usize]) -> Option<i32> {
        let x = || versions.iter().filter_map(|at| Some(self.circles.get(*at)?.x));
        Some(x().min()?.midpoint(x().max()?))
    }
}

/// Lays out versions with these numbers of devices, and tasks as edges between indices of versions.
fn layout(devices: &[Option<u64>], edges: &[(usize, usize)]) -> Layout {
    let count = i32::try_from(devices.len()).unwrap_or(i32::MAX).clamp(1, 100_000);
    let gap = (BREADTH / count).clamp(GAP.0, GAP.1);
    let lanes = lanes(edges);
    let top = |is_down: bool| {
        let lanes = edges
            .iter()
            .zip(&lanes)
            .filter(|(edge, _)| (edge.1 < edge.0) == is_down);
        lanes.map(|(_, lane)| *lane).max()
    };
    let y = top(false).map_or(LARGEST + 16, |lane| FIRST_ABOVE + lane * LANE + LABEL);
    let bottom = top(true).map_or(LARGEST + CIRCLE_LABEL, |lane| FIRST_BELOW + lane * LANE + LABEL);
    let radii = radii(devices);
    let circles: Vec<Circle> = (0..)
        .zip(radii)
        .map(|(at, r): (i32, i32)| Circle {
            x: gap / 2 + at * gap,
            y,
            r,
            label_y: y + r.max(24) + 20,
        })
        .collect();
    let curves = (0..edges.len()).map(|at| curve(at, edges, &lanes, &circles)).collect();
    Layout {
        width: gap * count,
        height: y + bottom,
        circles,
        curves,
    }
}

/// Radii of the circles. The area of a circle is proportional to the number of devices.
fn radii(devices: &[Option<u64>]) -> Vec<i32> {
    let most = devices.iter().flatten().copied().max().unwrap_or(0).max(1);
    let square = u128::from(LARGEST.unsigned_abs().pow(2));
    let radius = |devices: &Option<u64>| {
        let Some(devices) = devices else { return UNCOUNTED };
        let r = ((u128::from(*devices) * square / u128::from(most)) as u64).isqrt();
        i32::try_from(r).unwrap_or(LARGEST).clamp(SMALLEST, LARGEST)
    };
    devices.iter().map(radius).collect()
}

/// Point or vector.
type Point = (i32, i32);

/// Cosine and sine, in thousandths, of the angle at which a curve meets a circle: first of a single curve, then of several
/// ones, flattest for the lowest lane. The angles below the circles are flatter, because labels are there.
const ABOVE: [Point; 5] = [(731, 682), (883, 469), (643, 766), (454, 891), (259, 966)];
const BELOW: [Point; 5] = [(940, 342), (996, 87), (866, 500), (707, 707), (574, 819)];

/// Version at an end of an edge, and the side of its circle: start or target, up or down.
fn side(edge: (usize, usize), is_start: bool) -> (usize, bool, bool) {
    let version = if is_start { edge.0 } else { edge.1 };
    (version, is_start, edge.1 < edge.0)
}

/// Number of edges at the same side of a circle that are in lower lanes, and number of all edges there.
fn rank(at: usize, is_start: bool, edges: &[(usize, usize)], lanes: &[i32]) -> (usize, usize) {
    let own = side(edges[at], is_start);
    let others = edges
        .iter()
        .zip(lanes)
        .filter(|(edge, _)| side(**edge, is_start) == own);
    others.fold((0, 0), |(below, all), (_, lane)| {
        (below + usize::from(*lane < lanes[at]), all + 1)
    })
}

fn curve(at: usize, edges: &[(usize, usize)], lanes: &[i32], circles: &[Circle]) -> Curve {
    let edge = edges[at];
    let (Some(from), Some(target)) = (circles.get(edge.0), circles.get(edge.1)) else {
        return Curve::default();
    };
    if edge.0 == edge.1 {
        return ring(from, lanes[at] * LANE);
    }
    let is_down = edge.1 < edge.0;
    // Curves above lead to the right, curves below to the left.
    let (right, up) = if is_down { (-1, -1) } else { (1, 1) };
    let level = if is_down {
        from.y + FIRST_BELOW + lanes[at] * LANE
    } else {
        from.y - FIRST_ABOVE - lanes[at] * LANE
    };
    let ranks = [rank(at, true, edges, lanes), rank(at, false, edges, lanes)];
    let [out, back] = ranks.map(|(below, all)| {
        let table = if is_down { BELOW } else { ABOVE };
        table[if all == 1 { 0 } else { 1 + below.min(3) }]
    });
    // The point at a distance, in the direction of the curve or, for a negative `sign`, against it.
    let moved = |(x, y): Point, sign: i32, distance: i32, (cos, sin): Point| {
        (x + sign * right * distance * cos / 1000, y - up * distance * sin / 1000)
    };
    let start = moved((from.x, from.y), 1, from.r, out);
    let stop = moved((target.x, target.y), -1, target.r + 3, back);
    let leg = LEG.min((stop.0 - start.0).abs() / 2);
    let pull = if is_down { 46 } else { 30 };
    let out = moved(start, 1, pull, out);
    let back = moved(stop, -1, pull, back);
    let (rises, falls) = (start.0 + right * leg, stop.0 - right * leg);
    let line = format!(
        "M{} {}C{} {} {} {level} {rises} {level}H{falls}C{} {level} {} {} {} {}",
        start.0,
        start.1,
        out.0,
        out.1,
        start.0 + right * leg / 3,
        stop.0 - right * leg / 3,
        back.0,
        back.1,
        stop.0,
        stop.1
    );
    // Curves in higher lanes cross this one on both sides of the label.
    let is_crossed = ranks.iter().any(|(below, all)| below + 1 < *all);
    let between = (target.x - from.x).abs();
    Curve {
        line,
        head: head(back, stop),
        label_x: from.x.midpoint(target.x),
        label_y: if is_down { level + 18 } else { level - 24 },
        label_width: between - if is_crossed { 116 } else { 16 },
    }
}

/// Curve from a version to itself. `rise` is the height of its lane.
fn ring(circle: &Circle, rise: i32) -> Curve {
    let top = circle.y - circle.r;
    let (left, right, high) = (circle.x - 44, circle.x + 44, circle.y - FIRST_ABOVE - 10 - rise);
    let (start, stop) = ((circle.x - 8, top), (circle.x + 8, top - 3));
    let line = format!(
        "M{} {}C{left} {high} {right} {high} {} {}",
        start.0, start.1, stop.0, stop.1
    );
    Curve {
        line,
        head: head((right, high), stop),
        label_x: circle.x,
        label_y: circle.y - FIRST_ABOVE - 20 - rise,
        label_width: GAP.0 - 12,
    }
}

/// SVG path of the head of an arrow from `before` to `tip`.
fn head(before: Point, tip: Point) -> String {
    let (x, y) = (tip.0 - before.0, tip.1 - before.1);
    let length = i32::try_from((x * x + y * y).unsigned_abs().isqrt())
        .unwrap_or(1)
        .max(1);
    // Nine pixels long, ten wide.
    let (along, across) = ((9 * x / length, 9 * y / length), (-5 * y / length, 5 * x / length));
    let back = (tip.0 - along.0, tip.1 - along.1);
    format!(
        "M{} {}L{} {} {} {}z",
        tip.0,
        tip.1,
        back.0 + across.0,
        back.1 + across.1,
        back.0 - across.0,
        back.1 - across.1
    )
}

#[cfg(test)]
mod tests;
