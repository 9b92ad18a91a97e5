import type { DeliveryStatus } from '../../shared/sms/delivery';

const BY_CODE: ReadonlyMap<string, DeliveryStatus> = new Map([
	['TS-1022', 'undelivered'],
	['TS-1023', 'pending'],
	['TS-1024', 'delivered'],
]);

/**
 * The document prints one text, “Number received the message”, and names the others in Arabic: not
 * delivered, out of coverage. What is in doubt stands first: “has not received the message yet”.
 */
const BY_TEXT: ReadonlyArray<readonly [RegExp, DeliveryStatus]> = [
	[/coverage|\byet\b|خارج/i, 'pending'],
	[/block|black/i, 'blocked'],
	[/invalid/i, 'rejected'],
	[/\bnot\b.*\b(receive|deliver)|undelivered|لم يت/i, 'undelivered'],
	[/\b(received|delivered)\b|تم التسليم/i, 'delivered'],
];

/**
 * Where a message stands. A code that says it (TS-1022…1024) counts before the text; TS-1064 only says
 * that the query was done. A text that is not known is pending: more may come.
 */
export function readStatus(text: string, code = ''): DeliveryStatus {
	const known = BY_CODE.get(code.trim());
	return known ?? BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? 'pending';
}
