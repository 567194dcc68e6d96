import { check } from "./check.js";

/** Variables by which a Hugging Face token is handed to the libraries that look for one, also as a flag of vLLM. */
const TOKEN_VARIABLE = /^(SM_VLLM_|OPTION_)?(HF|HUGGING_?FACE(_?HUB)?)(_(API|ACCESS|HUB))*_TOKEN$/i;

const TOKEN_VALUE = /\b(hf|api_org)_[A-Za-z0-9]{20,}/;

/** Variables that say where the weights are. */
const OWN_VARIABLES = ["SM_VLLM_MODEL", "SM_VLLM_SERVED_MODEL_NAME", "HF_MODEL_ID", "HF_HUB_OFFLINE"];

/**
 * Throws for a variable of a vLLM container that holds a Hugging Face token, and for one that a component sets itself.
 *
 * @param insteadOfToken who could read the token, and where it goes
 */
export function checkVllmVariable(arg: string, variable: string, value: string, insteadOfToken: string): void {
  // Neither value nor variable is in the message: it ends up in logs.
  check(
    !TOKEN_VARIABLE.test(variable) && !TOKEN_VALUE.test(variable) && !TOKEN_VALUE.test(value),
    `'${arg}' must not hold a Hugging Face token: ${insteadOfToken}`,
  );
  check(!OWN_VARIABLES.includes(variable), `'${arg}.${variable}' is set from 'model' and 'weights'`);
}
