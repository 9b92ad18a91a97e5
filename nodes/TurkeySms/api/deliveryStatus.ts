import type { DeliveryStatus } from '../../shared/sms/delivery';

const BY_CODE: ReadonlyMap<string, DeliveryStatus> = new Map([
	['TS-1022', 'undelivered'],
	['TS-1023', 'pending'],
	['TS-1024', 'delivered'],
]);

/**
 * The document prints one text, “Number received the message”, and names the others in Arabic: delivered,
 * not delivered, out of coverage, not received. The newer API has words: queued, sent, delivered, failed,
 * expired. A text counts only where it is known whole, since a piece of it can mean another thing:
 * “Delivered to operator”.
 */
const TEXTS: ReadonlyArray<readonly [DeliveryStatus, readonly string[]]> = [
	['queued', ['queued']],
	['sent', ['sent']],
	[
		'delivered',
		[
			'delivered',
			'received',
			'number received the message',
			'the number received the message',
			'number has received the message',
			'the number has received the message',
			'message delivered',
			'the message was delivered',
			'تم التسليم',
			'تم تسليم الرسالة',
		],
	],
	[
		'undelivered',
		[
			'failed',
			'expired',
			'undelivered',
			'not delivered',
			'not received',
			'number did not receive the message',
			'the number did not receive the message',
			'number has not received the message',
			'the number has not received the message',
			'message not delivered',
			'the message was not delivered',
			'لم يتم التسليم',
			'لم يتم تسليم الرسالة',
			'الرقم لم يتلق الرسالة',
		],
	],
	[
		'blocked',
		[
			'blocked',
			'blacklisted',
			'number is blocked',
			'the number is blocked',
			'the number is on the blacklist',
		],
	],
	['rejected', ['invalid', 'invalid number', 'number is invalid', 'the number is invalid']],
];

/** Case, spaces, signs between words and marks of Arabic vowels make no other text. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\p{M}\p{Cf}ـ]+/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const BY_TEXT: ReadonlyMap<string, DeliveryStatus> = new Map(
	TEXTS.flatMap(([status, texts]) => texts.map((text) => [plain(text), status] as const)),
);

/**
 * Where a message stands. A code that says it (TS-1022…1024) counts before the text; TS-1064 only says
 * that the query was done. A text that is not known is pending: more may come.
 */
export function readStatus(text: string, code = ''): DeliveryStatus {
	return BY_CODE.get(code.trim()) ?? BY_TEXT.get(plain(text)) ?? 'pending';
}
