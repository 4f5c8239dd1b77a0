// Installed plugins whose files are not those that somebody agreed to. Code of such a plugin is not run; who looks for what is
// wrong is told before it is asked.
import { type PluginHost, projectProblem } from "@mayros/plugin-host";
import type { PluginFinding } from "../plugin-finding.ts";

/** Stats of all their files, as long as none was touched. */
export function findChangedFiles(host: PluginHost): PluginFinding[] {
  return host.plugins.flatMap((plugin): PluginFinding[] => {
    const { installed } = host.details(plugin);
    if (!installed || plugin.problem !== undefined) return [];
    const wrong = projectProblem(installed.project, installed, installed.stamp);
    if (!wrong) return [];
    const { problem, fix } = wrong;
    return [
      {
        severity: plugin.enabled ? "error" : "warning",
        message: `${plugin.id} can't be loaded: ${problem}`,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}
