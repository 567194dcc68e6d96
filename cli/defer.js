import Module, { createRequire } from "node:module";

/**
 * Makes a package wait until something is taken from it. The SDK loads what it needs to turn functions into
 * infrastructure, two thirds of its start, and hardly a program has such functions.
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
