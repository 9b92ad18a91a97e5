import { z } from 'zod';

import { refusal } from '../../../shared/faults/faults';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import { sendOptionFields, sendOptions } from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { FilledPattern } from '../../api/patternCalls';
import type { RayganSmsConnection } from '../../connection';
import {
	fillPattern,
	patternIdField,
	patternParameters,
	requireAccessHash,
	tokensField,
} from '../../pattern';
import { shownZone } from '../../zone';
import { prepareCode } from './codeSend';
import { mobileField } from './fields';
import type { MadeCode } from './madeCode';
import { madeCodeFields, madeCodeOptions, makeCodeField, sendMade } from './madeCode';

const parameters = z.object({
	mobile: requiredText("Enter the recipient's mobile number"),
	...patternParameters,
	options: optionsOf({ ...sendOptions, ...madeCodeOptions }),
});

interface Shared extends MadeCode {
	readonly pattern: FilledPattern;
}

/** The placeholder of a made code. */
const CODE_TOKEN = 'token1';

export const sendPatternCode = sendTogether<
	RayganSmsConnection,
	z.infer<typeof parameters>,
	Shared
>({
	option: {
		name: 'Send Pattern Code',
		value: 'sendPatternCode',
		action: 'Send a verification code (OTP) by a pattern',
		description:
			'Send a code in an approved text, from a line of the service. Needs the Access Hash in the credential.',
	},
	fields: [
		mobileField,
		patternIdField,
		tokensField,
		optionsField([
			...sendOptionFields,
			...madeCodeFields.map((field) =>
				field === makeCodeField
					? {
							...field,
							description:
								'How many digits the code has that the node makes up and sends as token1. The output has a verificationToken in its place, by which Check Token compares what the user types.',
						}
					: field,
			),
		]),
	],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: 1,
	prepare({ parameters: { mobile, patternId, tokens, options }, client }) {
		const access = requireAccessHash(client);
		if (!access.ok) return access;
		const pattern = fillPattern(patternId, tokens);
		if (!pattern.ok) return pattern;
		const { makeCode: digits, lifetimeMinutes } = options;
		if (digits !== undefined && CODE_TOKEN in pattern.value.tokens) {
			return refusal(
				`The option Make a Code puts the code into ${CODE_TOKEN}, and ${CODE_TOKEN} is given as well`,
				`Remove ${CODE_TOKEN} from the tokens, or the option Make a Code`,
			);
		}
		const shared = { pattern: pattern.value, digits, lifetimeMinutes };
		const text = JSON.stringify(pattern.value);
		return prepareCode({ mobile, text, options, shared, output: {} });
	},
	async send({ client, zone }, { pattern, ...made }, batch) {
		const { patternId, tokens } = pattern;
		return await Promise.all(
			batch.map(async ({ recipient }) =>
				sendMade(made, recipient, { sign: client.sign, zone: shownZone(zone) }, async (code) => {
					const filled = code === undefined ? tokens : { [CODE_TOKEN]: code, ...tokens };
					return await client.sendPatternCode(nationalFormat(recipient), {
						patternId,
						tokens: filled,
					});
				}),
			),
		);
	},
});
