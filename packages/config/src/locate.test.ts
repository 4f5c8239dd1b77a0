import { describe, expect, test } from "vitest";
import { locate } from "./locate.ts";

describe("locate", () => {
  test.each([
    ["the system's home", {}, "/os", "/os/.mayros"],
    ["USERPROFILE", { USERPROFILE: "/user" }, "/user", "/user/.mayros"],
    ["HOME before it", { HOME: "/home/a", USERPROFILE: "/user" }, "/home/a", "/home/a/.mayros"],
    ["MAYROS_HOME before all", { MAYROS_HOME: "/m", HOME: "/home/a" }, "/m", "/m/.mayros"],
    ["~ is the real home", { MAYROS_HOME: "~/m", HOME: "/home/a" }, "/home/a/m", undefined],
    ["empty is unset", { MAYROS_HOME: "", HOME: "", USERPROFILE: "" }, "/os", "/os/.mayros"],
    ["state dir", { HOME: "/h", MAYROS_STATE_DIR: "~/state" }, "/h", "/h/state"],
    ["state dir, made absolute", { HOME: "/h", MAYROS_STATE_DIR: "/s/../t" }, "/h", "/t"],
  ])("%s", (_, env, home, stateDir = `${home}/.mayros`) => {
    const configPath = `${stateDir}/mayros.json`;
    expect(locate(env, "/os")).toEqual({ home, stateDir, configPath });
  });

  test("MAYROS_CONFIG_PATH moves only the config", () => {
    const env = { HOME: "/h", MAYROS_CONFIG_PATH: "~/work.json5" };
    expect(locate(env, "/os")).toEqual({
      home: "/h",
      stateDir: "/h/.mayros",
      configPath: "/h/work.json5",
    });
  });
});
