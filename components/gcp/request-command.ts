import * as pulumi from "@pulumi/pulumi";

interface ChatRequest {
  readonly url: pulumi.Input<string>;
  /** Model that the request names; empty where the server has one anyway. */
  readonly model: string;
  /** Prints the token that the request carries. */
  readonly tokenCommand: string;
}

/** A shell command for a chat request; it prints the answer. */
export function chatRequest({ url, model, tokenCommand }: ChatRequest): pulumi.Output<string> {
  const body = JSON.stringify({ model, messages: [{ role: "user", content: "Who are you?" }], max_tokens: 100 });
  return pulumi
    .output(url)
    .apply((address) =>
      [
        "curl --fail-with-body --silent --show-error",
        `--header "Authorization: Bearer $(${tokenCommand})"`,
        "--header 'Content-Type: application/json'",
        `--data '${body}'`,
        `'${address}'`,
      ].join(" "),
    );
}
