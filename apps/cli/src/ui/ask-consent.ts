// The question before a plugin of somebody else may run its code or read keys that are not its own.
import type { ConsentRequest } from "@mayros/sdk";
import { pluginUseLines } from "./print-plugin-switch.ts";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

export async function askConsent(request: ConsentRequest): Promise<boolean> {
  const { id, name, foreignEnv, hosts, newCode } = request;
  const lines = pluginUseLines(request).join("\n");
  writeError(`${id} (${oneLine(name)}) did not come with mayros.\n${lines}\n`);
  const { askYesNo } = await import("./prompts.ts");
  const wants = [
    ...(newCode ? ["run its code with all that you may do here"] : []),
    ...(foreignEnv.length > 0
      ? [`read ${foreignEnv.join(", ")} and send it to ${hosts.join(", ")}`]
      : []),
  ];
  const question = `May it ${wants.join(", and ")}?`;
  return (await askYesNo(question, false)) === true;
}
