import * as artifactregistry from "@pulumi/gcp/artifactregistry/index.js";
import * as serviceaccount from "@pulumi/gcp/serviceaccount/index.js";
import * as vertex from "@pulumi/gcp/vertex/index.js";
import * as workbench from "@pulumi/gcp/workbench/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { MlPlatform } from "../../contract.js";
import { physicalName } from "../../shared/names.js";
import { PrivateBucket } from "../private-bucket.js";
import { servicePropagationHooks } from "../service-agent-propagation.js";
import {
  checkVertexWorkbench,
  isEmail,
  notebookName,
  regionOf,
  type VertexWorkbenchArgs,
} from "./vertex-workbench-args.js";
import { createWorkbenchServiceAccount } from "./workbench-service-account.js";

export type { VertexWorkbenchArgs } from "./vertex-workbench-args.js";

/**
 * Vertex AI for a team: a Workbench notebook for each user, and where their work goes. Notebooks have no public address
 * and no root access, are created stopped and stop when they idle. An update that changes a notebook leaves it stopped.
 *
 * Notebooks and the jobs they start run as one service account. Give the Vertex AI SDK the bucket (`staging_bucket`),
 * the service account and the TensorBoard (`experiment_tensorboard`): the account reaches no other bucket. Experiments
 * and pipelines are recorded in the region's metadata store `default`, which Vertex AI makes when it is first used.
 *
 * Opening a notebook is granted here to users given by e-mail address. To see notebooks in the console and to start
 * them takes `notebooks.instances.list`, `get` and `start` besides, as the role Notebooks Admin has them.
 *
 * Children: for each user an instance and, if given by e-mail address, the right to act as the service account; the
 * service account with its grants; an artifact bucket; repositories for container images and for pipelines; a
 * TensorBoard.
 *
 * @throws RunError when `name` cannot begin a bucket's name, when `zone` or a user is not one, when two users would get
 * the same notebook or there is none, or when a number is out of range.
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/manage-access-jupyterlab
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/idle-shutdown
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/manage-metadata
 * @see https://docs.cloud.google.com/vertex-ai/docs/workbench/instances/cmek
 */
export class VertexWorkbench extends pulumi.ComponentResource implements MlPlatform {
  readonly cloud = "gcp";
  /** `projects/<project>/locations/<region>`: Vertex AI of the project in the region, the parent of all its objects. */
  readonly platformId: pulumi.Output<string>;
  /** The console's list of notebooks, where they are started and opened. */
  readonly url: pulumi.Output<string>;
  readonly artifactsUrl: pulumi.Output<string>;
  /** Resource names of the notebooks, by user. */
  readonly instanceIds: pulumi.Output<Record<string, string>>;
  readonly serviceAccountEmail: pulumi.Output<string>;
  /** Where container images are pushed to: `<region>-docker.pkg.dev/<project>/<repository>`. */
  readonly containersUrl: pulumi.Output<string>;
  /** Where pipeline templates are uploaded to: `https://<region>-kfp.pkg.dev/<project>/<repository>`. */
  readonly pipelinesUrl: pulumi.Output<string>;
  readonly tensorboardId: pulumi.Output<string>;

  constructor(name: string, args: VertexWorkbenchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, idleTimeoutMinutes = 60, machineType = "e2-standard-4", dataDiskGb = 50, ...others } = args;
    const { keepNotebooks = true, keepArtifacts = true, ...rest } = others;
    const { projectId, zone, users, kmsKeyName, labels } = rest;
    checkVertexWorkbench(name, { zone, users, idleTimeoutMinutes, dataDiskGb });
    const documented = { ...rest, idleTimeoutMinutes, machineType, dataDiskGb, keepNotebooks, keepArtifacts };
    super("ai-stack:gcp:VertexWorkbench", name, documented, opts);
    const parent = { parent: this };
    const hooks = servicePropagationHooks();
    const region = regionOf(zone);
    const nameOf = (...role: string[]) =>
      physicalName("rfc1035", [pulumi.getProject(), pulumi.getStack(), name, ...role]);
    const kept = { deletionPolicy: keepArtifacts ? "PREVENT" : "DELETE" };

    const artifacts = new PrivateBucket(
      `${name}-artifacts`,
      { projectId, location: region, kmsKeyName, keep: keepArtifacts, labels, ...transform?.artifacts },
      parent,
    );
    const repository = (content: "containers" | "pipelines", format: string) =>
      new artifactregistry.Repository(
        `${name}-${content}`,
        {
          project: projectId,
          location: region,
          repositoryId: nameOf(content),
          format,
          kmsKeyName,
          labels,
          ...kept,
          ...transform?.[content],
        },
        { ...parent, deleteBeforeReplace: true, hooks },
      );
    const containers = repository("containers", "DOCKER");
    const pipelines = repository("pipelines", "KFP");
    const tensorboard = new vertex.AiTensorboard(
      `${name}-tensorboard`,
      {
        project: projectId,
        region,
        displayName: nameOf(),
        encryptionSpec: kmsKeyName === undefined ? undefined : { kmsKeyName },
        labels,
        ...kept,
        ...transform?.tensorboard,
      },
      { ...parent, hooks },
    );
    const { account, grants } = createWorkbenchServiceAccount(
      name,
      { projectId, bucket: artifacts, repositories: { containers, pipelines }, transform: transform?.serviceAccount },
      parent,
    );

    const encryption = kmsKeyName === undefined ? {} : { diskEncryption: "CMEK", kmsKey: kmsKeyName };
    const instances = users.map((user) => {
      if (isEmail(user))
        new serviceaccount.IAMMember(
          `${name}-user-${user}-access`,
          { serviceAccountId: account.name, role: "roles/iam.serviceAccountUser", member: `user:${user}` },
          { ...parent, hooks },
        );
      return new workbench.Instance(
        `${name}-user-${user}`,
        {
          project: projectId,
          location: zone,
          name: notebookName(name, user),
          desiredState: "STOPPED",
          instanceOwners: isEmail(user) ? [user] : undefined,
          gceSetup: {
            machineType,
            disablePublicIp: true,
            networkInterfaces: [{ network: rest.networkId, subnet: rest.subnetId }],
            serviceAccounts: [{ email: account.email }],
            shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
            bootDisk: { diskType: "PD_BALANCED", ...encryption },
            dataDisks: { diskType: "PD_BALANCED", diskSizeGb: String(dataDiskGb), ...encryption },
            metadata: {
              "idle-timeout-seconds": String(idleTimeoutMinutes * 60),
              "notebook-disable-root": "true",
              "block-project-ssh-keys": "true",
            },
          },
          labels,
          deletionPolicy: keepNotebooks ? "PREVENT" : "DELETE",
          ...transform?.instance,
        },
        { ...parent, dependsOn: grants, deleteBeforeReplace: true, hooks },
      );
    });

    this.platformId = pulumi.output(`projects/${projectId}/locations/${region}`);
    this.url = pulumi.output(`https://console.cloud.google.com/vertex-ai/workbench/instances?project=${projectId}`);
    this.artifactsUrl = artifacts.url;
    this.instanceIds = pulumi
      .all(instances.map(({ id }) => id))
      .apply((ids) => Object.fromEntries(users.map((user, place) => [user, ids[place] ?? ""])));
    this.serviceAccountEmail = account.email;
    this.containersUrl = containers.registryUri;
    this.pipelinesUrl = pulumi.interpolate`https://${region}-kfp.pkg.dev/${projectId}/${pipelines.repositoryId}`;
    this.tensorboardId = tensorboard.id;
    this.registerOutputs({
      platformId: this.platformId,
      url: this.url,
      artifactsUrl: this.artifactsUrl,
      instanceIds: this.instanceIds,
      serviceAccountEmail: this.serviceAccountEmail,
      containersUrl: this.containersUrl,
      pipelinesUrl: this.pipelinesUrl,
      tensorboardId: this.tensorboardId,
    });
  }
}
