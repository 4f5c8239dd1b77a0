import type { LookupFunction } from "node:net";
import { describe, expect, test } from "vitest";
import { createTransport } from "./create-transport.ts";
import { isLoopbackHost, refuseAddress, refuseUrl } from "./host-rules.ts";

const refusalOf = (url: string) => refuseUrl(new URL(url));

describe("URLs", () => {
  test.each([
    "https://api.acme.example/v1",
    "https://8.8.8.8",
    "https://10.0.0.1",
    "http://127.0.0.1:11434/v1",
    "http://127.1",
    "http://2130706433",
    "http://[::1]:8080",
    "http://[::ffff:127.0.0.1]",
    "http://10.1.2.3",
    "http://172.31.255.255",
    "http://192.168.0.1",
    "http://100.64.1.1",
    "http://[fd12::1]",
    "http://localhost:8000",
    "http://gpu.lan", // its address is looked at when the connection is made
    "https://[2606:4700::1111]",
    "https://[64:ff9b::8.8.8.8]",
    "https://[64:ff9b:1::8.8.8.8]",
    "https://[2606:4700:1:2:3:4:a9fe:a9fe]",
    "https://[2002:808:808::a9fe:a9fe]",
  ])("%s is allowed", (url) => {
    expect(refusalOf(url)).toBeUndefined();
  });

  test.each([
    "ftp://acme.example",
    "file:///etc/passwd",
    "https://user@acme.example",
    "https://:password@acme.example",
    "http://8.8.8.8",
    "http://172.32.0.1",
    "http://100.128.0.1",
    "http://[2606:4700::1111]",
    "http://[::ffff:8.8.8.8]",
    "http://169.254.169.254/latest/meta-data",
    "https://169.254.169.254",
    "https://169.254.1.1",
    "http://2852039166",
    "http://0xA9FEA9FE",
    "http://0251.0376.0251.0376",
    "http://169.254.43518",
    "http://169.254.169.254.",
    "http://①⑥⑨.254.169.254",
    "http://[::ffff:169.254.169.254]",
    "http://[::ffff:a9fe:a9fe]",
    "http://[0:0:0:0:0:ffff:169.254.169.254]",
    "http://[::169.254.169.254]",
    "http://[64:ff9b::169.254.169.254]",
    "http://[2002:a9fe:a9fe::]",
    "https://[fd00:ec2::23]",
    "https://[fd00:42::42]",
    "https://240.0.0.1",
    "https://[::100.100.100.200]",
    "https://[::ffff:0:169.254.169.254]",
    "https://[::ffff:0:168.63.129.16]",
    "https://[64:ff9b::192.0.0.192]",
    "https://[64:ff9b:1::169.254.169.254]",
    "https://[64:ff9b:1:2:3:4:168.63.129.16]",
    "https://[64:ff9b:1:a9fe:a9:fe00::]",
    "https://[64:ff9b:1:12a9:fe:a9fe::]",
    "https://[64:ff9b:1:1234:a9:fea9:fe00:0]",
    "https://[2002:6464:64c8:1:2:3:4:5]",
    "https://[fe80::1]",
    "https://[fd00:ec2::254]",
    "https://[fd00:0ec2:0:0:0:0:0:254]",
    "https://100.100.100.200",
    "https://168.63.129.16",
    "https://metadata.google.internal",
    "https://METADATA.google.internal.",
    "http://metadata",
    "http://instance-data",
    "http://0",
    "http://0.0.0.0:11434",
    "http://[::]",
    "https://255.255.255.255",
    "https://224.0.0.1",
    "https://[ff02::1]",
  ])("%s is refused", (url) => {
    expect(refusalOf(url)).toEqual(expect.any(String));
  });

  test("no password is quoted", () => {
    expect(refusalOf("https://user:pass-word@acme.example")).not.toContain("pass-word");
  });
});

test.each(["64:ff9b::169.254.169.254", "0:0:0:0:0:0:a9fe:a9fe", "2002:A9FE:A9FE::1%eth0"])(
  "%s, as a resolver may write it, is refused",
  (address) => {
    expect(refuseAddress(address, "https:")).toEqual(expect.any(String));
  },
);

test("a zone does not hide a link-local address", () => {
  expect(refuseAddress("fe80::1%eth0", "https:")).toEqual(expect.any(String));
});

test.each([
  ["localhost", true],
  ["a.localhost", true],
  ["127.0.0.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["localhost.example", false],
])("isLoopbackHost(%s) is %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

describe("names that resolve to somewhere else", () => {
  async function codeFor(url: string, ...addresses: string[]): Promise<unknown> {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    const transport = createTransport({ version: "0", lookup, timeouts: { connect: 50 } });
    try {
      await transport.send({ method: "GET", url, headers: {} });
      return "answered";
    } catch (error) {
      return (error as { code: unknown }).code;
    } finally {
      transport.close();
    }
  }

  test.each([
    ["http://acme.example", ["169.254.169.254"]],
    ["https://acme.example", ["169.254.169.254"]],
    ["https://acme.example", ["::ffff:a9fe:a9fe"]],
    ["https://acme.example", ["fd00:ec2::254"]],
    ["https://acme.example", ["0.0.0.0"]],
    ["http://acme.example", ["93.184.216.34"]],
    ["http://localhost", ["93.184.216.34"]],
    ["http://acme.example", ["93.184.216.34", "2606:4700::1111"]],
  ])("%s at %j is refused before anything is sent", async (url, addresses) => {
    expect(await codeFor(url, ...addresses)).toBe("MAYROS_HOST_REFUSED");
  });

  test("of several addresses only those that are allowed are tried", async () => {
    expect(await codeFor("http://acme.example:1", "93.184.216.34", "127.0.0.1")).toBe(
      "MAYROS_NETWORK",
    );
  });
});
