import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { NOBODYS_KEY } from "../../../../components/azure/gpu-scale-set/machine-login.js";

// Of the curve Ed25519: -x² + y² = 1 + d·x²·y² modulo p. See RFC 8032, section 5.1.
const p = 2n ** 255n - 19n;
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power((base * base) % p, exponent / 2n);
  return exponent % 2n === 0n ? half : (half * base) % p;
}

/** Whether 32 bytes are a point: y, little-endian, with the sign of x in the highest bit. */
function isPoint(bytes: Buffer): boolean {
  const whole = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  const y = whole % 2n ** 255n;
  if (y >= p) return false;
  const xSquared = ((y * y - 1n + p) * power(d * y * y + 1n, p - 2n)) % p;
  return power(xSquared, (p - 1n) / 2n) === 1n;
}

/** A key as OpenSSH writes it: its kind and its bytes, each after its length. See RFC 8709, section 4. */
function openSshKey(point: Buffer): string {
  const fields = [Buffer.from("ssh-ed25519"), point];
  const blob = Buffer.concat(fields.flatMap((field) => [Buffer.from([0, 0, 0, field.length]), field]));
  return `ssh-ed25519 ${blob.toString("base64")}`;
}

const hashOf = (number: number) =>
  createHash("sha256").update(`ai-stack: nobody has the private half of this key ${number}`).digest();

test("knows the points of the curve", () => {
  // RFC 8032, section 7.1, test 1; then a y whose x² is no square.
  expect(isPoint(Buffer.from("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "hex"))).toBe(true);
  expect(isPoint(Buffer.from([2, ...Array(31).fill(0)]))).toBe(false);
});

test("the key is the first hash of its numbered texts that is a point: nobody chose it, so nobody has its other half", () => {
  const number = [0, 1, 2, 3].find((candidate) => isPoint(hashOf(candidate)));
  expect(number).toBe(1);
  expect(NOBODYS_KEY).toBe(openSshKey(hashOf(1)));
});
