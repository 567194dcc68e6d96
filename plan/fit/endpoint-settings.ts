import type { ModelShape } from "../../sizing/fit.js";
import { type Inputs, objectOf } from "../inputs.js";
import type { Plan } from "../plan.js";

/** What the settings say of an endpoint that its component does not. */
export interface EndpointSettings {
  /** Sequences of the longest context that must fit at the same time. */
  readonly concurrency?: number;
  /** Shape of a model that the catalog does not know. */
  readonly shape?: ModelShape;
}

/** The settings of a plan's endpoints by name; empty for a program that has none of ours. */
export function endpointSettings({ config = {} }: Plan): ReadonlyMap<string, EndpointSettings> {
  const endpoints = Object.entries(parsed(config["ai-stack:endpoints"]));
  return new Map(
    endpoints.map(([name, value]) => {
      const { concurrency, shape } = objectOf(value);
      return [name, { concurrency: positive(concurrency), shape: shapeOf(objectOf(shape)) }];
    }),
  );
}

function shapeOf({ parameters, layers, kvHeads, headSize }: Inputs): ModelShape | undefined {
  const shape = {
    parametersB: positive(parameters),
    layers: positive(layers),
    kvHeads: positive(kvHeads),
    headSize: positive(headSize),
  };
  return isWhole(shape) ? shape : undefined;
}

function isWhole(shape: Partial<ModelShape>): shape is ModelShape {
  return Object.values(shape).every((value) => value !== undefined);
}

function parsed(text: string | undefined): Inputs {
  try {
    return objectOf(JSON.parse(text ?? "{}"));
  } catch {
    return {}; // a secret, or the text of another program
  }
}

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return number > 0 ? number : undefined;
}
