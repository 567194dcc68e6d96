import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { build } from "esbuild";

/**
 * A bundled program: the module that it begins with, and its code.
 *
 * @typedef {{ readonly entry: string, readonly code: string }} Bundle
 */

/**
 * Bundles a TypeScript program to CommonJS in memory. What must exist once in the process stays outside: the Pulumi
 * packages and esbuild. So do the SDKs that read an account's quotas, which few runs load.
 *
 * @param {string} entry absolute path of the entry module
 * @param {boolean} sourceMap whether stack traces shall name the sources; it takes as long again
 * @returns {Promise<Bundle>}
 */
export async function bundle(entry, sourceMap) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["@pulumi/*", "esbuild", "@aws-sdk/*", "google-auth-library"],
    sourcemap: sourceMap && "inline",
    define: { "import.meta.url": "importMetaUrl" },
    logLevel: "silent",
  });
  return { entry, code: outputFiles[0]?.text ?? "" };
}

/**
 * Runs a bundle and returns what its entry module exports.
 *
 * @param {Bundle} bundled
 * @returns {Record<string, unknown>}
 */
export function run({ entry, code }) {
  /** @type {{ exports: Record<string, unknown> }} */
  const module = { exports: {} };
  const parameters = ["module", "exports", "require", "importMetaUrl"];
  const body = vm.compileFunction(code, parameters, { filename: `${entry}.cjs` });
  body(module, module.exports, createRequire(entry), pathToFileURL(entry).href);
  return module.exports;
}
