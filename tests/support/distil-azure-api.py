"""Writes tests/engine/emulator/azure-constraints.json: what Azure Resource Manager demands of the inputs of the types below.

    pip download --no-deps -d models azure-ai-ml==1.35.2 azure-mgmt-resource==23.4.0 azure-mgmt-network==28.1.0 \
        azure-mgmt-privatedns==1.2.0 azure-mgmt-msi==7.0.0 azure-mgmt-authorization==4.0.0 azure-mgmt-keyvault==12.0.0 \
        azure-mgmt-compute==34.1.0 azure-mgmt-monitor==6.0.2 azure-mgmt-loganalytics==13.1.0 \
        azure-mgmt-applicationinsights==4.1.0 azure-mgmt-storage==23.0.1 azure-mgmt-containerregistry==12.0.0 \
        azure-mgmt-machinelearningservices==2.0.0b2 azure-mgmt-appcontainers==4.0.0b1 azure-mgmt-consumption==10.0.0
    for wheel in models/*.whl; do unzip -qo "$wheel" -d models; done
    python3 tests/support/distil-azure-api.py models && npx biome format --write tests/engine/emulator/azure-constraints.json

These are the last packages whose models carry the API's patterns, lengths and ranges, each at the provider's API version or
the nearest there is. Azure ML is read twice: at the provider's version, which has no patterns, and at an older one, which has.

The provider flattens `properties` of most resources, so the tree of a resource's inputs is read from the provider's typings,
and each input is matched with the API's property by its name, on the wire or in the SDK. Listed on standard error: inputs that
the API does not have (the provider's own, or of another version), and properties that the API asks for and the typings do not.
"""

import ast
import glob
import json
import re
import sys
from pathlib import Path

TYPINGS = "node_modules/@pulumi/azure-native"
OUT = "tests/engine/emulator/azure-constraints.json"

# Models by name: folders of the packages, the first that knows a property tells its shape, every one tells its limits.
MODELS = {
    "resources": ["mgmt/resource/resources/v2024_07_01"],
    "locks": ["mgmt/resource/locks/v2016_09_01"],
    "network": ["mgmt/network"],
    "privatedns": ["mgmt/privatedns"],
    "managedidentity": ["mgmt/msi/v2023_01_31"],
    "authorization": ["mgmt/authorization/v2022_04_01"],
    "keyvault": ["mgmt/keyvault"],
    "compute": ["mgmt/compute/v2024_11_01"],
    "disks": ["mgmt/compute/v2024_03_02"],
    "autoscale": ["mgmt/monitor/v2021_05_01_preview"],
    "actiongroups": ["mgmt/monitor/v2023_01_01"],
    "metricalerts": ["mgmt/monitor/v2018_03_01"],
    "operationalinsights": ["mgmt/loganalytics"],
    "applicationinsights": ["mgmt/applicationinsights/v2020_02_02"],
    "storage": ["mgmt/storage"],
    "containerregistry": ["mgmt/containerregistry/v2023_01_01_preview"],
    "ml": ["ai/ml/_restclient/arm_ml_service", "mgmt/machinelearningservices"],
    "app": ["mgmt/appcontainers"],
    "consumption": ["mgmt/consumption"],
}

# Pulumi type (module:Class) -> models, class of the request's body, operation that creates it.
TYPES = {
    "resources:ResourceGroup": ("resources", "ResourceGroup", "resource_groups.create_or_update"),
    "resources:Deployment": ("resources", "Deployment", "deployments.create_or_update"),
    "network:VirtualNetwork": ("network", "VirtualNetwork", "virtual_networks.create_or_update"),
    "network:Subnet": ("network", "Subnet", "subnets.create_or_update"),
    "network:NetworkSecurityGroup": ("network", "NetworkSecurityGroup", "network_security_groups.create_or_update"),
    "network:NatGateway": ("network", "NatGateway", "nat_gateways.create_or_update"),
    "network:PublicIPAddress": ("network", "PublicIPAddress", "public_ip_addresses.create_or_update"),
    "network:PrivateEndpoint": ("network", "PrivateEndpoint", "private_endpoints.create_or_update"),
    "network:PrivateDnsZoneGroup": ("network", "PrivateDnsZoneGroup", "private_dns_zone_groups.create_or_update"),
    "privatedns:PrivateZone": ("privatedns", "PrivateZone", "private_zones.create_or_update"),
    "privatedns:VirtualNetworkLink": ("privatedns", "VirtualNetworkLink", "virtual_network_links.create_or_update"),
    "privatedns:PrivateRecordSet": ("privatedns", "RecordSet", "record_sets.create_or_update"),
    "managedidentity:UserAssignedIdentity": ("managedidentity", "Identity", "user_assigned_identities.create_or_update"),
    "authorization:RoleAssignment": ("authorization", "RoleAssignmentCreateParameters", "role_assignments.create"),
    "authorization:ManagementLockByScope": ("locks", "ManagementLockObject", "management_locks.create_or_update_by_scope"),
    "keyvault:Vault": ("keyvault", "VaultCreateOrUpdateParameters", "vaults.create_or_update"),
    "keyvault:Key": ("keyvault", "KeyCreateParameters", "keys.create_if_not_exist"),
    "compute:VirtualMachineScaleSet": ("compute", "VirtualMachineScaleSet", "virtual_machine_scale_sets.create_or_update"),
    "compute:DiskEncryptionSet": ("disks", "DiskEncryptionSet", "disk_encryption_sets.create_or_update"),
    "compute:CapacityReservation": ("compute", "CapacityReservation", "capacity_reservations.create_or_update"),
    "compute:CapacityReservationGroup": (
        "compute", "CapacityReservationGroup", "capacity_reservation_groups.create_or_update"),
    "monitor:AutoscaleSetting": ("autoscale", "AutoscaleSettingResource", "autoscale_settings.create_or_update"),
    "monitor:ActionGroup": ("actiongroups", "ActionGroupResource", "action_groups.create_or_update"),
    "monitor:MetricAlert": ("metricalerts", "MetricAlertResource", "metric_alerts.create_or_update"),
    "monitor:DiagnosticSetting": ("autoscale", "DiagnosticSettingsResource", "diagnostic_settings.create_or_update"),
    "operationalinsights:Workspace": ("operationalinsights", "Workspace", "workspaces.create_or_update"),
    "applicationinsights:Component": ("applicationinsights", "ApplicationInsightsComponent", "components.create_or_update"),
    "storage:StorageAccount": ("storage", "StorageAccountCreateParameters", "storage_accounts.create"),
    "storage:BlobServiceProperties": ("storage", "BlobServiceProperties", "blob_services.set_service_properties"),
    "storage:BlobContainer": ("storage", "BlobContainer", "blob_containers.create"),
    "storage:FileShare": ("storage", "FileShare", "file_shares.create"),
    "storage:ManagementPolicy": ("storage", "ManagementPolicy", "management_policies.create_or_update"),
    "storage:FileServiceProperties": ("storage", "FileServiceProperties", "file_services.set_service_properties"),
    "containerregistry:Registry": ("containerregistry", "Registry", "registries.create"),
    "machinelearningservices:Workspace": ("ml", "Workspace", "workspaces.create_or_update"),
    "machinelearningservices:Compute": ("ml", "ComputeResource", "compute.create_or_update"),
    "machinelearningservices:OnlineEndpoint": ("ml", "OnlineEndpoint", "online_endpoints.create_or_update"),
    "machinelearningservices:OnlineDeployment": ("ml", "OnlineDeployment", "online_deployments.create_or_update"),
    "machinelearningservices:EnvironmentVersion": ("ml", "EnvironmentVersion", "environment_versions.create_or_update"),
    "machinelearningservices:EnvironmentContainer": ("ml", "EnvironmentContainer", "environment_containers.create_or_update"),
    "machinelearningservices:ModelVersion": ("ml", "ModelVersion", "model_versions.create_or_update"),
    "machinelearningservices:ModelContainer": ("ml", "ModelContainer", "model_containers.create_or_update"),
    "machinelearningservices:DataVersion": ("ml", "DataVersionBase", "data_versions.create_or_update"),
    "machinelearningservices:WorkspaceConnection": (
        "ml", "WorkspaceConnectionPropertiesV2BasicResource", "workspace_connections.create"),
    "machinelearningservices:Datastore": ("ml", "Datastore", "datastores.create_or_update"),
    "machinelearningservices:ManagedNetworkSettingsRule": (
        "ml", "OutboundRuleBasicResource", "managed_network_settings_rule.create_or_update"),
    "app:ManagedEnvironment": ("app", "ManagedEnvironment", "managed_environments.create_or_update"),
    "app:ManagedEnvironmentsStorage": ("app", "ManagedEnvironmentStorage", "managed_environments_storages.create_or_update"),
    "app:ContainerApp": ("app", "ContainerApp", "container_apps.create_or_update"),
    "consumption:Budget": ("consumption", "Budget", "budgets.create_or_update"),
}

# Enumerations that the models leave open are held like the closed ones: the provider sends one API version, and services
# refuse what that version does not know (https://github.com/Azure/azure-cli/issues/31191, for one). Not these: the first two
# take a date of another service's, and several values at once, and have their form in the rules beside; the third lists the
# products that Azure ML connects to, and models of connections lag (https://github.com/Azure/bicep-types-az/issues/2013).
EXTENDED = {"compute.NetworkApiVersion", "storage.Bypass", "machinelearningservices.ConnectionCategory"}

# Kinds that the project makes none of: known by their names, and not looked into.
UNREAD = {f"machinelearningservices:{name}" for name in (
    "AKS DataFactory DataLakeAnalytics Databricks HDInsight Kubernetes SynapseSpark VirtualMachine KubernetesOnlineDeployment "
    "AzureDataLakeGen1Datastore AzureDataLakeGen2Datastore OneLakeDatastore MLTableData "
    "AADAuthTypeWorkspaceConnectionProperties AccessKeyAuthTypeWorkspaceConnectionProperties "
    "AccountKeyAuthTypeWorkspaceConnectionProperties OAuth2AuthTypeWorkspaceConnectionProperties "
    "PATAuthTypeWorkspaceConnectionProperties SASAuthTypeWorkspaceConnectionProperties "
    "ServicePrincipalAuthTypeWorkspaceConnectionProperties UsernamePasswordAuthTypeWorkspaceConnectionProperties").split()}

LIMITS = {"pattern": "pattern", "max_length": "maxLength", "min_length": "minLength", "maximum": "max", "minimum": "min",
          "max_items": "maxItems", "min_items": "minItems"}


class Models:
    """Classes of one package: {class: {property's way in JSON: {type, required, readonly, limits}}}, and its operations."""

    def __init__(self, folder):
        self.folder = folder
        (file,) = [path for path in (f"{folder}/models/_models_py3.py", f"{folder}/models/_models.py") if Path(path).exists()][:1]
        self.nodes = {node.name: node for node in ast.parse(open(file).read()).body if isinstance(node, ast.ClassDef)}
        self.classes = {}

    def properties(self, name):
        if name not in self.nodes:
            return {}
        if name not in self.classes:
            self.classes[name] = self._read(self.nodes[name])
        return self.classes[name]

    def variants(self, name):
        """The classes below a class, by their discriminator's value."""
        node = self.nodes.get(name)
        if node is None:
            return {}
        for statement in node.body:
            if isinstance(statement, ast.Assign) and statement.targets[0].id == "_subtype_map":
                return next(iter(ast.literal_eval(statement.value).values()))
        return {node.name: node.name for node in self.nodes.values() if any(getattr(b, "id", "") == name for b in node.bases)}

    def _read(self, node):
        out = {}
        for base in node.bases:
            out.update(self.properties(getattr(base, "id", "")))
        assigned = {
            statement.targets[0].id: statement.value for statement in node.body if isinstance(statement, ast.Assign)}
        if "_attribute_map" in assigned:
            validation = ast.literal_eval(assigned.get("_validation", ast.Dict([], [])))
            for name, place in ast.literal_eval(assigned["_attribute_map"]).items():
                told = validation.get(name, {})
                out[place["key"]] = {
                    "name": plain(name), "type": re.sub(r"[\[\]{}]", "", place["type"]), "required": told.get("required", False),
                    "readonly": told.get("readonly", False), "limits": limits(told)}
        for statement in node.body:
            if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.value, ast.Call):
                continue
            told = {keyword.arg: keyword.value for keyword in statement.value.keywords}
            type_ = ast.unparse(statement.annotation)
            visible = ast.literal_eval(told["visibility"]) if "visibility" in told else []
            key = ast.literal_eval(told["name"]) if "name" in told else statement.target.id
            classes = re.findall(r"_models\.(\w+)", type_)
            out[key] = {"name": plain(key), "type": classes[0] if classes else type_, "required": not type_.startswith("Optional"),
                        "readonly": visible == ["read"], "limits": {}}
        return out

    def parameters(self, operation):
        """Limits of the parts of an operation's address, by name."""
        group, verb = operation.split(".")
        for file, function in ((f"_{group}_operations", f"build_{verb}"), ("_operations", f"build_{group}_{verb}")):
            path = Path(f"{self.folder}/operations/{file}.py")
            found = path.exists() and re.search(rf"^def {function}_request\(.*?(?=^(?:def|class) )", path.read_text(), re.S | re.M)
            if found:
                calls = re.findall(r'"(\w+)": (_SERIALIZER\.url\(.*?\)),?\n(?=\s*(?:"|\}))', found[0], re.S)
                return {name: limits({k.arg: ast.literal_eval(k.value) for k in ast.parse(call).body[0].value.keywords
                                      if k.arg in LIMITS}) for name, call in calls}
        return {}


def limits(told):
    out = {new: told[old] for old, new in LIMITS.items() if told.get(old) not in (None, 0) or old == "minimum" and old in told}
    if out.get("pattern") == "[a-zA-Z0-9_]":  # Azure ML's way to ask for a text; it takes the route "/"
        del out["pattern"]
    if "pattern" in out:  # it may stand anywhere in the text, unless it is anchored
        start, end = "" if out["pattern"].startswith("^") else ".*", "" if out["pattern"].endswith("$") else ".*"
        out["pattern"] = start + out["pattern"] + end if start or end else out["pattern"]
    return out


class Typings:
    """Argument trees, read from the provider's declarations by their regular form."""

    def __init__(self, root):
        self.root = root
        self.nested, self.enums = {}, {}
        text = self._code(f"{root}/types/input.d.ts")
        for space, body in re.findall(r"^export declare namespace (\w+) \{\n(.*?)^\}", text, re.S | re.M):
            for name, fields in re.findall(r"^    interface (\w+)Args \{\n(.*?)^    \}", body, re.S | re.M):
                self.nested[f"{space}:{name}"] = self._fields(fields, 8)

    def args(self, token):
        module, name = token.split(":")
        text = self._code(f"{self.root}/{module}/{name[0].lower()}{name[1:]}.d.ts")
        return self._fields(re.search(r"^export interface \w+Args \{\n(.*?)^\}", text, re.S | re.M)[1], 4)

    def enum(self, name):
        module = name.split(".")[0]
        if module not in self.enums:
            text = self._code(f"{self.root}/types/enums/{module}/index.d.ts")
            self.enums[module] = {
                enum: [value.strip('"') for value in re.findall(r": (\"[^\"]*\"|[\d.]+);", body)]
                for enum, body in re.findall(r"^export declare const (\w+): \{\n(.*?)^\};", text, re.S | re.M)}
        return self.enums[module][name.split(".")[1]]

    def _code(self, path):
        return re.sub(r" */\*\*.*?\*/\n", "", open(path).read(), flags=re.S)

    def _fields(self, text, indent):
        """{name: (optional, declared)}; a map's members are joined to one line."""
        text = re.sub(r"\{\n\s+\[key: string\]: (.*?);\n\s+\}", r"Map<\1>", text)
        return {name: (mark == "?", self._plain(declared))
                for name, mark, declared in re.findall(rf"^ {{{indent}}}(\w+)(\??): (.*?);$", text, re.M)}

    def _plain(self, declared):
        """`A | B`, `A[]` or `Map<A>`, without what makes it an input."""
        declared = re.sub(r" \| undefined", "", declared)
        while (bare := re.sub(r"pulumi\.Input<([^<>]*|Map<[^<>]*>)>", r"\1", declared)) != declared:
            declared = bare
        return declared


def distil(models, typings):
    types, shapes, read_only, told = {}, {}, {}, {"unmatched": set(), "required": set()}

    def find(packages, names, wanted):
        """A property's entry in each package that has it."""
        for package, name in zip(packages, names):
            properties = package.properties(name)
            flattened = properties.get("properties", {}).get("type")
            entries = {**properties, **{f"properties.{way}": entry for way, entry in package.properties(flattened).items()}}
            hits = [entry for way, entry in entries.items()
                    if plain(wanted) in (entry["name"], plain(way), plain(way.removeprefix("properties.")))]
            if hits:
                yield package, min(hits, key=lambda entry: entry["readonly"])

    def constant(shape, field):
        _, declared = typings.nested[shape].get(field, (False, ""))
        return declared.strip('"') if declared.startswith('"') else None

    def record_of(declared, packages, names):
        many = declared.endswith("[]")
        mapped = re.fullmatch(r"Map<(.*)>", declared)
        bare = mapped[1] if mapped else re.sub(r"[()]|\[\]$", "", declared)
        record = {"list": True} if many else {"map": True} if mapped else {}
        parts = bare.split(" | ")
        nested = [part[7:].removesuffix("Args").replace(".", ":") for part in parts if part.startswith("inputs.")]
        enums = [part.removeprefix("enums.") for part in parts if part.startswith("enums.")]
        if len(nested) > 1:
            record["by"] = next(field for field in typings.nested[nested[0]] if all(constant(shape, field) for shape in nested))
            record["kinds"] = {constant(shape, record["by"]): "" if shape in UNREAD else shape for shape in nested}
        elif nested:
            record["shape"] = nested[0]
        for shape in nested:
            visit(shape, packages, names, variant=len(nested) > 1)
        if nested:
            return record
        if bare.startswith('"'):
            record["enum"] = bare.strip('"')
        elif enums:
            if enums[0] not in EXTENDED:
                record["enum"] = "|".join(typings.enum(enums[0]))
        elif "any" in parts:
            record["type"] = "any"
        elif bare in ("number", "boolean"):
            record["type"] = bare
        return record

    def fill(place, fields, packages, names, parameters=None):
        table, known, fixed = {}, set(), []
        for field, (optional, declared) in fields.items():
            hits = list(find(packages, names, field))
            if parameters is not None and (not hits or hits[0][1]["readonly"]):
                hits, part = [], parameters.get(field)
            else:
                part = None
            if hits and hits[0][1]["readonly"]:
                continue
            known.update(id(entry) for _, entry in hits)
            record = record_of(declared, [package for package, _ in hits], [entry["type"] for _, entry in hits])
            if not optional:
                record["required"] = True
            for _, entry in reversed(hits):
                if record.get("type") != "any":
                    record.update(entry["limits"])
            if hits and re.search(r"\bint\b", hits[0][1]["type"]) and record.get("type") == "number":
                record["type"] = "integer"
            if hits and hits[0][1]["required"] and optional and field != "location":
                told["required"].add(f"{place}.{field}")
            if part is not None:
                record.update(part)
            elif not hits and field != "resourceGroupName":
                told["unmatched"].add(f"{place}.{field}")
            table[field] = record
        for way, entry in packages[0].properties(names[0]).items() if names else ():
            if id(entry) not in known and entry["readonly"]:
                fixed.append(way.split(".")[-1])
            elif id(entry) not in known and entry["required"] and way != "properties":
                told["required"].add(f"{place} lacks {way}")
        if fixed := [field for field in dict.fromkeys(fixed) if field not in table]:
            read_only[place] = "|".join(fixed)
        return table

    def visit(shape, packages, names, variant):
        if shape in shapes or shape in UNREAD:
            return
        fields = typings.nested[shape]
        shapes[shape] = {}
        if variant:
            names = [variant_of(package, name, fields) for package, name in zip(packages, names)]
        shapes[shape] = fill(shape, fields, packages, names)

    def variant_of(package, name, fields):
        literals = [declared.strip('"') for _, declared in fields.values() if declared.startswith('"')]
        below = package.variants(name)
        return next((below[literal] for literal in literals if literal in below), None) or next(
            (other for other in below.values() if literals and literals[0] in ast.unparse(package.nodes[other])), name)

    for token, (model, body, operation) in TYPES.items():
        packages = models[model]
        parameters = {}
        for package in packages:
            for name, told_here in package.parameters(operation).items():
                parameters[name] = {**told_here, **parameters.get(name, {})}
        types[f"azure-native:{token}"] = fill(f"azure-native:{token}", typings.args(token), packages, [body] * len(packages), parameters)
    return types, shapes, read_only, told


def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


if __name__ == "__main__":
    root = sys.argv[1]
    models = {name: [Models(f"{root}/azure/{folder}") for folder in folders] for name, folders in MODELS.items()}
    packages = sorted(Path(path).name.removesuffix(".dist-info").replace("_", "-").rsplit("-", 1)
                      for path in glob.glob(f"{root}/*.dist-info"))
    provider = json.load(open(f"{TYPINGS}/package.json"))["version"]
    types, shapes, read_only, told = distil(models, Typings(TYPINGS))
    source = (f"Models of Azure Resource Manager (MIT) for the inputs of @pulumi/azure-native {provider}: "
              + ", ".join(f"{name} {version}" for name, version in packages))
    document = {"source": source, "types": types, "shapes": dict(sorted(shapes.items())), "readOnly": read_only}
    json.dump(document, open(OUT, "w"))
    for name, lines in told.items():
        print(*(f"{name}: {line}" for line in sorted(lines)), sep="\n", file=sys.stderr)
