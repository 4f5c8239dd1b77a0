// Which error a refusal becomes: the codes of RFC 6749 and what vendors made of them (T14).
import { describe, expect, it } from "vitest";
import { classifyRefusal } from "./classify-refusal.ts";

const login = "MAYROS_LOGIN_NEEDED";
const configuration = "MAYROS_LOGIN_MISCONFIGURED";
const transient = "MAYROS_LOGIN_UNAVAILABLE";
const refuse = (status: number, body: unknown) =>
  classifyRefusal({ host: "login.example", status, body });

describe("classifyRefusal", () => {
  it.each([
    [400, { error: "invalid_grant" }, login],
    [401, { error: "invalid_grant", error_description: "grant request is invalid" }, login],
    // Google: the organisation wants its people to log in again.
    [400, { error: "invalid_grant", error_subtype: "invalid_rapt" }, login],
    [400, { error: "invalid_rapt" }, login],
    // Codex: the code is in an object.
    [401, { error: { code: "refresh_token_reused", message: "already used" } }, login],
    [401, { error: { code: "refresh_token_expired" } }, login],
    [400, { error: { code: "refresh_token_invalidated" } }, login],
    [401, { error: { type: "app_session_terminated" } }, login],
    [401, { error: "refresh_token_reused" }, login],
    // Some answer errors with 200.
    [200, { error: "invalid_grant" }, login],
    [401, { error: "invalid_client" }, configuration],
    [400, { error: "unauthorized_client" }, configuration],
    [400, { error: "unsupported_grant_type" }, configuration],
    [400, { error: "invalid_scope" }, configuration],
    [400, { error: "invalid_request" }, configuration],
    [403, { error: "access_denied" }, "MAYROS_LOGIN_DENIED"],
    [503, { error: "temporarily_unavailable" }, transient],
    [400, { error: "temporarily_unavailable" }, transient],
    [500, { error: "server_error" }, transient],
    // A proxy in front of the server is no judge of tokens.
    [503, { error: "invalid_grant" }, transient],
    [429, { error: "invalid_grant" }, transient],
    // Nobody knows what it means, so nothing is thrown away for it.
    [400, { error: "quite_unheard_of" }, transient],
    [400, { error: "toString" }, transient],
    [400, { error: "__proto__" }, transient],
    [403, {}, transient],
    [400, undefined, transient],
    [400, [], transient],
    [400, "invalid_grant", transient],
  ])("reads %i %j as %s", (status, body, code) => {
    expect(refuse(status, body).code).toBe(code);
  });

  it.each([
    [401, {}, login],
    [401, undefined, login],
    [401, { message: "Unauthorized" }, login],
    [401, { error: "token_was_revoked" }, login],
    // The client, whoever it is.
    [401, { error: "invalid_client" }, configuration],
    [403, {}, transient],
    [403, { error: "token_was_revoked" }, transient],
    [400, {}, transient],
    [500, { error: "token_was_revoked" }, transient],
  ])("reads %i %j to a refresh of a client without a secret as %s", (status, body, code) => {
    const refusal = { host: "login.example", status, body };
    expect(classifyRefusal({ ...refusal, tokenAlone: true }).code).toBe(code);
    if (status === 401 && code === login) expect(classifyRefusal(refusal).code).toBe(transient);
  });

  it("lets a vendor's own code mean what its plugin says", () => {
    const answer = { host: "login.example", status: 400, body: { error: "token_gone" } };
    const error = classifyRefusal(answer, ({ code }) =>
      code === "token_gone" ? "login" : undefined,
    );
    expect(error).toMatchObject({ code: login, details: { error: "token_gone", status: 400 } });
  });

  it("says when to come back, and that the server saw it", () => {
    const answer = { host: "login.example", status: 503, body: {}, retryAfter: 7000 };
    expect(classifyRefusal(answer).details).toMatchObject({ sent: true, retryAfter: 7000 });
  });

  it("repeats what the server said on one line, without what was sent", () => {
    const body = {
      error: "invalid_grant",
      error_description: `the token\u001b[2J\nrefresh-very-secret-1 is\u202e gone ${"x".repeat(900)}`,
    };
    const secrets = ["refresh-very-secret-1"];
    const { message } = classifyRefusal({ host: "login.example", status: 400, body, secrets });
    expect(message).toMatch(
      /^login\.example refused \(400\): invalid_grant: the token \[2J .* gone x+…$/,
    );
    expect(message).not.toContain("very-secret");
    expect(message.length).toBeLessThan(400);
  });
});
