//! Kill -9 during writes loses nothing that was acknowledged, and leaves nothing half done.

use crate::harness::{Directory, Process, ask};
use platform::prng::SplitMix64;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

const PRODUCT: &str = platform::demo::EMPTY_PRODUCT;
const ROUNDS: u64 = 10;
const WRITERS: u64 = 4;

/// What a task may be found as after the restart; two possibilities where the answer to its last write is missing.
type Expected = Vec<Option<u8>>;

/// A platform in the middle of being written to.
struct Target<'a> {
    address: &'a str,
    token: &'a str,
    acknowledged: &'a AtomicU64,
}

impl Target<'_> {
    /// Whether the write was acknowledged. Any answer other than 200 is a failure of the test.
    fn write(&self, path: &str, body: &Value) -> Option<Value> {
        let (status, text) = ask(self.address, self.token, "POST", path, &body.to_string())?;
        assert_eq!(status, 200, "{text}");
        self.acknowledged.fetch_add(1, Ordering::SeqCst);
        Some(serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// Creates, starts, and deletes every third; until the platform is gone. Gives what each task must now be.
    fn write_until_killed(&self, first: u64) -> BTreeMap<u64, Expected> {
        let mut expected = BTreeMap::new();
        for number in (first..).step_by(usize::try_from(WRITERS).unwrap()) {
            expected.insert(number, vec![None, Some(0)]);
            let Some(task) = self.write(upgrade_api::paths::CREATE_TASK, &new_task(number)) else {
                return expected;
            };
            expected.insert(number, vec![Some(0), Some(1)]);
            let start = json!({"product_id": PRODUCT, "upgrade_task_id": task["id"], "status": 1});
            if self.write(upgrade_api::paths::TASK_STATUS, &start).is_none() {
                return expected;
            }
            expected.insert(number, vec![Some(1)]);
            if number % 3 == 0 {
                expected.insert(number, vec![Some(1), None]);
                let delete = json!({"product_id": PRODUCT, "id": task["id"]});
                if self.write(upgrade_api::paths::DELETE_TASK, &delete).is_none() {
                    return expected;
                }
                expected.insert(number, vec![None]);
            }
        }
        expected
    }
}

fn new_task(number: u64) -> Value {
    json!({
        "product_id": PRODUCT,
        "name": format!("task {number}"),
        "description": format!("number {number}"),
        "from_version": number,
        "from_version_url": format!("http://files.example/{number}"),
        "from_version_md5": "900150983cd24fb0d6963f7d28e17f72",
        "from_version_size": number + 1,
        "target_version": number + 1_000_000,
        "target_version_url": format!("http://files.example/{number}/target"),
        "target_version_md5": "d41d8cd98f00b204e9800998ecf8427e",
        "target_version_size": number + 2,
    })
}

/// Every task the platform has: whole, and in a state it may be in.
fn verify(address: &str, token: &str, expected: &BTreeMap<u64, Expected>) -> usize {
    let path = format!("/v2/upgrade/firmware/tasks?product_id={PRODUCT}");
    let (status, text) = ask(address, token, "GET", &path, "").unwrap();
    assert_eq!(status, 200, "{text}");
    let mut found = BTreeMap::new();
    for task in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
        let number = task["from_version"].as_u64().unwrap();
        for (field, value) in new_task(number).as_object().unwrap() {
            assert_eq!(&task[field], value, "task {number} is half there");
        }
        let state = u8::try_from(task["status"].as_u64().unwrap()).unwrap();
        assert_eq!(found.insert(number, state), None, "task {number} is there twice");
    }
    for (number, possible) in expected {
        let state = found.get(number).copied();
        assert!(
            possible.contains(&state),
            "task {number} is {state:?}, may be {possible:?}"
        );
    }
    let unknown = found.keys().find(|number| !expected.contains_key(number));
    assert_eq!(unknown, None, "a task nobody created");
    found.len()
}

/// Starts writers, and kills when a random number of writes has been acknowledged.
fn round(process: &mut Process, first: u64, enough: u64) -> BTreeMap<u64, Expected> {
    let (address, token) = (process.address(), process.printed("token").to_owned());
    let acknowledged = AtomicU64::new(0);
    let target = Target {
        address: &address,
        token: &token,
        acknowledged: &acknowledged,
    };
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let target = &target;
                scope.spawn(move || target.write_until_killed(first + writer))
            })
            .collect();
        while acknowledged.load(Ordering::SeqCst) < enough {
            std::thread::yield_now();
        }
        process.kill();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    })
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let directory = Directory::new("kill");
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let seed = u64::try_from(since.as_nanos() & u128::from(u64::MAX)).unwrap();
    println!("seed {seed}");
    let mut random = SplitMix64::new(seed);
    let mut process = Process::start(directory.path(), &["--empty"]);
    let mut expected = BTreeMap::new();
    let mut kept = 0;
    for round_number in 0..ROUNDS {
        let first = round_number * 10_000;
        expected.extend(round(&mut process, first, 10 + random.below(150)));
        process = Process::start(directory.path(), &["--empty"]);
        kept = verify(&process.address(), process.printed("token"), &expected);
    }
    assert!(kept > 10, "only {kept} tasks were written");
}
