import { expect, it } from "vitest";
import { type CommandEntry, commands } from "../commands.ts";
import { commandHelp, groupHelp } from "./help.ts";

const entry: CommandEntry = {
  words: "do it",
  summary: "Do it",
  load: () => Promise.reject(new Error("not loaded for help")),
};

const declared = {
  "a-long-option": { type: "string", help: "one two three four five six seven" },
} as const;
const command = { options: declared, examples: ["mayros do it"], run: async () => 0 };

it("wraps the second column under itself", () => {
  const lines = commandHelp(entry, command, declared, 56).split("\n");
  const start = lines.findIndex((line) => line.includes("--a-long-option"));
  expect(lines.slice(start, start + 2)).toEqual([
    "  --a-long-option <value>  one two three four five six",
    "                           seven",
  ]);
});

it("puts the second column under the first where it would be too narrow", () => {
  expect(groupHelp("config", 34, commands)).toContain(
    "  config file\n      Print the path of the config",
  );
});
