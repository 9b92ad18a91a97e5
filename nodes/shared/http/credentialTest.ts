import type {
	IAuthenticateRuleBase,
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import type { ResultCode } from '../faults/faults';
import { isTooShort, SHORTEST_SECRET } from './secrets';

/** Throws a sentence for the user where a credential's base URL must not be sent a login. */
export function requireUsableBaseUrl(baseUrl: unknown): void {
	const checked = checkBaseUrl(String(baseUrl));
	if (!checked.ok) throw new UserError(`${checked.meaning}. ${checked.whatToDo}.`);
}

const TEST_MARK = 'x-credential-test';

/** The headers of a credential test, by which `signable` knows it. They never leave. */
export const TEST_HEADERS = { [TEST_MARK]: 'yes' };

/**
 * The request as it goes out. In the test of a credential a secret that is too short to be told from other
 * text is refused with a sentence; elsewhere it works, but is not washed out of answers.
 *
 * @param name of the secret, as the credential shows it
 */
export function signable(
	request: IHttpRequestOptions,
	secret: unknown,
	name: string,
): IHttpRequestOptions {
	const { [TEST_MARK]: mark, ...headers } = request.headers ?? {};
	if (mark === undefined) return request;
	if (isTooShort(secret)) {
		throw new UserError(
			`The ${name} is too short: with fewer than ${SHORTEST_SECRET} characters it cannot be kept out of what workflows show. Ask for a longer one.`,
		);
	}
	return { ...request, headers };
}

export function sentenceOf({ meaning, whatToDo }: ResultCode): string {
	return `${meaning}. ${whatToDo}.`;
}

/** Turns the credential red where the answer has one of `values` under `key`; undefined is a missing key, or no object at all. */
export function redWhere(
	key: string,
	values: readonly unknown[],
	message: string,
): IAuthenticateRuleResponseSuccessBody[] {
	return values.map((value) => ({
		type: 'responseSuccessBody',
		properties: { key, value, message },
	}));
}

export function redOnStatus(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}

/** n8n applies each rule by its own type, so a list may mix them; its type allows one kind a list, hence the overload. */
export function rules(...mixed: IAuthenticateRuleBase[]): IAuthenticateRuleResponseSuccessBody[];
export function rules(...mixed: IAuthenticateRuleBase[]): IAuthenticateRuleBase[] {
	return mixed;
}
