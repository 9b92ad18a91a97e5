import type { Checked, ResultCode } from '../../shared/faults/faults';
import { tableFault, undescribedCodeFault } from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { oneStep } from '../../shared/form/oneStep';
import { CHECK_FIRST } from './resultCodes';
import { plainText } from './schemas';

/** From here on the number is the service's own id of an accepted message; the document says "above 2000". */
export const FIRST_MESSAGE_ID = 2000n;

/** Sent, but the service kept no record of it, as its published clients say. */
const SENT_BUT_NOT_STORED = '2';

/** What the service's published clients say of the smaller numbers; its document names none of them. */
export const SEND_NUMBERS: Readonly<Record<string, ResultCode>> = {
	0: {
		meaning: 'Raygan SMS met a fault while sending',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
	3: {
		meaning: 'Raygan SMS met a fault while sending',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
	4: {
		meaning: 'The account has not enough credit',
		whatToDo: 'Top up the credit at Raygan SMS',
		httpCode: 402,
		concernsAccount: true,
	},
	5: {
		meaning: 'The message is too long',
		whatToDo: 'Shorten the text',
		httpCode: 422,
	},
	7: {
		meaning: 'The request has too many recipients',
		whatToDo: 'Split the recipients over several items',
		httpCode: 422,
	},
	8: {
		meaning:
			'This account may not use the web service, or its user name or password is not accepted',
		whatToDo:
			'Check the credential, then ask Raygan SMS by ticket to enable the web service for your account',
		httpCode: 403,
		concernsAccount: true,
	},
};

/** A long has 19 digits; this many leave room for wider ones. */
const LONGEST_NUMBER = 40;

/** A whole number of up to 40 digits, as text: an id is a long, and no arithmetic is done on it. */
export function wholeNumber(value: unknown): string | undefined {
	if (typeof value === 'number' && !Number.isInteger(value)) return undefined;
	const number = plainText(value)?.trim() ?? '';
	if (number.length > LONGEST_NUMBER) return undefined;
	return /^-?\d+$/.test(number) ? number : undefined;
}

export const sendNumber = oneStep(wholeNumber, () => 'no whole number');

/** A message that the service accepted. */
export interface AcceptedMessage {
	/** The service's own id of the message; undefined where the service sent it and kept no record. */
	readonly providerMessageId?: string;
}

/**
 * Reads the number that the service answers for one message, bare in the code calls and in each row of
 * corresponding and port sends: 2000 or more, and 2, are acceptances; 4, 5, 7 and 8 refusals; whatever
 * else leaves the outcome unknown. Codes of the envelope mean nothing here.
 *
 * @param number as `wholeNumber` reads it
 */
export function readSendNumber(door: HttpDoor, number: string): Checked<AcceptedMessage> {
	if (BigInt(number) >= FIRST_MESSAGE_ID) return { ok: true, value: { providerMessageId: number } };
	if (number === SENT_BUT_NOT_STORED) return { ok: true, value: {} };
	const entry = SEND_NUMBERS[number];
	const reported = { code: number, sends: true };
	return {
		ok: false,
		fault: entry ? tableFault(door, entry, reported) : undescribedCodeFault(door, reported),
	};
}
