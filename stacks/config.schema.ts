import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { NAMESPACE, settingsSchema } from "./config.js";
import { CLOUDS, providerKeys, type StackCloud } from "./provider-settings.js";

/** The JSON schema of a whole stack file, for editors. Rules that look at more than one key are left to the program. */
export function stackFileSchema(): object {
  const settings = z.toJSONSchema(settingsSchema("any"), { io: "input", target: "draft-7", unrepresentable: "any" });
  const { huggingFaceToken, ...plain } = settings.properties ?? {};
  const required = (settings.required ?? []).map((key) => `${NAMESPACE}:${key}`);
  const provided = CLOUDS.flatMap((cloud) => Object.entries(providerKeys[cloud]));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of ai-stack",
    type: "object",
    required: ["config"],
    properties: {
      config: {
        description: "The settings of the stack.",
        type: "object",
        required,
        anyOf: CLOUDS.map(placeSchema),
        properties: {
          ...Object.fromEntries(
            provided.map(([key, { pattern, description }]) => [
              key,
              { type: "string", pattern: pattern.source, description },
            ]),
          ),
          "aws:allowedAccountIds": {
            type: "array",
            items: { type: "string", pattern: "^\\d{12}$" },
            description: "AWS accounts that the stack may be deployed to; for cloud: aws. Default: any.",
          },
          ...Object.fromEntries(Object.entries(plain).map(([key, schema]) => [`${NAMESPACE}:${key}`, schema])),
          [`${NAMESPACE}:huggingFaceToken`]: {
            type: "object",
            required: ["secure"],
            properties: { secure: { type: "string" } },
            additionalProperties: false,
            description: (huggingFaceToken as { description?: string }).description,
          },
        },
        // Other programs' keys have another namespace.
        patternProperties: { [`^(?!${NAMESPACE}:)[^:]+:.+$`]: true },
        additionalProperties: false,
      },
      environment: { description: "Environments of Pulumi ESC." },
      secretsprovider: { type: "string", description: "Written by Pulumi." },
      encryptedkey: { type: "string", description: "Written by Pulumi." },
      encryptionsalt: { type: "string", description: "Written by Pulumi." },
    },
    additionalProperties: false,
  };
}

/** The keys that a stack on `cloud` must have to be somewhere. */
function placeSchema(cloud: StackCloud): object {
  const required = Object.entries(providerKeys[cloud]).flatMap(([key, value]) => (value.required ? [key] : []));
  const texts = Object.fromEntries(required.map((key) => [key, { type: "string" }]));
  return { type: "object", properties: { [`${NAMESPACE}:cloud`]: { const: cloud }, ...texts }, required };
}

/** The text of `config.schema.json`. */
export function stackFileSchemaText(): string {
  return `${JSON.stringify(stackFileSchema(), null, 2)}\n`;
}

const main = process.argv[1];
if (main !== undefined && import.meta.url === pathToFileURL(main).href)
  writeFileSync(new URL("config.schema.json", import.meta.url), stackFileSchemaText());
