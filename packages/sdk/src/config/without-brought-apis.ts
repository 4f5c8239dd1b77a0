// What the reader of the config says of wire formats that it does not know, without those that a plugin brings that is
// on: the reader knows no plugins. Pure.
import type { ConfigIssue } from "@mayros/config";
import type { PluginHost } from "@mayros/plugin-host";

export function withoutBroughtApis(
  issues: readonly ConfigIssue[],
  { findApi }: Pick<PluginHost, "findApi">,
): ConfigIssue[] {
  return issues.filter(({ api }) => api === undefined || findApi(api)?.plugin.enabled !== true);
}
