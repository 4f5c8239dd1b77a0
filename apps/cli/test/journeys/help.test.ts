// Help of every command and group: fits an 80-column terminal, and is there whatever the config says.
import { describe, expect, it } from "vitest";
import { commands } from "../../src/commands.ts";
import { createHome } from "../run-mayros.ts";

const groups = commands.flatMap(({ words }) =>
  words.split(" ").map((_word, index, all) => all.slice(0, index).join(" ")),
);
const places = [...new Set([...groups, ...commands.map(({ words }) => words)])].sort();

describe.each(places)("mayros %s --help", (words) => {
  it("has no line of more than 80 characters", async () => {
    const typed = [...words.split(" ").filter(Boolean), "--help"];
    const run = await createHome().run(typed);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("--help");
    expect(run.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

it("names the choices of onboard", async () => {
  const run = await createHome().run(["onboard", "--help"]);
  expect(run.stdout).toContain("groq-api-key,");
  expect(run.stdout).toContain("--groq-api-key <-|env:NAME>");
});

it("is there for a broken config, without the options of plugins", async () => {
  const home = createHome();
  home.writeConfig("{ models: {,} }");
  const run = await home.run(["onboard", "--help"]);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("--auth-choice <choice>");
  expect(run.stderr).toContain("The options of plugins are missing above");
  expect(run.stderr).toContain("mayros config validate");
});
