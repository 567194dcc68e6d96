import Module, { createRequire } from "node:module";

/**
 * Loads the SDK without what it needs to turn functions into infrastructure: that is two thirds of its start, and hardly a
 * program has such functions. It follows when something is taken from it.
 */
export function loadSdk() {
  const require = createRequire(import.meta.url);
  const sdk = createRequire(require.resolve("@pulumi/pulumi"));
  for (const name of ["typescript", "@npmcli/arborist"]) defer(sdk, name);
  require("@pulumi/pulumi");
}

/**
 * Makes a package wait until something is taken from it.
 *
 * @param {NodeJS.Require} require of a module that would load the package
 * @param {string} name of the package
 */
export function defer(require, name) {
  const file = require.resolve(name);
  if (require.cache[file] !== undefined) return;
  /** @type {Record<PropertyKey, unknown> | undefined} */
  let loaded;
  const load = () => {
    if (loaded === undefined) {
      delete require.cache[file];
      loaded = /** @type {Record<PropertyKey, unknown>} */ (createRequire(file)(file));
    }
    return loaded;
  };
  const placeholder = new Module(file);
  placeholder.loaded = true;
  placeholder.exports = new Proxy(
    {},
    {
      // Compiled imports ask for this first; yes keeps them from copying every export at once.
      get: (_, key) => (key === "__esModule" ? true : key === "default" ? (load().default ?? load()) : load()[key]),
      has: (_, key) => key in load(),
      ownKeys: () => Reflect.ownKeys(load()),
      getOwnPropertyDescriptor: (_, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(load(), key);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
  require.cache[file] = placeholder;
}
