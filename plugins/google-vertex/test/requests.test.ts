// From credentials on this machine to an answer, the whole way, with Google on this machine.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHome, loginStage } from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { expect, it, onTestFinished } from "vitest";
import { startLocalGoogle } from "./local-google.ts";

interface Given {
  readonly env?: (home: string) => Record<string, string>;
  readonly config?: object;
  readonly credentials?: boolean;
}

async function openVertex({ env = () => ({}), config = {}, credentials = true }: Given = {}) {
  const google = await startLocalGoogle();
  const own = {
    ...{ project: "p-1", location: "europe-west4" },
    ...{ endpointUrl: google.url, tokenUrl: `${google.url}/token`, ...config },
  };
  const home = createHome({ plugins: { entries: { "google-vertex": { config: own } } } });
  const { folder } = home;
  mkdirSync(join(folder, ".config/gcloud"), { recursive: true });
  const file = join(folder, ".config/gcloud/application_default_credentials.json");
  const user = {
    type: "authorized_user",
    client_id: "a",
    client_secret: "b",
    quota_project_id: "p-quota",
  };
  if (credentials) writeFileSync(file, JSON.stringify({ ...user, refresh_token: "1//usual" }));
  writeFileSync(join(folder, "key.json"), JSON.stringify({ ...user, refresh_token: "1//named" }));
  const mayros = createMayros({ env: { ...home.env, ...env(folder) } });
  onTestFinished(async () => {
    mayros.close();
    await google[Symbol.asyncDispose]();
    home.remove();
  });
  const { ui } = loginStage({ oauth: {} }).context;
  return {
    ...{ google, home },
    chats: () => google.asked.filter(({ path }) => path.endsWith("enerateContent")),
    login: () => mayros.auth.login({ provider: "google-vertex", method: "adc", ui }),
    ask: async () => {
      const { content } = await mayros.languageModel("google-vertex/gemini-2.5-flash").doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
      });
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
  };
}

const model = "publishers/google/models/gemini-2.5-flash:generateContent";

it("asks with gcloud's credentials, exchanged once", async () => {
  const { google, chats, ask } = await openVertex();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
  expect(new Set(answers)).toEqual(new Set(["Hello from Vertex."]));
  expect(google.asked.filter(({ path }) => path === "/token")).toHaveLength(1);
  expect(chats()).toHaveLength(20);
  expect(chats()[0]).toMatchObject({
    path: `/v1/projects/p-1/locations/europe-west4/${model}`,
    headers: { authorization: "Bearer ya29.local", "x-goog-user-project": "p-quota" },
  });
  expect(chats()[0]?.headers["x-goog-api-key"]).toBeUndefined();
});

it("reads the file that a variable names, first", async () => {
  const { google, login, ask } = await openVertex({
    env: (folder) => ({ GOOGLE_APPLICATION_CREDENTIALS: join(folder, "key.json") }),
  });
  expect(await login()).toMatchObject({
    ...{ kind: "ambient", profileId: undefined },
    found: ["GOOGLE_APPLICATION_CREDENTIALS"],
  });
  await ask();
  expect(google.asked[0]?.form.get("refresh_token")).toBe("1//named");
});

it("takes a token that is refused for one that has ended", async () => {
  const { google, chats, ask } = await openVertex();
  await ask();
  const path = `/v1/projects/p-1/locations/europe-west4/${model}`;
  const body = { error: { code: 401, status: "UNAUTHENTICATED", message: "no" } };
  google.answers.set(path, [{ status: 401, body }]);
  google.answers.set("/token", [
    { status: 200, body: { access_token: "ya29.next", expires_in: 99 } },
  ]);
  expect(await ask()).toBe("Hello from Vertex.");
  expect(chats().map(({ headers }) => headers.authorization)).toEqual([
    "Bearer ya29.local",
    "Bearer ya29.local",
    "Bearer ya29.next",
  ]);
});

it("asks with a key without a project, and before credentials", async () => {
  const { google, chats, ask } = await openVertex({
    env: () => ({ GOOGLE_CLOUD_API_KEY: "AIza-local" }),
    config: { project: undefined },
  });
  expect(await ask()).toBe("Hello from Vertex.");
  expect(google.asked).toHaveLength(1);
  expect(chats()[0]).toMatchObject({
    path: `/v1/${model}`,
    headers: { "x-goog-api-key": "AIza-local" },
  });
  expect(chats()[0]?.headers.authorization).toBeUndefined();
});

it("asks where the config says, whole", async () => {
  const opened = await openVertex();
  const apiBaseUrl = `${opened.google.url}/proxy/models-of-ours`;
  const { ask } = await openVertex({ config: { apiBaseUrl, project: undefined } });
  expect(await ask()).toBe("Hello from Vertex.");
  expect(opened.google.asked.at(-1)?.path).toBe(
    "/proxy/models-of-ours/models/gemini-2.5-flash:generateContent",
  );
});

it("says what to do where there are no credentials", async () => {
  const { login, ask } = await openVertex({ credentials: false });
  const missing = { code: "MAYROS_LOGIN_NEEDED", hint: expect.stringContaining("gcloud auth") };
  await expect(login()).rejects.toMatchObject(missing);
  await expect(ask()).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
});

it("says which project is missing, before anything is sent", async () => {
  const { google, ask } = await openVertex({
    env: (home) => {
      const user = {
        type: "authorized_user",
        client_id: "a",
        client_secret: "b",
        refresh_token: "c",
      };
      writeFileSync(join(home, "key.json"), JSON.stringify(user));
      return { GOOGLE_APPLICATION_CREDENTIALS: join(home, "key.json") };
    },
    config: { project: undefined },
  });
  await expect(ask()).rejects.toMatchObject({
    code: "MAYROS_LOGIN_MISCONFIGURED",
    hint: "mayros config set plugins.entries.google-vertex.config.project '<project id>'",
  });
  expect(google.asked).toEqual([]);
});
