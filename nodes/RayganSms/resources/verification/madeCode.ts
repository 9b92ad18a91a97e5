import type { INodeProperties } from 'n8n-workflow';

import { hideCode, hideCodeInText } from '../../../shared/codes/hideCode';
import type { Issuer } from '../../../shared/codes/issue';
import { issueToken, newCode } from '../../../shared/codes/issue';
import { lifetimeMinutes, lifetimeMinutesField } from '../../../shared/codes/options';
import type { Answer } from '../../../shared/faults/faults';
import { guardNumber } from '../../../shared/form/parameters';
import type { MessageResult } from '../../../shared/sending/message';
import type { AcceptedMessage } from '../../api/sendNumber';
import { sentMessage } from '../../sentMessage';

const LENGTHS = [4, 5, 6, 7, 8];

/** Reads the options of a send that can make the code itself. */
export const madeCodeOptions = {
	lifetimeMinutes,
	makeCode: guardNumber(
		{ min: 4, max: 8, isWhole: true },
		'Choose how many digits the code is to have, from 4 to 8',
	),
};

export const makeCodeField: INodeProperties = {
	displayName: 'Make a Code',
	name: 'makeCode',
	type: 'options',
	default: 6,
	options: LENGTHS.map((digits) => ({ name: `${digits} Digits`, value: digits })),
	description:
		'How many digits the code has that the node makes up and sends. The output has a verificationToken in its place, by which Check Token compares what the user types.',
};

export const madeCodeFields: INodeProperties[] = [lifetimeMinutesField, makeCodeField];

/** Of a code that the node makes. */
export interface MadeCode {
	/** Undefined where the code is the user's own. */
	readonly digits: number | undefined;
	readonly lifetimeMinutes: number;
}

/**
 * Makes a code, hands it over and answers with the token by which it can be checked. Each try has a code
 * of its own, and the token is that of the code that went out; neither the result nor what the provider
 * says beside it has the code.
 *
 * @param recipient E.164
 * @param send with the code; undefined where there is none to make
 */
export async function sendMade(
	{ digits, lifetimeMinutes: minutes }: MadeCode,
	recipient: string,
	issuer: Issuer,
	send: (code: string | undefined) => Promise<Answer<AcceptedMessage>>,
): Promise<MessageResult> {
	if (digits === undefined) return sentMessage(await send(undefined));
	const code = newCode(digits);
	const result = sentMessage(await send(code));
	if (!result.ok) {
		const { providerMessage } = result.fault;
		if (providerMessage === undefined) return result;
		const washed = hideCodeInText(providerMessage, code);
		return { ok: false, fault: { ...result.fault, providerMessage: washed } };
	}
	const token = issueToken(issuer, { recipient, code }, minutes);
	return { ok: true, ids: { ...result.ids, ...token }, raw: hideCode(result.raw, code) };
}
