// The code of the plugin that write-acme.ts makes: a device login by hand, as RFC 8628 has it.
export default { auth: { device: { login, refresh } } };

const grant = "urn:ietf:params:oauth:grant-type:device_code";

async function login(context) {
  const { oauth, clock, signal, ui } = context;
  const started = await post(context, oauth.deviceAuthorizationUrl, {});
  const { device_code, user_code: userCode, verification_uri: url } = started.body;
  let interval = started.body.interval * 1000;
  ui.authorization({ url, userCode });
  for (;;) {
    await clock.sleep(interval, signal).catch(() => {});
    if (signal.aborted) throw failure("MAYROS_ABORTED", "stopped");
    const { status, body } = await post(context, oauth.tokenUrl, {
      grant_type: grant,
      device_code,
    });
    if (status === 200) return credentialOf(body, clock);
    if (body.error === "slow_down") interval += 5000;
    else if (body.error === "access_denied") throw failure("MAYROS_LOGIN_DENIED", "refused");
    else if (body.error === "expired_token") throw failure("MAYROS_TIMEOUT", "too late");
    else if (body.error !== "authorization_pending") throw failure("MAYROS_LOGIN_UNAVAILABLE", "?");
  }
}

async function refresh(before, context) {
  const asked = { grant_type: "refresh_token", refresh_token: before.refresh };
  const { status, body } = await post(context, context.oauth.tokenUrl, asked);
  if (status >= 500) throw failure("MAYROS_LOGIN_UNAVAILABLE", "later");
  if (status !== 200) throw failure("MAYROS_LOGIN_NEEDED", "log in again");
  return { ...before, ...credentialOf(body, context.clock, before.refresh) };
}

async function post({ fetch: send, oauth }, url, fields) {
  const body = new URLSearchParams({ client_id: oauth.clientId, ...fields });
  const response = await send(url, { method: "POST", body });
  return { status: response.status, body: await response.json() };
}

const credentialOf = (body, clock, before) => ({
  type: "oauth",
  access: body.access_token,
  refresh: body.refresh_token ?? before,
  expiresAt: clock.now() + body.expires_in * 1000,
});

const failure = (code, message) =>
  Object.assign(new Error(message), { [Symbol.for("mayros.error")]: true, code });
