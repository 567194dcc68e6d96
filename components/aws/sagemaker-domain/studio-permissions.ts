import * as pulumi from "@pulumi/pulumi";
import { type Allowance, arnOf, type Site } from "../iam-allowance.js";

/** IAM policy variables, which Studio sets for the session of a user. */
const OWN_DOMAIN = `\${sagemaker:DomainId}`;
const OWN_PROFILE = `${OWN_DOMAIN}/\${sagemaker:UserProfileName}`;

/** Studio itself: looking around, opening it, and the user's own private spaces with their apps. */
export function privateSpaces(site: Site): Allowance[] {
  const ownPrivate = {
    ArnLike: { "sagemaker:OwnerUserProfileArn": arnOf(site, "sagemaker", `user-profile/${OWN_PROFILE}`) },
    StringEquals: { "sagemaker:SpaceSharingType": "Private" },
  };
  return [
    {
      actions: ["sagemaker:ListApps", "sagemaker:ListDomains", "sagemaker:ListSpaces", "sagemaker:ListUserProfiles"],
      resources: ["*"], // have no resource level
    },
    {
      actions: [
        "sagemaker:DescribeApp",
        "sagemaker:DescribeDomain",
        "sagemaker:DescribeSpace",
        "sagemaker:DescribeUserProfile",
        "sagemaker:ListTags",
      ],
      resources: ["app/*", "domain/*", "space/*", "user-profile/*"].map((name) => arnOf(site, "sagemaker", name)),
    },
    {
      actions: ["sagemaker:CreatePresignedDomainUrl"],
      resources: [arnOf(site, "sagemaker", `user-profile/${OWN_PROFILE}`)],
    },
    {
      actions: ["sagemaker:CreateSpace", "sagemaker:DeleteSpace", "sagemaker:UpdateSpace"],
      resources: [arnOf(site, "sagemaker", `space/${OWN_DOMAIN}/*`)],
      conditions: ownPrivate,
    },
    {
      actions: ["sagemaker:CreateApp", "sagemaker:DeleteApp"],
      resources: [arnOf(site, "sagemaker", `app/${OWN_DOMAIN}/*`)],
      conditions: ownPrivate,
    },
    {
      actions: ["sagemaker:AddTags"], // Studio tags whatever it makes
      resources: ["app", "space"].map((kind) => arnOf(site, "sagemaker", `${kind}/${OWN_DOMAIN}/*`)),
    },
  ];
}

/** Training and processing jobs, the models of one group, and passing the role on to the jobs. */
export function jobsAndModels(
  site: Site,
  modelPackageGroupName: pulumi.Input<string>,
  roleArn: pulumi.Input<string>,
): Allowance[] {
  const jobs = ["processing-job/*", "training-job/*"].map((name) => arnOf(site, "sagemaker", name));
  const group = arnOf(site, "sagemaker", pulumi.interpolate`model-package-group/${modelPackageGroupName}`);
  const versions = arnOf(site, "sagemaker", pulumi.interpolate`model-package/${modelPackageGroupName}/*`);
  return [
    {
      actions: [
        "sagemaker:ListMlflowApps",
        "sagemaker:ListModelPackageGroups",
        "sagemaker:ListProcessingJobs",
        "sagemaker:ListTrainingJobs",
      ],
      resources: ["*"], // have no resource level
    },
    {
      actions: [
        "sagemaker:CreateProcessingJob",
        "sagemaker:CreateTrainingJob",
        "sagemaker:DescribeProcessingJob",
        "sagemaker:DescribeTrainingJob",
        "sagemaker:StopProcessingJob",
        "sagemaker:StopTrainingJob",
      ],
      resources: jobs,
    },
    {
      actions: [
        "sagemaker:CreateModelPackage",
        "sagemaker:DeleteModelPackage",
        "sagemaker:DescribeModelPackage",
        "sagemaker:DescribeModelPackageGroup",
        "sagemaker:ListModelPackages",
        "sagemaker:UpdateModelPackage",
      ],
      resources: [group, versions],
    },
    { actions: ["sagemaker:AddTags", "sagemaker:ListTags"], resources: [...jobs, group, versions] },
    {
      actions: ["iam:PassRole"],
      resources: [roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
  ];
}

/**
 * Tracking runs and models in one MLflow app, and opening it. `CallMlflowAppApi` is the one data action of apps; AWS'
 * guide asks for those of `sagemaker-mlflow` too, which the authorization reference lists for tracking servers alone.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow-app-setup-prerequisites-iam.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerwithmlflow.html
 */
export function mlflowUse(appArn: pulumi.Input<string>): Allowance[] {
  return [
    {
      actions: ["sagemaker:CallMlflowAppApi", "sagemaker:CreatePresignedMlflowAppUrl", "sagemaker:DescribeMlflowApp"],
      resources: [appArn],
    },
    { actions: ["sagemaker-mlflow:*"], resources: [appArn] },
  ];
}
