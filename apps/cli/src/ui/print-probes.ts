// What came of trying each stored credential.
import type { ProbeBucket, ProfileProbe } from "@mayros/sdk";
import { type Column, formatTable } from "./format-table.ts";
import { terminalWidth } from "./terminal.ts";
import { writeError, writeOutput } from "./write-output.ts";

const words: Readonly<Record<ProbeBucket, string>> = {
  ok: "works",
  auth: "refused",
  rate_limit: "works, rate limited now",
  billing: "works, out of credit",
  timeout: "no answer in time",
  format: "the request was refused",
  unknown: "nobody knows",
  no_model: "no model to ask",
};

const columns: readonly Column<ProfileProbe>[] = [
  { title: "PROBED", shrink: true, value: ({ profileId }) => profileId },
  { title: "MODEL", shrink: true, value: ({ model }) => model ?? "" },
  { title: "RESULT", value: ({ bucket }) => words[bucket] },
  { title: "TOOK", value: ({ took }) => `${(took / 1000).toFixed(1)} s` },
  { title: "WHY", shrink: true, value: ({ message }) => message ?? "" },
];

export function printProbes(probes: readonly ProfileProbe[]): void {
  if (probes.length > 0) writeOutput(`\n${formatTable(probes, columns, terminalWidth())}`);
  else writeError("no credential is stored, so none was tried\n");
}
