#!/usr/bin/env node
// Runs the program that the package carries, with its standard streams and its exit code.
"use strict";

const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const program = join(__dirname, "bin", `planlint-${process.platform}-${process.arch}`);
if (!existsSync(program)) {
  console.error(`planlint: this package has no program for ${process.platform} on ${process.arch}`);
  console.error("  build it with: cargo install planlint");
  process.exit(2);
}
const result = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (result.error) {
  console.error(`planlint: ${program} could not be started: ${result.error.message}`);
  process.exit(2);
}
// A program that a signal ended has no exit code: shells count from 128 then.
process.exit(result.status ?? 128 + (constants.signals[result.signal] ?? 0));
