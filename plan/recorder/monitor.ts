import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { ResourceState, Step, StepOp } from "../plan.js";
import { STACK_TYPE } from "../urn.js";
import { RecordError } from "./error.js";
import { lookUp } from "./lookups.js";
import { outputsOf, resultOf } from "./outputs.js";
import { Providers } from "./providers.js";
import { type Decided, readState, registeredState } from "./state.js";
import { printedProperties } from "./values.js";
import type { Properties } from "./wire.js";

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  /** Whether outputs are texts such as `<chat-role.arn>` in place of unknown. */
  readonly symbolic: boolean;
}

/** A resource that has registered, as far as its children and readers need it. */
interface Known extends Decided {
  readonly id: string;
  readonly outputs: Properties;
}

type Done<T> = (error: Error | null, answer?: T) => void;

/** A protobuf struct, as far as the SDK reads one in an answer. */
const struct = (properties: Properties) => ({ toJavaScript: () => properties });
type Struct = ReturnType<typeof struct>;

/** What the recorder can do beside registering resources; names are the engine's. */
const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "resourceHooks",
  "errorHooks",
  "transforms", // not to be told that the CLI is too old: the recorder's callbacks say what is
  "invokeTransforms",
]);

/**
 * A resource monitor that records what a program registers, as the engine plans it for a stack that has no resources.
 * Providers echo the inputs; other outputs are unknown. Methods are those of the engine's service.
 */
export class Monitor {
  readonly steps: Step[] = [];
  /** Outputs of the stack. */
  outputs: Properties = {};
  /** Why requests were refused. */
  readonly refusals: RecordError[] = [];
  private readonly resources = new Map<string, Known>();
  private readonly providers: Providers;
  private waiting: (() => void)[] = [];
  private closed = false;

  constructor(private readonly options: MonitorOptions) {
    this.providers = new Providers(options.project, options.stack, options.config);
  }

  supportsFeature(request: SupportsFeatureRequest, done: Done<{ getHassupport(): boolean }>): void {
    done(null, { getHassupport: () => FEATURES.has(request.getId()) });
  }

  registerResource(request: RegisterResourceRequest, done: Done<object>): void {
    this.answer(done, () => {
      const [urn, type, custom] = [this.urnOf(request), request.getType(), request.getCustom()];
      if (request.getRemote())
        throw new RecordError(`${type} is made by a plugin, which an offline preview does not run`);
      const parent = this.resources.get(request.getParent());
      const raw = propertiesOf(request.getObject());
      const provider = custom ? this.providers.referenceFor(request, parent?.provider) : "";
      const decided: Decided = {
        urn,
        inputs: custom && provider === "" ? this.providers.addProvider(urn, request, raw) : raw,
        provider,
        retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : parent?.retainOnDelete,
        deletedWith: request.getDeletedwith() || (parent?.deletedWith ?? ""),
      };
      const importId = request.getImportid();
      this.addStep(importId === "" ? "create" : "import", registeredState(request, decided));

      const outputs = custom ? this.outputsFor(type, request.getName(), provider, decided.inputs) : {};
      const id = importId === "" && custom && this.options.symbolic ? `<${request.getName()}.id>` : importId;
      this.resources.set(urn, { ...decided, id, outputs });
      return {
        getUrn: () => urn,
        getId: () => id,
        getObject: () => struct(outputs),
        getPropertydependenciesMap: () => undefined,
        getResult: () => 0,
      };
    });
  }

  readResource(request: ReadResourceRequest, done: Done<{ getUrn(): string; getProperties(): Struct }>): void {
    this.answer(done, () => {
      const urn = this.urnOf(request);
      const inputs = propertiesOf(request.getProperties());
      const provider = this.providers.referenceFor(request);
      this.addStep("read", readState(request, urn, inputs, provider));
      const outputs = this.outputsFor(request.getType(), request.getName(), provider, inputs);
      const inherited = { retainOnDelete: undefined, deletedWith: "" };
      this.resources.set(urn, { ...inherited, urn, inputs, provider, id: request.getId(), outputs });
      return { getUrn: () => urn, getProperties: () => struct(outputs) };
    });
  }

  registerResourceOutputs(request: RegisterResourceOutputsRequest, done: Done<object>): void {
    this.answer(done, () => {
      if (request.getUrn().includes(`::${STACK_TYPE}::`))
        this.outputs = printedProperties(propertiesOf(request.getOutputs()));
      return {};
    });
  }

  invoke(request: ResourceInvokeRequest, done: Done<{ getFailuresList(): []; getReturn(): object }>): void {
    this.answer(done, () => {
      const token = request.getTok();
      const args = propertiesOf(request.getArgs());
      const found = token === "pulumi:pulumi:getResource" ? this.resourceAt(String(args.urn)) : this.ask(request, args);
      return { getFailuresList: () => [], getReturn: () => found };
    });
  }

  /** That it is here says that hooks can be registered; the recorder's callbacks take them, and nothing calls them. */
  registerErrorHook(_request: unknown, done: Done<object>): void {
    done(null, {});
  }

  /** Answers nothing from now on, so that what waits for an answer stops. */
  close(): void {
    this.closed = true;
    this.waiting = [];
  }

  private ask(request: ResourceInvokeRequest, args: Properties): object {
    const token = request.getTok();
    if (!this.providers.isConfigured(request.getProvider())) return struct({});
    const found = lookUp(token, args, this.providers.configOf(request.getProvider(), token));
    if (found !== undefined) return struct(found);
    if (this.options.symbolic) return struct(resultOf(token)); // its arguments may be texts that a preview does not know
    // Without the arguments: one of them may be a secret.
    throw new RecordError(`an offline preview cannot answer ${token}: it asks no cloud, only plan/lookups.ts`);
  }

  private resourceAt(urn: string): object {
    const resource = this.resources.get(urn);
    if (resource === undefined) throw new RecordError(`unknown resource ${urn}`);
    const fields = { urn: { toJavaScript: () => urn }, id: { toJavaScript: () => resource.id } };
    return {
      getFieldsMap: () =>
        new Map(Object.entries({ ...fields, state: { getStructValue: () => struct(resource.outputs) } })),
    };
  }

  /** What a resource's outputs are before it exists: its inputs, and nothing if its provider is not configured yet. */
  private outputsFor(type: string, name: string, provider: string, inputs: Properties): Properties {
    if (this.options.symbolic) return { ...outputsOf(type, name), ...inputs };
    return this.providers.isConfigured(provider) ? inputs : {};
  }

  private addStep(op: StepOp, newState: ResourceState): void {
    const { urn, provider } = newState;
    this.steps.push({ op, urn, ...(provider === undefined ? {} : { provider }), newState, detailedDiff: null });
  }

  private urnOf(request: RegisterResourceRequest | ReadResourceRequest): string {
    const parentTypes = request.getParent().split("::")[2] ?? "";
    const chain = parentTypes === "" || parentTypes === STACK_TYPE ? "" : `${parentTypes}$`;
    const { stack, project } = this.options;
    const urn = `urn:pulumi:${stack}::${project}::${chain}${request.getType()}::${request.getName()}`;
    if (this.resources.has(urn)) throw new RecordError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    return urn;
  }

  /**
   * Answers when everything that can ask now has asked: like the engine, whose answers take a while. It keeps the steps
   * in the order of the program.
   */
  private answer<T>(done: Done<T>, make: () => T): void {
    if (this.closed) return;
    if (this.waiting.length === 0)
      setImmediate(() => {
        const { waiting } = this;
        this.waiting = [];
        for (const respond of waiting) respond();
      });
    try {
      const answer = make();
      this.waiting.push(() => done(null, answer));
    } catch (error) {
      const refusal = error instanceof RecordError ? error : new RecordError(String(error));
      this.refusals.push(refusal);
      // The SDK reads `details` where an invoke fails, `message` where a registration does.
      this.waiting.push(() => done(Object.assign(new Error(refusal.message), { details: refusal.message })));
    }
  }
}

function propertiesOf(message: { toJavaScript(): object } | undefined): Properties {
  return (message?.toJavaScript() ?? {}) as Properties;
}
