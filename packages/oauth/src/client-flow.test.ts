// A login and its renewal with a client that was found, against a server that wants its secret.
import { loginStage, startAuthorizationServer, visit } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { type AskAccount, clientFlow } from "./client-flow.ts";
import { loginDenied, loginUnavailable } from "./login-errors.ts";

async function stage(clientId = "client-1", askAccount?: AskAccount) {
  const server = await startAuthorizationServer({
    clientSecret: "s3cret",
    keepsRefreshToken: true,
  });
  onTestFinished(() => server.stop());
  const { clientId: _none, ...oauth } = server.oauth;
  const { context } = loginStage({ oauth, onPrompt: ({ url }) => void visit(url) });
  let found = clientId;
  const places: (string | undefined)[] = [];
  const flow = clientFlow(
    () => ({
      variables: [],
      find: async (before) => {
        places.push(before);
        return { clientId: found, clientSecret: "s3cret", place: `/bundle/${places.length}.js` };
      },
      missing: { message: "there is no client", hint: "install acme" },
    }),
    askAccount,
  );
  return { server, context, flow, places, find: (id: string) => (found = id) };
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

it("looks where the client was the last time, and keeps where it is now", async () => {
  const { context, flow, places } = await stage();
  const credential = await flow.login(context);
  const renewed = await flow.refresh(credential, context);
  await flow.refresh(renewed, context);
  expect(places).toEqual([undefined, "/bundle/1.js", "/bundle/2.js"]);
  expect(JSON.stringify([credential, renewed])).not.toContain("s3cret");
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

it("keeps what the account is asked for with the token", async () => {
  const { context, flow } = await stage("client-1", async (_context, token) => ({ saw: token }));
  const credential = await flow.login(context);
  expect(credential.extras).toEqual({
    clientId: "client-1",
    clientPlace: "/bundle/1.js",
    saw: credential.access,
  });
});

it("lets a login stand whose account can't be asked now, and no other", async () => {
  const later = await stage("client-1", () =>
    Promise.reject(loginUnavailable("come back", { sent: true })),
  );
  expect(await later.flow.login(later.context)).toMatchObject({ extras: { clientId: "client-1" } });
  const never = await stage("client-1", () => Promise.reject(loginDenied("not you")));
  await expect(never.flow.login(never.context)).rejects.toMatchObject({
    code: "MAYROS_LOGIN_DENIED",
  });
});
