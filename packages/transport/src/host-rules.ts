// Decides where a request may go, so that neither a config nor a name that resolves somewhere else
// carries a credential in the clear or to a cloud's metadata service. Pure; asked twice: with the
// URL before a connection is made, and with the resolved address when it is.
import { BlockList } from "node:net";

/** Why the host is refused; undefined when it is allowed. */
export type Refusal = string | undefined;

const METADATA_NAMES = new Set([
  "instance-data",
  "instance-data.ec2.internal",
  "metadata",
  "metadata.azure.internal",
  "metadata.goog",
  "metadata.google.internal",
  "metadata.tencentyun.com",
]);

// BlockList sees IPv4-mapped IPv6 addresses as what they map to; `embeddedIn` undoes the rest.
const metadata = createBlockList([
  "169.254.0.0/16", // link-local: AWS, Google, Azure, Oracle, ...
  "100.100.100.200/32", // Alibaba
  "168.63.129.16/32", // Azure's host agent
  "192.0.0.192/32", // Oracle
  "fe80::/10",
  "fd00:ec2::/32", // AWS
  "fd00:42::42/128", // Scaleway
  "fd20:ce::254/128", // Google
]);
const nowhere = createBlockList([
  "0.0.0.0/8",
  "::/128",
  "224.0.0.0/3", // multicast, reserved, broadcast
  "ff00::/8",
]);
const loopback = createBlockList(["127.0.0.0/8", "::1/128"]);
const privateRanges = createBlockList([
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10", // carrier-grade NAT; Tailscale
  "fc00::/7",
]);

/** What can be said from the URL alone. Odd spellings of addresses were undone by the URL parser. */
export function refuseUrl(url: URL): Refusal {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return `${url.protocol.slice(0, -1)} URLs are not supported: only http and https`;
  }
  if (url.username !== "" || url.password !== "") {
    return `the URL of ${url.hostname} holds a user name or password`;
  }
  const host = hostOf(url);
  if (familyOf(host) !== undefined) return refuseAddress(host, url.protocol);
  if (METADATA_NAMES.has(host.replace(/\.$/, "").toLowerCase())) {
    return `${host} is the name of a cloud metadata service`;
  }
  return undefined;
}

/** What can be said of the address that the connection would be made to. */
export function refuseAddress(address: string, protocol: string): Refusal {
  if ([address, ...embeddedIn(address)].some((each) => contains(metadata, each))) {
    return `${address} is a link-local or metadata address`;
  }
  if (contains(nowhere, address)) return `${address} is not the address of one host`;
  const local = contains(loopback, address) || contains(privateRanges, address);
  if (protocol === "http:" && !local) {
    return `${address} is a public address: plain http would show the key to everyone on the way`;
  }
  return undefined;
}

/** localhost and the loopback addresses: never reached through a proxy. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/\.$/, "");
  if (familyOf(name) !== undefined) return contains(loopback, name);
  return name === "localhost" || name.endsWith(".localhost");
}

/** The host name or address without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address.replace(/%.*$/, ""), familyOf(address) ?? "ipv4");
}

/**
 * undefined for a name. The URL parser and the resolver write addresses in one way only, so a glance
 * tells; `net.isIP` compiles an expression that takes 8 ms of every start.
 */
export function familyOf(host: string): "ipv4" | "ipv6" | undefined {
  if (host.includes(":")) return "ipv6";
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? "ipv4" : undefined;
}

/**
 * The IPv4 addresses that gateways may find in an IPv6 one: IPv4-compatible, IPv4-translated, NAT64,
 * 6to4. Looked for here, as listing every embedding of every range would cost every start.
 */
function embeddedIn(address: string): string[] {
  if (familyOf(address) !== "ipv6") return [];
  const digits = hexDigitsOf(address);
  const embedded = /^(?:0{24}|0{16}ffff0000|0064ff9b0{16}|2002)(.{8})/.exec(digits)?.[1];
  const found = embedded === undefined ? [] : [embedded];
  // NAT64 for local use has room for each prefix length of RFC 6052, which skips bits 64 to 71.
  if (digits.startsWith("0064ff9b0001")) {
    const rest = digits.slice(0, 16) + digits.slice(18);
    found.push(digits.slice(24), rest.slice(12, 20), rest.slice(14, 22), rest.slice(16, 24));
  }
  return found.map((eight) => Buffer.from(eight, "hex").join("."));
}

/** All 32 of an IPv6 address; "" when it is none. */
function hexDigitsOf(address: string): string {
  const url = URL.parse(`http://[${address.replace(/%.*$/, "")}]`);
  if (!url) return "";
  const [left = "", right = ""] = hostOf(url)
    .split("::")
    .map((half) =>
      half
        .split(":")
        .map((group) => group.padStart(4, "0"))
        .join(""),
    );
  return `${left}${"0".repeat(32 - left.length - right.length)}${right}`;
}

function createBlockList(subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", width] = subnet.split("/");
    list.addSubnet(address, Number(width), familyOf(address));
  }
  return list;
}
