// What is wrong in `plugins.entries.<id>.config`, as issues of the config file: the plugins' own schemas say so, which
// the reader of the config does not know. Such a plugin is off; the rest of the config counts.
import type { ConfigIssue, ConfigPath, ConfigPlace } from "@mayros/config";
import type { Machine } from "../machine/open-machine.ts";

/** Of plugins that the config wants on. `whereIs`: of the file as it was just read. */
export async function pluginConfigIssues(
  machine: Machine,
  whereIs: (steps: ConfigPath) => ConfigPlace | undefined,
): Promise<ConfigIssue[]> {
  const { host } = await machine.state();
  return host.plugins.flatMap(({ id, problem = "" }) => {
    const section = ["plugins", "entries", id, "config"];
    if (!problem.startsWith(section.join("."))) return [];
    // One sentence each, which begins with the path.
    return problem.split(/; (?=plugins\.entries\.)/).map((sentence): ConfigIssue => {
      const [path = "", ...words] = sentence.split(" ");
      // What is missing stands nowhere.
      const place = whereIs(path.split(".")) ?? whereIs(section) ?? { line: 1, column: 1 };
      return { ...place, path, message: words.join(" "), severity: "error" };
    });
  });
}
