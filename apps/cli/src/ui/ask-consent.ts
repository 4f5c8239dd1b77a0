// The question before a plugin of somebody else may read keys that are not its own.
import type { ConsentRequest } from "@mayros/sdk";
import { pluginUseLines } from "./print-plugin-switch.ts";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

export async function askConsent(request: ConsentRequest): Promise<boolean> {
  const { id, name, foreignEnv, hosts } = request;
  const lines = pluginUseLines(request).join("\n");
  writeError(`${id} (${oneLine(name)}) did not come with mayros.\n${lines}\n`);
  const { askYesNo } = await import("./prompts.ts");
  const question = `May it read ${foreignEnv.join(", ")} and send it to ${hosts.join(", ")}?`;
  return (await askYesNo(question, false)) === true;
}
