// Whether a host is this machine or one of the same private network: a server there may need no key,
// and a key for it that stands in the config is no secret worth a warning.

const LOCAL_NAME = /(?:^|\.)(?:localhost|local|lan|home\.arpa)$|^host\.docker\.internal$/;
const LOCAL_IPV4 =
  /^(?:(?:127|10)(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2})$/;
const LOCAL_IPV6 = /^(?:::1|f[cd][0-9a-f]{2}:[0-9a-f:]*)$/;

/** Takes `URL.hostname`, with or without the brackets of IPv6. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
  return LOCAL_NAME.test(host) || LOCAL_IPV4.test(host) || LOCAL_IPV6.test(host);
}
