import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { expect, it } from "vitest";
import { explainFailure } from "./explain-failure.ts";
import { managerEnvironment } from "./manager-environment.ts";

it("names no program that lies in the folder it runs in, and no git", () => {
  const { PATH, npm_config_git, npm_config_node_options } = managerEnvironment({
    PATH: ["", ".", "/bin", "node_modules/.bin", "/usr/bin"].join(delimiter),
    npm_config_git: "./git",
  });
  expect(PATH).toBe(["/bin", "/usr/bin"].join(delimiter));
  expect(existsSync(npm_config_git ?? "")).toBe(false);
  expect(npm_config_node_options).toBe("--no-deprecation");
});

it("hands on what finds a registry, and no key", () => {
  const given = managerEnvironment({
    ...{ PATH: "/bin", HOME: "/home/a", https_proxy: "http://proxy", Npm_Config_Registry: "r" },
    ...{ npm_config_userconfig: "/n", "npm_config_@who:registry": "w", LANG: "C" },
    ...{ OPENAI_API_KEY: "k", NPM_TOKEN: "t", AWS_SECRET_ACCESS_KEY: "s", MAYROS_HOME: "m" },
    ...{ NODE_OPTIONS: "--require evil", npm_config_ignore_scripts: "false", GITHUB_TOKEN: "g" },
    ...{ npm_config_script_shell: "/evil", npm_config_node_options: "--require evil" },
    "npm_config_//registry.example/:_authToken": "t",
  });
  expect(Object.keys(given).filter((name) => !/^(p?npm_config_|NO_COLOR|CI)/i.test(name))).toEqual([
    ...["PATH", "HOME", "https_proxy", "LANG"],
  ]);
  expect(given).toMatchObject({
    npm_config_ignore_scripts: "true",
    "npm_config_@who:registry": "w",
  });
  expect(JSON.stringify(given)).not.toMatch(/TOKEN|SECRET|KEY|evil|MAYROS/i);
});

it.each([
  ['{"error":{"code":"E404","summary":"x"}}', "", "the registry has no acme"],
  ["", "npm error code ETARGET\nnpm error notarget", "the registry has no acme"],
  ["", " ERR_PNPM_FETCH_404  GET x", "the registry has no acme"],
  ["", "npm ERR! code E401", "the registry does not give acme to you (E401)"],
  ["", "npm error code ECONNREFUSED", "the registry did not answer when asked for acme"],
  ["", "npm error code EINTEGRITY", "is not what the registry says it is"],
  ["", "npm error code ENOSPC", "there is no room on the disk"],
  ["", "npm error Something odd", "npm failed: Something odd"],
  ["", "", "npm failed: exit code 1"],
])("says what failed in words of our own: %s%s", (stdout, stderr, message) => {
  const error = explainFailure({
    manager: "npm",
    what: "acme",
    output: { code: 1, stdout, stderr },
  });
  expect(error).toMatchObject({ code: "MAYROS_PACKAGE_UNAVAILABLE" });
  expect(error.message).toContain(message);
  expect(error.hint).toBeDefined();
});

it("repeats no secret of what npm printed, and little of the rest", () => {
  const secrets = ["npm_abcdefghij0123456789", "hunter2hunter2", "bearer-value-123"];
  const stderr = `npm error bad https://me:hunter2hunter2@r.example //r/:_authToken=${secrets[0]} Bearer ${secrets[2]} ${"x".repeat(5000)}`;
  const { message } = explainFailure({
    manager: "npm",
    what: "acme",
    output: { code: 1, stdout: "", stderr },
  });
  for (const secret of secrets) expect(message).not.toContain(secret);
  expect(message.length).toBeLessThan(300);
});
