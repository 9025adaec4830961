//! `node:crypto` in a Node process that stays alive, so that its start is not measured.

use crate::Outcome;
use crate::files::Sample;
use e2e::places;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A Node process that has read a file. Dropping it ends the process.
pub struct Node {
    child: Child,
    requests: ChildStdin,
    responses: BufReader<ChildStdout>,
    expected: String,
}

impl Node {
    /// Starts a process for this file.
    pub fn start(sample: &Sample) -> Outcome<Self> {
        let mut command = Command::new("node");
        command.arg(places::dist().join("bench/node.mjs")).arg(&sample.path);
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| format!("node does not start ({error}): install Node 20 or newer"))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(responses)) => Ok(Self {
                child,
                requests,
                responses: BufReader::new(responses),
                expected: sample.md5.clone(),
            }),
            _ => Err("node has no input or output".to_owned()),
        }
    }

    /// Digests the file in memory this number of times. Returns the average milliseconds of one digest.
    pub fn memory(&mut self, way: &str, times: u32) -> Outcome<f64> {
        let mut line = String::new();
        let result = writeln!(self.requests, "{way} {times}").and_then(|()| self.responses.read_line(&mut line));
        result.map_err(|error| format!("node has exited: {error}"))?;
        let answer: Value =
            serde_json::from_str(&line).map_err(|_| format!("node returns {line:?} instead of a time"))?;
        let md5 = answer["md5"].as_str().unwrap_or_default();
        if md5 != self.expected {
            return Err(format!("node:crypto returns {md5}, md5sum {}", self.expected));
        }
        answer["ms"]
            .as_f64()
            .ok_or_else(|| format!("node returns {line:?} instead of a time"))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Both fail only if the process has already exited.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
