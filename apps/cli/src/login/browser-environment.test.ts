import { expect, it } from "vitest";
import { browserEnvironment } from "./browser-environment.ts";

it("passes on what a desktop needs", () => {
  const desktop = {
    ...{ PATH: "/bin", HOME: "/home/me", DISPLAY: ":0", WAYLAND_DISPLAY: "wayland-0" },
    ...{ XDG_RUNTIME_DIR: "/run/user/1000", XDG_CURRENT_DESKTOP: "GNOME", LC_ALL: "de_DE.UTF-8" },
    ...{ DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/bus", BROWSER: "firefox", LANG: "de" },
    ...{ WSL_INTEROP: "/run/WSL/1_interop", SystemRoot: "C:\\Windows", Path: "C:\\Windows" },
    ...{ "ProgramFiles(x86)": "C:\\Program Files (x86)", https_proxy: "http://proxy.lan:3128" },
  };
  expect(browserEnvironment(desktop)).toEqual(desktop);
});

it("keeps everything else back", () => {
  const secrets = {
    ...{ OPENAI_API_KEY: "k", GH_TOKEN: "t", MAYROS_LIVE_ACME_KEY: "k", ACME_CLIENT_SECRET: "s" },
    ...{ AWS_SECRET_ACCESS_KEY: "k", SSH_AUTH_SOCK: "/run/agent", NODE_OPTIONS: "--require x" },
    ...{
      HTTPS_PROXY: "http://me:password@proxy.lan:3128",
      XDGTOKEN: "x",
      LC_1: "x",
      BROWSER2: "x",
    },
    ...{ LD_PRELOAD: "/tmp/x.so", UNSET: undefined },
  };
  expect(browserEnvironment(secrets)).toEqual({});
});
