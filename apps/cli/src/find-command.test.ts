import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "./commands.ts";
import { findCommand } from "./find-command.ts";

describe("findCommand", () => {
  it("takes the longest words that are a command, and leaves the rest", () => {
    expect(findCommand(["models", "auth", "list", "--json"])).toMatchObject({
      kind: "command",
      entry: { words: "models auth list" },
      rest: ["--json"],
    });
    expect(findCommand(["run", "models", "list"])).toMatchObject({
      entry: { words: "run" },
      rest: ["models", "list"],
    });
  });

  it.each([
    [[], ""],
    [["--help"], ""],
    [["models", "auth"], "models auth"],
    [["models", "auth", "--help"], "models auth"],
    [["models", "--json", "auth", "list"], "models"],
    [["models", "--plain", "status"], "models"],
  ])("takes %j for the group %j", (typed, words) => {
    expect(findCommand(typed)).toMatchObject({ kind: "group", words });
  });

  it("takes words that begin others for a command where nothing follows", () => {
    for (const rest of [[], ["--json"], ["--check", "--plain"]]) {
      expect(findCommand(["models", ...rest])).toMatchObject({
        kind: "command",
        entry: { words: "models", shortFor: "models status" },
        rest,
      });
    }
  });

  it.each([
    [["modles"], /did you mean "mayros models"/],
    [["models", "lst"], /did you mean "mayros models list"/],
    [["login"], /did you mean "mayros models auth login"/],
    [["auth", "login"], /did you mean "mayros models auth"/],
    [["list"], /there is no command "mayros list"$/],
    [["models", "auth", "paste"], /there is no command "mayros models auth paste"/],
  ])("refuses %j", (typed, message) => {
    expect(() => findCommand(typed)).toThrow(message);
  });

  it("has the code of each command where its words say", async () => {
    for (const { words, shortFor = words, load } of commands) {
      const { command } = await load();
      expect(command.examples.length, words).toBeGreaterThan(0);
      const path = join(import.meta.dirname, "commands", `${shortFor.replaceAll(" ", "/")}.ts`);
      expect(existsSync(path), path).toBe(true);
    }
  });
});
