import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { studioIdleShutdown } from "../../../policies/aws/studio-idle-shutdown.js";
import { describeRule, expectVerdict, verdictOn } from "../support.js";

const DOMAIN = "aws:sagemaker/domain:Domain";
const PROFILE = "aws:sagemaker/userProfile:UserProfile";
const SPACE = "aws:sagemaker/space:Space";

const app = (idleSettings: object) => ({ appLifecycleManagement: { idleSettings } });
const enabled = { lifecycleManagement: "ENABLED", idleTimeoutInMinutes: 60 };
const defaults = (jupyterLab: object, codeEditor: object = enabled) => ({
  defaultUserSettings: { jupyterLabAppSettings: app(jupyterLab), codeEditorAppSettings: app(codeEditor) },
});
const user = (jupyterLab: object) => ({ userSettings: { jupyterLabAppSettings: app(jupyterLab) } });
const space = (codeEditor: object) => ({ spaceSettings: { codeEditorAppSettings: app(codeEditor) } });

describeRule(studioIdleShutdown, DOMAIN, {
  compliant: { inputs: defaults(enabled) },
  broken: {
    inputs: defaults(enabled, { lifecycleManagement: "DISABLED" }),
    breaks: "defaultUserSettings.codeEditorAppSettings leaves idle shutdown off, the default: Code Editor runs on",
  },
  absent: {
    inputs: {},
    breaks: [
      "defaultUserSettings.jupyterLabAppSettings leaves idle shutdown off, the default: JupyterLab runs on",
      "defaultUserSettings.codeEditorAppSettings leaves idle shutdown off, the default: Code Editor runs on",
    ],
  },
  unknown: {
    inputs: defaults({ lifecycleManagement: UNKNOWN }),
    undecided: "defaultUserSettings.jupyterLabAppSettings.appLifecycleManagement.idleSettings.lifecycleManagement",
  },
});

describeRule(studioIdleShutdown, PROFILE, {
  compliant: { inputs: user({ idleTimeoutInMinutes: 120 }) },
  broken: {
    inputs: user({ lifecycleManagement: "DISABLED" }),
    breaks: "userSettings.jupyterLabAppSettings turns idle shutdown off: JupyterLab runs on",
  },
  // What the domain says holds.
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: user({ idleTimeoutInMinutes: UNKNOWN }),
    undecided: "userSettings.jupyterLabAppSettings.appLifecycleManagement.idleSettings.idleTimeoutInMinutes",
  },
});

describeRule(studioIdleShutdown, SPACE, {
  compliant: { inputs: space({ idleTimeoutInMinutes: 60 }) },
  broken: {
    inputs: space({ idleTimeoutInMinutes: 600 }),
    breaks: "spaceSettings.codeEditorAppSettings has idleTimeoutInMinutes 600, and 120 is the limit",
  },
  absent: { inputs: {}, passes: true },
  unknown: {
    inputs: space({ idleTimeoutInMinutes: UNKNOWN }),
    undecided: "spaceSettings.codeEditorAppSettings.appLifecycleManagement.idleSettings.idleTimeoutInMinutes",
  },
});

describe("the limit of minutes", () => {
  test("holds for a domain", () =>
    expectVerdict(studioIdleShutdown, DOMAIN, {
      inputs: defaults({ ...enabled, idleTimeoutInMinutes: 121 }),
      breaks: "defaultUserSettings.jupyterLabAppSettings has idleTimeoutInMinutes 121, and 120 is the limit",
    }));

  test("holds for what users may ask for", () =>
    expectVerdict(studioIdleShutdown, DOMAIN, {
      inputs: defaults({ ...enabled, maxIdleTimeoutInMinutes: 525_600 }),
      breaks: "defaultUserSettings.jupyterLabAppSettings has maxIdleTimeoutInMinutes 525600, and 120 is the limit",
    }));

  test("holds for a user", () =>
    expectVerdict(studioIdleShutdown, PROFILE, {
      inputs: user({ idleTimeoutInMinutes: 180 }),
      breaks: "userSettings.jupyterLabAppSettings has idleTimeoutInMinutes 180, and 120 is the limit",
    }));

  test("is no less than SageMaker's own least", () => {
    expect(() => verdictOn(studioIdleShutdown, PROFILE, { inputs: {}, settings: { minutes: 59 } })).toThrow("minutes");
    expect(() => verdictOn(studioIdleShutdown, PROFILE, { inputs: {}, settings: { minutes: 60 } })).not.toThrow();
  });

  test("can be set", () =>
    expectVerdict(studioIdleShutdown, PROFILE, {
      inputs: user({ idleTimeoutInMinutes: 180 }),
      settings: { minutes: 180 },
      passes: true,
    }));
});
