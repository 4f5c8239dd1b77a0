// One table of all providers, docs/providers/README.md.
import { markdownTable, type Row } from "../markdown-table.ts";
import { pageName } from "./plugin-page.ts";
import type { PagePlugin, PageProvider } from "./read-plugin.ts";

const code = (text: string): string => `\`${text}\``;

export function allProviders(plugins: readonly PagePlugin[]): string {
  const rows = plugins.flatMap((plugin) =>
    plugin.providers.map((provider) => providerRow(plugin, provider)),
  );
  const sorted = rows.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const head: Row = [
    "provider",
    "what it is",
    "`--auth-choice`",
    "key",
    "wire format",
    "models",
    "",
  ];
  return `<!-- Made by tools/generate-docs.ts from plugins/*. -->
# Providers

${sorted.length} providers ship with Mayros, in ${plugins.length} plugins. Each page has the names of keys, ways to log in, addresses, and models with
their limits and prices. Anything else that speaks one of the wire formats is [a block in the config](../models.md#providers-of-your-own),
or [a plugin of your own](../plugins.md).

\`\`\`sh
mayros onboard                     # asks which
mayros models list --all           # every model of every provider that is on
mayros plugins info zai            # one provider's plugin
\`\`\`

${markdownTable([head, ...sorted])}

\`key\` is the first variable of several: \`<P>_API_KEYS\`, \`<P>_API_KEY_<n>\` and \`MAYROS_LIVE_<P>_KEY\` come with it
([keys](../keys.md)). \`live\`: the list is what a server says, and its models are not counted here.
`;
}

function providerRow(plugin: PagePlugin, { id, declared, models, variables }: PageProvider): Row {
  const { manifest } = plugin;
  const choices = declared.authMethods.flatMap(({ choice }) => (choice ? [code(choice)] : []));
  const isLive = declared.discover !== undefined && !declared.discover.onRefresh;
  const remarks = [
    manifest.status === "active" ? undefined : manifest.status,
    manifest.enabledByDefault === false ? "off at first" : undefined,
  ];
  return [
    `[${code(id)}](${pageName(plugin)})`,
    declared.name,
    choices.length > 3 ? `${choices.slice(0, 2).join(", ")}, ...` : choices.join(", "),
    keyOf({ id, declared, models, variables }),
    code(declared.api),
    isLive ? "live" : String(models.length),
    remarks.filter((each) => each !== undefined).join(", "),
  ];
}

/** That of its logins and commands, where its way in names one; a login needs none. */
function keyOf({ declared, variables }: PageProvider): string {
  const named = declared.authMethods.flatMap(({ fields = [] }) =>
    fields.flatMap(({ env = [] }) => env),
  );
  const kinds = declared.authMethods.map(({ kind }) => kind);
  if (named[0] !== undefined) return code(named[0]);
  if (kinds.some((kind) => kind.startsWith("oauth"))) return "a login";
  if (kinds.includes("ambient")) return "the machine's";
  return kinds.includes("none") ? "none" : code(variables[2] ?? "");
}
