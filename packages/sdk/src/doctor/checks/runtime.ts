// What runs, and where its things are. Pure.
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";

const OLDEST_NODE = [22, 18] as const;

export function checkRuntime({ version, nodeVersion, locations }: Facts): Problem[] {
  const { home, stateDir, configPath } = locations;
  return [
    checkNode(nodeVersion),
    { severity: "ok", message: `mayros ${version}` },
    { severity: "ok", message: `home ${home}, state ${stateDir}, config ${configPath}` },
  ];
}

function checkNode(nodeVersion: string): Problem {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (!isOld) return { severity: "ok", message: `Node ${nodeVersion}` };
  return {
    severity: "error",
    message: `Node ${nodeVersion} is too old`,
    hint: `install Node ${OLDEST_NODE.join(".")} or newer`,
  };
}
