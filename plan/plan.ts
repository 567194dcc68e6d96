/** What a step does to a resource, in the engine's words. */
export type StepOp =
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "import"
  | "same";

/** A resource as the engine states it; fields that are empty are left out. */
export interface ResourceState {
  readonly urn: string;
  readonly custom: boolean;
  readonly type: string;
  readonly id?: string;
  /** Input properties. An unknown is {@link UNKNOWN}, a secret {@link SECRET}. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly external?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  /** URNs of resources whose replacement replaces this one. */
  readonly replaceWith?: readonly string[];
  /** A value whose change replaces the resource. */
  readonly replacementTrigger?: unknown;
  /** Id of the existing resource that is taken over. */
  readonly importID?: string;
  /** Reference of the provider: its URN, `::`, its id. */
  readonly provider?: string;
  /** URNs of the resources this one depends on. */
  readonly dependencies?: readonly string[];
  /** The same, by top-level input. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  /** Properties whose changes are not shown. */
  readonly hideDiff?: readonly string[];
  /** In seconds. */
  readonly customTimeouts?: Readonly<Partial<Record<"create" | "update" | "delete" | "read", number>>>;
  /** Names of hooks, by when they run. */
  readonly resourceHooks?: Readonly<Record<string, readonly string[]>>;
  readonly sourcePosition?: string;
}

/** One thing that a deployment would do. */
export interface Step {
  readonly op: StepOp;
  readonly urn: string;
  readonly provider?: string;
  readonly oldState?: ResourceState;
  readonly newState?: ResourceState;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, { readonly kind: string; readonly inputDiff: boolean }>> | null;
}

/** A message of the program or the engine. */
export interface Diagnostic {
  /** The resource it is about. */
  readonly urn?: string;
  readonly message: string;
  readonly severity: "info" | "warning" | "error";
}

/** What a deployment would do, in the shape of `pulumi preview --json`. */
export interface Plan {
  /** The stack's configuration, by full key; every value is a string. */
  readonly config?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly diagnostics?: readonly Diagnostic[];
  readonly changeSummary?: Readonly<Partial<Record<StepOp, number>>>;
}

/** How a plan writes a value that is known only after the deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How a plan writes a secret. */
export const SECRET = "[secret]";
