import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Properties as Contents, KIND, KINDS } from "./wire.js";

/** File endings by which the engine knows an archive that it takes as it is. */
const ARCHIVE_FILE = /\.(jar|zip|tar|tgz|tar\.gz)$/;
const BLOCK = 512;

/**
 * An asset as a plan prints it, with the SHA-256 of its contents. One that is fetched from an address has none: nothing
 * is fetched offline.
 */
export function printedAsset(asset: Contents): Contents {
  const bytes = bytesOf(asset);
  const own = withoutMarks(asset);
  return bytes === undefined ? own : { ...own, hash: createHash("sha256").update(bytes).digest("hex") };
}

/** The same for an archive. The engine hashes one that is no archive file as a tar of its files. */
export function printedArchive(archive: Contents): Contents {
  const { path } = archive;
  const own = withoutMarks(archive);
  if (isContents(archive.assets))
    own.assets = Object.fromEntries(
      Object.entries(archive.assets).map(([name, inner]) => [
        name,
        isArchive(inner as Contents) ? printedArchive(inner as Contents) : printedAsset(inner as Contents),
      ]),
    );
  const hash = createHash("sha256");
  if (typeof path === "string" && ARCHIVE_FILE.test(path))
    return { ...own, hash: hash.update(readFileSync(path)).digest("hex") };
  const files = filesOf(archive);
  if (files === undefined) return own;
  for (const [name, bytes] of new Map(files)) addToTar(hash, name, bytes);
  return { ...own, hash: hash.update(Buffer.alloc(2 * BLOCK)).digest("hex") };
}

/** Without the marks of the SDK's classes. */
function withoutMarks({ __pulumiAsset, __pulumiArchive, ...contents }: Contents): Record<string, unknown> {
  return contents;
}

function bytesOf({ text, path }: Contents): Buffer | undefined {
  if (typeof path === "string" && path !== "") return readFileSync(path);
  return typeof text === "string" ? Buffer.from(text) : undefined;
}

function isContents(value: unknown): value is Contents {
  return typeof value === "object" && value !== null;
}

function isArchive(contents: Contents): boolean {
  return contents[KIND] === KINDS.archive;
}

/** An archive's files by name, in the engine's order; undefined where one is fetched from an address. */
function filesOf(archive: Contents): [string, Buffer][] | undefined {
  const { path, assets } = archive;
  if (typeof path === "string")
    return walk(path).map((file) => [relative(path, file).split(sep).join("/"), readFileSync(file)]);
  if (!isContents(assets)) return undefined;
  const files: [string, Buffer][] = [];
  for (const name of Object.keys(assets).sort()) {
    const inner = assets[name] as Contents;
    const found = isArchive(inner) ? filesOf(inner) : single(bytesOf(inner));
    if (found === undefined) return undefined;
    for (const [file, bytes] of found) files.push([join(name, file).replace(/\/$/, ""), bytes]);
  }
  return files;
}

function single(bytes: Buffer | undefined): [string, Buffer][] | undefined {
  return bytes && [["", bytes]];
}

/** Every file under a folder, in lexical order. */
function walk(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => name !== ".pulumi")
    .flatMap((name) => {
      const file = join(folder, name);
      return statSync(file).isDirectory() ? walk(file) : [file];
    });
}

/** Adds a file as the engine's tar holds it: ustar, mode 0600, no owner, no time. */
function addToTar(hash: Hash, name: string, bytes: Buffer): void {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, "latin1");
  header.write(name, 0, 100, "utf8");
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes.length, 124, 12);
  octal(0, 136, 12);
  header.write("        0", 148, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  octal(0, 329, 8);
  octal(0, 337, 8);
  octal(
    header.reduce((sum, byte) => sum + byte),
    148,
    7,
  );
  hash
    .update(header)
    .update(bytes)
    .update(Buffer.alloc(-bytes.length & (BLOCK - 1)));
}
