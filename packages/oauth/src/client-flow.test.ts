// A login and its renewal with a client that was found, against a server that wants its secret.
import { loginStage, startAuthorizationServer, visit } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { clientFlow } from "./client-flow.ts";

async function stage(clientId = "client-1") {
  const server = await startAuthorizationServer({
    clientSecret: "s3cret",
    keepsRefreshToken: true,
  });
  onTestFinished(() => server.stop());
  const { clientId: _none, ...oauth } = server.oauth;
  const { context } = loginStage({ oauth, onPrompt: ({ url }) => void visit(url) });
  let found = clientId;
  const flow = clientFlow(() => ({
    variables: [],
    find: async () => ({ clientId: found, clientSecret: "s3cret" }),
    missing: { message: "there is no client", hint: "install acme" },
  }));
  return { server, context, flow, find: (id: string) => (found = id) };
}

it("logs in and renews with the client, and keeps which one it was", async () => {
  const { server, context, flow } = await stage();
  const credential = await flow.login(context);
  expect(credential).toMatchObject({
    email: "ada@example.com",
    extras: { clientId: "client-1" },
  });
  const renewed = await flow.refresh(
    { ...credential, extras: { ...credential.extras, a: "b" } },
    context,
  );
  expect(renewed).toMatchObject({
    refresh: credential.refresh,
    extras: { clientId: "client-1", a: "b" },
  });
  expect(renewed.access).not.toBe(credential.access);
  const sent = server.journal().filter(({ path }) => path === "/token");
  expect(sent.map(({ parameters }) => parameters.client_secret)).toEqual(["s3cret", "s3cret"]);
});

it("does not spend a refresh token with another client", async () => {
  const { server, context, flow, find } = await stage();
  const credential = await flow.login(context);
  const asked = server.journal().length;
  find("client-2");
  await expect(flow.refresh(credential, context)).rejects.toMatchObject({
    code: "MAYROS_LOGIN_MISCONFIGURED",
    message: expect.stringContaining("another OAuth client"),
  });
  expect(server.journal()).toHaveLength(asked);
});
