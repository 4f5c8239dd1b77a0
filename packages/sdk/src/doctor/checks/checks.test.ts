// Checks on facts that a test can't bring about: other owners, full disks, network file systems, an old
// Node. And what is shown of odd values.
import { describe, expect, it } from "vitest";
import type { Facts, FileFacts, FolderFacts } from "../facts.ts";
import { checkClock } from "./clock.ts";
import { checkConfigFiles } from "./config-files.ts";
import { checkRuntime } from "./runtime.ts";
import { checkStateFolder } from "./state-folder.ts";

const ME = 1000;
const file = (path: string, facts: Partial<FileFacts> = {}): FileFacts => ({
  path,
  kind: "file",
  uid: ME,
  mode: 0o600,
  modifiedAt: 0,
  ...facts,
});
const itself = file("/state", { kind: "folder", mode: 0o700 });

function factsOf(
  folder: Partial<FolderFacts>,
  others: Partial<Pick<Facts, "configFiles" | "now" | "nodeVersion" | "uid">> = {},
): Facts {
  return {
    locations: { home: "/home/me", stateDir: "/state", configPath: "/state/mayros.json" },
    version: "1.2.3",
    nodeVersion: "26.1.0",
    now: Date.UTC(2030, 0, 1),
    uid: ME,
    config: {
      path: "/state/mayros.json",
      exists: true,
      text: "{}",
      value: {},
      issues: [],
      files: [],
      whereIs: () => undefined,
    },
    configFiles: [],
    folder: { path: "/state", itself, files: [], writable: true, ...folder },
    store: { path: "/state/auth.db", condition: "absent", profiles: [] },
    backups: [],
    secrets: [],
    plugins: [],
    ...others,
  };
}

describe("checkStateFolder", () => {
  const check = (folder: Partial<FolderFacts>, uid: number | undefined = ME): string[] =>
    checkStateFolder(factsOf(folder, { uid })).map(
      ({ severity, message, repair }) => `${severity}${repair ? "!" : ""} ${message}`,
    );

  it.each<[Partial<FolderFacts>, string]>([
    [{}, "ok /state is yours alone and can be written"],
    [{ itself: { ...itself, uid: 7 } }, "error /state belongs to another user (uid 7)"],
    [{ itself: { ...itself, uid: 0 } }, "ok /state is yours alone and can be written"],
    [
      { files: [file("/state/auth.db", { uid: 7 })] },
      "error /state/auth.db belongs to another user (uid 7)",
    ],
    [
      { files: [file("/state/x", { mode: 0o640 })] },
      "warning! /state/x is open to other users (0640)",
    ],
    // A folder of root that one may use: its mode is root's affair.
    [
      { itself: { ...itself, uid: 0, mode: 0o755 } },
      "warning /state is open to other users (0755)",
    ],
    [
      { writable: false },
      "warning /state can't be written: keys work, and nothing new can be stored",
    ],
    [{ freeBytes: 0 }, "error the disk of /state has 0 KB left"],
    [{ freeBytes: 5000 }, "warning the disk of /state has 4 KB left"],
    [{ freeBytes: 5_000_000 }, "ok /state is yours alone and can be written"],
    [
      { network: "NFS" },
      "warning /state is on a network file system (NFS), where locks may not hold",
    ],
    [{ problem: "EACCES" }, "error /state can't be looked at (EACCES)"],
  ])("%j: %s", (folder, expected) => {
    expect(check(folder)).toEqual([expected]);
  });

  it("asks no owners and modes where there are none", () => {
    const folder = { itself: { ...itself, uid: 7, mode: 0o777 } };
    const [problem] = checkStateFolder({ ...factsOf(folder), uid: undefined });
    expect(problem?.severity).toBe("ok");
  });
});

describe("checkConfigFiles", () => {
  it("repairs its own files and leaves those of others and included ones", () => {
    const mode = 0o644;
    const configFiles = [
      file("/state/mayros.json", { mode }),
      file("/state/.env", { mode, uid: 7 }),
      file("/etc/team.json", { mode }),
      file("/state/models.json"),
    ];
    const problems = checkConfigFiles(factsOf({}, { configFiles }));
    expect(problems.map(({ severity, command, repair }) => [severity, command, repair])).toEqual([
      [
        "warning",
        "chmod 600 /state/mayros.json",
        { kind: "chmod", path: "/state/mayros.json", mode: 0o600 },
      ],
      ["warning", "chmod 600 /state/.env", undefined],
      ["note", "chmod 600 /etc/team.json", undefined],
    ]);
  });

  it("quotes what a shell would read differently", () => {
    const configFiles = [file("/state/it's $HOME.json", { mode: 0o644 })];
    const [problem] = checkConfigFiles(factsOf({}, { configFiles }));
    expect(problem?.command).toBe(`chmod 600 '/state/it'\\''s $HOME.json'`);
  });
});

describe("checkRuntime", () => {
  it.each([
    ["22.18.0", "ok"],
    ["22.17.9", "error"],
    ["20.20.2", "error"],
    ["26.0.0", "ok"],
  ])("Node %s: %s", (nodeVersion, severity) => {
    expect(checkRuntime(factsOf({}, { nodeVersion }))[0]?.severity).toBe(severity);
  });
});

describe("checkClock", () => {
  it("notices one that was never set", () => {
    const [problem] = checkClock(factsOf({}, { now: 0 }));
    expect(problem?.severity).toBe("warning");
    expect(problem?.message).toContain("1970-01-01T00:00Z, but this version of mayros is of 20");
  });

  it("says a time that no date can hold", () => {
    const configFiles = [file("/state/mayros.json", { modifiedAt: 1e18 })];
    const [problem] = checkClock(factsOf({}, { configFiles }));
    expect(problem?.message).toContain("/state/mayros.json is of 1000000000000000000");
  });
});
