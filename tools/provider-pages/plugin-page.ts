// The page of a plugin in docs/providers: made from its manifest, its models and the notes of its README. What people wrote
// between two markers of the page that is there stays.
import { markdownTable, type Row } from "../markdown-table.ts";
import { providerSection } from "./provider-section.ts";
import type { PagePlugin } from "./read-plugin.ts";
import { readmeNotes } from "./readme-notes.ts";

const START = "<!-- written -->";
const END = "<!-- end: written -->";
const code = (text: string): string => `\`${text}\``;

/** Named after what people type: a provider's id, not that of a plugin for its login. */
export function pageName({ manifest, providers }: PagePlugin): string {
  return `${providers[0]?.id ?? manifest.id}.md`;
}

/** `before`: the page as it is, empty where there is none. */
export function pluginPage(plugin: PagePlugin, before: string): string {
  const { manifest, providers } = plugin;
  const head = `<!-- Made by tools/generate-docs.ts from plugins/${manifest.id}; only what stands between the "written" markers is kept. -->`;
  const blocks = [
    `${head}\n# ${manifest.name}`,
    `${manifest.description}. ${aboutPlugin(plugin)}`,
    noticeOf(plugin),
    commandsOf(plugin),
    writtenPart(before),
    `## Ways in\n\n${waysTable(plugin)}`,
    ...providers.map(providerSection),
    pricesNote(plugin),
    readmeNotes(plugin),
    "[All providers](README.md); [keys and their order](../keys.md); [choosing models](../models.md).",
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function aboutPlugin({ manifest }: PagePlugin): string {
  const link = `[${code(manifest.id)}](../../plugins/${manifest.id})`;
  const what = manifest.entry
    ? "has code, for its login or its requests"
    : "is data and runs no code";
  const off = manifest.enabledByDefault === false ? "; it is off until you enable it" : "";
  return `The plugin ${link} ${what}${off}.`;
}

function noticeOf({ manifest: { status, notice, successor } }: PagePlugin): string {
  if (status === undefined || status === "active") return "";
  const name = status === "retired" ? "Retired" : "Unofficial";
  const instead = successor === undefined ? "" : ` Use ${code(successor)} instead.`;
  return `> **${name}.** ${notice ?? ""}${instead}`;
}

function commandsOf({ manifest, providers }: PagePlugin): string {
  const methods = providers.flatMap(({ declared }) => declared.authMethods);
  const first = methods.find(({ choice }) => choice !== undefined);
  const model =
    first?.defaultModel ?? methods.find(({ defaultModel }) => defaultModel)?.defaultModel;
  const asked = providers.find(({ declared }) => declared.discover);
  const lines = [
    ...(manifest.enabledByDefault === false ? [`mayros plugins enable ${manifest.id}`] : []),
    ...(first?.choice === undefined ? [] : [`mayros onboard --auth-choice ${first.choice}`]),
    // Which models there are, its server says.
    ...(model === undefined && asked ? [`mayros models refresh --provider ${asked.id}`] : []),
    ...(model === undefined ? [] : [`mayros run -m ${model} "hello"`]),
  ];
  return lines.length === 0 ? "" : `\`\`\`sh\n${lines.join("\n")}\n\`\`\``;
}

function writtenPart(before: string): string {
  const [from, to] = [before.indexOf(START), before.indexOf(END)];
  const kept = from < 0 || to < from ? "" : before.slice(from + START.length, to).trim();
  return kept === "" ? `${START}\n${END}` : `${START}\n\n${kept}\n\n${END}`;
}

function waysTable({ providers }: PagePlugin): string {
  const rows = providers.flatMap(({ id, declared }) =>
    declared.authMethods.map(
      ({ choice, label, hint, kind, fields = [], sets, defaultModel }): Row => {
        const login = kind.startsWith("oauth")
          ? code(`mayros models auth login --provider ${id}`)
          : fields.map(({ flag }) => code(flag)).join(", ");
        const remark = [hint, sets?.baseUrl].filter((each) => each !== undefined).join("; ");
        return [
          choice === undefined ? "-" : code(choice),
          label,
          login === "" ? "-" : login,
          defaultModel === undefined ? "-" : code(defaultModel),
          escaped(remark),
        ];
      },
    ),
  );
  return markdownTable([["`--auth-choice`", "what it is", "by", "default model", ""], ...rows]);
}

const escaped = (text: string): string => text.replaceAll("|", "\\|");

function pricesNote({ providers }: PagePlugin): string {
  const models = providers.flatMap((each) => each.models);
  if (models.length === 0) return "";
  const priced = models.some((each) => each.priced)
    ? "Prices are US dollars per million tokens; `from` is the lowest of several, by the length of a request."
    : "Prices stand in no list here.";
  return `${priced} Context and answer are counted in tokens. A model that is not listed is sent as it is.`;
}
