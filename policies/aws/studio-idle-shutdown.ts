import * as z from "zod";
import { type Inputs, numberOf, objectOf } from "../../plan/inputs.js";
import { nistAiRmf, owaspLlm } from "../control.js";
import { rule } from "../rule.js";

/** Apps of Studio that SageMaker shuts down by itself, by the input that says so. */
const APPS = { jupyterLabAppSettings: "JupyterLab", codeEditorAppSettings: "Code Editor" } as const;

export const studioIdleShutdown = rule({
  name: "aws-studio-idle-shutdown",
  description: "SageMaker Studio shuts down apps that are idle.",
  cloud: "aws",
  severity: "medium",
  level: "mandatory",
  controls: [owaspLlm(10), nistAiRmf("MANAGE 2.4")],
  remediation:
    "In defaultUserSettings, set appLifecycleManagement.idleSettings of jupyterLabAppSettings and codeEditorAppSettings " +
    "to lifecycleManagement ENABLED and an idleTimeoutInMinutes within the limit.",
  url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-idle-shutdown.html",
  settings: z.object({
    minutes: z
      .number()
      .int()
      .min(60)
      .default(120)
      .describe("Most minutes that an app may be idle, from 60, SageMaker's own least, on. Default: 120."),
  }),
  scope: "resource",
  checks: {
    "aws:sagemaker/domain:Domain": function* ({ inputs }, { minutes }) {
      for (const [input, app] of Object.entries(APPS)) {
        const path = `defaultUserSettings.${input}`;
        const idle = idleSettings(objectOf(inputs.defaultUserSettings)[input]);
        if (idle.lifecycleManagement !== "ENABLED")
          yield `${path} leaves idle shutdown off, the default: ${app} runs on`;
        else yield* tooLong(path, idle, minutes);
      }
    },
    "aws:sagemaker/userProfile:UserProfile": function* ({ inputs }, { minutes }) {
      for (const [input, app] of Object.entries(APPS)) {
        const path = `userSettings.${input}`;
        const idle = idleSettings(objectOf(inputs.userSettings)[input]);
        if (idle.lifecycleManagement === "DISABLED") yield `${path} turns idle shutdown off: ${app} runs on`;
        else yield* tooLong(path, idle, minutes);
      }
    },
    "aws:sagemaker/space:Space": function* ({ inputs }, { minutes }) {
      for (const input of Object.keys(APPS))
        yield* tooLong(`spaceSettings.${input}`, idleSettings(objectOf(inputs.spaceSettings)[input]), minutes);
    },
  },
});

function idleSettings(app: unknown): Inputs {
  return objectOf(objectOf(objectOf(app).appLifecycleManagement).idleSettings);
}

/** What a user may ask for counts as much as what holds without asking. A domain's own limit holds where none is given. */
function* tooLong(path: string, idle: Inputs, minutes: number): Generator<string> {
  for (const limit of ["idleTimeoutInMinutes", "maxIdleTimeoutInMinutes"]) {
    const given = numberOf(idle[limit]);
    if (given !== undefined && given > minutes) yield `${path} has ${limit} ${given}, and ${minutes} is the limit`;
  }
}
