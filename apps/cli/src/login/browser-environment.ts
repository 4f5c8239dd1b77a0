// What a browser gets of the environment: what a desktop needs, and nothing that may be a secret. Keys and client secrets
// stand in variables; a browser lives for days, and so do the programs that it starts. Pure.
import type { Environment } from "@mayros/core";

const names = new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TMP", "TEMP", "TZ", "BROWSER"],
  ...["LANG", "LANGUAGE", "DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"],
  ...["DESKTOP_SESSION", "SESSION_MANAGER", "GNOME_DESKTOP_SESSION_ID", "KDE_FULL_SESSION"],
  ...["KDE_SESSION_VERSION", "KDE_SESSION_UID", "MATE_DESKTOP_SESSION_ID", "WINDOWID"],
  ...["GDK_BACKEND", "GDK_SCALE", "GTK_IM_MODULE", "GTK_THEME", "QT_IM_MODULE", "QT_QPA_PLATFORM"],
  ...["QT_SCALE_FACTOR", "XMODIFIERS", "XCURSOR_SIZE", "XCURSOR_THEME", "MOZ_ENABLE_WAYLAND"],
  ...["LD_LIBRARY_PATH", "FONTCONFIG_FILE", "LOCALE_ARCHIVE", "__CF_USER_TEXT_ENCODING"],
  ...["NO_PROXY", "WSLENV", "WSL_DISTRO_NAME", "WSL_INTEROP", "WSL2_GUI_APPS_ENABLED"],
  ...["SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "PSMODULEPATH", "OS"],
  ...["USERNAME", "USERDOMAIN", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "PUBLIC", "SESSIONNAME"],
  ...["APPDATA", "LOCALAPPDATA", "ALLUSERSPROFILE", "PROGRAMDATA", "PROGRAMFILES"],
  ...["PROGRAMFILES(X86)", "PROGRAMW6432", "COMMONPROGRAMFILES", "COMMONPROGRAMFILES(X86)"],
  ...["COMMONPROGRAMW6432", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"],
]);
const families = /^(?:XDG|LC)_[A-Z_]+$/;
/** Browsers of Linux go by these; one with a password in it stays here. */
const proxies = /^(?:ALL|FTP|HTTP|HTTPS)_PROXY$/;

export function browserEnvironment(env: Environment): Record<string, string> {
  const passed = Object.entries(env).filter(([name, value]) => {
    // Windows writes `Path` and `SystemRoot`, and everybody `http_proxy` in small letters.
    const known = name.toUpperCase();
    if (value === undefined) return false;
    return proxies.test(known) ? !value.includes("@") : names.has(known) || families.test(known);
  });
  return Object.fromEntries(passed as [string, string][]);
}
