import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCidr, zoneCidrs } from "../../../../components/aws/private-network/subnet-cidrs.js";

/** First and last address of a block, as numbers, worked out bit by bit. */
function range(cidr: string): { first: bigint; last: bigint } {
  const [address, prefix] = cidr.split("/") as [string, string];
  const bits = address.split(".").map((part) => Number(part).toString(2).padStart(8, "0"));
  const network = bits.join("").slice(0, Number(prefix));
  return { first: BigInt(`0b${network.padEnd(32, "0")}`), last: BigInt(`0b${network.padEnd(32, "1")}`) };
}

/** Any private block that a network can have. */
const block = fc
  .record({
    area: fc.constantFrom(
      { start: 10 * 2 ** 24, bits: 8 },
      { start: 0xac100000, bits: 12 },
      { start: 0xc0a80000, bits: 16 },
    ),
    offset: fc.nat(2 ** 24 - 1),
    prefix: fc.integer({ min: 16, max: 24 }),
  })
  .map(({ area, offset, prefix }) => {
    const blocks = 2 ** (prefix - area.bits);
    const start = area.start + (offset % blocks) * 2 ** (32 - prefix);
    return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${prefix}`;
  });

const subnetsOf = (cidr: string) =>
  [0, 1, 2].map((place) => zoneCidrs(cidr, place)).flatMap((zone) => [zone.privateCidr, zone.publicCidr]);

describe("blocks of a zone's subnets", () => {
  test.each([
    ["10.20.0.0/16", 0, "10.20.0.0/18", "10.20.192.0/24"],
    ["10.20.0.0/16", 1, "10.20.64.0/18", "10.20.193.0/24"],
    ["10.20.0.0/16", 2, "10.20.128.0/18", "10.20.194.0/24"],
    ["192.168.7.0/24", 2, "192.168.7.128/26", "192.168.7.224/28"],
    ["172.31.240.0/20", 1, "172.31.244.0/22", "172.31.252.16/28"],
  ])("of %s, zone %i: private %s, public %s", (cidr, place, privateCidr, publicCidr) => {
    expect(zoneCidrs(cidr, place)).toEqual({ privateCidr, publicCidr });
  });

  test("lie inside the network's block", () => {
    fc.assert(
      fc.property(block, (cidr) => {
        const outer = range(cidr);
        for (const subnet of subnetsOf(cidr)) {
          expect(range(subnet).first).toBeGreaterThanOrEqual(outer.first);
          expect(range(subnet).last).toBeLessThanOrEqual(outer.last);
        }
      }),
    );
  });

  test("never overlap", () => {
    fc.assert(
      fc.property(block, (cidr) => {
        const ranges = subnetsOf(cidr)
          .map(range)
          .sort((a, b) => Number(a.first - b.first));
        for (const [place, next] of ranges.slice(1).entries())
          expect(next.first).toBeGreaterThan(ranges[place]?.last ?? 0n);
      }),
    );
  });

  test("begin on their own boundary and are of a size that EC2 takes", () => {
    fc.assert(
      fc.property(block, (cidr) => {
        for (const subnet of subnetsOf(cidr)) {
          const [address, prefix] = subnet.split("/") as [string, string];
          const number = address.split(".").reduce((value, part) => value * 256n + BigInt(part), 0n);
          expect(range(subnet).first).toBe(number);
          expect(Number(prefix)).toBeGreaterThanOrEqual(16);
          expect(Number(prefix)).toBeLessThanOrEqual(28);
        }
      }),
    );
  });

  test("are those of a block that passes the check", () => {
    fc.assert(
      fc.property(
        block.filter((cidr) => !cidr.startsWith("172.17.")),
        (cidr) => {
          checkCidr("cidr", cidr);
        },
      ),
    );
  });
});

describe("a network's block", () => {
  test.each([
    ["too small", "10.20.0.0/25"],
    ["too large", "10.0.0.0/15"],
    ["not on its boundary", "10.20.1.0/16"],
    ["with a part over 255", "10.20.256.0/24"],
    ["with a leading zero", "10.020.0.0/16"],
    ["without a size", "10.20.0.0"],
    ["of public addresses", "8.8.0.0/16"],
    ["past a private range", "172.32.0.0/16"],
    ["of words", "private"],
    ["empty", ""],
  ])("is refused: %s", (_, cidr) => {
    expect(() => checkCidr("cidr", cidr)).toThrow(
      `'cidr' must be a private IPv4 block of /16 to /24 on its own boundary, such as 10.20.0.0/16, got "${cidr}"`,
    );
  });

  test.each(["172.17.0.0/16", "172.17.128.0/20"])("is refused: %s, which Docker uses", (cidr) => {
    expect(() => checkCidr("cidr", cidr)).toThrow(
      `'cidr' must not be in 172.17.0.0/16, which SageMaker and Docker use in their machines, got "${cidr}"`,
    );
  });

  test.each(["10.0.0.0/16", "172.16.0.0/16", "172.18.0.0/16", "172.31.255.0/24", "192.168.0.0/16", "10.255.255.0/24"])(
    "is accepted: %s",
    (cidr) => {
      expect(() => checkCidr("cidr", cidr)).not.toThrow();
    },
  );
});
