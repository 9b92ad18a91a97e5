import omit from 'lodash/omit';
import { z } from 'zod';

import { anything } from '../../shared/form/oneStep';
import { isFinal } from '../../shared/sms/delivery';
import { parsePhoneNumber } from '../../shared/sms/phoneNumber';
import { readStatus } from './deliveryStatus';
import { levelsOf, saidIn } from './levels';
import { count, numberOf, textOf, words } from './schemas';
import { readTime, timeReader } from './times';

const head = z
	.object({
		report_id: words,
		status_code: words,
		sending_date: words,
		sending_time: words,
		report_status: words,
		number_verification_status: words,
		sms_sender_id: words,
		total_mobile_numbers: count,
		numbers_received: count,
		numbers_not_received: count,
		invalid_numbers: count,
		blocked_numbers: count,
		turkcell_count: count,
		turktelekom_count: count,
		vodafone_count: count,
		message_validity_duration: count,
	})
	.transform((reply) => ({
		reportId: reply.report_id,
		statusCode: reply.status_code,
		sentAt: readTime(`${reply.sending_date ?? ''} ${reply.sending_time ?? ''}`),
		reportStatus: reply.report_status,
		numberVerificationStatus: reply.number_verification_status,
		senderId: reply.sms_sender_id,
		total: reply.total_mobile_numbers,
		delivered: reply.numbers_received,
		undelivered: reply.numbers_not_received,
		invalid: reply.invalid_numbers,
		blocked: reply.blocked_numbers,
		turkcell: reply.turkcell_count,
		turkTelekom: reply.turktelekom_count,
		vodafone: reply.vodafone_count,
		validityMinutes: reply.message_validity_duration,
	}));

/** The summary of a bulk send, of which any field can be missing. Its counts need not add up. */
export const report = head.refine(
	(reply) =>
		Object.values(omit(reply, ['statusCode', 'reportId'])).some((said) => said !== undefined),
	{ message: 'a report that says nothing' },
);

export type Report = z.infer<typeof report>;

/** The rows of a list, which PHP prints as an object with the keys 0, 1, …; undefined where it is none. */
function rowsOf(list: unknown): unknown[] | undefined {
	if (Array.isArray(list)) return list;
	return typeof list === 'object' && list !== null ? Object.values(list) : undefined;
}

/** The provider's own objects of the numbers of a detailed report, in the order of `numbers`. */
export function rawNumbers(reply: unknown): unknown[] {
	return rowsOf(saidIn(levelsOf(reply), 'numbers')[0]) ?? [];
}

/** Rows bear the national number, `5551234567`; what is no number stays as it is. */
function toE164(written: string): string {
	const parsed = parsePhoneNumber(written, 'turkey');
	return parsed.ok ? parsed.e164 : written;
}

/** Read without a schema for each field: a report can have tens of thousands of rows. */
const number = z.object({
	number_id: anything,
	phone_number: anything,
	sent_at: anything,
	done_at: anything,
	sms_count: anything,
	sms_status: anything,
	operator: anything,
});

const numbers = anything
	.transform(rowsOf)
	.pipe(z.array(number))
	.transform((rows) => {
		const read = timeReader();
		return rows.map((row) => {
			const phoneNumber = textOf(row.phone_number);
			const statusText = textOf(row.sms_status);
			const status = readStatus(statusText ?? '');
			return {
				numberId: textOf(row.number_id),
				recipient: phoneNumber === undefined ? undefined : toE164(phoneNumber),
				sentAt: read(textOf(row.sent_at) ?? ''),
				doneAt: read(textOf(row.done_at) ?? ''),
				parts: numberOf(row.sms_count),
				status,
				isFinal: isFinal(status),
				statusText,
				operator: textOf(row.operator),
			};
		});
	});

/** The same, and where the message to each number stands. */
export const detailedReport = z.intersection(head, z.object({ numbers }));

export type DetailedReport = z.infer<typeof detailedReport>;
