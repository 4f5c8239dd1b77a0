#!/usr/bin/env node
// The entry of `npm create mayros-plugin`: too old a Node is told so before anything else is loaded.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`create-mayros-plugin needs Node >= 22.18; this is ${process.version}\n`);
  process.exitCode = 2;
} else {
  const { runCreate } = await import("./run-create.ts");
  process.exitCode = await runCreate(process.argv.slice(2));
}
