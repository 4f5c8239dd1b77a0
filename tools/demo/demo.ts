// `pnpm demo`: the main job of Mayros, shown with the real command against a model server on this
// machine. No account, no internet, nothing outside a temporary home. Ends 0 only if every step did
// what it says. `--picture docs/terminal.svg` draws the README's picture from what was printed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAuthorizationServer, startModelServer } from "@mayros/plugin-testkit";
import { drawTerminal } from "./draw-terminal.ts";
import { accountToken, loginConfig, loginSteps } from "./login-steps.ts";
import { type DemoStep, runStep } from "./run-step.ts";

const LIMITED_KEY = "demo-key-that-is-rate-limited";
const GOOD_KEY = "demo-key-that-is-accepted";

const authorization = await startAuthorizationServer({
  needsApproval: true,
  deviceFields: { interval: 1 },
  // Seconds. The first token ends before anybody can use it.
  expiresIn: 1,
  tokenFields: { id_token: accountToken() },
});
const server = await startModelServer({
  rateLimitedKeys: [LIMITED_KEY],
  isKnown: (key) => key === GOOD_KEY || authorization.knows(key),
  paths: { "/codex/responses": "/v1/responses" },
  eventDelay: 40,
  replies: [
    { when: /sky/, text: "Because air scatters blue light more than red: Rayleigh scattering." },
    { when: /DNS/, text: "DNS turns names such as example.org into addresses." },
    { text: "Hello! I am a model on this machine." },
  ],
});
const home = mkdtempSync(join(tmpdir(), "mayros-demo-"));
const configPath = join(home, "mayros.json");
writeFileSync(
  configPath,
  `// The demo's config: three providers, all of them the model server on this machine.
{
  models: {
    providers: {
      groq: { baseUrl: "${server.url}/v1" }, // OpenAI's wire format
      anthropic: { baseUrl: "${server.url}" }, // Anthropic's
      lmstudio: {
        baseUrl: "${server.url}/v1", // a server of your own: no plugin, only these lines
        apiKey: "\${DEMO_KEY}",
        models: [{ id: "local-model", name: "Local model" }],
      },
    },
  },
  // Logins at a server of one's own: the plugins are those that ship.
  plugins: {
    entries: ${loginConfig(authorization, server.url)},
  },
}
`,
);

const steps: DemoStep[] = [
  {
    says: "store a key (from a variable, never on the command line) and get a default model",
    pictured: true,
    command: "onboard --auth-choice groq-api-key --groq-api-key env:DEMO_KEY",
    shows: ["stored groq:default", "default model: groq/"],
  },
  {
    says: "see which plugins there are; listing runs none of their code",
    command: "plugins list",
    shows: ["groq", "anthropic", "on by default"],
  },
  {
    says: "see the models you can use now",
    command: "models list",
    shows: ["groq/", "lmstudio/local-model", "default"],
  },
  {
    says: "pick another default",
    pictured: true,
    command: "models set groq/openai/gpt-oss-120b",
    shows: ["default model: groq/openai/gpt-oss-120b"],
  },
  {
    says: "ask it; the answer streams",
    pictured: true,
    command: 'run "Why is the sky blue?"',
    shows: ["Rayleigh scattering"],
  },
  {
    says: "ask a model that speaks another wire format, in the same words",
    command: 'run -m anthropic/claude-opus-4-6 "What is DNS?"',
    env: { ANTHROPIC_API_KEY: GOOD_KEY },
    shows: ["DNS turns names"],
  },
  {
    says: "ask a provider that stands only in the config",
    pictured: true,
    command: 'run -m lmstudio/local-model "Hello?"',
    shows: ["I am a model on this machine"],
  },
  {
    says: "two keys, the first one rate limited: the second answers",
    command: 'run --verbose -m anthropic/claude-opus-4-6 "Hello?"',
    env: { ANTHROPIC_API_KEYS: `${LIMITED_KEY},${GOOD_KEY}` },
    shows: ["attempt 1 failed (rate_limit 429)", "attempt 2 of 2", "I am a model on this machine"],
  },
  {
    says: "every key rate limited: the last error as it came, exit code 4, and what to do",
    command: 'run -m anthropic/claude-opus-4-6 "Hello?"',
    env: { ANTHROPIC_API_KEY: LIMITED_KEY },
    exits: 4,
    shows: ["answered 429", "next:"],
  },
  {
    says: "no key at all: exit code 3, and the command that helps",
    command: 'run -m zai/glm-4.7 "Hello?"',
    exits: 3,
    shows: ["no credential for zai", "mayros models auth paste-api-key --provider zai"],
  },
  ...loginSteps(authorization),
];

let failures = 0;
const pictured: string[] = [];
try {
  for (const [index, step] of steps.entries()) {
    const env = { MAYROS_HOME: home, MAYROS_STATE_DIR: home, DEMO_KEY: GOOD_KEY };
    const { transcript, problems } = await runStep(`${index + 1}/${steps.length}`, step, env);
    failures += problems.length;
    // Where a person's files are, not where this run's were.
    if (step.pictured) pictured.push(transcript.replaceAll(home, "~/.mayros"));
  }
  if (!readFileSync(configPath, "utf8").includes("// OpenAI's wire format")) {
    console.log("  NOT AS SAID: the comments of the config are gone");
    failures++;
  }
  const keys = server
    .journal()
    .map(({ key, status }) => `${key === LIMITED_KEY ? "limited" : "good"} ${status}`);
  console.log(`\nThe model server saw: ${keys.join(", ")}`);
} finally {
  await Promise.all([server.stop(), authorization.stop()]);
  rmSync(home, { recursive: true, force: true });
}
console.log(
  failures === 0
    ? `Demo: ${steps.length} steps, each did what it says.`
    : `Demo: ${failures} problems.`,
);
process.exitCode = failures === 0 ? 0 : 1;

const picture = process.argv[process.argv.indexOf("--picture") + 1];
if (process.argv.includes("--picture") && picture !== undefined) {
  writeFileSync(picture, drawTerminal(pictured.join("\n").trimEnd().split("\n")));
}
