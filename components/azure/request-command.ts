import * as pulumi from "@pulumi/pulumi";

interface ChatRequest {
  readonly url: pulumi.Input<string>;
  /** Model that the request names. */
  readonly model: string;
  /** Prints the token that the request carries. @default - a request without one */
  readonly tokenCommand?: string | undefined;
}

/** A shell command for a chat request; it prints the answer. */
export function chatRequest({ url, model, tokenCommand }: ChatRequest): pulumi.Output<string> {
  const body = JSON.stringify({ model, messages: [{ role: "user", content: "Who are you?" }], max_tokens: 100 });
  const token = tokenCommand === undefined ? [] : [`--header "Authorization: Bearer $(${tokenCommand})"`];
  return pulumi
    .output(url)
    .apply((address) =>
      [
        "curl --fail-with-body --silent --show-error",
        ...token,
        "--header 'Content-Type: application/json'",
        `--data '${body}'`,
        `'${address}'`,
      ].join(" "),
    );
}
