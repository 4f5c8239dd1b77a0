// The template of a plugin with a login, made from one of our own: its files with what is that vendor's alone taken out.
import type { PluginManifest } from "@mayros/core";
import { commonFiles, dataTemplate, ourPackages, SCHEMA, toJson } from "./data-template.ts";
import type { PluginSources } from "./plugin-sources.ts";
import { replaceExactly, requireKeys } from "./replace-exactly.ts";
import type { TemplateFiles } from "./template.ts";

export function loginTemplate(sources: PluginSources): TemplateFiles {
  return {
    ...commonFiles(sources),
    "mayros.plugin.json": manifestText(sources),
    "package.json": packageText(sources),
    "README.md": readmeText(sources),
    "src/index.ts": indexText(sources),
    "src/log-in.ts": loginText(sources),
    "test/plugin.test.mjs": dataTemplate(sources)["test/plugin.test.mjs"] ?? "",
    "tsconfig.json": toJson(tsconfig),
  };
}

const tsconfig = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2024", "dom"],
    module: "nodenext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    skipLibCheck: true,
    rootDir: "src",
    outDir: "dist",
  },
  include: ["src"],
};

function manifestText({ read, login: source }: PluginSources): string {
  const manifest = JSON.parse(read(`${source}/mayros.plugin.json`)) as PluginManifest;
  const ofAll = ["id", "apiVersion", "name", "description", "entry", "oauth", "providers", "hosts"];
  const ofOurs = ["sources", "enabledByDefault", "status", "notice", "successor"];
  requireKeys(`${source}/mayros.plugin.json`, manifest, [...ofAll, ...ofOurs]);
  const oauth = manifest.oauth ?? {};
  requireKeys("its oauth", oauth, [
    ...["clientId", "deviceAuthorizationUrl", "tokenUrl", "scopes", "devicePkce"],
  ]);
  const method = Object.values(manifest.providers ?? {})[0]?.authMethods[0];
  if (method?.id !== "device") throw new Error(`${source} has no device login`);
  const { hint: _ofTheVendor, ...ofMethod } = method;
  return toJson({
    $schema: SCHEMA,
    id: "{{id}}",
    apiVersion: manifest.apiVersion,
    name: "{{name}}",
    description: "Models of {{name}}, with an account",
    entry: manifest.entry,
    oauth: {
      ...oauth,
      clientId: "{{id}}-cli",
      deviceAuthorizationUrl: "{{loginUrl}}/device/code",
      tokenUrl: "{{loginUrl}}/token",
      scopes: ["models"],
    },
    providers: {
      "{{provider}}": {
        name: "{{name}}",
        api: "{{api}}",
        baseUrl: "{{baseUrl}}",
        modelsFile: "models.json",
        authMethods: [
          {
            ...ofMethod,
            choice: "{{provider}}",
            group: "{{name}}",
            label: "{{name}} login",
            defaultModel: "{{provider}}/{{provider}}-1",
            profileId: "{{provider}}:default",
          },
        ],
      },
    },
    hosts: ["{{host}}", "{{loginHost}}"],
    sources: [{ url: "https://{{loginHost}}/", accessed: "{{today}}" }],
  });
}

function packageText({ read, version, typescript, login: source }: PluginSources): string {
  const { repository: _ours, ...found } = JSON.parse(read(`${source}/package.json`)) as Record<
    string,
    unknown
  >;
  const keys = ["name", "version", "description", "license", "type", "sideEffects", "keywords"];
  const more = ["engines", "files", "exports", "publishConfig", "scripts", "dependencies"];
  requireKeys(`${source}/package.json`, found, [
    ...[...keys, ...more, "peerDependencies", "devDependencies"],
  ]);
  const { exports } = found.publishConfig as { exports: object };
  return toJson({
    ...found,
    name: "{{package}}",
    version: "0.1.0",
    description: "{{name}} for Mayros: login and models",
    // Our own leads to sources, too, which are not published.
    exports,
    scripts: { build: "tsc", test: "tsc && node --test", prepack: "tsc" },
    dependencies: { "@mayros/oauth": `^${version}` },
    peerDependencies: { "@mayros/core": `^${version}` },
    devDependencies: { ...ourPackages(version), typescript },
    publishConfig: { access: "public", provenance: true },
  });
}

function indexText({ read, login: source }: PluginSources): string {
  return replaceExactly(`${source}/src/index.ts`, read(`${source}/src/index.ts`), [
    [
      /^\/\/ The code part[\s\S]*?\nimport /,
      "// The code part of the plugin: a login by device code (RFC 8628). Behind `import`, because every request reads this\n" +
        "// file and none logs in.\nimport ",
    ],
  ]);
}

function loginText({ read, login: source }: PluginSources): string {
  const text = replaceExactly(`${source}/src/log-in.ts`, read(`${source}/src/log-in.ts`), [
    [
      /^\/\/ Logs in to a[\s\S]*?\nimport /,
      "// Logs in to an account of {{name}}, and renews what came of it. Endpoints, client and scopes stand in the manifest, where a\n" +
        "// config can replace them: code only says what is different here.\nimport ",
    ],
    ['import { baseUrlOf } from "./resource-url.ts";\n', ""],
    [", { headers: requestId() }", ""],
    ["{ headers: requestId(), classify: classifyRefresh }", "{ classify: classifyRefresh }"],
    [/\/\*\* The server wants its requests named\. \*\/[\s\S]*?\n}\n\n/, ""],
    [
      /\/\*\* A renewed token without a host[\s\S]*$/,
      `/** What this server tells of the account besides: take it out, or put your server's in its place. */
function withAccount(tokens: TokenResponse, before?: OAuthCredential): OAuthCredential {
  const { account_id: accountId } = tokens.raw;
  return {
    ...toCredential(tokens, before),
    ...(typeof accountId === "string" ? { accountId } : {}),
  };
}
`,
    ],
    ["withBaseUrl", "withAccount"],
  ]);
  if (/https:|resource|requestId/i.test(text)) {
    throw new Error(`${source}/src/log-in.ts: the template no longer fits`);
  }
  return text;
}

/** As that of a data plugin, with a login where the key is. */
function readmeText(sources: PluginSources): string {
  return replaceExactly("the README of a data plugin", dataTemplate(sources)["README.md"] ?? "", [
    [" Data only: this package runs no code.", " With a login by code; this package runs code."],
    [/^mayros onboard .*$/m, "mayros models auth login --provider {{provider}}"],
    [
      /^\| keys .*$/m,
      "| login | an account of {{name}}, by a code that you confirm in a browser |",
    ],
  ]);
}
