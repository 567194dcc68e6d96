import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { hasUnknown, printed } from "../../../plan/recorder/values.js";

const KIND = "4dabf18193072939515e22adb298388d";
const SECRET = { [KIND]: "1b47061264138c4ac30d75fd1eb44270", value: "hidden" };
const ASSET = { [KIND]: "c44067f5952c0a294b673a41bacd8c17" };
const ARCHIVE = { [KIND]: "0def7320c3a5731c473e5ecbe6d01bc7" };
const RESOURCE = { [KIND]: "5cf8f73096256a8f31e491e813e4eb8e" };
const files = fileURLToPath(new URL("../../support/programs/files", import.meta.url));

test("a value with nothing special in it is printed as it is, and not copied", () => {
  const value = { text: "a", list: [1, null, { deep: true }], unknown: UNKNOWN };
  expect(printed(value)).toBe(value);
});

test("a secret is blinded wherever it is, and what is around it stays", () => {
  const value = { list: ["a", SECRET], object: { token: SECRET, name: "n" } };
  expect(printed(value)).toEqual({ list: ["a", "[secret]"], object: { token: "[secret]", name: "n" } });
  expect(value.object.token).toBe(SECRET);
});

test("a reference to a resource has no id before the resource exists", () => {
  expect(printed({ ...RESOURCE, urn: "urn:x", id: UNKNOWN })).toEqual({
    ...RESOURCE,
    urn: "urn:x",
    packageVersion: "",
    id: "",
  });
  expect(printed({ ...RESOURCE, urn: "urn:x" })).toEqual({ ...RESOURCE, urn: "urn:x", packageVersion: "" });
});

test.each([
  [UNKNOWN, true],
  [{ a: [{ b: UNKNOWN }] }, true],
  [{ a: ["known", null, 0] }, false],
])("%j holds an unknown: %s", (value, expected) => {
  expect(hasUnknown(value)).toBe(expected);
});

// The hashes are the engine's own, of Pulumi 3.250.
describe("assets and archives carry the hash of their contents", () => {
  test("a text", () => {
    expect(printed({ ...ASSET, __pulumiAsset: true, text: "text" })).toEqual({
      ...ASSET,
      text: "text",
      hash: "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
    });
  });

  test("a file", () => {
    const { hash } = printed({ ...ASSET, path: `${files}/b.txt` }) as any;
    expect(hash).toBe("0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f");
  });

  test("a folder, as the tar of its files", () => {
    const { hash } = printed({ ...ARCHIVE, __pulumiArchive: true, path: files }) as any;
    expect(hash).toBe("9ed0848de9933c8365549cbf0f2d2d2c2790cdb279656c53fc9e6b21edbc31a6");
  });

  test("an archive in an archive", () => {
    const inner = { ...ARCHIVE, assets: { "b.txt": { ...ASSET, text: "b" } } };
    const outer = printed({ ...ARCHIVE, assets: { dir: inner, "a.txt": { ...ASSET, text: "a" } } }) as any;
    expect(outer.hash).toBe("c47aea6c422ea8fe63e08aacae0960b532d453123f3f23a69c180eab2e742b68");
    expect(outer.assets.dir.hash).toBe("25991df0ad1b4b4930491de1089378efdd922b289caf55f0150ab1a36634e9a0");
  });

  test("none that would have to be fetched", () => {
    expect(printed({ ...ASSET, uri: "https://example.com/a" })).toEqual({ ...ASSET, uri: "https://example.com/a" });
    const archive = { ...ARCHIVE, assets: { a: { ...ASSET, uri: "https://example.com/a" } } };
    expect(printed(archive)).toEqual(archive);
  });
});
