// Onboarding with the choices of a plugin that somebody else wrote.
import { expect, it } from "vitest";
import { createHome } from "../run-mayros.ts";
import { configWithPlugin, writePlugin } from "../write-plugin.ts";

const authMethod = { deprecatedChoices: ["acme-key"] };
const env = { MY_KEY: "acme-0123456789abcdef" };

it("takes the key option of a choice by its former name, too", async () => {
  const home = createHome();
  home.writeConfig(configWithPlugin(writePlugin(home.folder, { authMethod }), true));
  for (const choice of ["acme-api-key", "acme-key"]) {
    const words = ["onboard", "--auth-choice", choice, "--acme-api-key", "env:MY_KEY", "--json"];
    const run = await home.run(words, { env });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toMatchObject({ profileId: "acme:default", keyFrom: "flag" });
  }
});

it("offers no choice of a plugin that is off, and says how to turn it on", async () => {
  const home = createHome();
  const folder = writePlugin(home.folder, { authMethod });
  home.writeConfig(configWithPlugin(folder, false));
  const off = await home.run(["onboard", "--help"]);
  expect(off.stdout).not.toContain("acme-api-key,");
  const run = await home.run(["onboard", "--acme-api-key", "env:MY_KEY"], { env });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain("next: mayros plugins enable acme\n");
});
