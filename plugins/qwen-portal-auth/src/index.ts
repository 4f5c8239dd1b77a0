// The code part of the plugin: a login by device code, as RFC 8628 has it but for a host that comes with the token and
// for what this vendor means by 400. Behind `import`, because every request reads this file and none logs in.
import { definePlugin, type PluginCode } from "@mayros/core";

const plugin: PluginCode = definePlugin({
  auth: {
    device: {
      async login(context) {
        const { logIn } = await import("./log-in.ts");
        return logIn(context);
      },
      async refresh(credential, context) {
        const { refresh } = await import("./log-in.ts");
        return refresh(credential, context);
      },
    },
  },
});
export default plugin;
