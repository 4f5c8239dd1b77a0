// The question before a package is kept, after the card that says what it is.
import type { PackageReport } from "@mayros/sdk";
import { packageCard } from "./package-card.ts";
import { canAsk, oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

/** Without a terminal the card is shown all the same, and the answer is no. */
export async function askInstall(report: PackageReport): Promise<boolean> {
  writeError(`\n${packageCard(report, Date.now())}`);
  if (!canAsk()) return false;
  const { askYesNo } = await import("./prompts.ts");
  const { id, before, version } = report;
  const question = before
    ? `It asks for more than ${before.version} did. Update to ${version}? It is off then until you enable it.`
    : `Install ${oneLine(id)}? It stays off until you enable it.`;
  return (await askYesNo(question, false)) === true;
}
