"""Writes tests/engine/emulator/gcp-constraints.json: what Google's discovery documents demand of the inputs of the Pulumi types below.

    pip download --no-deps -d models google-api-python-client
    unzip -q models/*.whl -d models
    python3 tests/support/distil-gcp-api.py models && npx biome format --write tests/engine/emulator/gcp-constraints.json

Discovery documents have values of enumerations, formats and a few patterns; what is required stands in annotations and in
the first word of descriptions. Limits that their prose has further down are in gcp-rules.ts.

A Pulumi input is matched with the API's property by its name (letters and digits only, plural or not), or by RENAMES. Inputs
without a property are listed on standard error: the provider's own, or to be renamed.
"""

import json
import re
import runpy
import sys

TYPINGS = "node_modules/@pulumi/gcp"
OUT = "tests/engine/emulator/gcp-constraints.json"

aws = runpy.run_path("tests/support/distil-aws-api.py")
plain = aws["plain"]

# Typings of a Pulumi resource (module/file) -> schemas of the API, or /-separated properties in one.
SCHEMAS = {
    "compute/network": ["compute.v1:Network", "compute.v1:Network/routingConfig"],
    "compute/subnetwork": ["compute.v1:Subnetwork"],
    "compute/router": ["compute.v1:Router"],
    "compute/routerNat": ["compute.v1:RouterNat"],
    "compute/firewall": ["compute.v1:Firewall"],
    "compute/route": ["compute.v1:Route"],
    "compute/globalAddress": ["compute.v1:Address"],
    "compute/globalForwardingRule": ["compute.v1:ForwardingRule"],
    "compute/regionInstanceTemplate": ["compute.v1:InstanceProperties", "compute.v1:InstanceTemplate"],
    "compute/regionInstanceGroupManager": ["compute.v1:InstanceGroupManager"],
    "compute/regionAutoscaler": ["compute.v1:Autoscaler"],
    "compute/resourcePolicy": ["compute.v1:ResourcePolicy"],
    "dns/managedZone": ["dns.v1:ManagedZone"],
    "dns/recordSet": ["dns.v1:ResourceRecordSet"],
    "kms/cryptoKey": ["cloudkms.v1:CryptoKey"],
    "storage/bucket": ["storage.v1:Bucket", "storage.v1:Bucket/iamConfiguration"],
    "artifactregistry/repository": ["artifactregistry.v1:Repository"],
    "workbench/instance": ["notebooks.v2:Instance"],
    "vertex/aiTensorboard": ["aiplatform.v1:GoogleCloudAiplatformV1Tensorboard"],
    "vertex/aiMetadataStore": ["aiplatform.v1:GoogleCloudAiplatformV1MetadataStore"],
    "vertex/aiEndpointWithModelGardenDeployment": ["aiplatform.v1:GoogleCloudAiplatformV1DeployRequest"],
    "cloudrunv2/service": ["run.v2:GoogleCloudRunV2Service"],
    "secretmanager/secret": ["secretmanager.v1:Secret"],
    "monitoring/alertPolicy": ["monitoring.v3:AlertPolicy"],
    "monitoring/notificationChannel": ["monitoring.v3:NotificationChannel"],
    "serviceaccount/account": ["iam.v1:CreateServiceAccountRequest", "iam.v1:ServiceAccount"],
    "tpu/v2vm": ["tpu.v2:Node"],
    "tpu/v2queuedResource": ["tpu.v2:QueuedResource"],
    "billing/budget": ["billingbudgets.v1:GoogleCloudBillingBudgetsV1Budget"],
}

# Pulumi path -> the API's property, or the way to it, where the names differ.
RENAMES = {
    "compute/firewall": {"allows": "allowed", "denies": "denied", "allows[].protocol": "IPProtocol", "denies[].protocol": "IPProtocol"},
    "compute/globalForwardingRule": {"ipAddress": "IPAddress", "ipProtocol": "IPProtocol"},
    "compute/regionInstanceTemplate": {
        "guestAccelerators[].count": "acceleratorCount", "guestAccelerators[].type": "acceleratorType",
        "reservationAffinity.type": "consumeReservationType",
        "disks[].sourceImage": "initializeParams/sourceImage", "disks[].diskType": "initializeParams/diskType",
        "disks[].diskSizeGb": "initializeParams/diskSizeGb", "disks[].architecture": "initializeParams/architecture",
        "disks[].labels": "initializeParams/labels",
        "disks[].provisionedIops": "initializeParams/provisionedIops",
        "disks[].provisionedThroughput": "initializeParams/provisionedThroughput",
        "disks[].diskEncryptionKey.kmsKeySelfLink": "kmsKeyName", "metadataStartupScript": "-", "tags": "tags/items",
    },
    "compute/regionInstanceGroupManager": {
        "distributionPolicyTargetShape": "distributionPolicy/targetShape", "distributionPolicyZones": "distributionPolicy/zones",
        "targetSizePolicies": "targetSizePolicy",
        "updatePolicy.maxSurgeFixed": "maxSurge/fixed", "updatePolicy.maxSurgePercent": "maxSurge/percent",
        "updatePolicy.maxUnavailableFixed": "maxUnavailable/fixed", "updatePolicy.maxUnavailablePercent": "maxUnavailable/percent",
    },
    "compute/regionAutoscaler": {
        "autoscalingPolicy.maxReplicas": "maxNumReplicas", "autoscalingPolicy.minReplicas": "minNumReplicas",
        "autoscalingPolicy.cooldownPeriod": "coolDownPeriodSec", "autoscalingPolicy.metrics": "customMetricUtilizations",
        "autoscalingPolicy.cpuUtilization.target": "utilizationTarget", "autoscalingPolicy.scalingSchedules[].name": "-",
    },
    "secretmanager/secret": {"replication.auto": "automatic"},
    "storage/bucket": {
        "lifecycleRules": "lifecycle/rule", "requesterPays": "billing/requesterPays",
        "uniformBucketLevelAccess": "uniformBucketLevelAccess/enabled", "enableObjectRetention": "objectRetention/mode",
    },
    "cloudrunv2/service": {
        "template.containers[].commands": "command", "template.containers[].envs": "env",
        "template.nodeSelector.accelerator": "accelerator", "traffics": "traffic",
    },
    "vertex/aiEndpointWithModelGardenDeployment": {
        "modelConfig.containerSpec.commands": "command", "modelConfig.containerSpec.envs": "env"},
    "tpu/v2vm": {"serviceAccount.scopes": "scope"},
    "billing/budget": {"allUpdatesRule": "notificationsRule"},
}

# Names that the provider or Pulumi fills where the program says nothing, and what the provider asks for on its own terms.
FILLED = {
    "name", "compute/regionInstanceGroupManager:targetSize", "compute/route:priority",
    "storage/bucket:acl", "compute/regionInstanceGroupManager:distributionPolicyZones",
}

FORMATS = {
    "google-duration": {"pattern": r"-?\d+(\.\d{1,9})?s"},
    "google-datetime": {"pattern": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)"},
    "int32": {"integer": True},
    "uint32": {"integer": True, "min": 0},
    "int64": {"integer": True},
    "uint64": {"integer": True, "min": 0},
}


class Documents:
    def __init__(self, root):
        self.root, self.files, self.revisions = root, {}, {}

    def load(self, service):
        if service not in self.files:
            self.files[service] = json.load(open(f"{self.root}/googleapiclient/discovery_cache/documents/{service}.json"))
            self.revisions[service] = self.files[service]["revision"]
        return self.files[service]

    def follow(self, service, node):
        while "$ref" in node:
            node = {**self.load(service)["schemas"][node["$ref"]], "description": node.get("description", "")}
        return node

    def schema(self, address):
        service, path = address.split(":")
        name, *properties = path.split("/")
        node = self.load(service)["schemas"][name]
        for name in properties:
            node = self.follow(service, node["properties"][name])
        return service, node

    def property(self, service, node, wanted):
        """The property that `wanted` names, and whether the API asks for it."""
        first, _, rest = wanted.partition("/")
        properties = node.get("properties", {})
        name = first if first in properties else next((name for name in properties if plain(name) == plain(first)), None)
        if name is None:
            return None
        child = properties[name]
        if rest:
            return self.property(service, self.follow(service, child), rest)
        required = bool(re.match(r"Required\.", child.get("description", ""))) or any(
            re.search(r"\.(insert|create)$", method) for method in child.get("annotations", {}).get("required", []))
        return self.follow(service, child), required


def limits(node):
    """What a value may be; empty where the document does not say."""
    out = {}
    if "enum" in node:
        out["enum"] = "|".join(value for value in node["enum"] if not value.endswith("_UNSPECIFIED"))
    if "pattern" in node:
        out["pattern"] = node["pattern"]
    return {**out, **FORMATS.get(node.get("format"), {})}


def distil(documents, typings):
    types, unmatched = {}, []

    def walk(resource, fields, service, nodes, prefix, table, depth=0):
        for field, declared in fields.items():
            path = prefix + field
            wanted = RENAMES.get(resource, {}).get(path, field)
            found = next((hit for node in nodes if (hit := documents.property(service, node, wanted))), None)
            if found is None:
                if wanted != "-" and path not in ("project", "region", "zone", "location", "labels", "deletionPolicy"):
                    unmatched.append(f"{resource} {path}")
                continue
            node, required = found
            many = re.search(r"\[\]( \| undefined)?>$", declared)
            record = {"required": True} if required and FILLED.isdisjoint({path, f"{resource}:{path}"}) else {}
            below = path
            if node.get("type") == "array":
                node = documents.follow(service, node["items"])
                if many:
                    below = f"{path}[]"
                    if found_limits := limits(node):
                        table[below] = found_limits
                else:  # one where the API has a list
                    record.update(limits(node))
            elif many:
                below = f"{path}[]"
                if isinstance(node.get("additionalProperties"), dict):  # a list where the API has a map
                    node = documents.follow(service, node["additionalProperties"])
            elif "properties" not in node and "additionalProperties" not in node:
                record.update(limits(node))
            if record:
                table[path] = record
            nested = re.search(r"inputs\.(\w+\.\w+)", declared)
            if nested and depth < 8:
                walk(resource, typings.nested[nested[1]], service, [node], below + ".", table, depth + 1)

    for resource, addresses in SCHEMAS.items():
        token = re.search(r"__pulumiType = '(.*?)'", open(f"{TYPINGS}/{resource}.js").read())[1]
        schemas = [documents.schema(address) for address in addresses]
        table = types[token] = {}
        walk(resource, typings.args(resource), schemas[0][0], [node for _, node in schemas], "", table)
    return types, unmatched


if __name__ == "__main__":
    root = sys.argv[1]
    version = re.search(r'__version__ = "(.*?)"', open(f"{root}/googleapiclient/version.py").read())[1]
    provider = json.load(open(f"{TYPINGS}/package.json"))["version"]
    documents = Documents(root)
    types, unmatched = distil(documents, aws["Typings"](TYPINGS))
    revisions = ", ".join(f"{name} {revision}" for name, revision in sorted(documents.revisions.items()))
    source = (f"Discovery documents in google-api-python-client {version} (Apache-2.0) for the inputs of @pulumi/gcp "
              f"{provider}: {revisions}")
    json.dump({"source": source, "types": types}, open(OUT, "w"), indent=1)
    print("\n".join(unmatched), file=sys.stderr)
