/** Who may import whom: docs/architecture in one table. Data flows one way, and imports point the same way. */
const may = {
  catalog: [],
  sizing: ["catalog"],
  components: [],
  stacks: ["components", "sizing", "catalog"],
  plan: ["sizing", "catalog"],
  policies: ["plan", "sizing", "catalog"],
  cli: ["stacks", "components", "plan", "policies", "sizing", "catalog"],
};
const folders = Object.keys(may);
const clouds = { aws: "aws|aws-native", gcp: "gcp|google-native", azure: "azure|azure-native|azuread" };

module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `${folder}-imports`,
      comment: `${folder}/ may import only itself${may[folder].map((other) => `, ${other}/`).join("")} and packages`,
      severity: "error",
      from: { path: `^${folder}/` },
      to: { path: `^(${folders.filter((other) => other !== folder && !may[folder].includes(other)).join("|")})/` },
    })),
    ...Object.keys(clouds).map((cloud) => ({
      name: `${cloud}-alone`,
      comment: `components/${cloud}/ imports no other cloud`,
      severity: "error",
      from: { path: `^(components/${cloud}/|stacks/${cloud}\\.ts)` },
      to: {
        path: Object.keys(clouds)
          .filter((other) => other !== cloud)
          .map((other) => `^components/${other}/|^stacks/${other}\\.|node_modules/@pulumi/(${clouds[other]})/`)
          .join("|"),
      },
    })),
    {
      name: "shared-no-sdk",
      comment: "components/shared/ and the contract import no cloud's SDK",
      severity: "error",
      from: { path: "^components/(shared/|contract)" },
      to: { path: "node_modules/@pulumi/(?!pulumi/)" },
    },
    {
      name: "no-cloud-sdk-here",
      comment: "only components/ and stacks/ import a cloud's SDK",
      severity: "error",
      from: { path: "^(catalog|sizing|plan|policies|cli)/" },
      to: { path: `node_modules/@pulumi/(${Object.values(clouds).join("|")})/` },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "no-tests", severity: "error", from: { pathNot: "^tests/" }, to: { path: "^tests/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
