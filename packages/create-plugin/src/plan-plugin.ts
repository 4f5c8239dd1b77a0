// From what is wanted to the files of the plugin. Pure.
import { fillIn, type Templates } from "./templates/template.ts";
import { type CompleteWishes, wantedOf } from "./wishes.ts";

/** Texts by path, inside of the plugin's folder. */
export function planPlugin(
  wishes: CompleteWishes,
  templates: Templates,
  today: Date,
): Record<string, string> {
  const wanted = wantedOf(wishes, today);
  return Object.fromEntries(
    Object.entries(templates[wishes.kind]).map(([path, text]) => [
      path === "gitignore" ? ".gitignore" : path,
      fillIn(text, wanted),
    ]),
  );
}

/** The commands to go on with. */
export function nextSteps(wishes: CompleteWishes, folder: string): string[] {
  return [
    `cd ${folder}`,
    "npm install",
    "npm test",
    "mayros plugins validate",
    "mayros plugins install .",
    `mayros plugins enable ${wishes.id}`,
  ];
}
