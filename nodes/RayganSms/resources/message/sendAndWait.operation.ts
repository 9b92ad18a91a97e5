import { z } from 'zod';

import { askAndWait } from '../../../shared/answering/askAndWait';
import {
	answerFields,
	approvalOptions,
	questionField,
	questionOptionFields,
	questionOptions,
	responseType,
	withOneMessage,
} from '../../../shared/answering/fields';
import {
	optionalText,
	optionsField,
	optionsOf,
	requiredText,
	yesNo,
} from '../../../shared/form/parameters';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import type { RayganSmsConnection } from '../../connection';
import { readLine, readMessageText } from './checks';
import { lineField, mobileField, resendIfNotFoundField } from './fields';
import type { GroupSend } from './sendGroup';
import { sendGroup } from './sendGroup';

const parameters = z.object({
	phoneNumber: optionalText,
	mobile: requiredText("Enter the recipient's mobile number"),
	message: requiredText('Enter the question to send'),
	responseType,
	approvalOptions,
	options: optionsOf({
		...questionOptions,
		resendIfNotFound: yesNo.default(false),
	}).transform(withOneMessage),
});

export const sendAndWait = askAndWait<RayganSmsConnection, z.infer<typeof parameters>, GroupSend>({
	fields: [
		lineField,
		mobileField,
		questionField,
		...answerFields,
		optionsField([...questionOptionFields, resendIfNotFoundField]),
	],
	parameters,
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	ofArabicScript: 'persian',
	prepare({ parameters: { phoneNumber, mobile, options }, client }, text) {
		const line = readLine(phoneNumber, client);
		if (!line.ok) return line;
		const measure = readMessageText(text);
		if (!measure.ok) return measure;
		const recipient = readSendRecipient(mobile, 'iran', options);
		if (!recipient.ok) return recipient;
		const { numbers, output } = recipient.value;
		const { resendIfNotFound } = options;
		return {
			ok: true,
			value: {
				shared: { line: line.value, message: text, userGroupId: '', resendIfNotFound },
				messages: numbers.map((number) => ({ recipient: number, text })),
				output: { parts: measure.value.parts, encoding: measure.value.encoding, ...output },
			},
		};
	},
	send: sendGroup,
});
