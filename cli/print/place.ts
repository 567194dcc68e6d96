import type { Plan } from "../../plan/plan.js";

const CLOUDS: Readonly<Record<string, { readonly name: string; readonly region: string }>> = {
  aws: { name: "AWS", region: "aws:region" },
  gcp: { name: "Google Cloud", region: "gcp:region" },
  azure: { name: "Azure", region: "azure-native:location" },
};

/** Cloud, region and environment of a stack of ours, from its configuration. */
export function placeOf({ config = {} }: Plan): string {
  const cloud = CLOUDS[config["ai-stack:cloud"] ?? ""];
  if (cloud === undefined) return "";
  return `${cloud.name} ${config[cloud.region] ?? ""}, ${config["ai-stack:environment"] ?? "dev"}`;
}
