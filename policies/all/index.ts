import type { Rule } from "../rule.js";
import { acceleratorsAllowed } from "./accelerators-allowed.js";
import { containerImageDigestKept } from "./container-image-digest-kept.js";
import { containerImagePinned } from "./container-image-pinned.js";
import { hostedModelNotRetired } from "./hosted-model-not-retired.js";
import { hostedModelNotRetiring } from "./hosted-model-not-retiring.js";
import { modelLicencesAllowed } from "./model-licences-allowed.js";
import { modelsAllowed } from "./models-allowed.js";
import { monthlyCostWithinLimit } from "./monthly-cost-within-limit.js";
import { noSecretsInEnvironment } from "./no-secrets-in-environment.js";
import { regionsAllowed } from "./regions-allowed.js";
import { resourcesTagged } from "./resources-tagged.js";

/** Rules for any cloud's resources. */
export const ALL_CLOUDS_RULES: readonly Rule[] = [
  acceleratorsAllowed,
  containerImageDigestKept,
  containerImagePinned,
  hostedModelNotRetired,
  hostedModelNotRetiring,
  modelLicencesAllowed,
  modelsAllowed,
  monthlyCostWithinLimit,
  noSecretsInEnvironment,
  regionsAllowed,
  resourcesTagged,
];
