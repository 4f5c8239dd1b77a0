// Which versions the registry has already: asked with the machine's npm, which knows where and with which credentials.
import { runProgram } from "../run-program.ts";

export type Published = "yes" | "no" | "unknown";

const AT_ONCE = 6;

/** In the order of `packages`. */
export async function findPublished(
  packages: readonly { readonly name: string; readonly version: string }[],
): Promise<Published[]> {
  const found: Published[] = packages.map(() => "unknown");
  const waiting = packages.entries();
  const ask = async (): Promise<void> => {
    for (const [index, each] of waiting) found[index] = await isPublished(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return found;
}

async function isPublished({
  name,
  version,
}: {
  name: string;
  version: string;
}): Promise<Published> {
  const words = ["view", `${name}@${version}`, "version", "--json", "--fetch-retries=0"];
  const { code, stdout, stderr } = await runProgram("npm", words);
  if (code === 0) return stdout.trim() === "" ? "no" : "yes";
  return /\bE404\b/.test(`${stdout}${stderr}`) ? "no" : "unknown";
}
