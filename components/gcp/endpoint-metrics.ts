import * as pulumi from "@pulumi/pulumi";

/** What the alerts of a model endpoint read, as filters and aggregations of Cloud Monitoring. */
export interface EndpointMetrics {
  /** Requests, all of them and those that failed on the server's side: counts. */
  readonly requests: pulumi.Input<string>;
  readonly serverErrors: pulumi.Input<string>;
  /** Time to an answer: a distribution, in milliseconds. */
  readonly latency: pulumi.Input<string>;
  /** Share of the time that a GPU works, 0 to 1, and how one period of a replica is summed up. */
  readonly dutyCycle: pulumi.Input<string>;
  readonly dutyCycleAligner: "ALIGN_MEAN" | "ALIGN_PERCENTILE_50";
}

interface CloudRunService {
  readonly location: string;
  readonly serviceName: pulumi.Input<string>;
}

/**
 * Metrics of a Cloud Run service. The use of the GPU is a distribution over the instances.
 *
 * @see https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run
 */
export function cloudRunMetrics({ location, serviceName }: CloudRunService): EndpointMetrics {
  const filter = (metric: string) =>
    pulumi.interpolate`resource.type = "cloud_run_revision" AND resource.labels.location = "${location}" AND \
resource.labels.service_name = "${serviceName}" AND metric.type = "run.googleapis.com/${metric}"`;
  return {
    requests: filter("request_count"),
    serverErrors: pulumi.interpolate`${filter("request_count")} AND metric.labels.response_code_class = "5xx"`,
    latency: filter("request_latencies"),
    dutyCycle: filter("container/gpu/utilizations"),
    dutyCycleAligner: "ALIGN_PERCENTILE_50",
  };
}

interface VertexEndpoint {
  readonly location: string;
  /** The last part of the endpoint's resource name. */
  readonly endpoint: pulumi.Input<string>;
}

/**
 * Metrics of a Vertex AI endpoint.
 *
 * @see https://cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform
 */
export function vertexMetrics({ location, endpoint }: VertexEndpoint): EndpointMetrics {
  const filter = (metric: string) =>
    pulumi.interpolate`resource.type = "aiplatform.googleapis.com/Endpoint" AND \
resource.labels.location = "${location}" AND resource.labels.endpoint_id = "${endpoint}" AND \
metric.type = "aiplatform.googleapis.com/prediction/online/${metric}"`;
  return {
    requests: filter("response_count"),
    serverErrors: pulumi.interpolate`${filter("response_count")} AND metric.labels.response_code = "5xx"`,
    latency: pulumi.interpolate`${filter("prediction_latencies")} AND metric.labels.latency_type = "total"`,
    dutyCycle: filter("accelerator/duty_cycle"),
    dutyCycleAligner: "ALIGN_MEAN",
  };
}
