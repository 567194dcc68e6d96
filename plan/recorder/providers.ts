import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { UNKNOWN } from "../plan.js";
import { hasUnknown } from "./values.js";
import type { Properties } from "./wire.js";

const PROVIDER = "pulumi:providers:";

/** Which provider serves which resource, and how each is configured. */
export class Providers {
  /** Configurations of explicit providers, by URN; undefined where one is not known before the deployment. */
  private readonly explicit = new Map<string, Properties | undefined>();

  constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly config: Readonly<Record<string, string>>,
  ) {}

  /** Notes an explicit provider; its inputs as the engine completes them. */
  addProvider(urn: string, request: RegisterResourceRequest, inputs: Properties): Properties {
    this.explicit.set(urn, hasUnknown(inputs) ? undefined : inputs);
    const pluginDownloadURL = request.getPlugindownloadurl();
    const version = request.getVersion();
    if (version === "" && pluginDownloadURL === "") return inputs;
    const internal = pluginDownloadURL === "" ? {} : { pluginDownloadURL };
    return { ...inputs, __internal: internal, ...(version === "" ? {} : { version }) };
  }

  /** The reference of the provider of a resource whose parent has the provider `inherited`. */
  referenceFor(request: RegisterResourceRequest | ReadResourceRequest, inherited = ""): string {
    const type = request.getType();
    if (type.startsWith(PROVIDER)) return "";
    if (request.getProvider() !== "") return request.getProvider();
    const pkg = type.slice(0, type.indexOf(":"));
    if (inherited.includes(`::${PROVIDER}${pkg}::`)) return inherited;
    return this.defaultReference(pkg, request.getVersion(), request.getPlugindownloadurl());
  }

  /** Whether the provider that a reference names can work in a preview: its configuration is known. */
  isConfigured(reference: string): boolean {
    const urn = urnOf(reference);
    return !this.explicit.has(urn) || this.explicit.get(urn) !== undefined;
  }

  /** The configuration, by key, of the provider that a call names; without a reference, of the token's default one. */
  configOf(reference: string, token: string): Properties {
    const explicit = this.explicit.get(urnOf(reference));
    if (explicit !== undefined) return explicit;
    const namespace = token.slice(0, token.indexOf(":") + 1);
    const own = Object.entries(this.config).filter(([key]) => key.startsWith(namespace));
    return Object.fromEntries(own.map(([key, value]) => [key.slice(namespace.length), value]));
  }

  /** The engine's own provider of a package, one for each version and plugin server. */
  private defaultReference(pkg: string, version: string, server: string): string {
    const name = ["default", ...version.split(/[.+-]/), nameOf(server)].filter((part) => part !== "").join("_");
    return `urn:pulumi:${this.stack}::${this.project}::${PROVIDER}${pkg}::${name}::${UNKNOWN}`;
  }
}

function urnOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** An address in characters that a name may hold. */
function nameOf(address: string): string {
  const segments = address.split("/").filter((segment) => segment !== "");
  return segments.map((segment) => segment.replace(/^[^A-Za-z0-9_.-]/, "_").replace(/[^A-Za-z0-9_.-]/g, "_")).join("/");
}
