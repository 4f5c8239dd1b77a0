import { describe, expect, it } from "vitest";
import { findPlace, isRemote, type Surroundings, tunnelHint } from "./surroundings.ts";

const desktop: Surroundings = {
  env: { DISPLAY: ":0" },
  platform: "linux",
  release: "6.12.0-generic",
  container: false,
};

describe("findPlace", () => {
  it.each<[string, Partial<Surroundings>, ReturnType<typeof findPlace>]>([
    ["a desktop with X", {}, "here"],
    ["a desktop with Wayland", { env: { WAYLAND_DISPLAY: "wayland-0" } }, "here"],
    ["no display", { env: {} }, "no-display"],
    ["an empty display", { env: { DISPLAY: "" } }, "no-display"],
    ["SSH with X forwarding", { env: { DISPLAY: ":10", SSH_CONNECTION: "a b" } }, "ssh"],
    ["SSH by its client", { env: { SSH_CLIENT: "a 1 2" } }, "ssh"],
    ["SSH by its terminal", { env: { SSH_TTY: "/dev/pts/1" } }, "ssh"],
    ["SSH to a Mac", { platform: "darwin", env: { SSH_TTY: "/dev/ttys1" } }, "ssh"],
    ["a container", { env: {}, container: true }, "container"],
    ["a toolbox with the screen of its host", { container: true }, "here"],
    ["a container in WSL", { env: { WSL_DISTRO_NAME: "Debian" }, container: true }, "container"],
    ["a container of an editor", { env: { REMOTE_CONTAINERS: "true" } }, "container"],
    ["a codespace", { env: { CODESPACES: "true" } }, "container"],
    ["SSH into a container", { env: { SSH_TTY: "/dev/pts/1" }, container: true }, "ssh"],
    ["WSL by its kernel", { env: {}, release: "5.15.0-microsoft-standard-WSL2" }, "wsl"],
    ["WSL 1 by its kernel", { env: {}, release: "4.4.0-19041-Microsoft" }, "wsl"],
    ["WSL by its variable", { env: { WSL_DISTRO_NAME: "Debian" } }, "wsl"],
    ["SSH into WSL", { env: { WSL_DISTRO_NAME: "Debian", SSH_CLIENT: "a" } }, "ssh"],
    ["a Mac", { platform: "darwin", env: {} }, "here"],
    ["Windows", { platform: "win32", env: {} }, "here"],
  ])("%s", (_name, differs, place) => {
    expect(findPlace({ ...desktop, ...differs })).toBe(place);
  });
});

it("takes no browser to be at hand but on a machine with a screen", () => {
  expect((["here", "wsl", "ssh", "container", "no-display"] as const).map(isRemote)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

it("says how to reach a port", () => {
  expect(tunnelHint("ssh", 1455, "me@box")[1]).toBe("  ssh -L 1455:127.0.0.1:1455 me@box");
  expect(tunnelHint("container", 1455, "me@box").join()).toContain("port 1455");
  expect(tunnelHint("here", 1455, "me@box")).toEqual([]);
});
