// What a person is told before a login, and agrees to: a vendor that ended it, or that forbids it to other programs.

import { MayrosError } from "@mayros/core";
import { loginCommand } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import type { LoginTarget } from "./find-login.ts";
import type { LoginOptions } from "./login-options.ts";

/** Throws MAYROS_CONSENT_MISSING. */
export async function agreeToLogin(
  machine: Machine,
  state: MachineState,
  target: LoginTarget,
  options: Pick<LoginOptions, "acceptTerms" | "interactive" | "ui">,
): Promise<void> {
  const { plugin } = target;
  const { name } = state.host.details(plugin);
  const { status, notice, successor } = plugin;
  if (status === "active" || notice === undefined) return;
  const instead = successor === undefined ? "" : ` Use ${successor} instead.`;
  options.ui.note(`${name}: ${notice}${instead}`);
  if (status !== "unofficial" || options.acceptTerms) return;
  // Whoever logged in once has agreed.
  if ((await machine.profiles().list(target.provider)).length > 0) return;
  const agreed =
    options.interactive !== false &&
    (await options.ui.confirm({ message: "Do you agree to log in all the same?" }));
  if (agreed) return;
  throw new MayrosError(
    "MAYROS_CONSENT_MISSING",
    // The notice was shown.
    `${target.provider} needs your consent before the first login`,
    {
      hint: `${loginCommand(target.provider)} --accept-terms`,
      details: { provider: target.provider, notice },
    },
  );
}
