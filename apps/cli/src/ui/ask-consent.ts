// The question before a plugin of somebody else may run its code or read keys that are not its own, and before packages
// of a vendor are downloaded for one of ours.
import type { ConsentRequest } from "@mayros/sdk";
import { libraryLines } from "./library-lines.ts";
import { pluginUseLines } from "./print-plugin-switch.ts";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

export async function askConsent(request: ConsentRequest): Promise<boolean> {
  const { id, name, foreignEnv, hosts, newCode, origin, libraries = [], ownTransport } = request;
  const { askYesNo } = await import("./prompts.ts");
  if (origin === "bundled") {
    writeError(`${id} (${oneLine(name)}) needs packages that do not come with mayros:\n`);
    writeError(`${libraryLines(libraries, Date.now()).join("\n")}\n`);
    if (ownTransport)
      writeError("  a vendor's library does its own network: hosts are not checked\n");
    return (await askYesNo("Download them from your registry?", false)) === true;
  }
  const lines = pluginUseLines(request).join("\n");
  writeError(`${id} (${oneLine(name)}) did not come with mayros.\n${lines}\n`);
  const wants = [
    ...(newCode ? ["run its code with all that you may do here"] : []),
    ...(foreignEnv.length > 0
      ? [`read ${foreignEnv.join(", ")} and send it to ${hosts.join(", ")}`]
      : []),
  ];
  const question = `May it ${wants.join(", and ")}?`;
  return (await askYesNo(question, false)) === true;
}
