import { type Inputs, objectOf } from "../../plan/inputs.js";
import type { Resource, StackView } from "../resource.js";
import { isClosed } from "./network-access.js";

const ENVIRONMENT = "azure-native:app:ManagedEnvironment";

/** The environment of a container app, where it is of this stack. The second property is the first one's older name. */
export function containerAppsEnvironmentOf(app: Resource, stack: StackView): Resource | undefined {
  return stack.referred(app, "environmentId", ENVIRONMENT) ?? stack.referred(app, "managedEnvironmentId", ENVIRONMENT);
}

/** Whether what the apps of an environment expose stays in the network around it. */
export function isInternal(environment: Inputs): boolean {
  return objectOf(environment.vnetConfiguration).internal === true || isClosed(environment);
}
