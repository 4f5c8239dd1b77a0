#!/usr/bin/env node
// The entry. Kept tiny and plain: it must parse on every Node, answer --version at once, and load
// nothing else before it is needed.
import { keepCompiledCode } from "./keep-compiled-code.ts";
import { version } from "./version.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const words = process.argv.slice(2);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`mayros needs Node >= 22.18; this is ${process.version}\n`);
  process.exitCode = 2;
} else if (words.length === 1 && (words[0] === "--version" || words[0] === "-v")) {
  // Not process.stdout: making that stream costs 3 ms, a tenth of this command.
  try {
    process.getBuiltinModule("node:fs").writeSync(1, `${version}\n`);
  } catch {
    const { writeOutput } = await import("./ui/write-output.ts");
    writeOutput(`${version}\n`);
  }
} else {
  keepCompiledCode();
  const { runCommand } = await import("./run-command.ts");
  process.exitCode = await runCommand(words);
  // What a plugin left behind, a timer or a socket, must not keep anybody waiting.
  setTimeout(() => process.exit(), 200).unref();
}
