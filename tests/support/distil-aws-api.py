"""Writes tests/engine/emulator/aws-constraints.json: what the AWS API models demand of the inputs of the Pulumi types below.

    pip download --no-deps -d models botocore cfn-lint
    for wheel in models/*.whl; do unzip -q "$wheel" -d models; done
    python3 tests/support/distil-aws-api.py models && npx biome format --write tests/engine/emulator/aws-constraints.json

What Cloud Control takes is in the CloudFormation registry's schemas, which cfn-lint carries.

A Pulumi input is matched with the API's member by its name (letters and digits only, plural or not), or by RENAMES. Inputs
without a member are listed on standard error: the provider's own, or to be renamed.
"""

import glob
import gzip
import json
import re
import sys

TYPINGS = "node_modules/@pulumi/aws"
OUT = "tests/engine/emulator/aws-constraints.json"

# Pulumi type (module/file) -> operations, as service.Operation or service.Operation/Member of its input.
OPERATIONS = {
    "ec2/vpc": ["ec2.CreateVpc"],
    "ec2/subnet": ["ec2.CreateSubnet"],
    "ec2/routeTable": ["ec2.CreateRouteTable"],
    "ec2/routeTableAssociation": ["ec2.AssociateRouteTable"],
    "ec2/route": ["ec2.CreateRoute"],
    "ec2/eip": ["ec2.AllocateAddress"],
    "ec2/natGateway": ["ec2.CreateNatGateway"],
    "ec2/vpcEndpoint": ["ec2.CreateVpcEndpoint"],
    "ec2/securityGroup": ["ec2.CreateSecurityGroup"],
    "ec2/flowLog": ["ec2.CreateFlowLogs"],
    "ec2/launchTemplate": ["ec2.CreateLaunchTemplate", "ec2.CreateLaunchTemplate/LaunchTemplateData"],
    "ec2/placementGroup": ["ec2.CreatePlacementGroup"],
    "autoscaling/group": ["autoscaling.CreateAutoScalingGroup"],
    "autoscaling/schedule": ["autoscaling.PutScheduledUpdateGroupAction"],
    "cloudwatch/logGroup": ["logs.CreateLogGroup", "logs.PutRetentionPolicy"],
    "cloudwatch/metricAlarm": ["cloudwatch.PutMetricAlarm"],
    "iam/role": ["iam.CreateRole"],
    "iam/rolePolicy": ["iam.PutRolePolicy"],
    "iam/rolePolicyAttachment": ["iam.AttachRolePolicy"],
    "iam/instanceProfile": ["iam.CreateInstanceProfile", "iam.AddRoleToInstanceProfile"],
    "kms/key": ["kms.CreateKey", "kms.ScheduleKeyDeletion"],
    "kms/alias": ["kms.CreateAlias"],
    "sns/topic": ["sns.CreateTopic"],
    "sns/topicSubscription": ["sns.Subscribe"],
    "s3/bucket": ["s3.CreateBucket"],
    "s3/bucketVersioning": ["s3.PutBucketVersioning"],
    "s3/bucketServerSideEncryptionConfiguration": [
        "s3.PutBucketEncryption", "s3.PutBucketEncryption/ServerSideEncryptionConfiguration"],
    "s3/bucketPublicAccessBlock": ["s3.PutPublicAccessBlock/PublicAccessBlockConfiguration"],
    "s3/bucketOwnershipControls": ["s3.PutBucketOwnershipControls/OwnershipControls"],
    "s3/bucketLifecycleConfiguration": ["s3.PutBucketLifecycleConfiguration/LifecycleConfiguration"],
    "s3/bucketPolicy": ["s3.PutBucketPolicy"],
    "sagemaker/domain": ["sagemaker.CreateDomain", "sagemaker.DeleteDomain"],
    "sagemaker/userProfile": ["sagemaker.CreateUserProfile"],
    "sagemaker/modelPackageGroup": ["sagemaker.CreateModelPackageGroup"],
    "sagemaker/mlflowApp": ["sagemaker.CreateMlflowApp"],
    "sagemaker/model": ["sagemaker.CreateModel"],
    "sagemaker/endpointConfiguration": ["sagemaker.CreateEndpointConfig"],
    "sagemaker/endpoint": ["sagemaker.CreateEndpoint"],
    "appautoscaling/target": ["application-autoscaling.RegisterScalableTarget"],
    "appautoscaling/policy": ["application-autoscaling.PutScalingPolicy"],
    "budgets/budget": ["budgets.CreateBudget", "budgets.CreateBudget/Budget"],
}

# CloudFormation types that are made through Cloud Control.
REGISTRY_TYPES = ["AWS::SageMaker::EndpointConfig", "AWS::SageMaker::InferenceComponent"]

# Pulumi path -> the API's member, or the way to it, where the names differ.
RENAMES = {
    "ec2/placementGroup": {"name": "GroupName"},
    "ec2/launchTemplate": {"name": "LaunchTemplateName", "vpcSecurityGroupIds": "SecurityGroupIds",
                           "description": "VersionDescription", "networkInterfaces[].securityGroups": "Groups"},
    "ec2/securityGroup": {"name": "GroupName"},
    "ec2/flowLog": {"iamRoleArn": "DeliverLogsPermissionArn"},
    "autoscaling/group": {"name": "AutoScalingGroupName", "launchTemplate.id": "LaunchTemplateId",
                          "launchTemplate.name": "LaunchTemplateName"},
    "cloudwatch/logGroup": {"name": "logGroupName"},
    "cloudwatch/metricAlarm": {"name": "AlarmName", "metricQueries": "Metrics"},
    "iam/role": {"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"},
    "iam/rolePolicy": {"name": "PolicyName", "policy": "PolicyDocument", "role": "RoleName"},
    "iam/rolePolicyAttachment": {"role": "RoleName"},
    "iam/instanceProfile": {"name": "InstanceProfileName", "role": "RoleName"},
    "kms/key": {"deletionWindowInDays": "PendingWindowInDays"},
    "kms/alias": {"name": "AliasName"},
    "sns/topicSubscription": {"topic": "TopicArn"},
    "s3/bucketServerSideEncryptionConfiguration": {"rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId": "KMSMasterKeyID"},
    "sagemaker/model": {"name": "ModelName"},
    "sagemaker/endpointConfiguration": {"name": "EndpointConfigName", "kmsKeyArn": "KmsKeyId"},
    "sagemaker/endpoint": {"name": "EndpointName"},
    "appautoscaling/policy": {"name": "PolicyName"},
    "budgets/budget": {
        "name": "BudgetName", "limitAmount": "BudgetLimit/Amount", "limitUnit": "BudgetLimit/Unit",
        "timePeriodStart": "TimePeriod/Start", "timePeriodEnd": "TimePeriod/End",
        "notifications": "NotificationsWithSubscribers", "notifications[].notificationType": "Notification/NotificationType",
        "notifications[].comparisonOperator": "Notification/ComparisonOperator",
        "notifications[].threshold": "Notification/Threshold", "notifications[].thresholdType": "Notification/ThresholdType",
        "notifications[].subscriberEmailAddresses": "-", "notifications[].subscriberSnsTopicArns": "-",
        "costFilters": "-", "filterExpression": "-", "plannedLimits": "-",
    },
}

# What the provider or Pulumi fills where the program says nothing.
FILLED = {"name", "description", "productionVariants[].variantName", "cloudwatch/logGroup:retentionInDays", "s3/bucket:bucket",
          "budgets/budget:accountId"}


class Typings:
    """Argument trees, read from the provider's declarations by their regular form."""

    def __init__(self, root):
        self.root = root
        self.nested = {}
        space = None
        for line in open(f"{root}/types/input.d.ts"):
            if m := re.match(r"export declare namespace (\w+) \{", line):
                space = m[1]
            elif m := re.match(r"    interface (\w+) \{", line):
                fields = self.nested[f"{space}.{m[1]}"] = {}
            elif space and (m := re.match(r"        (\w+)\??: (.*?);?$", line)):
                fields[m[1]] = m[2]

    def args(self, resource):
        text = open(f"{self.root}/{resource}.d.ts").read()
        body = re.search(r"export interface \w+Args \{\n(.*?)\n\}", text, re.S)[1]
        return dict(re.findall(r"^    (\w+)\??: (.*?);?$", body, re.M))


class Api:
    def __init__(self, root):
        self.root, self.models = root, {}

    def shape(self, service, name):
        return self.models[service]["shapes"][name]

    def input(self, address):
        service, operation = address.split(".")
        operation, *members = operation.split("/")
        if service not in self.models:
            path = sorted(glob.glob(f"{self.root}/data/{service}/*/service-2.json.gz"))[-1]
            self.models[service] = json.load(gzip.open(path))
        name = self.models[service]["operations"][operation]["input"]["shape"]
        for member in members:
            name = self.shape(service, name)["members"][member]["shape"]
        return service, name

    def member(self, service, name, wanted):
        """The member that `wanted` names: its service and shape, and whether the API asks for it."""
        first, _, rest = wanted.partition("/")
        shape = self.shape(service, name)
        for member, target in shape.get("members", {}).items():
            if plain(member) == plain(first):
                required = member in shape.get("required", [])
                if not rest:
                    return service, target["shape"], required
                below = self.member(service, target["shape"], rest)
                return below and (*below[:2], below[2] and required)
        return None


def plain(name):
    return re.sub(r"s$", "", re.sub(r"[^a-z0-9]", "", name.lower()))


def constraint(api, service, name):
    """A shape's limits; empty where it has none."""
    shape = api.shape(service, name)
    kind, out = shape["type"], {}
    if kind == "string":
        renamed = {"min": "minLength", "max": "maxLength", "pattern": "pattern", "enum": "enum"}
    elif kind in ("integer", "long", "float", "double"):
        renamed = {"min": "min", "max": "max"}
    elif kind == "list":
        renamed = {"min": "minItems", "max": "maxItems"}
    elif kind == "map":
        renamed = {"max": "maxEntries"}
        for part in ("key", "value"):
            if limits := constraint(api, service, shape[part]["shape"]):
                out[part] = limits
    else:
        renamed = {}
    out.update({new: shape[old] for old, new in renamed.items() if old in shape})
    if "enum" in out:
        out["enum"] = "|".join(out["enum"])
    if "pattern" in out:  # JavaScript has no flags inside a pattern; in the one that has them it is about a tag of HTML
        out["pattern"] = out["pattern"].replace("(?i)", "")
    if out.get("minLength") == 0:
        del out["minLength"]
    if out.get("minItems") == 0:
        del out["minItems"]
    return out


def distil(api, typings):
    shapes, types, unmatched = {}, {}, []

    def refer(service, name):
        limits = constraint(api, service, name)
        if not limits:
            return ""
        shapes[f"{service}.{name}"] = limits
        return f"{service}.{name}"

    def walk(resource, fields, services, prefix, table, depth=0):
        for field, declared in fields.items():
            path = prefix + field
            wanted = RENAMES.get(resource, {}).get(path, field)
            found = None
            for service, name in services:
                found = api.member(service, name, wanted) or found
            if found is None:
                if wanted != "-" and field not in ("region", "tags"):
                    unmatched.append(f"{resource} {path}")
                continue
            service, name, required = found
            required = required and FILLED.isdisjoint({path, f"{resource}:{path}"})
            shape = api.shape(service, name)
            many = re.search(r"\[\]( \| undefined)?>$", declared)
            record = {}
            if many and shape["type"] == "structure":
                record, path_below = {"maxItems": 1}, path + "[]"
            elif many and shape["type"] == "list":
                record, path_below = constraint(api, service, name), path + "[]"
                name = shape["member"]["shape"]
                if reference := refer(service, name):
                    table[path_below] = {"shape": reference}
            elif shape["type"] == "list":  # one where the API has a list
                path_below, name = path, shape["member"]["shape"]
            else:
                path_below = path
                if reference := refer(service, name):
                    record = {"shape": reference}
            if required:
                record = {"required": True, **record}
            if record:
                table[path] = record
            below = re.search(r"inputs\.(\w+\.\w+)", declared)
            if below and depth < 8:
                walk(resource, typings.nested[below[1]], [(service, name)], path_below + ".", table, depth + 1)

    for resource, operations in OPERATIONS.items():
        file = resource.split("/")[1]
        token = f"aws:{resource}:{file[0].upper()}{file[1:]}"
        table = types[token] = {}
        walk(resource, typings.args(resource), [api.input(address) for address in operations], "", table)
        if not table:
            del types[token]
    return shapes, types, unmatched


def registry(root, type_name):
    """A registry schema as a table; `members` names what an object may hold."""
    schemas = f"{root}/cfnlint/data/schemas"
    file = json.load(open(f"{schemas}/providers/us-east-1.json"))[type_name]
    schema = json.load(open(f"{schemas}/resources/{file}.json"))
    table = {}
    renamed = {"minLength": "minLength", "maxLength": "maxLength", "pattern": "pattern", "minimum": "min", "maximum": "max",
               "minItems": "minItems", "maxItems": "maxItems", "maxProperties": "maxEntries"}

    def walk(node, path, required):
        if "$ref" in node:
            node = schema["definitions"][node["$ref"].split("/")[-1]]
        record = {"required": True} if required else {}
        record.update({new: node[old] for old, new in renamed.items() if node.get(old)})
        if "enum" in node:
            record["enum"] = "|".join(map(str, node["enum"]))
        for pattern, value in node.get("patternProperties", {}).items():
            record["key"] = {"pattern": pattern}
            record["value"] = {key: value[key] for key in ("maxLength", "pattern") if key in value}
        if "properties" in node:
            record["members"] = sorted(node["properties"])
        if record:
            table[path] = record
        for name, child in node.get("properties", {}).items():
            walk(child, f"{path}.{name}" if path else name, name in node.get("required", []))
        if "items" in node:
            walk(node["items"], f"{path}[]", False)

    walk({**schema, "properties": {
        name: value for name, value in schema["properties"].items()
        if f"/properties/{name}" not in schema.get("readOnlyProperties", [])}}, "", False)
    return table, json.load(open(f"{schemas}/version.json"))["schema_date"][:10]


if __name__ == "__main__":
    root = sys.argv[1]
    version = re.search(r"__version__ = '(.*?)'", open(f"{root}/botocore/__init__.py").read())[1]
    provider = json.load(open(f"{TYPINGS}/package.json"))["version"]
    shapes, types, unmatched = distil(Api(f"{root}/botocore"), Typings(TYPINGS))
    for name in REGISTRY_TYPES:
        types[name], date = registry(root, name)
    source = (f"API models of botocore {version} (Apache-2.0) for the inputs of @pulumi/aws {provider}; "
              f"CloudFormation registry of {date}, from cfn-lint (MIT-0)")
    json.dump({"source": source, "types": types, "shapes": dict(sorted(shapes.items()))}, open(OUT, "w"), indent=1)
    print("\n".join(unmatched), file=sys.stderr)
