import * as z from "zod";
import { objectOf, textOf } from "../../plan/inputs.js";
import { azurePolicy, nistAiRmf } from "../control.js";
import { rule } from "../rule.js";
import { isOneOf } from "./words.js";

export const mlComputeInstanceIdleShutdown = rule({
  name: "azure-ml-compute-instance-idle-shutdown",
  description: "An Azure Machine Learning compute instance that nobody uses shuts down.",
  cloud: "azure",
  severity: "medium",
  level: "mandatory",
  controls: [azurePolicy("679ddf89-ab8f-48a5-9029-e76054077449"), nistAiRmf("MEASURE 2.12")],
  remediation: "Set properties.properties.idleTimeBeforeShutdown, such as PT60M.",
  url: "https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance",
  settings: z.object({
    minutes: z.int().min(15).default(180).describe("Most minutes that an instance may idle. Default: 180."),
  }),
  scope: "resource",
  checks: {
    "azure-native:machinelearningservices:Compute": ({ inputs }, { minutes }) => {
      const { computeType, properties } = objectOf(inputs.properties);
      if (!isOneOf(computeType, "ComputeInstance")) return [];
      const idle = textOf(objectOf(properties).idleTimeBeforeShutdown);
      if (idle === undefined)
        return ["properties.properties.idleTimeBeforeShutdown is left out, and an idle instance then runs on"];
      const after = minutesOf(idle);
      if (after === undefined)
        return ["properties.properties.idleTimeBeforeShutdown is no duration in days, hours and minutes"];
      return after <= minutes
        ? []
        : [`properties.properties.idleTimeBeforeShutdown is ${after} minutes, the limit is ${minutes}`];
    },
  },
});

/** Minutes of an ISO 8601 duration such as `PT1H30M`. */
function minutesOf(duration: string): number | undefined {
  const parts = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/i.exec(duration);
  if (parts === null) return undefined;
  const [, days = 0, hours = 0, minutes = 0] = parts;
  return (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
}
