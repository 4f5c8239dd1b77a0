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
  return (await askYesNo(questionOf(report), false)) === true;
}

function questionOf({ id, before, version, grows }: PackageReport): string {
  if (before === undefined) return `Install ${oneLine(id)}? It stays off until you enable it.`;
  if (grows) return `It asks for more than ${before.version} did. Agree, and update to ${version}?`;
  return `Put ${version} in the place of ${before.version}?`;
}
