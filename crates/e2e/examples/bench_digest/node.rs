//! `node:crypto` in a Node process that stays alive, so that its start is not measured.

use crate::files::Sample;
use e2e::paths;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A Node process that has read a file. Dropping it ends the process.
pub struct Node {
    child: Child,
    requests: ChildStdin,
    responses: BufReader<ChildStdout>,
    md5: String,
}

impl Node {
    pub fn start(sample: &Sample) -> Self {
        let mut command = Command::new("node");
        command.arg(paths::dist().join("bench/node.mjs")).arg(&sample.path);
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.expect("Node 20 or newer");
        Self {
            requests: child.stdin.take().expect("its input"),
            responses: BufReader::new(child.stdout.take().expect("its output")),
            child,
            md5: sample.md5.clone(),
        }
    }

    /// Digests the file in memory this number of times. Returns the average milliseconds of one digest.
    pub fn memory(&mut self, way: &str, times: u32) -> f64 {
        let mut line = String::new();
        writeln!(self.requests, "{way} {times}").expect("a process that reads");
        self.responses.read_line(&mut line).expect("a process that answers");
        let answer: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(answer["md5"], self.md5, "node:crypto digests differently than md5sum");
        answer["ms"].as_f64().expect("a time")
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Both fail only if the process has already exited.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
