// One storm: all begin at the same moment, and the server counts. With the rig of the tests, so that what is
// measured is what is tested.
import { goAll, startRig } from "../../packages/credentials/test/refresh-rig.ts";
import { spendAt } from "../../packages/credentials/test/spend-at.ts";

export interface Storm {
  /** Requests that the server got. */
  readonly refreshes: number;
  readonly errors: number;
  /** How long each waited for its token, without the start of its process. */
  readonly ms: readonly number[];
}

/** ms that the server takes for a token. */
const LATENCY = 50;

export async function measureProcesses(count: number): Promise<Storm> {
  const rig = await startRig();
  try {
    rig.server.switches.latency = LATENCY;
    await rig.logIn();
    const outcomes = await goAll(await rig.startAll(count));
    return {
      refreshes: rig.server.seen.length,
      errors: outcomes.filter(({ code }) => code !== undefined).length,
      ms: outcomes.map(({ ms }) => ms),
    };
  } finally {
    await rig.stop();
  }
}

export async function measureCallers(count: number): Promise<Storm> {
  const rig = await startRig();
  try {
    rig.server.switches.latency = LATENCY;
    const profile = await rig.logIn();
    const options = { spend: spendAt(rig.server.url) };
    const begun = performance.now();
    const waits = await Promise.allSettled(
      Array.from({ length: count }, async () => {
        await rig.refresher.fresh(profile, options);
        return Math.round(performance.now() - begun);
      }),
    );
    return {
      refreshes: rig.server.seen.length,
      errors: waits.filter(({ status }) => status === "rejected").length,
      ms: waits.flatMap((wait) => (wait.status === "fulfilled" ? [wait.value] : [])),
    };
  } finally {
    await rig.stop();
  }
}
