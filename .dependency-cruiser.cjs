// The floors of the house as a check: who may import whom (docs/architecture.md). Run by
// `pnpm run check:floors`; every message states the law that was broken.
const { readdirSync } = require("node:fs");

/** Lowest first. A package imports from lower floors only; those on one floor never see each other. */
const floors = [
  ["packages/core"],
  ["packages/transport", "packages/oauth", "packages/wire", "packages/config"],
  ["packages/credentials", "packages/plugin-host", "packages/catalog"],
  ["packages/engine"],
  ["packages/sdk"],
  ["packages/gateway", "apps/cli"],
];
/** Not in the building: tests and tools use it, nothing else does; it may look anywhere. */
const testkit = "packages/plugin-testkit";
/** Nor is this: a program of its own, which makes a folder and is done. */
const createPlugin = "packages/create-plugin";
const homes = [...floors.flat(), testkit, createPlugin];

for (const root of ["packages", "apps"]) {
  for (const entry of readdirSync(`${__dirname}/${root}`, { withFileTypes: true })) {
    const home = `${root}/${entry.name}`;
    if (entry.isDirectory() && !homes.includes(home)) {
      throw new Error(`${home} stands on no floor: give it one in .dependency-cruiser.cjs`);
    }
  }
}

const anyOf = (folders) => `^(${folders.join("|")})/`;
const tests = "\\.test\\.ts$|/test/|/tsup\\.config\\.ts$";
const everyPackage = "^(packages|apps|plugins)/([^/]+)/";

const floorRules = floors.map((floor, number) => ({
  name: `floor-${number}-imports-go-down`,
  comment: `Imports go down only: ${floor.join(", ")} may import from lower floors, not from each other or from above. What is needed of a sibling is a function handed in by sdk.`,
  severity: "error",
  from: { path: anyOf(floor), pathNot: tests },
  to: {
    path: anyOf([...floors.slice(number).flat(), testkit, createPlugin]),
    pathNot: "^$1/",
  },
}));

const rules = [
  {
    name: "nothing-imports-plugins",
    comment: "Plugins are read through their manifests: no package or app imports one.",
    from: { path: "^(packages|apps)/", pathNot: tests },
    to: { path: "^plugins/" },
  },
  {
    name: "plugins-see-three-packages",
    comment:
      "A plugin sees @mayros/core, @mayros/oauth and @mayros/wire, and never another plugin.",
    from: { path: "^plugins/([^/]+)/", pathNot: tests },
    to: {
      path: "^(packages|apps|plugins)/",
      pathNot: ["^plugins/$1/", "^packages/(core|oauth|wire)/"],
    },
  },
  {
    name: "roof-sees-sdk-only",
    comment: "The CLI and the gateway see only @mayros/sdk, and the contracts of @mayros/core.",
    from: { path: "^(packages/gateway|apps/cli)/", pathNot: tests },
    to: { path: "^packages/", pathNot: ["^$1/", "^packages/(sdk|core)/"] },
  },
  {
    name: "no-relative-import-across-packages",
    comment: "Another package is imported by its name, never by a relative path.",
    from: { path: everyPackage },
    to: { path: everyPackage, pathNot: "^$1/$2/", dependencyTypes: ["local"] },
  },
  {
    name: "no-own-index",
    comment: "index.ts only re-exports for others: inside a package import the file that has it.",
    from: { path: "^(packages|apps)/([^/]+)/src/", pathNot: tests },
    to: { path: "^$1/$2/src/index\\.ts$" },
  },
  {
    name: "no-cycles",
    comment: "No import cycles: move what both need into a file of its own.",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-vague-names",
    comment: "A file is named after what it holds; these names hold anything.",
    from: {},
    to: {
      path: "/(utils?|helpers?|common|misc|shared|managers?|services?|base|types)(/|\\.[cm]?[jt]s$)",
      pathNot: "node_modules/",
    },
  },
  {
    name: "pure-packages",
    comment: "core and wire do no I/O: no Node module is imported there.",
    from: { path: "^packages/(core|wire)/src/", pathNot: tests },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "network-is-in-transport",
    comment:
      "transport is the only outbound network code (oauth and the gateway may listen on a port).",
    from: {
      path: "^(packages|apps|plugins)/",
      pathNot: [tests, "^packages/(transport|oauth|gateway|plugin-testkit)/"],
    },
    to: { path: "^(node:)?(http|https|http2|net|tls|dgram)$", dependencyTypes: ["core"] },
  },
  {
    name: "core-loads-no-zod",
    comment: "zod stands behind @mayros/core/schema: the index of core must not reach it.",
    from: { path: "^packages/core/src/index\\.ts$" },
    to: { path: "/node_modules/zod/", reachable: true },
  },
  {
    name: "resolvable",
    comment: "Every import resolves to a file.",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "declared",
    comment: "A package that is imported is declared in the nearest package.json.",
    from: { pathNot: tests },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
];

module.exports = {
  forbidden: [...floorRules, ...rules.map((rule) => ({ severity: "error", ...rule }))],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist|/coverage/|/builtin/code/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: "specify",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@mayros/source", "import", "node", "default", "types"],
      extensions: [".ts", ".mts", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
  },
};
