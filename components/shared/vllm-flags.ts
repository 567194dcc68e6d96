import { check } from "./check.js";

/** A Hugging Face token. */
const TOKEN = /\b(hf|api_org)_[A-Za-z0-9]{20,}/;

/** Flags that components set themselves. */
const OWN_FLAGS = ["--model", "--served-model-name", "--host", "--port"];

/** Flags whose values are secrets; anyone who may describe the endpoint reads its flags. */
const SECRET_FLAGS = ["--api-key", "--hf-token"];

/**
 * Throws for flags of vLLM that a component sets itself, and for secrets.
 *
 * @param alsoOwn flags that this component sets beside those that all of them set
 */
export function checkVllmFlags(arg: string, flags: readonly string[], alsoOwn: readonly string[] = []): void {
  for (const item of flags) {
    // vLLM takes an underscore for a hyphen.
    const flag = item.replace(/=.*$/s, "").replaceAll("_", "-");
    check(
      ![...OWN_FLAGS, ...alsoOwn].includes(flag),
      `'${arg}' must not have ${flag}: it is set from the other arguments`,
    );
    check(
      !SECRET_FLAGS.includes(flag) && !TOKEN.test(item),
      `'${arg}' must not hold a secret: anyone who may describe the endpoint could read it. ` +
        "A Hugging Face token goes into 'huggingFaceToken'",
    );
  }
}
