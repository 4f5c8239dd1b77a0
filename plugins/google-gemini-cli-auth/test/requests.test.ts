// From a login to answers and renewals: the whole way, with Google's services on this machine.
import { expect, it } from "vitest";
import { openGemini } from "./fakes/open-gemini.ts";

const chats = ({ requests }: Awaited<ReturnType<typeof openGemini>>["codeAssist"]) =>
  requests.filter(({ method }) => method.endsWith("enerateContent"));

it("logs in, and asks with the project of the account", async () => {
  const { login, ask, codeAssist, server, mayros } = await openGemini();
  expect(await login()).toMatchObject({
    profileId: "google-gemini-cli:ada@example.com",
    email: "ada@example.com",
    renewable: true,
  });
  expect(await ask("hi")).toBe("Hello from Code Assist.");
  expect(await ask("hi")).toBe("Hello from Code Assist.");
  const [first, second] = chats(codeAssist);
  expect(first).toMatchObject({
    method: "generateContent",
    body: {
      model: "gemini-3-pro-preview",
      project: "project-1",
      user_prompt_id: expect.any(String),
      request: {
        contents: [{ role: "user", parts: [{ text: "hi" }] }],
        session_id: "session-1",
      },
    },
  });
  expect(second?.body?.user_prompt_id).not.toBe(first?.body?.user_prompt_id);
  expect(server.stat()).toMatchObject({ logins: 1, refreshes: 0 });
  expect(codeAssist.requests.filter(({ method }) => method === "loadCodeAssist")).toHaveLength(1);
  expect(await mayros.auth.list("google-gemini-cli")).toHaveLength(1);
});

it("streams", async () => {
  const { login, mayros, codeAssist } = await openGemini();
  await login();
  const said: string[] = [];
  const { finished } = mayros.run(
    {
      model: "google-gemini-cli/gemini-2.5-flash",
      prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
    },
    (part) => said.push(part.type === "text-delta" ? part.delta : ""),
  );
  await finished;
  expect(said.join("")).toBe("Hello from Code Assist.");
  expect(chats(codeAssist)[0]?.method).toBe("streamGenerateContent");
});

it("renews a token that was refused, with the client of the installed program", async () => {
  const { login, ask, server, codeAssist } = await openGemini();
  await login();
  codeAssist.answers.generateContent = [
    { status: 401, body: { error: { code: 401, message: "Expired.", status: "UNAUTHENTICATED" } } },
    { body: answer },
  ];
  expect(await ask("hi")).toBe("Renewed.");
  expect(server.stat()).toMatchObject({ refreshes: 1 });
  const [before, after] = chats(codeAssist);
  expect(after?.token).not.toBe(before?.token);
  expect(after?.body?.project).toBe("project-1");
});

const answer = {
  response: {
    candidates: [
      { content: { role: "model", parts: [{ text: "Renewed." }] }, finishReason: "STOP" },
    ],
  },
};

it("says which program is missing when it is gone", async () => {
  const { login, ask, codeAssist, installation } = await openGemini();
  await login();
  installation.remove();
  codeAssist.answers.generateContent = [
    { status: 401, body: { error: { code: 401, message: "Expired.", status: "UNAUTHENTICATED" } } },
  ];
  await expect(ask("hi")).rejects.toThrow(/client of Gemini CLI was not found/);
});

it("looks the project up where the login did not", async () => {
  const { login, ask, codeAssist } = await openGemini();
  const { loadCodeAssist: later = [] } = codeAssist.answers;
  codeAssist.answers.loadCodeAssist = [{ status: 503, body: {} }];
  await login();
  codeAssist.answers.loadCodeAssist = later;
  expect(await ask("hi")).toBe("Hello from Code Assist.");
  expect(await ask("hi")).toBe("Hello from Code Assist.");
  expect(chats(codeAssist).map(({ body }) => body?.project)).toEqual(["project-1", "project-1"]);
  expect(codeAssist.requests.filter(({ method }) => method === "loadCodeAssist")).toHaveLength(2);
});

it("sends project and user agent of the config", async () => {
  const { login, ask, codeAssist } = await openGemini({ project: "mine", userAgent: "acme/1" });
  await login();
  await ask("hi");
  expect(chats(codeAssist)[0]).toMatchObject({
    body: { project: "mine" },
    headers: { "user-agent": "acme/1" },
  });
});

it("counts tokens without a project", async () => {
  const { login, mayros, codeAssist } = await openGemini();
  await login();
  codeAssist.answers.countTokens = [{ body: { totalTokens: 7 } }];
  const counted = await mayros.countTokens({
    model: "google-gemini-cli/gemini-2.5-flash",
    prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
  });
  expect(counted.answer).toBe(7);
  expect(codeAssist.requests.at(-1)?.body).toEqual({
    request: {
      model: "models/gemini-2.5-flash",
      contents: [{ role: "user", parts: [{ text: "hi" }] }],
    },
  });
});

it("tells when the quota is back, and leaves the account alone until then", async () => {
  const { login, ask, codeAssist } = await openGemini();
  await login();
  codeAssist.answers.generateContent = [
    {
      status: 429,
      body: {
        error: {
          code: 429,
          status: "RESOURCE_EXHAUSTED",
          message:
            "You have exhausted your capacity on this model. Your quota will reset after 2h.",
        },
      },
    },
  ];
  const error = await ask("hi").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ failure: { kind: "rate_limit", resetAt: expect.any(Number) } });
});
