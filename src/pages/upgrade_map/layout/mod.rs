//! Where versions and tasks stand in the drawing: versions from left to right, lowest first; tasks to a higher version
//! as arches above them, tasks to a lower one below. Whole numbers only: pixels, from the upper left corner.

pub(crate) mod lanes;

use lanes::lanes;

/// Radius of the largest version, of the smallest, and of one whose devices nobody counts.
const LARGEST: i32 = 38;
const SMALLEST: i32 = 14;
const UNCOUNTED: i32 = 22;
/// What the drawing fills, if it can: versions stand further apart where they are few.
const BREADTH: i32 = 1180;
/// Pixels between two versions at least and at most.
const GAP: (i32, i32) = (176, 280);
/// From the middle of the versions to the top of the lowest arch, and to the foot of the first one below them.
const FIRST_ABOVE: i32 = 92;
const FIRST_BELOW: i32 = 106;
/// From one arch to the next.
const LANE: i32 = 62;
/// What two lines of words need.
const WORDS: i32 = 48;
/// Room for a version's words below it.
const SPOT_WORDS: i32 = 48;
/// How far an arch needs to be level.
const LEG: i32 = 84;

/// A version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) r: i32,
    /// Where the first line of its words stands.
    pub(crate) words_y: i32,
}

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arch {
    /// The line.
    pub(crate) line: String,
    /// The arrow's head.
    pub(crate) head: String,
    /// The middle of its words, and where the first line of them stands.
    pub(crate) words_x: i32,
    pub(crate) words_y: i32,
    /// How many pixels wide they may be.
    pub(crate) room: i32,
}

/// Everything in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) spots: Vec<Spot>,
    pub(crate) arches: Vec<Arch>,
}

/// Lays out versions with so many devices each, and tasks from one to another of them.
pub(crate) fn layout(devices: &[Option<u64>], ways: &[(usize, usize)]) -> Layout {
    let count = i32::try_from(devices.len()).unwrap_or(i32::MAX).clamp(1, 100_000);
    let gap = (BREADTH / count).clamp(GAP.0, GAP.1);
    let lanes = lanes(ways);
    let top = |is_down: bool| {
        let lanes = ways.iter().zip(&lanes).filter(|(way, _)| (way.1 < way.0) == is_down);
        lanes.map(|(_, lane)| *lane).max()
    };
    let y = top(false).map_or(LARGEST + 16, |lane| FIRST_ABOVE + lane * LANE + WORDS);
    let foot = top(true).map_or(LARGEST + SPOT_WORDS, |lane| FIRST_BELOW + lane * LANE + WORDS);
    let radii = radii(devices);
    let spots: Vec<Spot> = (0..)
        .zip(radii)
        .map(|(at, r): (i32, i32)| Spot {
            x: gap / 2 + at * gap,
            y,
            r,
            words_y: y + r.max(24) + 20,
        })
        .collect();
    let arches = (0..ways.len()).map(|at| arch(at, ways, &lanes, &spots)).collect();
    Layout {
        width: gap * count,
        height: y + foot,
        spots,
        arches,
    }
}

/// A circle's area is its devices.
fn radii(devices: &[Option<u64>]) -> Vec<i32> {
    // Halved until their product with a square of a radius fits.
    let mut most = devices.iter().flatten().copied().max().unwrap_or(0);
    let mut halved = 0;
    while most > u64::from(u32::MAX) {
        most /= 2;
        halved += 1;
    }
    let square = u64::from(LARGEST.unsigned_abs().pow(2));
    let radius = |devices: &Option<u64>| {
        let Some(devices) = devices else { return UNCOUNTED };
        let r = ((devices >> halved) * square / most.max(1)).isqrt();
        i32::try_from(r).unwrap_or(LARGEST).clamp(SMALLEST, LARGEST)
    };
    devices.iter().map(radius).collect()
}

/// A point, or the way from one to another.
type Point = (i32, i32);

/// Cosine and sine, in thousandths, of where an arch meets a circle: first where it is alone, then the lower the arch
/// the flatter. Below, all are flatter, because a version's words stand there.
const ABOVE: [Point; 5] = [(731, 682), (883, 469), (643, 766), (454, 891), (259, 966)];
const BELOW: [Point; 5] = [(940, 342), (996, 87), (866, 500), (707, 707), (574, 819)];

/// Which side of a version a task is at: it leaves or arrives, upwards or downwards.
fn end(way: (usize, usize), is_start: bool) -> (usize, bool, bool) {
    let version = if is_start { way.0 } else { way.1 };
    (version, is_start, way.1 < way.0)
}

/// How many tasks at the same side of a version are below this one, and how many there are.
fn rank(at: usize, is_start: bool, ways: &[(usize, usize)], lanes: &[i32]) -> (usize, usize) {
    let side = end(ways[at], is_start);
    let others = ways.iter().zip(lanes).filter(|(way, _)| end(**way, is_start) == side);
    others.fold((0, 0), |(below, all), (_, lane)| {
        (below + usize::from(*lane < lanes[at]), all + 1)
    })
}

fn arch(at: usize, ways: &[(usize, usize)], lanes: &[i32], spots: &[Spot]) -> Arch {
    let way = ways[at];
    let (Some(from), Some(target)) = (spots.get(way.0), spots.get(way.1)) else {
        return Arch::default();
    };
    if way.0 == way.1 {
        return ring(from, lanes[at] * LANE);
    }
    let is_down = way.1 < way.0;
    // To the right above, to the left below.
    let (right, up) = if is_down { (-1, -1) } else { (1, 1) };
    let level = if is_down {
        from.y + FIRST_BELOW + lanes[at] * LANE
    } else {
        from.y - FIRST_ABOVE - lanes[at] * LANE
    };
    let ranks = [rank(at, true, ways, lanes), rank(at, false, ways, lanes)];
    let [out, back] = ranks.map(|(below, all)| {
        let table = if is_down { BELOW } else { ABOVE };
        table[if all == 1 { 0 } else { 1 + below.min(3) }]
    });
    let start = (
        from.x + right * from.r * out.0 / 1000,
        from.y - up * from.r * out.1 / 1000,
    );
    let (far, r) = (target.r + 3, right);
    let stop = (target.x - r * far * back.0 / 1000, target.y - up * far * back.1 / 1000);
    let leg = LEG.min((stop.0 - start.0).abs() / 2);
    let pull = if is_down { 46 } else { 30 };
    let out = (
        start.0 + right * pull * out.0 / 1000,
        start.1 - up * pull * out.1 / 1000,
    );
    let back = (
        stop.0 - right * pull * back.0 / 1000,
        stop.1 - up * pull * back.1 / 1000,
    );
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
    // Where others pass over it on their way up, its words have to leave them room.
    let is_passed = ranks.iter().any(|(below, all)| below + 1 < *all);
    let between = (target.x - from.x).abs();
    Arch {
        line,
        head: head(back, stop),
        words_x: from.x.midpoint(target.x),
        words_y: if is_down { level + 18 } else { level - 24 },
        room: between - if is_passed { 116 } else { 16 },
    }
}

/// A task to the version it starts at.
fn ring(spot: &Spot, higher: i32) -> Arch {
    let top = spot.y - spot.r;
    let (left, right, high) = (spot.x - 44, spot.x + 44, spot.y - FIRST_ABOVE - 10 - higher);
    let (start, stop) = ((spot.x - 8, top), (spot.x + 8, top - 3));
    let line = format!(
        "M{} {}C{left} {high} {right} {high} {} {}",
        start.0, start.1, stop.0, stop.1
    );
    Arch {
        line,
        head: head((right, high), stop),
        words_x: spot.x,
        words_y: spot.y - FIRST_ABOVE - 20 - higher,
        room: GAP.0 - 12,
    }
}

/// The head of an arrow that comes from `before` and ends at `tip`.
fn head(before: Point, tip: Point) -> String {
    let (x, y) = (tip.0 - before.0, tip.1 - before.1);
    let length = i32::try_from((x * x + y * y).unsigned_abs().isqrt())
        .unwrap_or(1)
        .max(1);
    // Nine long and nine wide.
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
