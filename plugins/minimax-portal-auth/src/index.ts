// The code part of the plugin: a login by a code that a person confirms in the browser, much like RFC 8628 and not it.
// Both regions are one flow; what differs is in the manifest. Behind `import`, because every request reads this file
// and none logs in.
import { type AuthFlow, definePlugin, type PluginCode } from "@mayros/core";

const userCode: AuthFlow = {
  async login(context) {
    const { logIn } = await import("./log-in.ts");
    return logIn(context);
  },
  async refresh(credential, context) {
    const { refresh } = await import("./refresh.ts");
    return refresh(credential, context);
  },
};

const plugin: PluginCode = definePlugin({ auth: { global: userCode, cn: userCode } });
export default plugin;
