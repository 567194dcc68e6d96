import { expect, test } from "vitest";
import { chatRequest } from "../../../components/azure/request-command.js";
import { deploy } from "../../support/mocks.js";

const BODY = `--data '{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":"Who are you?"}],"max_tokens":100}'`;

const command = async (tokenCommand?: string) => {
  const request = () => chatRequest({ url: "https://chat/v1", model: "Qwen/Qwen3-8B", tokenCommand });
  const { result } = await deploy(() => new Promise<string>((resolve) => request().apply(resolve)));
  return result;
};

test("a request carries the token that a command prints", async () => {
  expect(await command("az token")).toBe(
    'curl --fail-with-body --silent --show-error --header "Authorization: Bearer $(az token)" ' +
      `--header 'Content-Type: application/json' ${BODY} 'https://chat/v1'`,
  );
});

test("a request to what takes no token carries none", async () => {
  expect(await command()).toBe(
    `curl --fail-with-body --silent --show-error --header 'Content-Type: application/json' ${BODY} 'https://chat/v1'`,
  );
});
