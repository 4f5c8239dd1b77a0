import { expect, it } from "vitest";
import { type ClientSources, findClient } from "./find-client.ts";

const installed = { clientId: "installed", clientSecret: "s" };
const sources = (find: ClientSources["find"] = async () => installed): ClientSources => ({
  variables: [
    ["ACME_ID", "ACME_SECRET"],
    ["OTHER_ID", "OTHER_SECRET"],
  ],
  find,
  missing: { message: "there is no client", hint: "install acme" },
});
const never: ClientSources["find"] = () => Promise.reject(new Error("looked into the program"));

it.each([
  ["config", { clientId: "c", clientSecret: "cs" }, { ACME_ID: "a", ACME_SECRET: "as" }, "c"],
  ["the first pair", {}, { ACME_ID: " a ", ACME_SECRET: "as", OTHER_ID: "o" }, "a"],
  ["the second pair", {}, { ACME_ID: "", OTHER_ID: "o", OTHER_SECRET: "os" }, "o"],
])("takes it from %s", async (_where, oauth, env, clientId) => {
  expect(await findClient({ oauth, env }, sources(never))).toMatchObject({ clientId });
});

it("looks into the program at last", async () => {
  expect(await findClient({ oauth: {}, env: {} }, sources())).toBe(installed);
  const none = findClient(
    { oauth: {}, env: {} },
    sources(async () => undefined),
  );
  await expect(none).rejects.toMatchObject({
    code: "MAYROS_LOGIN_MISCONFIGURED",
    message: "there is no client",
    hint: "install acme",
  });
});

it.each([
  [{ clientId: "c" }, {}, "clientId", "clientSecret"],
  [{ clientSecret: "secret-1" }, {}, "clientSecret", "clientId"],
  [{}, { ACME_ID: "a" }, "ACME_ID", "ACME_SECRET"],
  [{}, { OTHER_SECRET: "secret-1" }, "OTHER_SECRET", "OTHER_ID"],
])("names the half that is missing: %j %j", async (oauth, env, there, absent) => {
  const error = await findClient({ oauth, env }, sources(never)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
  expect(String(error)).toContain(`has ${there} and no ${absent}`);
  expect(String(error)).not.toContain("secret-1");
});
