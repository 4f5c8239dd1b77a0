// Where the browser of the person is: at this machine, or at another one that this one is reached from.
import { existsSync } from "node:fs";
import { release } from "node:os";
import type { Environment } from "@mayros/core";

export interface Surroundings {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Of the kernel. */
  readonly release: string;
  /** The mark of a container is there. */
  readonly container: boolean;
}

/** `wsl`: this machine, with the browser of the Windows around it. The last three are remote. */
export type Place = "here" | "wsl" | "ssh" | "container" | "no-display";

/** Pure. */
export function findPlace({ env, platform, release: kernel, container }: Surroundings): Place {
  if (env.SSH_CLIENT || env.SSH_TTY || env.SSH_CONNECTION) return "ssh";
  if (env.REMOTE_CONTAINERS || env.CODESPACES) return "container";
  if (platform !== "linux") return "here";
  const screen = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  // Toolboxes are containers with the screen, and the network, of their host.
  if (container) return screen ? "here" : "container";
  if (env.WSL_DISTRO_NAME || /microsoft/i.test(kernel)) return "wsl";
  return screen ? "here" : "no-display";
}

export const isRemote = (place: Place): boolean => place !== "here" && place !== "wsl";

export function surroundings(env: Environment): Surroundings {
  return {
    env,
    platform: process.platform,
    release: release(),
    container: existsSync("/.dockerenv") || existsSync("/run/.containerenv"),
  };
}

/** How a browser elsewhere reaches a port of this machine: lines for a person, a command on its own. Pure. */
export function tunnelHint(place: Place, port: number, host: string): string[] {
  if (place === "ssh" || place === "no-display") {
    return [
      "To have it come back by itself, run this where the browser is:",
      `  ssh -L ${port}:127.0.0.1:${port} ${host}`,
    ];
  }
  return place === "container"
    ? [`To have it come back by itself, forward port ${port} of this container.`]
    : [];
}
