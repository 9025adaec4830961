//! A SIGKILL during writes loses no acknowledged write and leaves no incomplete task.

use crate::harness::{Process, ask};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use upgrade_api::paths::{CREATE_TASK, DELETE_TASK, TASK_STATUS};

const PRODUCT: &str = platform::demo::EMPTY_PRODUCT;
/// Number of write requests in the test.
const WRITES: u64 = 200;
/// Upper bound of the acknowledged writes before a kill.
const WRITES_UNTIL_KILL: u64 = 15;
/// Upper bound of the delay between these writes and the kill, in microseconds.
const KILL_DELAY_MICROS: u64 = 3000;

/// Possible states of a task: a status, or `None` if it does not exist. A write without an answer leaves two.
type Possible = Vec<Option<u8>>;

/// Task of the last list.
#[derive(Clone)]
struct Row {
    id: Value,
    status: u8,
}

#[derive(Debug, Default)]
struct Tally {
    writes: u64,
    acknowledged: u64,
    kills: u64,
    lost: u64,
    incomplete: u64,
}

/// Client that sends one write after the other.
struct Writer {
    address: String,
    token: String,
    random: ChaCha8Rng,
    tally: Tally,
    /// Number of the next task.
    next: u64,
    tasks: BTreeMap<u64, Row>,
    possible: BTreeMap<u64, Possible>,
}

impl Writer {
    /// Sends a write. Returns the answer if the write is acknowledged; any status other than 200 fails the test.
    fn write(&mut self, path: &str, body: &Value) -> Option<Value> {
        self.tally.writes += 1;
        let (status, text) = ask(&self.address, &self.token, "POST", path, &body.to_string())?;
        assert_eq!(status, 200, "{text}");
        self.tally.acknowledged += 1;
        Some(serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// Creates a task, in one of three cases, or changes one. Returns `None` if the write is not acknowledged.
    fn step(&mut self) -> Option<()> {
        let count = u64::try_from(self.tasks.len()).unwrap();
        if count == 0 || self.random.random_range(0..3_u8) == 0 {
            return self.create();
        }
        let index = usize::try_from(self.random.random_range(0..count)).unwrap();
        let (number, row) = self.tasks.iter().nth(index).map(|(n, row)| (*n, row.clone())).unwrap();
        self.change(number, &row)
    }

    fn create(&mut self) -> Option<()> {
        let number = self.next;
        self.next += 1;
        self.possible.insert(number, vec![None, Some(0)]);
        let created = self.write(CREATE_TASK, &new_task(number))?;
        let id = created["id"].clone();
        self.settle(number, Some(Row { id, status: 0 }));
        Some(())
    }

    /// Starts or stops a task, or deletes it in one of five cases.
    fn change(&mut self, number: u64, row: &Row) -> Option<()> {
        let status = match self.random.random_range(0..5_u8) {
            0 => None,
            value => Some(u8::from(value % 2 == 1)),
        };
        self.possible.insert(number, vec![Some(row.status), status]);
        match status {
            None => self.write(DELETE_TASK, &json!({"product_id": PRODUCT, "id": row.id}))?,
            Some(status) => {
                let body = json!({"product_id": PRODUCT, "upgrade_task_id": row.id, "status": status});
                self.write(TASK_STATUS, &body)?
            }
        };
        let id = row.id.clone();
        self.settle(number, status.map(|status| Row { id, status }));
        Some(())
    }

    /// Records the state after an acknowledged write, which is certain.
    fn settle(&mut self, number: u64, row: Option<Row>) {
        self.possible.insert(number, vec![row.as_ref().map(|row| row.status)]);
        match row {
            Some(row) => self.tasks.insert(number, row),
            None => self.tasks.remove(&number),
        };
    }

    /// Writes until the platform is killed at a random moment.
    fn run(&mut self, process: &mut Process) {
        for _ in 0..self.random.random_range(0..WRITES_UNTIL_KILL) {
            self.step().unwrap();
        }
        let delay = Duration::from_micros(self.random.random_range(0..KILL_DELAY_MICROS));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(delay);
                process.kill();
            });
            while self.step().is_some() {}
        });
        self.tally.kills += 1;
    }

    /// Reads all tasks of a platform that has been started again, and counts the wrong ones: incomplete tasks, and tasks in
    /// an impossible state.
    fn check(&mut self, process: &Process) {
        let path = format!("/v2/upgrade/firmware/tasks?product_id={PRODUCT}");
        let (status, text) = ask(&process.address(), process.printed("token"), "GET", &path, "").unwrap();
        assert_eq!(status, 200, "{text}");
        self.tasks.clear();
        for task in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
            let number = task["from_version"].as_u64().unwrap();
            let wanted = new_task(number);
            let mut fields = wanted.as_object().unwrap().iter();
            let complete = fields.all(|(field, value)| &task[field] == value);
            let has_defaults = task["upgrade_count"] == 0 && task["task_type"] == 0 && task["type"] == 1;
            if !complete || !has_defaults {
                println!("incomplete: {task}");
                self.tally.incomplete += 1;
            }
            let status = u8::try_from(task["status"].as_u64().unwrap()).unwrap();
            let id = task["id"].clone();
            let duplicate = self.tasks.insert(number, Row { id, status }).is_some();
            let expected = !duplicate && self.possible.contains_key(&number);
            assert!(expected, "task {number} is unexpected or listed twice");
        }
        for (number, possible) in std::mem::take(&mut self.possible) {
            let status = self.tasks.get(&number).map(|row| row.status);
            if !possible.contains(&status) {
                println!("task {number} has state {status:?}, possible are {possible:?}");
                self.tally.lost += 1;
            }
        }
        let certain = self.tasks.iter().map(|(number, row)| (*number, vec![Some(row.status)]));
        self.possible = certain.collect();
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

#[test]
fn acknowledged_writes_survive_a_kill() {
    let directory = TempDir::new().unwrap();
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let seed = u64::try_from(elapsed.as_nanos() & u128::from(u64::MAX)).unwrap();
    println!("seed {seed}");
    let mut writer = Writer {
        address: String::new(),
        token: String::new(),
        random: ChaCha8Rng::seed_from_u64(seed),
        tally: Tally::default(),
        next: 0,
        tasks: BTreeMap::new(),
        possible: BTreeMap::new(),
    };
    while writer.tally.writes < WRITES {
        let mut process = Process::start(directory.path(), &["--empty"]);
        (writer.address, writer.token) = (process.address(), process.printed("token").to_owned());
        writer.check(&process);
        writer.run(&mut process);
    }
    writer.check(&Process::start(directory.path(), &["--empty"]));
    let tally = writer.tally;
    println!("{tally:?}");
    assert_eq!((tally.lost, tally.incomplete), (0, 0), "seed {seed}");
    let enough = tally.kills >= 5 && tally.acknowledged >= 50;
    assert!(enough, "too few kills or acknowledged writes: {tally:?}");
}
