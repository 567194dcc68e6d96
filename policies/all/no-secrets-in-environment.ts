import { cisGcp, fsbp, nistAiRmf, owaspLlm } from "../control.js";
import { checksAt } from "../places.js";
import { rule } from "../rule.js";
import type { Settings } from "../settings.js";
import { ENVIRONMENTS, ofEachVariable } from "./environment-variables.js";

export const noSecretsInEnvironment = rule({
  name: "all-no-secrets-in-environment",
  description: "No environment variable holds a secret in plain text, which whoever may look at the resource can read.",
  cloud: "all",
  severity: "high",
  level: "mandatory",
  controls: [owaspLlm(2), fsbp("ECS.8"), cisGcp("1.18"), nistAiRmf("MEASURE 2.7")],
  remediation:
    "Keep the secret in Secrets Manager, Secret Manager or Key Vault, and refer to it: secrets[].valueFrom on ECS, " +
    "valueSource.secretKeyRef on Cloud Run, secretRef on Container Apps; elsewhere read it when the program starts.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
  scope: "resource",
  checks: checksAt<Settings>(ENVIRONMENTS, (environment, at) =>
    ofEachVariable(environment, at, function* ({ name, at: where, value }) {
      const plain = value();
      if (plain === undefined || plain === "") return;
      if (KNOWN_KEYS.test(plain)) yield `${where} holds a key in plain text`;
      else if (saysSecret(name) && !/^(?:true|false)$/i.test(plain) && !REFERENCE.test(plain))
        yield `${where} has a plain value, and its name says that it is a secret`;
    }),
  ),
});

/** How keys of services for models, clouds and repositories begin, and private keys and connection strings. */
const KNOWN_KEYS = new RegExp(
  [
    "^hf_[A-Za-z0-9]{20,}",
    "^sk-[A-Za-z0-9_-]{20,}",
    "^(?:AKIA|ASIA)[A-Z0-9]{16}$",
    "^(?:ghp|gho|ghs|ghu|github_pat)_[A-Za-z0-9_]{20,}",
    "^glpat-[A-Za-z0-9_-]{20,}",
    "^AIza[A-Za-z0-9_-]{35}$",
    "^nvapi-[A-Za-z0-9_-]{20,}",
    "^xox[abprs]-[A-Za-z0-9-]{10,}",
    "^eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.",
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{20,}",
  ].join("|"),
);

/** Where a secret is, rather than what it is. */
const REFERENCE =
  /^arn:[\w-]+:(?:secretsmanager|ssm):|^\{\{resolve:|^@Microsoft\.KeyVault\(|^projects\/[^/]+\/secrets\/|^https:\/\/[\w-]+\.vault\.[\w.]+\/secrets\/|^\/(?:var\/)?run\/secrets\//;

const SECRET =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?|APIKEY|(?:API|ACCESS|ACCOUNT|AUTH|ENCRYPTION|MASTER|PRIVATE|SECRET|SIGNING|SUBSCRIPTION)_KEY|CONNECTION_STRING)(?:_|$)/;

/** What a name ends in that is about a secret, and is none: `HF_TOKEN_PATH`, `DB_SECRET_ARN`. */
const ABOUT =
  /_(?:ARN|AUDIENCE|BUDGET|COUNT|DIR|ENABLED|ENDPOINT|EXPIRY|FILE|FORMAT|HEADER|ID|IDS|LENGTH|LIMIT|NAME|NUM|PATH|PER|PREFIX|REF|REGION|SIZE|TTL|TYPE|URI|URL|VERSION)$/;

/** Tokens that a model reads. */
const OF_MODELS =
  /(?:^|_)(?:BOS|CLS|EOS|IMAGE|MASK|MAX|MIN|NEXT|NUM|PAD|PER|SEP|SPECIAL|STOP|THINK|UNK)(?:_[A-Z]+)?_TOKEN(?:_|$)/;

/** Whether a name, in capitals or camel case, says that a value is a secret. */
function saysSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  return SECRET.test(words) && !ABOUT.test(words) && !OF_MODELS.test(words);
}
