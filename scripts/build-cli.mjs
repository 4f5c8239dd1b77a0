// Builds the command for `pnpm mayros` and `pnpm demo`. Quiet when it works: what a person ran is what
// they should see; turbo's own report comes only when something broke.
import { spawnSync } from "node:child_process";

const { status, stdout, stderr, error } = spawnSync(
  "turbo",
  ["run", "build", "--filter=mayros...", "--output-logs=errors-only"],
  {
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  },
);
if (status !== 0) {
  process.stderr.write(`${stdout ?? ""}${stderr ?? ""}${error ? `${error.message}\n` : ""}`);
  process.exitCode = 1;
}
