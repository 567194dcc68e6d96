import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Entry } from "../emulator/inventory.js";

/** A sample stack as a version of this project deployed it. */
export interface DeployedStack {
  /** The commit. */
  readonly version: string;
  /** The text of the stack's file. */
  readonly settings: string;
  /** What `pulumi stack export` gives; secrets are encrypted with the tests' passphrase. */
  readonly state: object;
  /** What the emulated cloud holds. */
  readonly inventory: readonly Entry[];
}

const FOLDER = new URL("deployed/", import.meta.url);

const fileOf = (stack: string) => new URL(`${stack}.json.gz`, FOLDER);

export function readDeployed(stack: string): DeployedStack {
  return JSON.parse(gunzipSync(readFileSync(fileOf(stack))).toString());
}

/** @returns the file's size in bytes */
export function writeDeployed(stack: string, deployed: DeployedStack): number {
  mkdirSync(FOLDER, { recursive: true });
  const packed = gzipSync(JSON.stringify(deployed), { level: 9 });
  writeFileSync(fileOf(stack), packed);
  return packed.length;
}
