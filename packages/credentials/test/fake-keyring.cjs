// A library with the interface of @napi-rs/keyring: keeps its entries in the folder of FAKE_KEYRING, which must pass as
// one of the variables that the program gets, and misbehaves as a file in there says.
const { existsSync, readFileSync, writeFileSync, appendFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = process.env.XDG_RUNTIME_DIR;
const mode = existsSync(join(folder, "mode"))
  ? readFileSync(join(folder, "mode"), "utf8")
  : "works";
const fileOf = (service, name) => join(folder, `entry-${service}-${name}`);
const hang = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);

class Entry {
  constructor(service, name, options) {
    appendFileSync(join(folder, "log"), `${JSON.stringify([service, name, options])}\n`);
    if (mode === "silent") hang();
    if (mode === "absent") {
      throw new Error(
        "Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files",
      );
    }
    this.path = fileOf(service, name);
  }
  getPassword() {
    if (mode === "locked")
      throw new Error("Couldn't access platform secure storage: object is locked");
    if (mode === "waiting") hang();
    return existsSync(this.path) ? readFileSync(this.path, "utf8") : null;
  }
  setPassword(value) {
    if (mode === "forgets") return;
    writeFileSync(this.path, value);
  }
}

module.exports = { Entry };
