import * as z from "zod";
import { numberOf, objectOf, scalarOf } from "../../plan/inputs.js";
import { owaspLlm } from "../control.js";
import { rule } from "../rule.js";
import { secondsOf } from "./duration.js";
import { NOTEBOOK, setupOf } from "./machine.js";

/** Seconds of idleness after which Workbench stops a notebook that says nothing else. */
const WORKBENCH_DEFAULT_SEC = 10_800;

export const notebookIdleShutdown = rule({
  name: "gcp-notebook-idle-shutdown",
  description: "A notebook stops when nobody uses it.",
  cloud: "gcp",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10)],
  remediation:
    'Set idle-timeout-seconds in gceSetup.metadata, as in "3600", or idleShutdownConfig.idleTimeout of a Colab runtime template, as in "3600s".',
  url: "https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/idle-shutdown",
  settings: z.object({
    minutes: z.number().min(10).max(1440).default(180).describe("Longest idle time, in minutes. Default: 180."),
  }),
  scope: "resource",
  checks: {
    [NOTEBOOK]: function* ({ inputs }, { minutes }) {
      const metadata = objectOf(setupOf(inputs).metadata);
      // Workbench sees that a notebook is idle by a guest attribute.
      if (scalarOf(metadata["enable-guest-attributes"]).toLowerCase() === "false")
        yield "gceSetup.metadata enable-guest-attributes is off, and idle shutdown needs it";
      const given = metadata["idle-timeout-seconds"];
      yield* tooLong(
        "gceSetup.metadata idle-timeout-seconds",
        given === undefined ? WORKBENCH_DEFAULT_SEC : (numberOf(given) ?? 0),
        minutes,
      );
    },
    "gcp:colab/runtimeTemplate:RuntimeTemplate": ({ inputs }, { minutes }) =>
      tooLong(
        "idleShutdownConfig.idleTimeout",
        secondsOf(objectOf(inputs.idleShutdownConfig).idleTimeout) ?? 0,
        minutes,
      ),
  },
});

function tooLong(setting: string, seconds: number, minutes: number): string[] {
  if (seconds === 0) return [`${setting} sets no time, so idle shutdown is off`];
  return seconds > minutes * 60 ? [`${setting} is ${seconds} seconds, the limit is ${minutes} minutes`] : [];
}
