import type {
	IAuthenticateRuleBase,
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import type { ResultCode } from '../faults/faults';

/** Throws a sentence for the user where a credential's base URL must not be sent a login. */
export function requireUsableBaseUrl(baseUrl: unknown): void {
	const checked = checkBaseUrl(String(baseUrl));
	if (!checked.ok) throw new UserError(`${checked.meaning}. ${checked.whatToDo}.`);
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
