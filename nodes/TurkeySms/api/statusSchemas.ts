import { z } from 'zod';

import { isFinal } from '../../shared/sms/delivery';
import { readStatus } from './deliveryStatus';
import { words } from './schemas';
import { readTime } from './times';

/** `1 SMS` → 1 */
const credits = words.transform((value) => {
	const amount = /^\s*(\d+(?:[.,]\d+)?)/.exec(value ?? '')?.[1];
	return amount === undefined ? undefined : Number(amount.replace(',', '.'));
});

/** Where one message stands; without a text and a code it stands nowhere. */
export const messageStatus = z
	.object({
		sms_status: words,
		sms_status_code: words,
		status_code: words,
		result_code: words,
		sender_id: words,
		date_of_sending: words,
		time_of_sending: words,
		sms_balance: credits,
		operator: words,
	})
	.transform(({ sms_status, sms_status_code, status_code, result_code, ...reply }) => ({
		...reply,
		statusText: sms_status,
		statusCode: sms_status_code ?? status_code ?? result_code,
	}))
	.refine(({ statusText, statusCode }) => statusText !== undefined || statusCode !== undefined)
	.transform(({ statusText, statusCode, ...reply }) => {
		const status = readStatus(statusText ?? '', statusCode);
		return {
			status,
			isFinal: isFinal(status),
			statusCode,
			statusText,
			senderId: reply.sender_id,
			sentAt: readTime(`${reply.date_of_sending ?? ''} ${reply.time_of_sending ?? ''}`),
			creditsUsed: reply.sms_balance,
			operator: reply.operator,
		};
	});

export type MessageStatus = z.infer<typeof messageStatus>;
