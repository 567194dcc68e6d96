import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import type { ResourceState } from "../plan.js";
import { RecordError } from "./error.js";
import { printed, printedProperties } from "./values.js";
import type { Properties } from "./wire.js";

/** What the engine decides about a resource beyond what its registration says. */
export interface Decided {
  readonly urn: string;
  /** Inputs on the wire. */
  readonly inputs: Properties;
  /** Reference of the provider; empty for components and providers. */
  readonly provider: string;
  readonly retainOnDelete: boolean | undefined;
  readonly deletedWith: string;
}

/** The state that the engine plans for a registration. */
export function registeredState(request: RegisterResourceRequest, decided: Decided): ResourceState {
  const state: Fields = { urn: decided.urn, custom: request.getCustom(), type: request.getType() };
  add(state, "inputs", printedProperties(decided.inputs));
  add(state, "parent", request.getParent());
  add(state, "protect", request.getProtect());
  add(state, "dependencies", request.getDependenciesList());
  add(state, "provider", decided.provider);
  const propertyDependencies: Record<string, readonly string[]> = {};
  for (const [property, dependencies] of request.getPropertydependenciesMap().entries())
    propertyDependencies[property] = dependencies.getUrnsList();
  add(state, "propertyDependencies", propertyDependencies);
  add(state, "additionalSecretOutputs", request.getAdditionalsecretoutputsList());
  add(state, "customTimeouts", timeoutsOf(request));
  add(state, "importID", request.getImportid());
  add(state, "retainOnDelete", decided.retainOnDelete);
  add(state, "deletedWith", decided.deletedWith);
  add(state, "replaceWith", request.getReplaceWithList());
  add(state, "ignoreChanges", request.getIgnorechangesList());
  add(state, "hideDiff", request.getHidediffsList());
  add(state, "replaceOnChanges", request.getReplaceonchangesList());
  const trigger = printed(request.getReplacementTrigger()?.toJavaScript());
  if (trigger !== undefined && trigger !== null) state.replacementTrigger = trigger;
  add(state, "resourceHooks", hooksOf(request));
  return state as unknown as ResourceState;
}

/** The state of a resource that is read and not managed. */
export function readState(
  request: ReadResourceRequest,
  urn: string,
  inputs: Properties,
  provider: string,
): ResourceState {
  const state: Fields = { urn, custom: true, id: request.getId(), type: request.getType() };
  add(state, "inputs", printedProperties(inputs));
  add(state, "parent", request.getParent());
  state.external = true;
  add(state, "dependencies", request.getDependenciesList());
  add(state, "provider", provider);
  add(state, "additionalSecretOutputs", request.getAdditionalsecretoutputsList());
  return state as unknown as ResourceState;
}

type Fields = Record<string, unknown>;

/** Sets a field unless it is empty, as the engine does. */
function add(state: Fields, field: string, value: string | boolean | object | undefined): void {
  if (value && (typeof value !== "object" || Object.keys(value).length > 0)) state[field] = value;
}

function timeoutsOf(request: RegisterResourceRequest): Fields {
  const timeouts = request.getCustomtimeouts();
  const byKind: Fields = {};
  if (timeouts?.getCreate()) byKind.create = seconds(timeouts.getCreate());
  if (timeouts?.getUpdate()) byKind.update = seconds(timeouts.getUpdate());
  if (timeouts?.getDelete()) byKind.delete = seconds(timeouts.getDelete());
  if (timeouts?.getRead()) byKind.read = seconds(timeouts.getRead());
  return byKind;
}

function hooksOf(request: RegisterResourceRequest): Fields {
  const hooks = request.getHooks();
  const byKind: Fields = {};
  if (hooks === undefined) return byKind;
  add(byKind, "BeforeCreate", hooks.getBeforeCreateList());
  add(byKind, "AfterCreate", hooks.getAfterCreateList());
  add(byKind, "BeforeUpdate", hooks.getBeforeUpdateList());
  add(byKind, "AfterUpdate", hooks.getAfterUpdateList());
  add(byKind, "BeforeDelete", hooks.getBeforeDeleteList());
  add(byKind, "AfterDelete", hooks.getAfterDeleteList());
  add(byKind, "OnError", hooks.getOnErrorList());
  return byKind;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** The seconds of a duration as Go writes it: `1h30m`, `45s`. */
function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== duration)
    throw new RecordError(`unable to parse customTimeout Value ${duration}`);
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNIT_SECONDS[unit] ?? 0), 0);
}
