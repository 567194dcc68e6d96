import * as z from "zod";
import { textOf } from "../../plan/inputs.js";
import { STACK_TYPE } from "../../plan/urn.js";
import { azurePolicy, nistAiRmf, orgPolicy } from "../control.js";
import { ANY_TYPE, rule } from "../rule.js";
import { ofEach } from "../undecided.js";

const list = (example: string) =>
  z.array(z.string().min(1)).optional().describe(`Regions, such as ${example}. Default: any.`);

const settings = z.object({
  aws: list("eu-central-1"),
  gcp: list("europe-west4; EU or global only where they are named"),
  azure: list("swedencentral"),
});

const PROVIDER = /^pulumi:providers:/;

type Regions = z.output<typeof settings>;
type Cloud = keyof Regions;

/** By provider: its cloud, and the inputs of its resources that name a place. */
const PLACED: Readonly<Record<string, { readonly cloud: Cloud; readonly inputs: readonly string[] }>> = {
  aws: { cloud: "aws", inputs: ["region"] },
  gcp: { cloud: "gcp", inputs: ["region", "zone", "location"] },
  "azure-native": { cloud: "azure", inputs: ["location"] },
};

export const regionsAllowed = rule({
  name: "all-regions-allowed",
  description: "Resources, and providers by default, are in regions of the allow-list.",
  cloud: "all",
  severity: "medium",
  level: "mandatory",
  controls: [
    orgPolicy("gcp.resourceLocations"),
    azurePolicy("e56962a6-4747-49cd-b67b-bf8b01975c4c"),
    nistAiRmf("MAP 4.1"),
  ],
  remediation: "Set the region of the stack, or of the resource, to one of the list.",
  url: "https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies",
  settings,
  scope: "stack",
  checks: {
    [STACK_TYPE]: (_, regions, { config }) =>
      Object.values(regions).every((list) => list === undefined)
        ? undefined
        : ofEach(Object.entries(PLACED), ([provider, { cloud, inputs }]) =>
            ofEach(inputs, (input) => outside(config[`${provider}:${input}`], `${provider}:${input}`, cloud, regions)),
          ),
    [ANY_TYPE]: ({ type, name, inputs }, regions, { config }) => {
      const provider = type.replace(PROVIDER, "").replace(/:.*$/, "");
      const { cloud, inputs: places } = PLACED[provider] ?? {};
      if (cloud === undefined || regions[cloud] === undefined) return undefined;
      // The engine shows default providers, our own preview does not: the stack's configuration says it in both.
      const isDefault = PROVIDER.test(type) && name.startsWith("default");
      return ofEach(places ?? [], (place) =>
        isDefault && `${provider}:${place}` in config ? [] : outside(inputs[place], place, cloud, regions),
      );
    },
  },
});

function* outside(value: unknown, at: string, cloud: Cloud, regions: Regions): Generator<string> {
  const region = regionOf(textOf(value) ?? "", cloud);
  const allowed = regions[cloud];
  if (region === "" || allowed === undefined) return;
  // Microsoft's own policy leaves out what is global, such as DNS zones, and has no data in any region.
  if (cloud === "azure" && region === "global") return;
  if (!allowed.some((one) => regionOf(one, cloud) === region))
    yield `${at} is ${region}, which is not among the regions of ${cloud}`;
}

/** Azure's displayed names are those of its API with capitals and spaces; a zone of Google Cloud is in its region. */
function regionOf(place: string, cloud: Cloud): string {
  const name = place.toLowerCase().replace(/^.*\//, "").replaceAll(" ", "");
  return cloud === "gcp" ? name.replace(/^(.+\d)-[a-z]$/, "$1") : name;
}
