// Says that what was just stored is not tried, because an order that was set earlier names others: whoever logs in with
// another account would go on with the first one and not know why.
import { shellWord } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export async function warnLeftOut(
  machine: Machine,
  provider: string,
  profileId: string,
): Promise<void> {
  const ofConfig = (await machine.state()).config.auth?.order?.[provider];
  const order = ofConfig ?? (await machine.profiles().order(provider));
  if ((order.length === 0 && !ofConfig) || order.includes(profileId)) return;
  const all = [...order, profileId];
  const command =
    ofConfig !== undefined
      ? `mayros config set auth.order.${provider} '${JSON.stringify(all)}'`
      : `mayros models auth order set --provider ${shellWord(provider)} ${all.map(shellWord).join(" ")}`;
  machine.warn(
    `${profileId} is not tried: the order of ${provider} names others; to try it, too: ${command}`,
  );
}
